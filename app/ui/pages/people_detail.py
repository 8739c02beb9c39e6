"""One person beside the list: how far trusted, which devices, and what can be done, by right."""

from __future__ import annotations

from PySide6.QtCore import Signal

from app.services.views.headquarters_devices import LostEntry
from app.services.views.people import PeopleView, PersonEntry
from app.ui.kit.button import Button
from app.ui.kit.card import Card
from app.ui.kit.chip import Chip
from app.ui.kit.text import column, empty_layout, label, row
from app.ui.language import label_text, say, words
from app.ui.pages.exchange_words import spoken
from app.ui.pages.people_words import cut_text, device_text, notes_of, role_text, state_of
from app.ui.weak import weakly_plain

ICONS = {
    "compare": "shield-check",
    "accept": "user-check",
    "confirm_role": "check",
    "steward": "key-round",
    "end_steward": "key-round",
    "package": "package-plus",
    "take_over": "handshake",
    "laptop": "hard-drive",
    "lost": "shield-alert",
    "uncut": "rotate-ccw",
    "country": "shield-alert",
    "leave": "log-out",
    "come_back": "user-plus",
    "issue": "award",
    "card": "id-card",
}


def actions_for(entry: PersonEntry, view: PeopleView) -> list[str]:
    """Return what the person at work may do about somebody, the most likely first."""
    if entry.me:
        return ["card", "laptop"] if view.steward else ["card"]
    found = [] if entry.gone or entry.revoked else ["package"]
    country = ["country"] if counted_still(entry, view) else []
    if not view.steward:
        return [*found, *country]
    if entry.gone:
        return ["come_back", *country]
    steps = [
        ("accept", entry.status == "proposed"),
        ("compare", not entry.compared and not entry.revoked),
        ("confirm_role", bool(entry.wish)),
        ("package", not entry.revoked),
        ("take_over", not entry.revoked and (entry.role != "focal_point" or entry.status != "steward")),
        ("steward", entry.status != "steward" and not entry.revoked),
        ("end_steward", entry.status == "steward"),
        ("issue", view.headquarters and any(one.mine and not one.withdrawn for one in view.issuers)),
        ("laptop", True),
        ("lost", bool(entry.devices)),
        ("uncut", any(device.cut for device in entry.devices)),
        ("country", bool(country)),
        ("leave", True),
    ]
    return [name for name, offered in steps if offered]


def counted_still(entry: PersonEntry, view: PeopleView) -> list[LostEntry]:
    """Return the devices of a person that an area cut off and the country's records still count."""
    return [one for one in view.lost if one.device.key == entry.key and one.open and not one.device.mine]


class PersonCard(Card):
    """`asked` carries the name of an action and the person's key."""

    asked = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self.inside = column(gap=10)
        self.body.addLayout(self.inside)
        self.body.addStretch(1)
        self.buttons: dict[str, Button] = {}

    def show_person(self, entry: PersonEntry | None, view: PeopleView) -> None:
        """Show a person, or nothing."""
        held = next((name for name, made in self.buttons.items() if made.hasFocus()), "")
        empty_layout(self.inside)
        self.buttons = {}
        self.setVisible(entry is not None)
        if entry is None:
            return
        self.set_title(label_text(entry.name))
        self.inside.addWidget(label(role_text(entry), "quiet", wrap=True))
        self._say_state(entry)
        self._say_devices(entry)
        self._offer(entry, view)
        if held in self.buttons:
            self.buttons[held].setFocus()

    def ask(self, action: str, key: str) -> None:
        """Ask for an action."""
        self.asked.emit(action, key)

    def _say_state(self, entry: PersonEntry) -> None:
        state = state_of(entry)
        chips = row(Chip(state.chip, state.tone), gap=6)
        if entry.status == "steward":
            chips.addWidget(Chip(say("people.chip.steward"), "accent"))
        chips.addStretch(1)
        self.inside.addLayout(chips)
        self.inside.addWidget(label(state.sentence, "small_text", wrap=True))
        if entry.status == "steward":
            self.inside.addWidget(label(say("people.steward_why"), "tiny", wrap=True))
        for tone, text in notes_of(entry):
            self.inside.addWidget(label(text, "good" if tone == "good" else "attention", wrap=True))
        if entry.me:
            self.inside.addWidget(label(say("people.eight_words"), "field"))
            half = len(entry.fingerprint) // 2
            for part in (entry.fingerprint[:half], entry.fingerprint[half:]):
                self.inside.addWidget(label(spoken(part), "strong", wrap=True))

    def _say_devices(self, entry: PersonEntry) -> None:
        if not entry.devices:
            return
        self.inside.addWidget(label(say("people.devices", count=len(entry.devices)), "field"))
        for device in entry.devices:
            text = label(device_text(device), "small_text", wrap=True)
            self.inside.addWidget(text)
            if device.cut and len(entry.devices) > 1:
                self.inside.addWidget(label(cut_text([device]), "attention", wrap=True))

    def _offer(self, entry: PersonEntry, view: PeopleView) -> None:
        names = actions_for(entry, view)
        if not names:
            return
        for number, name in enumerate(names):
            made = Button(self._text(name, entry), "outlined", ICONS[name])
            made.clicked.connect(weakly_plain(self.ask, name, entry.key))
            self.buttons[name] = made
            self.inside.addWidget(made)
            if number == 0:
                made.setAccessibleDescription(label_text(entry.name))
        if not view.steward and not entry.me:
            stewards = words().join([label_text(name) for name in view.stewards])
            self.inside.addWidget(label(say("people.ask_steward", names=stewards), "tiny", wrap=True))

    def _text(self, name: str, entry: PersonEntry) -> str:
        role = words().code("role", entry.wish) if entry.wish else ""
        return say(f"people.do.{name}", role=role) if name == "confirm_role" else say(f"people.do.{name}")
