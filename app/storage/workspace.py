"""One workspace file: made, opened, locked, read and written. Nothing of the database leaves this room."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import RLock
from typing import Any, TypeVar

from filelock import FileLock, Timeout
from sqlalchemy import Connection, Engine

from app.foundation.errors import Cancelled, PlaceError, UserError
from app.foundation.files import is_there, place_error
from app.storage.aside import ENDS, Aside
from app.storage.engine import FULL_COST, begin, connect, honest, lock_for, lock_for_new, roll_back
from app.storage.lock_box import Cost, Lock, recovery_code
from app.storage.migrations import check_ours, migrate, version
from app.storage.runs import show_changes
from app.storage.schema import SCHEMA
from app.storage.settings import read_setting, write_setting
from app.storage.understanding import take_up_understood

SUFFIX = ".masarw"
TAKEN_UP = "taken_up"
"""Setting: for which schema what an older program did not understand was taken up."""
COPIES = (".tried", ".part")
"""How the names of copies end that are made beside a workspace and go again."""
PATIENCE = 0.15
"""Seconds that a draft waits for the file before it is kept beside it."""
T = TypeVar("T")

Transaction = Connection
"""A running transaction, handed to the functions of this room; opaque to everyone else."""


class Workspace:
    """An open workspace. One program at a time; one writing connection and one that only reads."""

    def __init__(self, path: Path, lock: Lock | None, file_lock: FileLock, engine: Engine) -> None:
        self.path = path
        self._lock = lock
        self._file_lock = file_lock
        self._engine = engine
        self._reader: Engine | None = None
        self._writing = RLock()
        self._reading = RLock()
        self._copying = RLock()
        self.one_trial = RLock()
        """Held while something is tried out in a copy."""
        self._reads: Connection | None = None
        self._reckoned: tuple[int, dict[object, Any]] = (0, {})
        self.aside = Aside(path, lock)

    @classmethod
    def create(cls, path: Path, passphrase: str | None, cost: Cost = FULL_COST) -> Workspace:
        """Make a new workspace file and open it.

        Raises UserError `file_exists`; PlaceError `read_only_place`, `no_space`, `already_open`.
        """
        path = itself(path)
        if is_there(path):
            raise UserError("file_exists", file=path.name)
        file_lock = take_lock(path)
        lock = lock_for_new(passphrase, cost)
        with _released_on_error(file_lock), honest(path):
            engine = connect(path, lock)
            migrate(engine)
            workspace = cls(path, lock, file_lock, engine)
            with workspace.write() as connection:
                write_setting(connection, "workspace", secrets.token_hex(8))
                write_setting(connection, TAKEN_UP, str(SCHEMA))
        return workspace

    @classmethod
    def open(
        cls,
        path: Path,
        passphrase: str | None,
        cost: Cost = FULL_COST,
        before_migration: Callable[[Workspace], None] | None = None,
    ) -> Workspace:
        """Open an existing workspace, after a backup and migration when it is of an older version.

        Raises UserError `passphrase_needed`, `wrong_passphrase`; PlaceError `not_a_workspace`, `damaged`,
        `newer_version`, `already_open`, `read_only_place`, `file_missing`.
        """
        path = itself(path)
        lock = lock_for(path, passphrase, cost)
        file_lock = take_lock(path)
        with _released_on_error(file_lock), honest(path):
            engine = connect(path, lock)
            try:
                with engine.connect() as connection:
                    _check_readable(connection, path)
                    check_ours(connection, path.name)
                    older = version(connection) < SCHEMA
            except BaseException:
                engine.dispose()
                raise
            workspace = cls(path, lock, file_lock, engine)
            if older:
                if before_migration is not None:
                    before_migration(workspace)
                migrate(engine)
            workspace.take_up_understood()
            workspace.take_in_typed()
            remove_left_over(path)
        return workspace

    @property
    def closed(self) -> bool:
        """Whether the file was closed; nothing is read from it then."""
        return not self._file_lock.is_locked

    @property
    def encrypted(self) -> bool:
        """Whether the file needs a passphrase."""
        return self._lock is not None

    @property
    def recovery_code(self) -> str | None:
        """The code that opens the file when the passphrase is lost; to be shown once, when it is made."""
        return recovery_code(self._lock.secret) if self._lock is not None else None

    @property
    def lock(self) -> Lock | None:
        """What opens copies of this file."""
        return self._lock

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """Run one writing transaction: all of it or nothing."""
        with self._writing, begin(self._engine, self.path) as connection:
            yield connection

    def keep_at_once(self, work: Callable[[Connection], None]) -> None:
        """Write drafts now: into the file, or beside it while a long transaction holds the file."""
        if not self._writing.acquire(timeout=PATIENCE):
            self.aside.write(work)
            return
        try:
            with begin(self._engine, self.path) as connection:
                work(connection)
        finally:
            self._writing.release()

    def take_up_understood(self) -> None:
        """Apply what an older program kept without understanding it, once for each version of this one."""
        with self.read() as connection:
            if read_setting(connection, TAKEN_UP) == str(SCHEMA):
                return
        with self.write() as connection:
            take_up_understood(connection)
            write_setting(connection, TAKEN_UP, str(SCHEMA))

    def take_in_typed(self) -> None:
        """Move the drafts that a killed program left beside the file into it."""
        if self.aside.path.exists():
            with self.write() as connection:
                self.aside.move_into(connection)

    @contextmanager
    def trial(self) -> Iterator[Connection]:
        """Run a writing transaction that is rolled back at the end: to see what would happen."""
        with self._writing, honest(self.path), self._engine.connect() as connection:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            try:
                yield connection
            finally:
                roll_back(connection)

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """Run reads on one consistent state, on a connection of its own. Reads within reads see the same.

        Raises Cancelled when the file was closed meanwhile.
        """
        with self._reading:
            if self.closed:
                raise Cancelled
            if self._reads is not None:
                yield self._reads
                return
            if self._reader is None:
                self._reader = connect(self.path, self._lock, read_only=True)
            with begin(self._reader, self.path, write=False) as connection:
                self._reads = connection
                try:
                    yield connection
                finally:
                    self._reads = None

    def reckon(self, what: object, make: Callable[[Connection], T]) -> T:
        """Return what `make` finds in the file, found anew only after something was written.

        `what` names it; the result must not be changed by whoever gets it.
        """
        with self.read() as connection:
            edition = int(connection.exec_driver_sql("PRAGMA data_version").scalar() or 0)
            if edition != self._reckoned[0]:
                self._reckoned = (edition, {})
            known = self._reckoned[1]
            if what not in known:
                known[what] = make(connection)
            found: T = known[what]
            return found

    @contextmanager
    def outside_transaction(self) -> Iterator[Connection]:
        """Give the writing connection for what SQLite allows only outside a transaction."""
        with self._writing, honest(self.path), self._engine.connect() as connection:
            yield connection

    def wipe(self) -> None:
        """Write the whole file anew, so that nothing deleted is left in free pages or in the -wal beside it.

        Raises PlaceError `no_space`; the file stays as it was then.
        """
        with (
            self._copying,
            self._writing,
            self._reading,
            honest(self.path),
            self._engine.connect() as connection,
        ):
            connection.exec_driver_sql("PRAGMA temp_store = FILE")
            try:
                connection.exec_driver_sql("VACUUM")
                connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
            finally:
                connection.exec_driver_sql("PRAGMA temp_store = MEMORY")
                # Another place for what is temporary is an empty one.
                show_changes(connection.connection.driver_connection)

    def copy_into(self, target: Any) -> None:
        """Copy every page into an open SQLite connection (same lock, if any); writing goes on meanwhile."""
        with self._copying, honest(self.path):
            engine = connect(self.path, self._lock, read_only=True)
            source = engine.raw_connection()
            try:
                source.driver_connection.backup(target)  # type: ignore[union-attr]
            finally:
                source.close()
                engine.dispose()

    @property
    def id(self) -> str:
        """The identity of this copy of the file; a restored backup gets a new one."""
        with self.read() as connection:
            return read_setting(connection, "workspace") or ""

    def discard(self) -> None:
        """Close a file that was only just begun, and leave nothing of it."""
        self.close()
        remove_whole(self.path)

    def close(self) -> None:
        """Close the file and let others open it, once what is being read and written has ended.

        Closing twice does no harm. Where there is no space to bring the file up to date, what was written
        stays in the journal beside it, which whoever opens it next reads.
        """
        with self._copying, self._writing, self._reading:
            if self.closed:
                return
            if self._reader is not None:
                self._reader.dispose()
            with suppress(PlaceError), honest(self.path), self._engine.connect() as connection:
                connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
            self._engine.dispose()
            self._file_lock.release()


def _check_readable(connection: Connection, path: Path) -> None:
    """Read the first pages; a wrong first page under the right key means damage, not a wrong passphrase."""
    with honest(path):
        connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar()


def itself(path: Path) -> Path:
    """Return the file that a link leads to: its lock and its journal lie beside the file."""
    return path.resolve() if path.is_symlink() else path


def remove_left_over(path: Path) -> None:
    """Delete the copies of a workspace that a killed program left beside it: what was deleted since is in
    them."""
    for end in COPIES:
        remove_whole(path.with_name(f".{path.name}{end}"))


def remove_whole(path: Path) -> None:
    """Delete a workspace that nobody has open, with all that lies beside it for it, as far as it goes."""
    lock = path.with_name(f".{path.name}.lock")
    for leftover in (lock, *(path.with_name(path.name + end) for end in ENDS)):
        with suppress(OSError):
            leftover.unlink(missing_ok=True)


def take_lock(path: Path) -> FileLock:
    """Return the lock of a file that nobody else has open. Raises PlaceError."""
    if not path.parent.is_dir():
        raise PlaceError("folder_missing", folder=str(path.parent))
    file_lock = FileLock(path.with_name(f".{path.name}.lock"), timeout=0, thread_local=False)
    try:
        file_lock.acquire()
    except Timeout as error:
        raise PlaceError("already_open", file=path.name) from error
    except OSError as error:
        raise place_error(error, path) from error
    return file_lock


@contextmanager
def _released_on_error(file_lock: FileLock) -> Iterator[None]:
    try:
        yield
    except BaseException:
        file_lock.release()
        raise
