"""The same SQL on the same connections, without what SQLAlchemy puts around each statement: half of the time
of a schedule. The laws are about what the statements do; every other test runs them as the program does."""

from __future__ import annotations

import gc
from collections import namedtuple
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from typing import Any

import pytest
from sqlalchemy import Connection
from sqlalchemy.exc import MultipleResultsFound, NoResultFound


class Found:
    """What a statement found: the part of SQLAlchemy's result that is used."""

    def __init__(self, cursor: Any) -> None:
        self._cursor = cursor
        described = cursor.description
        self._make = _row_of(tuple(column[0] for column in described)) if described else tuple

    @property
    def rowcount(self) -> int:
        return int(self._cursor.rowcount)

    def __iter__(self) -> Iterator[Any]:
        return map(self._make, self._cursor)

    def fetchall(self) -> list[Any]:
        return list(self)

    all = fetchall

    def first(self) -> Any:
        row = self._cursor.fetchone()
        self._cursor.close()
        return None if row is None else self._make(row)

    fetchone = first

    def one(self) -> Any:
        rows = self.fetchall()
        if len(rows) != 1:
            raise MultipleResultsFound if rows else NoResultFound
        return rows[0]

    def scalar(self) -> Any:
        row = self.first()
        return None if row is None else row[0]

    def scalars(self) -> Scalars:
        return Scalars(self._cursor)


class Scalars:
    """The first column of what was found."""

    def __init__(self, cursor: Any) -> None:
        self._cursor = cursor

    def __iter__(self) -> Iterator[Any]:
        return (row[0] for row in self._cursor)

    def all(self) -> list[Any]:
        return list(self)

    def first(self) -> Any:
        row = self._cursor.fetchone()
        self._cursor.close()
        return None if row is None else row[0]


@cache
def _row_of(names: tuple[str, ...]) -> Callable[[Sequence[Any]], Any]:
    return namedtuple("Row", names, rename=True)._make


def _execute(self: Connection, statement: str, parameters: Any = None, **_: Any) -> Found:
    cursor = self.connection.driver_connection.cursor()  # type: ignore[union-attr]
    if isinstance(parameters, list):
        cursor.executemany(statement, parameters)
    else:
        cursor.execute(statement, () if parameters is None else parameters)
    return Found(cursor)


def lean_sql(patch: pytest.MonkeyPatch) -> None:
    """Have statements run bare until the patch is undone."""
    patch.setattr(Connection, "exec_driver_sql", _execute)


@contextmanager
def rarely_collected() -> Iterator[None]:
    """Leave what was loaded before out of the search for garbage, and search less often."""
    before = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(20_000, 50, 50)
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()
