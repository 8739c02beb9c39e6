"""A workbook that is filled by somebody without Masar: locked cells, drop-downs, and marks to know it by.

Protection has no password: it keeps people from slips, not from intent. What comes back is checked.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.workbook.protection import WorkbookProtection
from openpyxl.worksheet.datavalidation import DataValidation

from app.documents.form_content import LISTS_SHEET, MARKS_SHEET, FormBook, FormColumn, FormSheet
from app.documents.workbook import looks
from app.documents.workbook.cells import TEXT_FORMAT, clean, heading, written
from app.documents.workbook.measures import row_height
from app.documents.workbook.writer import sheet_title
from app.documents.workbook_content import Kind

_A4, _HEADING_HEIGHT, _LINE_HEIGHT, _SPARE_HEIGHT = 9, 26.0, 17.0, 32.0
_IN_SIGHT = 165.0  # characters that a small screen shows side by side
ASKED_AFTER = 2
"""How many shown columns the label of what is asked once takes; its cell follows."""


def write_form(book: FormBook) -> bytes:
    """Return the workbook as the bytes of an .xlsx file."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    looks.add_styles(workbook, book.right_to_left)
    looks.add_fill_styles(workbook, book.right_to_left)
    titles: list[str] = []
    for sheet in book.sheets:
        titles.append(sheet_title(sheet.title, titles))
        _write_sheet(workbook.create_sheet(titles[-1]), sheet, book)
    _write_lists(workbook, book.lists)
    _write_marks(workbook, book.marks)
    workbook.security = WorkbookProtection(lockStructure=True)
    _describe(workbook, book)
    output = BytesIO()
    workbook.save(output)
    return output.getvalue()


def _describe(workbook: Workbook, book: FormBook) -> None:
    properties, about = workbook.properties, book.properties
    properties.title, properties.creator = clean(book.title), clean(about.author) or "Masar"
    properties.subject = clean(about.subject) or None
    properties.language = about.language or None
    if about.created is not None:
        properties.created = about.created.astimezone(UTC).replace(tzinfo=None)


def _write_sheet(page: Any, sheet: FormSheet, book: FormBook) -> None:
    page.sheet_view.rightToLeft = book.right_to_left
    page.sheet_view.showGridLines = False
    for number, column in enumerate(sheet.columns, 1):
        page.column_dimensions[get_column_letter(number)].width = column.width or 1
        page.column_dimensions[get_column_letter(number)].hidden = not column.width
    _write_head(page, sheet, book)
    _write_rows(page, sheet, book)
    page.freeze_panes = f"{get_column_letter(sheet.freeze + 1)}{sheet.first_row}"
    page.protection.sheet = True
    page.protection.formatColumns = page.protection.formatRows = False
    page.page_setup.orientation, page.page_setup.paperSize = "landscape", _A4
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.print_title_rows = f"{sheet.header_row}:{sheet.header_row}"


def _write_head(page: Any, sheet: FormSheet, book: FormBook) -> None:
    first, (last, width) = _shown(sheet)[0], _within_sight(sheet)
    lines = [(sheet.heading, looks.NOTE, _HEADING_HEIGHT), *((t, looks.TEXT, 0.0) for t in sheet.explained)]
    for number, (text, part, height) in enumerate(lines, 1):
        page.merge_cells(start_row=number, start_column=first, end_row=number, end_column=last)
        _put(page, number, first, text, part, book)
        page.row_dimensions[number].height = height or row_height([(text, width)], book.right_to_left)
    for number, asked in enumerate(sheet.asked):
        row = sheet.asked_row(number)
        page.row_dimensions[row].height = _LINE_HEIGHT + 5
        last_of_label, value = first + ASKED_AFTER - 1, first + ASKED_AFTER
        page.merge_cells(start_row=row, start_column=first, end_row=row, end_column=last_of_label)
        _put(page, row, first, asked.label, looks.HEADER, book)
        _put(page, row, value, asked.value, looks.TEXT, book, fill=True)
        if asked.choices:
            _offer(page, book, asked.choices, f"{get_column_letter(value)}{row}", free=True)
    for number, column in enumerate(sheet.columns, 1):
        _put(page, sheet.header_row, number, heading(column.header), looks.HEADER, book)
    heads = [(f"{heading(column.header)}   ", column.width) for column in sheet.columns if column.width]
    page.row_dimensions[sheet.header_row].height = max(
        _LINE_HEIGHT + 5, row_height(heads, book.right_to_left)
    )


