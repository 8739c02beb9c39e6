"""Frameworks and processes: how the plan answers to a framework, own ones, and the processes there are."""

from __future__ import annotations

from pathlib import Path

from app.cli.console import Console
from app.cli.opening import opened, tell_area
from app.cli.parser import Commands, Options, out_option
from app.foundation.files import write_whole
from app.models.codes import CODE_LISTS
from app.process.definition import ProcessDefinition, process_named
from app.process.nodes import framework_named
from app.services.framework_work import import_framework
from app.services.framework_workbook import framework_workbook, spoken
from app.services.views.frameworks import FrameworkRow, NodeRow, framework_row, frameworks_view

_MARKS = {"covered": "●", "partly": "◐", "reason": "–", "none": "○"}


def add(commands: Commands) -> None:
    """Add the commands of this group."""
    alignment_command = commands.add(
        "alignment", alignment, "how the plan answers to a framework, node by node"
    )
    alignment_command.add_argument(
        "framework", metavar="FRAMEWORK", nargs="?", default="", help="its id; without one all are listed"
    )
    out_option(alignment_command, required=False)
    group = commands.group("framework", "frameworks of your own")
    import_command = group.add("import", bring_along, "bring a framework along from a TOML file")
    import_command.add_argument("definition", metavar="TOML", type=Path)
    processes = commands.group("process", "the planning processes a workspace can follow")
    processes.add("list", list_processes, "all processes with their steps", file=False)


def alignment(options: Options, console: Console) -> None:
    """Print a framework with what answers each node, or write it as a workbook."""
    with opened(options, console) as desk:
        tell_area(desk, options, console)
        book = desk.book()
        if not options.framework:
            _all(console, frameworks_view(book).frameworks)
            return
        row = framework_row(book, framework_named(book, options.framework))
        if options.out:
            write_whole(options.out, framework_workbook(desk, options.framework, console.words.language))
    if console.as_json:
        console.show(_data(console, row))
    elif options.out:
        console.say(
            "cli.framework_written", framework=spoken(console.words, row.title), file=options.out.name
        )
    else:
        _print(console, row)


def _all(console: Console, rows: tuple[FrameworkRow, ...]) -> None:
    if console.as_json:
        console.show([_summary(console, one) for one in rows])
        return
    console.table((one.id, spoken(console.words, one.title), _standing(console, one)) for one in rows)


def _print(console: Console, row: FrameworkRow) -> None:
    print(f"{spoken(console.words, row.title)} · {_standing(console, row)}")
    for node in row.nodes:
        title = spoken(console.words, node.title)
        print(f"{_MARKS[node.state]} {'  ' * node.depth}{title}{_answers(console, node)}")


def _answers(console: Console, node: NodeRow) -> str:
    names = [one.code or spoken(console.words, one.name) for one in node.answers]
    names += [spoken(console.words, one) for one in node.sections]
    names += [node.reason] if node.state == "reason" else []
    return f": {console.words.join(names)}" if names else ""


def _standing(console: Console, row: FrameworkRow) -> str:
    """Return how many nodes are covered; of the required ones when there are any."""
    if row.required:
        code = "frameworks.complete" if row.complete else "frameworks.required"
        return console.words.say(code, covered=row.covered, total=row.required)
    return console.words.say("frameworks.covered", covered=row.answered, total=len(row.leaves))


def _summary(console: Console, row: FrameworkRow) -> dict[str, object]:
    return {
        "id": row.id,
        "own": bool(row.own),
        "title": spoken(console.words, row.title),
        "required": row.required,
        "covered": row.covered,
        "complete": row.complete,
    }


def _data(console: Console, row: FrameworkRow) -> dict[str, object]:
    nodes = [
        {
            "id": node.id,
            "parent": node.parent,
            "title": spoken(console.words, node.title),
            "required": node.required,
            "state": node.state,
            "answers": [{"kind": one.kind, "id": one.id, "code": one.code} for one in node.answers],
            "alignments": [
                {"id": one.id, "kind": one.kind or "plan", "record": one.record, "status": one.status,
                 "explanation": one.explanation}
                for one in node.alignments
            ],
            "reason": node.reason,
            "source": spoken(console.words, node.source),
        }
        for node in row.nodes
    ]  # fmt: skip
    return {**_summary(console, row), "nodes": nodes}


def bring_along(options: Options, console: Console) -> None:
    """Bring a framework along."""
    with opened(options, console) as desk:
        tell_area(desk, options, console)
        made = import_framework(desk, options.definition)
        row = framework_row(desk.book(), framework_named(desk.book(), made))
    data = {"id": row.id, "record": made, "nodes": len(row.nodes)}
    console.answer(
        data, "cli.framework_brought", framework=spoken(console.words, row.title), number=len(row.nodes)
    )


def list_processes(_options: Options, console: Console) -> None:
    """Print every process with its steps."""
    every = [process_named(one) for one in CODE_LISTS["process"]]
    if console.as_json:
        console.show([_process(console, one) for one in every])
        return
    say = console.words.say
    for one in every:
        print(f"{one.id}: {say(one.title)}")
        print(f"  {say(one.about)}")
        for step in one.steps:
            print(f"  {step.number}. {say(step.title)}")


def _process(console: Console, one: ProcessDefinition) -> dict[str, object]:
    say = console.words.say
    return {
        "id": one.id,
        "title": say(one.title),
        "about": say(one.about),
        "source": say(one.source),
        "framework": one.scope.framework,
        "steps": [{"number": step.number, "id": step.id, "title": say(step.title)} for step in one.steps],
        "outline": [{"section": part.section, "required": part.required} for part in one.scope.outline],
    }
