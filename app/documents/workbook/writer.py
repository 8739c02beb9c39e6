"""A workbook as a tidy Excel file: frozen header, filters, fitting widths, true dates and numbers."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from datetime import UTC
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties

from app.documents.workbook import looks
from app.documents.workbook.cells import Written, clean, heading, written
from app.documents.workbook.measures import column_widths, row_height
from app.documents.workbook_content import Book, Cell, Column, Kind, Sheet
from app.foundation.errors import UserError
from app.foundation.progress import Progress, unwatched

_MOST_ROWS, _MOST_COLUMNS, _LONGEST_TITLE = 1_048_576, 16_384, 31
_A4 = 9
_HEADER_HEIGHT, _LOOKED_AT = 20.0, 80
_NOT_IN_TITLE = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_REPORTED_EVERY = 500


def write_book(book: Book, progress: Progress | None = None) -> bytes:
    """Return the workbook as the bytes of an .xlsx file.

    Raises UserError `workbook_too_large` (sheet) beyond Excel's 1,048,576 rows or 16,384 columns, and
    Cancelled.
    """
    workbook = Workbook(write_only=True)
    for right_to_left in sorted({sheet.right_to_left for sheet in book.sheets}):
        looks.add_styles(workbook, right_to_left)
    _describe(workbook, book)
    try:
        _write_sheets(workbook, book, progress or unwatched())
        output = BytesIO()
        workbook.save(output)
    finally:
        for page in workbook.worksheets:
            if not page.closed:
                page.close()  # stopped half way: the library keeps a stream open for each sheet
    return output.getvalue()


def _write_sheets(workbook: Workbook, book: Book, progress: Progress) -> None:
    titles: list[str] = []
    for sheet in book.sheets:
        titles.append(sheet_title(sheet.title, titles))
        _write_sheet(workbook, sheet, titles[-1], progress)


def sheet_title(title: str, taken: Sequence[str] = ()) -> str:
    """Return a title that Excel accepts: at most 31 characters, none of []:*?/\\, not taken yet."""
    wanted = _NOT_IN_TITLE.sub(" ", clean(title)).strip().strip("'").strip()[:_LONGEST_TITLE].strip()
    if not wanted or wanted.casefold() == "history":  # Excel keeps that name for itself
        wanted = f"{wanted} 1".strip()
    used = {other.casefold() for other in taken}
    unique, number = wanted, 1
    while unique.casefold() in used:
        number += 1
        unique = f"{wanted[: _LONGEST_TITLE - len(str(number)) - 1]} {number}"
    return unique


def _describe(workbook: Workbook, book: Book) -> None:
    properties, about = workbook.properties, book.properties
    properties.title = clean(book.title)
    properties.creator = clean(about.author) or "Masar"
    properties.lastModifiedBy = properties.creator
    properties.subject = clean(about.subject) or None
    properties.description = clean(about.description) or None
    properties.keywords = clean(about.keywords) or None
    properties.language = about.language or None
    if about.created is not None:
        properties.created = about.created.astimezone(UTC).replace(tzinfo=None)


def _write_sheet(workbook: Workbook, sheet: Sheet, title: str, progress: Progress) -> None:
    page = workbook.create_sheet(title)
    header, widths = _header_rows(page, sheet), column_widths(sheet)
    if len(header) + len(sheet.rows) > _MOST_ROWS or len(sheet.columns) > _MOST_COLUMNS:
        raise UserError("workbook_too_large", sheet=title)
    _set_up(page, sheet, len(header), widths)
    for row in header:
        page.append(row)
    if sheet.plain:
        _write_plain(page, sheet, progress)
        return
    for number, values in enumerate(sheet.rows):
        if number % _REPORTED_EVERY == 0:
            progress.step(number, len(sheet.rows))
        row = [_cell(page, sheet, *pair) for pair in zip(values, sheet.columns, strict=True)]
        _set_height(page, len(header) + number + 1, row, sheet, widths)
        page.append(row)


def _write_plain(page: Any, sheet: Sheet, progress: Progress) -> None:
    """Write rows without looks; texts that columns of a kind say again and again are worked out once."""
    by_kind = {column.kind: _Known(page, column.kind) for column in sheet.columns}
    columns = [by_kind[column.kind] for column in sheet.columns]
    for number, values in enumerate(sheet.rows):
        if number % _REPORTED_EVERY == 0:
            progress.step(number, len(sheet.rows))
        page.append([known[value] for value, known in zip(values, columns, strict=True)])


class _Known(dict[Cell, Any]):
    """Texts of columns of a kind as they are written. Numbers are worked out each time: 1 would be True."""

    def __init__(self, page: Any, kind: Kind) -> None:
        super().__init__({None: None, "": None})
        self._page, self._kind = page, kind

    def __missing__(self, value: Cell) -> Any:
        made = _bare(self._page, value, self._kind)
        if isinstance(value, str):
            self[value] = made
        return made


def _set_height(page: Any, number: int, row: list[Any], sheet: Sheet, widths: Sequence[float]) -> None:
    texts = ((cell.value, width) for cell, width in zip(row, widths, strict=True) if cell.data_type == "s")
    page.row_dimensions[number].height = row_height(texts, sheet.right_to_left)


def _set_up(page: Any, sheet: Sheet, header: int, widths: Sequence[float]) -> None:
    """Set all that stands before the rows in the file: view, filter, widths and print."""
    columns = max(1, len(sheet.columns))
    page.sheet_view.rightToLeft = sheet.right_to_left
    page.sheet_view.showGridLines = False
    page.freeze_panes = f"{get_column_letter(min(sheet.freeze, columns - 1) + 1)}{header + 1}"
    page.auto_filter.ref = f"A{header}:{get_column_letter(columns)}{header + len(sheet.rows)}"
    for number, width in enumerate(widths, 1):
        page.column_dimensions[get_column_letter(number)].width = width
    headers = zip((f"{column.header}   " for column in sheet.columns), widths, strict=True)
    header_row = header - any(column.tag for column in sheet.columns)
    height = row_height(headers, sheet.right_to_left)
    page.row_dimensions[header_row].height = max(_HEADER_HEIGHT, height)
    _set_up_print(page, sheet, header)


def _set_up_print(page: Any, sheet: Sheet, header: int) -> None:
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = _A4
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.print_title_rows = f"1:{header}"
    leading, trailing = page.oddFooter.left, page.oddFooter.right
    if sheet.right_to_left:
        leading, trailing = trailing, leading
    # "&" begins a command in a footer; two of them are one in print.
    leading.text = clean(sheet.title).replace("&", "&&")[:100]
    trailing.text = "&P / &N"


def _header_rows(page: Any, sheet: Sheet) -> list[list[Any]]:
    """Return the rows above the data: the note, the header, the HXL row, as far as there are any."""

    def styled(text: str, part: str) -> Any:
        return _styled(page, written(text, "text"), part, sheet.right_to_left)

    rows: list[list[Any]] = []
    if sheet.note:
        rows.append([styled(sheet.note, looks.NOTE)])
        rows[0] += [styled("", looks.NOTE) for _ in sheet.columns[1:]]
    rows.append([styled(heading(column.header), _header_part(column)) for column in sheet.columns])
    if any(column.tag for column in sheet.columns):
        rows.append([styled(column.tag, looks.TAG) for column in sheet.columns])
    return rows


def _header_part(column: Column) -> str:
    return looks.HEADER if column.kind in ("text", "code") else looks.FIGURE_HEADER


def _cell(page: Any, sheet: Sheet, value: Cell, column: Column) -> Any:
    content = written(value, column.kind)
    if content.value is not None and not content.is_text:
        return _styled(page, content, looks.FIGURE, sheet.right_to_left)
    direction = _direction(str(content.value or ""))
    other = direction is not None and direction != sheet.right_to_left
    return _styled(page, content, looks.OTHER_TEXT if other else looks.TEXT, sheet.right_to_left)


def _bare(page: Any, value: Cell, kind: Kind) -> Any:
    """Return a cell without looks; what begins like a formula is marked as text all the same."""
    content = written(value, kind)
    if not content.guarded:
        return content.value
    cell = WriteOnlyCell(page, content.value)  # type: ignore[arg-type]  # it takes any of our values
    cell.data_type, cell.quotePrefix = "s", True
    return cell


def _direction(text: str) -> bool | None:
    """Return whether the first letter runs right to left, None where there is no letter."""
    for sign in text[:_LOOKED_AT]:
        kind = unicodedata.bidirectional(sign)
        if kind in ("L", "R", "AL"):
            return kind != "L"
    return None


def _styled(page: Any, content: Written, part: str, right_to_left: bool) -> Any:
    """Return a cell. Text is marked as text after it is set, so that the library makes no formula of it."""
    cell = WriteOnlyCell(page, content.value)  # type: ignore[arg-type]  # it takes any of our values
    cell.style = looks.style_name(part, right_to_left)
    if content.is_text:
        cell.data_type = "s"
    if content.format:
        cell.number_format = content.format
    if content.guarded:
        cell.quotePrefix = True
    return cell
