"""The editor of a consultation: its fields, people by group, sex and age, and the inputs it brought."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from app.services.views.voices import VoicesView
from app.services.views.voices_consultations import ConsultationRow
from app.services.voice_work import add_voice, count_consulted
from app.ui.asking import Ask
from app.ui.kit.button import Button
from app.ui.kit.chip import Chip
from app.ui.kit.form import FieldSpec, Form
from app.ui.kit.link import TextLink
from app.ui.kit.text import column, empty_layout, label, row
from app.ui.language import label_text, say, words
from app.ui.pages.count_form import CountForm
from app.ui.pages.meetings_words import CONSULTATION_TONES
from app.ui.pages.record_history import HistoryList
from app.ui.pages.record_panel import RecordPanel
from app.ui.pages.stakeholders_words import record_options
from app.ui.pages.voices_words import code_options, name_text, text_names
from app.ui.session import OnDesk, Session
from app.ui.weak import weakly_plain

WIDTH = 370
_JOINTLY = ("risks", "opportunities", "options", "recommendation")


class CountBlock(QWidget):
    """Counts who was heard; every line keeps itself, what is begun waits as a draft."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session, self.consultation = session, ""
        self.title, self.sum = label("", "strong"), label("", "tiny", wrap=True)
        self.counts = CountForm(session, "consultation_count", "group")
        self.keep, self.begun, self.lines = self.counts.keep, self.counts.begun, self.counts.lines
        self.counts.counted.connect(self._count)
        self.begun.wanted.connect(self.counts.focus_count)
        self.setLayout(column(self.title, self.sum, self.lines, self.counts, gap=6))

    @property
    def form(self) -> Form:
        """The form in which people are counted."""
        return self.counts.form

    def retranslate(self) -> None:
        """Say the block's own texts in the language in force."""
        self.title.setText(say("voices.people"))
        if self.consultation:
            self.counts.retranslate()

    def show_counts(self, one: ConsultationRow) -> None:
        """Show who is counted at a consultation."""
        if not self.consultation:
            self.counts.retranslate()
        self.consultation = one.id
        self.counts.belong(one.id)
        self.sum.setText(_sum_line(one))
        self.counts.show_lines(one.counts)

    def take_away(self, group: str, sex: str, age_band: str) -> None:
        """Take a line away; undo brings it back."""
        self.counts.take_away(group, sex, age_band)

    def _count(self, group: str, sex: str, age_band: str, count: int) -> None:
        work = partial(count_consulted, consultation=self.consultation, group=group, sex=sex)
        self.session.write(partial(work, age_band=age_band, count=count))


def _sum_line(one: ConsultationRow) -> str:
    if one.people is None:
        return say("voices.nobody_counted")
    women, men = one.women or 0, one.men or 0
    said = say("meetings.count.sum", count=one.people, women=women, men=men)
    return f"{said} {say('voices.counts_differ')}" if one.differs else said


class ConsultationPanel(RecordPanel):
    """Edits one consultation."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, "consultation", WIDTH)
        self.chip, self.counts, self.history = Chip(), CountBlock(session), HistoryList(session)
        self.inputs_title, self.inputs = label("", "strong"), column(gap=4)
        self.add_input, self.links = Button("", "quiet", "plus"), list[TextLink]()
        self.asking = Ask(session, "consultation_input", "voices.ask.inputs", "voices.ask_why.inputs", self)
        self.add_input.clicked.connect(self.ask_input)
        self.asking.wanted.connect(self.ask_input)
        self.body.insertLayout(0, row(self.chip, 1))
        self.body.addWidget(self.counts)
        self.body.addWidget(self.inputs_title)
        self.body.addLayout(self.inputs)
        self.body.addLayout(row(self.add_input, 1))
        self.body.addWidget(self.history)

    def retranslate(self) -> None:
        super().retranslate()
        self.counts.retranslate()
        self.history.retranslate()
        self.inputs_title.setText(say("voices.inputs_heard"))
        self.add_input.setText(say("voices.add.inputs"))

    def show_consultation(self, view: VoicesView, one: ConsultationRow) -> None:
        """Show a consultation, or the same one as it is now."""
        if one.id != self.record:
            self.commit()
        self.open_with(name_text(one.title), one.code)
        self.chip.show_state(
            words().code("consultation_status", one.status) if one.status else "",
            CONSULTATION_TONES.get(one.status, "neutral"),
        )
        self.show_record(one.id, one.values, consultation_specs(view, one))
        self.counts.show_counts(one)
        self.asking.belong(one.id)
        empty_layout(self.inputs)
        self.links = [self._input(each.id, each.code, label_text(each.text)) for each in one.inputs]
        for link in self.links:
            self.inputs.addWidget(link)
        self.history.show_record(one.id)

    def ask_input(self) -> None:
        """Ask for what was said and add it as an input of this consultation."""
        self.asking.ask(partial(_added_input, self.record, words().language))

    def _input(self, record_id: str, code: str, text: str) -> TextLink:
        made = TextLink(say("plan.with_code", code=code, title=text).strip())
        made.clicked.connect(weakly_plain(self.session.go_to_record, "issue", record_id))
        return made


def _added_input(consultation: str, language: str, text: str) -> OnDesk:
    return partial(add_voice, text=text, language=language, consultation=consultation)


def consultation_specs(view: VoicesView, one: ConsultationRow) -> Sequence[FieldSpec]:
    """Return the fields of a consultation; women and men only until people are counted by group and age."""
    field, choices = partial(words().field, "consultation"), view.choices
    steps = [(step, say(f"step.{step}.title")) for step in choices.steps]
    places = record_options(choices.locations)
    titles = (FieldSpec(name, field(name)) for name in text_names("title", dict(one.values)))
    summaries = ("summary_en", "summary_ar")
    counts = () if one.counts and not one.differs else ("women", "men")
    return (
        *titles,
        FieldSpec("method", field("method"), "choice", code_options("consultation_method")),
        FieldSpec("status", field("status"), "choice", code_options("consultation_status"), half=True),
        FieldSpec("scope", field("scope"), "choice", code_options("actor_scope"), half=True),
        FieldSpec("held_on", field("held_on"), "date"),
        FieldSpec("step_id", field("step_id"), "choice", steps),
        FieldSpec("groups", field("groups"), "set", code_options("population_group")),
        FieldSpec("locations", field("locations"), "pick_many", places),
        *(FieldSpec(name, field(name), "whole", half=True) for name in counts),
        FieldSpec("organisation", field("organisation"), "reference", record_options(choices.organisations)),
        FieldSpec("meeting", field("meeting"), "reference", record_options(choices.meetings)),
        FieldSpec("questions", field("questions"), "text"),
        *(FieldSpec(name, field(name), "text") for name in summaries),
        FieldSpec("fed_back_on", field("fed_back_on"), "date", hint=say("voices.feedback_hint")),
        FieldSpec("fed_back_how", field("fed_back_how"), "text"),
        *(_joint_specs(view, field) if choices.joint or dict(one.values).get("joint") else ()),
    )


def _joint_specs(view: VoicesView, field: Callable[[str], str]) -> Sequence[FieldSpec]:
    """Return the fields of an assessment that several organisations made together."""
    organisations = record_options(view.choices.organisations)
    return (
        FieldSpec("joint", field("joint"), "yes_no"),
        FieldSpec("organisations", field("organisations"), "pick_many", organisations),
        *(FieldSpec(name, field(name), "text") for name in _JOINTLY),
    )
