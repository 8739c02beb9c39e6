"""Guided actions: what happens and why on one page, at most three steps, then one button."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from app.models.codes import CODE_LISTS
from app.services.devices import HERE, cut_off
from app.services.roster_work import leave, take_over
from app.services.shared_invitations import turn_away
from app.services.views.people import PeopleView, PersonEntry
from app.ui.kit.card import Card
from app.ui.kit.finding import Mark
from app.ui.kit.inputs import ChoiceInput, DateInput, LineInput
from app.ui.kit.text import column, label, row
from app.ui.language import label_text, say, words
from app.ui.pages.exchange_dialog import ExchangeDialog
from app.ui.pages.people_words import device_text
from app.ui.session import Session
from app.ui.weak import weakly
from app.ui.welcome_parts import Entry

STEPS = 3
WIDTH = 600
UNTIL = "until"


class GuideDialog(ExchangeDialog):
    """What an action is for, its steps, what it asks. Texts are `people.guide.<what>` and below it."""

    def __init__(self, session: Session, what: str, parent: QWidget | None = None, **said: str) -> None:
        code = f"people.guide.{what}"
        super().__init__(session, say(code, **said), say(f"{code}.why", **said), parent)
        self._done_text = say(f"{code}.done", **said)
        self.steps = Card()
        self.steps.body.setSpacing(10)
        for number in range(1, STEPS + 1):
            self.steps.body.addLayout(_step(number, say(f"{code}.{number}", **said)))
        self.content.addWidget(self.steps)
        self.go.setText(say(f"{code}.go", **said))
        self.go.clicked.connect(self.do)
        self.resize(WIDTH, 420)

    def do(self) -> None:
        """Do what the guide is about."""

    def write(self, work: Any) -> None:
        """Write, then say that it is done and close."""
        self.say_wrong("")
        self.session.write(work, weakly(self._done), weakly(self.refused))

    def _done(self, _result: object) -> None:
        self.session.notice(self._done_text)
        self.accept()


def _step(number: int, text: str) -> Any:
    mark = Mark("note")
    mark.setText(str(number))
    made = row(mark, label(text, wrap=True), gap=10)
    made.setStretch(1, 1)
    return made


class InviteGuide(GuideDialog):
    """A newcomer, or somebody's new laptop: `agreed` carries the role to invite for."""

    agreed = Signal(str)

    def __init__(
        self, session: Session, parent: QWidget | None = None, person: PersonEntry | None = None
    ) -> None:
        what, said = ("laptop", {"name": label_text(person.name)}) if person else ("invite", {})
        super().__init__(session, what, parent, **said)
        roles = [(role, words().code("role", role)) for role in CODE_LISTS["role"]]
        self.role = Entry(say("people.their_role"), ChoiceInput(roles, nothing=""))
        self.role.control.show_value((person.role or person.wish if person else "") or "member")
        self.content.addWidget(self.role)
        self.content.addStretch(1)

    def do(self) -> None:
        """Go on to the package."""
        self.accept()
        self.agreed.emit(str(self.role.value() or ""))


class LostGuide(GuideDialog):
    """A lost or stolen device: which, up to when its work counts, and why."""

    def __init__(self, session: Session, person: PersonEntry, parent: QWidget | None = None) -> None:
        super().__init__(session, "lost", parent, name=label_text(person.name))
        self.boxes: dict[str, QCheckBox] = {}
        for device in person.devices:
            box = QCheckBox(device_text(device))
            box.setChecked(len(person.devices) == 1)
            self.boxes[device.replica] = box
        last = max((device.last for device in person.devices), default="")[:10]
        here = say("people.up_to_here", day=words().date(last)) if last else say("people.up_to_now")
        self.until = Entry(
            say("people.what_counts"),
            ChoiceInput([(HERE, here), (UNTIL, say("people.up_to_day"))], nothing=""),
        )
        self.day = Entry(say("people.last_good_day"), DateInput())
        self.reason = Entry(say("people.reason"), LineInput(), say("people.reason_hint"))
        self.day.hide()
        self.until.control.finished.connect(self._show_day)
        devices = column(label(say("people.which_device"), "field"), *self.boxes.values(), gap=4)
        self.content.addLayout(devices)
        for part in (self.until, self.day, self.reason):
            self.content.addWidget(part)
        self.content.addStretch(1)
        self.resize(WIDTH, 560)
        next(iter(self.boxes.values()), self.back).setFocus()

    def _show_day(self) -> None:
        self.day.setVisible(self.until.value() == UNTIL)

    def do(self) -> None:
        """Cut the chosen devices off."""
        chosen = [replica for replica, box in self.boxes.items() if box.isChecked()]
        by_day = self.until.value() == UNTIL
        day = str(self.day.value() or "") if by_day else HERE
        if not chosen:
            self.say_wrong(say("people.choose_device"))
        elif by_day and not day:
            self.say_wrong(say("people.choose_day"))
        else:
            reason = str(self.reason.value() or "")
            self.write(partial(cut_off, replicas=chosen, until=day, reason=reason))


class LeaveGuide(GuideDialog):
    """Somebody leaves: since when, and whether later work still counts."""

    def __init__(self, session: Session, person: PersonEntry, parent: QWidget | None = None) -> None:
        super().__init__(session, "leave", parent, name=label_text(person.name))
        self._key = person.key
        self.day = Entry(say("people.left_on"), DateInput())
        self.day.control.show_value(session.desk.today)
        self.cut = QCheckBox(say("people.cut_later"))
        self.cut.setChecked(True)
        self.content.addWidget(self.day)
        self.content.addWidget(self.cut)
        self.content.addStretch(1)

    def do(self) -> None:
        """Write that they left."""
        day = str(self.day.value() or "")
        self.write(partial(leave, named=self._key, day=day, cut=self.cut.isChecked()))


class TurnAwayGuide(GuideDialog):
    """Somebody who does not belong to the group: whether what has arrived of theirs counts on."""

    def __init__(self, session: Session, person: PersonEntry, parent: QWidget | None = None) -> None:
        super().__init__(session, "turn_away", parent, name=label_text(person.name))
        self._key = person.key
        self.counts = QCheckBox(say("people.work_counts_on"))
        self.content.addWidget(self.counts)
        self.content.addStretch(1)

    def do(self) -> None:
        """Take them off the roster and cut their devices off."""
        self.write(partial(turn_away, named=self._key, work_counts=self.counts.isChecked()))


class TakeOverGuide(GuideDialog):
    """Somebody becomes focal point and steward, perhaps instead of another."""

    def __init__(
        self, session: Session, person: PersonEntry, view: PeopleView, parent: QWidget | None = None
    ) -> None:
        super().__init__(session, "take_over", parent, name=label_text(person.name))
        self._key = person.key
        others = [one for one in view.people if one.key != person.key and not one.gone]
        focal = [(one.key, label_text(one.name)) for one in others if one.role == "focal_point"]
        self.instead = Entry(
            say("people.instead_of"), ChoiceInput(focal, nothing=say("people.instead_of_nobody"))
        )
        self.content.addWidget(self.instead)
        self.content.addStretch(1)

    def do(self) -> None:
        """Hand over."""
        self.write(partial(take_over, named=self._key, instead_of=str(self.instead.value() or "")))
