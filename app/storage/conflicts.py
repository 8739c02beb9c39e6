"""What two people changed apart, with everything needed to decide it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

import msgspec
from sqlalchemy import Connection

from app.models.changeset import read_change
from app.models.current import Entry, standing
from app.models.registry import KINDS, owned_kinds
from app.models.values import Value
from app.storage.knowledge import Knowledge
from app.storage.logged import ALIVE

Place = tuple[str, str]
"""Record id and field name."""


class Conflict(msgspec.Struct, frozen=True):
    """One field (or the removal, field `alive`) of one record with several current values."""

    record: str
    field: str
    kind: str
    space: str

    @property
    def place(self) -> Place:
        return (self.record, self.field)


class Edited(msgspec.Struct, frozen=True):
    """A field that somebody edited while somebody else removed its record or the owner of it."""

    kind: str
    record: str
    field: str
    element: str
    value: Value


class Side(msgspec.Struct, frozen=True):
    """One of the current values: who wrote it, when, in which action, and what stood before.

    Of a removal, `edited` says what was edited by the one who did not know of it.
    """

    value: Value
    sign_key: str
    replica: str
    written: str
    before: tuple[Value, ...]
    action: str = ""
    action_id: str = ""
    edited: tuple[Edited, ...] = ()


class Step(msgspec.Struct, frozen=True):
    """One change to a field with its author. `withheld` says that its value is not here any more."""

    entry: Entry
    changeset: int
    sign_key: str
    written: str
    action: str
    action_id: str
    withheld: bool


STEPS = (
    "SELECT c.record, c.field, c.body, s.hash, s.in_force, s.lamport, h.replica, s.id,"
    " coalesce(h.sign_key, ''), s.written, s.action, s.action_id FROM {source}"
    " JOIN changeset s ON s.id = c.changeset JOIN chain h ON h.id = s.chain"
    " WHERE s.state = 1 AND c.schema > 0 AND c.element = ''{only}"
)
_OPEN = "conflict k JOIN change c ON c.record = k.record AND c.field = k.field"


def conflicts(connection: Connection, record: str = "") -> list[Conflict]:
    """Return every open conflict, by record; or those of one record."""
    rows = connection.exec_driver_sql(
        "SELECT record, field, kind, space FROM conflict WHERE ? IN (record, '')"
        " ORDER BY kind, record, field",
        (record,),
    )
    return [Conflict(*row) for row in rows]


def sides(connection: Connection, conflict: Conflict) -> list[Side]:
    """Return the differing current values of one conflict, the one shown first; see `all_sides`."""
    return all_sides(connection, [conflict])[conflict.place]


def all_sides(connection: Connection, found: Sequence[Conflict]) -> dict[Place, list[Side]]:
    """Return the differing current values of open conflicts, the one shown first.

    Of a removal that an edit outlived: who removed (value False), and the authors of the concurrent edits
    with what they edited (True).
    """
    records = {one.record for one in found}
    only, parameters = (" AND k.record = ?", tuple(records)) if len(records) == 1 else ("", ())
    rows = connection.exec_driver_sql(STEPS.format(source=_OPEN, only=only), parameters)
    steps = steps_by_place(rows)
    knowledge = Knowledge(connection)
    return {one.place: _sides(connection, knowledge, one, steps[one.place]) for one in found}


def steps_by_place(rows: Iterable[Sequence[object]]) -> dict[Place, list[Step]]:
    """Return what a query of `STEPS` found, by record and field."""
    steps: dict[Place, list[Step]] = defaultdict(list)
    for row in rows:
        steps[str(row[0]), str(row[1])].append(_step(*row[2:]))  # type: ignore[arg-type]
    return steps


def _step(
    body: str | None, hash_: str, in_force: int, lamport: int, replica: str, changeset: int,
    sign_key: str, written: str, action: str, action_id: str,
) -> Step:  # fmt: skip
    if body is None:
        entry = Entry(hash_[:32], None, (), False, lamport, replica)
    else:
        change = read_change(body)
        entry = Entry(hash_[:32], change.v, change.x, bool(in_force), lamport, replica)
    return Step(entry, changeset, sign_key, written, action, action_id, body is None)


def _sides(
    connection: Connection, knowledge: Knowledge, conflict: Conflict, steps: Sequence[Step]
) -> list[Side]:
    by_ref = {step.entry.ref: step for step in steps}
    current = standing(step.entry for step in steps)
    found = [side_of(by_ref[entry.ref], by_ref) for entry in current.distinct()]
    if conflict.field != ALIVE:
        return found
    removals = [by_ref[entry.ref].changeset for entry in current.current if entry.value is False]
    return found + _editors(connection, knowledge, conflict, removals)


def side_of(step: Step, by_ref: Mapping[str, Step]) -> Side:
    """Return a change as one of the values to choose from."""
    before = tuple(by_ref[ref].entry.value for ref in newest(step.entry.replaces, by_ref))
    return Side(
        step.entry.value, step.sign_key, step.entry.replica, step.written, before, step.action, step.action_id
    )


def newest(refs: Collection[str], by_ref: Mapping[str, Step]) -> list[str]:
    """Return those of the changes that none of the others replaced and whose value is here, highest first.

    What a change replaces also names what those had replaced that never left their laptop.
    """
    here = [ref for ref in refs if ref in by_ref]
    older = {before for ref in here for before in by_ref[ref].entry.replaces}
    kept = [ref for ref in here if ref not in older and not by_ref[ref].withheld]
    return sorted(kept, key=lambda ref: by_ref[ref].entry.rank, reverse=True)


_EDITS = (
    "SELECT s.id, c.kind, c.record, c.field, c.element, c.body, coalesce(h.sign_key, ''), h.replica,"
    " s.written, s.action, s.action_id FROM change c JOIN changeset s ON s.id = c.changeset"
    " JOIN chain h ON h.id = s.chain"
    " WHERE c.record = ? AND c.field <> ? AND s.in_force = 1 AND s.state = 1 AND c.schema > 0"
    " AND c.body IS NOT NULL"
    " ORDER BY s.lamport, s.hash, c.position"
)


def _editors(
    connection: Connection, knowledge: Knowledge, conflict: Conflict, removals: Sequence[int]
) -> list[Side]:
    """Return who edited the record or what it owns without knowing of a removal, the last first."""
    edits: dict[str, list[Sequence[object]]] = defaultdict(list)
    for record in _with_owned(connection, conflict):
        for row in connection.exec_driver_sql(_EDITS, (record, ALIVE)):
            if any(_apart(knowledge, int(row[0]), removal) for removal in removals):
                edits[str(row[6])].append(tuple(row))
    found = [_editor(rows) for rows in edits.values()]
    return sorted(found, key=lambda side: side.written, reverse=True)


def _apart(knowledge: Knowledge, one: int, other: int) -> bool:
    return not knowledge.knows(one, other) and not knowledge.knows(other, one)


def _editor(rows: Sequence[Sequence[object]]) -> Side:
    *_, sign_key, replica, written, action, action_id = rows[-1]
    last = {(row[2], row[3], row[4]): row for row in rows if row[5] is not None}
    edited = tuple(
        Edited(str(row[1]), str(row[2]), str(row[3]), str(row[4]), read_change(str(row[5])).v)
        for row in last.values()
    )
    return Side(True, str(sign_key), str(replica), str(written), (), str(action), str(action_id), edited)


def _with_owned(connection: Connection, conflict: Conflict) -> list[str]:
    found: list[str] = []
    waiting = [(conflict.record, conflict.kind)]
    while waiting:
        record, kind = waiting.pop()
        found.append(record)
        for owned, field in owned_kinds(kind) if kind in KINDS else ():
            sql = f'SELECT id FROM record_{owned} WHERE "{field}" = ?'
            waiting += [(row, owned) for row in connection.exec_driver_sql(sql, (record,)).scalars()]
    return found
