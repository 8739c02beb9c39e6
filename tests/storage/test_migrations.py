"""A file made from nothing has the tables that the descriptions say; a failing step changes nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection
from sqlalchemy.schema import CreateIndex, CreateTable

from app.foundation.errors import MasarError, PlaceError
from app.storage import migrations
from app.storage.engine import connect
from app.storage.migrations import migrate, version
from app.storage.schema import SCHEMA
from app.storage.tables import all_tables


def shape(connection: Connection) -> dict[str, Any]:
    """Return columns, keys and indexes of every table, as SQLite itself tells them."""
    tables = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'").scalars().all()
    found: dict[str, Any] = {}
    for table in tables:
        columns = connection.exec_driver_sql(f'PRAGMA table_info("{table}")').fetchall()
        keys = connection.exec_driver_sql(f'PRAGMA foreign_key_list("{table}")').fetchall()
        found[table] = (
            sorted(
                (name, kind, bool(strict or key), str(default), key)
                for _, name, kind, strict, default, key in columns
            ),
            sorted((target, own, other) for _, _, target, own, other, *_ in keys),
            sorted(_indexes(connection, table)),
        )
    return found


def _indexes(connection: Connection, table: str) -> list[tuple[bool, tuple[str, ...]]]:
    rows = connection.exec_driver_sql(f'PRAGMA index_list("{table}")').fetchall()
    return [
        (
            bool(row[2]),
            tuple(part[2] for part in connection.exec_driver_sql(f'PRAGMA index_info("{row[1]}")')),
        )
        for row in rows
    ]


def derived(connection: Connection) -> None:
    """Make the tables straight from the descriptions."""
    for table in all_tables().sorted_tables:
        connection.execute(CreateTable(table))
        for index in table.indexes:
            connection.execute(CreateIndex(index))


def test_a_fresh_file_has_the_derived_tables(tmp_path: Path) -> None:
    migrated, made = connect(tmp_path / "one", None), connect(tmp_path / "two", None)
    migrate(migrated)
    with migrated.connect() as one, made.connect() as two:
        derived(two)
        assert shape(one) == shape(two)
        assert version(one) == SCHEMA
    migrated.dispose()
    made.dispose()


def test_migrating_again_does_nothing(tmp_path: Path) -> None:
    engine = connect(tmp_path / "one", None)
    assert migrate(engine) == list(range(1, SCHEMA + 1))
    assert migrate(engine) == []
    engine.dispose()


def test_a_failing_step_leaves_the_version_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    engine = connect(tmp_path / "one", None)
    migrate(engine)
    good = migrations.statements

    def statements(number: int) -> list[str]:
        return ["CREATE TABLE half (a)", "NONSENSE"] if number > SCHEMA else good(number)

    monkeypatch.setitem(migrations.STEPS, SCHEMA + 1, "broken.sql")
    monkeypatch.setattr(migrations, "statements", statements)
    with engine.connect() as connection:
        before = shape(connection)
    with pytest.raises(Exception, match="syntax error"):
        migrate(engine)
    with engine.connect() as connection:
        assert shape(connection) == before
        assert version(connection) == SCHEMA
    engine.dispose()


def test_a_newer_file_is_refused_and_a_foreign_one(tmp_path: Path) -> None:
    engine = connect(tmp_path / "one", None)
    migrate(engine)
    with engine.connect() as connection:
        migrations.check_ours(connection, "one")
        connection.exec_driver_sql(f"PRAGMA user_version = {SCHEMA + 1}")
        with pytest.raises(PlaceError, match="newer_version"):
            migrations.check_ours(connection, "one")
        connection.exec_driver_sql("PRAGMA application_id = 1")
        with pytest.raises(MasarError, match="not_a_workspace"):
            migrations.check_ours(connection, "one")
    engine.dispose()


def test_record_tables_carry_no_rules_between_records(tmp_path: Path) -> None:
    engine = connect(tmp_path / "one", None)
    migrate(engine)
    with engine.connect() as connection:
        for table, (columns, keys, indexes) in shape(connection).items():
            if table.startswith("record_"):
                assert keys == [], table
                assert [name for name, _, needed, _, _ in columns if needed] == ["id"], table
                assert indexes == [(True, ("id",))], table
    engine.dispose()
