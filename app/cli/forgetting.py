"""Removing for good: a personal record or value, here and by the next packages wherever it is held."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from app.cli.console import Console
from app.cli.opening import opened
from app.cli.parser import Commands, Options
from app.foundation.errors import UserError
from app.models.record import Record
from app.process.sentences import label
from app.services.backups import Backup
from app.services.desk import Desk
from app.services.forgetting import Forgotten, Outlook, forget, outlook, renew_backups, stale_backups


def add(commands: Commands) -> None:
    """Add the command of this group."""
    command = commands.add("forget", forget_one, "remove what is said of a person for good; never undone")
    command.add_argument(
        "kind", metavar="KIND", nargs="?", default="", help="such as contact, member, nomination"
    )
    about = (
        "id of the record, also of one removed before; without KIND and ID the backups are listed that still"
        " hold what anybody removed for good"
    )
    command.add_argument("id", metavar="ID", nargs="?", default="", help=about)
    command.add_argument("--field", metavar="NAME", default="", help="only this field and its former values")
    command.add_argument("--yes", action="store_true", help="do not ask")
    command.add_argument(
        "--renew-backups",
        action="store_true",
        help="make a new backup and delete those on this computer that still hold it",
    )


def forget_one(options: Options, console: Console) -> None:
    """Remove a personal record or value for good, after asking."""
    if not options.kind:
        _list_backups(options, console)
        return
    with opened(options, console) as desk:
        seen = outlook(desk, options.kind, options.id, options.field)
        name = _name(desk, console, seen)
        if not seen.allowed:
            raise UserError("not_yours_to_forget")
        if not options.yes:
            _ask(console, name)
        done = forget(desk, options.kind, options.id, options.field)
        made = renew_backups(desk, done.backups) if options.renew_backups and done.backups else None
    backups = () if made is not None else done.backups
    if console.as_json:
        console.show(_data(options, done) | {"backups": [str(one.path) for one in backups]})
        return
    console.say("forget.done", name=name, count=done.values)
    console.say("forget.cannot")
    if not done.wiped:
        console.say("forget.not_wiped")
    _tell_backups(console, backups, made)


def _list_backups(options: Options, console: Console) -> None:
    """List the backups here that hold what anybody removed for good, or replace them by a new one."""
    with opened(options, console) as desk:
        backups = stale_backups(desk)
        made = renew_backups(desk, backups) if options.renew_backups and backups else None
    left = () if made is not None else backups
    if console.as_json:
        console.show({"backups": [str(one.path) for one in left], "made": str(made) if made else None})
    elif not backups:
        console.say("forget.no_backups")
    else:
        _tell_backups(console, left, made)


def _tell_backups(console: Console, backups: Sequence[Backup], made: Path | None) -> None:
    if made is not None:
        console.say("forget.renewed", file=made.name)
    if backups:
        console.say("forget.backups", count=len(backups))
        console.table((console.words.moment(one.made), str(one.path)) for one in backups)


def _name(desk: Desk, console: Console, seen: Outlook) -> str:
    named = label(console.words, desk.book(), desk.find(Record, seen.record)) or seen.record
    kind = console.words.kind(seen.kind)
    if seen.field:
        return f"{console.words.field(seen.kind, seen.field)} ({kind}, {named})"
    return f"{kind} {named}"


def _ask(console: Console, name: str) -> None:
    """Ask on the terminal. Raises UserError `forget_not_confirmed` when nobody is there or they decline."""
    if sys.stdin.isatty():
        console.note(console.words.say("forget.asked", name=name))
        console.note(console.words.say("forget.cannot"))
        if input(console.words.say("forget.type_yes")).strip() == console.words.say("forget.yes"):
            return
    raise UserError("forget_not_confirmed")


def _data(options: Options, done: Forgotten) -> dict[str, object]:
    records = sorted({(target.kind, target.record) for target in done.targets})
    return {
        "kind": options.kind,
        "id": options.id,
        "field": options.field,
        "values": done.values,
        "records": [{"kind": kind, "id": record} for kind, record in records],
        "wiped": done.wiped,
    }
