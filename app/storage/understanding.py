"""What this version understands of the log, and what it takes up after an upgrade (docs/log.md §8)."""

from __future__ import annotations

from functools import cache
from typing import Any

from sqlalchemy import Connection, Row

from app.foundation.errors import UserError
from app.models.changeset import BEGIN, FORGET, MARK, read_change
from app.models.record import Home
from app.models.registry import KINDS, describe
from app.storage.registers import settle
from app.storage.runs import Item, Placed, replace_changes
from app.storage.schema import SCHEMA

OF_THE_LOG = (BEGIN, MARK, FORGET)
"""Kinds of changes that speak of the log itself, not of records."""

_UNREAD = (
    "FROM change c JOIN changeset s ON s.id = c.changeset JOIN chain h ON h.id = s.chain"
    f" WHERE c.schema = 0 AND c.kind NOT IN ('', {', '.join(repr(kind) for kind in OF_THE_LOG)})"
)


@cache
def expected(kind: str, field: str, place: str) -> tuple[type, int]:
    """Return the JSON type of a field in the log, and the schema that applies it.

    The type is `object` and the schema 0 for what this version does not know. Raises UserError
    `package_malformed` for a kind in a space it does not live in.
    """
    if kind not in KINDS:
        return object, 0
    description = describe(kind)
    home = description.kind.home
    if home is not Home.OWNER and place != home.value:
        raise UserError("package_malformed")
    if field == "alive":
        return bool, SCHEMA
    known = description.fields.get(field)
    if known is None:
        return object, 0
    return bool if known.rule.many else known.json_type, SCHEMA


def not_understood(connection: Connection) -> int:
    """Return how many changes this version does not understand yet; they are kept and relayed."""
    return int(connection.exec_driver_sql(f"SELECT count(*) {_UNREAD}").scalar() or 0)


def take_up_understood(connection: Connection) -> int:
    """Let changes take effect that an older version kept without understanding. Returns how many.

    What is written in a way no Masar writes it (a wrong JSON type, a kind in a foreign space) stays kept.
    """
    rows = connection.exec_driver_sql(
        f"SELECT c.changeset, c.position, c.kind, c.record, c.field, c.element, c.body, h.space {_UNREAD}"
    ).fetchall()
    taken_up = [row for row in rows if row.body is not None and _fits(row.body, row.space)]
    if taken_up:
        understood = {(row.changeset, row.position): _understood(row) for row in taken_up}
        replace_changes(connection, understood)
        settle(connection, dict.fromkeys({row.record for row in taken_up}, frozenset()))
    return len(taken_up)


def _understood(row: Row[Any]) -> Placed:
    return Placed(row.kind, row.record, SCHEMA, Item(row.field, row.element, row.body, None))


def _fits(body: str, space: str) -> bool:
    change = read_change(body)
    try:
        wanted, schema = expected(change.k, change.f, space.rsplit("/", 1)[-1])
    except UserError:
        return False
    return schema > 0 and (change.v is None or wanted is object or type(change.v) is wanted)
