"""What was said, decided and promised under one item of the agenda, and the box that catches more."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout

from app.services.views.meetings_room import NoteEntry, Room
from app.ui.kit.card import Card, row_frame
from app.ui.kit.chip import Chip
from app.ui.kit.link import TextLink
from app.ui.kit.panel import scrolling_column
from app.ui.kit.text import column, label, row, set_look
from app.ui.language import label_text, say
from app.ui.pages.meetings_entry import EntryBox
from app.ui.pages.meetings_words import NOTE_TONES, note_detail, note_kind
from app.ui.weak import weakly_plain

CHIP_WIDTH, NEAR = 96, 12
"""Pixels: of the chip that says what a line is, and how near the end counts as there."""


class StreamCard(Card):
    """`opened` carries kind and id of the line that was clicked."""

    opened = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self.entry, self.rows = EntryBox(), QVBoxLayout()
        self.rows.setSpacing(0)
        self.nothing = label("", "quiet", wrap=True)
        self._shown: tuple[str, ...] = ()
        self._made: dict[str, tuple[NoteEntry, QFrame]] = {}
        self.area = scrolling_column(column(self.rows, 1))
        self.body.addWidget(self.area, 1)
        self.body.addWidget(self.entry)
        self.body.setSpacing(10)
        self.area.verticalScrollBar().rangeChanged.connect(self._keep_up)
        self.area.verticalScrollBar().valueChanged.connect(self._scrolled)
        self._about, self._follow = ("", ""), False

    def retranslate(self) -> None:
        """Say the box's texts in the language in force."""
        self.entry.retranslate()
        self.nothing.setText(say("meetings.notes.none"))
        self._fill(())

    def show_item(self, room: Room, chosen: str) -> None:
        """Show the lines of an item, or those that stand under none."""
        item = next((one for one in room.agenda if one.id == chosen), None)
        notes = room.notes_of(chosen) if item else room.notes
        title = say("meetings.item", number=item.number, title=label_text(item.title)) if item else ""
        self.set_title(title or say("meetings.notes"), say("meetings.note_count", count=len(notes)))
        ids = tuple(note.id for note in notes)
        if (room.id, chosen) != self._about:
            self._about, self._follow = (room.id, chosen), room.status == "live"
        elif len(ids) > len(self._shown) and ids[: len(self._shown)] == self._shown:
            self._follow = True
        self._shown = ids
        self._fill(notes)

    def open_line(self, kind: str, record_id: str) -> None:
        """Ask for a line to be edited."""
        self.opened.emit(kind, record_id)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        QTimer.singleShot(0, self.entry.text, self.entry.text.setFocus)

    def _fill(self, notes: Sequence[NoteEntry]) -> None:
        """Show lines under each other; those that stand here as they are stay."""
        kept = {id_: (note, made) for id_, (note, made) in self._made.items() if note in notes}
        for id_, (_note, made) in self._made.items():
            if id_ not in kept:
                made.hide()
                made.deleteLater()
        self._made = {note.id: kept.get(note.id) or (note, self._row(note)) for note in notes}
        while self.rows.count():
            self.rows.takeAt(0)
        for note, made in self._made.values():
            set_look(made, "ground", "last_row" if note.id == notes[-1].id else "row")
            self.rows.addWidget(made)
        self.rows.addWidget(self.nothing)
        self.nothing.setVisible(not notes)

    def _row(self, note: NoteEntry) -> QFrame:
        made = row_frame()
        chip = Chip(note_kind(note.kind), NOTE_TONES.get(note.kind, "neutral"))
        chip.setFixedWidth(CHIP_WIDTH)
        text = TextLink(label_text(note.text) or say("records.untitled"), "live")
        text.clicked.connect(weakly_plain(self.open_line, note.kind, note.id))
        said = column(text, label(note_detail(note), "tiny", wrap=True), gap=1)
        beside = row(chip, said, gap=12)
        beside.setStretch(1, 1)
        beside.setAlignment(chip, Qt.AlignmentFlag.AlignTop)
        beside.setContentsMargins(0, 8, 0, 8)
        made.setLayout(beside)
        return made

    def _keep_up(self, _low: int, high: int) -> None:
        if self._follow:
            self.area.verticalScrollBar().setValue(high)

    def _scrolled(self, value: int) -> None:
        """Follow what is added while the end is in view; who scrolls back is left there to read."""
        self._follow = value >= self.area.verticalScrollBar().maximum() - NEAR
