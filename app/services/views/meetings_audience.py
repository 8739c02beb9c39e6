"""What the hall sees on the second screen: the item, the time left, the wording that was agreed.

Nothing else: no inputs (they are read back by the people who gave them), no names, no notes, and of decisions
and commitments only those whose class is open to partners.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.services.views.meetings_room import NoteEntry, Room
from app.services.views.said import NAMELESS, Name

SHOWN = ("decision", "commitment")
HIGHEST_CLASS = 1
"""Classes above this one (2 and more) are for named readers, not for a hall."""


@dataclass(frozen=True, slots=True)
class Agreed:
    """A decision or commitment as it was worded, and who commits."""

    kind: str
    text: Name
    who: Name = NAMELESS
    due: str = ""


@dataclass(frozen=True, slots=True)
class Audience:
    """The screen of the hall. `started_at` is the moment the item began, "" before; newest wording first."""

    title: Name
    number: int = 0
    item: Name = NAMELESS
    kind: str = ""
    minutes: int = 0
    started_at: str = ""
    next_item: Name = NAMELESS
    agreed: tuple[Agreed, ...] = ()


def audience(room: Room) -> Audience:
    """Return what may be shown of a meeting to everyone in the hall."""
    current = room.current()
    if current is None:
        return Audience(room.title)
    following = [one for one in room.agenda if one.number > current.number]
    agreed = [_agreed(note) for note in reversed(room.notes_of(current.id)) if may_be_shown(note)]
    return Audience(
        room.title,
        current.number,
        current.title,
        current.type,
        current.minutes,
        current.started_at if room.status == "live" and not current.done else "",
        following[0].title if following else NAMELESS,
        tuple(agreed),
    )


def may_be_shown(note: NoteEntry) -> bool:
    """Return whether a line may stand on a wall before everyone."""
    level = note.values.get("sensitivity")
    return note.kind in SHOWN and (not isinstance(level, int) or level <= HIGHEST_CLASS)


def _agreed(note: NoteEntry) -> Agreed:
    who = note.who if note.kind == "commitment" else NAMELESS
    return Agreed(note.kind, note.text, who, note.due)
