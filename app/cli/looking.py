"""Looking: where the plan stands, what is missing, what state the file is in, who has what."""

from __future__ import annotations

from app.cli.boards import board
from app.cli.console import Console
from app.cli.opening import opened, tell_area
from app.cli.parser import Commands, Options
from app.models.record import Record
from app.models.vector import to_json
from app.process.checks import run_checks
from app.process.checks.finding import Context, Finding
from app.process.definition import process_of
from app.process.sentences import detail_of, label, of_finding, rule_of
from app.process.steps import StepState, step_states
from app.services.desk import Desk
from app.services.mending import rebuild_tables
from app.services.state import SpaceState
from app.services.state import state as state_of
from app.services.views.home import GuidanceEntry, guidance_of
from app.services.views.said import Name
from app.words.wordlist import word
from app.words.wordlist import words as joined_words

FOUND_ERRORS = 1


def add(commands: Commands) -> None:
    """Add the commands of this group."""
    commands.add("steps", steps, "where the plan stands on its eight steps")
    commands.add("check", check, "what is missing or contradictory; status 1 when there are errors")
    commands.add("state", state, "words that two laptops with the same changes share, and counts")
    commands.add("board", board, "who has which changes, by what they said themselves")
    commands.add("rebuild", rebuild, "make the tables anew from the log")


def steps(options: Options, console: Console) -> None:
    """Print the status of each step with its reasons."""
    with opened(options, console) as desk:
        tell_area(desk, options, console)
        book, words = desk.book(), console.words
        found = step_states(process_of(book), book, desk.today, sees_group=desk.sees_group)
        sent = guidance_of(book, desk.area)
        if console.as_json:
            console.show([_step_data(desk, console, one, sent) for one in found])
            return
        for entry in (one for one in sent if not one.step_id):
            print(_sent(console, entry))
        for one in found:
            status = words.say(f"status.{one.status}")
            console.say("cli.step", number=one.number, title=words.say(f"step.{one.id}.title"), status=status)
            for reason in one.reasons:
                mark = {"yes": "✓", "partly": "~", "no": "✗"}.get(reason.met, "·")
                print(f"   {mark} {rule_of(words, book, reason)}: {detail_of(words, book, reason)}")
            for entry in (entry for entry in sent if entry.step_id == one.id):
                print(f"   ! {_sent(console, entry)}")


def _sent(console: Console, entry: GuidanceEntry) -> str:
    """Return what headquarters sent in one line: deadline or guidance, its title, day and sender."""
    words = console.words
    title = _in_language(console, entry.title) or _in_language(console, entry.text)
    code = f"cli.{entry.kind}{'' if entry.day else '_undated'}"
    said = words.say(code, title=title, day=words.date(entry.day) if entry.day else "")
    return f"{said} ({entry.issued_by})" if entry.issued_by else said


def _in_language(console: Console, name: Name) -> str:
    order = dict.fromkeys((console.words.language, "en", "ar", "ckb", "fr"))
    return next((text for text in (getattr(name, one) for one in order) if text), name.plain)


def _sent_data(console: Console, entry: GuidanceEntry) -> dict[str, object]:
    return {
        "kind": entry.kind,
        "id": entry.id,
        "title": _in_language(console, entry.title),
        "text": _in_language(console, entry.text),
        "day": entry.day,
        "issued_by": entry.issued_by,
    }


def _step_data(
    desk: Desk, console: Console, one: StepState, sent: tuple[GuidanceEntry, ...]
) -> dict[str, object]:
    return {
        "number": one.number,
        "id": one.id,
        "status": one.status,
        "done_on": one.done_on,
        "reasons": [
            {
                "code": reason.code,
                "text": f"{rule_of(console.words, desk.book(), reason)}:"
                f" {detail_of(console.words, desk.book(), reason)}",
                "records": reason.records,
                "met": reason.met,
            }
            for reason in one.reasons
        ],
        "sent": [_sent_data(console, entry) for entry in sent if entry.step_id in ("", one.id)],
    }


def check(options: Options, console: Console) -> int:
    """Print what readiness checks find; 1 when there are errors."""
    with opened(options, console) as desk:
        tell_area(desk, options, console)
        found = run_checks(desk.book(), Context(desk.today, sees_group=desk.sees_group))
        if console.as_json:
            console.show([_finding_data(desk, console, one) for one in found])
        else:
            _tell_findings(desk, console, found)
    return FOUND_ERRORS if any(one.severity == "error" for one in found) else 0


def _finding_data(desk: Desk, console: Console, one: Finding) -> dict[str, object]:
    return {
        "code": one.code,
        "severity": one.severity,
        "text": of_finding(console.words, desk.book(), one),
        "source": console.words.say(one.source),
        "kind": one.kind,
        "id": one.record,
        "field": one.field,
        "check": one.check,
    }


def _tell_findings(desk: Desk, console: Console, found: tuple[Finding, ...]) -> None:
    words, book = console.words, desk.book()
    for one in found:
        about = book.get(Record, one.record)
        where = f" [{label(words, book, about)}]" if about is not None else ""
        severity = words.say(f"cli.severity.{one.severity}")
        print(f"{severity}: {of_finding(words, book, one)}{where} ({words.say(one.source)})")
    count = {name: sum(one.severity == name for one in found) for name in ("error", "warning", "info")}
    console.say("cli.found", errors=count["error"], warnings=count["warning"], notes=count["info"])


def state(options: Options, console: Console) -> None:
    """Print the state of the file."""
    with opened(options, console) as desk:
        found = state_of(desk)
    language = console.words.language
    if console.as_json:
        console.show(
            {
                "replica": found.replica,
                "words": [word(language, one) for one in found.words],
                "state_hash": found.state_hash,
                "waiting": found.waiting,
                "conflicts": found.conflicts,
                "set_aside": found.set_aside,
                "records": found.records,
                "spaces": {name: _space_data(one, language) for name, one in found.spaces.items()},
            }
        )
        return
    print(joined_words(language, found.words))
    console.say(
        "cli.state",
        records=sum(found.records.values()),
        waiting=found.waiting,
        conflicts=found.conflicts,
        aside=found.set_aside,
    )
    console.table((name, joined_words(language, one.words)) for name, one in found.spaces.items())


def _space_data(one: SpaceState, language: str) -> dict[str, object]:
    return {
        "words": [word(language, index) for index in one.words],
        "state_hash": one.state_hash,
        "vector": to_json(one.vector),
    }


def rebuild(options: Options, console: Console) -> None:
    """Make the tables anew from the log."""
    with opened(options, console) as desk:
        done = rebuild_tables(desk)
    code = "cli.rebuilt" if done.identical else "cli.rebuilt_differs"
    console.answer({"records": done.records, "identical": done.identical}, code, count=done.records)
