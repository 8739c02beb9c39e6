"""The recovery code, shown once when a workspace with a passphrase is made."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from app.foundation.clock import Clock, SystemClock, today
from app.foundation.errors import PlaceError
from app.foundation.files import write_whole
from app.foundation.progress import unwatched
from app.ui.door import Door
from app.ui.kit.button import Button
from app.ui.kit.card import Card
from app.ui.kit.dialog import ReadDialog
from app.ui.kit.text import label, row
from app.ui.language import say, words


class RecoveryDialog(ReadDialog):
    """Shows the code, copies it, prints or saves its sheet, and goes on once the person says they have it.

    The code stands nowhere but on that sheet; drawn at once, because nobody may go on without it.
    """

    def __init__(
        self, code: str, file_name: str, door: Door, parent: QWidget | None = None, clock: Clock | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(say("welcome.recovery"))
        self.setMinimumWidth(600)
        self._code, self._file_name, self._door = code, file_name, door
        self._today = today(clock or SystemClock()).isoformat()
        self.code = label(code, "title")
        self.code.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.code.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.copy = Button(say("welcome.recovery.copy"), "outlined", "copy")
        self.print = Button(say("recovery_sheet.print"), "outlined", "printer")
        self.sheet = Button(say("recovery_sheet.save"), "outlined", "download")
        self.told = label("", "quiet", wrap=True)
        self.kept = QCheckBox(say("welcome.recovery.kept"))
        self.go = Button(say("welcome.recovery.go"), "primary")
        self.go.setEnabled(False)
        self.kept.toggled.connect(self.go.setEnabled)
        self.copy.clicked.connect(self._copy)
        self.print.clicked.connect(self._print_sheet)
        self.sheet.clicked.connect(self._save_sheet)
        self.go.clicked.connect(self.accept)
        self._lay_out()

    def reject(self) -> None:
        """Stay open until the person has the code: it is never shown again."""
        if self.kept.isChecked():
            super().reject()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._code)

    def _drawn(self) -> bytes:
        from app.services.papers.recovery import recovery_pdf

        return recovery_pdf(self._code, self._file_name, self._today, words().language)

    def _print_sheet(self) -> None:
        printer = self._door.printer(say("recovery_sheet.title"))
        if printer is None:
            return
        from app.services.attachments import PDF
        from app.ui.pages.printing import print_pages

        print_pages(printer, self._drawn(), PDF, unwatched())

    def _save_sheet(self) -> None:
        name = f"{say('recovery_sheet.file', file=self._file_name)}.pdf"
        path = self._door.file_to_save(say("recovery_sheet.save"), name, "PDF (*.pdf)")
        if path is None:
            return
        try:
            write_whole(path, self._drawn())
        except PlaceError as error:
            self._door.warn(say("welcome.recovery"), words().refusal(error))
            return
        self.told.setText(say("recovery_sheet.written", file=path.name))

    def _lay_out(self) -> None:
        card = Card()
        card.body.addWidget(self.code)
        card.body.addSpacing(10)
        card.body.addLayout(row(1, self.copy, self.print, self.sheet, 1))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 20, 24, 18)
        whole.setSpacing(14)
        whole.addWidget(label(say("welcome.recovery"), "title"))
        whole.addWidget(label(say("welcome.recovery.why"), "quiet", wrap=True))
        whole.addWidget(card)
        whole.addWidget(self.told)
        whole.addWidget(self.kept)
        whole.addLayout(row(1, self.go))
