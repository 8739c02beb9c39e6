"""A copy of the workspace in which something long is tried out, while the workspace itself stays free.

The copy lies beside the file, locked alike, and goes when the trial is over; what a killed program left goes
with the next trial or opening.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from app.storage.backups import copy_whole
from app.storage.engine import connect
from app.storage.workspace import Transaction, Workspace, remove_whole, take_lock


@contextmanager
def trial_apart(workspace: Workspace) -> Iterator[tuple[Workspace, Transaction]]:
    """Run a transaction in a copy of the workspace as it stands. Gives the copy and the transaction.

    `read` of the copy shows what was there before. Raises PlaceError `no_space`, `read_only_place`.
    """
    path = workspace.path.with_name(f".{workspace.path.name}.tried")
    with workspace.one_trial:
        remove_whole(path)
        try:
            copy_whole(workspace, path)
            copy = Workspace(path, workspace.lock, take_lock(path), connect(path, workspace.lock))
            try:
                with copy.trial() as connection:
                    yield copy, connection
            finally:
                copy.close()
        finally:
            remove_whole(path)


class Inside:
    """Stands for a workspace where packages are staged within a running transaction."""

    def __init__(self, connection: Transaction) -> None:
        self._connection = connection

    @contextmanager
    def write(self) -> Iterator[Transaction]:
        """Give the running transaction."""
        yield self._connection

    read = write
