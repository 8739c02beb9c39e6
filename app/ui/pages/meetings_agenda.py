"""The agenda beside a meeting, with the time left for the item under way."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QButtonGroup,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.foundation.clock import Clock, read_stamp
from app.services.agenda_times import AgendaTimes
from app.services.views.meetings_room import AgendaEntry, Room
from app.ui.icons import pixmap
from app.ui.kit.button import Button
from app.ui.kit.card import Card
from app.ui.kit.meter import ThinBar
from app.ui.kit.panel import scrolling
from app.ui.kit.text import empty_layout, label, row, set_look
from app.ui.kit.tip import set_tip
from app.ui.kit.wrapping import lines_of
from app.ui.language import label_text, say, words
from app.ui.pages.meetings_words import RIGHT_TO_LEFT, dotted
from app.ui.theme import color

WIDTH = 250
_SIDE, _END = 40, 42
_MOST_LINES = 3


class AgendaButton(QAbstractButton):
    """An item: tick or number, title over up to three lines, times and kind, minutes.

    `moved` carries how many places it is moved by (Alt with an arrow); `dropped` where it was let go, in
    pixels of its parent.
    """

    moved = Signal(int)
    dropped = Signal(int)

    def __init__(self, item: AgendaEntry, under_way: bool, under: str = "") -> None:
        super().__init__()
        self.item, self.under_way, self.under = item, under_way, under
        self._pressed_at, self.dragged = -1, False
        self.setCheckable(True)
        self.setText(label_text(item.title) or say("records.untitled"))
        self.setAccessibleName(
            say("meetings.item.said", number=item.number, title=self.text(), minutes=item.minutes)
        )
        self.setAccessibleDescription(f"{under} {say('roundtable.agenda.move_hint')}".strip())
        set_tip(self, say("roundtable.agenda.move_hint"))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        count = len(lines_of(self.text(), self._font(), max(60, width - _SIDE - _END), _MOST_LINES))
        own = QFontMetrics(self._font()).lineSpacing()
        return max(1, count) * own + 17 + (self._under_height() if self.under else 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if event.modifiers() & Qt.KeyboardModifier.AltModifier and event.key() in steps:
            self.moved.emit(steps[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed_at = round(event.position().y())
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        far = abs(round(event.position().y()) - self._pressed_at) > QApplication.startDragDistance()
        if event.buttons() & Qt.MouseButton.LeftButton and far and not self.dragged:
            self.dragged = True
            self.raise_()
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
        if self.dragged:
            self.move(self.x(), self.y() + round(event.position().y()) - self._pressed_at)
            return
        super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.dragged:
            self.dragged = False
            self.setDown(False)
            self.dropped.emit(self.y() + self.height() // 2)
            return
        super().mouseReleaseEvent(event)

    def _under_height(self) -> int:
        return QFontMetrics(self._small()).lineSpacing() + 1

    def _small(self) -> QFont:
        small = QFont(self.font())
        small.setPixelSize(max(9, self.font().pixelSize() - 2))
        return small

    def sizeHint(self) -> QSize:
        return QSize(WIDTH - 34, self.heightForWidth(WIDTH - 34))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, 36)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.isChecked() or self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(color("accent_soft" if self.isChecked() else "window"))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        if self.hasFocus():
            painter.setPen(QPen(color("accent"), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        self._paint_texts(painter)

    def _paint_texts(self, painter: QPainter) -> None:
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        right, left = Qt.AlignmentFlag.AlignRight, Qt.AlignmentFlag.AlignLeft
        leading = (right if mirrored else left) | Qt.AlignmentFlag.AlignAbsolute
        trailing = (left if mirrored else right) | Qt.AlignmentFlag.AlignAbsolute
        middle, height = Qt.AlignmentFlag.AlignVCenter, self.height()
        painter.setFont(self._font())
        painter.setPen(color("quiet" if self.item.done and not self.isChecked() else "text"))
        number = self._room(10, 20, mirrored)
        if self.item.done:
            painter.drawPixmap(number.x() + 1, (height - 15) // 2, pixmap("check", "good", 15))
        else:
            painter.drawText(number, leading | middle, words().number(self.item.number))
        self._paint_title(painter, mirrored, leading)
        small = self._small()
        small.setWeight(self._font().weight())
        painter.setFont(small)
        minutes = self._room(self.width() - _END, _END - 8, mirrored)
        painter.drawText(minutes, trailing | middle, say("meetings.minutes_short", number=self.item.minutes))

    def _paint_title(self, painter: QPainter, mirrored: bool, leading: Qt.AlignmentFlag) -> None:
        room = self._room(_SIDE, self.width() - _SIDE - _END, mirrored)
        lines = lines_of(self.text(), self._font(), room.width(), _MOST_LINES)
        spacing = painter.fontMetrics().lineSpacing()
        beneath = self._under_height() if self.under else 0
        top = (self.height() - len(lines) * spacing - beneath) // 2
        for number, line in enumerate(lines):
            place = QRect(room.x(), top + number * spacing, room.width(), spacing)
            painter.drawText(place, leading | Qt.AlignmentFlag.AlignVCenter, f"\u2068{line}\u2069")
        if self.under:
            painter.save()
            painter.setFont(self._small())
            painter.setPen(color("quiet"))
            beneath_title = QRect(
                room.x() - (30 if mirrored else 0), top + len(lines) * spacing + 1, room.width() + 30, beneath
            )
            painter.drawText(beneath_title, leading | Qt.AlignmentFlag.AlignVCenter, self.under)
            painter.restore()

    def _room(self, start: int, width: int, mirrored: bool) -> QRect:
        return QRect(self.width() - start - width if mirrored else start, 0, width, self.height())

    def _font(self) -> QFont:
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold if self.isChecked() or self.under_way else QFont.Weight.Normal)
        return font


class AgendaCard(Card):
    """`picked` carries the id of an item, `start_asked` that of the item to begin.

    `moved` carries the id of an item and the place, counted from 0, that it was moved to.
    """

    picked = Signal(str)
    moved = Signal(str, int)
    start_asked = Signal(str)
    add_asked = Signal()

    def __init__(self, clock: Clock) -> None:
        super().__init__()
        self._clock, self._wanted = clock, ""
        self._running: AgendaEntry | None = None
        self.buttons: dict[str, AgendaButton] = {}
        self.rows, self.add, self.start = (
            QVBoxLayout(),
            Button("", "link", "plus"),
            Button("", "outlined", "play"),
        )
        self.left, self.timer, self.bar = label("", "small"), label("", "timer"), ThinBar(0.0)
        self.ends = label("", "small", wrap=True)
        self._moved_item = ""
        self._group = QButtonGroup(self)
        self._second = QTimer(self)
        self._second.setInterval(1000)
        self._second.timeout.connect(self.tick)
        self.add.clicked.connect(self.add_asked)
        self.start.clicked.connect(self._start)
        self.setFixedWidth(WIDTH)
        self._lay_out()

    def retranslate(self) -> None:
        """Say the card's own texts in the language in force."""
        self.set_title(say("meetings.agenda"))
        self.add.setText(say("meetings.agenda.add"))

    def show_agenda(self, room: Room, chosen: str, times: AgendaTimes | None = None) -> None:
        """Show a meeting's agenda with one item chosen, and when it ends."""
        times = times or AgendaTimes()
        had_focus = any(button.hasFocus() for button in self.buttons.values())
        empty_layout(self.rows)
        under_way = next((item for item in room.agenda if item.started_at and not item.done), None)
        live = room.status == "live"
        self.buttons = {}
        for place, item in enumerate(room.agenda):
            button = AgendaButton(item, live and item is under_way, _under(item, times, place))
            button.setChecked(item.id == chosen)
            button.clicked.connect(self._clicked)
            button.moved.connect(self._move)
            button.dropped.connect(self._drop)
            self._group.addButton(button)
            self.rows.addWidget(button)
            self.buttons[item.id] = button
        if not room.agenda:
            self.rows.addWidget(label(say("meetings.agenda.none"), "small", wrap=True))
        if had_focus and chosen in self.buttons:
            self.buttons[chosen].setFocus()
        if self._moved_item in self.buttons:
            self.buttons[self._moved_item].setFocus()
        self._moved_item = ""
        self._show_end(times, bool(room.agenda))
        self._show_time(room, under_way if live else None)
        self._offer_start(room, chosen, under_way)

    def tick(self) -> None:
        """Show the time left for the item under way."""
        item = self._running
        if item is None or not item.started_at:
            return
        gone = (self._now() - read_stamp(item.started_at)).total_seconds()
        left = item.minutes * 60 - int(gone)
        over = left < 0
        self.timer.setText(f"{'+' if over else ''}{abs(left) // 60:02d}:{abs(left) % 60:02d}")
        self.left.setText(say("meetings.over" if over else "meetings.left", number=item.number))
        self.bar.share = min(1.0, gone / (item.minutes * 60)) if item.minutes else 0.0
        self.bar.role = "attention" if over else "accent"
        self.bar.update()

    def _now(self) -> datetime:
        return self._clock.now()

    def _show_time(self, room: Room, item: AgendaEntry | None) -> None:
        self._running = item
        for part in (self.timer, self.bar):
            part.setVisible(item is not None)
        if item is not None:
            self.tick()
            self._second.start()
            return
        self._second.stop()
        planned = sum(one.minutes for one in room.agenda)
        self.left.setText(say("meetings.planned_minutes", count=planned) if planned else "")

    def _show_end(self, times: AgendaTimes, filled: bool) -> None:
        """Say when the agenda ends, and by how much that is too late."""
        if not filled or not times.ends:
            text, tone = (say("roundtable.agenda.no_times") if filled else ""), "small"
        elif times.over:
            text, tone = say("roundtable.agenda.over", time=times.ends, count=times.over), "attention"
        elif times.spare is None:
            text, tone = say("roundtable.agenda.ends", time=times.ends), "small"
        else:
            text, tone = say("roundtable.agenda.spare", time=times.ends, count=times.spare), "small"
        self.ends.setText(text)
        self.ends.setVisible(bool(text))
        set_look(self.ends, "look", tone)

    def _move(self, by: int) -> None:
        button = self.sender()
        if isinstance(button, AgendaButton):
            self._tell_moved(button.item.id, list(self.buttons).index(button.item.id) + by)

    def _drop(self, middle: int) -> None:
        button = self.sender()
        if isinstance(button, AgendaButton):
            others = [one for one in self.buttons.values() if one is not button]
            place = sum(one.y() + one.height() // 2 < middle for one in others)
            if place == list(self.buttons).index(button.item.id):
                self.rows.invalidate()
                self.rows.activate()
            self._tell_moved(button.item.id, place)

    def _tell_moved(self, item: str, place: int) -> None:
        if 0 <= place < len(self.buttons):
            self._moved_item = item
            self.moved.emit(item, place)

    def _offer_start(self, room: Room, chosen: str, under_way: AgendaEntry | None) -> None:
        following = [item for item in room.agenda if not item.done and item is not under_way]
        wanted = (
            chosen if under_way is None or chosen != under_way.id else (following[0].id if following else "")
        )
        self._wanted = wanted
        self.start.setVisible(room.status == "live" and bool(wanted))
        self.start.setText(say("meetings.next_item" if wanted != chosen else "meetings.start_item"))

    def _start(self) -> None:
        self.start_asked.emit(self._wanted)

    def _clicked(self) -> None:
        button = self.sender()
        if isinstance(button, AgendaButton):
            self.picked.emit(button.item.id)

    def _lay_out(self) -> None:
        holder = QWidget()
        holder.setObjectName("scrolled")
        inside = QVBoxLayout(holder)
        inside.setContentsMargins(0, 0, 0, 0)
        self.rows.setSpacing(1)
        inside.addLayout(self.rows)
        inside.addLayout(row(self.add, 1))
        inside.addStretch(1)
        self.body.addWidget(scrolling(holder), 1)
        for said in (self.ends, self.left, self.timer):
            said.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.body.setSpacing(4)
        self.body.addWidget(self.ends)
        for part in (self.left, self.timer, self.bar, self.start):
            self.body.addWidget(part)
        self.timer.hide()
        self.bar.hide()
        self.set_padding(12, 14)


def _under(item: AgendaEntry, times: AgendaTimes, place: int) -> str:
    """Return what stands beneath an item's title: from when to when, and what it is for."""
    begin, end = times.items[place] if place < len(times.items) else ("", "")
    span = f"{RIGHT_TO_LEFT if words().right_to_left else ''}{begin} – {end}" if begin else ""
    return dotted(span, words().code("agenda_type", item.type))
