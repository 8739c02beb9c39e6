"""What received work waits for on the command line: whose it is, who has it, and which files are not here."""

from __future__ import annotations

from app.cli.console import Console
from app.cli.opening import opened
from app.cli.parser import Options
from app.cli.person_words import name_said
from app.services.asking import Waiting, what_is_missing
from app.services.views.exchange import WaitingEntry, waiting_entries
from app.services.views.said import Name


def waiting(options: Options, console: Console) -> None:
    """Say what received changes wait for, and which attached files are not here."""
    with opened(options, console) as desk:
        found = what_is_missing(desk)
        entries = waiting_entries(desk, found.missing)
    if console.as_json:
        console.show(_data(console, found, entries))
        return
    for line in _lines(console, found, entries):
        print(line)


def _lines(console: Console, found: Waiting, entries: tuple[WaitingEntry, ...]) -> list[str]:
    said = console.words
    lines = [said.say("cli.waits", count=found.count)] if found.count else []
    for entry in entries:
        lines += [f"   {_wanted(console, entry)}", f"   {_holders(console, entry)}"]
    if found.files:
        size = said.size(sum(one.size or 0 for one in found.files))
        lines.append(said.say("packages.files_missing", count=len(found.files), size=size))
    if found.not_understood:
        lines.append(said.say("cli.not_understood", count=found.not_understood))
    if found.set_aside:
        lines.append(said.say("exchange.set_aside", count=found.set_aside))
    return lines or [said.say("cli.nothing_waits")]


def _wanted(console: Console, entry: WaitingEntry) -> str:
    code = "exchange.waiting_for_day" if entry.day else "exchange.waiting_for"
    day = console.words.date(entry.day)
    return console.words.say(code, name=_name(console, entry.who.name), day=day, number=entry.sequence)


def _holders(console: Console, entry: WaitingEntry) -> str:
    if entry.set_aside:
        return console.words.say("exchange.is_set_aside")
    if not entry.holders:
        return console.words.say("exchange.nobody_has_it")
    names = [_name(console, one) for one in entry.holders]
    return console.words.say("exchange.who_has_it", names=console.words.join(names))


def _name(console: Console, name: Name) -> str:
    return name_said(console, name) or console.words.say("plan.history.someone")


def _data(console: Console, found: Waiting, entries: tuple[WaitingEntry, ...]) -> dict[str, object]:
    return {
        "waiting": found.count,
        "missing": [
            {
                "space": one.space,
                "replica": one.replica,
                "who": name_said(console, entry.who.name),
                "number": one.sequence,
                "written": one.date,
                "waiting": one.waiting,
                "set_aside": one.set_aside,
                "holders": [name_said(console, name) for name in entry.holders],
            }
            for one, entry in zip(found.missing, entries, strict=True)
        ],
        "files": [{"sha256": one.sha256, "name": one.file_name, "size": one.size} for one in found.files],
        "not_understood": found.not_understood,
        "set_aside": found.set_aside,
    }
