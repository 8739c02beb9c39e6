"""The same file under another passphrase: written anew beside the old one, checked, and put in its place."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path

from sqlalchemy import Connection

from app.foundation.errors import PlaceError
from app.foundation.files import place_error, remove
from app.storage.backups import state_at
from app.storage.engine import APPLICATION_ID, PAGE, begin, connect, honest
from app.storage.lock_box import Lock
from app.storage.migrations import version
from app.storage.workspace import Workspace


def quick_check(connection: Connection) -> bool:
    """Return whether SQLite finds every page in order."""
    return connection.exec_driver_sql("PRAGMA quick_check").scalar() == "ok"


def rekey(workspace: Workspace, lock: Lock | None, change: Callable[[Connection], None]) -> None:
    """Write the file under another lock, make a change in it, check it, and replace the old file by it.

    The workspace is closed. Raises PlaceError `backup_differs`, `no_space`, `read_only_place`, `not_written`;
    the old file is as it was then.
    """
    path = workspace.path
    fresh = path.with_name(f".{path.name}.part")
    try:
        fresh.unlink(missing_ok=True)
        with honest(path):
            _export(workspace, fresh, lock)
            _check(workspace, fresh, lock)
            _change(fresh, lock, change)
        with workspace.outside_transaction() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        workspace.close()
        _check_journal(path)
        with fresh.open("rb+") as file:
            os.fsync(file.fileno())
        fresh.replace(path)
    except OSError as error:
        raise place_error(error, path) from error
    finally:
        for leftover in (fresh, *(fresh.with_name(fresh.name + end) for end in ("-wal", "-shm"))):
            remove(leftover)


def _check_journal(path: Path) -> None:
    """Raise PlaceError when a closed file still has a journal that was not taken in: it was written with the
    old key, and belongs to the old file alone."""
    journal = path.with_name(f"{path.name}-wal")
    if journal.exists() and journal.stat().st_size:
        raise PlaceError("not_written", file=path.name)


def _export(workspace: Workspace, fresh: Path, lock: Lock | None) -> None:
    key = lock.key_pragma() if lock is not None else ""
    with workspace.outside_transaction() as connection:
        connection.exec_driver_sql("ATTACH DATABASE ? AS fresh KEY ?", (str(fresh), key))
        try:
            if lock is not None:
                connection.exec_driver_sql(f"PRAGMA fresh.cipher_page_size = {PAGE}")
            connection.exec_driver_sql("SELECT sqlcipher_export('fresh')").fetchall()
            connection.exec_driver_sql(f"PRAGMA fresh.application_id = {APPLICATION_ID}")
            connection.exec_driver_sql(f"PRAGMA fresh.user_version = {version(connection)}")
        finally:
            connection.exec_driver_sql("DETACH DATABASE fresh")


def _check(workspace: Workspace, fresh: Path, lock: Lock | None) -> None:
    engine = connect(fresh, lock)
    try:
        with engine.connect() as connection:
            sound = quick_check(connection)
    finally:
        engine.dispose()
    if not sound or state_at(fresh, lock) != state_at(workspace.path, workspace.lock):
        raise PlaceError("backup_differs", file=workspace.path.name)


def _change(fresh: Path, lock: Lock | None, change: Callable[[Connection], None]) -> None:
    engine = connect(fresh, lock)
    try:
        with begin(engine, fresh) as connection:
            change(connection)
        with engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        engine.dispose()


def relock(connection: Connection, locked: Mapping[str, bytes]) -> None:
    """Keep people's private keys as locked anew; `locked` maps signing key to bytes."""
    for sign_key, data in locked.items():
        connection.exec_driver_sql("UPDATE identity SET locked = ? WHERE sign_key = ?", (data, sign_key))
