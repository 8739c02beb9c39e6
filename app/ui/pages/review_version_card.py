"""One frozen version: its content hash, who is expected to sign and who has, and what can be done with it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from app.services.views.review_versions import PartyEntry, SignatureEntry, VersionEntry
from app.ui.kit.button import Button
from app.ui.kit.card import Card
from app.ui.kit.chip import Chip
from app.ui.kit.finding import Finding, ReasonRow
from app.ui.kit.flow import flowing
from app.ui.kit.inputs import ChoiceInput
from app.ui.kit.panel import scrolling_column
from app.ui.kit.text import empty_layout, label
from app.ui.kit.tip import set_tip
from app.ui.language import label_text, say, words
from app.ui.pages.review_words import (
    dotted,
    party_text,
    short_hash,
    signature_line,
    state_sentence,
    version_chip,
    version_title,
)

ACTIONS = ("open", "save", "sign", "draw", "brought", "paper")
LINKS = ("table", "compare")
_ICONS = {
    "open": "eye",
    "save": "download",
    "sign": "signature",
    "draw": "pencil",
    "brought": "key-round",
    "paper": "file-pen",
    "table": "table",
    "compare": "arrow-left-right",
}


class VersionCard(Card):
    """`asked` carries one of the ACTIONS or LINKS, the version's id and the language."""

    asked = Signal(str, str, str)

    def __init__(self) -> None:
        super().__init__()
        self.chip, self.about = Chip(), label("", "small", wrap=True)
        self.state, self.note = label("", "strong", wrap=True), label("", "small", wrap=True)
        self.language = ChoiceInput((), nothing="")
        self.language.setFixedWidth(130)
        self.buttons = {name: Button("", "outlined", _ICONS[name]) for name in ACTIONS}
        self.rows = QVBoxLayout()
        self.rows.setSpacing(0)
        self.buttons |= {name: Button("", "link", _ICONS[name]) for name in LINKS}
        self._version: VersionEntry | None = None
        self._lay_out()
        for name, button in self.buttons.items():
            button.setProperty("action", name)
            button.clicked.connect(self._ask)

    def retranslate(self) -> None:
        """Say the fixed texts in the language in force."""
        for name, button in self.buttons.items():
            button.setText(say(f"review.action.{name}"))
        self.language.main().setAccessibleName(say("review.sign.language"))

    def show_version(self, version: VersionEntry) -> None:
        """Show a version; the language chosen before stays where the version has it."""
        before, self._version = str(self.language.value() or ""), version
        self.set_title(version_title(version))
        self.chip.show_state(*version_chip(version))
        frozen = say(
            "review.frozen_by", moment=words().moment(version.frozen_at), name=label_text(version.frozen_by)
        )
        self.about.setText(dotted(frozen, say("review.content", hash=short_hash(version.content_hash))))
        set_tip(self.about, version.content_hash)
        self.state.setText(state_sentence(version))
        self.note.setText(say("review.state.draft") if version.draft else "")
        self.note.setVisible(version.draft)
        self.language.set_options([(code, words().code("language", code)) for code in version.languages])
        wanted = before if before in version.languages else words().language
        first = version.languages[0] if version.languages else ""
        self.language.show_value(wanted if wanted in version.languages else first)
        self._show_rows(version)

    def _show_rows(self, version: VersionEntry) -> None:
        empty_layout(self.rows)
        lines = [*map(_party_row, version.expected), *map(_other_row, version.others)]
        for number, (mark, finding) in enumerate(lines):
            self.rows.addWidget(ReasonRow(mark, finding, "", number == len(lines) - 1))
        self.rows.addStretch(1)

    def _ask(self) -> None:
        name = str(self.sender().property("action"))
        if self._version is not None:
            self.asked.emit(name, self._version.id, str(self.language.value() or ""))

    def _lay_out(self) -> None:
        self.head.insertWidget(1, self.chip)
        for name in LINKS:
            self.head.addWidget(self.buttons[name])
        self.body.setSpacing(8)
        self.body.addWidget(self.about)
        self.body.addWidget(self.state)
        self.body.addWidget(self.note)
        self.body.addWidget(scrolling_column(self.rows, 6), 1)
        self.body.addWidget(flowing(self.language, *(self.buttons[name] for name in ACTIONS), gap=8))


def _party_row(party: PartyEntry) -> tuple[str, Finding]:
    if party.signature is None:
        return "partly", Finding("", "", party_text(party), say("review.not_signed"))
    return "met", Finding("", "", party_text(party), signature_line(party.signature))


def _other_row(given: SignatureEntry) -> tuple[str, Finding]:
    note = "" if given.counts else say("review.does_not_count")
    return "note", Finding("", "", label_text(given.name), dotted(signature_line(given), note))
