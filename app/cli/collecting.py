"""Taking packages: one, several, or all in a folder or on a stick; and taking back what they changed."""

from __future__ import annotations

from pathlib import Path

from app.cli.console import Console
from app.cli.opening import opened, words_from
from app.cli.parser import Commands, Options, words_option
from app.cli.reports import report_data, tell_report
from app.foundation.errors import UserError
from app.services.admission import UnknownPerson
from app.services.collecting import MOST_FILES, Collection, Took, collect, take_all
from app.services.desk import Desk
from app.services.looking_ahead import inspect_all
from app.services.recognising import kind_by_start
from app.services.strangers import keep_stranger, waits_no_longer
from app.services.taking import Report, inspect_package, take_package
from app.services.taking_again import take_again
from app.services.taking_back import TakenBack, look_back, take_back_changes
from app.services.views.packages import taken_list

REFUSED = 2


def add(group: Commands) -> None:
    """Add the commands that take packages to those of packages."""
    for name, handler, summary in (
        ("inspect", inspect, "what taking packages would do; nothing is changed"),
        ("take", take, "take packages: files, or folders with all that is a package in them"),
    ):
        command = group.add(name, handler, summary)
        command.add_argument(
            "packages", metavar="PATH", type=Path, nargs="+", help="package files or folders"
        )
        words_option(command)
    group.add("taken", taken, "the packages taken here, newest first")
    again_command = group.add(
        "again", again, "let a package that was set aside count again, without its file"
    )
    again_command.add_argument("take", metavar="NUMBER", type=int, help="number from `taken`")
    back_command = group.add("back", back, "write what stood before a package, as ordinary work")
    back_command.add_argument("--take", metavar="NUMBER", type=int, help="number from `taken`; else the last")
    back_command.add_argument("--look", action="store_true", help="only say what it would do")


def inspect(options: Options, console: Console) -> int | None:
    """Say what taking would do."""
    if _is_one(options.packages):
        _check_sort(options.packages[0])
        with opened(options, console) as desk:
            report = inspect_package(desk, options.packages[0], words_from(options.words_env))
        tell_report(console, report, "cli.inspected")
        return None
    return _many(options, console, taking=False)


def take(options: Options, console: Console) -> int | None:
    """Take one package, or all that are found."""
    if _is_one(options.packages):
        return _take_one(options, console)
    return _many(options, console, taking=True)


def _take_one(options: Options, console: Console) -> int | None:
    """Take one package; with work of people nobody here knows it is kept. Returns 2 then."""
    package, six = options.packages[0], words_from(options.words_env)
    _check_sort(package)
    with opened(options, console) as desk:
        try:
            report = take_package(desk, package, six)
        except UnknownPerson as error:
            kept = keep_stranger(desk, package, six, error.card)
            _tell_many(
                console, Collection((), (), ()), [Took(package, error=error, waits=kept.id)], "cli.taken"
            )
            return REFUSED
        waits_no_longer(desk, package)
    tell_report(console, report, "cli.taken")
    return None


def _check_sort(path: Path) -> None:
    """Raise UserError `package_is_<sort>` for a file of Masar that is another one."""
    sort = kind_by_start(path)
    if sort in ("request", "card", "workspace"):
        raise UserError(f"package_is_{sort}", file=path.name)


def _is_one(places: list[Path]) -> bool:
    return len(places) == 1 and not places[0].is_dir()


def _many(options: Options, console: Console, *, taking: bool) -> int | None:
    """Go through everything found. Returns 2 when a package was refused; the others are taken anyway."""
    six = words_from(options.words_env)
    with opened(options, console) as desk:
        found = collect(desk, options.packages, [six] if six else [])
        went, together = _went(desk, found, taking=taking)
    went += [Took(one.path, error=one.error) for one in found.refused]
    if not found.packages and not found.refused:
        if found.cut_short:
            raise UserError("too_many_files", count=MOST_FILES)
        raise UserError("no_packages_here", count=len(found.others))
    _tell_many(console, found, went, "cli.taken" if taking else "cli.inspected", together)
    return REFUSED if any(one.error for one in went) else None


def _went(desk: Desk, found: Collection, *, taking: bool) -> tuple[list[Took], Report | None]:
    """Take what was found, or look ahead; then what several would do together is known too."""
    if taking:
        return take_all(desk, found.packages), None
    would = inspect_all(desk, found.packages)
    return list(would.each), would.together if len(would.each) > 1 else None


def _tell_many(
    console: Console, found: Collection, went: list[Took], code: str, together: Report | None = None
) -> None:
    if console.as_json:
        data: dict[str, object] = {
            "packages": [_data(console, one) for one in went],
            "not_packages": [path.name for path in found.others],
            "cut_short": found.cut_short,
        }
        console.show(data | ({"together": report_data(together)} if together is not None else {}))
        return
    for one in went:
        console.say("cli.package_file", file=one.path.name)
        if one.report is not None:
            tell_report(console, one.report, code)
        elif one.error is not None:
            print(console.words.refusal(one.error))
        if one.waits:
            console.say("cli.waits_meanwhile")
    if together is not None:
        tell_report(console, together, "cli.together")
    if found.cut_short:
        console.say("packages.cut_short")
    if found.others:
        names = console.words.join([path.name for path in found.others])
        console.say("cli.not_packages", count=len(found.others), names=names)


def _data(console: Console, one: Took) -> dict[str, object]:
    data: dict[str, object] = {"file": one.path.name, "path": str(one.path)}
    if one.report is not None:
        return data | report_data(one.report)
    refused = console.words.refusal(one.error) if one.error is not None else ""
    return data | {"refused": refused, "waits": one.waits}


def taken(options: Options, console: Console) -> None:
    """List the packages taken here."""
    with opened(options, console) as desk:
        rows = taken_list(desk)
    if console.as_json:
        console.show(rows)
        return
    if not rows:
        console.say("cli.nothing_taken")
        return
    said = console.words
    console.table(
        (
            row.id, said.moment(row.taken_at), row.sender, row.file,
            said.say("cli.take_set_aside") if row.set_aside else "",
        )
        for row in rows
    )  # fmt: skip


def again(options: Options, console: Console) -> None:
    """Take a package up again that was set aside."""
    with opened(options, console) as desk:
        touched = take_again(desk, options.take)
    console.answer({"records": touched}, "cli.taken_again", count=touched)


def back(options: Options, console: Console) -> None:
    """Write what stood before a package."""
    with opened(options, console) as desk:
        told = (look_back if options.look else take_back_changes)(desk, options.take)
    _tell_back(console, told, "cli.would_take_back" if options.look else "cli.took_back")


def _tell_back(console: Console, told: TakenBack, code: str) -> None:
    data = {"removed": told.removed, "restored": told.restored, "changed": told.changed, "left": told.left}
    sums = {name: sum(getattr(told, name).values()) for name in ("removed", "restored", "changed")}
    console.answer(data, code, **sums, left=told.left)
