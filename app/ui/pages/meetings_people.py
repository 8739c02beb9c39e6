"""Beside a meeting: who is in the room, who was heard, and what the authority agreed to."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.services.views.meetings_room import Attendance, Room
from app.ui.kit.button import Button
from app.ui.kit.card import Card
from app.ui.kit.meter import Meter
from app.ui.kit.panel import scrolling
from app.ui.kit.text import GAP, empty_layout, label, row
from app.ui.language import label_text, say, words
from app.ui.pages.meetings_words import age_line, dotted, group_name, groups_text, present_line

WIDTH = 242
_BAR, _NAME = 46, 114


class PeopleCard(Card):
    """Meters by sex and group; `asked` when people are to be counted, `names_asked` for the list of names."""

    asked = Signal()
    names_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.count, self.rows = Button("", "link", "pencil"), QVBoxLayout()
        self.names = Button("", "link", "list-checks")
        self.count.clicked.connect(self.asked)
        self.names.clicked.connect(self.names_asked)
        self.rows.setSpacing(0)
        self.body.addLayout(self.rows)
        self.body.addSpacing(4)
        self.body.addLayout(row(self.count, 1, gap=2))
        self.body.addLayout(row(self.names, 1, gap=2))

    def show_room(self, room: Room) -> None:
        """Show who is counted, and whether totals agree."""
        counted = room.attendance
        self.set_title(say("meetings.in_the_room"), words().number(counted.total) if counted.total else "")
        self.count.setText(say("meetings.count"))
        self.names.setText(say("roundtable.names.open"))
        empty_layout(self.rows)
        for name, number in _lines(counted):
            meter = Meter(name, number / max(1, counted.total), words().number(number), bar_width=_BAR)
            meter.name.setFixedWidth(_NAME)
            self.rows.addWidget(meter)
        self.rows.addSpacing(6)
        if not counted.total:
            self.rows.addWidget(label(say("meetings.nobody_counted"), "small", wrap=True))
        for text, look in self._notes(room):
            if text:
                self.rows.addWidget(label(text, look, wrap=True))

    def _notes(self, room: Room) -> tuple[tuple[str, str], ...]:
        counted = room.attendance
        ages = age_line(counted) if counted.total else ""
        unknown = counted.by_sex("not_stated") + counted.by_age().get("unknown", 0)
        agree = say("meetings.totals_agree", number=counted.total) if counted.total and not unknown else ""
        differ = (
            ""
            if counted.agrees
            else say("meetings.totals_differ", here=counted.total, there=counted.said_elsewhere)
        )
        return ((ages, "tiny"), (agree, "tiny"), (differ, "attention"), (present_line(room), "tiny"))


class HeardCard(Card):
    """Whose inputs were taken down, and who is in the room and said nothing yet."""

    def show_room(self, room: Room) -> None:
        """Show groups in words."""
        self.set_title(say("meetings.heard_from"))
        empty_layout(self.body)
        heard = say("meetings.heard", groups=groups_text(room.heard)) if room.heard else ""
        self.body.addWidget(label(heard or say("meetings.heard_nobody"), "small_text", wrap=True))
        if room.not_heard:
            missing = groups_text(room.not_heard)
            self.body.addWidget(label(say("meetings.not_heard", groups=missing), "attention", wrap=True))


class AgreementCard(Card):
    """What the authority agreed to; `asked` when it is to be written down."""

    asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.who, self.state, self.how = (
            label("", "small_text", wrap=True),
            label("", "good", wrap=True),
            label("", "tiny"),
        )
        self.write = Button("", "link", "pencil")
        self.write.clicked.connect(self.asked)
        self.body.setSpacing(4)
        for part in (self.who, self.state, self.how):
            self.body.addWidget(part)
        self.body.addLayout(row(self.write, 1))

    def show_room(self, room: Room) -> None:
        """Show the agreement of a meeting with an authority; other meetings have none."""
        self.setVisible(room.type == "authority_meeting" or room.agreement is not None)
        self.set_title(say("meetings.agreement"))
        self.who.setText(label_text(room.authority))
        self.who.setVisible(bool(room.authority))
        codes = {True: "reached", False: "not_reached", None: "open"}
        self.state.setText(say(f"meetings.agreement.{codes[room.agreement]}"))
        self.state.setProperty("look", "good" if room.agreement else "attention")
        self.state.style().polish(self.state)
        day = words().date(room.agreement_on) if room.agreement_on else ""
        self.how.setText(dotted(words().code("agreement_form", room.agreement_form), day))
        self.how.setVisible(bool(self.how.text()))
        self.write.setText(
            say("meetings.agreement.write" if room.agreement is None else "meetings.agreement.change")
        )


class Beside(QWidget):
    """The trailing column of a meeting."""

    def __init__(self) -> None:
        super().__init__()
        self.people, self.heard, self.agreement = PeopleCard(), HeardCard(), AgreementCard()
        self.setFixedWidth(WIDTH)
        holder = QWidget()
        holder.setObjectName("scrolled")
        inside = QVBoxLayout(holder)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(GAP)
        for card in (self.agreement, self.people, self.heard):
            inside.addWidget(card)
        inside.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scrolling(holder))

    def show_room(self, room: Room) -> None:
        """Show a meeting."""
        for card in (self.agreement, self.people, self.heard):
            card.show_room(room)


def _lines(counted: Attendance) -> list[tuple[str, int]]:
    sexes = (("women", "female"), ("men", "male"), ("not_stated", "not_stated"))
    found = [(say(f"meetings.{name}"), counted.by_sex(sex)) for name, sex in sexes if counted.by_sex(sex)]
    return [*found, *((group_name(group), number) for group, number in counted.by_group().items())]
