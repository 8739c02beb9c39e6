"""Numbers and days as people type them in tables: in Arabic digits, in the order and months of the place."""

from __future__ import annotations

import re
from functools import cache

from app.models.folding import digits, fold
from app.models.values import read_day, read_number

_MARKS = re.compile("[\\s\u200e\u200f\u061c\u00a0\u202f٬'’]+")
_THOUSANDS = re.compile(r"-?\d{1,3}(,\d{3})+")
_DAY_LAST = re.compile(r"(\d{4})[./ -](\d{1,2})[./ -](\d{1,2})")
_DAY_FIRST = re.compile(r"(\d{1,2})[./ -](\d{1,2})[./ -](\d{4}|\d{2})")
_NAMED_MONTH = re.compile(r"(\d{1,2})(?:er)?[ .-]+(\D+?)[ .,،-]+(\d{4}|\d{2})")
_TIME = re.compile(r"[T ]\d{1,2}:\d{2}(:\d{2})?$")
_FULL_YEAR = len("2026")


def typed_number(text: str) -> str | None:
    """Return a number as decimal text ("1250.5" for "١٬٢٥٠٫٥", "1,250.5" or "1.250,5"), None for none.

    A single comma before three digits parts thousands, before others it is a decimal comma.
    """
    plain = _MARKS.sub("", digits(text)).replace("٫", ".").replace("−", "-").rstrip("%٪")
    comma, point = plain.rfind(","), plain.rfind(".")
    if comma >= 0 and point >= 0:
        plain = plain.replace("," if point > comma else ".", "").replace(",", ".")
    elif comma >= 0:
        plain = plain.replace(",", "" if _THOUSANDS.fullmatch(plain) else ".")
    number = read_number(plain.removeprefix("+"))
    return format(number, "f") if number is not None else None


def typed_whole(text: str) -> int | None:
    """Return a whole number that was typed, None for anything else."""
    number = read_number(typed_number(text))
    return int(number) if number is not None and number == number.to_integral_value() else None


def typed_day(text: str) -> str | None:
    """Return a day as YYYY-MM-DD: from 2026-03-31, 31/03/2026, 31.3.26 or 31 آذار 2026; None for none.

    The day comes before the month, as in Iraq. A time of day is left out.
    """
    plain = digits(_TIME.sub("", " ".join(text.replace("\u200e", "").replace("\u200f", "").split())))
    if found := _DAY_LAST.fullmatch(plain):
        return _day(found[1], int(found[2]), found[3])
    if found := _DAY_FIRST.fullmatch(plain):
        return _day(found[3], int(found[2]), found[1])
    if found := _NAMED_MONTH.fullmatch(plain):
        return _day(found[3], _months().get(fold(found[2]).rstrip("."), 0), found[1])
    return None


def _day(year: str, month: int, day: str) -> str | None:
    full = year if len(year) == _FULL_YEAR else f"20{year}"
    found = read_day(f"{full}-{month:02d}-{int(day):02d}")
    return found.isoformat() if found else None


@cache
def _months() -> dict[str, int]:
    """Return folded names of months → number: whole and short, in our languages and in Egypt's Arabic."""
    from babel import Locale

    found: dict[str, int] = {}
    for name in ("en", "fr", "ar_IQ", "ar_EG", "ckb"):
        months = Locale.parse(name).months
        for use in months.values():
            for width in ("wide", "abbreviated"):
                found |= {fold(text).rstrip("."): number for number, text in use[width].items()}
    return found
