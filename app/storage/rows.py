"""Reading rows as they come, and two columns as a mapping; writing many rows in one step."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import chain
from typing import Any

from sqlalchemy import Connection


def mapping(connection: Connection, sql: str, parameters: tuple[object, ...] = ()) -> dict[Any, Any]:
    """Return first column → second column of a query's rows."""
    return {row[0]: row[1] for row in connection.exec_driver_sql(sql, parameters).fetchall()}


def plain_rows(connection: Connection, sql: str, parameters: tuple[object, ...] = ()) -> list[Sequence[Any]]:
    """Return the rows of a query as the driver has them: naming the columns of wide rows takes longer."""
    rows: list[Sequence[Any]] = _driver(connection).execute(sql, parameters).fetchall()
    return rows


def _driver(connection: Connection) -> Any:
    return connection.connection.driver_connection


_AT_ONCE = 100
"""Rows of one statement: calling SQLite for each row costs up to a third of writing a short one."""


def insert(connection: Connection, sql: str, rows: Sequence[tuple[object, ...]], conflict: str = "") -> None:
    """Write rows by a statement that ends with the marks of one row: `INSERT … VALUES (?, ?)`.

    `conflict` is what it says of rows that are there: ` ON CONFLICT …`.
    """
    driver = _driver(connection)
    whole = len(rows) - len(rows) % _AT_ONCE
    for first in range(0, whole, _AT_ONCE):
        values = [*chain.from_iterable(rows[first : first + _AT_ONCE])]
        driver.execute(_of_many_rows(sql) + conflict, values)
    if whole < len(rows):
        driver.executemany(sql + conflict, rows[whole:])


@cache
def _of_many_rows(sql: str) -> str:
    start, values, marks = sql.rpartition("VALUES ")
    return start + values + ", ".join([marks] * _AT_ONCE)
