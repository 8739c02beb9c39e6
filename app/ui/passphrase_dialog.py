"""A new passphrase for a workspace that its recovery code opened."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from app.ui.door import Door
from app.ui.welcome_forms import BeginDialog
from app.ui.welcome_parts import PassphraseEntries


@dataclass(frozen=True, slots=True)
class PassphraseAnswer:
    """The new passphrase, None to go without one."""

    passphrase: str | None


class NewPassphraseDialog(BeginDialog):
    """The passphrase that the file is to have from now on, typed twice."""

    def __init__(self, door: Door, parent: QWidget | None = None) -> None:
        super().__init__("renew", door, parent)
        self.passphrase = PassphraseEntries()
        self.form.addWidget(self.passphrase)

    def answer(self) -> PassphraseAnswer | None:
        if not self.passphrase.is_complete():
            return None
        return PassphraseAnswer(self.passphrase.passphrase())
