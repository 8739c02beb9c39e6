"""Exchange: the words of this copy, what is to decide, who has what, what waits, what was taken and made."""

from __future__ import annotations

from dataclasses import dataclass

from app.models.vector import Head
from app.services.asking import files_lacking, what_waits
from app.services.board import BoardRow, board
from app.services.desk import Desk
from app.services.people import PersonRow, people
from app.services.state import space_words, state
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
from app.storage.chains import forked_replicas, replica_keys
from app.storage.heard import Heard, heard
from app.storage.packages import SentPackage, TakenPackage, sent_packages, taken_packages
from app.storage.waiting import Missing

MOST_PACKAGES = 12


@dataclass(frozen=True, slots=True)
class BoardEntry:
    """One person with a copy: how many changes behind and since when, when last heard from, rough bytes of
    what they lack; how many of theirs are not here (`ahead`), attached files they said they lack; `confirmed`
    is when the last change made here that they have was written.

    `fingerprint` are the eight word indexes of their keys, `compared` whether a steward compared them.
    `forked`: a laptop of theirs went on in two copies of its file; both are kept.
    """

    id: str
    key: str
    name: Name
    organisation: Name
    role: str
    status: str
    behind: int
    heard_at: str
    size: int
    compared: bool
    fingerprint: tuple[int, ...]
    since: str = ""
    ahead: int = 0
    files: int = 0
    files_size: int = 0
    confirmed: str = ""
    at_headquarters: bool = False
    forked: bool = False

    @property
    def state(self) -> str:
        """never, behind, files or up_to_date, as the person's own laptop last said."""
        if not self.heard_at:
            return "never"
        if self.behind:
            return "behind"
        return "files" if self.files else "up_to_date"


@dataclass(frozen=True, slots=True)
class WaitingEntry:
    """Somebody's work that is not here and that received work builds on, and who is known to have it."""

    who: WhoEntry
    sequence: int
    day: str
    count: int
    holders: tuple[Name, ...] = ()


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
        keys, said = replica_keys(connection), heard(connection)
        forked = frozenset(keys.get(replica, "") for replica in forked_replicas(connection))
        taken, sent = taken_packages(connection), sent_packages(connection)
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
        board=tuple(_row(desk, one, forked) for one in board(desk)),
        waiting=tuple(_waiting(desk, one, keys, said) for one in waits),
        files_missing=len(lacking),
        files_missing_size=sum(one.size or 0 for one in lacking),
        not_understood=not_understood,
        set_aside=state(desk).set_aside,
        taken=_taken(taken),
        sent=tuple(_sent(desk, one) for one in sent[:MOST_PACKAGES]),
        steward=me is not None and me.status == "steward",
        fingerprint=me.fingerprint if me else (),
        now=desk.clock.now().isoformat(),
    )


def _row(desk: Desk, row: BoardRow, forked: frozenset[str]) -> BoardEntry:
    person: PersonRow = row.person
    known = who_is(desk.book(), person.key)
    return BoardEntry(
        person.id,
        person.key,
        known.name or Name(plain=person.name),
        known.organisation or Name(plain=person.organisation),
        person.role,
        person.status,
        row.behind,
        row.heard_at,
        row.size,
        person.compared,
        person.fingerprint,
        row.since,
        row.ahead,
        row.files,
        row.files_size,
        row.confirmed,
        row.at_headquarters,
        person.key in forked,
    )


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
    )


def _taken(packages: list[TakenPackage]) -> tuple[TakenEntry, ...]:
    last = next((one.id for one in packages if not one.set_aside), 0)
    return tuple(
        TakenEntry(one.id, one.taken_at, one.sender, one.file, one.set_aside, one.id == last)
        for one in packages[:MOST_PACKAGES]
    )


def _sent(desk: Desk, one: SentPackage) -> SentEntry:
    names = tuple(who_is(desk.book(), key).name for key in one.recipients)
    return SentEntry(one.sent_at, one.file, names)
