"""One finding or reason: a mark or chip, what it is, why it matters, and a way to the place."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QFrame, QLabel, QWidget

from app.ui.icons import pixmap
from app.ui.kit.button import DRAW_AGAIN, Button
from app.ui.kit.card import row_frame
from app.ui.kit.chip import Chip
from app.ui.kit.link import TextLink
from app.ui.kit.text import column, label, row

CHEVRON = 16
MARKS = {"met": ("✓", "good"), "partly": ("…", "attention"), "open": ("!", "wrong"), "note": ("i", "neutral")}


class Finding(msgspec.Struct, frozen=True):
    """What a row shows: chip word and tone, one sentence, one line of why, and the place it is about."""

    chip: str
    tone: str
    text: str
    why: str = ""
    kind: str = ""
    id: str = ""


class Chevron(QLabel):
    """Says that a row leads somewhere."""

    def __init__(self) -> None:
        super().__init__()
        self._draw()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in DRAW_AGAIN:
            self._draw()
        super().changeEvent(event)

    def _draw(self) -> None:
        self.setPixmap(pixmap("chevron-right", "quiet", CHEVRON))


class FindingRow(QWidget):
    """Chip at the leading side, the sentence (a link to the place) and the reason beneath.

    A row that leads somewhere shows it with a chevron and can be clicked anywhere; `picked` carries the kind
    and id of the place.
    """

    picked = Signal(str, str)

    def __init__(self, finding: Finding, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.finding = finding
        self.chip = Chip(finding.chip, finding.tone)
        self.chip.setMinimumWidth(66)
        self.text = TextLink(finding.text) if finding.kind else label(finding.text, wrap=True)
        self.why = label(finding.why, "tiny", wrap=True)
        if not finding.why:
            self.why.hide()
        self.chevron = Chevron()
        if not finding.kind:
            self.chevron.hide()
        whole = row(self.chip, column(self.text, self.why, gap=1), self.chevron, gap=10)
        whole.setStretch(1, 1)
        whole.setContentsMargins(0, 6, 0, 6)
        whole.setAlignment(self.chip, Qt.AlignmentFlag.AlignTop)
        self.setLayout(whole)
        self.setAccessibleName(f"{finding.chip}: {finding.text}. {finding.why}")
        if isinstance(self.text, TextLink):
            self.text.clicked.connect(self.pick)
            self.setCursor(Qt.CursorShape.PointingHandCursor)

    def pick(self) -> None:
        """Go to the place of the finding."""
        self.picked.emit(self.finding.kind, self.finding.id)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.finding.kind:
            self.pick()
        else:
            super().mouseReleaseEvent(event)


class Mark(QLabel):
    """A small round mark with ✓ … ! or i in the tone of a state (met, partly, open, note)."""

    def __init__(self, state: str) -> None:
        sign, tone = MARKS[state]
        super().__init__(sign)
        self.setProperty("mark", tone)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setFixedSize(22, 22)


class ReasonRow(QFrame):
    """A mark, a sentence with a line beneath, and a link at the trailing side."""

    picked = Signal(str, str)

    def __init__(self, state: str, finding: Finding, link: str, last: bool = False) -> None:
        super().__init__()
        self.setProperty("ground", row_frame(last).property("ground"))
        self.finding = finding
        self.link = Button(link, "link")
        self.link.setAccessibleName(f"{link}: {finding.text}")
        if not link:
            self.link.hide()
        self.link.clicked.connect(self.pick)
        text, why = label(finding.text, wrap=True), label(finding.why, "tiny", wrap=True)
        # Hidden, but never shown here: before it has a parent it would be a window and take the focus.
        if not finding.why:
            why.hide()
        words = column(text, why, gap=2)
        mark = Mark(state)
        whole = row(mark, words, self.link, gap=10)
        whole.setStretch(1, 1)
        whole.setContentsMargins(0, 9, 0, 9)
        whole.setAlignment(self.link, Qt.AlignmentFlag.AlignTop)
        whole.setAlignment(mark, Qt.AlignmentFlag.AlignTop)
        self.setLayout(whole)

    def pick(self) -> None:
        """Go to the place of the reason."""
        self.picked.emit(self.finding.kind, self.finding.id)
