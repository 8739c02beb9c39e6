"""Records: listed, shown, added, changed, removed; their history; undo and redo."""

from __future__ import annotations

import json
import sys
from typing import Any

from app.cli.console import Console, as_data
from app.cli.duplicates import merged_into
from app.cli.opening import opened, tell_area
from app.cli.parser import Commands, Options
from app.foundation.errors import UserError
from app.models.book import Book
from app.models.record import Record, Shape
from app.models.registry import KINDS, Description, describe
from app.process.sentences import label
from app.services.desk import Desk
from app.services.field_edits import add_record, remove_record
from app.services.joint_work import exception_needed
from app.services.undoing import redo as redo_last
from app.services.undoing import undo as undo_last
from app.storage.history import Event
from app.words.catalogue import Words

LONGEST_WORD, LONGEST_KEY = 40, 12
"""A text without spaces longer than this is a key; this much of it is shown."""

RECENT = 200


def add(commands: Commands) -> None:
    """Add the commands of this group."""
    group = commands.group("record", "list, get, add, set or remove records")
    for name, handler, summary in (
        ("list", list_records, "list the records of a kind"),
        ("get", get, "show one record"),
        ("add", add_one, "add a record"),
        ("set", set_fields, "change fields of a record"),
        ("remove", remove, "remove a record; undo brings it back"),
    ):
        command = group.add(name, handler, summary)
        command.add_argument("kind", metavar="KIND", help="such as activity, stakeholder, commitment")
        if name not in ("list", "add"):
            command.add_argument("id", metavar="ID", help="id or code of the record")
        if name in ("add", "set"):
            command.add_argument(
                "--data", metavar="JSON", required=True, help="fields and values; null clears; - reads input"
            )
    history_command = commands.add("history", history, "who changed what and when")
    history_command.add_argument("kind", metavar="KIND", nargs="?", default="")
    history_command.add_argument("id", metavar="ID", nargs="?", default="")
    commands.add("undo", undo, "take back the last action")
    commands.add("redo", redo, "do the last action taken back again")


def list_records(options: Options, console: Console) -> None:
    """List the records of a kind."""
    kind = describe(options.kind).record
    with opened(options, console) as desk:
        tell_area(desk, options, console)
        found = desk.records(kind)
        if console.as_json:
            console.show([as_data(record) for record in found])
        else:
            console.table((one.id, label(console.words, desk.book(), one)) for one in found)


def get(options: Options, console: Console) -> None:
    """Show one record."""
    with opened(options, console) as desk:
        record = _find(desk, options.kind, options.id)
        others = [one.id for one in desk.book().stored(record)][1:]
        if console.as_json:
            console.show(as_data(record) | ({"stands_for": others} if others else {}))
            return
        if merged_into(desk, options.kind, options.id) is not None:
            name = label(console.words, desk.book(), record)
            console.note(console.words.say("duplicates.merged_into", name=name, id=record.id))
        shown = {name: value for name, value in as_data(record).items() if value not in (None, [], ())}
        console.table((name, _plain(value)) for name, value in shown.items())


def add_one(options: Options, console: Console) -> None:
    """Add a record."""
    values = _values(options.kind, options.data)
    with opened(options, console) as desk:
        record_id = add_record(desk, options.kind, values)
        record = desk.find(KINDS[options.kind], record_id)
        name = label(console.words, desk.book(), record)
    kind = console.words.kind(options.kind)
    console.answer({"id": record_id}, "cli.added", kind=kind, name=name, id=record_id)


def set_fields(options: Options, console: Console) -> None:
    """Change fields of a record, all in one undoable action."""
    values = _values(options.kind, options.data)
    with opened(options, console) as desk:
        record = _find(desk, options.kind, options.id)
        with desk.write(f"{options.kind}.edit") as unit:
            unit.set(type(record), record.id, **values)
        name = label(console.words, desk.book(), desk.find(Record, record.id))
        _note_exception(desk, console, options.kind, record.id)
    console.answer({"id": record.id}, "cli.changed", kind=console.words.kind(options.kind), name=name)


def _note_exception(desk: Desk, console: Console, kind: str, record_id: str) -> None:
    """Ask for the reason when joint work goes on before its agreements are signed."""
    joint = exception_needed(desk.book(), kind, record_id)
    if joint:
        name = label(console.words, desk.book(), desk.find(Record, joint))
        console.note(console.words.say("cli.exception_needed", name=name, id=joint))


def remove(options: Options, console: Console) -> None:
    """Remove a record."""
    with opened(options, console) as desk:
        record = _find(desk, options.kind, options.id)
        name = label(console.words, desk.book(), record)
        remove_record(desk, options.kind, record.id)
    console.answer({"id": record.id}, "cli.removed", kind=console.words.kind(options.kind), name=name)


def history(options: Options, console: Console) -> None:
    """Tell what happened to a record, or lately in the area."""
    if options.kind:
        describe(options.kind)
    with opened(options, console) as desk:
        events = desk.history(_any_id(desk, options)) if options.id else desk.recent(RECENT)
        if options.kind and not options.id:
            events = [event for event in events if event.kind == options.kind]
        names, book = {row.key: row.name for row in _people(desk)}, desk.book()
    if console.as_json:
        console.show([_event_data(event, names) for event in events])
    else:
        told = (event for event in events if not _is_order(event))
        console.table(_event_row(console.words, book, event, names) for event in told)


