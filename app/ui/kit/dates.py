"""Reads a day as people type it."""

from __future__ import annotations

import re
from datetime import date

from app.ui.language import words

_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_DAY_FIRST = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})")


def read_date(typed: str) -> str | None:
    """Return YYYY-MM-DD for 2026-03-14, 14/3/2026, 14.3.2026 or the day as the language writes it."""
    text = " ".join(typed.translate(_DIGITS).split())
    if match := _ISO.fullmatch(text):
        return _day(int(match[1]), int(match[2]), int(match[3]))
    if match := _DAY_FIRST.fullmatch(text):
        return _day(int(match[3]), int(match[2]), int(match[1]))
    return _with_month_name(text)


def _with_month_name(text: str) -> str | None:
    numbers = [int(number) for number in re.findall(r"\d+", text)]
    if len(numbers) != 2:
        return None
    day, year = sorted(numbers)
    candidates = (_day(year, month, day) for month in range(1, 13))
    return next((one for one in candidates if one and _says(one, text)), None)


def _says(day: str, text: str) -> bool:
    folded = text.casefold()
    return any(_plain(words().date(day, style)) == folded for style in ("medium", "long", "short"))


def _plain(text: str) -> str:
    return " ".join(text.replace("\u200f", "").replace("\u200e", "").split()).casefold()


def _day(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
