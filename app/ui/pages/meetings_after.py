"""What became of a meeting: minutes, files, who backstopped it, how its step stands, where its lines went."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.services.views.meetings import MeetingsView
from app.services.views.meetings_after import After, GateEntry
from app.ui.icons import icon
from app.ui.kit.button import Button
from app.ui.kit.card import Card
from app.ui.kit.flow import flowing
from app.ui.kit.link import TextLink
from app.ui.kit.panel import scrolling
from app.ui.kit.text import GAP, column, empty_layout, label, row
from app.ui.language import put, say, words
from app.ui.pages.attachments import AttachmentsBox
from app.ui.pages.meetings_support import SupportCard
from app.ui.session import Session
from app.ui.weak import weakly_plain

SIGNS = {
    "met": ("circle-check", "good"),
    "partly": ("circle-dot", "attention"),
    "open": ("circle-dashed", "attention"),
    "note": ("circle", "quiet"),
}


class MinutesCard(Card):
    """Minutes and the sheet to sign. `details_asked` for the days, `minutes_asked`, `sheet_asked`."""

    details_asked = Signal()
    minutes_asked = Signal()
    sheet_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.said = label("", "", wrap=True)
        self.make, self.sheet = Button("", "outlined", "file-down"), Button("", "outlined", "signature")
        self.days = Button("", "link", "pencil")
        self.body.setSpacing(10)
        self.body.addWidget(self.said)
        self.body.addWidget(flowing(self.make, self.sheet, self.days))
        self.make.clicked.connect(self.minutes_asked)
        self.sheet.clicked.connect(self.sheet_asked)
        self.days.clicked.connect(self.details_asked)

    def show_after(self, after: After) -> None:
        """Say how far the minutes are."""
        self.set_title(say("roundtable.minutes"))
        day = words().date(after.minutes_on) if after.minutes_on else ""
        if after.approved_by:
            text = say("roundtable.minutes.approved", who=after.approved_by)
        elif day:
            text = say("roundtable.minutes.circulated", day=day)
        else:
            text = say("roundtable.minutes.none")
        self.said.setText(text)
        self.make.setText(say("meetings.minutes"))
        self.sheet.setText(say("roundtable.signature_sheet"))
        self.days.setText(say("roundtable.minutes.days"))


class GateCard(Card):
    """The rules of the step that this meeting serves, with reasons. `step_asked` leads to the step."""

    step_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._step = ""
        self.rows, self.why = QVBoxLayout(), label("", "tiny", wrap=True)
        self.go = Button("", "link", "stairs")
        self.rows.setSpacing(6)
        self.body.setSpacing(8)
        self.body.addWidget(self.why)
        self.body.addLayout(self.rows)
        self.body.addLayout(row(self.go, 1))
        self.go.clicked.connect(self._go)

    def show_after(self, after: After) -> None:
        """Show each rule; hidden for a meeting that serves no step."""
        self._step = after.step
        self.setVisible(bool(after.gates))
        if not after.gates:
            return
        met = sum(one.mark == "met" for one in after.gates)
        title = say("roundtable.gate", number=after.number, step=words().code("step_id", after.step))
        self.set_title(title, say("roundtable.gate.met", number=met, total=len(after.gates)))
        self.why.setText(say("roundtable.gate.why"))
        self.go.setText(say("roundtable.gate.open", number=after.number))
        empty_layout(self.rows)
        for one in after.gates:
            self.rows.addLayout(_gate(one))

    def _go(self) -> None:
        self.step_asked.emit(self._step)


class WentCard(Card):
    """Where inputs, decisions, commitments and action points went. `page_asked` carries a tab or page."""

    page_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.rows = QVBoxLayout()
        self.rows.setSpacing(8)
        self.body.addLayout(self.rows)

    def show_after(self, after: After) -> None:
        """Say what was taken down and how much of it waits."""
        self.set_title(say("roundtable.went"))
        empty_layout(self.rows)
        lines = (
            ("voices", say("roundtable.went.inputs", count=after.inputs), after.inputs - after.answered),
            ("", say("roundtable.went.decisions", count=after.decisions), 0),
            ("register", say("roundtable.went.commitments", count=after.commitments), after.commitments_open),
            ("register", say("roundtable.went.actions", count=after.actions), after.actions_open),
        )
        for place, text, waiting in lines:
            self.rows.addLayout(self._line(place, text, waiting))

    def open_page(self, place: str) -> None:
        """Say where the lines of one sort went."""
        self.page_asked.emit(place)

    def _line(self, place: str, text: str, waiting: int) -> QVBoxLayout:
        under = say(f"roundtable.went.waiting.{place}", count=waiting) if waiting else ""
        if not place:
            return column(label(text, "strong", wrap=True), gap=1)
        link = TextLink(text, "strong")
        link.clicked.connect(weakly_plain(self.open_page, place))
        return column(link, *([label(under, "small", wrap=True)] if under else []), gap=1)


class FilesCard(Card):
    """The files on the meeting: the signed sheet, filled forms, letters; counted in size."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.files = AttachmentsBox(session)
        self.files.title.hide()
        for part in (self.files.total, self.files.add):
            self.head.addWidget(part)
        self.body.addWidget(self.files)

    def show_view(self, view: MeetingsView) -> None:
        """Show the files of the open meeting."""
        self.set_title(say("attachments.title"))
        self.files.be_about("meeting", view.room.id if view.room is not None else "")


class AfterStage(QWidget):
    """Minutes, the step, and where the lines went."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.minutes, self.gate, self.went = MinutesCard(), GateCard(), WentCard()
        self.files, self.support = FilesCard(session), SupportCard()
        holder = QWidget()
        holder.setObjectName("scrolled")
        inside = QVBoxLayout(holder)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(GAP)
        for part in (self.minutes, self.files, self.support, self.went, self.gate):
            inside.addWidget(part)
        inside.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scrolling(holder))

    def show_view(self, view: MeetingsView) -> None:
        """Show what became of the open meeting."""
        for part in (self.minutes, self.went, self.gate):
            part.show_after(view.after)
        self.files.show_view(view)
        self.support.show_view(view)


def _gate(one: GateEntry) -> QVBoxLayout:
    name, role = SIGNS[one.mark]
    sign = label("")
    sign.setPixmap(icon(name, role).pixmap(QSize(16, 16)))
    sign.setAccessibleName(say(f"roundtable.mark.{one.mark}"))
    sign.setFixedWidth(24)
    said = column(label(put(one.text), "", wrap=True), label(put(one.detail), "small", wrap=True), gap=1)
    beside = row(sign, said, gap=4)
    beside.setStretch(1, 1)
    whole = column(gap=0)
    whole.addLayout(beside)
    return whole
