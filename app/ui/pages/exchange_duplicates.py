"""Duplicates: what looks entered twice, what was merged, and codes given twice."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from app.foundation.errors import MasarError
from app.services.duplicates import renumber, separate, tell_apart
from app.services.views.duplicates import (
    DuplicatesView,
    MergedEntry,
    PairEntry,
    SideEntry,
    TwiceEntry,
    duplicates_view,
)
from app.ui.kit.button import Button
from app.ui.kit.card import Card, row_frame
from app.ui.kit.chip import Chip
from app.ui.kit.empty import EmptyState
from app.ui.kit.panel import scrolling
from app.ui.kit.text import GAP, column, empty_layout, label, row
from app.ui.language import say, words
from app.ui.pages.exchange_duplicates_words import name_text, reason_text, telling_text
from app.ui.pages.exchange_merge import MergeDialog
from app.ui.session import Session
from app.ui.weak import weakly, weakly_plain

KIND_WIDTH = 118
BUTTONS_WIDTH = 206


class RowsCard(Card):
    """A card of rows with their count beside the title; hidden without rows."""

    def __init__(self) -> None:
        super().__init__()
        self.count = Chip("", "attention")
        self.head.insertWidget(1, self.count)
        self.rows = column(gap=0)
        self.note = label("", "tiny", wrap=True)
        self.body.addLayout(self.rows)
        self.body.addWidget(self.note)

    def begin(self, title: str, why: str, count: int, tone: str = "attention") -> None:
        """Take the rows away, and say what the next ones are."""
        self.set_title(title, why)
        self.count.show_state(words().number(count), tone)
        self.note.hide()
        empty_layout(self.rows)
        self.setVisible(bool(count))


class DuplicatesTab(QWidget):
    """Reads its own view when the page tells it to. `counted` carries how many things wait for a decision."""

    counted = Signal(int)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.pairs, self.merged, self.twice = RowsCard(), RowsCard(), RowsCard()
        self.calm, self.empty = Card(), EmptyState(icon_name="copy")
        self.count = 0
        self._view: DuplicatesView | None = None
        self._lay_out()

    def reload(self) -> None:
        """Read again, and show what was read."""
        self.session.read(duplicates_view, weakly(self.show_view))

    def show_view(self, view: DuplicatesView) -> None:
        """Show what there is."""
        self._view = view
        self.calm.setVisible(view.empty)
        self.pairs.begin(say("duplicates.title"), say("duplicates.why"), len(view.pairs) + view.more)
        for pair in view.pairs:
            self.pairs.rows.addWidget(self._pair(pair, pair is view.pairs[-1]))
        self.pairs.note.setText(say("duplicates.more", count=view.more))
        self.pairs.note.setVisible(bool(view.more))
        self.twice.begin(say("duplicates.twice"), say("duplicates.twice_why"), len(view.twice))
        for twice in view.twice:
            self.twice.rows.addWidget(self._twice(twice, twice is view.twice[-1]))
        tone = "attention" if any(one.open for one in view.merged) else "neutral"
        self.merged.begin(say("duplicates.stands"), say("duplicates.stands_why"), len(view.merged), tone)
        for merged in view.merged:
            self.merged.rows.addWidget(self._merged(merged, merged is view.merged[-1]))
        open_still = sum(one.open for one in view.merged)
        self.count = len(view.pairs) + view.more + len(view.twice) + open_still
        self.counted.emit(self.count)

    def retranslate(self) -> None:
        """Say the fixed texts in the language in force."""
        self.empty.say(say("duplicates.calm"))
        if self._view is not None:
            self.show_view(self._view)

    def merge(self, kind: str, *ids: str) -> MergeDialog:
        """Show two records side by side, to be merged; or one that is merged, to be decided."""
        dialog = MergeDialog(self.session, kind, ids, self)
        dialog.show()
        dialog.look()
        return dialog

    def tell_apart(self, kind: str, first: str, second: str) -> None:
        """Record that two are not the same."""
        work = partial(tell_apart, kind=kind, first=first, second=second)
        self._write(work, say("duplicates.kept_apart"))

    def take_apart(self, kind: str, record_id: str) -> None:
        """Take a merged record apart again, after asking."""
        agreed = self.session.door.confirm(
            say("duplicates.take_apart"),
            say("duplicates.take_apart_why"),
            say("duplicates.take_apart"),
            say("frame.cancel"),
        )
        if agreed:
            self._write(partial(separate, kind=kind, record_id=record_id), say("duplicates.taken_apart"))

    def renumber(self, kind: str, record_id: str) -> None:
        """Give a record the next free code."""
        work = partial(renumber, kind=kind, record_id=record_id)
        self.session.write(work, weakly(self._renumbered), weakly(self._refused))

    def _pair(self, pair: PairEntry, last: bool) -> QFrame:
        first, second = name_text(pair.first.name), name_text(pair.second.name)
        merge, apart = Button(say("duplicates.merge")), Button(say("duplicates.not_the_same"), "link")
        merge.setAccessibleName(say("duplicates.merge_named", name=first, other=second))
        apart.setAccessibleName(say("duplicates.not_the_same_named", name=first, other=second))
        merge.clicked.connect(weakly_plain(self.merge, pair.kind, pair.first.id, pair.second.id))
        apart.clicked.connect(weakly_plain(self.tell_apart, pair.kind, pair.first.id, pair.second.id))
        names = (pair.first.name, pair.second.name)
        said = (label(reason_text(one, *names), "small_text", wrap=True) for one in pair.reasons)
        reasons = column(1, *said, 1, gap=2)
        return self._row(pair.kind, [_side(pair.first), _side(pair.second), reasons], [merge, apart], last)

    def _merged(self, merged: MergedEntry, last: bool) -> QFrame:
        name = name_text(merged.name)
        apart = Button(say("duplicates.take_apart"), "link")
        apart.setAccessibleName(say("duplicates.take_apart_named", name=name))
        apart.clicked.connect(weakly_plain(self.take_apart, merged.kind, merged.id))
        buttons, look = [apart], "small_text"
        said = say("duplicates.stands_for", count=merged.count)
        if merged.open:
            decide = Button(say("duplicates.decide"))
            decide.setAccessibleName(say("duplicates.decide_named", name=name))
            decide.clicked.connect(weakly_plain(self.merge, merged.kind, merged.id))
            buttons, look = [decide, apart], "attention"
            said = say("duplicates.still_differ", count=merged.count)
        texts = [label(name, "strong", wrap=True), label(said, look, wrap=True)]
        return self._row(merged.kind, texts, buttons, last)

    def _twice(self, twice: TwiceEntry, last: bool) -> QFrame:
        name = name_text(twice.name)
        go = Button(say("duplicates.renumber"))
        go.setAccessibleName(say("duplicates.renumber_named", name=name, code=twice.code))
        go.clicked.connect(weakly_plain(self.renumber, twice.kind, twice.id))
        said = say("duplicates.code_twice", code=twice.code, count=twice.count)
        texts = [label(name, "strong", wrap=True), label(said, "small_text", wrap=True)]
        return self._row(twice.kind, texts, [go], last)

    def _row(self, kind: str, parts: list[Any], buttons: list[Button], last: bool) -> QFrame:
        """Return a row: the kind, the parts with equal room, and the buttons one width for all rows."""
        made = row_frame(last)
        sort = label(words().kind(kind), "small", wrap=True)
        sort.setFixedWidth(KIND_WIDTH)
        deeds = QWidget()
        deeds.setFixedWidth(BUTTONS_WIDTH)
        deeds.setLayout(row(*buttons, 1, gap=6))
        deeds.setEnabled(self._view is None or self._view.writes)
        whole = row(sort, *parts, deeds, gap=14)
        for place in range(len(parts)):
            whole.setStretch(place + 1, 1)
        whole.setContentsMargins(0, 9, 0, 9)
        made.setLayout(whole)
        return made

    def _write(self, work: Any, done: str) -> None:
        self.session.write(work, weakly(self._done, done), weakly(self._refused))

    def _done(self, sentence: str, _result: object) -> None:
        self.session.offer_undo(sentence)

    def _renumbered(self, code: object) -> None:
        self.session.offer_undo(say("duplicates.renumbered", code=str(code)))

    def _refused(self, error: BaseException) -> None:
        if isinstance(error, MasarError):
            self.session.door.warn(say("duplicates.title"), words().refusal(error))
        else:
            self.session.operations.crashed.emit(error)

    def _lay_out(self) -> None:
        self.calm.body.addWidget(self.empty)
        self.calm.setMinimumHeight(300)
        inside = QWidget()
        inside.setObjectName("scrolled")
        inside.setLayout(column(self.calm, self.pairs, self.twice, self.merged, 1, gap=GAP))
        self.setLayout(column(scrolling(inside)))
        for card in (self.calm, self.pairs, self.twice, self.merged):
            card.hide()


def _side(side: SideEntry) -> QWidget:
    made = QWidget()
    telling = label(telling_text(side), "tiny", wrap=True)
    telling.setVisible(bool(side.telling))
    made.setLayout(column(1, label(name_text(side.name), "strong", wrap=True), telling, 1, gap=2))
    return made
