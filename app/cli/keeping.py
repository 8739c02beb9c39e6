"""Keeping a file: checked copies, putting one in the place of a damaged file, a new passphrase."""

from __future__ import annotations

import getpass
import os
import sys
from pathlib import Path

from app.cli.console import Console
from app.cli.opening import NEW_PASSPHRASE, PASSPHRASE, new_passphrase, opened
from app.cli.parser import Commands, Options, out_option
from app.services.backups import make_backup
from app.services.mending import restore_checked, set_new_passphrase
from app.services.restoring import BackupEntry, backup_entries
from app.words.wordlist import word, words


def add(commands: Commands) -> None:
    """Add the commands of this group."""
    out_option(commands.add("backup", backup, "copy the workspace and check the copy"))
    commands.add("backups", list_backups, "the backups Masar made of a workspace, with their words")
    command = commands.add("restore", restore, "put a backup in the place of a workspace", file=False)
    command.add_argument("backup", metavar="BACKUP", type=Path)
    command.add_argument("file", metavar="FILE", type=Path, help="what was there is moved aside")
    renewed = commands.add("passphrase", renew, "give a workspace a new passphrase, also by recovery code")
    renewed.add_argument("--no-passphrase", action="store_true", help="go without one from now on")


def backup(options: Options, console: Console) -> None:
    """Make a checked copy."""
    with opened(options, console) as desk:
        made = make_backup(desk, options.out)
    console.answer({"file": str(made), "size": made.stat().st_size}, "cli.backed_up", file=made.name)


def renew(options: Options, console: Console) -> None:
    """Write the file anew under another passphrase, and say its new recovery code."""
    old = os.environ.get(PASSPHRASE) or None
    if old is None and sys.stdin.isatty():
        old = getpass.getpass(console.words.say("cli.old_passphrase")) or None
    fresh = new_passphrase(console, without=options.no_passphrase, variable=NEW_PASSPHRASE)
    code = set_new_passphrase(options.file, old, fresh)
    console.answer({"file": str(options.file), "recovery_code": code}, "cli.renewed", file=options.file.name)
    if not console.as_json:
        console.say("cli.recovery_code" if code else "cli.not_encrypted", recovery=code or "")


def list_backups(options: Options, console: Console) -> None:
    """List the backups in the data folder, newest first."""
    with opened(options, console) as desk:
        found = backup_entries(desk)
    language = console.words.language
    if console.as_json:
        console.show([_data(one, language) for one in found])
    elif not found:
        console.say("restore.none")
    else:
        console.table(
            (console.words.moment(one.made), words(language, one.words), _since(one, console), str(one.path))
            for one in found
        )


def _since(one: BackupEntry, console: Console) -> str:
    if not one.readable:
        return console.words.say("restore.unreadable")
    return console.words.say("restore.since", count=one.changes)


def _data(one: BackupEntry, language: str) -> dict[str, object]:
    return {
        "file": str(one.path),
        "made": one.made,
        "size": one.size,
        "words": [word(language, index) for index in one.words],
        "changes_since": one.changes if one.readable else None,
    }


def restore(options: Options, console: Console) -> None:
    """Put a backup in the place of a file."""
    aside = restore_checked(options.backup, options.file)
    data = {"file": str(options.file), "aside": str(aside) if aside else None}
    if aside is None:
        console.answer(data, "cli.restored", file=options.file.name)
    else:
        console.answer(data, "cli.restored_aside", file=options.file.name, aside=aside.name)
