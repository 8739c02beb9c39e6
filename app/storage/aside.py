"""Drafts beside the file while a long transaction holds it: in a second file, locked alike, gone soon after.

Taking a large package is one transaction of seconds. What is typed meanwhile cannot enter the file, and a
power cut would lose it; so it lies here until its turn in the file comes, or until the file is next opened.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import RLock

from sqlalchemy import Connection
from sqlalchemy.schema import CreateTable

from app.foundation.errors import PlaceError
from app.storage.drafts import read_drafts, write_draft
from app.storage.engine import begin, connect
from app.storage.lock_box import Lock
from app.storage.tables import draft

ENDS = ("", "-wal", "-shm", "-journal")


class Aside:
    """The file beside a workspace; it exists only while something is in it."""

    def __init__(self, workspace: Path, lock: Lock | None) -> None:
        self.path = workspace.with_name(f".{workspace.name}.typed")
        self._lock = lock
        self._one_at_a_time = RLock()

    def write(self, work: Callable[[Connection], None]) -> None:
        """Run `work`, which knows only drafts, in one transaction here. Raises PlaceError."""
        with self._one_at_a_time, self._open() as connection:
            work(connection)

    def drop(self, work: Callable[[Connection], None]) -> None:
        """Run what drops a draft here too, if anything is here; with the last one the file goes."""
        with self._one_at_a_time:
            if not self.path.exists():
                return
            with self._open() as connection:
                work(connection)
                left = bool(read_drafts(connection))
            if not left:
                self._remove()

    def move_into(self, connection: Connection) -> None:
        """Write all that is here into the workspace's own drafts and remove this file.

        What cannot be read any more, as it was cut off or locked by an earlier key, is left out.
        """
        with self._one_at_a_time:
            if not self.path.exists():
                return
            with suppress(PlaceError), self._open() as here:
                for one in read_drafts(here):
                    write_draft(connection, one)
            self._remove()

    @contextmanager
    def _open(self) -> Iterator[Connection]:
        engine = connect(self.path, self._lock)
        try:
            with begin(engine, self.path) as connection:
                connection.execute(CreateTable(draft, if_not_exists=True))
                yield connection
        finally:
            engine.dispose()

    def _remove(self) -> None:
        for end in ENDS:
            with suppress(OSError):
                self.path.with_name(self.path.name + end).unlink(missing_ok=True)
