"""Saying who said it without leaving the text: @ and two letters offer groups and organisations."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QTextEdit

from app.models.folding import fold
from app.ui.language import say

MOST, LEAST_LETTERS = 6, 2
ROW, MOST_SHOWN = 34, 4
_MARKED = re.compile(r"(?:^|\s)[@＠]([^\s@]{0,40}(?: [^\s@]{1,40})?)$")

_SIGN, _ARTICLE = re.compile(r"(?<!\S)[@＠](?=[^\s@])"), re.compile(r"(?<!\S)ال(?=\S{2})")


@dataclass(frozen=True, slots=True)
class Who:
    """A group, organisation or person that a line can be attributed to: chip name, value, text shown."""

    field: str
    value: str
    text: str


def typed_after_mark(text: str) -> str | None:
    """Return what stands after the last @ at the end of a text, None when there is no @ to complete."""
    found = _MARKED.search(text)
    return found.group(1) if found else None


def without_mark(text: str) -> str:
    """Return a text without the @ and the letters at its end."""
    found = _MARKED.search(text)
    return text[: found.start()].rstrip() if found else text


def offered(choices: Sequence[Who], typed: str, most: int = MOST) -> list[Who]:
    """Return the choices with a word that begins with what was typed, those that begin so first."""
    wanted = fold(typed).strip()
    if len(wanted) < LEAST_LETTERS:
        return []
    folded = [(one, fold(one.text)) for one in choices]
    first = [one for one, text in folded if any(form.startswith(wanted) for form in _forms(text))]
    inside = [
        one
        for one, text in folded
        if one not in first and any(f" {wanted}" in f" {form}" for form in _forms(text))
    ]
    acronyms = [
        one for one, text in folded if _initials(text).startswith(wanted) and one not in (*first, *inside)
    ]
    return [*first, *inside, *acronyms][:most]


def without_signs(text: str) -> str:
    """Return a text without the @ before words that named nobody: it is read out and printed."""
    return _SIGN.sub("", text)


def _forms(text: str) -> tuple[str, str]:
    """Return a folded text as it is, and without the Arabic article: who types نا means النازحون."""
    return text, _ARTICLE.sub("", text)


def _initials(text: str) -> str:
    return "".join(word[:1] for word in text.split())


class AttributionList(QListWidget):
    """What is offered for the letters at the end of a text. `picked` carries a `Who`."""

    picked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._choices: list[Who] = []
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.itemClicked.connect(self._clicked)
        self.hide()

    def offer(self, choices: Sequence[Who], typed: str | None) -> None:
        """Show what fits the letters, nothing when there are none."""
        self._choices = offered(choices, typed) if typed is not None else []
        self.clear()
        for one in self._choices:
            self.addItem(QListWidgetItem(one.text))
        if self._choices:
            self.setCurrentRow(0)
        elif typed is not None and len(fold(typed).strip()) >= LEAST_LETTERS:
            self._say_nobody(typed)
        if self.count():
            height = max(ROW, self.sizeHintForRow(0))
            self.setFixedHeight(min(MOST_SHOWN, self.count()) * height + 4)
        self.setVisible(self.count() > 0)

    def _say_nobody(self, typed: str) -> None:
        item = QListWidgetItem(say("roundtable.entry.nobody", typed=typed))
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        self.addItem(item)

    def take_key(self, key: int) -> bool:
        """Move, pick or leave as a key says; return whether the key was for this list."""
        if self.isHidden() or not self._choices:
            return False
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            step = 1 if key == Qt.Key.Key_Down else -1
            self.setCurrentRow((self.currentRow() + step) % max(1, self.count()))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab):
            self.pick(self.currentRow())
        elif key == Qt.Key.Key_Escape:
            self.hide()
        else:
            return False
        return True

    def pick(self, place: int) -> None:
        """Take the choice in a line."""
        if 0 <= place < len(self._choices):
            self.hide()
            self.picked.emit(self._choices[place])

    def _clicked(self, item: QListWidgetItem) -> None:
        self.pick(self.row(item))


def text_before_cursor(edit: QTextEdit) -> str:
    """Return what stands before the cursor."""
    return edit.toPlainText()[: edit.textCursor().position()]


def drop_mark(edit: QTextEdit) -> None:
    """Take the @ and its letters out of a text, with the cursor where they stood."""
    cursor = edit.textCursor()
    before = text_before_cursor(edit)
    kept = without_mark(before)
    cursor.setPosition(len(kept))
    cursor.setPosition(len(before), cursor.MoveMode.KeepAnchor)
    cursor.removeSelectedText()
    edit.setTextCursor(cursor)
