"""A tab of the group page: a list that is searched, what stands beside it, the panel of a chosen record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedWidget, QWidget

from app.services.views.group import GroupView
from app.ui.kit.card import Card
from app.ui.kit.empty import EmptyState
from app.ui.kit.form import FieldSpec
from app.ui.kit.later import Later, hide_made, made
from app.ui.kit.panel import scrolling
from app.ui.kit.rows import TableColumn
from app.ui.kit.text import GAP, column, label, row
from app.ui.language import say, words
from app.ui.pages.forgetting import ForgetButton
from app.ui.pages.record_history import HistoryList
from app.ui.pages.record_panel import RecordPanel
from app.ui.pages.search_list import FoundList
from app.ui.session import Session

SIDE = 330


def bulleted(text: QLabel) -> QHBoxLayout:
    """Return a text behind a bullet; its further lines begin where its first does."""
    bullet = label("•", text.property("look"))
    made = row(bullet, text, gap=6)
    made.setStretch(1, 1)
    made.setAlignment(bullet, Qt.AlignmentFlag.AlignTop)
    return made


class GroupTab(QWidget):
    """What the page knows of its tabs."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session, self.wanted = session, ""
        self.view: GroupView | None = None

    def show_view(self, view: GroupView) -> None:
        """Show the tab as the group stands now."""
        self.view = view

    def retranslate(self) -> None:
        """Say the fixed texts in the language in force."""

    def commit(self) -> None:
        """Keep what is being typed."""

    def open_record(self, record_id: str, kind: str = "") -> None:
        """Show a record in the panel, "" for none."""
        self.commit()
        self.wanted = record_id
        self.show_again()

    def show_again(self) -> None:
        """Show what was shown."""
        if self.view is not None:
            self.show_view(self.view)

    def close_panel(self) -> None:
        """Show the list without a panel."""
        self.wanted = ""
        self.show_again()


class ListTab(GroupTab):
    """A list of one kind, something beside it, and a panel in its place once a record is chosen."""

    started = Signal()

    def __init__(self, session: Session, kind: str, icon: str) -> None:
        super().__init__(session)
        self.kind, self._icon = kind, icon
        self.list, self.held = FoundList(), Card()
        self.side = column(gap=GAP)
        self.place, self.beside = QStackedWidget(), QWidget()
        self.list.picked.connect(self.open_record)
        self._lay_out()

    @Later
    def panel(self) -> Any:
        """The panel of a chosen record."""
        panel = self.make_panel()
        panel.closed.connect(self.close_panel)
        self.whole.addWidget(panel)
        return panel

    @Later
    def empty(self) -> EmptyState:
        """What is said while there is no record."""
        empty = EmptyState(icon_name=self._icon)
        self.held.body.addWidget(empty, 1)
        empty.started.connect(self.started)
        return empty

    def make_panel(self) -> RecordPanel:
        """Return a new panel for the records of the list."""
        return RecordPanel(self.session, self.kind)

    def say_empty(self, view: GroupView) -> None:
        """Say what belongs into the list while it is empty."""
        self.empty.say(say(f"group.empty.{self.kind}"), say(f"group.add.{self.kind}"))

    def rows(self, view: GroupView) -> Sequence[Any]:
        """Return the rows of the list."""
        raise NotImplementedError

    def columns(self, narrow: bool) -> list[TableColumn]:
        """Return the columns; `narrow` leaves out what the panel shows."""
        raise NotImplementedError

    def fields(self, view: GroupView) -> Sequence[FieldSpec]:
        """Return the fields of the panel."""
        raise NotImplementedError

    def show_panel(self, view: GroupView, entry: Any) -> None:
        """Show a record in the panel."""
        self.panel.show_record(entry.id, entry.values, self.fields(view))
        self.panel.open_with(self.title_of(entry), words().kind(self.kind))

    def title_of(self, entry: Any) -> str:
        """Return what a record is called."""
        from app.ui.pages.group_words import called

        return called(entry)

    def show_side(self, view: GroupView) -> None:
        """Show what stands beside the list while no record is chosen."""

    def show_view(self, view: GroupView) -> None:
        super().show_view(view)
        rows = self.rows(view)
        entry = next((one for one in rows if one.id == self.wanted), None)
        if entry is not None:
            self.show_panel(view, entry)
        else:
            hide_made(self, "panel")
        if not rows:
            self.say_empty(view)
        self.place.setCurrentIndex(0 if rows else 1)
        self.beside.setVisible(entry is None and bool(self.side.count()))
        self.show_side(view)
        self.list.show_rows(self.columns(entry is not None), rows, self.wanted)

    def retranslate(self) -> None:
        for part in (self.list, *made(self, ("panel",))):
            part.retranslate()

    def commit(self) -> None:
        for panel in made(self, ("panel",)):
            panel.commit()

    def _lay_out(self) -> None:
        inside = QWidget()
        inside.setObjectName("scrolled")
        inside.setLayout(column(self.side, 1, gap=0))
        self.beside.setLayout(column(scrolling(inside)))
        self.beside.setFixedWidth(SIDE)
        self.place.addWidget(self.list)
        self.place.addWidget(self.held)
        self.whole = QHBoxLayout(self)
        self.whole.setContentsMargins(0, 0, 0, 0)
        self.whole.setSpacing(GAP)
        self.whole.addWidget(self.place, 1)
        self.whole.addWidget(self.beside)


class PersonPanel(RecordPanel):
    """The panel of a record about a person: who said what, and removing it for good."""

    def __init__(self, session: Session, kind: str, width: int = SIDE) -> None:
        super().__init__(session, kind, width)
        self.forget, self.history = ForgetButton(session, "link"), HistoryList(session)
        held = self.foot.takeAt(0)
        if held is not None:
            self.foot.addLayout(row(self.remove, 1, self.forget))
        self.body.addWidget(self.history)

    def retranslate(self) -> None:
        super().retranslate()
        self.forget.retranslate()
        self.history.retranslate()

    def show_record(self, record_id: str, values: Mapping[str, Any], specs: Sequence[FieldSpec]) -> None:
        super().show_record(record_id, values, specs)
        self.history.show_record(record_id)

    def be_about(self, name: str) -> None:
        """Name the person for *Remove for good*."""
        self.forget.be_about(self.kind, self.record, name)