def undo(options: Options, console: Console) -> None:
    """Take back the last action."""
    with opened(options, console) as desk:
        _tell_undone(console, undo_last(desk), "cli.undone", "nothing_to_undo")


def redo(options: Options, console: Console) -> None:
    """Put the last action taken back in force again."""
    with opened(options, console) as desk:
        _tell_undone(console, redo_last(desk), "cli.redone", "nothing_to_redo")


def _tell_undone(console: Console, action: str | None, code: str, nothing: str) -> None:
    if action is None:
        raise UserError(nothing)
    console.answer({"action": action}, code, action=console.words.say(f"action.{action}"))


def _find(desk: Desk, kind: str, named: str) -> Record:
    """Return a record by its id, or by its code when only one has it."""
    record = describe(kind).record
    found = desk.find(record, named)
    if found is None and "code" in describe(kind).fields:
        matching = desk.records(record, code=named)
        found = matching[0] if len(matching) == 1 else merged_into(desk, kind, named)
    if found is None:
        raise UserError("unknown_record", kind=kind, id=named[:80])
    return found


def _any_id(desk: Desk, options: Options) -> str:
    """Return the id of a record that is here or was removed."""
    try:
        return _find(desk, options.kind, options.id).id
    except UserError:
        if desk.history(options.id):
            return str(options.id)
        raise


def _values(kind: str, text: str) -> dict[str, Any]:
    """Return the fields that were given as JSON. Raises UserError `not_json`, `unknown_field`."""
    description = describe(kind)
    try:
        data = json.loads(sys.stdin.read() if text == "-" else text, parse_float=str)
        json.dumps(data, ensure_ascii=False).encode()  # half a letter cannot be kept
    except (ValueError, RecursionError) as error:
        raise UserError("not_json") from error
    if not isinstance(data, dict):
        raise UserError("not_json")
    for name in data:
        if name not in description.fields:
            raise UserError("unknown_field", kind=kind, field=name[:80])
    return {name: _value(description, name, value) for name, value in data.items()}


def _value(description: Description, name: str, value: Any) -> Any:
    """Return a value in the shape of its field: lists are sets, numbers of decimal fields are text."""
    if value is None and description.fields[name].rule.many:
        return ()
    if isinstance(value, list):
        return tuple(value)
    decimal = description.fields[name].rule.shape is Shape.DECIMAL
    return str(value) if decimal and isinstance(value, int) and not isinstance(value, bool) else value


def _people(desk: Desk) -> list[Any]:
    from app.services.people import people

    return list(people(desk)) if desk.area else []


def _event_data(event: Event, names: dict[str, str]) -> dict[str, object]:
    return {
        "when": event.written,
        "who": names.get(event.sign_key, event.sign_key[:8]),
        "action": event.action,
        "kind": event.kind,
        "id": event.record,
        "field": event.field,
        "element": event.element,
        "old": list(event.old),
        "new": event.new,
        "in_force": event.in_force,
        "not_counted": event.beyond,
        "removed_for_good": event.removed,
    }


def _is_order(event: Event) -> bool:
    """Whether a change only moved a record within its list."""
    field = describe(event.kind).fields.get(event.field)
    return event.field == "position" and field is not None and field.rule.shape is Shape.KEY


def _event_row(words: Words, book: Book, event: Event, names: dict[str, str]) -> tuple[str, ...]:
    field = words.say("cli.removal") if event.field == "alive" else words.field(event.kind, event.field)
    old = " | ".join(_told(words, book, event, value) for value in event.old)
    new = _told(words, book, event, event.new)
    if event.element:
        old, new = "", f"{'+' if event.new is True else '−'} {_told(words, book, event, event.element)}"
    mark = "" if event.in_force else words.say("cli.not_in_force")
    mark = words.say("revocation.not_counted") if event.beyond else mark
    mark = words.say("forget.gone") if event.removed else mark
    who = names.get(event.sign_key, event.sign_key[:8])
    return (words.moment(event.written), who, words.kind(event.kind), field, f"{old} → {new}".strip(), mark)


def _told(words: Words, book: Book, event: Event, value: object) -> str:
    """Return a value in words: codes and records by name, days as people write them, keys shortened."""
    field = describe(event.kind).fields.get(event.field)
    if field is None or not isinstance(value, str) or not value:
        return _plain(value)
    shape = field.rule.shape
    if shape in (Shape.CODE, Shape.CODES) and field.rule.code_list:
        return words.code(field.rule.code_list, value)
    if shape in (Shape.REFERENCE, Shape.REFERENCES):
        return label(words, book, book.get(Record, value))
    if shape is Shape.DATE:
        return words.date(value)
    return f"{value[:LONGEST_KEY]}…" if " " not in value and len(value) > LONGEST_WORD else _plain(value)


def _plain(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, (list, tuple)):
        return ", ".join(map(str, value))
    return str(value).lower() if isinstance(value, bool) else " ".join(str(value).split())
