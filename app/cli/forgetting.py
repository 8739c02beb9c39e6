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
from app.services.forgetting_words import does, limits, stays


def add(commands: Commands) -> None:
    """Add the command of this group."""
    command = commands.add("forget", forget_one, "remove a record about a person for good; never undone")
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
            _ask(console, seen, name)
        done = forget(desk, options.kind, options.id, options.field)
        made = renew_backups(desk, done.backups) if options.renew_backups and done.backups else None
    backups = () if made is not None else done.backups
    if console.as_json:
        held = {"backups": [str(one.path) for one in backups], "made": str(made) if made else None}
        console.show(_data(seen, done) | held)
        return
    console.say("forget.done", name=name, count=done.values)
    for line in (console.words.say("forget.cannot"), *stays(seen, console.words)):
        print(line)
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


def _ask(console: Console, seen: Outlook, name: str) -> None:
    """Say what goes and what it cannot do, then ask on the terminal.

    Raises UserError `forget_not_confirmed` when nobody is there or they decline.
    """
    say = console.words.say
    for line in (say("forget.asked", name=name), *does(seen, console.words)):
        console.note(line)
    console.note(say("forget.limits_of"))
    for line in limits(seen, console.words):
        console.note(f"- {line}")
    if sys.stdin.isatty() and input(say("forget.type_yes")).strip() == say("forget.yes"):
        return
    raise UserError("forget_not_confirmed")


def _data(seen: Outlook, done: Forgotten) -> dict[str, object]:
    records = sorted({(target.kind, target.record) for target in done.targets})
    return {
        "kind": seen.kind,
        "id": seen.record,
        "field": seen.field,
        "values": done.values,
        "records": [{"kind": kind, "id": record} for kind, record in records],
        "wiped": done.wiped,
        "stays_on_roster": seen.on_roster,
        "named_in": dict(seen.named),
    }
