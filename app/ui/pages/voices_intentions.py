"""The tabs of intentions and of expectations: lists, the picture of where people want to go, editors."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.drawing.intention_flow import Band, FlowNames, intention_flow
from app.drawing.shapes import Picture
from app.services.views.voices import VoicesView
from app.services.views.voices_intentions import ExpectationRow, Flow, IntentionRow, IntentionsView
from app.ui.kit.form import FieldSpec
from app.ui.kit.picture import measure
from app.ui.kit.rows import Cell, TableColumn
from app.ui.kit.text import GAP, column, row
from app.ui.language import label_text, say, words
from app.ui.pages.meetings_words import dotted
from app.ui.pages.record_history import HistoryList
from app.ui.pages.record_panel import RecordPanel
from app.ui.pages.stakeholders_words import record_options
from app.ui.pages.voices_panel import NamedNotice
from app.ui.pages.voices_parts import PictureCard, SearchList
from app.ui.pages.voices_words import (
    code_options,
    day_text,
    day_width,
    informed_cell,
    name_text,
    said_specs,
    who_text,
)
from app.ui.session import Session

LEGEND_AND_HEAD = 90
TALLEST = 330


class FlowCard(PictureCard):
    """From where people are to what they choose, in the newest count of each group in each place."""

    def __init__(self) -> None:
        super().__init__()
        self._shown = IntentionsView()

    def retranslate(self) -> None:
        """Say the fixed texts in the language in force."""
        self.set_title(say("voices.flow"))

    def show_view(self, view: IntentionsView) -> None:
        """Draw what people intend."""
        self._shown = view
        self.note.setText(_flow_note(view))
        self.redraw()

    def draw(self, width: float, height: float) -> Picture:
        bands = [_band(one) for one in self._shown.flows]
        names = FlowNames(*(say(f"voices.flow.{one}") for one in ("from", "to", "informed", "uninformed")))
        tall = max(120.0, min(height - LEGEND_AND_HEAD, TALLEST))
        return intention_flow(bands, names, width, tall, measure, mirrored=words().right_to_left)


def _band(one: Flow) -> Band:
    origin = label_text(one.origin) or words().code("population_group", one.group)
    target = words().code("solution_path", one.pathway) if one.pathway else say("voices.no_pathway")
    return Band(origin, target, one.households, one.informed)


def _flow_note(view: IntentionsView) -> str:
    if not view.flows:
        return say("voices.flow.nobody")
    counted = say("voices.flow.households", count=view.households)
    sources = words().join([label_text(one) for one in view.sources])
    source = say("voices.flow.source", source=sources) if sources else ""
    return f"{counted} {_informed_note(view)} {source}".strip()


def _informed_note(view: IntentionsView) -> str:
    if view.uninformed:
        return say("voices.flow.uninformed_counts", count=view.uninformed)
    return say("voices.flow.all_informed")


class IntentionsTab(QWidget):
    """`picked` a count of intentions."""

    picked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.list, self.flow = SearchList(_round), FlowCard()
        self.list.picked.connect(self.picked)
        beside = row(self.list, self.flow, gap=GAP)
        beside.setStretch(0, 11)
        beside.setStretch(1, 9)
        self.setLayout(beside)

    def retranslate(self) -> None:
        """Say the fixed texts in the language in force."""
        self.list.retranslate()
        self.flow.retranslate()

    def show_view(self, view: VoicesView, chosen: str, *, narrow: bool) -> None:
        """Show the counts, one of them open; the picture gives way to its editor."""
        self.flow.setVisible(not narrow)
        self.list.show_rows(_intention_columns(), view.intentions.rows, chosen)
        if not narrow:
            self.flow.show_view(view.intentions)


def _round(one: IntentionRow) -> str:
    day = day_text(one.recorded_on)
    return day if one.latest else say("voices.earlier_count", day=day)


def _intention_columns() -> list[TableColumn]:
    field = words().field
    return [
        TableColumn(
            say("voices.column.from"),
            lambda one: Cell(
                label_text(one.origin) or "–",
                under=words().code("population_group", one.group),
            ),
            share=5,
        ),
        TableColumn(say("voices.column.to"), _target, share=7),
        TableColumn(
            field("intentions", "households"),
            _households,
            96,
            at_end=True,
            sort_key=lambda one: one.households or 0,
        ),
        TableColumn(say("voices.column.informed"), informed_cell, 150 if words().right_to_left else 128),
    ]


def _target(one: IntentionRow) -> Cell:
    pathway = words().code("solution_path", one.pathway) if one.pathway else say("voices.no_pathway")
    return Cell(pathway, under=one.destination)


def _households(one: IntentionRow) -> Cell:
    return Cell(
        words().number(one.households) if one.households is not None else "–", quiet=not one.households
    )


class IntentionPanel(RecordPanel):
    """Edits one count of what people intend."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, "intentions", 350)
        self.history = HistoryList(session)
        self.body.addWidget(self.history)

    def retranslate(self) -> None:
        super().retranslate()
        self.history.retranslate()

    def show_intention(self, view: VoicesView, one: IntentionRow) -> None:
        """Show a count, or the same one as it is now; what is missing says why it matters."""
        if one.id != self.record:
            self.commit()
        self.open_with(
            dotted(label_text(one.origin), words().code("population_group", one.group)),
            words().kind("intentions"),
        )
        self.show_record(one.id, one.values, intention_specs(view))
        for name, sort in (("information_given", "no"), ("information_on", "late")):
            self.form.fields[name].set_hint(say(f"voices.why.{sort}") if one.informed == sort else "")
        self.history.show_record(one.id)


