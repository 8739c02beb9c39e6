"""The recipe that every connection follows, and transactions that are whole or not at all."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy.exc import DatabaseError

from app.foundation.errors import PlaceError
from app.storage.backups import copy_whole
from app.storage.drafts import Draft, read_drafts, write_draft
from app.storage.engine import APPLICATION_ID
from app.storage.lock_box import Cost
from app.storage.rows import insert
from app.storage.runs import INSERT_RUN
from app.storage.schema import SCHEMA
from app.storage.settings import read_setting, write_setting
from app.storage.workspace import Workspace


@pytest.fixture(params=[None, "open sesame"])
def workspace(tmp_path: Path, request: pytest.FixtureRequest, as_shipped: None) -> Iterator[Workspace]:
    made = Workspace.create(tmp_path / "work.masarw", request.param, Cost(2))
    yield made
    made.close()


RECIPE = [
    ("foreign_keys", 1),
    ("trusted_schema", 0),
    ("synchronous", 2),
    ("busy_timeout", 5000),
    ("journal_mode", "wal"),
    ("temp_store", 2),
    ("application_id", APPLICATION_ID),
    ("user_version", SCHEMA),
]


@pytest.mark.parametrize(("name", "value"), RECIPE)
def test_the_writing_connection(workspace: Workspace, name: str, value: object) -> None:
    with workspace.outside_transaction() as connection:
        assert connection.exec_driver_sql(f"PRAGMA {name}").scalar() == value


@pytest.mark.parametrize(("name", "value"), [part for part in RECIPE if part[0] != "busy_timeout"])
def test_the_reading_connection(workspace: Workspace, name: str, value: object) -> None:
    with workspace.read() as connection:
        assert connection.exec_driver_sql(f"PRAGMA {name}").scalar() == value


def test_the_reading_connection_cannot_write(workspace: Workspace) -> None:
    with pytest.raises(PlaceError, match="read_only_place"), workspace.read() as connection:
        write_setting(connection, "a", "b")


def test_transactions_are_begun_by_us_alone(workspace: Workspace) -> None:
    with workspace.outside_transaction() as connection:
        raw = connection.connection.driver_connection
        assert raw is not None
        assert raw.isolation_level is None
        assert not raw.in_transaction


def test_what_names_a_row_that_is_not_there_is_refused_at_the_end_and_takes_everything_back(
    workspace: Workspace,
) -> None:
    orphan = (7, 0, "activity", "a1", "{}", 1, 0)

    def write() -> None:
        with workspace.write() as connection:
            write_setting(connection, "a", "b")
            insert(connection, INSERT_RUN, orphan * 250)

    with pytest.raises(DatabaseError, match="FOREIGN KEY"):
        write()
    with workspace.write() as connection:
        assert read_setting(connection, "a") is None
        assert connection.exec_driver_sql("SELECT count(*) FROM run").scalar() == 0
        write_setting(connection, "a", "c")
    with workspace.read() as connection:
        assert read_setting(connection, "a") == "c"


def test_an_error_takes_everything_back(workspace: Workspace) -> None:
    def fail() -> None:
        with workspace.write() as connection:
            write_setting(connection, "a", "b")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    with workspace.read() as connection:
        assert read_setting(connection, "a") is None


def test_a_trial_leaves_nothing(workspace: Workspace) -> None:
    with workspace.trial() as connection:
        write_setting(connection, "a", "b")
    with workspace.read() as connection:
        assert read_setting(connection, "a") is None


def test_reads_within_a_read_see_one_state(workspace: Workspace) -> None:
    with workspace.read() as first:
        assert read_setting(first, "a") is None
        with workspace.write() as connection:
            write_setting(connection, "a", "b")
        with workspace.read() as second:
            assert read_setting(second, "a") is None
    with workspace.read() as third:
        assert read_setting(third, "a") == "b"


def test_an_encrypted_file_shows_nothing_in_clear(tmp_path: Path) -> None:
    made = Workspace.create(tmp_path / "secret.masarw", "open sesame", Cost(2))
    with made.write() as connection:
        write_setting(connection, "name", "Nadia Hassan" * 50)
    made.close()
    data = (tmp_path / "secret.masarw").read_bytes()
    assert data.startswith(b"MASAR1")
    assert b"Nadia" not in data
    assert b"CREATE TABLE" not in data


def test_the_passphrase_is_in_no_memory_of_sql(workspace: Workspace) -> None:
    assert "sesame" not in repr(vars(workspace))


def test_closing_twice_and_a_recovery_code(tmp_path: Path) -> None:
    made = Workspace.create(tmp_path / "secret.masarw", "open sesame", Cost(2))
    assert made.encrypted
    code = made.recovery_code
    made.close()
    made.close()
    again = Workspace.open(tmp_path / "secret.masarw", code, Cost(2))
    again.close()
    plain = Workspace.create(tmp_path / "plain.masarw", None)
    assert (plain.encrypted, plain.recovery_code) == (False, None)
    plain.close()


def test_a_copy_is_made_beside_a_running_transaction_and_has_nothing_of_it(
    workspace: Workspace, tmp_path: Path
) -> None:
    with workspace.write() as connection:
        write_setting(connection, "a", "before")
    copied, target = threading.Event(), tmp_path / "copy.masarw"

    def copy() -> None:
        copy_whole(workspace, target)
        copied.set()

    with workspace.write() as connection:
        write_setting(connection, "a", "not yet")
        copier = threading.Thread(target=copy)
        copier.start()
        assert copied.wait(10)
    copier.join()
    passphrase = "open sesame" if workspace.encrypted else None
    copy_opened = Workspace.open(target, passphrase, Cost(2))
    with copy_opened.read() as connection:
        assert read_setting(connection, "a") == "before"
    copy_opened.close()


def test_what_is_kept_beside_the_file_is_locked_like_it_and_comes_back(workspace: Workspace) -> None:
    typed = Draft("activity", "a1", "title_en", "Deep wells", "2026-03-01T10:00:00Z")
    workspace.aside.write(partial(write_draft, draft=typed))
    locked = b"Deep wells" not in workspace.aside.path.read_bytes()
    assert locked == workspace.encrypted
    workspace.close()
    again = Workspace.open(workspace.path, "open sesame" if workspace.encrypted else None, Cost(2))
    with again.read() as connection:
        assert read_drafts(connection) == [typed]
    assert not again.aside.path.exists()
    again.close()
