"""Conflicts: what two people changed apart, listed, shown, decided, and decisions taken back."""

from __future__ import annotations

import json
from collections.abc import Callable

from app.cli.console import Console
from app.cli.opening import opened
from app.cli.parser import Commands, Options
from app.foundation.errors import UserError
from app.models.record import Record
from app.models.registry import KINDS, describe
from app.models.values import Value
from app.process.sentences import label
from app.services.conflicts import (
    Choice,
    Open,
    conflict_list,
    decide,
    find_conflict,
    is_text,
    record_of,
    write_decision,
)
from app.services.deciding import SORTS, Picked, Several, picked, recent_decisions, take_back
from app.services.desk import Desk
from app.services.people import find_person, people
from app.storage.conflicts import Edited
from app.storage.decisions import DecidedField, Decision
from app.storage.logged import ALIVE

Names = dict[str, str]


def add(commands: Commands) -> None:
    """Add the commands of this group."""
    group = commands.group("conflicts", "what two people changed apart")
    group.add("list", list_conflicts, "list the open conflicts")
    group.add("show", show, "show one conflict with its values").add_argument("id", metavar="ID")
    command = group.add("decide", decide_some, "decide one conflict, or all in which a person has a value")
    command.add_argument(
        "id", metavar="ID", nargs="?", default="", help="as in the list; the record's id when it has only one"
    )
    chosen = command.add_mutually_exclusive_group(required=True)
    chosen.add_argument("--keep", metavar="N", type=int, help="number of the value to keep, from 1")
    chosen.add_argument("--value", metavar="JSON", help="another value; of a removal true keeps the record")
    chosen.add_argument("--all-of", metavar="PERSON", help="keep all of this person's values")
    command.add_argument("--sort", choices=SORTS, default="", help="with --all-of: only this sort of value")
    command.add_argument(
        "--kind", metavar="KIND", default="", help="with --all-of: only records of this kind"
    )
    command.add_argument(
        "--preview", action="store_true", help="with --all-of: only say what would be decided"
    )
    command.add_argument("--reason", metavar="TEXT", default="", help="why; it travels with the decision")
    group.add("decided", list_decided, "list the decisions taken lately, with who, what and why")
    command = group.add("take-back", take_one_back, "take back an own decision: its conflicts are open again")
    command.add_argument("id", metavar="ID", help="as in the list of decisions")


def list_conflicts(options: Options, console: Console) -> None:
    """List the open conflicts of the area."""
    with opened(options, console) as desk:
        found = conflict_list(desk)
        if console.as_json:
            names = _names(desk)
            console.show([_data(names, one) for one in found])
            return
        if not found:
            console.say("cli.no_conflicts")
        console.table((one.id, _about(desk, console, one)) for one in found)


def show(options: Options, console: Console) -> None:
    """Show one conflict: each value, who wrote it and when, what it was before, and what was edited."""
    with opened(options, console) as desk:
        found, names = find_conflict(desk, options.id), _names(desk)
        if console.as_json:
            console.show(_data(names, found))
            return
        print(_about(desk, console, found))
        say_value = _speaker(desk, console, found.kind, found.field)
        for number, choice in enumerate(found.choices, 1):
            who, when = names.get(choice.sign_key, choice.sign_key[:8]), console.words.moment(choice.written)
            console.say("cli.choice", number=number, value=say_value(choice.value), name=who, moment=when)
            for line in _beneath(desk, console, choice, say_value):
                print(f"   {line}")


def decide_some(options: Options, console: Console) -> None:
    """Decide one conflict, or all in which a person has a value."""
    if bool(options.id) == (options.all_of is not None):
        raise UserError("name_one_conflict")
    with opened(options, console) as desk:
        if options.all_of is not None:
            _decide_all_of(options, console, desk)
        else:
            _decide_one(options, console, desk)


def _decide_one(options: Options, console: Console, desk: Desk) -> None:
    found = find_conflict(desk, options.id)
    about = _about(desk, console, found)
    if options.keep is None:
        decide(desk, found, value=_value(options.value), reason=options.reason)
    elif not 1 <= options.keep <= len(found.choices):
        raise UserError("no_such_choice", number=options.keep)
    else:
        decide(desk, found, keep=options.keep - 1, reason=options.reason)
    console.answer({"id": found.id}, "cli.decided", about=about)


def _decide_all_of(options: Options, console: Console, desk: Desk) -> None:
    if options.kind and options.kind not in KINDS:
        raise UserError("unknown_kind", kind=options.kind)
    person, everything = find_person(desk, options.all_of), conflict_list(desk)
    several = Several(key=person.key, sort=options.sort, kind=options.kind)
    picks = picked(desk, several, everything)
    said = [] if console.as_json else [_pick_text(desk, console, one) for one in picks]
    if picks and not options.preview:
        write_decision(desk, [(one.conflict, one.value) for one in picks], options.reason)
    left = len(everything) - len(picks)
    if console.as_json:
        listed = [{"id": one.conflict.id, "value": one.value} for one in picks]
        console.show({"decided": 0 if options.preview else len(picks), "picked": listed, "left": left})
        return
    for line in said:
        print(line)
    code = "cli.would_decide" if options.preview else "cli.decided_several"
    console.say(code, count=len(picks), left=left)


