"""The list of stakeholders as a workbook, in the shape in which such lists are taken in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from app.documents.workbook_content import Book, Cell, Column, Kind, Properties, Sheet
from app.foundation.progress import Progress
from app.models.kinds.area import Area
from app.models.kinds.inside import Contact, Stakeholder
from app.models.record import Record, Shape
from app.models.registry import describe
from app.process.views_of_stakeholders import seen
from app.services.desk import Desk
from app.services.importing_guesses import CONTACT_FIELDS, FIELDS, VIEW_FIELDS, column_name, kind_of
from app.services.papers.printable import printable
from app.services.papers.scribe import Scribe
from app.services.returning_cells import KINDS_OF_CELLS, Labels, cell_text
from app.services.workbook_columns import by_code
from app.words.catalogue import Words

INSIDE = ("can_bring", "needs", "may_hinder", "access_note", *VIEW_FIELDS, *CONTACT_FIELDS)
"""What is in the list only when it is made for the group itself."""
_NAMES = tuple(name for name in FIELDS if name.startswith("name_"))
_TOGETHER = 1


def stakeholder_list(
    desk: Desk, language: str, *, for_group: bool = False, progress: Progress | None = None
) -> bytes:
    """Return the list as an .xlsx file. Raises UserError `workbook_too_large`, and Cancelled."""
    from app.documents.workbook.writer import write_book

    return write_book(stakeholder_book(desk, language, for_group=for_group), progress)


def stakeholder_book(desk: Desk, language: str, *, for_group: bool = False) -> Book:
    """Return what goes into the list: a row for each stakeholder, a further one for each further contact."""
    words = Words(language, isolating=False)
    book = desk.book() if for_group else printable(desk.book(), desk.area)
    scribe = Scribe(book, words)
    names = [name for name in (*FIELDS, *VIEW_FIELDS, *CONTACT_FIELDS) if for_group or name not in INSIDE]
    note = words.say("sync.training") if desk.training else ""
    rows = [_cells(scribe, names, row) for one in by_code(scribe, Stakeholder) for row in _rows(scribe, one)]
    title = words.say("kind.stakeholder.many")
    sheet = Sheet(
        title, tuple(_column(words, name) for name in names), rows, words.right_to_left, note, _TOGETHER
    )
    area = scribe.name(desk.find(Area, desk.area))
    about = Properties(subject=area, description=note, language=language, created=desk.clock.now())
    return Book(f"{title} · {area}", (sheet,), about)


def _rows(scribe: Scribe, one: Stakeholder) -> Iterator[Mapping[str, object]]:
    """Yield what rows say, by field: first all of the stakeholder, then names beside further contacts."""
    contacts: Sequence[Contact | None] = scribe.book.where(Contact, stakeholder=one.id) or (None,)
    names = _values(one, _NAMES)
    for number, contact in enumerate(contacts):
        own = {**_values(one, FIELDS), **_seen(scribe, one)} if number == 0 else names
        yield {**own, **_values(contact, CONTACT_FIELDS)}


def _seen(scribe: Scribe, one: Stakeholder) -> dict[str, object]:
    found = seen(scribe.book, one.id)
    rated = _values(found.rated, ("influence", "interest", "seen_by", "seen_on"))
    return rated | _values(found.placed, ("position", "position_by", "position_on"))


def _values(record: Record | None, names: Sequence[str]) -> dict[str, object]:
    return {name: getattr(record, name) for name in names} if record is not None else {}


def _cells(scribe: Scribe, names: Sequence[str], row: Mapping[str, object]) -> list[Cell]:
    labels = Labels({})
    return [
        cell_text(scribe, labels, describe(kind_of(name)).fields[name], row.get(name)) or None
        for name in names
    ]


def _column(words: Words, name: str) -> Column:
    rule = describe(kind_of(name)).fields[name].rule
    kind: Kind = KINDS_OF_CELLS.get(rule.shape, "code" if rule.shape is Shape.LINE else "text")
    return Column(column_name(words, name), kind)
