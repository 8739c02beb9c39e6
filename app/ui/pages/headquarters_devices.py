"""Devices that areas cut off: headquarters hears of each, and says whether the country's records count it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from app.services.country_devices import CUT, LIFTED, OPEN
from app.services.devices import HERE, NOTHING, cut_off_in_country
from app.services.views.headquarters_devices import LostEntry
from app.ui.kit.button import Button
from app.ui.kit.card import Card, row_frame
from app.ui.kit.inputs import ChoiceInput, DateInput
from app.ui.kit.text import column, empty_layout, label, row
from app.ui.language import label_text, say, words
from app.ui.pages.exchange_words import parts
from app.ui.pages.people_guides import UNTIL, GuideDialog
from app.ui.session import Session
from app.ui.weak import weakly_plain
from app.ui.welcome_parts import Entry

AS_IN_AREA = "area"


class LostDevicesCard(Card):
    """`cut` and `lifted` carry a device: it shall count no longer in the country's records, or again."""

    cut = Signal(str)
    lifted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.rows = column(gap=0)
        self.note = label("", "tiny", wrap=True)
        self.buttons: dict[str, Button] = {}
        self.body.setSpacing(6)
        self.body.addLayout(self.rows)
        self.body.addWidget(self.note)

    def show_entries(self, entries: Sequence[LostEntry]) -> None:
        """Show the devices; without any the card goes away."""
        self.setVisible(bool(entries))
        opened = sum(entry.open for entry in entries)
        self.set_title(
            say("headquarters.lost"), say("headquarters.lost_open", count=opened) if opened else ""
        )
        self.note.setText(say("headquarters.lost_why"))
        empty_layout(self.rows)
        self.buttons = {}
        for entry in entries:
            self.rows.addWidget(self._row(entry, entry is entries[-1]))

    def ask_cut(self, replica: str) -> None:
        """Ask to cut a device off in the country's records."""
        self.cut.emit(replica)

    def ask_lift(self, replica: str) -> None:
        """Ask to let a device count again there."""
        self.lifted.emit(replica)

    def _row(self, entry: LostEntry, last: bool) -> QFrame:
        made, text = row_frame(last), lost_text(entry)
        look = "" if entry.device.state == CUT else "attention"
        said = column(label(text, look, wrap=True), label(beneath(entry), "tiny", wrap=True), gap=1)
        whole = row(said, gap=8)
        if not entry.device.mine:
            whole.addWidget(self._button(entry, text))
        whole.setStretch(0, 1)
        whole.setContentsMargins(2, 5, 2, 5)
        made.setLayout(whole)
        return made

    def _button(self, entry: LostEntry, text: str) -> Button:
        replica = entry.device.replica
        if entry.open:
            made = Button(say("headquarters.do.cut"), "outlined", "shield-alert")
            made.clicked.connect(weakly_plain(self.ask_cut, replica))
        else:
            look = "outlined" if entry.device.state == LIFTED else "quiet"
            made = Button(say("headquarters.do.lift"), look, "rotate-ccw")
            made.clicked.connect(weakly_plain(self.ask_lift, replica))
        made.setAccessibleName(f"{made.text()}: {text}")
        self.buttons[replica] = made
        return made


def lost_text(entry: LostEntry) -> str:
    """Return what headquarters has to know of a device, in one sentence."""
    device = entry.device
    code = f"headquarters.lost.{device.state}"
    if device.state == OPEN and not device.lost:
        code = "headquarters.lost.gone"
    return say(
        code,
        name=label_text(entry.name) or say("plan.history.someone"),
        area=label_text(entry.area),
        day=words().date(device.said_on[:10]) if device.said_on else "",
    )


def beneath(entry: LostEntry) -> str:
    """Return who said so and why, up to when its work counts here and there, how much there is of it."""
    device = entry.device
    by = say("headquarters.lost_by", name=label_text(entry.said_by.name)) if entry.said_by.name else ""
    in_area = counts("headquarters.in_area", device.until) if device.area else ""
    there = counts("headquarters.in_country", device.country_until) if device.state != OPEN else ""
    many = say(
        "headquarters.country_changes" if device.changes else "headquarters.no_country_changes",
        count=device.changes,
    )
    mine = say("headquarters.lost_mine") if device.mine else ""
    return parts(by, device.reason, in_area, there, many, mine)


def counts(code: str, until: str) -> str:
    """Return up to when a device's work counts: the code, or its `_none` when none of it does."""
    return say(code, day=words().date(until[:10])) if until else say(f"{code}_none")


class CountryGuide(GuideDialog):
    """A device that an area cut off: what of it counts on in the records that all areas hold."""

    def __init__(self, session: Session, entry: LostEntry, parent: QWidget | None = None) -> None:
        name = label_text(entry.name) or say("plan.history.someone")
        super().__init__(session, "country", parent, name=name, area=label_text(entry.area))
        self._entry = entry
        area = counts("headquarters.as_in_area", entry.device.until)
        choices = [
            (AS_IN_AREA, area), (HERE, say("people.up_to_now")), (UNTIL, say("people.up_to_day"))
        ]  # fmt: skip
        self.until = Entry(say("people.what_counts"), ChoiceInput(choices, nothing=""))
        self.until.control.show_value(AS_IN_AREA)
        self.day = Entry(say("people.last_good_day"), DateInput())
        self.day.hide()
        self.until.control.finished.connect(self._show_day)
        self.content.addWidget(label(lost_text(entry), wrap=True))
        self.content.addWidget(self.until)
        self.content.addWidget(self.day)
        self.content.addStretch(1)

    def _show_day(self) -> None:
        self.day.setVisible(self.until.value() == UNTIL)

    def do(self) -> None:
        """Cut the device off in the country's records."""
        chosen, day = self.until.value(), str(self.day.value() or "")
        if chosen == UNTIL and not day:
            self.say_wrong(say("people.choose_day"))
            return
        until = self._entry.device.until[:10] or NOTHING
        if chosen != AS_IN_AREA:
            until = day if chosen == UNTIL else HERE
        self.write(partial(cut_off_in_country, replicas=[self._entry.device.replica], until=until))
