"""What must hold once everything has reached everyone, and of every package on its way."""

from __future__ import annotations

import io
import json
import zipfile
from collections import defaultdict
from collections.abc import Iterable

import pyrage
from services.exchange_bytes import log_of, still_said, unexplained
from services.exchange_played import acted
from services.exchange_world import (
    CENTRE,
    GROUPS,
    MARKS,
    Parcelled,
    Seat,
    World,
    applied,
    ask_and_answer,
    holders,
    key_of,
    lacking,
    meet,
)  # fmt: skip
from services.laptops import WORDS

from app.models.changeset import read_change, read_header
from app.models.kinds.country import CountryCut
from app.services.devices import devices
from app.services.rosters import roster
from app.storage.chains import spaces, vector
from app.storage.conflicts import conflicts
from app.storage.rebuilding import rebuild
from app.storage.records import occupied
from app.storage.tables import APPLIED, WAITING
from app.sync.state_words import state_hash, state_words
from app.sync.word_key import identity_line

ROUNDS = 4
"""How often everybody hands on what they have, at most; once when nobody has less than they said."""


def check_all(world: World) -> None:
    """Let everything reach everyone, and hold every law."""
    everyone_meets(world)
    let_back_in(world)
    met = [snapshot(seat) for seat in world.kept()]
    same_everywhere(world, met)
    nothing_confirmed_is_missing(world)
    what_is_forgotten_is_gone(world)
    files_are_where_somebody_has_them(world)
    for seat in world.kept():
        nothing_waits_needlessly(seat)
        no_edit_falls_to_a_removal(seat)
        take_again(world, seat)
        rebuild_from_the_log(seat)
    for seat, before in zip(world.kept(), met, strict=True):
        assert snapshot(seat) == before, seat.name


def everyone_meets(world: World) -> None:
    """Let everything reach everyone.

    Who restored a file or set packages aside has less than they once said, so what they lack comes when they
    have spoken again, and what waited for it goes on from there. A copied laptop answers under the name of
    the other one, so copies also ask for what they lack.
    """
    for _ in range(ROUNDS):
        before = len(world.parcels)
        meet(world)
        if len(world.parcels) == before:
            break
    names = [seat.name for seat in world.kept()]
    for seat in world.kept():
        if names.count(seat.name) > 1:
            for area in range(2):
                _ask(world, seat, area)


def let_back_in(world: World) -> None:
    """Let those take part again whom, now that all know of everything, nobody calls lost or gone any more.

    The last first: what they had said of others before, and took along, is then known.
    """
    for name in [*reversed(world.stolen)]:
        if _counts_again(world, name):
            acted("count again")
            del world.stolen[name]
            everyone_meets(world)


def _counts_again(world: World, name: str) -> bool:
    area = next(number for number, group in enumerate(GROUPS) if name in group)
    first = world.before(next(seat for seat in world.seats if seat.name == GROUPS[area][0]), area)
    key = key_of(first, name)
    person = roster(first.desk).persons[key]
    own = [one for one in devices(first.desk) if one.key == key]
    in_country = {one.replica for one in first.desk.records(CountryCut)}
    cut = any(one.cut or one.replica in in_country for one in own)
    return not (cut or person.revoked or person.status == "removed" or person.values.get("ended"))


def _ask(world: World, seat: Seat, area: int) -> None:
    for other in world.kept():
        world.before(other, area)
        if (
            other.name != CENTRE
            and seat.name in world.receivers(other)
            and other.desk.area in world.areas[area]
            and world.differ(seat, other, area)
        ):
            before = len(world.parcels)
            ask_and_answer(world, seat, other)
            for parcel in world.parcels[before:]:
                world.take(seat, parcel)
            return


Snapshot = dict[str, tuple[object, ...]]
"""Space → vector, words, every row of every table, open conflicts."""


