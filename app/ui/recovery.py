"""The recovery code, shown once when a workspace with a passphrase is made."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCheckBox, QDialog, QVBoxLayout, QWidget

from app.foundation.errors import PlaceError
from app.foundation.files import write_whole
from app.ui.door import Door
from app.ui.kit.button import Button
from app.ui.kit.card import Card
from app.ui.kit.text import label, row
from app.ui.language import say, words


class RecoveryDialog(QDialog):
    """Shows the code, copies it or writes a sheet, and goes on once the person says they have it."""

    def __init__(self, code: str, file_name: str, door: Door, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(say("welcome.recovery"))
        self.setMinimumWidth(600)
        self._code, self._file_name, self._door = code, file_name, door
        self.code = label(code, "title")
        self.code.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.code.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.copy, self.sheet = Button(say("welcome.recovery.copy")), Button(say("welcome.recovery.sheet"))
        self.kept = QCheckBox(say("welcome.recovery.kept"))
        self.go = Button(say("welcome.recovery.go"), "primary")
        self.go.setEnabled(False)
        self.kept.toggled.connect(self.go.setEnabled)
        self.copy.clicked.connect(self._copy)
        self.sheet.clicked.connect(self._write_sheet)
        self.go.clicked.connect(self.accept)
        self._lay_out()

    def reject(self) -> None:
        """Stay open until the person has the code: it is never shown again."""
        if self.kept.isChecked():
            super().reject()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._code)

    def _write_sheet(self) -> None:
        path = self._door.file_to_save(say("welcome.recovery.sheet"), "Masar recovery.txt", "*.txt")
        if path is None:
            return
        text = say("welcome.recovery.sheet_text", file=self._file_name, code=self._code)
        try:
            write_whole(path, f"{text}\n".encode())
        except PlaceError as error:
            self._door.warn(say("welcome.recovery"), words().refusal(error))

    def _lay_out(self) -> None:
        card = Card()
        card.body.addWidget(self.code)
        card.body.addSpacing(10)
        card.body.addLayout(row(1, self.copy, self.sheet, 1))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 20, 24, 18)
        whole.setSpacing(14)
        whole.addWidget(label(say("welcome.recovery"), "title"))
        whole.addWidget(label(say("welcome.recovery.why"), "quiet", wrap=True))
        whole.addWidget(card)
        whole.addWidget(self.kept)
        whole.addLayout(row(1, self.go))
