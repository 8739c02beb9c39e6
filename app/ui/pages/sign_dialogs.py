"""Asking for a signature drawn on this screen, or made with a certificate that somebody brings along."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QLineEdit, QWidget

from app.models.strokes import Strokes
from app.services.signatures_beside import Signing
from app.services.views.review import ReviewChoices
from app.services.views.review_versions import VersionEntry
from app.ui.door import Door
from app.ui.kit.button import Button
from app.ui.kit.inputs import ChoiceInput, Input, LineInput
from app.ui.kit.text import label, row
from app.ui.language import say, words
from app.ui.pages.review_dialog import AskDialog
from app.ui.pages.review_words import short_hash, version_title
from app.ui.pages.sign_pad import SignaturePad
from app.ui.pages.sign_who import SignerEntries, pair
from app.ui.welcome_parts import Entry, FileEntry

WIDTH = 640
CERTIFICATES = "PKCS #12 (*.p12 *.pfx)"
TOKEN, STAMP = "main.py sign PDF --workspace FILE --pkcs11 DRIVER", "main.py timestamp PDF ADDRESS"
"""The commands that sign with a card or token, and put on a timestamp."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A signature drawn on the screen, for the document in one language."""

    language: str
    given: Signing
    strokes: Strokes


@dataclass(frozen=True, slots=True)
class Brought:
    """A signature with a certificate out of a file; the passphrase is not kept."""

    language: str
    given: Signing
    file: Path
    passphrase: str


class BesideDialog(AskDialog):
    """What both ways ask: who signs, and in which language's document."""

    def __init__(
        self,
        topic: str,
        version: VersionEntry,
        choices: ReviewChoices,
        language: str,
        parent: QWidget | None = None,
    ) -> None:
        title = say(f"sign_off.{topic}.title", version=version_title(version))
        super().__init__(title, say(f"sign_off.{topic}.why"), say("review.sign.go"), parent)
        self.setMinimumWidth(WIDTH)
        options = [(code, words().code("language", code)) for code in version.languages]
        self.language = Entry(say("review.sign.language"), ChoiceInput(options, nothing=""))
        self.language.control.show_value(language)
        self.who = SignerEntries(choices, say("sign_off.brought.name_hint") if topic == "brought" else "")
        self.form.addWidget(self.who)
        self._hash = label(say("review.paper.hash", hash=short_hash(version.content_hash)), "tiny", wrap=True)

    def controls(self) -> dict[str, Input]:
        """Return what can be entered and is kept while it is."""
        return {**self.who.controls(), "language": self.language.control}

    def signing(self) -> Signing:
        """Return who signs as it was entered."""
        return Signing(**self.who.texts())


class DrawDialog(BesideDialog):
    """Asks for a signature on the pad. The answer is a `Drawn`."""

    def __init__(
        self,
        version: VersionEntry,
        choices: ReviewChoices,
        language: str,
        witness: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("drawn", version, choices, language, parent)
        self.pad, self.wrong = SignaturePad(), label("", "error", wrap=True)
        self.clear = Button(say("sign_off.pad.clear"), "link", "rotate-ccw")
        self.clear.clicked.connect(self.pad.clear)
        self.pad.changed.connect(self._mended)
        self.wrong.hide()
        self.form.addWidget(self.language)
        self.form.addWidget(self.pad)
        self.form.addLayout(row(self.wrong, 1, self.clear))
        self.form.addWidget(label(say("sign_off.drawn.witness", name=witness), "small", wrap=True))
        self.form.addWidget(self._hash)

    def answer(self) -> Drawn | None:
        drawn = self.pad.strokes()
        self.wrong.setText("" if drawn.says_something else say("refusal.strokes_empty"))
        self.wrong.setVisible(not drawn.says_something)
        if not all([self.who.need_name(), self.language.need(), drawn.says_something]):
            return None
        return Drawn(str(self.language.value()), self.signing(), drawn)

    def _mended(self) -> None:
        self.wrong.hide()


class BroughtDialog(BesideDialog):
    """Asks for a PKCS #12 file and its passphrase. The answer is a `Brought`."""

    def __init__(
        self,
        version: VersionEntry,
        choices: ReviewChoices,
        language: str,
        door: Door,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("brought", version, choices, language, parent)
        self.file = FileEntry(say("sign_off.brought.file"), door, saving=False, pattern=CERTIFICATES)
        self.passphrase = Entry(say("sign_off.brought.passphrase"), LineInput(), say("sign_off.brought.hint"))
        secret = self.passphrase.control.main()
        if isinstance(secret, QLineEdit):
            secret.setEchoMode(QLineEdit.EchoMode.Password)
        self.form.addWidget(self.file)
        self.form.addWidget(pair(self.passphrase, self.language))
        told = say("sign_off.brought.commands", token=TOKEN, stamp=STAMP)
        self.form.addWidget(label(told, "tiny", wrap=True))
        self.form.addWidget(self._hash)

    def answer(self) -> Brought | None:
        if not all([self.file.need(), self.language.need()]):
            return None
        path = self.file.path()
        secret = str(self.passphrase.value() or "")
        return Brought(str(self.language.value()), self.signing(), path, secret) if path else None
