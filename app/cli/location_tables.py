"""A list of locations in: columns as mapped, rows that match by name only confirmed by whoever calls."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence

from app.cli.console import Console
from app.cli.opening import opened
from app.cli.parser import Options
from app.foundation.errors import UserError
from app.models.folding import fold
from app.models.kinds.area import Location, Source
from app.services.desk import Desk
from app.services.importing_location_columns import KIND_OF
from app.services.importing_location_match import NEW, SKIP, Match
from app.services.importing_locations import (
    Outcome,
    Setting,
    guess_mapping,
    import_locations,
    preview,
    read_location_table,
)
from app.services.importing_problems import RowProblem
from app.words.catalogue import Words

ProblemData = Callable[[RowProblem, Console], dict[str, object]]
COUNTS = ("added", "filled", "figures", "ranks", "known")
_TITLES = ("title_en", "title_ar", "title_ckb", "title_fr")


def add_options(command: argparse.ArgumentParser) -> None:
    """Add what a list of locations does not say of itself, and which places its rows mean."""
    usual = Setting()
    command.add_argument("--source", default="", help="id, code or title of the source of its figures")
    command.add_argument(
        "--as-of", metavar="DAY", default="", help="the day its counts stand for: 2026-03-31"
    )
    command.add_argument("--group", default=usual.group, help=f"whom it counts; usually {usual.group}")
    command.add_argument("--role", default=usual.role, help=f"role of new locations; usually {usual.role}")
    command.add_argument("--round", default="", help="round of the index, where it carries severity")
    command.add_argument("--round-date", metavar="DAY", default="", help="the day of that round")
    command.add_argument(
        "--confirm", metavar="ROW=PLACE", action="append", default=[],
        help=f"which location a row means that waits: id, DTM id, p-code, {NEW} or {SKIP}",
    )  # fmt: skip
    command.add_argument(
        "--same", action="store_true", help="rows that wait and can mean one location only mean that one"
    )


def take_locations(
    options: Options, console: Console, given: dict[str, str], as_data: ProblemData
) -> tuple[Outcome, dict[str, str]]:
    """Take a list, or only look, and return what came of it with the columns; JSON is printed at once."""
    table = read_location_table(options.table, options.sheet)
    with opened(options, console) as desk:
        mapping, setting = guess_mapping(desk, table) | given, _setting(desk, options)
        waiting = preview(desk, table, mapping, setting, {}).waiting
        choices = _choices(desk, waiting, options.confirm, same=options.same)
        work = preview if options.preview else import_locations
        found = work(desk, table, mapping, setting, choices)
    if console.as_json:
        console.show(_data(found, mapping, [as_data(one, console) for one in found.problems], console.words))
    return found, mapping


def tell_locations(found: Outcome, console: Console, *, would: bool) -> None:
    """Print what a list did, or would do, and the rows that wait for an answer."""
    console.say("imports.locations_would" if would else "imports.locations_done", count=found.rows)
    for name in COUNTS:
        if count := getattr(found, name):
            print(f"   {console.words.say(f'area.import.{name}', count=count)}")
    if found.rounds:
        console.say("area.import.rounds", names=console.words.join(list(found.rounds)))
    if found.waiting:
        console.say("imports.locations_wait")
    for match in found.waiting:
        places = [f"{name} ({one})" for one, name in _candidates(match, console.words)]
        number, name, said = match.row.number, match.row.name, console.words.join(places)
        print(f"   {console.words.say('imports.locations_row', row=number, name=name, places=said)}")


def kind_of_column(field: str) -> str:
    """Return whose field a column of a list is."""
    return KIND_OF.get(field, "location")


def _setting(desk: Desk, options: Options) -> Setting:
    source = _source(desk, options.source) if options.source else ""
    return Setting(source, options.as_of, options.group, options.role, options.round, options.round_date)


def _source(desk: Desk, named: str) -> str:
    """Return the id of the source with this id, code or title. Raises UserError `unknown_record`."""
    spelled = fold(named)
    for one in desk.records(Source):
        titles = [fold(getattr(one, name) or "") for name in _TITLES]
        if named == one.id or spelled in (fold(str(getattr(one, "code", None) or "")), *titles):
            return one.id
    raise UserError("unknown_record", kind="source", id=named[:80])


def _choices(desk: Desk, waiting: Sequence[Match], pairs: list[str], *, same: bool) -> dict[int, str]:
    """Return row → location, "new" or "skip". Raises UserError `bad_confirmation`, `unknown_record`."""
    sole = {one.row.number: one.candidates[0][0] for one in waiting if same and len(one.candidates) == 1}
    rows, found = {one.row.number for one in waiting}, dict[int, str](sole)
    for pair in pairs:
        number, sign, place = (part.strip() for part in pair.partition("="))
        if not (number.isdecimal() and sign and place) or int(number) not in rows:
            raise UserError("bad_confirmation", pair=pair[:80])
        found[int(number)] = place if place in (NEW, SKIP) else _location(desk, place)
    return found


def _location(desk: Desk, named: str) -> str:
    spelled = fold(named)
    for one in desk.records(Location):
        if named == one.id or spelled in (fold(one.dtm_id or ""), fold(one.pcode or "")):
            return one.id
    raise UserError("unknown_record", kind="location", id=named[:80])


def _candidates(match: Match, words: Words) -> list[tuple[str, str]]:
    texts = [(one, name.en or name.ar or name.ckb or name.fr or name.plain) for one, name in match.candidates]
    own = {one: getattr(name, words.language, "") for one, name in match.candidates}
    return [(one, own[one] or text) for one, text in texts]


def _data(
    found: Outcome, mapping: dict[str, str], problems: list[dict[str, object]], words: Words
) -> dict[str, object]:
    waiting = [
        {
            "row": match.row.number,
            "name": match.row.name,
            "candidates": [{"id": one, "name": name} for one, name in _candidates(match, words)],
        }
        for match in found.waiting
    ]
    counts = {name: getattr(found, name) for name in ("rows", *COUNTS)}
    return {
        **counts,
        "rounds": list(found.rounds),
        "mapping": mapping,
        "waiting": waiting,
        "problems": problems,
    }
