"""A workbook that was filled by somebody, as its marks and the rows of its sheets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import zip_longest

from app.documents.form_content import LISTS_SHEET, MARKS_SHEET
from app.documents.workbook import limits
from app.documents.workbook.limits import Row
from app.foundation.errors import UserError

_ZIP, _OLD_EXCEL = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@dataclass(frozen=True, slots=True)
class FilledForm:
    """What came back: the marks that were put in, all rows of each visible sheet as text, in order, and the
    columns of the sheet of lists without their empty ends."""

    marks: Mapping[str, str] = field(default_factory=dict, hash=False)
    sheets: Mapping[str, tuple[Row, ...]] = field(default_factory=dict, hash=False)
    lists: tuple[Row, ...] = ()


def read_form(data: bytes, name: str) -> FilledForm:
    """Return what stands in a filled workbook; without our marks `marks` is empty.

    Raises UserError `table_empty`, `table_not_readable`, `table_old_excel`, `table_too_large`, `not_a_table`.
    """
    if not data.strip():
        raise UserError("table_empty", file=name)
    if data.startswith(_OLD_EXCEL):
        raise UserError("table_old_excel", file=name)
    if not data.startswith(_ZIP):
        raise limits.not_a_table(name)
    if len(data) > limits.LARGEST_FILE:
        raise limits.too_large(name)
    from app.documents.workbook.xlsx_rows import open_book, sheet_rows

    book = open_book(data, name)
    try:
        titles = [page.title for page in book.worksheets]
        marks = tuple(sheet_rows(book, MARKS_SHEET, name)) if MARKS_SHEET in titles else ()
        listed = tuple(sheet_rows(book, LISTS_SHEET, name)) if LISTS_SHEET in titles else ()
        shown = (title for title in titles if title not in (MARKS_SHEET, LISTS_SHEET))
        sheets = {title: tuple(sheet_rows(book, title, name)) for title in shown}
    finally:
        book.close()
    columns = tuple(tuple(filter(None, column)) for column in zip_longest(*listed, fillvalue=""))
    return FilledForm({row[0]: row[1] if len(row) > 1 else "" for row in marks if row}, sheets, columns)
