"""Opening the file: one recipe for every connection, and refusals that say what is really wrong."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy.dialects.sqlite  # noqa: F401 -- what create_engine loads at its first call, on a worker
import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Connection, Engine, create_engine
from sqlalchemy.exc import DatabaseError, OperationalError
from sqlalchemy.pool import StaticPool

from app.foundation.errors import MasarError, PlaceError, UserError
from app.foundation.files import place_error
from app.storage.lock_box import MARK, PLAIN_MARK, Cost, Lock, new_lock, open_lock
from app.storage.runs import show_changes

APPLICATION_ID = 0x4D415352  # "MASR"
FULL_COST = Cost()

PAGE = 8192
"""Bytes of a page of an encrypted file: half the pages to be encrypted and signed of the 4096 usual."""

CACHE, ROOMY, SPARING = 32_000, 56_000, 2_000
"""Kilobytes of pages held in memory, during a take, and while a large file is put in."""

RECIPE = (
    "PRAGMA foreign_keys = ON",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA busy_timeout = 5000",
    "PRAGMA synchronous = FULL",
    "PRAGMA temp_store = MEMORY",
    f"PRAGMA cache_size = -{CACHE}",
)


def lock_for_new(passphrase: str | None, cost: Cost) -> Lock | None:
    """Return the lock of a new file, or None for a file without a passphrase."""
    return new_lock(passphrase, cost) if passphrase else None


def lock_for(path: Path, passphrase: str | None, cost: Cost) -> Lock | None:
    """Return what opens an existing file, or None when it is not encrypted.

    Raises PlaceError `file_missing`, `read_only_place`, `not_a_workspace`; UserError `passphrase_needed`,
    `wrong_passphrase`.
    """
    try:
        with path.open("rb") as file:
            start = file.read(16)
    except OSError as error:
        raise place_error(error, path) from error
    if start == PLAIN_MARK:
        return None
    if len(start) < 16 or not start.startswith(MARK):
        raise PlaceError("not_a_workspace", file=path.name)
    if not passphrase:
        raise UserError("passphrase_needed", file=path.name)
    return open_lock(start, passphrase, cost)


def connect(path: Path, lock: Lock | None, *, read_only: bool = False) -> Engine:
    """Return an engine with one connection to the file. Transactions begin explicitly; see `begin`."""

    def creator() -> Any:
        mode = "ro" if read_only else "rwc"
        connection = sqlcipher.connect(
            f"file:{_uri_path(path)}?mode={mode}", uri=True, isolation_level=None, check_same_thread=False
        )
        unlock(connection, lock)
        for statement in RECIPE:
            connection.execute(statement)
        if not read_only:
            connection.execute("PRAGMA journal_mode = WAL")
        show_changes(connection)
        return connection

    return create_engine("sqlite://", module=sqlcipher, creator=creator, poolclass=StaticPool)


def unlock(connection: Any, lock: Lock | None) -> None:
    """Tell a connection of the driver how its file is encrypted, before anything else."""
    connection.execute("PRAGMA cipher_log_level = NONE")
    if lock is not None:
        connection.execute(f'PRAGMA key = "{lock.key_pragma()}"')
        connection.execute(f"PRAGMA cipher_page_size = {PAGE}")


def _uri_path(path: Path) -> str:
    return path.resolve().as_posix().replace("%", "%25").replace("?", "%3f").replace("#", "%23")


@contextmanager
def roomy(connection: Connection) -> Iterator[None]:
    """Let a long transaction keep more pages in memory: the index of hashes is written in no order at all.

    Pages that do not fit are written again and again, the more so the longer the log.
    """
    connection.exec_driver_sql(f"PRAGMA cache_size = -{ROOMY}")
    try:
        yield
    finally:
        connection.exec_driver_sql(f"PRAGMA cache_size = -{CACHE}")


@contextmanager
def sparing(connection: Connection) -> Iterator[None]:
    """Hold few pages in memory meanwhile: a file that is put in takes twice its size."""
    connection.exec_driver_sql(f"PRAGMA cache_size = -{SPARING}")
    connection.exec_driver_sql("PRAGMA shrink_memory")
    try:
        yield
    finally:
        connection.exec_driver_sql(f"PRAGMA cache_size = -{CACHE}")


@contextmanager
def begin(engine: Engine, path: Path, *, write: bool = True) -> Iterator[Connection]:
    """Run one transaction: committed at the end, rolled back on any error, which is made an honest one."""
    with honest(path), engine.connect() as connection:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")
        try:
            yield connection
            connection.exec_driver_sql("COMMIT")
        except BaseException:
            roll_back(connection)
            raise


def roll_back(connection: Connection) -> None:
    """End a transaction that SQLite may have ended by itself (a full disk does that)."""
    if connection.connection.driver_connection.in_transaction:  # type: ignore[union-attr]
        connection.exec_driver_sql("ROLLBACK")


@contextmanager
def honest(path: Path) -> Iterator[None]:
    """Turn what SQLite says into what it means for the person."""
    try:
        yield
    except MasarError:
        raise
    except (DatabaseError, sqlcipher.DatabaseError) as error:
        raise _meaning(error, path) from error


def _meaning(error: Exception, path: Path) -> Exception:
    said = str(getattr(error, "orig", error)).lower()
    if "not a database" in said or "malformed" in said or "disk image" in said:
        return PlaceError("damaged", file=path.name)
    if "full" in said:
        return PlaceError("no_space", file=path.name)
    if "readonly" in said or "unable to open" in said:
        return PlaceError("read_only_place", file=path.name)
    if "locked" in said:
        return PlaceError("already_open", file=path.name)
    if isinstance(error, OperationalError) and "disk i/o" in said:
        return PlaceError("disk_error", file=path.name)
    return error
