"""What must hold once everything has reached everyone, and of every package on its way."""

from __future__ import annotations

import io
import json
import zipfile
from collections import defaultdict
from collections.abc import Iterable

import pyrage
from services.exchange_world import CENTRE, MARKS, Parcelled, Seat, World, ask_and_answer, holders, meet
from services.laptops import WORDS

from app.models.changeset import read_change, read_header
from app.storage.chains import spaces, vector
from app.storage.conflicts import conflicts
from app.storage.rebuilding import rebuild
from app.storage.records import occupied
from app.sync.state_words import state_hash, state_words
from app.sync.word_key import identity_line

ROUNDS = 4
"""How often everybody hands on what they have, at most; once when nobody has less than they said."""

Bodies = tuple[tuple[int, str | None], ...]


def check_all(world: World) -> None:
    """Let everything reach everyone, and hold every law."""
    everyone_meets(world)
    met = [snapshot(seat) for seat in world.kept()]
    same_everywhere(world, met)
    nothing_confirmed_is_missing(world)
    for seat in world.kept():
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
    """Every confirmed changeset counts at all who hold its space, with the same bytes kept and held back."""
    for space, seats in holders(world).items():
        logs = [_log(seat, space) for seat in seats]
        for seat, log in zip(seats, logs, strict=True):
            assert world.confirmed[space] <= log.keys(), (space, seat.name)
            assert log.keys() == logs[0].keys(), (space, seat.name, seats[0].name)
            assert log == logs[0], (space, seat.name, seats[0].name)


def _log(seat: Seat, space: str) -> dict[str, Bodies]:
    """Return hash → (position, bytes or None where only the leaf is kept) of what is applied of a space."""
    with seat.use().workspace.read() as connection:
        rows = connection.exec_driver_sql(
            "SELECT s.hash, c.position, c.body FROM changeset s JOIN chain h ON h.id = s.chain"
            " JOIN change c ON c.changeset = s.id WHERE h.space = ? AND s.state = 1"
            " ORDER BY s.hash, c.position",
            (space,),
        ).fetchall()
    found: dict[str, list[tuple[int, str | None]]] = defaultdict(list)
    for hash_, position, body in rows:
        found[hash_].append((position, body))
    return {hash_: tuple(parts) for hash_, parts in found.items()}


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
    for mark in set(MARKS) - {mark_of(world, space) for space in spoken_of}:
        assert mark not in text, (mark, spoken_of)
    for space, seats in holders(world).items():
        if space not in spoken_of:
            assert space not in text
            assert not _found(text, (hash_[:32] for hash_ in world.confirmed[space]))
            if space.endswith("/group"):
                assert not _found(text, _records(seats[0], space))


def _found(text: str, words: Iterable[str]) -> list[str]:
    return [word for word in words if word in text]


def _records(seat: Seat, space: str) -> list[str]:
    with seat.use().workspace.read() as connection:
        rows = connection.exec_driver_sql(
            "SELECT DISTINCT c.record FROM change c JOIN changeset s ON s.id = c.changeset"
            " JOIN chain h ON h.id = s.chain WHERE h.space = ? AND c.schema > 0",
            (space,),
        )
        return [str(record) for record in rows.scalars()]


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
    text = "\n".join(inside.read(name).decode(errors="replace") for name in inside.namelist())
    return text, json.loads(inside.read("manifest.json"))["spaces"]
