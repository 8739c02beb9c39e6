"""The log of contacts with a stakeholder: what was talked about, edited beneath, with letters and photos."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from app.services.views.records import Value
from app.services.views.stakeholders import EngagementEntry
from app.ui.kit.form import FieldSpec
from app.ui.kit.text import column, label, row
from app.ui.language import label_text, say, words
from app.ui.pages.stakeholders_sections import EditedSection
from app.ui.pages.stakeholders_words import code_options
from app.ui.session import Session

LONGEST_NAME = 60


class ContactLog(EditedSection):
    """What was talked about with a stakeholder, newest first."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, "log", "engagement")

    def specs(self) -> Sequence[FieldSpec]:
        field, channels = partial(words().field, "engagement"), code_options("channel")
        # The Iraqi months have long names: beside another field a day would be cut short.
        half = not words().right_to_left
        return (
            FieldSpec("summary", field("summary"), "text"),
            FieldSpec("held_on", field("held_on"), "date", half=half),
            FieldSpec("channel", field("channel"), "choice", channels, half=half),
            FieldSpec("follow_up", field("follow_up"), "text"),
        )

    def is_complete(self, values: Mapping[str, Value]) -> bool:
        return bool(values.get("summary"))

    def show_entries(self, entries: Sequence[EngagementEntry]) -> None:
        """Show the log of a stakeholder."""
        self.fill([self._engagement(entry) for entry in entries])
        self.know((entry.id, _head(entry), entry.values) for entry in entries)

    def _engagement(self, entry: EngagementEntry) -> QWidget:
        made = QWidget()
        said = column(label(_head(entry), "tiny", wrap=True), label(entry.summary, wrap=True), gap=1)
        if entry.follow_up:
            said.addWidget(label(entry.follow_up, "small", wrap=True))
        if entry.files:
            said.addWidget(label(say("stakeholders.authority.files", count=entry.files), "tiny"))
        beside = row(said, self.edit_button(entry.id, entry.summary[:LONGEST_NAME]))
        beside.setStretch(0, 1)
        made.setLayout(beside)
        return made


def _head(entry: EngagementEntry) -> str:
    parts = [words().date(entry.held_on, "day_month") if entry.held_on else ""]
    parts += [words().code("channel", entry.channel), label_text(entry.by)]
    return say("words.list_separator").strip("|").join(part for part in parts if part)
