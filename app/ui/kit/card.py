"""A card: white ground, one-pixel line, rounded corners, an optional title row."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QTableView, QVBoxLayout, QWidget

from app.ui.kit.text import TitleLabel, label


class Card(QFrame):
    """A card whose `body` layout takes the content and whose `head` layout the title row."""

    def __init__(self, title: str = "", quiet: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "card")
        self.title, self.quiet = TitleLabel("card"), label(quiet, "small")
        self.head = QHBoxLayout()
        self.head.setSpacing(10)
        self.head.addWidget(self.title)
        self.head.addStretch(1)
        self.head.addWidget(self.quiet)
        self.body = QVBoxLayout()
        self.body.setSpacing(0)
        self._whole = QVBoxLayout(self)
        self._whole.setContentsMargins(16, 14, 16, 14)
        self._whole.setSpacing(10)
        self._whole.addLayout(self.head)
        self._whole.addLayout(self.body, 1)
        self.set_title(title, quiet)

    def set_title(self, title: str, quiet: str = "") -> None:
        """Show a title and a quiet sentence at the trailing end; empty texts take no room."""
        self.title.setText(title)
        self.quiet.setText(quiet)
        self.title.setVisible(bool(title))
        self.quiet.setVisible(bool(quiet))
        self.setAccessibleName(title)

    def set_padding(self, sides: int, ends: int) -> None:
        """Set the room between the line and the content, in pixels."""
        self._whole.setContentsMargins(sides, ends, sides, ends)


def row_frame(last: bool = False) -> QFrame:
    """Return a frame with a line beneath it, or none for the last of a list."""
    made = QFrame()
    made.setProperty("ground", "last_row" if last else "row")
    return made


def list_card(table: QTableView, width: int) -> Card:
    """Return a narrow card that holds a list, to stand beside what is chosen in it."""
    made = Card()
    made.setFixedWidth(width)
    made.set_padding(1, 12)
    made.head.setContentsMargins(14, 0, 14, 0)
    made.body.addWidget(table)
    return made
