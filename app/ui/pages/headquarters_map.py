"""The map of areas by steps; a cell leads to that step of that area."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject

from app.drawing.step_heat_map import HeatCell, HeatNames, HeatRow, step_heat_map
from app.services.views.headquarters import AreaEntry, HeadquartersView
from app.ui.kit.card import Card
from app.ui.kit.panel import scrolling
from app.ui.kit.picture import measure
from app.ui.kit.text import column, label
from app.ui.language import label_text, put, say, words
from app.ui.pages.plan_picked import PickPicture
from app.ui.pages.plan_pictures import MARGIN, holder

MOST_HEIGHT = 340


class HeatCard(Card):
    """Draws the map again for another width or language. Tags are "area|step"."""

    def __init__(self) -> None:
        super().__init__()
        self.view, self.note = PickPicture(), label("", "tiny", wrap=True)
        self.area = scrolling(holder(self.view))
        self.body.addLayout(column(self.area, self.note, gap=6))
        self.area.viewport().installEventFilter(self)
        self._shown = HeadquartersView()

    def retranslate(self) -> None:
        """Say the fixed texts in the language in force."""
        self.set_title(say("headquarters.map"))
        self.note.setText(say("headquarters.map_note"))
        self.redraw()

    def show_areas(self, view: HeadquartersView) -> None:
        """Draw the areas of a view."""
        self._shown = view
        self.redraw()

    def redraw(self) -> None:
        """Draw again for the width and the language there are now."""
        width = self.area.viewport().width() - MARGIN
        if not self._shown.areas or width < MARGIN:
            return
        picture = step_heat_map(
            [_row(area) for area in self._shown.areas],
            column_titles(self._shown.areas),
            HeatNames(*(say(f"headquarters.legend.{name}") for name in _LEGEND)),
            width,
            measure,
            mirrored=words().right_to_left,
        )
        self.view.show_picture(picture, self.said())
        self.area.setFixedHeight(min(round(picture.height) + 4, MOST_HEIGHT))

    def said(self) -> str:
        """Return the map in words, for screen readers: each area and the step it is at."""
        lines = [say("headquarters.map")]
        for area in self._shown.areas:
            at = next((step for step in area.steps if step.current), area.steps[-1])
            name = words().code("step_id", at.id)
            where = say("headquarters.step", number=at.number, name=name)
            lines.append(f"{label_text(area.name)}: {where}")
        return ". ".join(lines)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.redraw()
        return super().eventFilter(watched, event)


def column_titles(areas: Sequence[AreaEntry]) -> list[str]:
    """Return the steps by number and name; by number alone where areas follow different processes."""
    steps = max((area.steps for area in areas), key=len)
    alike = len({tuple(step.id for step in area.steps) for area in areas}) == 1
    if not alike:
        return [words().number(step.number) for step in steps]
    return [say("headquarters.step", number=s.number, name=words().code("step_id", s.id)) for s in steps]


_LEGEND = ("done", "in_progress", "not_started", "skipped", "current", "late")


def _row(area: AreaEntry) -> HeatRow:
    cells = [HeatCell(step.status, step.late, step.current, f"{area.id}|{step.id}") for step in area.steps]
    return HeatRow(label_text(area.name), put(area.plan), cells, f"{area.id}|")
