"""Tables in: places with their p-codes, stakeholders, and the locations of the area."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from app.cli import returning, reviewing
from app.cli.console import Console
from app.cli.location_tables import add_options, kind_of_column, take_locations, tell_locations
from app.cli.opening import opened
from app.cli.parser import Commands, Options
from app.foundation.errors import UserError
from app.services.importing import PlacesReport, import_places, read_places
from app.services.importing_guesses import kind_of
from app.services.importing_problems import RowProblem, problem_text, row_text
from app.services.importing_stakeholders import (
    ImportPreview,
    ImportReport,
    guess_mapping,
    import_stakeholders,
    preview,
    read_stakeholder_table,
)


def add(commands: Commands) -> None:
    """Add the commands of this group."""
    group = commands.group("import", "read a list of places, stakeholders or locations, CSV or Excel")
    for name, handler, summary in (
        ("places", places, "read governorates, districts and sub-districts with their p-codes"),
        ("stakeholders", stakeholders, "read stakeholders from any table"),
        ("locations", locations, "read the locations of the area with their figures, as of a master list"),
    ):
        command = group.add(name, handler, summary)
        command.add_argument("table", metavar="TABLE", type=Path, help="CSV or .xlsx")
        command.add_argument("--sheet", default=None, help="sheet of the workbook; else the first with rows")
        command.add_argument("--preview", action="store_true", help="only say what would be read")
        command.add_argument(
            "--map", metavar="FIELD=COLUMN", action="append", default=[], help="which column is what"
        )
        if name == "locations":
            add_options(command)
    reviewing.add_imports(group)
    returning.add_imports(group)


def places(options: Options, console: Console) -> None:
    """Read a place list."""
    table = read_places(options.table, options.sheet, _mapping(options.map))
    with opened(options, console) as desk:
        report = import_places(desk, table, write=not options.preview)
    if console.as_json:
        console.show(_places_data(report, console))
        return
    code = "imports.places_would" if options.preview else "imports.places_done"
    console.say(
        code,
        governorates=report.governorates,
        districts=report.districts,
        sub_districts=report.sub_districts,
        count=report.rows,
    )
    _tell_problems(report.problems, console)


def _places_data(report: PlacesReport, console: Console) -> dict[str, object]:
    return {
        "governorates": report.governorates,
        "districts": report.districts,
        "sub_districts": report.sub_districts,
        "rows": report.rows,
        "added": report.added,
        "changed": report.changed,
        "problems": [_problem_data(one, console) for one in report.problems],
    }


def stakeholders(options: Options, console: Console) -> None:
    """Read stakeholders from a table, with the columns as mapped, remembered or guessed."""
    table = read_stakeholder_table(options.table, options.sheet)
    given = _mapping(options.map)
    with opened(options, console) as desk:
        mapping = guess_mapping(desk, table) | given
        report = (preview if options.preview else import_stakeholders)(desk, table, mapping)
    if console.as_json:
        console.show(_stakeholders_data(report, mapping, console))
        return
    code = "imports.stakeholders_would" if options.preview else "imports.stakeholders_done"
    console.say(code, count=report.added, skipped=report.skipped, rows=report.rows)
    _tell_columns(mapping, console, kind_of)
    _tell_problems(report.problems, console)


def locations(options: Options, console: Console) -> None:
    """Read locations from a table; rows that match by name only wait until they are confirmed."""
    found, mapping = take_locations(options, console, _mapping(options.map), _problem_data)
    if console.as_json:
        return
    tell_locations(found, console, would=options.preview)
    _tell_columns(mapping, console, kind_of_column)
    _tell_problems(found.problems, console)


def _stakeholders_data(
    report: ImportPreview | ImportReport, mapping: dict[str, str], console: Console
) -> dict[str, object]:
    return {
        "rows": report.rows,
        "added": report.added,
        "skipped": report.skipped,
        "mapping": mapping,
        "problems": [_problem_data(one, console) for one in report.problems],
    }


def _tell_columns(mapping: dict[str, str], console: Console, whose: Callable[[str], str]) -> None:
    """Print what each column is taken for; the field `name` is a name in whichever language a row has it."""
    for field, column in mapping.items():
        name = field == "name"
        text = (
            console.words.say("stakeholders.import.name")
            if name
            else console.words.field(whose(field), field)
        )
        print(f"   {text} ← {column}")


def _mapping(pairs: list[str]) -> dict[str, str]:
    """Return field → column of `--map` options. Raises UserError `bad_mapping`."""
    found: dict[str, str] = {}
    for pair in pairs:
        field, sign, column = pair.partition("=")
        if not (field.strip() and sign and column.strip()):
            raise UserError("bad_mapping", pair=pair[:80])
        found[field.strip()] = column.strip()
    return found


def _problem_data(one: RowProblem, console: Console) -> dict[str, object]:
    text = problem_text(console.words, one)
    return {"row": one.row, "code": one.code, "params": dict(one.params), "text": text}


def _tell_problems(problems: tuple[RowProblem, ...], console: Console) -> None:
    for one in problems:
        print(row_text(console.words, one))
