"""From the log to the tables: what stands in each register, written into the kind's table.

`settle` is the one way a kind table changes. It reads the changes of the records named, decides what
stands by `models.current`, and writes rows, conflicts and removals. Rebuilding settles every record.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache

import msgspec
from sqlalchemy import Connection

from app.models.current import Entry, standing
from app.models.record import Merge
from app.models.registry import KINDS, describe
from app.models.values import Value
from app.storage.liveness import Liveness
from app.storage.logged import ALIVE, Logged, Register, chunks, logged
from app.storage.rows import insert


def settle(connection: Connection, touched: Mapping[str, frozenset[str]]) -> None:
    """Bring the rows of the touched records in line with the log.

    `touched` maps record id to the names of the fields that changed; no names means all fields.
    """
    whole = [record for record, fields in touched.items() if not fields]
    for part in chunks(whole):
        _settle_part(connection, logged(connection, part), frozenset(part))
    by_fields: dict[frozenset[str], list[str]] = defaultdict(list)
    for record, fields in touched.items():
        if fields:
            by_fields[fields].append(record)
    for fields, records in by_fields.items():
        for part in chunks(records):
            _settle_part(connection, logged(connection, part, fields), frozenset())


def settle_items(connection: Connection, items: list[Logged]) -> None:
    """Bring rows in line with these changes, which are all that the log holds of their fields."""
    if items:
        _settle_part(connection, items, frozenset())


def _settle_part(connection: Connection, items: list[Logged], whole: frozenset[str]) -> None:
    """Write what stands in the registers of `items`. Records of `whole` without a change in force vanish."""
    registers: dict[Register, list[Entry]] = defaultdict(list)
    kinds: dict[str, tuple[str, str]] = {}
    for item in items:
        registers[item.register].append(item.entry)
        kinds[item.register[0]] = (item.kind, item.space)
    there = {item.register[0] for item in items if item.entry.in_force}
    gone = {record: kinds[record][0] for record in whole - there if record in kinds}
    gone |= {
        record: kinds[record][0] for record in kinds.keys() - there - whole if _vanished(connection, record)
    }
    rows = {record: place for record, place in kinds.items() if record not in gone}
    values, conflicts = _values(registers, kinds)
    liveness = Liveness(connection)
    left = liveness.owners({**gone, **{record: kind for record, (kind, _) in rows.items()}})
    _drop(connection, gone)
    write_rows(connection, rows, values)
    _write_conflicts(connection, registers, conflicts, kinds)
    asked = {
        register[0]: standing(entries) for register, entries in registers.items() if register[1] == ALIVE
    }
    liveness.update(rows, asked, left)


def _vanished(connection: Connection, record: str) -> bool:
    found = connection.exec_driver_sql(
        "SELECT 1 FROM change c JOIN changeset s ON s.id = c.changeset"
        " WHERE c.record = ? AND s.in_force = 1 AND c.schema > 0 AND c.body IS NOT NULL LIMIT 1",
        (record,),
    )
    return found.first() is None


def _values(
    registers: Mapping[Register, list[Entry]], kinds: Mapping[str, tuple[str, str]]
) -> tuple[dict[str, dict[str, object]], set[Register]]:
    stand: dict[str, dict[tuple[str, str], Value]] = defaultdict(dict)
    conflicts: set[Register] = set()
    for register, entries in registers.items():
        record, name, element = register
        field = describe(kinds[record][0]).fields.get(name)
        if field is None:
            continue
        stands = standing(entries)
        is_set = field.rule.merge is Merge.SET
        stand[record][name, element] = stands.present() if is_set else stands.shown
        if stands.in_conflict(field.rule.merge):
            conflicts.add(register)
    return {record: row_of(kinds[record][0], what.items()) for record, what in stand.items()}, conflicts


def row_of(kind: str, stand: Iterable[tuple[tuple[str, str], Value]]) -> dict[str, object]:
    """Return the columns of a record from what stands: (field, element of a set or ""), and its value.

    An element of a set is there when its value is True. Fields this version does not know are left out.
    """
    row: dict[str, object] = {}
    sets: dict[str, list[str]] = defaultdict(list)
    are_sets = _are_sets(kind)
    for (name, element), value in stand:
        is_set = are_sets.get(name)
        if is_set is False:
            row[name] = value
        elif is_set:  # None: a field that this version does not know
            sets[name] += [element] if value is True else []
    for name, elements in sets.items():
        row[name] = msgspec.json.encode(sorted(elements)).decode() if elements else None
    return row


@cache
def _are_sets(kind: str) -> dict[str, bool]:
    """Return of each field of a kind whether it is a set."""
    return {name: field.rule.merge is Merge.SET for name, field in describe(kind).fields.items()}


def _drop(connection: Connection, gone: Mapping[str, str]) -> None:
    for record, kind in gone.items():
        connection.exec_driver_sql(f"DELETE FROM record_{kind} WHERE id = ?", (record,))
        connection.exec_driver_sql("DELETE FROM conflict WHERE record = ?", (record,))
        connection.exec_driver_sql("DELETE FROM removal WHERE record = ?", (record,))


def write_rows(
    connection: Connection, rows: Mapping[str, tuple[str, str]], values: Mapping[str, dict[str, object]]
) -> None:
    """Write the columns given of each record; `rows` maps record id to (kind, space)."""
    groups: dict[tuple[str, tuple[str, ...]], list[object]] = defaultdict(list)
    for record, (kind, space) in rows.items():
        if kind not in KINDS:
            continue
        fields = values.get(record, {})
        groups[kind, tuple(fields)] += (record, space, *fields.values())
    for (kind, names), parameters in groups.items():
        start, conflict = _upsert(kind, names)
        insert(connection, start, parameters, conflict)


def _upsert(kind: str, names: tuple[str, ...]) -> tuple[str, str]:
    """Return the statement that writes a row, and what it says of one that is there."""
    quoted = [f'"{name}"' for name in names]
    columns = ", ".join(["id", "space", "alive", *quoted])
    marks = ", ".join(["?", "?", "1", *("?" for _ in names)])
    updates = ", ".join(f"{name} = excluded.{name}" for name in quoted) or "space = excluded.space"
    return (
        f"INSERT OR FAIL INTO record_{kind} ({columns}) VALUES ({marks})",
        f" ON CONFLICT (id) DO UPDATE SET {updates}",
    )


def _write_conflicts(
    connection: Connection,
    registers: Mapping[Register, list[Entry]],
    conflicts: set[Register],
    kinds: Mapping[str, tuple[str, str]],
) -> None:
    open_now = connection.exec_driver_sql("SELECT 1 FROM conflict LIMIT 1").first() is not None
    if open_now:
        settled = [(record, field) for record, field, _ in registers if field != ALIVE]
        if settled:
            connection.exec_driver_sql("DELETE FROM conflict WHERE record = ? AND field = ?", settled)
    if conflicts:
        connection.exec_driver_sql(
            "INSERT OR REPLACE INTO conflict (record, field, kind, space) VALUES (?, ?, ?, ?)",
            [(record, field, *kinds[record]) for record, field, _ in sorted(conflicts)],
        )
