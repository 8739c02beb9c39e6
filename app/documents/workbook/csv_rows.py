"""The rows of a text table: which encoding it is in, what stands between its columns."""

from __future__ import annotations

import codecs
import csv
from collections import Counter
from collections.abc import Iterator
from io import StringIO

from app.documents.workbook import limits
from app.documents.workbook.limits import Row

DELIMITERS = (",", ";", "\t", "|")
_SNIFFED_ROWS, _SNIFFED_CHARACTERS = 30, 64 * 1024
_SNIFFED_BYTES = 4096
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_OTHER_FILES = (b"%PDF-", b"{\\rtf", b"<!doctype", b"<html", b"<?xml", b"\x89PNG", b"\xff\xd8\xff", b"GIF8")


def csv_rows(data: bytes, name: str) -> Iterator[Row]:
    """Yield the rows of a text table, cells stripped.

    Raises UserError `not_a_table` (no text), `table_not_readable` (broken quoting), `table_too_large`.
    """
    if data[:64].lstrip().lower().startswith(tuple(mark.lower() for mark in _OTHER_FILES)):
        raise limits.not_a_table(name)
    text = decoded(data, name)
    text, delimiter = _told_delimiter(text)
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter or sniffed(text))
    try:
        yield from limits.within_limits((tuple(cell.strip() for cell in row) for row in reader), name)
    except csv.Error as error:
        raise limits.not_readable(name) from error


def decoded(data: bytes, name: str) -> str:
    """Return the text: UTF-8, UTF-16 with or without mark, else Windows-1256 (Arabic, and French too)."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decode(data, encoding, name)
    wide = _wide_encoding(data[:_SNIFFED_BYTES])
    if wide:
        return _decode(data, wide, name)
    if b"\0" in data:
        raise limits.not_a_table(name)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("cp1256")
    return _textual(text, name)


def _decode(data: bytes, encoding: str, name: str) -> str:
    try:
        return _textual(data.decode(encoding), name)
    except UnicodeError as error:
        raise limits.not_readable(name) from error


def _wide_encoding(start: bytes) -> str:
    """Return UTF-16 in the order in which every other byte of an ASCII sign is zero, "" for other text."""
    even, odd = start[0::2].count(0), start[1::2].count(0)
    if odd > len(start) / 20 and odd > 4 * even:
        return "utf-16-le"
    return "utf-16-be" if even > len(start) / 20 and even > 4 * odd else ""


def _textual(text: str, name: str) -> str:
    control = sum(sign < " " and sign not in "\t\r\n" for sign in text[:_SNIFFED_CHARACTERS])
    if control > 2 + len(text[:_SNIFFED_CHARACTERS]) // 200:
        raise limits.not_a_table(name)
    return text.replace("\0", "")


def _told_delimiter(text: str) -> tuple[str, str]:
    """Return the text without Excel's first line "sep=;", and the delimiter it names."""
    first, _, rest = text.partition("\n")
    told = first.strip().strip('"')
    if told.lower().startswith("sep=") and len(told) == 5:
        return rest, told[4]
    return text, ""


def sniffed(text: str) -> str:
    """Return the delimiter that cuts the first rows most evenly into most columns."""
    return max(DELIMITERS, key=lambda delimiter: _evenness(text[:_SNIFFED_CHARACTERS], delimiter))


def _evenness(text: str, delimiter: str) -> tuple[float, int]:
    widths: Counter[int] = Counter()
    try:
        for row in csv.reader(StringIO(text, newline=""), delimiter=delimiter):
            widths[len(row)] += bool(any(row))
            if sum(widths.values()) >= _SNIFFED_ROWS:
                break
    except csv.Error:
        return (0.0, 0)
    del widths[1]
    if not widths:
        return (0.0, 0)
    width, times = max(widths.items(), key=lambda pair: (pair[1], pair[0]))
    return (times / max(1, sum(widths.values())) * min(times, 3), width)