def snapshot(seat: Seat) -> Snapshot:
    """Return all that a laptop shows of each space."""
    with seat.use().workspace.read() as connection:
        held = {space: vector(connection, space) for space in spaces(connection)}
        shown: dict[str, list[object]] = defaultdict(list)
        for kind in occupied(connection):
            for row in connection.exec_driver_sql(f"SELECT * FROM record_{kind} ORDER BY id"):
                shown[row.space].append((kind, *row))
        for conflict in conflicts(connection):
            shown[conflict.space].append(conflict)
    assert shown.keys() <= held.keys()
    return {
        space: (found.canonical(), state_words(state_hash(space, found)), *shown[space])
        for space, found in held.items()
    }


def same_everywhere(world: World, met: list[Snapshot]) -> None:
    """Everyone who holds a space has the same heads, words, tables and conflicts of it."""
    first: Snapshot = {}
    for seat, shown in zip(world.kept(), met, strict=True):
        for space, found in shown.items():
            assert found == first.setdefault(space, found), (space, seat.name)
    assert len(first) == len(MARKS)


def nothing_confirmed_is_missing(world: World) -> None:
    """Every confirmed changeset counts at all who hold its space, with the bytes that were confirmed.

    Only what a mark holds back or somebody removed for good may be its leaf alone, and is at everybody.
    """
    for space, seats in holders(world).items():
        logs = [log_of(seat, space) for seat in seats]
        for seat, log in zip(seats, logs, strict=True):
            assert world.confirmed[space].keys() <= log.keys(), (space, seat.name)
            assert log.keys() == logs[0].keys(), (space, seat.name, seats[0].name)
            assert log == logs[0], (space, seat.name, seats[0].name)
        left = unexplained(seats[0], world.confirmed[space], logs[0], world.forgotten.values())
        assert left == [], (space, seats[0].name)


def what_is_forgotten_is_gone(world: World) -> None:
    """What was removed for good is nowhere, of all who have heard of it."""
    for seat in world.kept() if world.forgotten else ():
        heard = {hash_ for _, hash_ in applied(seat)}
        for hash_, (record, field, hashes) in world.forgotten.items():
            if hash_ in heard:
                assert still_said(seat, record, hashes, field) == [], (seat.name, record, field)


def files_are_where_somebody_has_them(world: World) -> None:
    """Whoever has a record of an attached file has the file, if anybody who counts has it."""
    short = {id(seat): lacking(seat) for seat in world.kept()}
    for space, seats in holders(world).items():
        wanted = [{name for held, name in short[id(seat)] if held == space} for seat in seats]
        assert all(one == wanted[0] for one in wanted), (space, wanted)


def nothing_waits_needlessly(seat: Seat) -> None:
    """What waits at the end waits for something that does not count here."""
    with seat.use().workspace.read() as connection:
        rows = connection.exec_driver_sql("SELECT hash, header, state FROM changeset").fetchall()
    counts = {hash_ for hash_, _, state in rows if state == APPLIED}
    for hash_, header, state in rows:
        if state == WAITING:
            assert not {*parents_of(header)} <= {"", *counts}, (seat.name, hash_)


def no_edit_falls_to_a_removal(seat: Seat) -> None:
    """Of what is gone, some removal knew every edit in force that did not know the removal."""
    with seat.use().workspace.read() as connection:
        removed = connection.exec_driver_sql("SELECT record, kind FROM removal").fetchall()
        gone = [
            record
            for record, kind in removed
            if not connection.exec_driver_sql(
                f"SELECT alive FROM record_{kind} WHERE id = ?", (record,)
            ).scalar()
        ]
        rows = connection.exec_driver_sql("SELECT hash, header FROM changeset WHERE state = 1").fetchall()
        parents = {hash_: parents_of(header) for hash_, header in rows} if gone else {}
        for record in gone:
            changes = connection.exec_driver_sql(
                "SELECT s.hash, c.body FROM change c JOIN changeset s ON s.id = c.changeset"
                " WHERE c.record = ? AND s.in_force = 1 AND c.body IS NOT NULL",
                (record,),
            ).fetchall()
            said = [(read_change(body), ancestors(parents, hash_), hash_) for hash_, body in changes]
            edits = [(known, hash_) for change, known, hash_ in said if change.f != "alive"]
            removals = [(known, hash_) for change, known, hash_ in said if change.v is False]
            assert any(
                all(edit in known or hash_ in knew for knew, edit in edits) for known, hash_ in removals
            ), (record, seat.name)


