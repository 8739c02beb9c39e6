"""Reading rows as they come, and two columns as a mapping; writing many rows in one step."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
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


def insert(connection: Connection, sql: str, values: Sequence[object], conflict: str = "") -> None:
    """Write rows by a statement that ends with the marks of one row: `INSERT OR FAIL … VALUES (?, ?)`.

    OR FAIL: when a row is refused those before it stay, so whoever writes takes the whole transaction back.
    In return SQLite keeps no copy of each page that the statement touches, a third of what a take moved in
    memory. When the disk is full it ends the transaction itself.
    `values` holds those of the rows one after the other: a list of rows would be made for this alone.
    `conflict` is what the statement says of rows that are there: ` ON CONFLICT …`.
    """
    driver = _driver(connection)
    width = sql.rpartition("VALUES ")[2].count("?")
    at_once = width * _AT_ONCE
    whole = len(values) - len(values) % at_once
    for first in range(0, whole, at_once):
        driver.execute(_of_many_rows(sql) + conflict, values[first : first + at_once])
    rest = [values[first : first + width] for first in range(whole, len(values), width)]
    if rest:
        driver.executemany(sql + conflict, rest)


@cache
def _of_many_rows(sql: str) -> str:
    start, values, marks = sql.rpartition("VALUES ")
    return start + values + ", ".join([marks] * _AT_ONCE)
