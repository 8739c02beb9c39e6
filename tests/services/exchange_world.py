"""Two areas and headquarters on seven laptops: a world that schedules of work and exchange are played in.

Dalia, Omar and Nadia work in the first area, Karim and Rana in the second. Sami backstops both and holds all
of both; Huda is headquarters and holds what both share with it. The world is made once per process and copied
for every schedule. Every text begins with the mark of its space, so that it is known wherever it turns up.
"""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from random import Random

import pytest
from services.exchange_bytes import Bodies, last_row, only_corrected_values_stay, written
from services.laptops import CHEAP, WORDS, Laptop

from app.foundation.clock import Clock, SteppingClock, stamp
from app.keys.identity import Identity
from app.models.ids import CountedIds
from app.models.kinds.country import Place
from app.models.kinds.inside import Stakeholder, StakeholderView
from app.models.kinds.plan import Activity, FrameworkAnswer, Paragraph, Plan, Section
from app.services.asking import make_request
from app.services.front_area import go_to_area
from app.services.joining import join_workspace
from app.services.opening import Newcomer, create_workspace, open_workspace
from app.services.packing import Parcel, make_package
from app.services.people import find_person, make_steward
from app.services.rosters import HEADQUARTERS_ROLES
from app.services.taking import Report, take_package
from app.storage.setting_aside import last_take
from app.sync.request import read_request
from app.sync.word_key import _HUMAN_PART, _bech32

GROUPS = (("Dalia", "Omar", "Nadia", "Sami"), ("Karim", "Rana", "Sami"))
PLACES = ("IQG15Q07", "IQG18")
BRIDGE, CENTRE = "Sami", "Huda"
NAMES = ("Dalia", "Omar", "Nadia", "Karim", "Rana", BRIDGE, CENTRE)
MORNING = datetime(2026, 3, 14, 9, 30, tzinfo=UTC)
MARKS = ("groupA", "networkA", "groupB", "networkB", "country")


CHANCE = Random()
"""What the program would ask of the operating system's randomness."""


def memory() -> str | None:
    """Return the folder of a file system in memory, None where there is none."""
    return "/dev/shm" if os.access("/dev/shm", os.W_OK) else None


@dataclass(slots=True)
class Seat(Laptop):
    """A laptop of the world, with clock and ids of its own."""

    ids: CountedIds = field(default_factory=CountedIds)
    met: int = 0
    """The last package taken before the schedule began."""
    last: int = 0
    """The row of the last changeset that was looked at for what this laptop wrote."""

    def open(self) -> Seat:
        """Open the file again, as this laptop's program would."""
        os.environ["MASAR_DATA_DIR"] = str(self.folder / "data")
        self.desk = open_workspace(self.file, None, clock=self.desk.clock, ids=self.ids, costs=CHEAP).desk
        return self


@dataclass(frozen=True, slots=True)
class Parcelled:
    """A package on its way: the file, who made it, for whom, or whether six words open it."""

    path: Path
    by: str
    to: tuple[str, ...]
    words: bool
    part: str


