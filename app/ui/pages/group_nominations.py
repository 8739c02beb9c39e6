"""Nominations and outreach to candidates; accepting one makes a member."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal

from app.models.codes import CODE_LISTS
from app.services.group_work import accept_nomination, decline_nomination
from app.services.views.group import GroupView
from app.services.views.group_lists import NominationEntry
from app.ui.kit.button import Button
from app.ui.kit.card import Card
from app.ui.kit.chip import Chip
from app.ui.kit.form import FieldSpec
from app.ui.kit.rows import Cell, TableColumn
from app.ui.kit.text import label, row
from app.ui.language import label_text, say, words
from app.ui.pages.group_tab import ListTab, PersonPanel, bulleted
from app.ui.pages.group_words import (
    called,
    criteria_text,
    day_text,
    decision_cell,
    joined,
    record_options,
    specs,
)
from app.ui.pages.organisation_pick import with_adding
from app.ui.session import Session
from app.ui.weak import weakly

_FIELDS = (
    *("candidate", "organisation", "channel", "nominated_by", "nominated_on", "outreach_status", "asked_by"),
    *(
        "criteria",
        "criteria_note",
        "role",
        "represents",
        "spectrum",
        "sex",
        "consent",
        "phone",
        "email",
        "reason",
    ),
)


class NominationPanel(PersonPanel):
    """A nomination with its judgement. `opened` carries the id of the member it became."""

    opened = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__(session, "nomination")
        self.noted, self.stays = Chip(), label("", "tiny", wrap=True)
        self.accept, self.decline = Button("", "primary", "check"), Button("", "outlined")
        self.member = Button("", "link", "user")
        self._member = ""
        self.body.insertLayout(0, row(self.noted, 1))
        self.body.insertWidget(1, self.stays)
        self.foot.insertLayout(0, row(self.accept, self.decline, self.member, 1))
        self.accept.clicked.connect(self.accept_it)
        self.decline.clicked.connect(self.decline_it)
        self.member.clicked.connect(self._open_member)

    def retranslate(self) -> None:
        super().retranslate()
        self.stays.setText(say("group.nomination.stays"))
        self.accept.setText(say("group.nomination.accept"))
        self.decline.setText(say("group.nomination.decline"))
        self.member.setText(say("group.nomination.member"))

    def show_nomination(self, entry: NominationEntry) -> None:
        """Show what belongs to the nomination besides the fields."""
        enough = len(set(entry.criteria)) >= len(CODE_LISTS["nomination_criterion"]) - 1
        self.noted.show_state(criteria_text(entry), "good" if enough else "attention")
        self._member = entry.member
        # What takes their place is there before they go: the focus goes on to it, not to what removes.
        self.member.setVisible(bool(entry.member))
        self.accept.setVisible(not entry.member)
        self.decline.setVisible(not entry.member and entry.decision != "declined")
        self.be_about(called(entry))

    def accept_it(self) -> None:
        """Make the candidate a member; the toast offers to undo it."""
        self.commit()
        said = say("group.nomination.accepted", name=self.title.text())
        self.session.write(partial(accept_nomination, nomination=self.record), weakly(self._done, said))

    def decline_it(self) -> None:
        """Note that the candidate does not join; the toast offers to undo it."""
        self.commit()
        said = say("group.nomination.declined", name=self.title.text())
        self.session.write(partial(decline_nomination, nomination=self.record), weakly(self._done, said))

    def _done(self, said: str, _result: object) -> None:
        self.session.offer_undo(said)

    def _open_member(self) -> None:
        self.opened.emit(self._member)


class NominationsTab(ListTab):
    """The nominations, with the criteria of the guidance beside them. `member_wanted` asks to show one."""

    member_wanted = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__(session, "nomination", "user-plus")
        self.criteria = Card()
        self.criteria.body.setSpacing(8)
        self.lines = [label("", "small_text", wrap=True) for _ in CODE_LISTS["nomination_criterion"]]
        self.why, self.source = label("", "small", wrap=True), label("", "tiny", wrap=True)
        for one in self.lines:
            self.criteria.body.addLayout(bulleted(one))
        self.criteria.body.addWidget(self.why)
        self.criteria.body.addWidget(self.source)
        self.side.addWidget(self.criteria)

    def retranslate(self) -> None:
        super().retranslate()
        self.criteria.set_title(say("group.criteria"))
        for line, code in zip(self.lines, CODE_LISTS["nomination_criterion"], strict=True):
            line.setText(say(f"group.criterion.{code}"))
        self.why.setText(say("group.criteria.why"))
        self.source.setText(say("steps.source", source=say("source.dstwg_areas")))

    def rows(self, view: GroupView) -> Sequence[NominationEntry]:
        return view.nominations

    def make_panel(self) -> NominationPanel:
        panel = NominationPanel(self.session)
        panel.opened.connect(self.member_wanted)
        return panel

    def say_empty(self, view: GroupView) -> None:
        if view.sees_group:
            super().say_empty(view)
        else:
            self.empty.say(say("group.elsewhere"))

    def fields(self, view: GroupView) -> Sequence[FieldSpec]:
        records = {
            "organisation": record_options(view.organisation_options),
            "asked_by": record_options(view.member_options),
        }
        return with_adding(specs("nomination", _FIELDS, records), self.session)

    def show_panel(self, view: GroupView, entry: NominationEntry) -> None:
        super().show_panel(view, entry)
        self.panel.show_nomination(entry)

    def columns(self, narrow: bool) -> list[TableColumn]:
        field = words().field
        name = TableColumn(field("nomination", "candidate"), _name_cell, share=3)
        noted = TableColumn(say("group.column.criteria"), _criteria_cell, 96, sort_key=_noted)
        state = TableColumn(field("nomination", "decision"), decision_cell, 112)
        if narrow:
            return [name, noted, state]
        return [
            name,
            TableColumn(field("nomination", "nominated_by"), _by_cell, share=3),
            TableColumn(
                say("group.column.on"),
                lambda one: Cell(day_text(one.text("nominated_on")), quiet=True),
                88,
                sort_key=lambda one: one.text("nominated_on"),
                spare=True,
            ),
            noted,
            TableColumn(field("nomination", "consent"), _consent_cell, 128, spare=True),
            state,
        ]


def _name_cell(one: NominationEntry) -> Cell:
    return Cell(called(one), under=label_text(one.organisation))


def _by_cell(one: NominationEntry) -> Cell:
    channel = words().code("nomination_channel", one.text("channel") or None)
    state = words().code("outreach_status", one.text("outreach_status") or None)
    return Cell(one.text("nominated_by"), under=joined([channel, state]))


def _noted(one: NominationEntry) -> int:
    return len(set(one.criteria))


def _criteria_cell(one: NominationEntry) -> Cell:
    return Cell(say("group.scale.of", number=_noted(one), total=len(CODE_LISTS["nomination_criterion"])))


def _consent_cell(one: NominationEntry) -> Cell:
    sort = {True: ("given", "good"), False: ("refused", "wrong")}
    code, tone = sort.get(one.values.get("consent"), ("not_asked", "attention"))  # type: ignore[call-overload]
    return Cell(say(f"stakeholders.consent.{code}"), tone=tone)
