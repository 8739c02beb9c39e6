"""What the people of an area are said to be: how far trusted, by whom, what they propose."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from app.services.devices import Device
from app.services.views.people import PersonEntry, ProposalEntry
from app.services.views.people_names import WhoEntry
from app.ui.language import label_text, say, words
from app.ui.pages.exchange_words import listed, parts

_CHIPS = {
    "removed": ("removed", "wrong"),
    "left": ("left", "neutral"),
    "cut": ("cut", "wrong"),
    "cut_all": ("cut", "wrong"),
    "unknown": ("unknown", "attention"),
    "me": ("me", "neutral"),
    "invited_compared": ("compared", "good"),
    "member_compared": ("compared", "good"),
    "invited_open": ("compare", "attention"),
    "member_open": ("compare", "attention"),
}


class State(NamedTuple):
    """A short word for the chip, its tone, and the whole sentence."""

    chip: str
    tone: str
    sentence: str


def name_text(who: WhoEntry) -> str:
    """Return a person's name within a sentence; "you" for the reader."""
    return say("people.you") if who.me else label_text(who.name) or say("plan.history.someone")


def role_text(entry: PersonEntry) -> str:
    """Return role and organisation: "Focal point · Hand in Hand"."""
    role = words().code("role", entry.role) if entry.role else ""
    return parts(role, label_text(entry.organisation))


def state_of(entry: PersonEntry) -> State:
    """Return how far a person is trusted, in words."""
    chip, tone = _CHIPS[entry.standing]
    return State(say(f"people.chip.{chip}"), tone, state_text(entry))


def state_text(entry: PersonEntry) -> str:
    """Return how far a person is trusted, as a sentence."""
    day = entry.ended if entry.standing == "left" else entry.cut_on
    return say(
        f"people.state.{entry.standing}",
        name=name_text(entry.invited_by),
        by=name_text(entry.compared_by),
        day=words().date(day) if day else "",
    )


def cut_text(devices: Sequence[Device]) -> str:
    """Return up to when devices that are cut off count: "its work counts up to 3 March"."""
    day = max((device.cut_on for device in devices if device.cut), default="")[:10]
    return say("people.state.cut", day=words().date(day)) if day else say("people.state.cut_all")


def notes_of(entry: PersonEntry) -> list[tuple[str, str]]:
    """Return what else is to be said of a person, as (tone, sentence) pairs."""
    found: list[tuple[str, str]] = []
    if entry.wish and not entry.gone:
        role = words().code("role", entry.wish)
        found.append(("attention", say("people.note.wish", role=role)))
    if entry.shared and not entry.gone:
        names = words().join([label_text(name) for name in entry.shared])
        found.append(("attention", say("people.note.shared", names=names)))
    if any(device.cut for device in entry.devices) and (entry.ended or entry.status == "removed"):
        found.append(("wrong", cut_text(entry.devices)))
    if any(device.forked for device in entry.devices):
        found.append(("attention", say("people.note.forked")))
    if entry.issued:
        found.append(("good", say("people.note.issued", title=entry.issued)))
    return found


def device_text(device: Device) -> str:
    """Return one device: "134 changes, 3 March 2026 to 7 April 2026"."""
    first, last = words().date(device.first[:10]), words().date(device.last[:10])
    if first == last:
        return say("people.device_day", count=device.changes, day=last)
    return say("people.device", count=device.changes, first=first, last=last)


def proposal_text(entry: ProposalEntry) -> str:
    """Return what somebody proposes: "Omar proposes Huda as a steward"."""
    about = label_text(entry.about) or say("plan.history.someone")
    role = words().code("role", entry.role) if entry.role else ""
    fields = listed([words().field("person", field) for field in entry.fields])
    code = f"people.proposal.{entry.what}"
    if entry.what in ("introduces", "adds"):
        code = f"{code}_as" if role else code
    text = say(code, author=name_text(entry.author), about=about, role=role, fields=fields)
    return say("people.proposal_cut", proposal=text) if entry.cut else text


def spoken_line(entry: PersonEntry) -> str:
    """Return a whole row as a screen reader says it."""
    return ", ".join(
        part for part in (label_text(entry.name), role_text(entry), state_of(entry).sentence) if part
    )
