"""The one panel beside the tabs of the area page: area, criterion, decision, location or source."""

from __future__ import annotations

from typing import Any, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.services.views.area import AreaView
from app.ui.kit.later import Later, made
from app.ui.kit.panel import SidePanel
from app.ui.pages.area_location_panel import LocationPanel
from app.ui.pages.area_panels import AreaPanel, CriterionPanel, DecisionPanel
from app.ui.pages.area_sources import SourcePanel
from app.ui.session import Session

FIGURES = ("population_figure", "severity_rank", "site_coordinates")
EDITED = ("area", "selection_criterion", "area_decision", "location", "source")
PANELS = ("area", "criterion", "decision", "location", "source")
P = TypeVar("P", bound=SidePanel)


class AreaEditor(QWidget):
    """Shows the panel for a kind; `closed` tells that the person left it."""

    closed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session, self._beside = session, QHBoxLayout(self)
        self._beside.setContentsMargins(0, 0, 0, 0)
        self._beside.setSpacing(0)
        self.hide()

    @Later
    def area(self) -> AreaPanel:
        """The area's own fields; each panel is made as it is first shown."""
        return self._added(AreaPanel(self._session))

    @Later
    def criterion(self) -> CriterionPanel:
        """A selection criterion."""
        return self._added(CriterionPanel(self._session))

    @Later
    def decision(self) -> DecisionPanel:
        """The decision on the area."""
        return self._added(DecisionPanel(self._session))

    @Later
    def location(self) -> LocationPanel:
        """A location with its figures."""
        return self._added(LocationPanel(self._session))

    @Later
    def source(self) -> SourcePanel:
        """A source."""
        return self._added(SourcePanel(self._session))

    def panels(self) -> list[Any]:
        """Return the panels that exist already."""
        return made(self, PANELS)

    def retranslate(self) -> None:
        """Say the panels' own texts in the language in force."""
        for panel in self.panels():
            panel.retranslate()

    def commit(self) -> None:
        """Keep what is being typed."""
        for panel in self.panels():
            panel.commit()

    def show_record(self, view: AreaView, kind: str, record_id: str) -> None:
        """Show what is to be edited; nothing when it is not here."""
        wanted_name = dict(zip(EDITED, PANELS, strict=True)).get(kind, "")
        for panel in self.panels():
            # Two of them side by side, if only for a moment, would widen the window.
            panel.setHidden(panel.isHidden() or panel not in made(self, (wanted_name,)))
        wanted = self._panel_of(view, kind, record_id)
        for panel in self.panels():
            panel.setVisible(panel is wanted)
        self.setVisible(wanted is not None)

    def _added(self, panel: P) -> P:
        self._beside.addWidget(panel)
        panel.closed.connect(self.closed)
        return panel

    def _panel_of(self, view: AreaView, kind: str, record_id: str) -> SidePanel | None:
        location = view.location(record_id) if kind == "location" else None
        source = view.source(record_id) if kind == "source" else None
        if location is not None:
            self.location.show_location(view, location)
            return self.location
        if source is not None:
            self.source.show_source(source)
            return self.source
        if kind == "selection_criterion" and record_id:
            self.criterion.show_criterion(view, record_id)
            return self.criterion
        if kind == "area_decision":
            self.decision.show_decision(view)
            return self.decision
        if kind == "area":
            self.area.show_area(view)
            return self.area
        return None


def resolved(view: AreaView, kind: str, record_id: str) -> tuple[str, str]:
    """Return what is edited for a record: of a figure its location, of a criterion its code or the first."""
    if kind in FIGURES:
        return "location", next((one.id for one in view.locations if _holds(one, record_id)), "")
    if kind == "selection_criterion":
        found = (one.criterion for one in view.criteria if record_id in (one.id, one.criterion))
        return kind, next(found, "") if record_id else view.criteria[0].criterion
    return kind, record_id


def _holds(location: Any, record_id: str) -> bool:
    return record_id == location.id or any(
        one.id == record_id for one in (*location.figures, *location.ranks)
    )
