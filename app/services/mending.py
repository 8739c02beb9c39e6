"""Putting a file right: tables made anew from the log, a backup put in the place of a damaged file, a new
passphrase, and a look at the file and the clock after something went wrong."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from app.foundation.errors import PlaceError, UserError
from app.keys.identity import Identity
from app.keys.locker import lock, unlock
from app.models.values import read_day
from app.services.backups import daily_backup, restore
from app.services.desk import OPEN, Desk
from app.services.opening import RECOVERY, RECOVERY_COST, Costs
from app.services.rosters import COUNTRY, put_cuts
from app.storage.chains import heads, spaces
from app.storage.cutting import is_cut_off
from app.storage.engine import FULL_COST, lock_for, lock_for_new
from app.storage.identities import Writer, writers
from app.storage.lock_box import recovery_code
from app.storage.rebuilding import rebuild, state_hash
from app.storage.rekeying import quick_check, rekey, relock
from app.storage.settings import read_setting, write_setting
from app.storage.workspace import Transaction, Workspace, itself

LONGEST_REST = 60
"""Days without any change after which the computer's clock is doubted."""


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
        put_cuts(connection)
        records = rebuild(connection)
        identical = before == [state_hash(connection, space) for space in held]
    desk.refresh_all()
    return Rebuilt(records, identical)


def restore_checked(backup: Path, target: Path) -> Path | None:
    """Put a backup in the place of a workspace that nobody has open.

    Returns where the old file went, None when there was none. Raises UserError `not_a_workspace`;
    PlaceError `file_missing`, `folder_missing`, `already_open`, `same_file` and as `restore`.
    """
    target = itself(target)
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


def set_new_passphrase(
    path: Path, passphrase_or_code: str | None, new_passphrase: str | None, costs: Costs | None = None
) -> str | None:
    """Give a workspace that nobody has open another passphrase. Returns its new recovery code, None
    without one.

    The keys of everyone whose passphrase was the file's are locked with the new one; who has a passphrase of
    their own keeps it. The file is written anew, checked, and then put in the place of the old one.
    Raises as `Workspace.open`; PlaceError `backup_differs`, `no_space`.
    """
    costs = costs or Costs()
    workspace = Workspace.open(path, passphrase_or_code, costs.file)
    try:
        fresh = lock_for_new(new_passphrase, costs.file)
        code = recovery_code(fresh.secret) if fresh is not None else None
        opened = _keys_opened(workspace, passphrase_or_code)
        locked = {key: lock(identity, new_passphrase, costs.keys) for key, identity in opened.items()}

        def relocked(connection: Transaction) -> None:
            relock(connection, locked)
            for key, identity in opened.items():
                write_setting(connection, RECOVERY + key, lock(identity, code, RECOVERY_COST).decode())

        rekey(workspace, fresh, relocked)
    finally:
        workspace.close()
    return code


def _keys_opened(workspace: Workspace, passphrase_or_code: str | None) -> dict[str, Identity]:
    """Return signing key → keys of everyone whose keys the passphrase or the recovery code opens."""
    with workspace.read() as connection:
        known = writers(connection)
        second = {one.sign_key: read_setting(connection, RECOVERY + one.sign_key) for one in known}
    tries = {
        one.sign_key: _try_both(one, second[one.sign_key], workspace, passphrase_or_code) for one in known
    }
    return {key: identity for key, identity in tries.items() if identity is not None}


def _try_both(
    writer: Writer, second: str | None, workspace: Workspace, passphrase_or_code: str | None
) -> Identity | None:
    boxes = [(writer.locked, passphrase_or_code)]
    if second:
        boxes.append((second.encode(), workspace.recovery_code))
    for box, secret in boxes:
        try:
            return unlock(box, secret)
        except UserError:
            continue
    return None


def check_after_unclean_end(desk: Desk) -> str | None:
    """Look at every page if the program did not end in order last time, and note that it is running now.

    Returns the message code `notice.damaged_pages` when pages are damaged, `notice.unclean_end` when all are
    sound, None after an orderly end.
    """
    unclean = desk.recall(OPEN) == "1"
    sound = True
    if unclean:
        with desk.workspace.read() as connection:
            sound = quick_check(connection)
    desk.remember(OPEN, "1")
    if not unclean:
        return None
    return "notice.unclean_end" if sound else "notice.damaged_pages"


def clock_trouble(desk: Desk) -> str | None:
    """Return what is odd about the computer's date, as a message code, or None. It decides nothing.

    `notice.clock_behind`: earlier than the newest date in any chain; `notice.clock_ahead`: more than 60
    days later.
    """
    with desk.workspace.read() as connection:
        written = (head.written[:10] for space in spaces(connection) for head in heads(connection, space))
        days = [found for day in written if (found := read_day(day)) is not None]
    now = desk.clock.now().date()
    if not days:
        return None
    if now < max(days):
        return "notice.clock_behind"
    return "notice.clock_ahead" if (now - max(days)).days > LONGEST_REST else None


def revoked_device(desk: Desk) -> str | None:
    """Return `notice.device_revoked` when what this device writes counts no longer, else None."""
    if desk.writer is None:
        return None
    author = desk.author()
    with desk.workspace.read() as connection:
        areas = [space for space in spaces(connection) if space != COUNTRY]
        cut = any(is_cut_off(connection, space, author.replica, author.sign_key) for space in areas)
    return "notice.device_revoked" if cut else None


def look_after(desk: Desk) -> tuple[str, ...]:
    """Do what an opened workspace needs once: check after an unclean end, look at the date, back up daily;
    say whether this device was revoked.

    Returns message codes to tell the person. A place that takes no backup is told, and stops nothing.
    """
    codes = [check_after_unclean_end(desk), clock_trouble(desk), revoked_device(desk)]
    try:
        daily_backup(desk)
    except PlaceError:
        codes.append("notice.no_backup")
    return tuple(code for code in codes if code is not None)
