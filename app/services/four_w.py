"""The 4W workbook: who does what, where and for whom, for exchange with other tools through HXL hashtags.

Three sheets: Activities, Indicators, README. It holds no contact, nothing of the group's own space, and
nothing above the class that was chosen.
"""

from __future__ import annotations

from app.documents.workbook_content import Book, Cell, Column, Properties, Sheet
from app.foundation.progress import Progress
from app.models.kinds.area import Area
from app.models.kinds.people import Group
from app.models.kinds.review import FrozenVersion
from app.process.facts import current_plan
from app.services import four_w_columns, four_w_indicators
from app.services.desk import Desk
from app.services.four_w_lines import Frame, lines
from app.services.papers.printable import HIGHEST_CLASS, printable
from app.services.papers.scribe import Scribe
from app.words.catalogue import Words

CLASSES = ("0", "1", "2")
"""The classes that a workbook for others may go up to."""
README = "README"
_FROZEN_COLUMNS = 1
_TOLD = ("rows", "sums", "empty", "custom", "small", "places", "contacts")


def four_w(
    desk: Desk, language: str, *, highest: int = HIGHEST_CLASS, progress: Progress | None = None
) -> bytes:
    """Return the 4W workbook of the area in front as an .xlsx file, with records up to a class.

    Raises UserError `workbook_too_large`, and Cancelled.
    """
    from app.documents.workbook.writer import write_book

    return write_book(four_w_content(desk, language, highest=highest), progress)


def four_w_content(desk: Desk, language: str, *, highest: int = HIGHEST_CLASS) -> Book:
    """Return what goes into the workbook, before it becomes a file."""
    highest = min(highest, HIGHEST_CLASS)
    words = Words(language, isolating=False)
    book = printable(desk.book(), desk.area, highest=highest)
    scribe = Scribe(book, words)
    frame = _frame(desk, scribe)
    make = four_w_columns.Maker(scribe, frame)
    note = words.say("sync.training") if desk.training else ""

    def sheet(title: str, columns: tuple[Column, ...], rows: list[list[Cell]]) -> Sheet:
        plain = title != README
        return Sheet(title, columns, rows, words.right_to_left, note, _FROZEN_COLUMNS, plain)

    area = scribe.name(frame.area)
    sheets = (
        sheet("Activities", four_w_columns.columns(scribe), [make.row(line) for line in lines(book)]),
        sheet("Indicators", four_w_indicators.columns(scribe), four_w_indicators.rows(scribe)),
        sheet(README, _readme_columns(words), _readme(scribe, frame, highest)),
    )
    about = Properties(
        subject=area, description=note, keywords="HXL", language=language, created=desk.clock.now()
    )
    return Book(f"4W · {area}", sheets, about)


def _frame(desk: Desk, scribe: Scribe) -> Frame:
    plan = current_plan(scribe.book)
    frozen = [one for one in scribe.book.of(FrozenVersion) if one.draft is not True]
    newest = max(frozen, key=lambda one: (one.frozen_at or "", one.id), default=None)
    version = (newest.number if newest else None) or (plan.version if plan else None) or ""
    area = scribe.book.get(Area, desk.area)
    group = scribe.name(next(iter(scribe.book.of(Group)), None))
    return Frame(plan, area, version, group or scribe.name(area), desk.today)


def _readme_columns(words: Words) -> tuple[Column, ...]:
    return (
        Column(words.say("four_w.readme.what"), width=28),
        Column(words.say("four_w.readme.said"), width=100),
    )


def _readme(scribe: Scribe, frame: Frame, highest: int) -> list[list[Cell]]:
    say = scribe.words.say
    level = scribe.code("sensitivity", str(highest))
    facts: list[tuple[str, Cell]] = [
        ("plan", scribe.name(frame.plan, "title")),
        ("code", frame.plan.code if frame.plan else None),
        ("version", frame.version),
        ("area", scribe.name(frame.area)),
        ("source", frame.source),
        ("date", frame.today),
        ("classification", say("four_w.readme.up_to", level=level)),
        ("licence", say("four_w.readme.licence_text")),
        ("standard", "HXL 1.1"),
        *((name, say(f"four_w.readme.{name}_text")) for name in _TOLD),
    ]
    return [[say(f"four_w.readme.{name}"), value] for name, value in facts]
