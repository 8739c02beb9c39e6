"""The history of a record in words, folded away until asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.models.record import Rule, Shape
from app.models.registry import describe
from app.services.views.history import FieldChange, HistoryEntry, history_of
from app.services.views.word_difference import Piece, changed, shortened
from app.ui.kit.button import Button
from app.ui.kit.text import column, empty_layout, label, row
from app.ui.language import label_text, say, words
from app.ui.pages.word_pieces import pieces_html
from app.ui.record_words import value_text_of_one
from app.ui.session import Session
from app.ui.weak import weakly

Reader = Callable[[Any, str], tuple[HistoryEntry, ...]]
"""Returns the history of what a record id names."""
LONGEST = 90
MOST_FIELDS = 6


class HistoryList(QWidget):
    """A link that unfolds who changed what, read when it is unfolded."""

    def __init__(self, session: Session, reader: Reader = history_of) -> None:
        super().__init__()
        self._session, self._record, self._reader = session, "", reader
        self.button, self.lines = Button("", "link", "history"), QVBoxLayout()
        self.lines.setSpacing(8)
        self.button.setCheckable(True)
        self.button.toggled.connect(self._toggled)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addLayout(row(self.button, 1))
        whole.addLayout(self.lines)

    def retranslate(self) -> None:
        """Name the link in the language in force."""
        self.button.setText(say("plan.history"))

    def show_record(self, record_id: str) -> None:
        """Be about another record; an open list is read again."""
        changed, self._record = record_id != self._record, record_id
        if changed:
            self.button.setChecked(False)
        elif self.button.isChecked():
            self._read()

    def _toggled(self, on: bool) -> None:
        empty_layout(self.lines)
        if on:
            self._read()

    def _read(self) -> None:
        self._session.read(partial(_read, reader=self._reader, record_id=self._record), weakly(self._show))

    def _show(self, entries: Sequence[HistoryEntry]) -> None:
        empty_layout(self.lines)
        for entry in entries:
            self.lines.addWidget(_entry_widget(entry))


def _read(desk: Any, reader: Reader, record_id: str) -> tuple[HistoryEntry, ...]:
    return reader(desk, record_id)


def _entry_widget(entry: HistoryEntry) -> QWidget:
    made = QWidget()
    who = (
        say("plan.history.you") if entry.who.me else label_text(entry.who.name) or say("plan.history.someone")
    )
    head = say("plan.history.head", who=who, when=words().moment(entry.moment))
    parts = column(label(head, "tiny", wrap=True), gap=1)
    if entry.not_counted:
        parts.addWidget(label(say("revocation.not_counted"), "small_text", wrap=True))
    for text in history_lines(entry):
        parts.addWidget(label(text, "small_text", wrap=True))
    for field, pieces in long_changes(entry):
        shown = label("", "small_text", wrap=True)
        shown.setTextFormat(Qt.TextFormat.RichText)
        shown.setText(pieces_html((Piece(f"{field}: ", same=True), *pieces)))
        parts.addWidget(shown)
    made.setLayout(parts)
    return made


def history_lines(entry: HistoryEntry) -> list[str]:
    """Return what an action did to a record, a line per field; adding is one line."""
    if entry.forgotten:
        return [_forgotten_text(entry, name) for name in entry.forgotten]
    if entry.added and not entry.reason:
        return [say("plan.history.added")]
    lines = [say("plan.history.decided", reason=entry.reason)] if entry.reason else []
    lines += [say("plan.history.removed")] if entry.removed else []
    told = [change for change in entry.changes if _pair(entry, change) is None]
    lines += [_change_text(entry, change) for change in told[:MOST_FIELDS]]
    rest = len(told) - MOST_FIELDS
    return [*lines, say("plan.history.more", count=rest)] if rest > 0 else lines


def long_changes(entry: HistoryEntry) -> list[tuple[str, tuple[Piece, ...]]]:
    """Return what an action changed in texts too long to be told twice: the field, and the words."""
    if entry.forgotten or (entry.added and not entry.reason):
        return []
    pairs = ((change.field, _pair(entry, change)) for change in entry.changes)
    return [
        (words().field(entry.kind, name), shortened(changed(*pair)))
        for name, pair in pairs
        if pair is not None
    ]


def _pair(entry: HistoryEntry, change: FieldChange) -> tuple[str, str] | None:
    """Return a text before and after, when it is a long one."""
    old, new = next((one for one in change.old if one is not None), None), change.new
    shape = describe(entry.kind).fields[change.field].rule.shape
    if shape is not Shape.TEXT or not isinstance(old, str) or not isinstance(new, str):
        return None
    return (old, new) if max(len(old), len(new)) > LONGEST else None


def _forgotten_text(entry: HistoryEntry, name: str) -> str:
    if not name:
        return say("forget.history.record")
    return say("forget.history", field=words().field(entry.kind, name))


def _change_text(entry: HistoryEntry, change: FieldChange) -> str:
    rule = describe(entry.kind).fields[change.field].rule
    field = words().field(entry.kind, change.field)
    if change.element:
        code = "plan.history.put_in" if change.new else "plan.history.taken_out"
        return say(code, field=field, value=_text(entry, rule, change.element))
    old = next((_text(entry, rule, one) for one in change.old if one is not None), "")
    new = "" if change.new is None else _text(entry, rule, change.new)
    code = "plan.history.changed" if old and new else "plan.history.set" if new else "plan.history.cleared"
    return say(code, field=field, old=old, new=new)


def _text(entry: HistoryEntry, rule: Rule, value: str | int | bool) -> str:
    names = {record: label_text(name) or "…" for record, name in entry.names.items()}
    text = value_text_of_one(rule, value, names)
    return text if len(text) <= LONGEST else f"{text[:LONGEST].rstrip()}…"