class World:
    """The laptops, the packages on their way, and what was confirmed to whom."""

    def __init__(self, folder: Path, seats: list[Seat], areas: tuple[str, ...]) -> None:
        self.folder = folder
        self.took: set[tuple[str, Path]] = set()
        self.seats = seats
        self.areas = areas
        self.parcels: list[Parcelled] = []
        self.backups: dict[int, Path] = {}
        self.confirmed: dict[str, dict[str, Bodies]] = defaultdict(dict)
        self.forgotten: dict[str, tuple[str, str, frozenset[str]]] = {}
        self.stolen: dict[str, None] = {}
        self.look: Callable[[World, Parcelled], None] = lambda world, made: None
        self._count = 0

    # -- who and where

    def seat(self, who: int, area: int = 0) -> Seat:
        """Return a laptop in use; those who hold both areas put the one asked for in front."""
        return self.before(self.seats[who % len(self.seats)], area)

    def before(self, seat: Seat, area: int) -> Seat:
        """Put one of the areas in front of somebody who holds both, and their laptop in use."""
        seat.use()
        if seat.name in (BRIDGE, CENTRE) and seat.desk.area != self.areas[area]:
            go_to_area(seat.desk, self.areas[area])
        return seat

    def group_of(self, seat: Seat) -> int:
        """Return which of the two areas is in front."""
        return self.areas.index(seat.desk.area)

    def path(self, name: str) -> Path:
        """Return a path nobody has used."""
        return self.folder / f"{self.next()}-{name}"

    def next(self) -> int:
        """Return a number nobody has used."""
        self._count += 1
        return self._count

    def kept(self) -> list[Seat]:
        """Return the laptops of everyone whose devices nobody called lost."""
        return [seat for seat in self.seats if seat.name not in self.stolen]

    def mark(self, seat: Seat, part: str) -> str:
        """Return the word that begins every text of a space."""
        return part if part == "country" else part + "AB"[self.group_of(seat)]

    def confirm(self, seat: Seat) -> set[str]:
        """Keep in mind, byte by byte, what this laptop wrote since it was last asked. Returns the hashes."""
        new = written(seat, seat.desk.author().replica, seat.last)
        seat.last = last_row(seat)
        if seat.name not in self.stolen:
            for space, said in new.items():
                self.confirmed[space].update(said)
        return {hash_ for said in new.values() for hash_ in said}

    def call_lost(self, name: str) -> None:
        """From now on nothing is promised to somebody, until at the end they count again."""
        self.stolen.pop(name, None)
        self.stolen[name] = None
        self.forget_what_was_lost()

    def forget_what_was_lost(self) -> None:
        """Drop what stood nowhere but in a file that is no more or stolen, or in a package set aside."""
        there: dict[str, set[str]] = defaultdict(set)
        for seat in self.kept():
            for space, hash_ in applied(seat):
                there[space].add(hash_)
        for space, said in self.confirmed.items():
            self.confirmed[space] = {hash_: bodies for hash_, bodies in said.items() if hash_ in there[space]}

    # -- packages

    def receivers(self, seat: Seat) -> list[str]:
        """Return who of the area in front may be written to."""
        return [name for name in (*GROUPS[self.group_of(seat)], CENTRE) if name != seat.name]

    def pack(self, seat: Seat, parcel: Parcel, *to: str) -> Parcelled:
        """Make a package, have it looked into, and put it on its way; `to` says for whom it is when the
        parcel names keys. Who is called lost here is given six words instead."""
        out = self.path(f"{seat.name}.masar")
        seat.use()
        self.confirm(seat)
        to = to or parcel.to
        if any(find_person(seat.desk, one).revoked for one in parcel.to):
            part = "network" if CENTRE in to else parcel.spaces
            parcel = replace(parcel, to=(), words=WORDS, spaces=part)
        with only_corrected_values_stay(seat):
            make_package(seat.desk, parcel, out)
        self.confirm(seat)
        made = Parcelled(out, seat.name, to, bool(parcel.words), parcel.spaces)
        self.parcels.append(made)
        self.look(self, made)
        seat.use()
        return made

    def take(self, seat: Seat, parcel: Parcelled) -> Report:
        """Take a package without the backup that would come first."""
        words = WORDS if parcel.words else ()
        report = take_package(seat.use(), parcel.path, words, backup=False)
        self.took.add((seat.name, parcel.path))
        return report

    def carry(self, seat: Seat, area: int, *to: Seat) -> None:
        """Make one package about an area and let it reach everyone named who does not hold the same, at once.

        Who holds less than they once said (a restored file, a package set aside) has to speak as well.
        """
        to = tuple(one for one in to if self.differ(seat, one, area))
        if to:
            made = self.pack(self.before(seat, area), Parcel(to=tuple(sorted({one.name for one in to}))))
            for one in to:
                self.take(one, made)

    def differ(self, seat: Seat, other: Seat, area: int) -> bool:
        """Whether something of an area that both hold, or of the country, stands on one laptop only."""
        parts = ("network",) if CENTRE in (seat.name, other.name) else ("group", "network")
        about = {"country", *(f"area/{self.areas[area]}/{part}" for part in parts)}
        unlike = (set(applied(seat)) ^ set(applied(other))) | (lacking(seat) ^ lacking(other))
        return any(space in about for space, _ in unlike)

    def close(self) -> None:
        """Close every file and forget the folder."""
        for seat in self.seats:
            seat.use().close()
        shutil.rmtree(self.folder, ignore_errors=True)