def intention_specs(view: VoicesView) -> Sequence[FieldSpec]:
    """Return the fields of a count of intentions; the pathway has no default."""
    field, choices = partial(words().field, "intentions"), view.choices
    return (
        FieldSpec("group", field("group"), "choice", code_options("population_group")),
        FieldSpec("location", field("location"), "reference", record_options(choices.locations)),
        FieldSpec("pathway", field("pathway"), "choice", code_options("solution_path")),
        FieldSpec("destination", field("destination")),
        FieldSpec("households", field("households"), "whole", half=True),
        FieldSpec("individuals", field("individuals"), "whole", half=True),
        FieldSpec("recorded_on", field("recorded_on"), "date"),
        FieldSpec("method", field("method"), "choice", code_options("evidence_method")),
        FieldSpec("information_given", field("information_given"), "text"),
        FieldSpec("information_on", field("information_on"), "date"),
        FieldSpec("source", field("source"), "reference", record_options(choices.sources)),
    )


class ExpectationsTab(QWidget):
    """`picked` an expectation."""

    picked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.list = SearchList(_answer_heading)
        self.list.picked.connect(self.picked)
        self.setLayout(column(self.list))

    def retranslate(self) -> None:
        """Say the fixed texts in the language in force."""
        self.list.retranslate()

    def show_view(self, view: VoicesView, chosen: str, *, narrow: bool) -> None:
        """Show the expectations, those without a message first."""
        self.list.show_rows(_expectation_columns(narrow), view.expectations, chosen)


def _answer_heading(one: ExpectationRow) -> str:
    return say("voices.heading.message" if one.message.strip() else "voices.heading.no_message")


def _expectation_columns(narrow: bool) -> list[TableColumn]:
    field = partial(words().field, "expectation")
    first = TableColumn(
        say("voices.column.expected"),
        lambda one: Cell(name_text(one.text), under=dotted(who_text(one), label_text(one.heard_at))),
        share=4,
    )
    answer = TableColumn(
        field("message_given"), lambda one: Cell(one.message, quiet=not one.message), share=4
    )
    if narrow:
        return [first, TableColumn(say("voices.column.became"), _answered, 132)]
    return [
        first,
        answer,
        TableColumn(field("raised_on"), lambda one: Cell(_day(one), quiet=True), day_width()),
    ]


def _answered(one: ExpectationRow) -> Cell:
    given = bool(one.message.strip())
    return Cell(say(f"voices.message.{'given' if given else 'none'}"), tone="good" if given else "attention")


def _day(one: ExpectationRow) -> str:
    return words().date(one.raised_on) if one.raised_on else ""


class ExpectationPanel(RecordPanel):
    """Edits one expectation and the message given in answer."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, "expectation", 350)
        self.named, self.history = NamedNotice(session, "expectation"), HistoryList(session)
        self.body.insertWidget(0, self.named)
        self.body.addWidget(self.history)

    def retranslate(self) -> None:
        super().retranslate()
        self.history.retranslate()

    def show_expectation(self, view: VoicesView, one: ExpectationRow) -> None:
        """Show an expectation, or the same one as it is now."""
        if one.id != self.record:
            self.commit()
        self.open_with(name_text(one.text), words().kind("expectation"))
        self.named.show_piece(one.id, *one.named, can_move=view.sees_group)
        self.show_record(one.id, one.values, expectation_specs(view, one))
        hint = "" if one.message.strip() else say("voices.why.no_message")
        self.form.fields["message_given"].set_hint(hint)
        self.history.show_record(one.id)


def expectation_specs(view: VoicesView, one: ExpectationRow) -> Sequence[FieldSpec]:
    """Return the fields of an expectation."""
    field, choices = partial(words().field, "expectation"), view.choices
    return (
        *said_specs("expectation", dict(one.values)),
        FieldSpec("message_given", field("message_given"), "text"),
        FieldSpec("message_on", field("message_on"), "date"),
        FieldSpec("meeting", field("meeting"), "reference", record_options(choices.meetings)),
        FieldSpec("consultation", field("consultation"), "reference", record_options(choices.consultations)),
        FieldSpec("raised_on", field("raised_on"), "date"),
    )
