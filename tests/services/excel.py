"""A person at a spreadsheet: finds cells by what stands beside them, writes, saves."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from typing import Any

import openpyxl

Filling = Callable[[Any], None]


def saved(book: bytes, fill: Filling) -> bytes:
    """Return a workbook after somebody wrote in it and saved it."""
    workbook, out = openpyxl.load_workbook(io.BytesIO(book)), io.BytesIO()
    fill(workbook)
    workbook.save(out)
    return out.getvalue()


def write(cell: Any, value: object) -> None:
    """Write as a spreadsheet does: text in a cell of text stays text, what looks like a sign is escaped."""
    cell.value = re.sub("_(?=x[0-9A-Fa-f]{4}_)", "_x005F_", value) if isinstance(value, str) else value
    if isinstance(value, str):
        cell.data_type = "s"


def header_row(page: Any) -> int:
    """Return the number of the row of headers: the first in which several cells stand."""
    return next(row[0].row for row in page.iter_rows() if sum(bool(cell.value) for cell in row) > 3)


def at(page: Any, row: int, header: str) -> Any:
    """Return the cell of a row under a header."""
    headers = [cell.value for cell in page[header_row(page)]]
    return page.cell(row, headers.index(header) + 1)


def row_of(page: Any, text: str) -> int:
    """Return the number of the first row in which a cell begins with a text."""
    first = header_row(page) + 1
    rows = page.iter_rows(min_row=first)
    return next(row[0].row for row in rows if any(str(cell.value or "").startswith(text) for cell in row))


def empty_row(page: Any) -> int:
    """Return the number of the first row for something new."""
    return next(
        row[0].row
        for row in page.iter_rows(min_row=header_row(page) + 1)
        if not any(cell.value for cell in row)
    )
