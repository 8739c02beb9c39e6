"""A table that somebody hands us, CSV or Excel, as headers and rows of text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from app.documents.workbook import limits
from app.documents.workbook.csv_rows import csv_rows
from app.documents.workbook.digits import western
from app.documents.workbook.limits import Row
from app.foundation.errors import UserError
from app.foundation.files import read_whole

_ZIP, _OLD_EXCEL = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEADER_WITHIN = 25  # rows; HXL's own rule for its row
_TAG = re.compile(r"#[A-Za-z][A-Za-z0-9_]*(\s*\+\s*[A-Za-z][A-Za-z0-9_]*)*")


@dataclass(frozen=True, slots=True)
class Table:
    """Headers and rows of text, all rows as wide as the headers.

    `tags` holds the HXL hashtag of each column ("" where it has none), empty without an HXL row. `sheet` is
    the sheet that was read, `sheets` all of the workbook (none for CSV). `fingerprint` names the layout:
    equal for tables with the same headers and tags. `first_row` is the number in the file (from 1) of the
    first row, `numbers` those of all rows.
    """

    headers: tuple[str, ...]
    rows: tuple[Row, ...]
    numbers: tuple[int, ...]
    tags: tuple[str, ...]
    sheet: str
    sheets: tuple[str, ...]
    fingerprint: str

    @property
    def first_row(self) -> int:
        return self.numbers[0]


def read_table(source: Path | bytes, name: str, sheet: str | None = None) -> Table:
    """Return the table of a file; of a workbook the named sheet, else the first that holds one.

    Empty rows are left out; a cell that is a number in Arabic or Persian digits gets Western ones. Raises
    UserError `table_empty`, `table_not_readable`, `table_old_excel`, `table_too_large`, `table_sheet_missing`
    and `not_a_table` (file), PlaceError when the file cannot be read.
    """
    data = _bytes(source, name)
    if not data.strip():
        raise UserError("table_empty", file=name)
    if data.startswith(_OLD_EXCEL):
        raise UserError("table_old_excel", file=name)
    if not data.startswith(_ZIP):
        return _table(csv_rows(data, name), name)
    return _read_book(data, name, sheet)


def _bytes(source: Path | bytes, name: str) -> bytes:
    if isinstance(source, Path):
        if source.is_file() and source.stat().st_size > limits.LARGEST_FILE:
            raise limits.too_large(name)
        return read_whole(source, limits.LARGEST_FILE)
    if len(source) > limits.LARGEST_FILE:
        raise limits.too_large(name)
    return source


def _read_book(data: bytes, name: str, sheet: str | None) -> Table:
    from app.documents.workbook.xlsx_rows import open_book, sheet_rows

    book = open_book(data, name)
    try:
        sheets = tuple(page.title for page in book.worksheets)
        if sheet is not None and sheet not in sheets:
            raise UserError("table_sheet_missing", file=name, sheet=sheet)
        for title in (sheet,) if sheet is not None else sheets:
            rows = list(sheet_rows(book, title, name))
            if any(any(row) for row in rows):
                return _table(rows, name, title, sheets)
    finally:
        book.close()
    raise UserError("table_empty", file=name)


def _table(lines: Iterable[Row], name: str, sheet: str = "", sheets: tuple[str, ...] = ()) -> Table:
    filled = [(number, row) for number, row in enumerate(lines, 1) if any(row)]
    if not filled:
        raise UserError("table_empty", file=name)
    tag_at = _tag_row([row for _, row in filled[:_HEADER_WITHIN]])
    header_at = _header_row([row for _, row in filled[:_HEADER_WITHIN]]) if tag_at is None else tag_at - 1
    body = filled[(header_at if tag_at is None else tag_at) + 1 :]
    if not body:
        raise UserError("table_empty", file=name)
    tags = () if tag_at is None else tuple(_tidy_tag(tag) for tag in filled[tag_at][1])
    header = filled[header_at][1] if header_at >= 0 else tags
    width = max(len(header), len(tags), *(len(row) for _, row in body), 0)
    headers = _headers(header, width)
    return Table(
        headers=headers,
        rows=tuple(tuple(map(western, _padded(row, width))) for _, row in body),
        numbers=tuple(number for number, _ in body),
        tags=_padded(tags, width) if tags else (),
        sheet=sheet,
        sheets=sheets,
        fingerprint=layout_fingerprint(headers, tags),
    )


def _tag_row(rows: Sequence[Row]) -> int | None:
    """Return where the HXL row is: at least one hashtag and nothing but hashtags and empty cells."""
    for at, row in enumerate(rows):
        texts = [text for text in row if text]
        if texts and all(_TAG.fullmatch(text) for text in texts):
            return at
    return None


def _tidy_tag(tag: str) -> str:
    return re.sub(r"\s+", "", tag).lower()


def _header_row(rows: Sequence[Row]) -> int:
    """Return the first row at least half as full as the fullest: titles and notes above it are shorter."""
    fullest = max(sum(map(bool, row)) for row in rows)
    return next(at for at, row in enumerate(rows) if 2 * sum(map(bool, row)) >= fullest)


def _headers(header: Row, width: int) -> tuple[str, ...]:
    """Return one name for each column: its header, a column letter where it has none, unlike the others."""
    names: list[str] = []
    for number, text in enumerate(_padded(header, width)):
        wanted = " ".join(text.split()) or _letters(number)
        name, again = wanted, 1
        while name in names:
            again += 1
            name = f"{wanted} ({again})"
        names.append(name)
    return tuple(names)


def _letters(number: int) -> str:
    """Return the letters of a column counted from 0: A, B … Z, AA."""
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _padded(row: Row, width: int) -> Row:
    return row + ("",) * (width - len(row))


def layout_fingerprint(headers: Sequence[str], tags: Sequence[str] = ()) -> str:
    """Return 16 hexadecimal digits that are equal for tables with the same headers and tags."""
    folded = ["\x1f".join(" ".join(text.casefold().split()) for text in texts) for texts in (headers, tags)]
    return sha256("\x1e".join(folded).encode()).hexdigest()[:16]
