"""Inductions, trainings and capacity building of members, partners and authorities; who was reached."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal

from app.models.codes import CODE_LISTS
from app.services.views.group import GroupView
from app.services.views.group_lists import TrainingEntry
from app.ui.kit.card import Card
from app.ui.kit.form import FieldSpec
from app.ui.kit.link import TextLink
from app.ui.kit.meter import Meter
from app.ui.kit.rows import Cell, TableColumn
from app.ui.kit.text import column, empty_layout, label
from app.ui.language import say, words
from app.ui.pages.group_tab import ListTab, bulleted
from app.ui.pages.group_words import called, day_text, names_text, record_options, specs
from app.ui.session import Session
from app.ui.weak import weakly_plain

NAMED = 3
"""How many of those who came are named in the list; the panel names all."""

_FIELDS = (
    *("type", "title/", "audience", "topics", "given_by", "held_on", "hours", "women", "men"),
    *("members", "organisations", "follow_up"),
)


class ReachedCard(Card):
    """Who had an induction and who not yet; `picked` carries the id of a member who waits."""

    picked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.meters, self.waiting = column(gap=0), column(gap=4)
        self.topics, self.source = column(gap=3), label("", "tiny", wrap=True)
        self.body.setSpacing(10)
        self.body.addLayout(self.meters)
        self.body.addLayout(self.waiting)
        self.body.addLayout(self.topics)
        self.body.addWidget(self.source)

    def retranslate(self) -> None:
        """Say the fixed texts in the language in force."""
        self.set_title(say("group.reached"))
        empty_layout(self.topics)
        self.topics.addWidget(label(say("group.reached.topics"), "small", wrap=True))
        for one in CODE_LISTS["induction_topic"]:
            self.topics.addLayout(bulleted(label(words().code("induction_topic", one), "small", wrap=True)))
        self.source.setText(say("steps.source", source=say("source.dstwg_inductions")))

    def show_view(self, view: GroupView) -> None:
        """Show how many members were inducted, and the sessions by audience."""
        empty_layout(self.meters)
        empty_layout(self.waiting)
        people = view.people
        waiting = [one for one in people if one.inducted_on is None]
        done = len(people) - len(waiting)
        share, said = done / max(len(people), 1), say("group.scale.of", number=done, total=len(people))
        role = "attention" if waiting else "good"
        self.meters.addWidget(Meter(say("group.reached.members"), share, said, role))
        for audience in CODE_LISTS["training_audience"]:
            held = [one for one in view.trainings if _reaches(one, audience) and not one.is_ahead]
            said = say("group.reached.sessions", count=len(held))
            self.meters.addWidget(_line(words().code("training_audience", audience), said))
        for one in waiting:
            made = TextLink(say("group.reached.waits", name=called(one)))
            made.clicked.connect(weakly_plain(self._pick, one.id))
            self.waiting.addWidget(made)

    def _pick(self, member: str) -> None:
        self.picked.emit(member)


class LearningTab(ListTab):
    """The sessions, with who was reached beside them. `member_wanted` asks to show a member."""

    member_wanted = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__(session, "training", "book-open")
        self.reached = ReachedCard()
        self.reached.picked.connect(self.member_wanted)
        self.side.addWidget(self.reached)

    def retranslate(self) -> None:
        super().retranslate()
        self.reached.retranslate()

    def rows(self, view: GroupView) -> Sequence[TrainingEntry]:
        return view.trainings

    def show_side(self, view: GroupView) -> None:
        self.reached.show_view(view)

    def fields(self, view: GroupView) -> Sequence[FieldSpec]:
        records = {
            "members": record_options(view.member_options),
            "organisations": record_options(view.organisation_options),
        }
        return specs("training", _FIELDS, records, ("type",))

    def columns(self, narrow: bool) -> list[TableColumn]:
        field = words().field
        name = TableColumn(say("records.column.title"), _name_cell, share=4)
        on = TableColumn(field("training", "held_on"), _on_cell, 108, sort_key=_on)
        people = TableColumn(
            say("group.column.people"), _people_cell, 84, at_end=True, sort_key=_people, spare=True
        )
        if narrow:
            return [name, on, people]
        return [
            name,
            TableColumn(field("training", "type"), _type_cell, 132),
            TableColumn(field("training", "audience"), _audience, share=2, spare=True),
            on,
            people,
        ]


def _line(name: str, said: str) -> Any:
    made = Meter(name, 0, said)
    made.bar.hide()
    return made


def _reaches(one: TrainingEntry, audience: str) -> bool:
    held = one.values.get("audience")
    return isinstance(held, tuple) and audience in held


def _name_cell(one: TrainingEntry) -> Cell:
    attended = (*one.members, *one.organisations)
    shown = names_text(attended[:NAMED])
    if len(attended) > NAMED:
        shown = say("group.training.more", names=shown, count=len(attended) - NAMED)
    return Cell(called(one), under=shown)


def _type_cell(one: TrainingEntry) -> Cell:
    return Cell(words().code("training_type", one.text("type") or None), tone="neutral")


def _audience(one: TrainingEntry) -> str:
    held = one.values.get("audience")
    chosen = held if isinstance(held, tuple) else ()
    return words().join([words().code("training_audience", code) for code in sorted(chosen)])


def _on(one: TrainingEntry) -> str:
    return one.text("held_on")


def _on_cell(one: TrainingEntry) -> Cell:
    if one.is_ahead:
        return Cell(say("group.ahead", day=day_text(_on(one))), tone="accent")
    return Cell(day_text(_on(one)), quiet=True)


def _people(one: TrainingEntry) -> int:
    return one.people


def _people_cell(one: TrainingEntry) -> Cell:
    return Cell(words().number(one.people) if one.people else "")