def applied(seat: Seat) -> list[tuple[str, str]]:
    """Return space and hash of every changeset that counts on a laptop."""
    with seat.use().workspace.read() as connection:
        rows = connection.exec_driver_sql(
            "SELECT h.space, s.hash FROM changeset s JOIN chain h ON h.id = s.chain WHERE s.state = 1"
        )
        return [(space, hash_) for space, hash_ in rows]


def lacking(seat: Seat) -> set[tuple[str, str]]:
    """Return space and name of every attached file that is not here."""
    with seat.use().workspace.read() as connection:
        rows = connection.exec_driver_sql(
            "SELECT space, sha256 FROM record_attachment"
            " WHERE alive = 1 AND sha256 NOT IN (SELECT sha256 FROM blob)"
        )
        return {(space, name) for space, name in rows}


def holders(world: World) -> dict[str, list[Seat]]:
    """Return who holds each space, without lost laptops."""
    found: dict[str, list[Seat]] = defaultdict(list)
    for seat in world.kept():
        for number, area in enumerate(world.areas):
            if seat.name in (*GROUPS[number], CENTRE):
                found[f"area/{area}/network"].append(seat)
            if seat.name in GROUPS[number]:
                found[f"area/{area}/group"].append(seat)
        found["country"].append(seat)
    return found


def world(seed: int = 0) -> World:
    """Return a fresh copy of a world: same people, same beginnings, and the same course of chance."""
    master, areas = _master(seed)
    CHANCE.seed(seed)
    folder = Path(tempfile.mkdtemp(dir=memory()))
    seats = []
    for number, original in enumerate(master, 101):
        own = folder / original.name
        shutil.copytree(original.folder, own)
        seat = Seat(original.name, own, original.desk, CountedIds(number))
        seat.desk.clock = SteppingClock(MORNING)
        seats.append(seat.open())
        with seat.desk.workspace.read() as connection:
            seat.met = last_take(connection) or 0
        seat.last = last_row(seat)
    return World(folder, seats, areas)


@lru_cache(maxsize=1)
def _master(seed: int) -> tuple[list[Seat], tuple[str, ...]]:
    """Make a world once: everyone joined, met, and shares a little work; all files closed.

    Keys follow from the seed, and with them every hash: in what order things stand is no accident.
    """
    folder = Path(tempfile.mkdtemp(dir=memory()))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    CHANCE.seed(seed)
    with pytest.MonkeyPatch.context() as told:
        told.setattr(os, "urandom", CHANCE.randbytes)
        for module in ("opening", "joining"):
            told.setattr(f"app.services.{module}.new_identity", _identity)
        return _made(folder)


def _identity(name: str, organisation: str, clock: Clock) -> Identity:
    """Return keys that follow from the course of chance, with a certificate that nobody looks at."""
    line = _bech32(_HUMAN_PART, CHANCE.randbytes(32)).upper()
    return Identity(
        name, organisation, CHANCE.randbytes(32), line, b"key", b"certificate", stamp(clock.now())
    )


def _made(folder: Path) -> tuple[list[Seat], tuple[str, ...]]:
    makers = {name: _Maker(folder / name, name, number) for number, name in enumerate(NAMES, 1)}
    areas = []
    for group, place in zip(GROUPS, PLACES, strict=True):
        first = makers[group[0]].found(place)
        areas.append(first.desk.area)
        for name in (*group[1:], CENTRE):
            makers[name].join(first)
    made = World(folder, [makers[name].seat() for name in NAMES], tuple(areas))
    for number in range(2):
        _first_work(made, made.seat(NAMES.index(GROUPS[number][0])))
    meet(made)
    for number in range(2):
        make_steward(made.seat(NAMES.index(GROUPS[number][0])).desk, GROUPS[number][1])
    meet(made)
    for seat in made.seats:
        seat.use().close()
    return made.seats, made.areas


