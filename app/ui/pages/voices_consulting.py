"""The editor of a consultation: its fields, people by group, sex and age, and the inputs it brought."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from app.models.codes import CODE_LISTS
from app.services.views.voices import VoicesView
from app.services.views.voices_consultations import ConsultationRow, Counted
from app.services.voice_work import add_voice, count_consulted
from app.ui.asking import Ask
from app.ui.begun import BegunEntry
from app.ui.kit.button import Button, icon_button
from app.ui.kit.chip import Chip
from app.ui.kit.form import FieldSpec, Form
from app.ui.kit.link import TextLink
from app.ui.kit.text import column, empty_layout, label, row
from app.ui.language import label_text, say, words
from app.ui.pages.meetings_words import CONSULTATION_TONES, band_text
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
        self.form, self.keep, self.lines = Form(), Button("", "outlined", "plus"), column(gap=2)
        self.begun = BegunEntry(session, "consultation_count", self)
        self.begun.restored.connect(self._bring_back)
        self.begun.wanted.connect(self._go_on)
        self.keep.clicked.connect(self.count_entered)
        self._whole = column(self.title, self.sum, self.lines, self.form, row(self.keep, 1), gap=6)
        self.setLayout(self._whole)

    def retranslate(self) -> None:
        """Say the block's own texts in the language in force."""
        self.title.setText(say("voices.people"))
        self.keep.setText(say("meetings.count.add"))
        if self.consultation:
            self._build()

    def _build(self) -> None:
        """Make the form in the language in force; there is none before the first consultation is shown."""
        self.begun.keep_typing()
        self.begun.watch({})
        old, self.form = self.form, Form(_count_specs())
        self._whole.replaceWidget(old, self.form)
        old.hide()
        old.deleteLater()
        self.begun.watch({name: field.control for name, field in self.form.fields.items()})
        self._bring_back(self.begun.values())

    def show_counts(self, one: ConsultationRow) -> None:
        """Show who is counted at a consultation."""
        if not self.consultation:
            self._build()
        if one.id != self.consultation:
            self.consultation = one.id
            self._bring_back({})
            self.begun.belong(one.id)
        self.sum.setText(_sum_line(one))
        empty_layout(self.lines)
        order = {name: place for place, name in enumerate(CODE_LISTS["population_group"])}
        for line in sorted(one.counts, key=lambda each: (order.get(each.group, 99), each.sex, each.age_band)):
            self.lines.addWidget(self._line(line))

    def count_entered(self) -> None:
        """Keep what was entered; counting the same people again replaces their number."""
        values = {name: field.control.value() for name, field in self.form.fields.items()}
        wrong = {name: say("stakeholders.needed") for name, value in values.items() if value is None}
        wrong |= {
            name: say(field.control.problem())
            for name, field in self.form.fields.items()
            if field.control.problem()
        }
        self.form.set_errors(wrong)
        if not wrong:
            key = (str(values["group"]), str(values["sex"]), str(values["age_band"]))
            self._count(*key, int(str(values["count"])))
            self.form.fields["count"].control.show_value(None)
            self.begun.end()

    def take_away(self, group: str, sex: str, age_band: str) -> None:
        """Take a line away; undo brings it back."""
        self._count(group, sex, age_band, 0)

    def _count(self, group: str, sex: str, age_band: str, count: int) -> None:
        work = partial(
            count_consulted,
            consultation=self.consultation,
            group=group,
            sex=sex,
            age_band=age_band,
            count=count,
        )
        self.session.write(work)

    def _bring_back(self, values: Mapping[str, Any]) -> None:
        for name, field in self.form.fields.items():
            field.control.show_value(values.get(name))
        self.form.set_errors({})

    def _go_on(self) -> None:
        self.form.fields["count"].control.main().setFocus()

    def _line(self, line: Counted) -> QWidget:
        made = QWidget()
        who = words().code("population_group", line.group)
        sex, age = words().code("sex", line.sex), band_text(line.age_band)
        said = say("meetings.count.line", who=who, sex=sex, age=age)
        remove = icon_button("x", say("stakeholders.remove_named", name=said))
        remove.clicked.connect(weakly_plain(self.take_away, line.group, line.sex, line.age_band))
        beside = row(
            label(said, "small_text", wrap=True), label(words().number(line.count), "strong"), remove
        )
        beside.setStretch(0, 1)
        made.setLayout(beside)
        return made


def _sum_line(one: ConsultationRow) -> str:
    if one.people is None:
        return say("voices.nobody_counted")
    women, men = one.women or 0, one.men or 0
    said = say("meetings.count.sum", count=one.people, women=women, men=men)
    return f"{said} {say('voices.counts_differ')}" if one.differs else said


def _count_specs() -> tuple[FieldSpec, ...]:
    field = partial(words().field, "consultation_count")
    return (
        FieldSpec("group", field("group"), "choice", code_options("population_group")),
        FieldSpec("sex", field("sex"), "choice", code_options("sex"), half=True),
        FieldSpec("age_band", field("age_band"), "choice", code_options("age_band"), half=True),
        FieldSpec("count", field("count"), "whole"),
    )


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
