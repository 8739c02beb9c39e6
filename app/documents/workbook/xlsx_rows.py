"""The rows of an Excel sheet as text, read in a stream; nothing is believed that the file says of itself."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time
from decimal import Decimal
from io import BytesIO

from openpyxl import Workbook, load_workbook

from app.documents.workbook import limits
from app.documents.workbook.cells import clean
from app.documents.workbook.limits import Row
from app.foundation.errors import MasarError

_CHUNK = 1 << 20
_DOCTYPE = re.compile(rb"<!(DOCTYPE|ENTITY)", re.IGNORECASE)
_ENCODING = re.compile(rb"encoding\s*=\s*[\"']([A-Za-z0-9._-]+)[\"']")
_ENCODINGS = {b"utf-8", b"utf8", b"us-ascii", b"ascii", b"iso-8859-1", b"windows-1252", b"windows-1256"}
_ERRORS = {"#N/A", "#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#GETTING_DATA"}
_SPREADSHEET = "spreadsheetml"
_ESCAPED = re.compile("_x(005F|00[01][0-9A-F])_")  # other signs are written as they are


def open_book(data: bytes, name: str) -> Workbook:
    """Return the workbook for `sheet_rows`, checked for bombs first; close it after use.

    Raises UserError `not_a_table` (another kind of file), `table_too_large`, `table_not_readable`.
    """
    with _refusals(name):
        with zipfile.ZipFile(BytesIO(data)) as archive:
            _check_archive(archive, name)
        return load_workbook(BytesIO(data), read_only=True, data_only=True, keep_links=False)


def sheet_rows(book: Workbook, title: str, name: str) -> Iterator[Row]:
    """Yield the rows of a sheet as text. Raises UserError `table_too_large`, `table_not_readable`."""
    sheet = book[title]
    with _refusals(name):
        if hasattr(sheet, "reset_dimensions"):
            sheet.reset_dimensions()  # a file can claim a million empty columns
        rows = sheet.iter_rows(max_row=None, values_only=True)
        yield from limits.within_limits((tuple(map(as_text, row)) for row in rows), name)


@contextmanager
def _refusals(name: str) -> Iterator[None]:
    try:
        yield
    except (MasarError, MemoryError):
        raise
    except Exception as error:  # a hostile file can make the library raise anything
        raise limits.not_readable(name) from error


def _check_archive(archive: zipfile.ZipFile, name: str) -> None:
    """Refuse what unpacks to too much or declares entities; a part never unpacks beyond its stated size."""
    parts = archive.infolist()
    if len(parts) > limits.MOST_ENTRIES or sum(part.file_size for part in parts) > limits.LARGEST_UNPACKED:
        raise limits.too_large(name)
    names = {part.filename for part in parts}
    types = archive.read("[Content_Types].xml") if "[Content_Types].xml" in names else b""
    if _SPREADSHEET.encode() not in types:
        raise limits.not_a_table(name)
    for part in parts:
        if part.filename.lower().endswith((".xml", ".rels", ".vml")) and _is_hostile(archive, part):
            raise limits.not_readable(name)


def _is_hostile(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    """Whether an XML part declares a document type or hides its letters in an odd encoding."""
    with archive.open(part) as stream:
        start = stream.read(_CHUNK)
        head = start.removeprefix(b"\xef\xbb\xbf").lstrip()
        named = _ENCODING.search(head[:200])
        if head[:1] not in (b"<", b"") or (named and named[1].lower() not in _ENCODINGS):
            return True
        tail = b""
        while start:
            if _DOCTYPE.search(tail + start):
                return True
            tail, start = start[-16:], stream.read(_CHUNK)
    return False


def as_text(value: object) -> str:
    """Return a cell's value as text: days as 2026-03-14, numbers without separators, errors as ""."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "seconds")
    if isinstance(value, (date, time)):
        return value.isoformat()
    if isinstance(value, (int, float, Decimal)):
        return _number(value)
    text = str(value)
    if "_x" in text:
        text = clean(_ESCAPED.sub(lambda found: chr(int(found[1], 16)), text))
    text = text.strip()
    return "" if text in _ERRORS else text


def _number(value: float | Decimal) -> str:
    number = Decimal(str(value))
    if not number.is_finite():
        return ""
    if number == number.to_integral_value():
        return str(int(number)) if number.adjusted() < 30 else str(number)
    return format(number.normalize(), "f") if number.adjusted() > -30 else str(number)
