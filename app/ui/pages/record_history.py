"""The history of a record in words, folded away until asked for."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.models.record import Rule
from app.models.registry import describe
from app.services.views.history import MOST, FieldChange, HistoryEntry, history_of
from app.ui.kit.button import Button
from app.ui.kit.text import column, empty_layout, label, row
from app.ui.language import label_text, say, words
from app.ui.record_words import value_text_of_one
from app.ui.session import Session
from app.ui.weak import weakly

LONGEST = 90
MOST_FIELDS = 6


class HistoryList(QWidget):
    """A link that unfolds who changed what, read when it is unfolded."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session, self._records = session, tuple[str, ...]()
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
        self.show_records((record_id,) if record_id else ())

    def show_records(self, record_ids: tuple[str, ...]) -> None:
        """Be about several records that belong together; an open list is read again."""
        changed, self._records = record_ids[:1] != self._records[:1], record_ids
        if changed:
            self.button.setChecked(False)
        elif self.button.isChecked():
            self._read()

    def _toggled(self, on: bool) -> None:
        empty_layout(self.lines)
        if on:
            self._read()

    def _read(self) -> None:
        self._session.read(partial(_read, record_ids=self._records), weakly(self._show))

    def _show(self, entries: Sequence[HistoryEntry]) -> None:
        empty_layout(self.lines)
        for entry in entries:
            self.lines.addWidget(_entry_widget(entry))


def _read(desk: Any, record_ids: tuple[str, ...]) -> tuple[HistoryEntry, ...]:
    if len(record_ids) == 1:
        return history_of(desk, record_ids[0])
    found = [entry for record_id in record_ids for entry in history_of(desk, record_id)]
    return tuple(sorted(found, key=lambda entry: entry.moment, reverse=True)[:MOST])


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
    lines += [_change_text(entry, change) for change in entry.changes[:MOST_FIELDS]]
    rest = len(entry.changes) - MOST_FIELDS
    return [*lines, say("plan.history.more", count=rest)] if rest > 0 else lines


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
