"""The targets and the voices of an activity, edited within its panel."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from app.services.field_edits import add_record, remove_record, set_value
from app.services.views.plan import VoiceEntry
from app.services.views.records import RecordRow
from app.ui.kit.button import Button, icon_button
from app.ui.kit.inputs import Options, ReferenceInput
from app.ui.kit.link import TextLink
from app.ui.kit.text import column, empty_layout, label, row
from app.ui.language import label_text, say
from app.ui.pages.plan_activity_fields import target_specs, target_split_specs
from app.ui.pages.plan_words import amount_text, voice_source
from app.ui.pages.record_panel import RecordForm
from app.ui.session import Session
from app.ui.weak import weakly_plain


class TargetBlock(QFrame):
    """One target: what it says in words, its fields, and a way to remove it."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session, self._record = session, ""
        self.title, self.form = label("", "strong", wrap=True), RecordForm(session, "target", target_specs())
        self.more_button, self.more = Button("", "link"), RecordForm(session, "target", target_split_specs())
        self.more_button.setCheckable(True)
        self.more_button.toggled.connect(self._fold)
        self.remove = icon_button("trash-2", say("plan.remove_target"))
        self.remove.clicked.connect(self.take_away)
        head = row(self.title, self.remove)
        head.setStretch(0, 1)
        self.setLayout(column(head, self.form, self.more, row(self.more_button, 1), gap=6))
        self._fold(on=False)

    def show_target(self, target: RecordRow, indicators: Options) -> None:
        """Show a target; `indicators` are those that it may be told by."""
        fresh, self._record = target.id != self._record, target.id
        self.title.setText(amount_text(target))
        self.form.show_record(target.id, target.values)
        told_by = self.more.fields["indicator"].control
        if isinstance(told_by, ReferenceInput):
            told_by.set_options(indicators)
        self.more.show_record(target.id, target.values)
        if fresh:
            self.more_button.setChecked(any(target.values.get(name) is not None for name in self.more.fields))

    def commit(self) -> None:
        """Keep what is being typed."""
        self.form.commit()
        self.more.commit()

    def _fold(self, on: bool) -> None:
        self.more.setVisible(on)
        self.more_button.setText(say("plan.target_less" if on else "plan.target_more"))

    def take_away(self) -> None:
        """Remove the target; the toast offers to undo it."""
        work = partial(remove_record, kind="target", record_id=self._record)
        self._session.write(work)
        self._session.offer_undo(say("records.removed", title=self.title.text()))


class TargetList(QWidget):
    """All targets of an activity. Blocks stay while their target does, so that typing goes on."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session, self._activity = session, ""
        self._indicators: Options = ()
        self.blocks: dict[str, TargetBlock] = {}
        self.title, self.why = label("", "strong"), label("", "tiny", wrap=True)
        self.add = Button("", "link", "plus")
        self.add.clicked.connect(self.add_one)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(10)
        self.setLayout(column(self.title, self.why, self._rows, row(self.add, 1), gap=6))

    def retranslate(self) -> None:
        """Say the fixed texts in the language in force; fields are made anew."""
        self.title.setText(say("plan.targets"))
        self.why.setText(say("plan.targets_why"))
        self.add.setText(say("plan.add_target"))
        self._show({})

    def show_targets(self, activity: str, targets: Sequence[RecordRow], indicators: Options) -> None:
        """Show the targets of an activity; `indicators` are those that a target may be told by."""
        self._activity, self._indicators = activity, indicators
        self.why.setVisible(not targets)
        self._show({target.id: target for target in targets})

    def commit(self) -> None:
        """Keep what is being typed."""
        for block in self.blocks.values():
            block.commit()

    def add_one(self) -> None:
        """Add a target of one individual, to be filled in."""
        values = {"activity": self._activity, "unit": "individuals", "value": "0"}
        self._session.write(partial(add_record, kind="target", values=values))

    def _show(self, targets: dict[str, RecordRow]) -> None:
        for gone in [one for one in self.blocks if one not in targets]:
            block = self.blocks.pop(gone)
            block.commit()
            block.hide()
            block.deleteLater()
        for target in targets.values():
            if target.id not in self.blocks:
                self.blocks[target.id] = TargetBlock(self._session)
                self._rows.addWidget(self.blocks[target.id])
            self.blocks[target.id].show_target(target, self._indicators)


class MeasuredBy(QWidget):
    """The indicators that measure an activity, each a link to its values."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.title, self.why = label("", "strong"), label("", "tiny", wrap=True)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(6)
        self.setLayout(column(self.title, self.why, self._rows, gap=6))

    def retranslate(self) -> None:
        """Say the fixed texts in the language in force."""
        self.title.setText(say("plan.measured_by"))
        self.why.setText(say("plan.measured_by_none"))

    def show_indicators(self, indicators: Options) -> None:
        """Show the indicators of an activity."""
        self.why.setVisible(not indicators)
        empty_layout(self._rows)
        for indicator, name in indicators:
            made = TextLink(name, "small_text")
            made.clicked.connect(weakly_plain(self.open_indicator, indicator))
            self._rows.addWidget(made)

    def open_indicator(self, indicator: str) -> None:
        """Show an indicator with its values."""
        self._session.go_to_record("indicator", indicator)


class VoiceList(QWidget):
    """The inputs an activity answers as quotes, and a search to link another."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session, self._activity = session, ""
        self._held: tuple[str, ...] = ()
        self._options: Options = ()
        self.title, self.why = label("", "strong"), label("", "tiny", wrap=True)
        self.search = ReferenceInput(())
        self.search.finished.connect(self._picked)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(6)
        self.setLayout(column(self.title, self.why, self._rows, self.search, gap=6))

    def retranslate(self) -> None:
        """Say the fixed texts in the language in force."""
        self.title.setText(say("plan.voices"))
        self.why.setText(say("plan.voices_why"))
        self.search.main().setAccessibleName(say("plan.link_voice"))
        line = self.search.combo.lineEdit()
        if line is not None:
            line.setPlaceholderText(say("plan.link_voice"))

    def show_voices(self, activity: str, voices: Sequence[VoiceEntry], options: Options) -> None:
        """Show the quotes of an activity; `options` are all inputs."""
        self._activity, self._held = activity, tuple(voice.id for voice in voices)
        if options != self._options:
            self._options = options
            self.search.set_options(options)
        self.why.setVisible(not voices)
        empty_layout(self._rows)
        for voice in voices:
            self._rows.addLayout(self._quote(voice))

    def link(self, voice: str) -> None:
        """Say that the activity answers an input."""
        self._keep((*self._held, voice))

    def unlink(self, voice: str) -> None:
        """Say that it does not."""
        self._keep(tuple(one for one in self._held if one != voice))

    def _quote(self, voice: VoiceEntry) -> QVBoxLayout:
        text = label_text(voice.text)
        said = TextLink(say("plan.quote", text=text), "small_text")
        said.clicked.connect(weakly_plain(self._session.go_to_record, "issue", voice.id))
        source = label(voice_source(voice), "tiny", wrap=True)
        take_out = icon_button("x", say("fields.take_out", what=text[:60]))
        take_out.clicked.connect(weakly_plain(self.unlink, voice.id))
        beside = row(column(said, source, gap=1), take_out)
        beside.setStretch(0, 1)
        return column(beside)

    def _picked(self) -> None:
        found = self.search.value()
        self.search.show_value(None)
        if isinstance(found, str) and found not in self._held:
            self.link(found)

    def _keep(self, voices: tuple[str, ...]) -> None:
        work = partial(set_value, kind="activity", record_id=self._activity, name="voices", value=voices)
        self._session.write(work)
