"""The backups of an open workspace: when they were made, what they hold, and what going back to one means."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from app.foundation.errors import MasarError
from app.models.vector import Vector
from app.services.backups import Backup, backups, backups_of_file
from app.services.desk import Desk
from app.storage.backups import vectors_at
from app.storage.chains import spaces, vector
from app.storage.engine import FULL_COST, lock_for
from app.storage.lock_box import Lock
from app.sync.state_words import state_hash, state_words


@dataclass(frozen=True, slots=True)
class BackupEntry:
    """One backup: when it was made (moment), bytes, the four words of the network space in it.

    `changes`: how many changes came to this file since, -1 when the backup cannot be read (another
    passphrase, damaged), None when the file cannot be read to count them.
    """

    path: Path
    made: str
    size: int
    words: tuple[int, ...]
    changes: int | None

    @property
    def readable(self) -> bool:
        """Whether it opens with the passphrase of the workspace."""
        return self.changes is None or self.changes >= 0


@dataclass(frozen=True, slots=True)
class ClosedFile:
    """A workspace file that does not open, and the passphrase that the person gave for it."""

    path: Path
    passphrase: str | None


def backup_entries(desk: Desk) -> tuple[BackupEntry, ...]:
    """Return the backups of this workspace, newest first."""
    with desk.workspace.read() as connection:
        now = {space: vector(connection, space) for space in spaces(connection)}
    return tuple(_entry(one, desk.workspace.lock, desk.network, now) for one in backups(desk.workspace))


def entries_of_closed(file: ClosedFile) -> tuple[BackupEntry, ...]:
    """Return the backups of a file that does not open, newest first; those that do not open either are
    among them.
    """
    found = backups_of_file(file.path)
    return tuple(_closed_entry(one, file.passphrase) for one in found)


def _closed_entry(backup: Backup, passphrase: str | None) -> BackupEntry:
    made, size = backup.made.isoformat(), backup.path.stat().st_size
    try:
        lock = lock_for(backup.path, passphrase, FULL_COST)
        held = vectors_at(backup.path, lock)
    except MasarError:
        return BackupEntry(backup.path, made, size, (), -1)
    network = next((space for space in sorted(held) if space.endswith("/network")), "")
    words = state_words(state_hash(network, held[network])) if network else ()
    return BackupEntry(backup.path, made, size, words, None)


def _entry(backup: Backup, lock: Lock | None, network: str, now: dict[str, Vector]) -> BackupEntry:
    made, size = backup.made.isoformat(), backup.path.stat().st_size
    try:
        held = vectors_at(backup.path, lock)
    except MasarError:
        return BackupEntry(backup.path, made, size, (), -1)
    words = state_words(state_hash(network, held[network])) if network in held else ()
    since = sum(max(0, _count(now[space]) - _count(held.get(space, Vector()))) for space in now)
    return BackupEntry(backup.path, made, size, words, since)


def _count(held: Vector) -> int:
    return sum(head.number for head in held.heads)
