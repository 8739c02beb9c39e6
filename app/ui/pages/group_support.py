"""Backstopping per meeting: at least two people, both functions; and the guide to the first meeting."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QCheckBox, QWidget

from app.models.codes import CODE_LISTS
from app.services.group_work import note_backstopping
from app.services.views.group import GroupView
from app.services.views.group_work import Backstopper, GuideEntry, MeetingSupport
from app.ui.kit.button import Button
from app.ui.kit.card import Card
from app.ui.kit.choices import ChoiceInput
from app.ui.kit.empty import EmptyState
from app.ui.kit.finding import Finding, ReasonRow
from app.ui.kit.panel import SidePanel, scrolling_column
from app.ui.kit.rows import Cell, TableColumn
from app.ui.kit.text import GAP, column, empty_layout, label, row
from app.ui.language import label_text, put, say, words
from app.ui.pages.group_tab import SIDE, GroupTab
from app.ui.pages.group_words import code_options, day_text, names_text
from app.ui.pages.search_list import FoundList
from app.ui.places import Place
from app.ui.session import Session
from app.ui.weak import weakly_plain

FUNCTIONS = CODE_LISTS["backstop_function"]
GUIDE, GUIDE_BESIDE_LITTLE, LITTLE = 420, 350, 1000
"""Width of the guide in pixels, and where the tab has fewer than `LITTLE`."""
_STATES = {"fine": "good", "ready": "good", "few": "attention", "function": "attention", "ahead": "neutral"}
_PARTS = ("before", "at", "after")


class SupportPanel(SidePanel):
    """Who backstopped one meeting, and with which function; every choice keeps itself."""

    def __init__(self, session: Session, *, here: bool = False) -> None:
        """`here`: the meeting itself is shown beside, so no way leads to it."""
        super().__init__(width=SIDE)
        self.session, self.meeting = session, ""
        self.state, self.why = label("", "small", wrap=True), label("", "tiny", wrap=True)
        self.people, self.open = column(gap=12), Button("", "outlined")
        self.boxes: dict[str, QCheckBox] = {}
        self.functions: dict[str, ChoiceInput] = {}
        self.body.addWidget(self.state)
        self.body.addLayout(self.people)
        self.body.addWidget(self.why)
        self.foot.addLayout(row(self.open, 1))
        self.open.setVisible(not here)
        self.open.clicked.connect(self._open)

    def retranslate(self) -> None:
        """Say the panel's own texts in the language in force."""
        self.name_close(say("frame.close"))
        self.open.setText(say("group.support.open"))
        self.why.setText(say("group.support.why", source=say("source.dstwg_roles")))

    def show_meeting(self, entry: MeetingSupport) -> None:
        """Show a meeting and everyone who could backstop it."""
        self.meeting = entry.id
        self.state.setText(state_text(entry))
        focused = next((one for one, box in self.boxes.items() if box.hasFocus()), "")
        self.boxes, self.functions = {}, {}
        empty_layout(self.people)
        for one in entry.people:
            self.people.addWidget(self._person(one))
        if not entry.people:
            self.people.addWidget(label(say("group.support.nobody"), "small", wrap=True))
        if focused in self.boxes:
            self.boxes[focused].setFocus()
        kind = words().code("meeting_type", entry.type)
        title = label_text(entry.title) or kind
        self.open_with(title, day_text(entry.on) if title == kind else kind)

    def note(self, member: str, present: bool, function: str = "") -> None:
        """Keep whether somebody was there, and with which function."""
        work = partial(
            note_backstopping, meeting=self.meeting, member=member, present=present, function=function
        )
        self.session.write(work)

    def _person(self, one: Backstopper) -> QWidget:
        made, name = QWidget(), label_text(one.name)
        box, choice = QCheckBox(name), ChoiceInput(code_options("backstop_function"))
        box.setChecked(one.present)
        choice.show_value(one.function or None)
        choice.setEnabled(one.present)
        choice.main().setAccessibleName(say("group.support.function_of", name=name))
        box.clicked.connect(weakly_plain(self._tick, one.id))
        choice.finished.connect(weakly_plain(self._choose, one.id))
        self.boxes[one.id], self.functions[one.id] = box, choice
        made.setLayout(column(box, choice, gap=4))
        return made

    def _tick(self, member: str) -> None:
        self.note(member, self.boxes[member].isChecked(), str(self.functions[member].value() or ""))

    def _choose(self, member: str) -> None:
        if self.boxes[member].isChecked():
            self.note(member, True, str(self.functions[member].value() or ""))

    def _open(self) -> None:
        self.session.go(Place("meetings", "meeting", self.meeting))


