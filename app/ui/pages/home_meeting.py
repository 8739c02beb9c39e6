"""The meeting of today on Home, for whoever runs it: when and where, the agenda, what lacks, the way in."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app.services.views.meeting_today import AgendaLine, MeetingCard
from app.ui.kit.button import Button
from app.ui.kit.card import Card
from app.ui.kit.chip import Chip
from app.ui.kit.text import ElidedLabel, column, empty_layout, label, row
from app.ui.language import label_text, say, words

AGENDA_FROM = 1
"""Days before the meeting from which its agenda stands on Home."""


class MeetingTodayCard(Card):
    """`opened` carries the id of the meeting whose room is wanted.

    The wide one is for a meeting that is near, with its agenda; the narrow one for a meeting to come.
    """

    opened = Signal(str)

    def __init__(self, *, narrow: bool = False) -> None:
        super().__init__()
        self._narrow = narrow
        self.chip, self.when = Chip(), label("", "small", wrap=True)
        self.lacking = label("", "small_text", wrap=True)
        self.open = Button("", "outlined") if narrow else Button("", "primary", "megaphone")
        self.items = QVBoxLayout()
        self.items.setSpacing(3)
        self._id = ""
        self._beside = QHBoxLayout()
        texts = column(self.when, self.lacking, gap=4)
        self.name = label("", "card", wrap=True)
        if narrow:
            self.body.setSpacing(10)
            self.body.addWidget(self.name)
            self.body.addLayout(texts)
            self.body.addLayout(row(self.chip, 1, self.open))
        else:
            self.head.insertWidget(1, self.chip)
            texts.addStretch(1)
            beside = self._beside
            beside.setSpacing(24)
            beside.addLayout(texts, 4)
            beside.addLayout(self.items, 6)
            beside.addLayout(column(self.open, 1))
            self.body.addLayout(beside)
        self.open.clicked.connect(self._open)
        self.hide()

    def show_meeting(self, meeting: MeetingCard | None) -> None:
        """Show a meeting; the card is hidden when there is none."""
        near = meeting is not None and is_near(meeting)
        self.setVisible(meeting is not None and near != self._narrow)
        if meeting is None:
            return
        self._id = meeting.id
        title = label_text(meeting.title) or words().code("meeting_type", meeting.type)
        self.name.setText(title)
        self.set_title("" if self._narrow else title, "" if self._narrow else _sort(meeting, title))
        self.setAccessibleName(title)
        tone = "good" if meeting.live else "attention" if not meeting.days else "neutral"
        self.chip.show_state(when_text(meeting), tone)
        self.when.setText(_place_and_time(meeting))
        self.lacking.setText(_lacking(meeting))
        self.lacking.setVisible(bool(meeting.lacking))
        self.open.setText(say("home.meeting.open_room" if near else "home.meeting.prepare"))
        self.open.setAccessibleName(f"{self.open.text()}: {title}")
        empty_layout(self.items)
        self._beside.setStretchFactor(self.items, 6 if meeting.items else 0)
        for line in meeting.items if near else ():
            self.items.addLayout(_agenda_row(line))
        if near and meeting.more:
            self.items.addWidget(label(say("home.meeting.more_items", count=meeting.more), "tiny"))

    def _open(self) -> None:
        self.opened.emit(self._id)


def is_near(meeting: MeetingCard) -> bool:
    """Return whether a meeting is on, today or tomorrow."""
    return meeting.live or meeting.days <= AGENDA_FROM


def when_text(meeting: MeetingCard) -> str:
    """Return how near a meeting is: on now, today, tomorrow, in so many days."""
    if meeting.live:
        return say("home.meeting.live")
    if meeting.days <= 1:
        return say("home.meeting.tomorrow" if meeting.days else "home.meeting.today")
    return say("home.meeting.in_days", count=meeting.days)


def _sort(meeting: MeetingCard, title: str) -> str:
    sort = words().code("meeting_type", meeting.type)
    return sort if sort.casefold() != title.casefold() else ""


def _place_and_time(meeting: MeetingCard) -> str:
    hours = "–".join(part for part in (meeting.starts, meeting.ends) if part)
    parts = (words().date(meeting.day) if meeting.day else "", hours, meeting.venue)
    return " · ".join(part for part in parts if part)


def _lacking(meeting: MeetingCard) -> str:
    if not meeting.lacking:
        return ""
    return say("home.meeting.lacking", what=[say(f"home.meeting.lacks.{one}") for one in meeting.lacking])


def _agenda_row(line: AgendaLine) -> QHBoxLayout:
    text = ElidedLabel("done" if line.done else "small_text")
    text.setText(label_text(line.title))
    time = label(say("home.meeting.minutes", count=line.minutes) if line.minutes else "", "tiny")
    made = row(text, time, gap=10)
    made.setStretch(0, 1)
    return made
