"""Taking a package into the log within one transaction, counting what it changes, and setting it aside."""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice

import msgspec
from sqlalchemy import Connection

from app.foundation.progress import Progress
from app.models.changeset import Arrived, read_header
from app.models.registry import KINDS
from app.storage.chains import heads, spaces
from app.storage.engine import roomy
from app.storage.receiving import receive
from app.storage.rows import mapping
from app.storage.sending import signed_ends
from app.storage.tables import APPLIED, NOTHING_NEW
from app.storage.touched import Touched

EXAMPLES, LOOKED_THROUGH = 3, 200
"""Of each kind so many records are named, looked for among so many at a time."""


@dataclass(slots=True)
class Taken:
    """What a take did, by kind where it matters; `waiting` is how many changesets wait altogether.

    `examples` are a few record ids by what became of them (new, changed, removed, conflicts) and kind.
    """

    new: Counter[str] = field(default_factory=Counter)
    changed: Counter[str] = field(default_factory=Counter)
    removed: Counter[str] = field(default_factory=Counter)
    conflicts: Counter[str] = field(default_factory=Counter)
    waiting: int = 0
    already_known: int = 0
    applied: int = 0
    touched: Touched = field(default_factory=Touched)
    examples: dict[str, dict[str, list[str]]] = field(default_factory=dict)

    def note(self, became: str, kind: str, record: str) -> None:
        """Keep a record as an example, unless there are enough of its kind."""
        found = self.examples.setdefault(became, {}).setdefault(kind, [])
        if len(found) < EXAMPLES and record not in found:
            found.append(record)


def take_lines(
    connection: Connection,
    take: int,
    lines: Iterable[Arrived],
    progress: Progress,
    total: int,
    forget: Callable[[Connection], set[str]] | None = None,
) -> Taken:
    """Put lines into the log and count the difference they make. Raises UserError; see `receive`.

    `forget` drops what was removed for good and returns the records it touched.
    """
    before: dict[str, str] = {}
    open_before = open_conflicts(connection)

    def remember(known: Collection[str]) -> None:
        before.update(alive(connection, known))

    with roomy(connection), _collecting_nothing():
        outcome = receive(connection, lines, take, progress, total, before_settling=remember)
        dropped = forget(connection) if forget is not None else set()
    taken = Taken(waiting=outcome.waiting, already_known=outcome.already_known, applied=outcome.applied)
    _count_begun(connection, taken, outcome.touched, outcome.touched.known | dropped)
    for part in outcome.touched.others():
        _count(taken, part, before, alive(connection, part))
    now_open = open_conflicts(connection)
    arisen = {place: kind for place, kind in now_open.items() if place not in open_before}
    taken.conflicts.update(arisen.values())
    for (record, _), kind in sorted(arisen.items())[:LOOKED_THROUGH]:
        taken.note("conflicts", kind, record)
    taken.touched = outcome.touched
    taken.touched.known |= dropped
    if not taken.applied:
        _note_nothing_new(connection, take)
    return taken


def _count_begun(connection: Connection, taken: Taken, touched: Touched, again: Collection[str]) -> None:
    """Count the records that begin in the take: what was spoken of only there is there as it began."""
    for kinds in touched.begun():
        taken.new.update(kind for record, kind in kinds.items() if kind and record not in again)
        for record, kind in islice(kinds.items(), LOOKED_THROUGH):
            if kind and record not in again:
                taken.note("new", kind, record)
        spoken_of = [record for record in kinds if record in again]
        _count(taken, spoken_of, {}, alive(connection, spoken_of))


def _count(taken: Taken, records: Sequence[str], before: Mapping[str, str], after: Mapping[str, str]) -> None:
    """Count what became of records: both mappings name the kind of those that were, and are, there."""
    for record in records:
        if record in after:
            (taken.changed if record in before else taken.new)[after[record]] += 1
        elif record in before:
            taken.removed[before[record]] += 1
    for record in sorted(records)[:LOOKED_THROUGH]:
        if record in after:
            taken.note("changed" if record in before else "new", after[record], record)
        elif record in before:
            taken.note("removed", before[record], record)