class _Maker:
    """Makes one laptop, by founding or joining."""

    def __init__(self, folder: Path, name: str, number: int) -> None:
        folder.mkdir(parents=True)
        self._seat: Seat | None = None
        self._folder, self._name, self._ids = folder, name, CountedIds(number)
        role = {BRIDGE: "backstop_area", CENTRE: HEADQUARTERS_ROLES[0]}.get(name, "member")
        self._newcomer = Newcomer(name, f"{name}'s office", role)

    def found(self, place: str) -> Seat:
        self._enter()
        newcomer = Newcomer(self._name, "Hand in Hand", "focal_point")
        made = create_workspace(
            self._folder / "work.masarw", place, newcomer, None, clock=SteppingClock(MORNING), ids=self._ids,
            costs=CHEAP,
        )  # fmt: skip
        self._seat = Seat(self._name, self._folder, made.desk, self._ids)
        return self._seat

    def join(self, first: Seat) -> None:
        package = first.folder / f"for-{self._name}.masar"
        role = self._newcomer.role
        make_package(first.use(), Parcel(words=WORDS, invite=True, role=role), package)
        if self._seat is not None:
            self._seat.use().close()
        self._enter()
        made, _ = join_workspace(
            self._folder / "work.masarw", package, self._newcomer, None, WORDS, clock=SteppingClock(MORNING),
            ids=self._ids, costs=CHEAP,
        )  # fmt: skip
        self._seat = Seat(self._name, self._folder, made.desk, self._ids)
        hello = self._folder / f"hello-{first.name}.masar"
        make_package(self._seat.use(), Parcel(to=(first.name,)), hello)
        take_package(first.use(), hello, backup=False)

    def seat(self) -> Seat:
        assert self._seat is not None
        return self._seat

    def _enter(self) -> None:
        os.environ["MASAR_DATA_DIR"] = str(self._folder / "data")


def _first_work(made: World, seat: Seat) -> None:
    network, group = made.mark(seat, "network"), made.mark(seat, "group")
    with seat.desk.write("activity.add") as unit:
        for number in range(2):
            unit.add(Activity, title_en=f"{network} {number}")
        plan = seat.desk.records(Plan)[0].id
        section = unit.add(Section, plan=plan, key="context_overview")
        unit.add(Paragraph, section=section, language="en", text=f"{network} text")
        unit.add(FrameworkAnswer, framework="so", code="SO1", not_addressed_reason=f"{network} why")
    with seat.desk.write("stakeholder.add") as unit:
        elder = unit.add(Stakeholder, name_en=f"{group} elder")
        unit.add(StakeholderView, stakeholder=elder, influence="3")
    with seat.desk.write("place.add") as unit:
        unit.add(Place, pcode=f"IQX{made.group_of(seat)}", name_en="country hamlet")


def meet(made: World) -> None:
    """Let everything reach everyone: to each area's first, over the bridge to the other, and back to all."""
    firsts = [_first(made, number) for number in range(2)]
    bridge = next(one for one in made.seats if one.name == BRIDGE)
    for number, first in enumerate(firsts):
        for seat in members(made, number):
            if seat is not first:
                made.carry(seat, number, first)
    for number, first in enumerate(firsts):
        made.carry(first, number, bridge)
    for number, first in enumerate(firsts):
        made.carry(bridge, number, first)
    for number, first in enumerate(firsts):
        group = [seat for seat in members(made, number) if seat is not first]
        made.carry(first, number, *(seat for seat in group if seat.name != CENTRE))
        made.carry(first, number, *(seat for seat in group if seat.name == CENTRE))


def members(made: World, number: int) -> list[Seat]:
    """Return every laptop that holds something of an area, without lost ones."""
    return [seat for seat in made.kept() if seat.name in (*GROUPS[number], CENTRE)]


def _first(made: World, number: int) -> Seat:
    return next(seat for seat in made.seats if seat.name == GROUPS[number][0])


def key_of(seat: Seat, name: str) -> str:
    """Return the signing key of somebody on the roster of the area in front."""
    return find_person(seat.desk, name).key


def ask_and_answer(world: World, asking: Seat, answering: Seat) -> None:
    """A request file goes one way and a package for it the other; nobody takes it yet."""
    if asking.name not in world.receivers(answering):
        return
    asking.use()
    out = world.path(f"{asking.name}.request")
    make_request(asking.desk, out)
    answering.use()
    part = "network" if CENTRE in (asking.name, answering.name) else ""
    parcel = Parcel(to=(key_of(answering, asking.name),), spaces=part, request=read_request(out))
    world.pack(answering, parcel, asking.name)
