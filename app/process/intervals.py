"""How long what was noted stands, in months of 30 days, as the process definition says."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

import msgspec

from app.foundation.paths import resources
from app.process.reading import Reader, read

USUAL = "durable_solutions.toml"
MONTH = 30
"""Days, as in `facts.months_since`."""


class Intervals(msgspec.Struct, frozen=True):
    """Months until a stakeholder is checked again, a commitment reviewed, names of those present removed."""

    verify: int = 6
    review: int = 3
    keep_names: int = 12


def intervals_in(reader: Reader) -> Intervals:
    """Return the intervals of a process; what it does not name is as usual.

    An interval is a whole number of months, one or more. Raises UserError `bad_definition`.
    """
    given = reader.others().get("intervals", {})
    if not isinstance(given, dict):
        raise reader.refuse("intervals")
    table = Reader(reader.file, given, "intervals.")
    table.only(*Intervals.__struct_fields__)
    months = {name: table.whole(name) for name in given}
    for name, value in months.items():
        if value < 1:
            raise table.refuse(name)
    return Intervals(**months)


@cache
def usual_intervals() -> Intervals:
    """Return the intervals of the eight steps of a durable-solutions Plan of Action."""
    return intervals_in(read(resources() / "processes" / USUAL))


def recheck_day(checked_on: str) -> str:
    """Return when what was checked on a day is checked again by the process; "" when it never was."""
    after = timedelta(days=MONTH * usual_intervals().verify)
    return (date.fromisoformat(checked_on) + after).isoformat() if checked_on else ""