def parents_of(header: str) -> list[str]:
    """Return the hashes of what a changeset was written upon."""
    read = read_header(header)
    return [read.b, *(cause.hash for cause in read.c)]


def ancestors(parents: dict[str, list[str]], hash_: str) -> set[str]:
    """Return a changeset and all that its author knew."""
    found: set[str] = set()
    waiting = [hash_]
    while waiting:
        one = waiting.pop()
        if one not in found:
            found.add(one)
            waiting += parents.get(one, [])
    return found


def rebuild_from_the_log(seat: Seat) -> None:
    with seat.use().workspace.write() as connection:
        rebuild(connection)
    seat.desk.refresh_all()


def take_again(world: World, seat: Seat) -> None:
    """Take the last package that this person took once more; not of those whose work others turn away."""
    taken = [one for one in world.parcels if (seat.name, one.path) in world.took]
    for parcel in [one for one in taken if one.by not in world.stolen][-1:]:
        world.take(seat, parcel)


def only_its_own_spaces(world: World, parcel: Parcelled) -> None:
    """No byte of a space the package does not name: no mark of its texts, no name, no hash, no private id."""
    text, spoken_of = contents(world, parcel)
    known = holders(world)
    for mark in set(MARKS) - {mark_of(world, space) for space in spoken_of}:
        assert mark not in text, (mark, spoken_of)
    for space, seats in known.items():
        if space not in spoken_of:
            assert space not in text
            assert not _found(text, (hash_[:32] for hash_ in world.confirmed[space]))
            if not _may_be_named(space, spoken_of):
                found = _found(text, _records(seats[0], space))
                assert not found, (space, found)
            assert not _found(text, _files(seats[0], space))


def _may_be_named(space: str, spoken_of: list[str]) -> bool:
    """Whether records of a space may be named: the country's by all, an area's also by its own group."""
    return space == "country" or space.replace("/network", "/group") in spoken_of


def _found(text: str, words: Iterable[str]) -> list[str]:
    """Return the words that stand in a text, with what stands about them."""
    return [text[max(0, text.index(word) - 200) :][:400] for word in words if word in text]


def _records(seat: Seat, space: str) -> list[str]:
    with seat.desk.workspace.read() as connection:
        rows = connection.exec_driver_sql(
            "SELECT DISTINCT c.record FROM change c JOIN changeset s ON s.id = c.changeset"
            " JOIN chain h ON h.id = s.chain WHERE h.space = ? AND c.schema > 0",
            (space,),
        )
        return [str(record) for record in rows.scalars()]


def _files(seat: Seat, space: str) -> list[str]:
    with seat.desk.workspace.read() as connection:
        rows = connection.exec_driver_sql("SELECT sha256 FROM record_attachment WHERE space = ?", (space,))
        return [str(name) for name in rows.scalars() if name]


def mark_of(world: World, space: str) -> str:
    """Return the word that begins every text of a space."""
    if space == "country":
        return space
    _, area, part = space.split("/")
    return part + "AB"[world.areas.index(area)]


def contents(world: World, parcel: Parcelled) -> tuple[str, list[str]]:
    """Return everything in a package in clear, as one text, and the spaces that it names."""
    readers = [seat for seat in world.seats if seat.name in parcel.to]
    lines = [identity_line(WORDS)] if parcel.words else [readers[0].use().identity().age_identity]
    identities = [pyrage.x25519.Identity.from_str(line) for line in lines]
    inside = zipfile.ZipFile(io.BytesIO(pyrage.decrypt(parcel.path.read_bytes(), identities)))
    names = inside.namelist()
    text = "\n".join((*names, *(inside.read(name).decode(errors="replace") for name in names)))
    return text, json.loads(inside.read("manifest.json"))["spaces"]
