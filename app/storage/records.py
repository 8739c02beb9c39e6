"""Reading records: plain frozen values of their kind's class."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache
from typing import TypeVar

import msgspec
from sqlalchemy import Connection

from app.models.book import Book
from app.models.merging import SAME_AS, merging_kinds
from app.models.record import Merge, Record
from app.models.registry import KINDS, describe
from app.storage.rows import plain_rows

R = TypeVar("R", bound=Record)

_read_set = msgspec.json.Decoder(tuple[str, ...])


@cache
def _columns(kind: str) -> tuple[tuple[str, ...], tuple[bool, ...], tuple[bool, ...]]:
    fields = describe(kind).fields
    names = tuple(fields)
    sets = tuple(fields[name].rule.merge is Merge.SET for name in names)
    flags = tuple(fields[name].json_type is bool for name in names)
    return names, sets, flags


def read_records(
    connection: Connection,
    kind: type[R],
    spaces: Sequence[str] = (),
    *,
    only: Sequence[str] = (),
    removed: bool = False,
) -> list[R]:
    """Return the alive records of a kind in the given spaces (all, if none are given), oldest first.

    `only` narrows to these record ids; `removed` gives those that were removed instead.
    """
    name = kind.about.name
    names, sets, flags = _columns(name)
    columns = ", ".join(["id", "space", *(f'"{column}"' for column in names)])
    where, parameters = [f"alive = {int(not removed)}"], list[str]()
    if spaces:
        where.append(f"space IN ({','.join('?' * len(spaces))})")
        parameters += spaces
    if only:
        where.append(f"id IN ({','.join('?' * len(only))})")
        parameters += only
    sql = f"SELECT {columns} FROM record_{name} WHERE {' AND '.join(where)} ORDER BY id"
    rows = plain_rows(connection, sql, tuple(parameters))
    return [_record(kind, row, names, sets, flags) for row in rows]


def _record(
    kind: type[R],
    row: Sequence[object],
    names: tuple[str, ...],
    sets: tuple[bool, ...],
    flags: tuple[bool, ...],
) -> R:
    values: dict[str, object] = {}
    for name, is_set, is_flag, value in zip(names, sets, flags, row[2:], strict=True):
        if value is None:
            continue
        values[name] = _read_set.decode(str(value)) if is_set else bool(value) if is_flag else value
    return kind(id=str(row[0]), space=str(row[1]), **values)  # type: ignore[arg-type]


def visible(records: Iterable[Record]) -> Iterator[Record]:
    """Yield the records whose owners (all the way up) are among them too.

    Removal cascades nothing: a record shows only while it and its owner are alive.
    """
    listed = list(records)
    by_id = {record.id: record for record in listed}
    shown: dict[str, bool] = {}
    for record in listed:
        if _shows(record, by_id, shown):
            yield record


def _shows(record: Record, by_id: dict[str, Record], shown: dict[str, bool]) -> bool:
    if record.id not in shown:
        owner = describe(record.about.name).owner
        target = getattr(record, owner.name) if owner is not None else None
        shown[record.id] = False
        if owner is None:
            shown[record.id] = True
        elif target in by_id:
            shown[record.id] = _shows(by_id[target], by_id, shown)
    return shown[record.id]


_OCCUPIED = " UNION ALL ".join(
    f"SELECT '{kind}' WHERE EXISTS (SELECT 1 FROM record_{kind})" for kind in KINDS
)


def occupied(connection: Connection) -> list[str]:
    """Return the kinds of which there are records, removed ones included: most files hold few of them."""
    return list(connection.exec_driver_sql(_OCCUPIED).scalars())


def read_book(connection: Connection, spaces: Sequence[str]) -> Book:
    """Return the records that show in the given spaces, one for each set of merged ones."""
    kinds = occupied(connection)
    found = [record for kind in kinds for record in read_records(connection, KINDS[kind], spaces)]
    return Book(list(visible(found)), _removed_links(connection, spaces, kinds))


def _removed_links(
    connection: Connection, spaces: Sequence[str], kinds: Collection[str]
) -> dict[str, dict[str, tuple[str, ...]]]:
    """Return kind → id → `same_as` of removed records: what they joined stays joined."""
    marks = ",".join("?" * len(spaces))
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    for kind in [one for one in merging_kinds() if one in kinds]:
        sql = (
            f"SELECT id, {SAME_AS} FROM record_{kind}"
            f" WHERE alive = 0 AND {SAME_AS} IS NOT NULL AND space IN ({marks})"
        )
        rows = connection.exec_driver_sql(sql, tuple(spaces)).all()
        found |= {kind: {str(one): _read_set.decode(str(links)) for one, links in rows}} if rows else {}
    return found


def count_records(connection: Connection, kind: str) -> int:
    """Return how many alive records of a kind there are in all spaces."""
    return int(
        connection.exec_driver_sql(f"SELECT count(*) FROM record_{kind} WHERE alive = 1").scalar() or 0
    )
