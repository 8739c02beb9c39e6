"""A package that is ready: its file, its size, the words to read out, and ways to hand it over."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from app.foundation.errors import MasarError
from app.foundation.files import copy_file
from app.foundation.progress import Progress
from app.services.packing import Packed
from app.ui.kit.button import Button
from app.ui.kit.card import Card
from app.ui.kit.text import label, row
from app.ui.language import say, words
from app.ui.operations import Lane
from app.ui.pages.exchange_dialog import WordsCard, package_to_write
from app.ui.session import Session
from app.ui.weak import weakly


class MadeCard(Card):
    """Shows a finished package. `copy_file` puts a copy where the person says, such as on a stick."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._path = Path()
        self.file, self.bytes = label("", "card", wrap=True), label("", "small")
        self.how, self.said = label("", "small_text", wrap=True), label("", "good", wrap=True)
        self.words = WordsCard("figure")
        self.copy = Button(say("packages.copy_to_stick"), "outlined", "usb")
        self.folder = Button(say("packages.open_folder"), "outlined", "folder-open")
        self.copy.clicked.connect(self.copy_file)
        self.folder.clicked.connect(self.open_folder)
        self.said.hide()
        self.body.setSpacing(10)
        for part in (self.file, self.bytes, self.words, self.how, self.said):
            self.body.addWidget(part)
        self.body.addLayout(row(self.copy, self.folder, 1))
        self.body.addStretch(1)

    def show_made(self, packed: Packed, six: tuple[int, ...], receivers: str) -> None:
        """Show a package made for six words, or for receivers by name."""
        self._path = packed.path
        self.set_title(say("packages.ready"))
        self.file.setText(packed.path.name)
        self.bytes.setText(words().size(packed.size))
        self.words.setVisible(bool(six))
        self.words.show_words(six, say("packages.read_out"))
        self.how.setText(say("packages.opens_for", names=receivers) if receivers else "")
        self.how.setVisible(bool(receivers))
        self.copy.setFocus()

    def copy_file(self) -> None:
        """Copy the package, for example to a stick."""
        target = package_to_write(self.session, self._path.name, "packages.copy_to_stick")
        if target is None or target == self._path:
            return
        self.copy.setEnabled(False)
        self.session.operations.start(
            partial(_copy, self._path, target), weakly(self._copied), weakly(self._not_copied), Lane.PURE
        )

    def _copied(self, target: Path) -> None:
        self.copy.setEnabled(True)
        self._say(say("packages.copied_to", file=target.name, folder=target.parent.name or "/"), "good")

    def _not_copied(self, error: BaseException) -> None:
        self.copy.setEnabled(True)
        if isinstance(error, MasarError):
            self._say(words().refusal(error), "error")
        else:
            self.session.operations.crashed.emit(error)

    def open_folder(self) -> None:
        """Show the folder of the package in the file manager."""
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._path.parent)))

    def _say(self, sentence: str, look: str) -> None:
        self.said.setProperty("look", look)
        self.said.style().polish(self.said)
        self.said.setText(sentence)
        self.said.show()


def _copy(source: Path, target: Path, _progress: Progress) -> Path:
    copy_file(source, target)
    return target
