"""One value of a conflict: who wrote it, when, what it was, the words that only it has, and *Keep*."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout

from app.services.views.exchange_conflicts import ChoiceEntry, ConflictEntry
from app.ui.icons import pixmap
from app.ui.kit.avatar import Avatar
from app.ui.kit.button import Button
from app.ui.kit.text import column, label, row, set_look, starts_right_to_left
from app.ui.language import label_text, say, words
from app.ui.pages.exchange_conflicts_words import decided_text, edited_lines, own_was_text
from app.ui.pages.exchange_words import choice_words, keep_text, name_of_who, who_and_when
from app.ui.pages.word_pieces import pieces_html

MOST_NUMBERED = 9


class ChoiceCard(QFrame):
    """`kept` carries the choice's place when its button is pressed, `marked` when the card is clicked."""

    kept = Signal(int)
    marked = Signal(int)

    def __init__(self, conflict: ConflictEntry, choice: ChoiceEntry, now: str, number: int) -> None:
        super().__init__()
        self.place = choice.place
        self._ground = "own_choice" if choice.mine else "choice"
        self.setProperty("ground", self._ground)
        self.keep = Button(keep_text(conflict, choice))
        self.keep.setEnabled(conflict.allowed)
        self.keep.clicked.connect(self._kept)
        self.number = label(words().number(number) if number <= MOST_NUMBERED else "", "keys")
        self.number.setVisible(number <= MOST_NUMBERED)
        self._lay_out(conflict, choice, now)
        name = name_of_who(choice.who)
        self.setAccessibleName(f"{name}: {choice_words(conflict, choice)}")
        self.keep.setAccessibleName(f"{self.keep.text()}: {choice_words(conflict, choice)}")

    def mark(self, on: bool) -> None:
        """Show the card as the one that Enter keeps."""
        set_look(self, "ground", "chosen" if on else self._ground)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            self.marked.emit(self.place)

    def _kept(self) -> None:
        self.kept.emit(self.place)

    def _lay_out(self, conflict: ConflictEntry, choice: ChoiceEntry, now: str) -> None:
        inside = column(_head(choice, now), value_label(conflict, choice), gap=10)
        for text in edited_lines(conflict, choice):
            inside.addWidget(label(text, "small_text", wrap=True))
        for text in (own_was_text(conflict, choice), decided_text(choice)):
            if text:
                inside.addWidget(label(text, "tiny", wrap=True))
        inside.addStretch(1)
        foot = row(self.keep, self.number, 1, gap=8)
        foot.setAlignment(self.number, Qt.AlignmentFlag.AlignVCenter)
        inside.addLayout(foot)
        inside.setContentsMargins(16, 14, 16, 14)
        self.setLayout(inside)


def _head(choice: ChoiceEntry, now: str) -> QVBoxLayout:
    name = name_of_who(choice.who)
    avatar = Avatar(label_text(choice.who.name) or name, choice.who.key, 28)
    texts = column(label(name, "strong"), label(who_and_when(choice, now), "tiny", wrap=True), gap=0)
    head = row(avatar, texts, gap=10)
    head.setStretch(1, 1)
    head.setAlignment(avatar, Qt.AlignmentFlag.AlignTop)
    return column(head)


def value_label(conflict: ConflictEntry, choice: ChoiceEntry) -> QLabel:
    """Return a value as a label; of texts, words put in are bold and underlined, those taken out struck.

    A text begins at the side where its own letters do, in a window of the other script too.
    """
    made = label("", "live", wrap=True)
    if choice.pieces:
        turned = starts_right_to_left(choice_words(conflict, choice))
        side = Qt.AlignmentFlag.AlignRight if turned else Qt.AlignmentFlag.AlignLeft
        made.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter)
    if not choice.pieces or all(piece.same for piece in choice.pieces):
        made.setText(choice_words(conflict, choice))
        return made
    made.setTextFormat(Qt.TextFormat.RichText)
    made.setText(pieces_html(choice.pieces))
    return made


def tick(text: str) -> QHBoxLayout:
    """Return the line that says which value was kept."""
    mark = QLabel()
    mark.setPixmap(pixmap("circle-check", "good", 16))
    line = row(mark, label(text, "strong", wrap=True), gap=8)
    line.setAlignment(mark, Qt.AlignmentFlag.AlignTop)
    line.setStretch(1, 1)
    return line


def not_allowed() -> QLabel:
    """Return the sentence for what only headquarters decides."""
    return label(say("exchange.headquarters_decides"), "small", wrap=True)