@contextmanager
def _collecting_nothing() -> Iterator[None]:
    """Look for no garbage meanwhile: what a take makes by the thousand holds no cycles, and looking through
    it again and again takes a tenth of the time."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


def _note_nothing_new(connection: Connection, take: int) -> None:
    """Note of a package that it brought nothing, unless something of it waits."""
    connection.exec_driver_sql(
        "UPDATE take SET report = ? WHERE id = ? AND NOT EXISTS (SELECT 1 FROM changeset WHERE take = ?)",
        (NOTHING_NEW, take, take),
    )


def alive(connection: Connection, records: Collection[str]) -> dict[str, str]:
    """Return record id → kind of those of the records that are there."""
    by_kind: dict[str, list[str]] = {}
    for record, kind in connection.exec_driver_sql(_KINDS, (_json(records),)).fetchall():
        by_kind.setdefault(kind, []).append(record)
    found: dict[str, str] = {}
    for kind in by_kind.keys() & KINDS.keys():
        sql = f"SELECT id FROM record_{kind} WHERE alive = 1 AND id IN (SELECT value FROM json_each(?))"
        rows = connection.exec_driver_sql(sql, (_json(by_kind[kind]),))
        found |= dict.fromkeys(rows.scalars(), kind)
    return found


_KINDS = (
    "SELECT r.value, (SELECT kind FROM run WHERE record = r.value AND schema > 0 LIMIT 1) FROM json_each(?) r"
)


def _json(texts: Collection[str]) -> str:
    return msgspec.json.encode(sorted(texts)).decode()


def open_conflicts(connection: Connection) -> dict[tuple[str, str], str]:
    """Return (record, field) → kind of every conflict that nobody has decided."""
    rows = connection.exec_driver_sql("SELECT record, field, kind FROM conflict")
    return {(record, name): kind for record, name, kind in rows}


def begin_take(connection: Connection, taken_at: str, sender: str, file: str) -> int:
    """Note that a package is being taken. Returns its row id."""
    row = connection.exec_driver_sql(
        "INSERT INTO take (taken_at, sender, file, report) VALUES (?, ?, ?, '') RETURNING id",
        (taken_at, sender, file),
    ).scalar()
    return int(row or 0)


@dataclass(frozen=True, slots=True)
class ForeignChain:
    """A chain somebody else wrote: how far it is applied here, how far its person signed it, their key."""

    space: str
    replica: str
    applied: int
    signed: int
    sign_key: str


def foreign_chains(connection: Connection) -> list[ForeignChain]:
    """Return every chain with applied changesets that no person of this file wrote here."""
    found = []
    for space in spaces(connection):
        ends = signed_ends(connection, space)
        keys: dict[int, str | None] = mapping(
            connection, "SELECT id, sign_key FROM chain WHERE mine = 0 AND space = ?", (space,)
        )
        later = _signed_beyond(connection, space)
        for head in heads(connection, space):
            if head.chain in keys and head.sequence:
                waiting = later.get((head.chain, keys[head.chain] or ""), 0)
                signed = max(ends.get(head.chain, 0), waiting)
                found.append(ForeignChain(space, head.replica, head.sequence, signed, keys[head.chain] or ""))
    return found


def _signed_beyond(connection: Connection, space: str) -> dict[tuple[int, str], int]:
    """Return how far a signed head that still waits covers what is applied: (chain, signer) → sequence.

    Each hash covers the one before, so who signed the later changeset signed the earlier ones.
    """
    found: dict[tuple[int, str], int] = {}
    for header, signer in connection.exec_driver_sql(_SIGNED_WAITING, (space, APPLIED)).fetchall():
        before: str | None = header
        while before is not None:
            row = connection.exec_driver_sql(_BEFORE, (read_header(before).b,)).first()
            before = row.header if row is not None and row.state != APPLIED else None
            if row is not None and row.state == APPLIED:
                key = (int(row.chain), str(signer))
                found[key] = max(int(row.sequence), found.get(key, 0))
    return found


_SIGNED_WAITING = (
    "SELECT s.header, g.signer FROM head_signature g JOIN changeset s ON s.hash = g.hash"
    " WHERE g.space = ? AND s.state <> ?"
)
_BEFORE = "SELECT chain, sequence, state, header FROM changeset WHERE hash = ?"
