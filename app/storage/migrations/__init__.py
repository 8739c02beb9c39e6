"""Numbered steps of SQL from one schema version to the next; each in one transaction with its version."""

from __future__ import annotations

from importlib.resources import files

from sqlalchemy import Connection, Engine

from app.foundation.errors import PlaceError
from app.storage.engine import APPLICATION_ID, roll_back
from app.storage.schema import SCHEMA

STEPS: dict[int, str] = {1: "0001_first.sql"}
"""The SQL text that leads to each version."""


def version(connection: Connection) -> int:
    """Return the schema version of a file."""
    return int(connection.exec_driver_sql("PRAGMA user_version").scalar() or 0)


def check_ours(connection: Connection, file: str) -> None:
    """Raise PlaceError `not_a_workspace` or `newer_version` for a file this program cannot
    serve."""
    if connection.exec_driver_sql("PRAGMA application_id").scalar() != APPLICATION_ID:
        raise PlaceError("not_a_workspace", file=file)
    if version(connection) > SCHEMA:
        raise PlaceError("newer_version", file=file)


def migrate(engine: Engine) -> list[int]:
    """Bring a file to the newest schema, one transaction per step. Returns the steps that ran."""
    ran: list[int] = []
    with engine.connect() as connection:
        for number in sorted(STEPS):
            if version(connection) < number:
                _run(connection, number)
                ran.append(number)
    return ran


def _run(connection: Connection, number: int) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")
    try:
        for statement in statements(number):
            connection.exec_driver_sql(statement)
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.exec_driver_sql(f"PRAGMA user_version = {number}")
        connection.exec_driver_sql("COMMIT")
    except BaseException:
        roll_back(connection)
        raise


def statements(number: int) -> list[str]:
    """Return the statements of one step."""
    text = files(__package__).joinpath(STEPS[number]).read_text(encoding="utf-8")
    return [part.strip() for part in text.split(";\n") if part.strip()]
