"""Many rows are written in few steps, and each of them once."""

from __future__ import annotations

from itertools import chain

import pytest
from sqlalchemy import create_engine

from app.storage.rows import insert, plain_rows


@pytest.mark.parametrize("count", [0, 1, 99, 100, 101, 250])
def test_rows_are_written_in_their_order_however_many(count: int) -> None:
    rows = [(number, f"line {number}") for number in range(count)]
    with create_engine("sqlite://").connect() as connection:
        connection.exec_driver_sql("CREATE TABLE log (number INTEGER, line TEXT)")
        insert(connection, "INSERT INTO log (number, line) VALUES (?, ?)", [*chain.from_iterable(rows)])
        assert plain_rows(connection, "SELECT number, line FROM log ORDER BY rowid") == rows


def test_text_that_looks_like_a_statement_is_but_text() -> None:
    rows = [("VALUES (?, ?)",)] * 100
    with create_engine("sqlite://").connect() as connection:
        connection.exec_driver_sql("CREATE TABLE log (line TEXT)")
        insert(connection, "INSERT INTO log (line) VALUES (?)", [*chain.from_iterable(rows)])
        assert plain_rows(connection, "SELECT line FROM log") == rows
