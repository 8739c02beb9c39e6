"""Conflicts: what two people changed apart, listed, shown, decided."""

from __future__ import annotations

import json

from app.cli.console import Console
from app.cli.opening import opened
from app.cli.parser import Commands, Options
from app.foundation.errors import UserError
from app.models.registry import describe
from app.models.values import Value
from app.process.sentences import label
from app.services.conflicts import Choice, Open, conflict_list, decide, find_conflict, is_text, record_of
from app.services.desk import Desk
from app.services.people import people
from app.storage.logged import ALIVE


def add(commands: Commands) -> None:
    """Add the commands of this group."""
    group = commands.group("conflicts", "what two people changed apart")
    group.add("list", list_conflicts, "list the open conflicts")
    group.add("show", show, "show one conflict with its values").add_argument("id", metavar="ID")
    command = group.add("decide", decide_one, "decide one conflict")
    command.add_argument("id", metavar="ID", help="as in the list; the record's id when it has only one")
    chosen = command.add_mutually_exclusive_group(required=True)
    chosen.add_argument("--keep", metavar="N", type=int, help="number of the value to keep, from 1")
    chosen.add_argument("--value", metavar="JSON", help="another value")
    command.add_argument("--reason", metavar="TEXT", default="")


def list_conflicts(options: Options, console: Console) -> None:
    """List the open conflicts of the area."""
    with opened(options, console) as desk:
        found = conflict_list(desk)
        if console.as_json:
            console.show([_data(desk, one) for one in found])
            return
        if not found:
            console.say("cli.no_conflicts")
        console.table((one.id, _about(desk, console, one)) for one in found)


def show(options: Options, console: Console) -> None:
    """Show one conflict: each value, who wrote it and when."""
    with opened(options, console) as desk:
        found = find_conflict(desk, options.id)
        if console.as_json:
            console.show(_data(desk, found))
            return
        names = _names(desk)
        print(_about(desk, console, found))
        for number, choice in enumerate(found.choices, 1):
            who, when = names.get(choice.sign_key, choice.sign_key[:8]), console.words.moment(choice.written)
            text = _in_words(console, found, choice)
            console.say("cli.choice", number=number, value=text, name=who, moment=when)


def decide_one(options: Options, console: Console) -> None:
    """Decide one conflict."""
    with opened(options, console) as desk:
        found = find_conflict(desk, options.id)
        about = _about(desk, console, found)
        if options.keep is not None:
            if not 1 <= options.keep <= len(found.choices):
                raise UserError("no_such_choice", number=options.keep)
            decide(desk, found, keep=options.keep - 1, reason=options.reason)
        else:
            decide(desk, found, value=_value(options.value), reason=options.reason)
    console.answer({"id": found.id}, "cli.decided", about=about)


def _value(text: str) -> Value:
    try:
        value = json.loads(text, parse_float=str)
    except (ValueError, RecursionError) as error:
        raise UserError("not_json") from error
    if value is not None and not isinstance(value, (str, int, bool)):
        raise UserError("not_json")
    return value


def _data(desk: Desk, one: Open) -> dict[str, object]:
    names = _names(desk)
    return {
        "id": one.id,
        "kind": one.kind,
        "record": one.record,
        "field": one.field,
        "text": is_text(one),
        "choices": [
            {
                "number": number,
                "value": choice.value,
                "who": names.get(choice.sign_key, choice.sign_key[:8]),
                "when": choice.written,
                "before": list(choice.before),
                "mine": choice.mine,
            }
            for number, choice in enumerate(one.choices, 1)
        ],
    }


def _about(desk: Desk, console: Console, one: Open) -> str:
    words = console.words
    field = words.say("cli.removal") if one.field == ALIVE else words.field(one.kind, one.field)
    name = label(words, desk.book(), record_of(desk, one))
    return words.say("cli.conflict", kind=words.kind(one.kind), name=name, field=field)


def _in_words(console: Console, one: Open, choice: Choice) -> str:
    if one.field == ALIVE:
        return console.words.say("cli.kept" if choice.value else "cli.taken_out")
    field = describe(one.kind).fields.get(one.field)
    if field is not None and field.rule.code_list and isinstance(choice.value, str):
        return console.words.code(field.rule.code_list, choice.value)
    return "" if choice.value is None else str(choice.value)


def _names(desk: Desk) -> dict[str, str]:
    return {row.key: row.name for row in people(desk)} if desk.area else {}
