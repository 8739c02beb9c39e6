"""Reading back in large letters what was decided and promised, before people leave."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from app.services.views.meetings_room import NoteEntry, Room
from app.ui.kit.button import Button
from app.ui.kit.card import row_frame
from app.ui.kit.chip import Chip
from app.ui.kit.dialog import ReadDialog
from app.ui.kit.empty import EmptyState
from app.ui.kit.panel import scrolling_column
from app.ui.kit.text import column, label, row
from app.ui.language import label_text, say, words
from app.ui.pages.meetings_words import NOTE_TONES, note_detail, room_quiet

LARGE, NUMBER = 22, 44
"""Pixels: of the wording, which is read from across a hall, and the room for a line's number."""
READ = ("decision", "commitment", "action_point")


class ReadBack(ReadDialog):
    """Shows what was agreed, one group after the other, numbered so that people can speak to a line."""

    def __init__(self, room: Room, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(say("meetings.read_back"))
        self.resize(1000, 700)
        self.close_button = Button(say("frame.close"), "primary")
        self.close_button.clicked.connect(self.accept)
        self.lines = column(gap=0)
        for kind in READ:
            self._add(kind, [note for note in room.notes if note.kind == kind])
        if not self.lines.count():
            self.lines.addWidget(EmptyState(say("roundtable.read_back.empty"), icon_name="handshake"), 1)
        self.lines.addStretch(1)
        head = column(
            label(label_text(room.title), "title", wrap=True), label(room_quiet(room), "quiet"), gap=2
        )
        whole = QVBoxLayout(self)
        whole.setContentsMargins(28, 22, 28, 20)
        whole.setSpacing(14)
        whole.addLayout(head)
        whole.addWidget(scrolling_column(self.lines, 12), 1)
        whole.addLayout(row(1, self.close_button))

    def _add(self, kind: str, notes: list[NoteEntry]) -> None:
        if not notes:
            return
        if self.lines.count():
            self.lines.addSpacing(18)
        title = Chip(say(f"kind.{kind}.many"), NOTE_TONES.get(kind, "neutral"))
        self.lines.addLayout(row(title, label(words().number(len(notes)), "quiet"), 1, gap=10))
        for place, note in enumerate(notes, 1):
            self.lines.addWidget(self._line(place, note, last=note is notes[-1]))

    def _line(self, place: int, note: NoteEntry, *, last: bool) -> QFrame:
        made, number = row_frame(last), label(words().number(place), "quiet")
        text = label(label_text(note.text) or say("records.untitled"), "", wrap=True)
        for part in (number, text):
            part.setStyleSheet(f"font-size: {LARGE}px;")
        number.setFixedWidth(NUMBER)
        said = column(text, label(note_detail(note), "quiet", wrap=True), gap=3)
        beside = row(number, said, gap=0)
        beside.setStretch(1, 1)
        beside.setAlignment(number, Qt.AlignmentFlag.AlignTop)
        beside.setContentsMargins(0, 12, 0, 12)
        made.setLayout(beside)
        return made
