"""The workbook of an area: activities, indicators, stakeholders and commitments as a tidy Excel file.

Sheets and headers are in one language. What never leaves the group (how it sees a stakeholder, what may
hinder, contacts) is in it only when it is made for the group itself.
"""

from __future__ import annotations

from app.documents.workbook_content import Book, Properties, Sheet
from app.foundation.progress import Progress
from app.models.kinds.area import Area
from app.services.desk import Desk
from app.services.papers.printable import printable
from app.services.papers.scribe import Scribe
from app.services.workbook_columns import Columns, activities, commitments, indicators, stakeholders
from app.words.catalogue import Words

_FIRST_COLUMNS = 2  # code and name stay in view


def workbook(
    desk: Desk, language: str, *, for_group: bool = False, progress: Progress | None = None
) -> bytes:
    """Return the workbook of the area in front as an .xlsx file.

    Raises UserError `workbook_too_large`, and Cancelled.
    """
    from app.documents.workbook.writer import write_book

    return write_book(workbook_content(desk, language, for_group=for_group), progress)


def workbook_content(desk: Desk, language: str, *, for_group: bool = False) -> Book:
    """Return what goes into the workbook, before it becomes a file."""
    words = Words(language, isolating=False)
    book = desk.book() if for_group else printable(desk.book(), desk.area)
    scribe = Scribe(book, words)
    area = scribe.name(desk.find(Area, desk.area))
    note = words.say("sync.training") if desk.training else ""
    tables = (
        activities(scribe),
        indicators(scribe, for_group=for_group),
        stakeholders(scribe, for_group=for_group),
        commitments(scribe, desk.today, for_group=for_group),
    )
    about = Properties(
        subject=area, description=note, keywords=note, language=language, created=desk.clock.now()
    )
    title = f"{note} · {area}" if note else area
    return Book(title, tuple(_sheet(words, table, note) for table in tables), about)


def _sheet(words: Words, table: Columns, note: str) -> Sheet:
    return Sheet(
        title=words.say(f"kind.{table.kind}.many"),
        columns=tuple(table.columns),
        rows=[[column[row] for column in table.cells] for row in range(table.rows)],
        right_to_left=words.right_to_left,
        note=note,
        freeze=_FIRST_COLUMNS,
    )
