"""Workbooks that come back: activities, targets, progress and measurements changed in Excel."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from app.cli.console import Console
from app.cli.opening import opened, tell_area
from app.cli.parser import Commands, Options
from app.services import measurement_sheet, plan_workbook
from app.services.importing_problems import problem_text, row_text
from app.services.returned import Difference, NewRow, Returned
from app.services.returning_taking import Taken, read_returned, take_returned


def add_imports(group: Commands) -> None:
    """Add what the command `import` takes from these workbooks."""
    for name, sort, summary in (
        ("plan-workbook", plan_workbook.FORMAT, "take activities, targets and progress from a plan workbook"),
        ("measurements", measurement_sheet.FORMAT, "take measurements from a measurement sheet"),
    ):
        handler: Callable[[Options, Console], None] = partial(take, sort)
        command = group.add(name, handler, summary)
        command.add_argument("table", metavar="TABLE", type=Path, help="the .xlsx that came back")
        command.add_argument("--preview", action="store_true", help="only say what would be taken")
        command.add_argument(
            "--later", action="store_true", help="also what was changed here since the workbook was made"
        )


def take(sort: str, options: Options, console: Console) -> None:
    """Take a workbook as one undo step, or say what it brings."""
    with opened(options, console) as desk:
        tell_area(desk, options, console)
        found = read_returned(desk, options.table, sort)
        done = None if options.preview else take_returned(desk, found, later=options.later)
    if console.as_json:
        console.show(_data(found, done, console))
        return
    later = 0 if options.later else len(found.later)
    cells = len(found.differences) - later
    counted = {"later": later, "known": found.known}
    if done is None:
        console.say("returning.would_take", count=cells, added=len(found.added), **counted)
    else:
        console.say("returning.taken", count=done.changed, added=done.added, **counted)
    for line in _lines(found, console):
        print(line)


def _lines(found: Returned, console: Console) -> Iterator[str]:
    words = console.words
    for one in found.differences:
        texts = {name: _flat(text) or words.say("returning.nothing")
                 for name, text in (("here", one.here), ("there", one.there))}  # fmt: skip
        field = words.field(one.kind, one.field)
        said = words.say(
            "returning.difference", sheet=one.sheet, row=one.row, about=one.about, field=field, **texts
        )
        yield f"{said}  ({words.say('returning.later')})" if one.later else said
    for new in found.added:
        yield words.say("returning.new_row", sheet=new.sheet, row=new.row, about=new.about)
    for problem in found.problems:
        yield row_text(words, problem)


def _flat(text: str) -> str:
    return " ".join(text.split())


def _data(found: Returned, done: Taken | None, console: Console) -> dict[str, object]:
    return {
        "made_on": found.made_on,
        "differences": [_difference(one) for one in found.differences],
        "added": [_added(one) for one in found.added],
        "known": found.known,
        "problems": [
            {"sheet": one.sheet, "row": one.row, "code": one.code, "text": problem_text(console.words, one)}
            for one in found.problems
        ],
        "taken": {"changed": done.changed, "added": done.added} if done else None,
    }


def _difference(one: Difference) -> dict[str, object]:
    return {
        "sheet": one.sheet,
        "row": one.row,
        "kind": one.kind,
        "id": one.record,
        "field": one.field,
        "here": one.here,
        "there": one.there,
        "later": one.later,
    }


def _added(one: NewRow) -> dict[str, object]:
    return {"sheet": one.sheet, "row": one.row, "kind": one.kind, "values": dict(one.values)}
