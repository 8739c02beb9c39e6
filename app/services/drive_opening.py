"""A workspace on a stick or a network drive is not worked on there: it is kept on this laptop."""

from __future__ import annotations

import secrets
from pathlib import Path

from app.foundation.clock import Clock
from app.foundation.files import copy_file, place_error
from app.foundation.paths import data_folder
from app.models.ids import Ids
from app.services.opening import Costs, Opened, begin_anew, open_workspace
from app.storage.lock_box import PLAIN_MARK
from app.storage.workspace import SUFFIX


def open_from_drive(
    path: Path,
    passphrase: str | None,
    *,
    clock: Clock | None = None,
    ids: Ids | None = None,
    costs: Costs | None = None,
) -> Opened:
    """Copy a workspace from a stick or network drive into the data folder and open it there, as a new
    replica.

    An encrypted one that was copied here before is opened where it lies. Raises as `open_workspace`.
    """
    target, fresh = _kept_here(path)
    if not fresh:
        return open_workspace(target, passphrase, clock=clock, ids=ids, costs=costs)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise place_error(error, target) from error
    copy_file(path, target)
    try:
        opened = open_workspace(target, passphrase, clock=clock, ids=ids, costs=costs)
    except BaseException:
        target.unlink(missing_ok=True)
        raise
    if opened.desk.writer is not None:
        opened.desk.sit(begin_anew(opened.desk, opened.desk.writer), passphrase)
    opened.desk.remember("workspace", secrets.token_hex(8))
    return Opened(opened.desk, notice="notice.kept_on_this_laptop")


def _kept_here(path: Path) -> tuple[Path, bool]:
    """Return where the copy of a workspace lies or will lie, and whether it is still to be made."""
    folder, number = data_folder() / "workspaces", 1
    try:
        with path.open("rb") as file:
            start = file.read(16)
    except OSError as error:
        raise place_error(error, path) from error
    while (target := folder / f"{path.stem}{f'-{number}' if number > 1 else ''}{SUFFIX}").exists():
        with target.open("rb") as file:
            if file.read(16) == start != PLAIN_MARK:
                return target, False
        number += 1
    return target, True
