"""Numbers, sizes and dates as text: Western digits and day-first dates in every language."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from app.words.compiled import Compiled
from app.words.languages import Language

Number = int | float | Decimal | str
Day = date | datetime | str
Moment = datetime | str
LEFT_TO_RIGHT_MARK = "\u200e"


def number_text(spoken: Language, value: Number) -> str:
    """Return 12345.5 as "12,345.5" in the language's signs. Text that is no number comes back as it is."""
    try:
        exact = Decimal(str(value))
    except InvalidOperation:
        return str(value)
    if not exact.is_finite():
        return str(value)
    plain = f"{exact:,f}".replace(",", "\0").replace(".", spoken.point).replace("\0", spoken.group)
    # Without the mark a right-to-left line would show the sign after the digits.
    return LEFT_TO_RIGHT_MARK + plain if spoken.right_to_left and plain.startswith("-") else plain


def percent_text(spoken: Language, value: Number) -> str:
    """Return a fraction as percent: 0.456 → "46%"; text that is no number comes back as it is."""
    try:
        whole = round(Decimal(str(value)) * 100)
    except (InvalidOperation, ValueError, OverflowError):
        return str(value)
    return hundredths_text(spoken, whole)


def hundredths_text(spoken: Language, value: Number) -> str:
    """Return a number of hundredths as percent: 45.5 → "45.5%"."""
    # After an Arabic word the sign would stand before the digits, alone in its cell behind them.
    mark = LEFT_TO_RIGHT_MARK if spoken.right_to_left else ""
    return mark + number_text(spoken, value).removeprefix(mark) + spoken.percent


def scaled_size(size: int) -> tuple[str, str]:
    """Return a number of bytes as (unit, amount): 11_264 → ("kb", "11"); units are thousands."""
    amount, units = float(size), iter(("b", "kb", "mb", "gb"))
    unit = next(units)
    while amount >= 999.5 and unit != "gb":
        amount, unit = amount / 1000, next(units)
    digits = 1 if unit not in ("b", "kb") and amount < 9.95 else 0
    return unit, f"{amount:.{digits}f}"


def read_day(value: Day) -> date | None:
    """Return the calendar day where this computer stands, or None when the text is no ISO date."""
    if isinstance(value, str):
        moment = read_moment(value)
        return moment.date() if moment else None
    return value.astimezone().date() if isinstance(value, datetime) and value.tzinfo else value


def read_moment(value: Moment) -> datetime | None:
    """Return a moment in local time, or None when the text is no ISO date or moment."""
    try:
        moment = datetime.fromisoformat(value) if isinstance(value, str) else value
        return moment.astimezone() if moment.tzinfo else moment
    except (ValueError, OverflowError, OSError):
        return None


def day_text(words: Compiled, day: date, style: str, first: str = "1") -> str:
    """Return a day in style short "14/03/2026", medium "14 Mar 2026", long or day_month "14 Mar".

    `first` is how the first of a month is written: "1er" in French.
    """
    if style == "short":
        return f"{day.day:02}/{day.month:02}/{day.year:04}"
    months = words.months if style == "long" else words.short_months
    named = f"{first if day.day == 1 else day.day} {months[day.month - 1]}"
    return named if style == "day_month" else f"{named} {day.year}"
