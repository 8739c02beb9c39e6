"""One value of a table as a spreadsheet cell. Text is never a formula, whatever it begins with."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from app.documents.workbook_content import Cell, Kind

LONGEST_TEXT = 32_767  # characters (UTF-16 units) that Excel keeps in one cell
CUT_MARK = " […]"
DATE_FORMAT = "yyyy-mm-dd"
MOMENT_FORMAT = "yyyy-mm-dd hh:mm"
TEXT_FORMAT = "@"
_MOST_DIGITS = 15  # that a spreadsheet keeps of a number
_MOST_PLACES = 4
_FIRST_DAY = date(1900, 3, 1)  # before it Excel and LibreOffice disagree about days
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%", "＝", "＋", "－", "＠")
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_MARKS = dict.fromkeys((0x200E, 0x200F, *range(0x2066, 0x206A)))
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_LIKE_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")


@dataclass(frozen=True, slots=True)
class Written:
    """A value as it goes into a cell, its number format, and whether it is text that looks like a formula."""

    value: str | int | float | Decimal | date | datetime | None
    format: str = ""
    guarded: bool = False

    @property
    def is_text(self) -> bool:
        return isinstance(self.value, str)


def written(value: Cell, kind: Kind) -> Written:
    """Return a value as a cell of a column's kind; what does not fit its kind becomes text."""
    if value is None or value == "":
        return Written(None)
    if isinstance(value, bool):
        return _text(str(value).lower(), kind)
    if kind in ("number", "percent"):
        number = _number(value)
        return _text(_plain(value), kind) if number is None else Written(number, _number_format(number, kind))
    if isinstance(value, (date, datetime)) or kind == "date":
        return _day(value, kind)
    return _text(_plain(value), kind)


def heading(text: str) -> str:
    """Return the head of a column without marks of direction: other programs look columns up by it."""
    return text.translate(_MARKS)


def clean(text: str) -> str:
    """Return a text without characters that XML cannot hold, cut with a visible mark where it is too long."""
    text = in_xml(text)
    if len(text) * 2 <= LONGEST_TEXT or _units(text) <= LONGEST_TEXT:
        return text
    kept = text.encode("utf-16-le")[: 2 * (LONGEST_TEXT - len(CUT_MARK))]
    return kept.decode("utf-16-le", "ignore") + CUT_MARK


def in_xml(text: str) -> str:
    """Return a text without characters that XML cannot hold, lines ended by a newline alone."""
    return _NOT_IN_XML.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _text(text: str, kind: Kind) -> Written:
    cleaned = clean(text)
    guarded = text.startswith(_FORMULA_STARTS) or cleaned.startswith(_FORMULA_STARTS)
    if "_x" in cleaned:  # the file format writes signs as _x000D_; a text that looks so is escaped itself
        cleaned = _LIKE_ESCAPED.sub("_x005F_", cleaned)
    return Written(cleaned or None, TEXT_FORMAT if kind == "code" else "", guarded and bool(cleaned))


def _plain(value: Cell) -> str:
    return value.isoformat() if isinstance(value, (date, datetime)) else str(value)


def _number(value: Cell) -> int | Decimal | None:
    """Return a number that a spreadsheet can hold exactly, None for anything else."""
    if isinstance(value, (date, datetime)):
        return None
    if isinstance(value, float) and not math.isfinite(value):
        return None
    try:
        number = Decimal(str(value).strip())
    except InvalidOperation:
        return None
    if not number.is_finite() or len(number.normalize().as_tuple().digits) > _MOST_DIGITS:
        return None
    if not -_MOST_DIGITS <= number.adjusted() < _MOST_DIGITS:
        return None
    return int(number) if number == number.to_integral_value() else number


def _number_format(number: int | Decimal, kind: Kind) -> str:
    shown = Decimal(number) * 100 if kind == "percent" else Decimal(number)
    exponent = shown.normalize().as_tuple().exponent
    places = min(_MOST_PLACES, max(0, -exponent)) if isinstance(exponent, int) else 0
    whole = "0" if kind == "percent" else "#,##0"
    return whole + ("." + "0" * places if places else "") + ("%" if kind == "percent" else "")


def _day(value: Cell, kind: Kind) -> Written:
    day = value
    if isinstance(value, str) and _DAY.fullmatch(value.strip()):
        try:
            day = date.fromisoformat(value.strip())
        except ValueError:
            return _text(value, kind)
    if isinstance(day, datetime):
        moment = day.replace(tzinfo=None)
        return Written(moment, MOMENT_FORMAT) if moment.date() >= _FIRST_DAY else _text(_plain(day), kind)
    if isinstance(day, date) and day >= _FIRST_DAY:
        return Written(day, DATE_FORMAT)
    return _text(_plain(value), kind)
