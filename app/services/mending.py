"""Putting a file right: tables made anew from the log, a backup put in the place of a damaged file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from app.foundation.errors import PlaceError, UserError
from app.services.backups import restore
from app.services.desk import Desk
from app.storage.chains import spaces
from app.storage.engine import FULL_COST, lock_for
from app.storage.rebuilding import rebuild, state_hash


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """How many records there are, and whether the tables are as they were before."""

    records: int
    identical: bool


def rebuild_tables(desk: Desk) -> Rebuilt:
    """Empty the tables of records and fill them from the log."""
    with desk.workspace.write() as connection:
        held = spaces(connection)
        before = [state_hash(connection, space) for space in held]
        records = rebuild(connection)
        identical = before == [state_hash(connection, space) for space in held]
    desk.refresh_all()
    return Rebuilt(records, identical)


def restore_checked(backup: Path, target: Path) -> Path | None:
    """Put a backup in the place of a workspace that nobody has open.

    Returns where the old file went, None when there was none. Raises UserError `not_a_workspace`;
    PlaceError `file_missing`, `folder_missing`, `already_open`, `same_file` and as `restore`.
    """
    _check_is_workspace(backup)
    if not target.parent.is_dir():
        raise PlaceError("folder_missing", folder=str(target.parent))
    if backup.resolve() == target.resolve():
        raise UserError("backup_is_target", file=target.name)
    try:
        with FileLock(target.with_name(f".{target.name}.lock"), timeout=0):
            return restore(backup, target)
    except Timeout as error:
        raise PlaceError("already_open", file=target.name) from error
    except PermissionError as error:
        raise PlaceError("read_only_place", file=target.name) from error


def _check_is_workspace(path: Path) -> None:
    """Look at the beginning of the file; whether its passphrase is known does not matter here."""
    try:
        lock_for(path, None, FULL_COST)
    except UserError as error:
        if error.code != "passphrase_needed":
            raise
