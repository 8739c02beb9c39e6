"""The editor of an input: what was said, what became of it, and the activities that answer it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QFrame, QWidget

from app.services.views.voices import Linked, VoiceRow, VoicesView
from app.services.voice_work import keep_inside, link_voices, unlink_voice
from app.ui.kit.button import Button, icon_button
from app.ui.kit.chip import Chip
from app.ui.kit.form import FieldSpec
from app.ui.kit.inputs import Options, ReferenceInput
from app.ui.kit.link import TextLink
from app.ui.kit.text import column, empty_layout, label, row
from app.ui.language import say, words
from app.ui.pages.record_history import HistoryList
from app.ui.pages.record_panel import RecordPanel
from app.ui.pages.stakeholders_words import record_options
from app.ui.pages.voices_words import (
    became_cell,
    became_line,
    code_options,
    linked_text,
    name_text,
    objective_options,
    said_specs,
)
from app.ui.places import place_of
from app.ui.session import Session
from app.ui.weak import weakly, weakly_plain

WIDTH = 350


class NamedNotice(QFrame):
    """Says that a text seems to name a person, and offers to keep that wording inside the group."""

    def __init__(self, session: Session, kind: str) -> None:
        super().__init__()
        self._session, self._kind = session, kind
        self._record, self._field, self._piece = "", "", ""
        self.setProperty("ground", "banner")
        self.sentence, self.move_in = label("", "attention", wrap=True), Button("", "outlined", "lock")
        self.move_in.clicked.connect(self.keep)
        self.setLayout(column(self.sentence, row(self.move_in, 1), gap=6, margin=8))
        self.hide()

    def show_piece(self, record: str, field: str, piece: str, *, can_move: bool) -> None:
        """Show what was found in a field of a record, nothing for an empty piece."""
        self._record, self._field, self._piece = record, field, piece
        self.setVisible(bool(piece))
        self.sentence.setText(say("voices.names_person", piece=piece))
        self.move_in.setText(say("voices.keep_inside"))
        self.move_in.setVisible(can_move)

    def keep(self) -> None:
        """Move the wording into a private note of the group."""
        work = partial(
            keep_inside, kind=self._kind, record_id=self._record, field=self._field, piece=self._piece
        )
        self._session.write(work, weakly(self._kept))

    def _kept(self, _result: object) -> None:
        self._session.offer_undo(say("voices.kept_inside"))


class TraceList(QWidget):
    """The activities that answer an input, each a link to its place, and a search to link another."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session, self._voice = session, ""
        self._options: Options = ()
        self.title, self.why = label("", "strong"), label("", "tiny", wrap=True)
        self.search, self.links = ReferenceInput(()), list[TextLink]()
        self.search.finished.connect(self._picked)
        self._rows = column(gap=4)
        self.setLayout(column(self.title, self.why, self._rows, self.search, gap=6))

    def retranslate(self) -> None:
        """Say the fixed texts in the language in force."""
        self.title.setText(say("voices.answered_by"))
        self.search.main().setAccessibleName(say("voices.link_one"))
        line = self.search.combo.lineEdit()
        if line is not None:
            line.setPlaceholderText(say("voices.link_one"))

    def show_links(self, voice: VoiceRow, options: Options) -> None:
        """Show what answers an input; `options` are all activities."""
        self._voice = voice.id
        if options != self._options:
            self._options = options
            self.search.set_options(options)
        self.why.setText(became_line(voice))
        empty_layout(self._rows)
        self.links = []
        for one in voice.activities:
            self._rows.addWidget(self._line(one))

    def link(self, activity: str) -> None:
        """Say that an activity answers the input."""
        self._session.write(partial(link_voices, activity=activity, voices=(self._voice,)))

    def unlink(self, activity: str) -> None:
        """Say that it does not."""
        self._session.write(partial(unlink_voice, activity=activity, voice=self._voice))

    def _line(self, one: Linked) -> QWidget:
        made, text = QWidget(), linked_text(one)
        link = TextLink(text)
        link.clicked.connect(weakly_plain(self._session.go_to_record, one.kind, one.id))
        take_out = icon_button("x", say("fields.take_out", what=text[:60]))
        take_out.clicked.connect(weakly_plain(self.unlink, one.id))
        beside = row(link, take_out)
        beside.setStretch(0, 1)
        made.setLayout(beside)
        self.links.append(link)
        return made

    def _picked(self) -> None:
        found = self.search.value()
        self.search.show_value(None)
        if isinstance(found, str):
            self.link(found)


class VoicePanel(RecordPanel):
    """Edits one input."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, "issue", WIDTH)
        self.chip, self.named = Chip(), NamedNotice(session, "issue")
        self.trace, self.history = TraceList(session), HistoryList(session)
        self.heard_at, self.notes = TextLink(""), label("", "small_text", wrap=True)
        self.notes_title = label("", "strong")
        self._source: Linked | None = None
        self.heard_at.clicked.connect(self._open_source)
        self.body.insertLayout(0, row(self.chip, 1))
        self.body.insertWidget(1, self.named)
        self.body.insertWidget(2, self.trace)
        for part in (self.heard_at, self.notes_title, self.notes, self.history):
            self.body.addWidget(part)

    def retranslate(self) -> None:
        super().retranslate()
        self.trace.retranslate()
        self.history.retranslate()
        self.notes_title.setText(say("voices.stays_inside"))

    def show_voice(self, view: VoicesView, voice: VoiceRow) -> None:
        """Show an input, or the same one as it is now."""
        if voice.id != self.record:
            self.commit()
        self.open_with(name_text(voice.text), voice.code)
        cell = became_cell(voice)
        self.chip.show_state(cell.text, cell.tone)
        found = voice.named
        self.named.show_piece(
            voice.id, found.field if found else "", found.text if found else "", can_move=view.sees_group
        )
        self.trace.show_links(voice, record_options(view.choices.activities))
        self.show_record(voice.id, voice.values, voice_specs(view, voice))
        self._source = voice.source
        self.heard_at.setVisible(voice.source is not None)
        where = say("voices.heard_at", where=linked_text(voice.source))
        self.heard_at.setText(where)
        self.heard_at.setAccessibleName(where)
        self.notes_title.setVisible(bool(voice.notes))
        self.notes.setVisible(bool(voice.notes))
        self.notes.setText("\n".join(voice.notes))
        self.history.show_record(voice.id)

    def _open_source(self) -> None:
        if self._source is not None:
            place = place_of(self._source.kind, self._source.id)
            self.session.go(place)


def voice_specs(view: VoicesView, voice: VoiceRow) -> Sequence[FieldSpec]:
    """Return the fields of an input."""
    field, choices = partial(words().field, "issue"), view.choices
    return (
        *said_specs("issue", dict(voice.values)),
        FieldSpec("group", field("group"), "choice", code_options("population_group")),
        FieldSpec("location", field("location"), "reference", record_options(choices.locations)),
        FieldSpec("objective", field("objective"), "choice", objective_options()),
        FieldSpec("severity", field("severity"), "choice", code_options("issue_severity"), half=True),
        FieldSpec("effect", field("effect"), "choice", code_options("issue_effect"), half=True),
        FieldSpec("response", field("response"), "text"),
        FieldSpec("consultation", field("consultation"), "reference", record_options(choices.consultations)),
        FieldSpec("meeting", field("meeting"), "reference", record_options(choices.meetings)),
        FieldSpec("source", field("source"), "reference", record_options(choices.sources)),
        FieldSpec("raised_on", field("raised_on"), "date"),
        FieldSpec("scope", field("scope"), "choice", code_options("actor_scope")),
    )
