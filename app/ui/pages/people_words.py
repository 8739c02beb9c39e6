"""What the people of an area are said to be: how far trusted, by whom, what they propose."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from app.services.devices import Device
from app.services.views.people import PersonEntry, ProposalEntry
from app.services.views.people_names import WhoEntry
from app.ui.language import label_text, say, words
from app.ui.pages.exchange_words import listed, parts


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
    role = entry.role or entry.wish
    return parts(words().code("role", role) if role else "", label_text(entry.organisation))


def state_of(entry: PersonEntry) -> State:
    """Return how far a person is trusted, in words."""
    if entry.status == "removed":
        return State(say("people.chip.removed"), "wrong", say("people.state.removed"))
    if entry.ended:
        day = words().date(entry.ended)
        return State(say("people.chip.left"), "neutral", say("people.state.left", day=day))
    if any(device.cut for device in entry.devices):
        return State(say("people.chip.cut"), "wrong", cut_text(entry.devices))
    if entry.status == "proposed":
        return State(say("people.chip.unknown"), "attention", say("people.state.unknown"))
    if entry.compared:
        by = name_text(entry.compared_by)
        return State(say("people.chip.compared"), "good", say(_state(entry, "compared"), by=by, **_by(entry)))
    if entry.me:
        return State(say("people.chip.me"), "neutral", say("people.state.me"))
    return State(say("people.chip.compare"), "attention", say(_state(entry, "open"), **_by(entry)))


def _state(entry: PersonEntry, ending: str) -> str:
    return f"people.state.{'invited' if entry.status == 'invited' else 'member'}_{ending}"


def _by(entry: PersonEntry) -> dict[str, str]:
    return {"name": name_text(entry.invited_by)} if entry.status == "invited" else {}


def cut_text(devices: Sequence[Device]) -> str:
    """Return up to when devices that are cut off count: "Lost device: its work counts up to 3 March"."""
    day = max((device.cut_on for device in devices if device.cut), default="")
    if not day:
        return say("people.state.cut_all")
    return say("people.state.cut", day=words().date(day[:10]))


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
    if entry.issued:
        found.append(("good", say("people.note.issued", title=entry.issued)))
    return found


def device_text(device: Device) -> str:
    """Return one device: "134 changes, 3 March 2026 to 7 April 2026"."""
    first, last = words().date(device.first[:10]), words().date(device.last[:10])
    return say("people.device", count=device.changes, first=first, last=last)


def proposal_text(entry: ProposalEntry) -> str:
    """Return what somebody proposes: "Omar proposes Huda as a steward"."""
    about = label_text(entry.about) or say("plan.history.someone")
    role = words().code("role", entry.role) if entry.role else ""
    fields = listed([words().field("person", field) for field in entry.fields])
    code = f"people.proposal.{entry.what}"
    if entry.what in ("introduces", "adds"):
        code = f"{code}_as" if role else code
    return say(code, author=name_text(entry.author), about=about, role=role, fields=fields)


def spoken_line(entry: PersonEntry) -> str:
    """Return a whole row as a screen reader says it."""
    return ", ".join(
        part for part in (label_text(entry.name), role_text(entry), state_of(entry).sentence) if part
    )
