"""Exchange: the words of this copy, what is to decide, who has what, what waits, what was taken and made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.models.vector import Head
from app.services.asking import files_lacking, what_waits
from app.services.desk import Desk
from app.services.people import people
from app.services.state import space_words
from app.services.views.exchange_board import BoardEntry, board_entries
from app.services.views.exchange_conflicts import (
    AreaCount,
    ConflictEntry,
    RecordConflicts,
    front_record,
    other_areas,
    record_conflicts,
    records_to_decide,
)
from app.services.views.exchange_decided import DecisionEntry, decided_of
from app.services.views.people_names import WhoEntry, who_is
from app.services.views.said import Name
from app.storage.chains import replica_keys
from app.storage.heard import Heard, heard
from app.storage.packages import SentPackage, TakenPackage, sent_packages, taken_packages
from app.storage.setting_aside import set_aside_count
from app.storage.waiting import Missing

MOST_PACKAGES = 12


@dataclass(frozen=True, slots=True)
class WaitingEntry:
    """Somebody's work that is not here and that received work builds on, and who is known to have it.

    `set_aside`: it is in the file, and counts again when its package is taken again.
    """

    who: WhoEntry
    sequence: int
    day: str
    count: int
    holders: tuple[Name, ...] = ()
    set_aside: bool = False


@dataclass(frozen=True, slots=True)
class TakenEntry:
    """A package taken here; `last` is the one that *Undo* would set aside."""

    id: int
    moment: str
    sender: str
    file: str
    set_aside: bool
    last: bool


@dataclass(frozen=True, slots=True)
class SentEntry:
    """A package made here; without receivers it was made for six words."""

    moment: str
    file: str
    receivers: tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class ExchangeView:
    """The whole page. Words are four word indexes per space, () for a space this file does not hold."""

    network_words: tuple[int, ...] = ()
    group_words: tuple[int, ...] = ()
    country_words: tuple[int, ...] = ()
    conflicts: tuple[RecordConflicts, ...] = ()
    in_front: tuple[ConflictEntry, ...] = ()
    elsewhere: tuple[AreaCount, ...] = ()
    decided: tuple[DecisionEntry, ...] = ()
    board: tuple[BoardEntry, ...] = ()
    waiting: tuple[WaitingEntry, ...] = ()
    files_missing: int = 0
    files_missing_size: int = 0
    not_understood: int = 0
    set_aside: int = 0
    taken: tuple[TakenEntry, ...] = ()
    sent: tuple[SentEntry, ...] = ()
    steward: bool = False
    fingerprint: tuple[int, ...] = ()
    now: str = ""


def exchange_view(desk: Desk, chosen: str = "", place: int = 0, decided: bool = False) -> ExchangeView:
    """Return the page for the person at a desk.

    `chosen` is the record whose values stand in front, `place` where it was in the list; `decided` asks for
    the decisions taken lately as well.
    """
    conflicts = records_to_decide(desk)
    front = front_record(conflicts, chosen, place)
    words = space_words(desk, desk.spaces)
    everyone = people(desk)
    with desk.workspace.read() as connection:
        taken, sent = taken_packages(connection), sent_packages(connection)
        aside = set_aside_count(connection)
    waits, not_understood = what_waits(desk)
    lacking = files_lacking(desk)
    me = next((person for person in everyone if person.me), None)
    return ExchangeView(
        network_words=words.get(desk.network, ()),
        group_words=words.get(desk.group, ()),
        country_words=words.get("country", ()),
        conflicts=conflicts,
        in_front=record_conflicts(desk, front.id) if front else (),
        elsewhere=other_areas(desk),
        decided=decided_of(desk) if decided else (),
        board=board_entries(desk),
        waiting=waiting_entries(desk, waits),
        files_missing=len(lacking),
        files_missing_size=sum(one.size or 0 for one in lacking),
        not_understood=not_understood,
        set_aside=aside,
        taken=_taken(taken),
        sent=tuple(_sent(desk, one) for one in sent[:MOST_PACKAGES]),
        steward=me is not None and me.status == "steward",
        fingerprint=me.fingerprint if me else (),
        now=desk.clock.now().isoformat(),
    )


def waiting_entries(desk: Desk, waits: Sequence[Missing]) -> tuple[WaitingEntry, ...]:
    """Return who wrote what is waited for, and who is known to have it."""
    if not waits:
        return ()
    with desk.workspace.read() as connection:
        keys, said = replica_keys(connection), heard(connection)
    return tuple(_waiting(desk, one, keys, said) for one in waits)


def _waiting(desk: Desk, one: Missing, keys: dict[str, str], said: list[Heard]) -> WaitingEntry:
    wanted = Head(one.replica, one.sequence, "")
    holders = {
        word.sign_key
        for word in said
        if word.space == one.space and word.vector.number(wanted.replica) >= wanted.number
    }
    return WaitingEntry(
        who_is(desk.book(), keys.get(one.replica, "")),
        one.sequence,
        one.date,
        one.waiting,
        tuple(who_is(desk.book(), key).name for key in sorted(holders)),
        one.set_aside,
    )


def _taken(packages: list[TakenPackage]) -> tuple[TakenEntry, ...]:
    last = next((one.id for one in packages if one.brought and not one.set_aside), 0)
    return tuple(
        TakenEntry(one.id, one.taken_at, one.sender, one.file, one.set_aside, one.id == last)
        for one in packages[:MOST_PACKAGES]
    )


def _sent(desk: Desk, one: SentPackage) -> SentEntry:
    names = tuple(who_is(desk.book(), key).name for key in one.recipients)
    return SentEntry(one.sent_at, one.file, names)
