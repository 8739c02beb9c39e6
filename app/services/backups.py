"""Backups: before a migration, before a take, and once a day when something changed; kept in rings."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from app.foundation.clock import stamp
from app.foundation.errors import MasarError, PlaceError, UserError
from app.foundation.files import is_there, write_whole
from app.foundation.paths import data_folder
from app.services.desk import Desk
from app.storage.backups import copy_whole, move_aside, state_of
from app.storage.settings import read_setting, write_setting
from app.storage.workspace import SUFFIX, Workspace, itself

LAST, WEEKLY, MONTHLY = 12, 10, 9
_FORM = "%Y%m%d-%H%M%S-%f"
SOURCE = "of-file.txt"
"""Beside the backups: where the file lies that they are of, for when it cannot be asked itself."""


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup file and when it was made (UTC)."""

    path: Path
    made: datetime


def folder_of(workspace: Workspace) -> Path:
    """Return the folder in which this workspace's backups lie."""
    return data_folder() / "backups" / workspace.id


def make_backup(desk: Desk, out: Path | None = None) -> Path:
    """Copy the open workspace and check the copy: it opens and shows the same state. Returns its path.

    Without `out` the copy joins the ring in the data folder. Raises PlaceError `backup_differs`, `no_space`,
    `read_only_place`, `file_exists`.
    """
    now = desk.clock.now()
    target = out or _place(desk.workspace, now)
    _copy(desk.workspace, target)
    if out is None:
        _join_ring(desk, target, now)
    return target


@contextmanager
def backup_before(desk: Desk, changed: Callable[[], bool] | None = None) -> Iterator[None]:
    """Copy the open workspace as it is before something is done to it. Raises as `make_backup`.

    When nothing was changed after all the copy goes, and the ring is as it was. `changed` says so, else
    whether it was refused. What was done stays done, whatever becomes of the ring.
    """
    now = desk.clock.now()
    target = _place(desk.workspace, now)
    _copy(desk.workspace, target)
    done = False
    try:
        yield
        done = changed is None
    finally:
        with suppress(MasarError, OSError):
            if done or (changed is not None and changed()):
                _join_ring(desk, target, now)
            else:
                target.unlink(missing_ok=True)


def _place(workspace: Workspace, now: datetime) -> Path:
    return folder_of(workspace) / f"{now:{_FORM}}{SUFFIX}"


def _join_ring(desk: Desk, made: Path, now: datetime) -> None:
    write_whole(made.parent / SOURCE, str(desk.workspace.path.resolve()).encode())
    _thin_out(made.parent)
    desk.remember("backed_up", stamp(now))


def _copy(workspace: Workspace, target: Path) -> None:
    if is_there(target):
        raise UserError("file_exists", file=target.name)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise PlaceError("read_only_place", file=target.name) from error
    before = state_of(workspace)
    copy_whole(workspace, target)
    if state_of(workspace, target) != before:
        target.unlink(missing_ok=True)
        raise PlaceError("backup_differs", file=target.name)


def backup_before_migration(workspace: Workspace) -> None:
    """Copy a workspace of an older version before it is changed."""
    target = folder_of(workspace) / f"before-migration-{workspace.path.stem}{SUFFIX}"
    target.unlink(missing_ok=True)
    target.parent.mkdir(parents=True, exist_ok=True)
    copy_whole(workspace, target)


def daily_backup(desk: Desk) -> Path | None:
    """Make today's backup when something changed since the last one. Returns its path, or None."""
    with desk.workspace.read() as connection:
        last = read_setting(connection, "backed_up") or ""
        noted = read_setting(connection, "backed_up_state") or ""
    state = state_of(desk.workspace)
    if last[:10] == stamp(desk.clock.now())[:10] or state == noted:
        return None
    made = make_backup(desk)
    with desk.workspace.write() as connection:
        write_setting(connection, "backed_up_state", state)
    return made


def backups(workspace: Workspace) -> list[Backup]:
    """Return the ring of backups, newest first."""
    return _listed(folder_of(workspace))


def backups_of_file(path: Path) -> list[Backup]:
    """Return the backups, newest first, of a file that may not open any more."""
    sources = sorted((data_folder() / "backups").glob(f"*/{SOURCE}"))
    known = [source.parent for source in sources if source.read_text("utf-8") == str(path.resolve())]
    found = [backup for folder in known for backup in _listed(folder)]
    return sorted(found, key=lambda backup: backup.made, reverse=True)


def _listed(folder: Path) -> list[Backup]:
    found = []
    for path in folder.glob(f"*{SUFFIX}") if folder.is_dir() else ():
        try:
            found.append(Backup(path, datetime.strptime(path.stem, _FORM).replace(tzinfo=UTC)))
        except ValueError:
            continue
    return sorted(found, key=lambda backup: backup.made, reverse=True)


def _thin_out(folder: Path) -> None:
    listed = _listed(folder)
    keep = {backup.path for backup in kept(listed)}
    for backup in listed:
        if backup.path not in keep:
            backup.path.unlink(missing_ok=True)


def kept(listed: Sequence[Backup]) -> list[Backup]:
    """Return which backups stay: the last 12, then one a week for 10 weeks, one a month for 9 months."""
    chosen = list(listed[:LAST])
    rest = listed[LAST:]
    weekly = _one_each(rest, "%G-%V", WEEKLY)
    older = [backup for backup in rest if weekly and backup.made < weekly[-1].made]
    return chosen + weekly + _one_each(older, "%Y-%m", MONTHLY)


def _one_each(listed: Sequence[Backup], form: str, most: int) -> list[Backup]:
    newest: dict[str, Backup] = {}
    for backup in listed:
        newest.setdefault(backup.made.strftime(form), backup)
    return list(newest.values())[:most]


def restore(backup: Path, target: Path) -> Path | None:
    """Put a backup in the place of a (damaged) workspace file, which is moved aside with its -wal.

    Returns where the old file went, or None when there was none. The restored file begins a new replica
    when it is next opened, because its heads are behind the marker. Raises PlaceError.
    """
    if not backup.is_file():
        raise PlaceError("file_missing", file=backup.name)
    return move_aside(backup, itself(target))