def _within_sight(sheet: FormSheet) -> tuple[int, float]:
    """Return the last column that a screen shows beside the first, and the width of all up to it."""
    width = 0.0
    for number, column in enumerate(sheet.columns, 1):
        if number > 1 and width + column.width > _IN_SIGHT:
            return number - 1, width
        width += column.width
    return len(sheet.columns), width


def _shown(sheet: FormSheet) -> list[int]:
    return [number for number, column in enumerate(sheet.columns, 1) if column.width] or [1]


def _write_rows(page: Any, sheet: FormSheet, book: FormBook) -> None:
    widths = [column.width for column in sheet.columns]
    for row, values in enumerate(sheet.rows, sheet.first_row):
        for number, (value, column) in enumerate(zip(values, sheet.columns, strict=True), 1):
            part = looks.TEXT if column.kind == "text" else looks.FIGURE
            _put(page, row, number, value, part, book, fill=column.fill, kind=column.kind)
        shown = [pair for pair in zip(values, widths, strict=True) if pair[1]]
        page.row_dimensions[row].height = row_height(shown, book.right_to_left)
    spare_from = sheet.first_row + len(sheet.rows)
    last = spare_from + sheet.spare - 1
    for row in range(spare_from, last + 1):
        page.row_dimensions[row].height = _SPARE_HEIGHT
        for number, column in enumerate(sheet.columns, 1):
            fill = column.fill or column.header in sheet.spare_choices
            _put(page, row, number, "", looks.TEXT, book, fill=fill, kind=column.kind)
    for number, column in enumerate(sheet.columns, 1):
        _offer_column(page, sheet, book, number, column, spare_from, last)


def _offer_column(
    page: Any, sheet: FormSheet, book: FormBook, number: int, column: FormColumn, spare_from: int, last: int
) -> None:
    letter = get_column_letter(number)
    if column.choices and last >= sheet.first_row:
        cells = f"{letter}{sheet.first_row}:{letter}{last}"
        _offer(page, book, column.choices, cells, free=column.free)
    elif column.header in sheet.spare_choices and last >= spare_from:
        _offer(page, book, sheet.spare_choices[column.header], f"{letter}{spare_from}:{letter}{last}")


def _offer(page: Any, book: FormBook, named: str, cells: str, *, free: bool = False) -> None:
    values = book.lists[named]
    if not values:
        return
    letter = get_column_letter(list(book.lists).index(named) + 1)
    offered = DataValidation(
        type="list",
        formula1=f"'{LISTS_SHEET}'!${letter}$1:${letter}${len(values)}",
        allow_blank=True,
        showErrorMessage=not free,
    )
    offered.add(cells)
    page.add_data_validation(offered)


def _write_lists(workbook: Workbook, lists: Mapping[str, tuple[str, ...]]) -> None:
    page = workbook.create_sheet(LISTS_SHEET)
    for column, values in enumerate(lists.values(), 1):
        for row, value in enumerate(values, 1):
            _text(page.cell(row, column), value)
    page.sheet_state = "hidden"
    page.protection.sheet = True


def _write_marks(workbook: Workbook, marks: Mapping[str, str]) -> None:
    page = workbook.create_sheet(MARKS_SHEET)
    for row, (name, value) in enumerate(marks.items(), 1):
        _text(page.cell(row, 1), name)
        _text(page.cell(row, 2), value)
    page.sheet_state = "hidden"
    page.protection.sheet = True


def _put(
    page: Any,
    row: int,
    column: int,
    value: str,
    part: str,
    book: FormBook,
    *,
    fill: bool = False,
    kind: Kind = "text",
) -> None:
    cell = page.cell(row, column)
    cell.style = looks.style_name(looks.FILL[kind] if fill else part, book.right_to_left)
    if value:
        _text(cell, value, kind)
    if fill and kind != "text" and cell.data_type == "s":
        cell.number_format = TEXT_FORMAT  # what begins like a formula stays a text


def _text(cell: Any, value: str, kind: Kind = "text") -> None:
    content = written(value, kind)
    cell.value = content.value
    if content.is_text:
        cell.data_type = "s"
    if content.guarded:
        cell.quotePrefix = True
