"""What this version understands of the log, and what it takes up after an upgrade (docs/log.md §8)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Row

from app.foundation.errors import UserError
from app.models.changeset import BEGIN, FORGET, MARK, read_change
from app.models.record import Home
from app.models.registry import KINDS, describe
from app.storage.in_force import marked_anywhere, settle_marks
from app.storage.logged import ALIVE
from app.storage.registers import settle
from app.storage.runs import Placed, replace_changes
from app.storage.schema import SCHEMA

OF_THE_LOG = (BEGIN, MARK, FORGET)
"""Kinds of changes that speak of the log itself, not of records."""

_UNREAD = (
    "FROM change c JOIN changeset s ON s.id = c.changeset JOIN chain h ON h.id = s.chain"
    f" WHERE c.schema = 0 AND c.kind NOT IN ('', {', '.join(repr(kind) for kind in OF_THE_LOG)})"
)


@lru_cache(maxsize=1_000)
def fields_of(kind: str, space: str) -> Mapping[str, type]:
    """Return the fields of a kind that this version applies, each with its JSON type in the log.

    Of a kind that it does not know there are none. Raises UserError `package_malformed` for a kind in a space
    it does not live in.
    """
    if kind not in KINDS:
        return {}
    description = describe(kind)
    home = description.kind.home
    if home is not Home.OWNER and space.rsplit("/", 1)[-1] != home.value:
        raise UserError("package_malformed")
    types = {name: bool if one.rule.many else one.json_type for name, one in description.fields.items()}
    return {ALIVE: bool, **types}


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
        touched = settle_marks(connection, marked_anywhere(connection))
        settle(connection, dict.fromkeys(touched | {row.record for row in taken_up}, frozenset()))
    return len(taken_up)


def _understood(row: Row[Any]) -> Placed:
    return Placed(row.kind, row.record, SCHEMA, row.body)


def _fits(body: str, space: str) -> bool:
    change = read_change(body)
    try:
        wanted = fields_of(change.k, space).get(change.f)
    except UserError:
        return False
    return wanted is not None and (change.v is None or type(change.v) is wanted)
