"""What runs on a worker to get at a workspace: make it, open it, join, renew its key, put a backup back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from app.foundation.clock import Clock
from app.foundation.drives import is_removable_or_network
from app.foundation.progress import Progress
from app.services.opening import Newcomer, Opened, create_workspace, open_workspace
from app.services.restoring import BackupEntry, ClosedFile, entries_of_closed

if TYPE_CHECKING:
    from app.ui.welcome_forms import JoinAnswer, NewAnswer
    from app.ui.welcome_parts import Who


def make_sample(path: Path, clock: Clock | None, language: str, progress: Progress) -> Opened:
    """Make the training example in a file, its texts of one language in that of the window, and open it."""
    from app.services.sample import create_sample

    path.parent.mkdir(parents=True, exist_ok=True)
    return create_sample(path, None, clock=clock, language=language, progress=progress)


def make_new(answer: NewAnswer, clock: Clock | None, _progress: Progress) -> Opened:
    """Make a workspace for a new area and open it."""
    who = _newcomer(answer.who)
    return create_workspace(
        answer.path, answer.place, who, answer.passphrase, clock=clock, process=answer.process
    )


def join(answer: JoinAnswer, clock: Clock | None, progress: Progress) -> Opened:
    """Begin a workspace from a package and open it."""
    from app.services.joining import join_workspace

    who = _newcomer(answer.who)
    opened, _report = join_workspace(
        answer.path, answer.package, who, answer.passphrase, answer.words, clock=clock, progress=progress
    )
    return opened


def renewed(path: Path, code: str, passphrase: str | None, clock: Clock | None, progress: Progress) -> Opened:
    """Open a file with its recovery code, under a new passphrase and with a new code."""
    from app.services.mending import set_new_passphrase

    fresh = set_new_passphrase(path, code, passphrase)
    return replace(open_file(path, passphrase, clock, progress), recovery_code=fresh)


def open_file(path: Path, passphrase: str | None, clock: Clock | None, _progress: Progress) -> Opened:
    """Open a workspace file; one on a drive that may go away is opened with care."""
    if is_removable_or_network(path):
        from app.services.drive_opening import open_from_drive

        return open_from_drive(path, passphrase, clock=clock)
    return open_workspace(path, passphrase, clock=clock)


class Unread:
    """Stands for the desk of a file that does not open: nothing is heard of it."""

    def __init__(self) -> None:
        self.listeners: list[object] = []


def backups_of(file: ClosedFile, _progress: Progress) -> tuple[BackupEntry, ...]:
    """Return the backups of a file that does not open."""
    return entries_of_closed(file)


def put_back(backup: Path, path: Path, _progress: Progress) -> Path | None:
    """Put a backup in the place of a file; return where that was put aside, if it was."""
    from app.services.mending import restore_checked

    return restore_checked(backup, path)


def _newcomer(who: Who) -> Newcomer:
    return Newcomer(who.name, who.organisation, who.role)
