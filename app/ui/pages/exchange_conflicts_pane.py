"""The pane beside the list: every field of one record to decide, one block each."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout
from shiboken6 import isValid

from app.foundation.errors import MasarError
from app.models.values import Value
from app.services.deciding import decide_seen
from app.services.views.exchange_conflicts import (
    ConflictEntry,
    RecordConflicts,
    record_conflicts,
    records_to_refer,
)
from app.services.views.said import Label
from app.ui.kit.button import Button
from app.ui.kit.card import Card
from app.ui.kit.text import empty_layout, label, row
from app.ui.language import label_text, say, words
from app.ui.pages.exchange_conflicts_block import FieldBlock, Typed
from app.ui.pages.exchange_words import conflict_title, part_text
from app.ui.session import Session
from app.ui.weak import weakly


class ConflictPane(Card):
    """`opened` carries kind and id of the record to show on its own page."""

    opened = Signal(str, str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._record: RecordConflicts | None = None
        self._now = ""
        self._shown: tuple[str, tuple[ConflictEntry, ...]] = ("", ())
        self._asked = 0
        self._typed: dict[str, Typed] = {}
        self.blocks: list[FieldBlock] = []
        self.kind, self.go = label("", "quiet"), Button("", "link", "external-link")
        self.go.clicked.connect(self._open)
        self.head.insertWidget(1, self.kind)
        self.head.addWidget(self.go)
        self._fields = QVBoxLayout()
        self._fields.setSpacing(18)
        self.note, self.keys = label("", "tiny", wrap=True), label("", "tiny")
        self.body.setSpacing(12)
        self.body.addLayout(self._fields)
        self.body.addStretch(1)
        self.body.addLayout(row(self.note, self.keys, gap=14))

    def show_record(self, record: RecordConflicts, now: str) -> None:
        """Read a record's conflicts and show them."""
        self._record, self._now = record, now
        self._asked += 1
        done = weakly(self._show, self._asked)
        self._session.read(partial(record_conflicts, record=record.id), done)

    def show_entries(self, record: RecordConflicts, entries: Sequence[ConflictEntry], now: str) -> None:
        """Show a record's conflicts; what is being typed stays when they are the same as before."""
        self._record, self._now = record, now
        self._asked += 1
        self._show(self._asked, entries)

    def say_again(self) -> None:
        """Say everything in the language in force."""
        self._show(self._asked, self._shown[1])

    def block(self) -> FieldBlock | None:
        """Return the block that keys are meant for: the one with the focus, else the first."""
        focused = (one for one in self.blocks if one.isAncestorOf(QApplication.focusWidget() or self))
        return next(focused, self.blocks[0] if self.blocks else None)

    def mark(self, number: int) -> None:
        """Show the value of a number as the one that Enter keeps."""
        block = self.block()
        if block is not None:
            block.mark(number)

    def agree(self) -> None:
        """Keep what is marked."""
        block = self.block()
        if block is not None:
            block.agree()

    def _show(self, asked: int, fields: Sequence[ConflictEntry]) -> None:
        shown = (words().language, tuple(fields))
        if asked != self._asked or not fields or (shown == self._shown and self.blocks):
            return
        self._shown = shown
        self._typed |= {one.conflict.id: one.typed() for one in self.blocks}
        empty_layout(self._fields)
        self.set_title(conflict_title(fields[0]))
        self.kind.setText(part_text(fields[0]))
        self.go.setText(say("exchange.open_record"))
        self.note.setText(say("exchange.decision_travels"))
        self.keys.setText(say("exchange.keys"))
        self.blocks = [self._block(one) for one in fields]

    def _block(self, conflict: ConflictEntry) -> FieldBlock:
        made = FieldBlock(conflict, self._now)
        made.kept.connect(weakly(self._keep, made))
        made.written.connect(weakly(self._write, made))
        made.wanted.connect(weakly(self._fetch, made))
        self._fields.addWidget(made)
        made.put_back(self._typed.pop(conflict.id, Typed()))
        return made

    def _keep(self, block: FieldBlock, place: int) -> None:
        self._decide(block, keep=place)

    def _write(self, block: FieldBlock, value: Value) -> None:
        self._decide(block, value=value)

    def _decide(self, block: FieldBlock, keep: int | None = None, value: Value = None) -> None:
        if block.conflict.seen is None:
            return
        block.setEnabled(False)
        reason = block.reason.text()
        work = partial(decide_seen, conflict=block.conflict.seen, keep=keep, value=value, reason=reason)
        self._session.write(work, weakly(self._decided, block.conflict.id), weakly(self._refused, block))

    def _decided(self, conflict: str, _result: object) -> None:
        self._typed.pop(conflict, None)
        self.blocks = [one for one in self.blocks if one.conflict.id != conflict]
        self._shown = ("", ())
        self._session.offer_undo(say("exchange.decided"))

    def _refused(self, block: FieldBlock, error: BaseException) -> None:
        if not isinstance(error, MasarError):
            self._session.operations.crashed.emit(error)
        elif isValid(block):
            block.setEnabled(True)
            block.say_wrong(words().refusal(error))
        else:
            self._session.door.warn(say("frame.page.exchange"), words().refusal(error))

    def _fetch(self, block: FieldBlock, kind: str) -> None:
        self._session.read(partial(records_to_refer, kind=kind), weakly(self._offer, block))

    def _offer(self, block: FieldBlock, found: Sequence[tuple[str, Label]]) -> None:
        if not isValid(block):
            return
        options = [(record, label_text(name)) for record, name in found]
        block.offer(sorted((one for one in options if one[1]), key=lambda one: one[1].casefold()))

    def _open(self) -> None:
        if self._record is not None:
            self.opened.emit(self._record.kind, self._record.id)
