"""What the packages part of the Exchange page says: boards, contents, reports."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from app.models.personal import ROSTER_KINDS
from app.services.packing import Preview
from app.services.taking import Report
from app.services.views.exchange_board import QUIET_AFTER, BoardEntry, weeks_between
from app.ui.language import say, words
from app.ui.pages.exchange_words import areas_text, kinds_text, listed, parts, spaces_text, when

MOST_KINDS = 12
MOST_NAMES = 6
_BELONGING = {*ROSTER_KINDS, "issuer_certificate"} - {"person"}
BROUGHT = ("new", "changed", "removed", "conflicts")


def state_text(entry: BoardEntry) -> str:
    """Return how far a person is, for the chip: "up to date", "43 behind", "lacks 2 files", "never"."""
    if entry.state == "files":
        return say("packages.state.files", count=entry.files)
    return say(f"exchange.state.{entry.state}", count=entry.behind)


def heard_line(entry: BoardEntry, now: str) -> str:
    """Return when a person was last heard from, in weeks when that is long ago."""
    weeks = weeks_between(entry.heard_at, now) if entry.heard_at else 0
    if weeks >= QUIET_AFTER:
        return say("packages.quiet", count=weeks)
    return (
        say("exchange.heard", when=when(entry.heard_at, now)) if entry.heard_at else say("exchange.not_heard")
    )


def details_line(entry: BoardEntry) -> str:
    """Return what else is known: since when they are behind, what they have, what they lack and confirmed."""
    since = say("packages.since", day=words().date(entry.since)) if entry.behind and entry.since else ""
    ahead = say("packages.ahead", count=entry.ahead) if entry.ahead else ""
    size = words().size(entry.files_size)
    files = say("packages.lacks_files", count=entry.files, size=size) if entry.files else ""
    confirmed = (
        say("packages.confirmed", day=words().date(entry.confirmed))
        if entry.at_headquarters and entry.confirmed
        else ""
    )
    return parts(since if entry.heard_at else "", confirmed, ahead, files)


def inside_lines(preview: Preview) -> list[tuple[str, str]]:
    """Return what a package will hold and what stays behind, as (heading, sentence) pairs."""
    changes = sum(preview.changes.values())
    files = say("exchange.files", count=preview.files, size=words().size(preview.files_size))
    nothing = "packages.no_changes" if preview.files or preview.left_out else "packages.nothing_new"
    counted = say("exchange.changes_since", count=changes) if changes else say(nothing)
    return [
        (say("exchange.parts"), spaces_text(preview.spaces)),
        *([(say("packages.further"), areas_text(preview.further))] if preview.further else []),
        (say("exchange.changes"), counted),
        (say("packages.records"), _records_text(preview.kinds)),
        (say("exchange.with_files"), files if preview.files else ""),
        (say("packages.size"), say("packages.about", size=words().size(preview.size))),
        *_beneath(say("exchange.held_back"), stays_behind(preview)),
    ]


def _records_text(kinds: Mapping[str, int]) -> str:
    """Return the records of a package by kind, those that only say who belongs and
    which devices count as one."""
    plain = {kind: count for kind, count in kinds.items() if kind not in _BELONGING}
    belonging = sum(kinds.values()) - sum(plain.values())
    about = say("packages.belonging", count=belonging) if belonging else ""
    return parts(kinds_text(plain, MOST_KINDS), about)


def _beneath(heading: str, sentences: Sequence[str]) -> list[tuple[str, str]]:
    return [("" if number else heading, sentence) for number, sentence in enumerate(sentences)]


def stays_behind(preview: Preview) -> list[str]:
    """Return in sentences what does not travel."""
    group = any(space.endswith("/group") for space in preview.held_back)
    sizes = words().size(preview.left_out_size)
    sentences = (
        f"{spaces_text(preview.held_back)}." if preview.held_back else "",
        say("packages.positions") if group else "",
        say("packages.withheld", count=preview.withheld) if preview.withheld else "",
        say("packages.left_out", count=preview.left_out, size=sizes) if preview.left_out else "",
        say("packages.missing_too", count=preview.missing) if preview.missing else "",
        say("packages.unsigned", names=listed(preview.unsigned)) if preview.unsigned else "",
    )
    return [sentence for sentence in sentences if sentence] or [say("packages.nothing_held_back")]


def report_line(report: Report) -> str:
    """Return in one line what a package brings: "3 new, 12 changed, one to decide"."""
    counts = {name: sum(getattr(report, name).values()) for name in BROUGHT}
    brought = [say(f"packages.brings.{name}", count=count) for name, count in counts.items() if count]
    what = listed(brought) or say("packages.brings_nothing")
    forks = [say("sync.fork", name=name) for name in report.forks]
    return parts(what, say("packages.waits", count=report.waiting) if report.waiting else "", *forks)


def file_names(paths: Sequence[Path]) -> str:
    """Return names of files as a list, the first few and how many more."""
    shown = [path.name for path in paths[:MOST_NAMES]]
    rest = len(paths) - len(shown)
    return listed([*shown, *([say("packages.more_names", count=rest)] if rest else [])])
