"""What the Plan page says of an activity: its target, where, when, and in which tone its status."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from app.models.codes import CODE_LISTS
from app.process import facts
from app.process.terms import Term
from app.services.views.plan import ActivityEntry, VoiceEntry
from app.services.views.records import RecordRow
from app.services.views.said import Name
from app.ui.kit.rows import Cell
from app.ui.language import label_text, say, words
from app.words.catalogue import Words

SHOWN_PLACES = 2
STATUS_TONES = {
    "proposed": "neutral",
    "committed": "accent",
    "ongoing": "good",
    "delayed": "attention",
    "suspended": "attention",
    "completed": "good",
    "cancelled": "neutral",
}
COMMITMENT_TONES = {
    "made": "neutral",
    "confirmed_in_writing": "accent",
    "in_progress": "accent",
    "fulfilled": "good",
    "partly": "attention",
    "overdue": "wrong",
    "withdrawn": "neutral",
}


def objective_text(objective: str) -> str:
    """Return "SO4 Basic services", or that no objective is named."""
    if not objective:
        return say("plan.no_objective")
    return say("plan.objective", code=objective, title=words().code("so", objective))


def heading_of(entry: ActivityEntry) -> str:
    """Return what an activity stands under: its objective, or its place in the framework of the process."""
    return _heading(words(), entry.place, entry.objective)


@lru_cache(maxsize=64)
def _heading(_in: Words, place: Term | None, objective: str) -> str:
    """Return a heading in a language: many activities stand under the same."""
    return label_text(place) if place else objective_text(objective)


def amount_text(target: RecordRow) -> str:
    """Return a target as people say it: "120 houses", "1,850 pupils"."""
    unit, own = str(target.values.get("unit") or ""), str(target.values.get("unit_text") or "")
    number = facts.number(str(target.values.get("value") or ""))
    if number is None:
        return own or (words().code("unit", unit) if unit else "")
    if own or unit not in CODE_LISTS["unit"] or unit == "other":
        return say("plan.amount", number=number, unit=own)
    return say(f"plan.unit.{unit}", count=number)


def targets_text(targets: Sequence[RecordRow]) -> str:
    """Return the first target, and how many more there are."""
    if not targets:
        return ""
    first = amount_text(targets[0])
    return first if len(targets) == 1 else say("plan.and_more", text=first, more=len(targets) - 1)


def places_text(places: Sequence[Name]) -> str:
    """Return up to two places, or the first and how many more."""
    named = [label_text(place) for place in places]
    if len(named) <= SHOWN_PLACES:
        return (
            say("plan.places", first=named[0], second=named[1])
            if len(named) == SHOWN_PLACES
            else "".join(named)
        )
    return say("plan.and_more", text=named[0], more=len(named) - 1)


def status_cell(entry: ActivityEntry) -> Cell:
    """Return the status as a chip."""
    text = words().code("activity_status", entry.status) if entry.status else ""
    return Cell(text, tone=STATUS_TONES.get(entry.status, "neutral"))


def government_cell(entry: ActivityEntry) -> Cell:
    """Return the counterpart, "missing", or that a reason stands instead."""
    name = label_text(entry.government)
    if name:
        return Cell(name)
    if entry.reason:
        return Cell(say("plan.none_with_reason"), quiet=True)
    return Cell(say("plan.missing"), tone="missing")


def target_cell(entry: ActivityEntry) -> Cell:
    """Return the target, or "missing"."""
    text = targets_text(entry.targets)
    return Cell(text) if text else Cell(say("plan.missing"), tone="missing")


def voice_source(voice: VoiceEntry) -> str:
    """Return who said it, where and when: "Returnees, Tal Qasab, 22 Feb"."""
    day = words().date(voice.day, "day_month") if voice.day else ""
    who = label_text(voice.who) if voice.who else ""
    parts = [part for part in (who, label_text(voice.place), day) if part]
    return say("words.list_separator").strip("|").join(parts)
