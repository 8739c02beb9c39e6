"""Workbooks and reports out: the 4W workbook."""

from __future__ import annotations

from app.cli.console import Console
from app.cli.opening import opened, tell_area
from app.cli.parser import Commands, Options, out_option
from app.foundation.files import write_whole
from app.services.four_w import CLASSES, four_w


def add_exports(group: Commands) -> None:
    """Add what the command `export` writes of these."""
    command = group.add("4w", export_four_w, "who does what, where and for whom, with HXL hashtags")
    command.add_argument(
        "--class",
        dest="highest",
        choices=CLASSES,
        default=CLASSES[-1],
        help="records up to this class: 0 public, 1 low, 2 moderate",
    )
    out_option(command)


def export_four_w(options: Options, console: Console) -> None:
    """Write the 4W workbook."""
    with opened(options, console) as desk:
        tell_area(desk, options, console)
        data = four_w(desk, console.words.language, highest=int(options.highest))
    tell_written(options, console, data)


def tell_written(options: Options, console: Console, data: bytes) -> None:
    """Write a file and say how large it is."""
    write_whole(options.out, data)
    told = {"file": str(options.out), "size": len(data)}
    console.answer(told, "cli.written", file=options.out.name, size=console.words.size(len(data)))
