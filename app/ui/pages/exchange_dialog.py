"""What the dialogs of the Exchange page share: a title, why, content, a line for what is wrong, buttons."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.foundation.errors import MasarError, UserError
from app.foundation.files import is_there
from app.ui.kit.button import Button
from app.ui.kit.card import Card
from app.ui.kit.dialog import ReadDialog
from app.ui.kit.panel import scrolling_column
from app.ui.kit.text import column, empty_layout, label, row
from app.ui.language import say, words
from app.ui.pages.exchange_words import in_other_language, spoken
from app.ui.session import Session

SUFFIX = ".masar"
PATTERN = f"Masar (*{SUFFIX})"
_NOT_IN_NAMES = re.compile(r'[\x00-\x1f<>:"/\\|?*]+')
_ISOLATES = re.compile("[\u2066-\u2069]")


class ExchangeDialog(ReadDialog):
    """A dialog that leaves the window usable: progress of long work is shown over the window."""

    def __init__(self, session: Session, title: str, why: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.content = QVBoxLayout()
        self.content.setSpacing(12)
        self.why, self.error = label(why, "quiet", wrap=True), label("", "error", wrap=True)
        self.error.hide()
        self.back, self.go = Button(say("frame.cancel")), Button("", "primary")
        self.back.clicked.connect(self.reject)
        self.go.setDefault(True)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 20, 24, 18)
        whole.setSpacing(12)
        whole.addWidget(label(title, "title"))
        whole.addWidget(self.why)
        whole.addLayout(self.content, 1)
        whole.addWidget(self.error)
        self.buttons = row(1, self.back, self.go)
        whole.addLayout(self.buttons)

    def say_wrong(self, sentence: str) -> None:
        """Say what is wrong, "" when nothing is."""
        self.error.setText(sentence)
        self.error.setVisible(bool(sentence))

    def refused(self, error: BaseException) -> None:
        """Say a refusal in the dialog; anything else is a crash."""
        if isinstance(error, MasarError):
            self.say_wrong(words().refusal(error))
        else:
            self.session.operations.crashed.emit(error)


ONE_LINE = 6
"""Words that stand in one line."""


class WordsCard(Card):
    """Package words shown large, beneath them the same in the other language, and a button to copy them."""

    def __init__(self, look: str = "card") -> None:
        super().__init__()
        self.words = label("", look, wrap=True)
        self.others, self.note = label("", "tiny", wrap=True), label("", "tiny", wrap=True)
        self.copy = Button(say("exchange.copy_words"), "quiet", "copy")
        self.copy.clicked.connect(self.copy_words)
        self.beneath = row(self.copy, 1)
        self.body.setSpacing(6)
        self.body.addWidget(self.words)
        self.body.addWidget(self.others)
        self.body.addWidget(self.note)
        self.body.addLayout(self.beneath)
        self._numbers: tuple[int, ...] = ()

    def show_words(self, numbers: Sequence[int], note: str = "") -> None:
        """Show words by their indexes: six in a line, eight in two as people read them out."""
        self._numbers = tuple(numbers)
        half = len(numbers) if len(numbers) <= ONE_LINE else len(numbers) // 2
        lines = [part for part in (numbers[:half], numbers[half:]) if part]
        self.words.setText("\n".join(map(spoken, lines)))
        self.others.setText("\n".join(map(in_other_language, lines)))
        self.note.setText(note)
        self.note.setVisible(bool(note))
        self.setAccessibleName(spoken(numbers))

    def copy_words(self) -> None:
        """Put the words on the clipboard."""
        QGuiApplication.clipboard().setText(spoken(self._numbers))
        self.copy.setText(say("exchange.copied"))


class LinesCard(Card):
    """A card of sentences under small headings."""

    def __init__(self) -> None:
        super().__init__()
        self.lines = column(gap=4)
        self.body.addWidget(scrolling_column(column(self.lines, 1), 10), 1)

    def show_lines(self, title: str, lines: Sequence[tuple[str, str]]) -> None:
        """Show (heading, sentence) pairs; an empty heading continues, an empty sentence is left out."""
        self.set_title(title)
        empty_layout(self.lines)
        for heading, sentence in lines:
            if heading and sentence:
                self.lines.addSpacing(8 if self.lines.count() else 0)
                self.lines.addWidget(label(heading, "field"))
            if sentence:
                self.lines.addWidget(label(sentence, "small_text", wrap=True))


def package_to_write(session: Session, name: str, title: str = "exchange.make") -> Path | None:
    """Ask where a package shall be written; `name` is proposed, as far as files may be called so, and `title`
    the code of what the dialog says above. The file dialog asks before it replaces the file that was typed;
    what the ending makes of that name is asked about here.
    """
    proposed = _NOT_IN_NAMES.sub("-", _ISOLATES.sub("", name))
    path = session.door.file_to_save(say(title), proposed, PATTERN)
    if path is None or path.suffix == SUFFIX:
        return path
    whole = path.with_name(f"{path.name}{SUFFIX}")
    if is_there(whole) and not session.door.confirm(
        say("packages.replace_title"),
        say("packages.replace_why", file=whole.name),
        say("packages.replace"),
        say("frame.cancel"),
    ):
        return None
    return whole


def is_code(error: BaseException, *codes: str) -> bool:
    """Return whether an error is one of these refusals."""
    return isinstance(error, UserError) and error.code in codes
