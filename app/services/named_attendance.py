"""Who came by name: stays with the group, needs consent; only counts leave it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from app.models.kinds.inside import NamedAttendance
from app.models.kinds.meetings import AttendanceCount
from app.services.desk import Desk

Key = tuple[str, str, str]


def add_attendant(desk: Desk, meeting: str, values: Mapping[str, object]) -> str:
    """Put a person on the list of a meeting and return the record's id. Raises UserError."""
    with desk.write("named_attendance.add") as unit:
        return unit.add(NamedAttendance, "", meeting=meeting, **values)


def tally(desk: Desk, meeting: str) -> dict[Key, int]:
    """Return how many named people of each affiliation, sex and age band; what was not said is unknown."""
    counted: Counter[Key] = Counter()
    for one in desk.records(NamedAttendance, meeting=meeting):
        if one.affiliation:
            counted[(one.affiliation, one.sex or "not_stated", one.age_band or "unknown")] += 1
    return dict(counted)


def count_the_named(desk: Desk, meeting: str) -> int:
    """Make the counts of a meeting those of its list of names; return how many people that are.

    Counts of affiliations that the list does not name stay as they are.
    """
    wanted = tally(desk, meeting)
    named = {affiliation for affiliation, _, _ in wanted}
    with desk.write("attendance_count.from_names") as unit:
        for held in desk.records(AttendanceCount, meeting=meeting):
            key = (held.affiliation or "", held.sex or "", held.age_band or "")
            if key[0] in named and key not in wanted:
                unit.remove(AttendanceCount, held.id)
        for (affiliation, sex, age_band), count in wanted.items():
            unit.add(
                AttendanceCount,
                meeting=meeting,
                affiliation=affiliation,
                sex=sex,
                age_band=age_band,
                count=count,
            )
    return sum(wanted.values())
