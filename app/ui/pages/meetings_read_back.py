"""Reading back in large letters what was decided and promised, before people leave."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from app.services.views.meetings_room import NoteEntry, Room
from app.ui.kit.button import Button
from app.ui.kit.panel import scrolling
from app.ui.kit.text import label, row
from app.ui.language import label_text, say, words
from app.ui.pages.meetings_words import dotted, note_detail

WIDTH = 740
LARGE = {"live": 22, "small": 14}
"""Pixels: it is read from across a hall."""
READ = ("decision", "commitment", "action_point")


class ReadBack(QDialog):
    """Shows what was agreed, one group after the other."""

    def __init__(self, room: Room, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(say("meetings.read_back"))
        self.resize(960, 660)
        self.close_button = Button(say("frame.close"), "primary")
        self.close_button.clicked.connect(self.accept)
        holder = QWidget()
        holder.setObjectName("scrolled")
        self.lines = QVBoxLayout(holder)
        self.lines.setSpacing(8)
        for kind in READ:
            self._add(kind, [note for note in room.notes if note.kind == kind])
        self.lines.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 20, 24, 20)
        whole.addWidget(label(label_text(room.title), "title", wrap=True))
        whole.addWidget(scrolling(holder), 1)
        whole.addLayout(row(1, self.close_button))

    def _add(self, kind: str, notes: list[NoteEntry]) -> None:
        if not notes:
            return
        self.lines.addWidget(label(dotted(say(f"kind.{kind}.many"), words().number(len(notes))), "card"))
        for note in notes:
            for text, look in ((label_text(note.text), "live"), (note_detail(note), "small")):
                line = label(text, look, wrap=True)
                line.setMinimumWidth(WIDTH)
                line.setStyleSheet(f"font-size: {LARGE[look]}px;")
                self.lines.addWidget(line)
