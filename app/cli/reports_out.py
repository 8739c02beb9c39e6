"""Workbooks and reports out: 4W, readiness, progress, and what changed between two versions."""

from __future__ import annotations

from dataclasses import replace

from app.cli.console import Console
from app.cli.opening import opened, tell_area
from app.cli.parser import Commands, Options, out_option
from app.foundation.errors import UserError
from app.foundation.files import write_whole
from app.process.facts import day
from app.services.four_w import CLASSES, four_w
from app.services.joint_documents import compact_pdf, framework_pdf, programme_pdf
from app.services.papers.comparison import comparison_pdf
from app.services.papers.progress_report import last_quarter, progress_pdf
from app.services.papers.readiness import readiness_pdf
from app.services.version_contents import version_named

VERSION = "number (0.1, 1.0b), id or start of the content hash of a frozen version; now: the plan as it is"


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
    readiness = group.add("readiness", export_readiness, "what the checks find, as a PDF for the group")
    progress = group.add("progress", export_progress, "the progress report of a period as a PDF")
    progress.add_argument("--from", dest="starts", metavar="DAY", default="", help="else the last quarter's")
    progress.add_argument("--to", dest="ends", metavar="DAY", default="", help="last day of the period")
    isf = group.add("isf", export_framework, "the integrated strategic framework, or what stands in for it")
    programme = group.add("joint-programme", export_programme, "the document of a joint programme as a PDF")
    programme.add_argument("named", metavar="JOINT", nargs="?", default="", help="its code or id, if several")
    compact = group.add("compact", export_compact, "a compact with an authority as a PDF")
    compact.add_argument(
        "named", metavar="COMPACT", nargs="?", default="", help="its title or id, if several"
    )
    comparison = group.add("comparison", export_comparison, "what changed between two versions as a PDF")
    comparison.add_argument("before", metavar="VERSION", help=VERSION)
    comparison.add_argument("after", metavar="VERSION", help="the later version")
    for one in (command, readiness, progress, comparison, isf, programme, compact):
        out_option(one)


def export_four_w(options: Options, console: Console) -> None:
    """Write the 4W workbook."""
    with opened(options, console) as desk:
        tell_area(desk, options, console)
        data = four_w(desk, console.words.language, highest=int(options.highest))
    tell_written(options, console, data)


def export_readiness(options: Options, console: Console) -> None:
    """Write the readiness report."""
    with opened(options, console) as desk:
        tell_area(desk, options, console)
        data = readiness_pdf(desk, console.words.language)
    tell_written(options, console, data)


def export_progress(options: Options, console: Console) -> None:
    """Write the progress report of a period."""
    for given in filter(None, (options.starts, options.ends)):
        if day(given) is None:
            raise UserError("period_day", day=given[:40])
    with opened(options, console) as desk:
        tell_area(desk, options, console)
        usual = last_quarter(desk.today)
        period = replace(usual, starts=options.starts or usual.starts, ends=options.ends or usual.ends)
        data = progress_pdf(desk, console.words.language, period)
    tell_written(options, console, data)


def export_comparison(options: Options, console: Console) -> None:
    """Write what changed between two versions."""
    with opened(options, console) as desk:
        tell_area(desk, options, console)
        pair = version_named(desk, options.before), version_named(desk, options.after)
        data = comparison_pdf(desk, *pair, console.words.language)
    tell_written(options, console, data)


def export_framework(options: Options, console: Console) -> None:
    """Write the integrated strategic framework."""
    with opened(options, console) as desk:
        tell_area(desk, options, console)
        data = framework_pdf(desk, console.words.language)
    tell_written(options, console, data)


def export_programme(options: Options, console: Console) -> None:
    """Write the document of a joint programme."""
    with opened(options, console) as desk:
        tell_area(desk, options, console)
        data = programme_pdf(desk, console.words.language, options.named)
    tell_written(options, console, data)


def export_compact(options: Options, console: Console) -> None:
    """Write a compact."""
    with opened(options, console) as desk:
        tell_area(desk, options, console)
        data = compact_pdf(desk, console.words.language, options.named)
    tell_written(options, console, data)


def tell_written(options: Options, console: Console, data: bytes) -> None:
    """Write a file and say how large it is."""
    write_whole(options.out, data)
    told = {"file": str(options.out), "size": len(data)}
    console.answer(told, "cli.written", file=options.out.name, size=console.words.size(len(data)))
