"""The list of people, and what waits for a steward."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QSizePolicy, QWidget

from app.services.admission import UNKNOWN
from app.services.views.people import PeopleView, PersonEntry, ProposalEntry, StrangerEntry
from app.ui.kit.avatar import Avatar
from app.ui.kit.button import Button
from app.ui.kit.card import Card, row_frame
from app.ui.kit.chip import Chip
from app.ui.kit.text import column, empty_layout, label, row
from app.ui.language import label_text, say, words
from app.ui.pages.exchange_words import spoken
from app.ui.pages.people_words import notes_of, proposal_text, role_text, spoken_line, state_of
from app.ui.theme import color
from app.ui.weak import weakly_plain

AVATAR, CHIP = 34, 112
"""Pixels; the chip's room is the same in every row, so that the sentences stand beneath each other."""


class PersonRow(QAbstractButton):
    """One person: initials, name, role and organisation, and in words how far they are trusted."""

    def __init__(self, entry: PersonEntry) -> None:
        super().__init__()
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.setAccessibleName(spoken_line(entry))
        self.key = entry.key
        name = label_text(entry.name)
        state = state_of(entry)
        title = label(say("people.me", name=name) if entry.me else name, "strong")
        head = row(title, gap=8)
        if entry.status == "steward":
            head.addWidget(Chip(say("people.chip.steward"), "accent"))
        head.addStretch(1)
        said = label(state.sentence, "small_text", wrap=True)
        more = [label(text, "attention", wrap=True) for tone, text in notes_of(entry) if tone != "good"]
        who = column(1, head, label(role_text(entry), "tiny", wrap=True), 1, gap=1)
        avatar = Avatar(name, entry.key, AVATAR)
        chip = QWidget()
        chip.setMinimumWidth(CHIP)
        chip.setLayout(row(1, Chip(state.chip, state.tone), gap=0))
        whole = row(avatar, who, column(1, said, *more, 1, gap=2), chip, gap=12)
        whole.setStretch(1, 9)
        whole.setStretch(2, 10)
        whole.setAlignment(avatar, Qt.AlignmentFlag.AlignVCenter)
        whole.setContentsMargins(10, 9, 10, 9)
        self.setLayout(whole)

    def sizeHint(self) -> QSize:
        return self.layout().sizeHint()  # type: ignore[union-attr]

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        inside = self.rect().adjusted(0, 0, -1, -2)
        if self.isChecked() or self.underMouse() or self.hasFocus():
            painter.setPen(color("accent") if self.hasFocus() else Qt.PenStyle.NoPen)
            painter.setBrush(color("window"))
            painter.drawRoundedRect(inside, 6, 6)
        if self.isChecked():
            mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
            painter.fillRect(self.width() - 4 if mirrored else 0, 8, 4, self.height() - 18, color("accent"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, color("line"))


class PeopleCard(Card):
    """Everybody on the roster; `picked` carries a person's key."""

    picked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.rows = column(gap=0)
        self.alone = label("", "quiet", wrap=True)
        self.alone.setContentsMargins(10, 10, 10, 2)
        self.body.addLayout(self.rows)
        self.body.addWidget(self.alone)
        self._rows: dict[str, PersonRow] = {}

    def show_view(self, view: PeopleView, chosen: str) -> None:
        """Show the people, one of them chosen."""
        self.set_title(say("people.everybody"), say("people.count", count=len(view.people)))
        held = next((key for key, made in self._rows.items() if made.hasFocus()), "")
        empty_layout(self.rows)
        self._rows = {}
        for entry in view.people:
            made = PersonRow(entry)
            made.setChecked(entry.key == chosen)
            made.clicked.connect(weakly_plain(self.pick, entry.key))
            self._rows[entry.key] = made
            self.rows.addWidget(made)
        self.alone.setText(say("people.alone"))
        self.alone.setVisible(len(view.people) < 2)
        if held in self._rows:
            self._rows[held].setFocus()

    def row_of(self, key: str) -> PersonRow:
        """Return the row of a person."""
        return self._rows[key]

    def pick(self, key: str) -> None:
        """Choose a person."""
        for one, made in self._rows.items():
            made.setChecked(one == key)
        self.picked.emit(key)


class ProposalsCard(Card):
    """What waits for a steward; `confirmed` and `declined` carry a proposal's id, `all_confirmed` nothing."""

    confirmed = Signal(str)
    declined = Signal(str)
    all_confirmed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.rows = column(gap=0)
        self.every = Button("", "link")
        self.every.clicked.connect(self.all_confirmed)
        self.head.addWidget(self.every)
        self.note = label("", "tiny", wrap=True)
        self.body.addLayout(self.rows)
        self.body.addWidget(self.note)

    def show_view(self, view: PeopleView) -> None:
        """Show the proposals; a steward gets buttons, others hear whom to ask."""
        self.setVisible(bool(view.proposals))
        self.set_title(say("people.proposals"), "")
        own = [one for one in view.proposals if one.what == "introduces" and not one.cut]
        self.every.setText(say("people.confirm_all"))
        self.every.setVisible(view.steward and len(own) > 1)
        names = words().join([label_text(name) for name in view.stewards])
        self.note.setText("" if view.steward else say("people.ask_steward", names=names))
        self.note.setVisible(not view.steward)
        empty_layout(self.rows)
        for entry in view.proposals:
            self.rows.addWidget(self._row(entry, view, entry is view.proposals[-1]))

    def confirm(self, proposal: str) -> None:
        """Ask to confirm a proposal."""
        self.confirmed.emit(proposal)

    def decline(self, proposal: str) -> None:
        """Ask to decline a proposal."""
        self.declined.emit(proposal)

    def _row(self, entry: ProposalEntry, view: PeopleView, last: bool) -> QFrame:
        made = row_frame(last)
        text = proposal_text(entry)
        yes, no = Button(say("people.confirm"), "outlined", "check"), Button(say("people.decline"), "quiet")
        yes.clicked.connect(weakly_plain(self.confirm, entry.id))
        no.clicked.connect(weakly_plain(self.decline, entry.id))
        yes.setAccessibleName(f"{say('people.confirm')}: {text}")
        no.setAccessibleName(f"{say('people.decline')}: {text}")
        for button in (yes, no):
            button.setVisible(view.steward)
        whole = row(label(text, wrap=True), yes, no, gap=8)
        whole.setStretch(0, 1)
        whole.setContentsMargins(2, 5, 2, 5)
        made.setLayout(whole)
        return made


def _cautions(entry: StrangerEntry) -> list[str]:
    """Return what to do before accepting somebody: the words to compare, and what else is to be known."""
    if entry.known:
        return []
    careful = [] if entry.why == UNKNOWN else [say(f"people.stranger.{entry.why}", name=entry.name)]
    return [say("people.stranger_words", words=spoken(entry.fingerprint)), *careful]


class StrangersCard(Card):
    """Packages with work of people nobody here knows; `accepted` and `thrown` carry a package's id."""

    accepted = Signal(str)
    thrown = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.rows = column(gap=0)
        self.note = label("", "tiny", wrap=True)
        self.body.addLayout(self.rows)
        self.body.addWidget(self.note)

    def show_view(self, view: PeopleView) -> None:
        """Show the packages that wait."""
        self.setVisible(bool(view.strangers))
        self.set_title(say("people.strangers"))
        names = words().join([label_text(name) for name in view.stewards])
        why = say("people.strangers_why") if view.steward else say("people.ask_steward", names=names)
        self.note.setText(why)
        empty_layout(self.rows)
        for entry in view.strangers:
            self.rows.addWidget(self._row(entry, view.steward, entry is view.strangers[-1]))

    def accept(self, package: str) -> None:
        """Ask to accept a sender and take the package."""
        self.accepted.emit(package)

    def throw(self, package: str) -> None:
        """Ask to throw a package away."""
        self.thrown.emit(package)

    def _row(self, entry: StrangerEntry, steward: bool, last: bool) -> QFrame:
        made = row_frame(last)
        text = say("people.stranger", name=entry.name, organisation=entry.organisation)
        under = say("people.stranger_file", file=entry.file, day=words().date(entry.kept[:10]))
        yes = Button(
            say("people.take_known" if entry.known else "people.accept_and_take"), "outlined", "check"
        )
        no = Button(say("people.throw_away"), "quiet", "trash-2")
        yes.clicked.connect(weakly_plain(self.accept, entry.id))
        no.clicked.connect(weakly_plain(self.throw, entry.id))
        yes.setVisible(steward or entry.known)
        for button in (yes, no):
            button.setAccessibleName(f"{button.text()}: {text}")
        lines = [
            label(text, wrap=True),
            *(label(one, "tiny", wrap=True) for one in (under, *_cautions(entry))),
        ]
        whole = row(column(*lines, gap=1), yes, no, gap=8)
        whole.setStretch(0, 1)
        whole.setContentsMargins(2, 5, 2, 5)
        made.setLayout(whole)
        return made
