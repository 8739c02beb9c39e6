"""Conflicts: what two people changed apart, listed, shown, decided, and decisions taken back."""

from __future__ import annotations

import json

from app.cli.conflict_words import Telling, differences, pieces_data
from app.cli.console import Console
from app.cli.opening import opened
from app.cli.parser import Commands, Options
from app.foundation.errors import UserError
from app.models.record import Shape
from app.models.registry import KINDS, describe
from app.models.values import Value
from app.services.conflicts import Open, conflict_list, decide, find_conflict, write_decision
from app.services.deciding import SORTS, Several, picked, recent_decisions, take_back
from app.services.desk import Desk
from app.services.people import find_person


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
        found, telling = conflict_list(desk), Telling(desk, console)
        if console.as_json:
            console.show([telling.data(one) for one in found])
            return
        if not found:
            console.say("cli.no_conflicts")
        console.table((one.id, telling.about(one)) for one in found)


def show(options: Options, console: Console) -> None:
    """Show one conflict: each value, who wrote it and when, what it was before, and what was edited."""
    with opened(options, console) as desk:
        found, telling = find_conflict(desk, options.id), Telling(desk, console)
        pieces = differences(desk, found)
        if console.as_json:
            console.show(telling.data(found) | {"differences": [pieces_data(one) for one in pieces]})
            return
        print(telling.about(found))
        for number, choice in enumerate(found.choices, 1):
            print(telling.choice(found, number))
            for line in telling.beneath(found, choice, pieces[number - 1]):
                print(f"   {line}")


def decide_some(options: Options, console: Console) -> None:
    """Decide one conflict, or all in which a person has a value."""
    if bool(options.id) == (options.all_of is not None):
        raise UserError("name_one_conflict")
    if options.id and (options.preview or options.sort or options.kind):
        raise UserError("only_of_several")
    with opened(options, console) as desk:
        if options.all_of is not None:
            _decide_all_of(options, console, desk)
        else:
            _decide_one(options, console, desk)


def _decide_one(options: Options, console: Console, desk: Desk) -> None:
    found = find_conflict(desk, options.id)
    about = Telling(desk, console).about(found)
    if options.keep is None:
        decide(desk, found, value=_value(found, options.value), reason=options.reason)
    elif not 1 <= options.keep <= len(found.choices):
        raise UserError("no_such_choice", number=options.keep)
    else:
        decide(desk, found, keep=options.keep - 1, reason=options.reason)
    console.answer({"id": found.id}, "cli.decided", about=about)


def _decide_all_of(options: Options, console: Console, desk: Desk) -> None:
    if options.kind and options.kind not in KINDS:
        raise UserError("unknown_kind", kind=options.kind)
    person, everything = find_person(desk, options.all_of, lost=True), conflict_list(desk)
    several = Several(key=person.key, sort=options.sort, kind=options.kind)
    picks, telling = picked(desk, several, everything), Telling(desk, console)
    said = [] if console.as_json else [telling.picked(one.conflict, one.value) for one in picks]
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
        found, telling = recent_decisions(desk), Telling(desk, console)
        if console.as_json:
            console.show([telling.decision_data(one) for one in found])
            return
        if not found:
            console.say("cli.no_decisions")
        for one in found:
            who, when = telling.who(one.sign_key), console.words.moment(one.written)
            console.say("cli.decision", id=one.action_id, name=who, moment=when)
            for field in one.fields:
                print(f"   {telling.settled(field)}")
            if one.reason:
                print(f"   {console.words.say('cli.because', reason=one.reason)}")


def take_one_back(options: Options, console: Console) -> None:
    """Take back an own decision."""
    with opened(options, console) as desk:
        take_back(desk, options.id)
    console.answer({"id": options.id}, "cli.decision_taken_back")


def _value(found: Open, text: str) -> Value:
    """Return the value that was given; numbers of decimal fields are text. Raises UserError
    `not_a_json_value`.
    """
    try:
        value = json.loads(text, parse_float=str)
    except (ValueError, RecursionError) as error:
        raise UserError("not_a_json_value", value=text[:80]) from error
    if value is not None and not isinstance(value, (str, int, bool)):
        raise UserError("not_a_json_value", value=text[:80])
    field = describe(found.kind).fields.get(found.field) if found.kind in KINDS else None
    decimal = field is not None and field.rule.shape is Shape.DECIMAL
    return str(value) if decimal and isinstance(value, int) and not isinstance(value, bool) else value
