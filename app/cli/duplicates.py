"""Duplicates: what looks like one thing, merged, told apart, taken apart; codes given twice."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from dataclasses import asdict

from app.cli.console import Console
from app.cli.opening import opened
from app.cli.parser import Commands, Options
from app.foundation.errors import UserError
from app.models.merging import merging_kinds
from app.models.record import Record, Shape
from app.models.registry import KINDS, describe
from app.models.values import Value
from app.process.sentences import label
from app.services.desk import Desk
from app.services.duplicates import (
    Differing,
    Preview,
    Proposal,
    merge,
    preview,
    proposals,
    renumber,
    separate,
    tell_apart,
    undecided,
)
from app.services.likeness import Reason

KINDS_HELP = f"one of {', '.join(sorted(merging_kinds()))}"


def add(commands: Commands) -> None:
    """Add the commands of this group."""
    group = commands.group("duplicates", "one thing entered twice: find, merge, tell apart")
    command = group.add("list", list_proposals, "list what looks like one thing, and why")
    command.add_argument("--kind", metavar="KIND", default="", help=KINDS_HELP)
    command = group.add("show", show, "show what merging records would do; changes nothing")
    _records(command, many=True)
    command = group.add(
        "merge", merge_records, "merge records into the one with the smallest id; undo parts them"
    )
    _records(command, many=True)
    command.add_argument(
        "--field",
        metavar="NAME=VALUE",
        action="append",
        default=[],
        help="value of a field that differs, by its name in `duplicates show`; may be given several times."
        " Fields left out keep the value of the record with the smallest id",
    )
    command = group.add("apart", apart, "record that two records are not the same; they are not listed again")
    _records(command, many=True)
    command.add_argument("--note", metavar="TEXT", default="", help="why they are not the same")
    command = group.add("split", split, "take a merged record apart again")
    _records(command, many=False)
    command = group.add("renumber", give_code, "give a record the next free code, when two carry the same")
    command.add_argument("kind", metavar="KIND", help="such as activity or stakeholder")
    command.add_argument("id", metavar="ID", help="id of the record")


def _records(command: ArgumentParser, *, many: bool) -> None:
    command.add_argument("kind", metavar="KIND", help=KINDS_HELP)
    if many:
        command.add_argument("id", metavar="ID", nargs="+", help="ids of the records")
    else:
        command.add_argument("id", metavar="ID", help="id of the record")


def list_proposals(options: Options, console: Console) -> None:
    """List the pairs that look like one thing, likeliest first, then merged records with values to decide."""
    with opened(options, console) as desk:
        book = desk.book()
        found = proposals(book, (options.kind,) if options.kind else ())
        open_still = [one for one in undecided(book) if one[0] == options.kind or not options.kind]
        if console.as_json:
            pairs = [_data(desk, console, one) for one in found]
            merged = [{"kind": kind, "id": record} for kind, record in open_still]
            console.show({"proposals": pairs, "undecided": merged})
            return
        if not found and not open_still:
            console.say("duplicates.none")
        for one in found:
            _tell(desk, console, one)
        for kind, record in open_still:
            name = _name(desk, console, record)
            console.say("duplicates.undecided_one", kind=console.words.kind(kind), name=name, id=record)


def show(options: Options, console: Console) -> None:
    """Show what merging would do."""
    with opened(options, console) as desk:
        found = preview(desk.book(), options.kind, options.id)
        if console.as_json:
            console.show(asdict(found))
            return
        _tell_preview(desk, console, found)


def merge_records(options: Options, console: Console) -> None:
    """Merge records."""
    with opened(options, console) as desk:
        plan = preview(desk.book(), options.kind, options.id)
        values = dict(_chosen(plan, given) for given in options.field)
        first = merge(desk, options.kind, options.id, values)
        name, count = _name(desk, console, first), len(plan.ids)
    decided = {one.name: one.values[0] for one in plan.differing} | values
    data = {"id": first, "merged": list(plan.ids), "decided": decided}
    console.answer(data, "duplicates.merged", name=name, count=count, id=first)


def apart(options: Options, console: Console) -> None:
    """Record that two records are not the same."""
    if len(options.id) != 2:
        raise UserError("two_ids_needed")
    with opened(options, console) as desk:
        made = tell_apart(desk, options.kind, options.id[0], options.id[1], options.note)
        names = [_name(desk, console, one) for one in options.id]
    console.answer({"id": made}, "duplicates.told_apart", name=names[0], other=names[1])


def split(options: Options, console: Console) -> None:
    """Take a merged record apart again."""
    with opened(options, console) as desk:
        ids = separate(desk, options.kind, options.id)
    console.answer({"ids": list(ids)}, "duplicates.separated", count=len(ids))


def give_code(options: Options, console: Console) -> None:
    """Give a record the next free code."""
    with opened(options, console) as desk:
        code = renumber(desk, options.kind, options.id)
    console.answer({"id": options.id, "code": code}, "duplicates.renumbered", code=code)


def _chosen(plan: Preview, given: str) -> tuple[str, Value]:
    """Return field and value of NAME=VALUE. Raises UserError `field_value_needed`, `not_json`."""
    name, equals, text = given.partition("=")
    if not equals or not name:
        raise UserError("field_value_needed", given=given[:80])
    named = next((one for one in plan.differing if one.name == name), None)
    kind, field = (named.kind, named.field) if named else (plan.kind, name)
    about = describe(kind).fields.get(field)
    if about is None:
        raise UserError("unknown_field", kind=kind, field=name[:80])
    if about.rule.many:
        raise UserError("value_wrong_shape", kind=kind, field=field)
    return name, _value(about.rule.shape, text)


def _value(shape: Shape, text: str) -> Value:
    if not text:
        return None
    if shape not in (Shape.WHOLE, Shape.YES_NO):
        return text
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise UserError("not_json") from error
    return value if isinstance(value, (int, bool)) else text


def _data(desk: Desk, console: Console, one: Proposal) -> dict[str, object]:
    return {
        "kind": one.kind,
        "ids": [one.first, one.second],
        "names": [_name(desk, console, one.first), _name(desk, console, one.second)],
        "score": one.score,
        "reasons": [{**asdict(reason), "text": reason_text(console, reason)} for reason in one.reasons],
    }


def _tell(desk: Desk, console: Console, one: Proposal) -> None:
    why = console.words.join([reason_text(console, reason) for reason in one.reasons])
    names = {"name": _name(desk, console, one.first), "other": _name(desk, console, one.second)}
    console.say("duplicates.pair", kind=console.words.kind(one.kind), **names, why=why)
    print(f"   {one.kind} {one.first} {one.second}")


def reason_text(console: Console, reason: Reason) -> str:
    """Return a reason in words."""
    code = f"duplicates.reason.{reason.code}"
    if not reason.value:
        return console.words.say(f"{code}.plain")
    percent = console.words.hundredths(reason.percent)
    return console.words.say(code, value=reason.value, other=reason.other, percent=percent)


def _tell_preview(desk: Desk, console: Console, found: Preview) -> None:
    words = console.words
    for one in found.ids:
        print(f"{one}  {_name(desk, console, one)}")
    for field in found.differing:
        values = " | ".join(_in_words(desk, console, field, value) for value in field.values)
        print(f"{field.name}: {values}")
    for name, value in found.filled:
        given = console.words.field(found.kind, name)
        console.say("duplicates.filled", field=given, value="" if value is None else str(value))
    for kind, count in found.moved:
        console.say("duplicates.moved", kind=words.say(f"kind.{kind}.many"), count=words.number(count))


def _in_words(desk: Desk, console: Console, field: Differing, value: Value) -> str:
    rule = describe(field.kind).fields[field.field].rule
    if rule.target and isinstance(value, str):
        return _name(desk, console, value)
    if rule.code_list and isinstance(value, str):
        return f"{console.words.code(rule.code_list, value)} ({value})"
    return str(value)


def _name(desk: Desk, console: Console, record_id: str) -> str:
    """Return what the record itself is called, also of one that another stands for."""
    book = desk.book()
    shown = book.get(Record, record_id)
    own = next((one for one in book.stored(shown) if one.id == record_id), shown) if shown else None
    return label(console.words, book, own)


def merged_into(desk: Desk, kind: str, named: str) -> Record | None:
    """Return the record that stands for the one named by id or code, when that is another one."""
    book = desk.book()
    stored = (one for one in book.every(KINDS[kind]) if named in (one.id, getattr(one, "code", None)))
    found = [shown for one in stored if (shown := book.get(KINDS[kind], one.id)) and shown.id != one.id]
    return found[0] if len({one.id for one in found}) == 1 else None