class GuideCard(Card):
    """The guide to the first meeting: points that the records answer, each with a way to its place."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.intro, self.rows = label("", "small", wrap=True), column(gap=0)
        self.set_padding(1, 14)
        self.head.setContentsMargins(15, 0, 15, 0)
        inside = row(column(self.intro, self.rows, 1, gap=8))
        inside.insertSpacing(0, 15)
        self.body.addWidget(scrolling_column(inside, 15))

    def retranslate(self) -> None:
        """Say the fixed texts in the language in force."""
        self.intro.setText(say("group.guide.intro", source=say("source.dstwg_guidelines")))

    def show_guide(self, guide: Sequence[GuideEntry]) -> None:
        """Show the points as they stand."""
        done = sum(one.reason.mark == "met" for one in guide)
        self.set_title(say("group.guide"), say("group.guide.done", count=done, total=len(guide)))
        empty_layout(self.rows)
        for part in _PARTS:
            self.rows.addWidget(label(say(f"group.guide.{part}"), "strong"))
            entries = [one for one in guide if one.part == part]
            for number, one in enumerate(entries):
                self.rows.addWidget(self._row(one, number == len(entries) - 1))

    def _row(self, one: GuideEntry, last: bool) -> QWidget:
        met = one.reason.mark == "met"
        link = say("steps.open" if met else "steps.go_there")
        finding = Finding(
            "", "good" if met else "attention", put(one.reason.text), put(one.reason.detail), one.reason.kind
        )
        made = ReasonRow(one.reason.mark, finding, link, last)
        made.picked.connect(weakly_plain(self._go, one))
        return made

    def _go(self, one: GuideEntry) -> None:
        self.session.go(Place(one.reason.page, one.reason.kind, one.reason.id))


class SupportTab(GroupTab):
    """The area meetings and who backstopped each, with the guide beside them."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.list, self.empty = FoundList(), EmptyState(icon_name="message-square")
        self.guide, self.panel = GuideCard(session), SupportPanel(session)
        self.held = Card()
        self.held.body.addWidget(self.empty, 1)
        self.held.hide()
        self.empty.started.connect(self._plan)
        self.list.picked.connect(self.open_record)
        self.panel.closed.connect(self.close_panel)
        whole = row(self.list, self.held, self.guide, self.panel, gap=GAP)
        whole.setStretch(0, 1)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def show_view(self, view: GroupView) -> None:
        super().show_view(view)
        entry = next((one for one in view.supports if one.id == self.wanted), None)
        self.list.setVisible(bool(view.supports))
        self.held.setVisible(not view.supports)
        self.guide.setVisible(entry is None)
        if entry is None:
            self.panel.hide()
        else:
            self.panel.show_meeting(entry)
        self.guide.show_guide(view.guide)
        self.list.show_rows(_columns(), view.supports, self.wanted)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.guide.setFixedWidth(GUIDE_BESIDE_LITTLE if self.width() < LITTLE else GUIDE)

    def retranslate(self) -> None:
        for part in (self.list, self.guide, self.panel):
            part.retranslate()
        self.empty.say(say("group.empty.support"), say("group.support.plan"))

    def _plan(self) -> None:
        self.session.go(Place("meetings"))


def state_text(entry: MeetingSupport) -> str:
    """Return in a sentence how a meeting was backstopped."""
    missing = words().join([words().code("backstop_function", one) for one in entry.uncovered])
    return say(f"group.support.{entry.state}", count=entry.present, missing=missing)


def _columns() -> list[TableColumn]:
    title = TableColumn(words().kind("meeting"), _title_cell, share=3)
    state = TableColumn(say("group.support.state"), _state_cell, 132)
    return [title, *(_served(one) for one in FUNCTIONS), state]


def _served(function: str) -> TableColumn:
    def cell(one: MeetingSupport) -> Cell:
        return Cell(names_text(one.served(function)))

    return TableColumn(say(f"group.support.column.{function}"), cell, share=2)


def _title_cell(one: MeetingSupport) -> Cell:
    return Cell(label_text(one.title) or words().code("meeting_type", one.type), under=day_text(one.on))


def _state_cell(one: MeetingSupport) -> Cell:
    return Cell(say(f"group.support.{one.state}.short"), tone=_STATES[one.state])