def list_decided(options: Options, console: Console) -> None:
    """List the decisions taken lately that stand."""
    with opened(options, console) as desk:
        found, names = recent_decisions(desk), _names(desk)
        if console.as_json:
            console.show([_decision_data(names, one) for one in found])
            return
        if not found:
            console.say("cli.no_decisions")
        for one in found:
            who, when = names.get(one.sign_key, one.sign_key[:8]), console.words.moment(one.written)
            console.say("cli.decision", id=one.action_id, name=who, moment=when)
            for field in one.fields:
                print(f"   {_decided_text(desk, console, field)}")
            if one.reason:
                print(f"   {console.words.say('cli.because', reason=one.reason)}")


def take_one_back(options: Options, console: Console) -> None:
    """Take back an own decision."""
    with opened(options, console) as desk:
        take_back(desk, options.id)
    console.answer({"id": options.id}, "cli.decision_taken_back")


def _value(text: str) -> Value:
    try:
        value = json.loads(text, parse_float=str)
    except (ValueError, RecursionError) as error:
        raise UserError("not_json") from error
    if value is not None and not isinstance(value, (str, int, bool)):
        raise UserError("not_json")
    return value


def _data(names: Names, one: Open) -> dict[str, object]:
    return {
        "id": one.id,
        "kind": one.kind,
        "record": one.record,
        "field": one.field,
        "text": is_text(one),
        "choices": [_choice_data(names, number, choice) for number, choice in enumerate(one.choices, 1)],
    }


def _choice_data(names: Names, number: int, choice: Choice) -> dict[str, object]:
    return {
        "number": number,
        "value": choice.value,
        "who": names.get(choice.sign_key, choice.sign_key[:8]),
        "when": choice.written,
        "before": list(choice.before),
        "mine": choice.mine,
        "decided": choice.decided,
        "reason": choice.reason,
        "edited": [
            {"kind": one.kind, "record": one.record, "field": one.field, "value": one.value}
            for one in choice.edited
        ],
    }


def _decision_data(names: Names, one: Decision) -> dict[str, object]:
    fields = [
        {
            "kind": field.kind,
            "record": field.record,
            "field": field.field,
            "value": field.value,
            "replaced": [side.value for side in field.replaced],
            "stands": field.stands,
        }
        for field in one.fields
    ]
    who = names.get(one.sign_key, one.sign_key[:8])
    return {"id": one.action_id, "who": who, "when": one.written, "reason": one.reason, "fields": fields}


def _about(desk: Desk, console: Console, one: Open) -> str:
    return _named(desk, console, one.kind, one.field, record_of(desk, one))


def _named(desk: Desk, console: Console, kind: str, field: str, record: Record | None) -> str:
    words = console.words
    named = words.say("cli.removal") if field == ALIVE else words.field(kind, field)
    name = label(words, desk.book(), record)
    return words.say("cli.conflict", kind=words.kind(kind), name=name, field=named)


def _pick_text(desk: Desk, console: Console, one: Picked) -> str:
    said = _speaker(desk, console, one.conflict.kind, one.conflict.field)(one.value)
    return console.words.say("cli.picked", about=_about(desk, console, one.conflict), value=said)


def _decided_text(desk: Desk, console: Console, one: DecidedField) -> str:
    record = record_of(desk, Open(one.record, one.kind, one.field, one.space, ()))
    said = _speaker(desk, console, one.kind, one.field)(one.value)
    return console.words.say(
        "cli.picked", about=_named(desk, console, one.kind, one.field, record), value=said
    )


def _beneath(desk: Desk, console: Console, choice: Choice, say_value: Callable[[Value], str]) -> list[str]:
    words = console.words
    before = [say_value(value) for value in choice.before if value is not None]
    lines = [words.say("cli.was_before", value=before[0])] if before else []
    if choice.decided:
        lines.append(words.say("cli.was_decided"))
    if choice.reason:
        lines.append(words.say("cli.because", reason=choice.reason))
    return [*lines, *(_edited(desk, console, one) for one in choice.edited)]


def _edited(desk: Desk, console: Console, one: Edited) -> str:
    said = _speaker(desk, console, one.kind, one.field)(one.element or one.value)
    return console.words.say("cli.edited_field", field=console.words.field(one.kind, one.field), value=said)


def _speaker(desk: Desk, console: Console, kind: str, name: str) -> Callable[[Value], str]:
    """Return how values of a field are said: codes by their text, references by name, days as days."""
    field = describe(kind).fields.get(name) if kind in KINDS else None

    def said(value: Value) -> str:
        words = console.words
        if name == ALIVE:
            return words.say("cli.kept" if value else "cli.taken_out")
        if value is None or field is None:
            return words.say("cli.nothing") if value is None else str(value)
        if field.rule.target:
            return label(words, desk.book(), desk.book().get(Record, str(value)))
        if field.rule.code_list:
            return words.code(field.rule.code_list, str(value))
        if isinstance(value, bool):
            return words.say("fields.yes" if value else "fields.no")
        return words.date(str(value)) if field.rule.shape.value == "date" else str(value)

    return said


def _names(desk: Desk) -> Names:
    return {row.key: row.name for row in people(desk)} if desk.area else {}
