"""Everything for headquarters in one act: `export bundle`."""

from __future__ import annotations

from app.cli.console import Console
from app.cli.opening import opened, tell_area
from app.cli.parser import Commands, Options, out_option
from app.services.bundle import bundle_files, write_bundle


def add_exports(group: Commands) -> None:
    """Add what the command `export` makes for headquarters."""
    command = group.add("bundle", export_bundle, "everything for headquarters, as a .zip or a new folder")
    command.add_argument(
        "--to",
        metavar="PERSON",
        action="append",
        default=[],
        help="receiver of the package; else headquarters",
    )
    out_option(command)


def export_bundle(options: Options, console: Console) -> None:
    """Write the bundle."""
    language = console.words.language
    with opened(options, console) as desk:
        tell_area(desk, options, console)
        made = write_bundle(desk, bundle_files(desk, language), language, options.out, options.to)
    told = {"file": str(made.path), "files": made.files, "receivers": made.receivers}
    console.answer(told, "bundle.made", count=len(made.files), file=made.path.name)
