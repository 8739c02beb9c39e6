"""The screen of the hall: the item, the time left, and the wording that was agreed; nothing sensitive.

It stands on the second screen when there is one, else in a window of its own.
"""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QFont, QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.foundation.clock import Clock, read_stamp
from app.services.views.meetings_audience import Agreed, Audience
from app.services.views.said import NAMELESS
from app.ui.kit.chip import Chip
from app.ui.kit.meter import ThinBar
from app.ui.kit.panel import scrolling
from app.ui.kit.text import column, empty_layout, label, row
from app.ui.language import label_text, say, words
from app.ui.pages.meetings_words import NOTE_TONES, dotted, note_kind
from app.ui.screens import other_screen, screen_of

NARROWEST, CHIP_ROOM = 640, 26
# Pixels of each text on a screen 768 high; larger screens grow with it.
SIZES = {"title": 20, "item": 40, "timer": 64, "agreed": 26, "small": 18}


class AudienceWindow(QWidget):
    """Shows an `Audience`; `left` when it is closed. Escape closes it, F11 fills the screen.

    It goes with its parent, the page.
    """

    left = Signal()

    def __init__(self, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self._clock, self._shown = clock, Audience(NAMELESS)
        self.title, self.place = label("", "quiet"), label("", "quiet")
        self.item, self.timer = label("", "", wrap=True), label("", "timer")
        self.left_for, self.next_item = label("", "quiet"), label("", "quiet", wrap=True)
        self.bar, self.agreed = ThinBar(0.0), QVBoxLayout()
        self.agreed_title = label("")
        self._whole = QVBoxLayout(self)
        self._second = QTimer(self)
        self._second.setInterval(1000)
        self._second.timeout.connect(self.tick)
        self._lay_out()
        self.resize(1024, 768)

    def show_audience(self, shown: Audience) -> None:
        """Show what the hall may see now."""
        self._shown = shown
        self.setWindowTitle(say("roundtable.audience"))
        self.title.setText(label_text(shown.title))
        self.place.setText(say("roundtable.audience.item", number=shown.number) if shown.number else "")
        self.item.setText(label_text(shown.item) or label_text(shown.title))
        following = label_text(shown.next_item)
        self.next_item.setText(say("roundtable.audience.next", title=following) if following else "")
        self.agreed_title.setText(say("roundtable.audience.agreed") if shown.agreed else "")
        empty_layout(self.agreed)
        # While nothing is agreed, the item stands nearer to the middle.
        self._whole.setStretch(0, 0 if shown.agreed else 2)
        for one in shown.agreed:
            self.agreed.addWidget(self._line(one))
        self._resize_texts()
        self._show_time()

    def stand(self, beside: QWidget) -> None:
        """Come up on a screen that `beside` is not on, else in a window of its own."""
        other = other_screen(screen_of(beside))
        if other is None:
            self.show()
            return
        self.setScreen(other)
        self.setGeometry(other.geometry())
        self.showFullScreen()

    def tick(self) -> None:
        """Show the time left now."""
        if not self._shown.started_at:
            return
        gone = (self._now() - read_stamp(self._shown.started_at)).total_seconds()
        left = self._shown.minutes * 60 - int(gone)
        over = left < 0
        self.timer.setText(f"{'+' if over else ''}{abs(left) // 60:02d}:{abs(left) % 60:02d}")
        self.left_for.setText(say("roundtable.audience.over" if over else "roundtable.audience.left"))
        self.bar.share = min(1.0, gone / (self._shown.minutes * 60)) if self._shown.minutes else 0.0
        self.bar.role = "attention" if over else "accent"
        self.bar.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        elif event.key() == Qt.Key.Key_F11:
            self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._second.stop()
        self.left.emit()
        super().closeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._resize_texts()

    def _now(self) -> datetime:
        return self._clock.now()

    def _show_time(self) -> None:
        running = bool(self._shown.started_at)
        for part in (self.timer, self.bar):
            part.setVisible(running)
        if running:
            self.tick()
            self._second.start()
            return
        self._second.stop()
        minutes = self._shown.minutes
        self.left_for.setText(say("meetings.planned_minutes", count=minutes) if minutes else "")

    def _line(self, one: Agreed) -> QWidget:
        made = QWidget()
        chip = Chip(note_kind(one.kind), NOTE_TONES.get(one.kind, "neutral"))
        text = label(label_text(one.text), "", wrap=True)
        due = say("meetings.by_day", day=words().date(one.due)) if one.due else ""
        under = dotted(label_text(one.who), due)
        said = column(text, *([label(under, "quiet", wrap=True)] if under else []), gap=2)
        text.setProperty("hall", "agreed")
        beside = row(chip, said, gap=16)
        beside.setStretch(1, 1)
        beside.setAlignment(chip, Qt.AlignmentFlag.AlignTop)
        made.setLayout(beside)
        return made

    def _resize_texts(self) -> None:
        factor = max(1.0, min(self.height() / 768, self.width() / 1024))
        wanted = (
            (self.title, "title", False),
            (self.place, "title", True),
            (self.item, "item", True),
            (self.timer, "timer", True),
            (self.left_for, "small", False),
            (self.next_item, "small", False),
            (self.agreed_title, "small", True),
        )
        for part, size, bold in wanted:
            _enlarge(part, SIZES[size] * factor, bold)
        for number in range(self.agreed.count()):
            item = self.agreed.itemAt(number)
            holder = item.widget() if item is not None else None
            for inner in holder.findChildren(QWidget) if holder is not None else ():
                is_text = inner.property("hall") == "agreed"
                _enlarge(inner, SIZES["agreed" if is_text else "small"] * factor, False)
        self._line_up(round(SIZES["small"] * factor))

    def _line_up(self, pixels: int) -> None:
        """Give what says the kind of a line one width, so that the wordings stand under each other."""
        places = (self.agreed.itemAt(number) for number in range(self.agreed.count()))
        holders = [place.widget() for place in places if place is not None]
        chips = [chip for holder in holders if holder is not None for chip in holder.findChildren(Chip)]
        font = QFont(self.font())
        font.setPixelSize(pixels)
        measure = QFontMetrics(font)
        widest = max((measure.horizontalAdvance(chip.text()) for chip in chips), default=0) + CHIP_ROOM
        for chip in chips:
            chip.setFixedWidth(widest)

    def _lay_out(self) -> None:
        self.timer.setAlignment(Qt.AlignmentFlag.AlignTrailing)
        self.left_for.setAlignment(Qt.AlignmentFlag.AlignTrailing)
        head = QHBoxLayout()
        head.setSpacing(24)
        head.addLayout(column(self.title, self.place, self.item, self.next_item, gap=8), 1)
        clock = column(self.timer, self.left_for, self.bar, 1, gap=4)
        head.addLayout(clock)
        self.bar.setMinimumWidth(220)
        holder = QWidget()
        holder.setObjectName("scrolled")
        inside = QVBoxLayout(holder)
        inside.setContentsMargins(0, 0, 0, 0)
        self.agreed.setSpacing(18)
        inside.addLayout(self.agreed)
        inside.addStretch(1)
        whole = self._whole
        whole.setContentsMargins(40, 32, 40, 32)
        whole.setSpacing(22)
        whole.addStretch(0)
        whole.addLayout(head)
        whole.addWidget(self.agreed_title)
        whole.addWidget(scrolling(holder), 3)
        self.setMinimumWidth(NARROWEST)


def _enlarge(part: QWidget, pixels: float, bold: bool) -> None:
    font = QFont(part.font())
    font.setPixelSize(round(pixels))
    font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    part.setFont(font)
    weight = 600 if bold else 400
    part.setStyleSheet(f"font-size: {round(pixels)}px; font-weight: {weight};")
