"""The annexes of a Plan of Action in words: who took part, by affiliation and by age, and the places."""

from __future__ import annotations

from collections.abc import Iterable

from app.documents.plan_content import FiguresTable
from app.models.codes import CODE_LISTS
from app.models.kinds.area import Location
from app.models.kinds.meetings import AttendanceCount, ConsultationCount, Meeting
from app.services.papers.scribe import Scribe

_GROUPS = {
    "affiliation": ("affiliation", "papers.affiliation"),
    "age_band": ("age_band", "papers.age"),
    "group": ("population_group", "documents.column.group"),
}
"""Code list and head of what people are counted by."""


def attendance(scribe: Scribe) -> FiguresTable | None:
    """Return who attended the last roundtable, counted by affiliation and sex, or None."""
    held = _last_roundtable(scribe)
    return attendance_of(scribe, held) if held is not None else None


def attendance_of(scribe: Scribe, meeting: Meeting) -> FiguresTable | None:
    """Return a meeting's attendance counted by affiliation and sex, or None when nobody counted."""
    title = scribe.words.say(
        "papers.attendance", meeting=scribe.name(meeting, "title"), day=scribe.day(meeting.held_on)
    )
    return by_sex(scribe, _counts(scribe, meeting), "affiliation", title)


def ages(scribe: Scribe) -> FiguresTable | None:
    """Return who attended the last roundtable, counted by age and sex, or None."""
    held = _last_roundtable(scribe)
    if held is None:
        return None
    return by_sex(scribe, _counts(scribe, held), "age_band", scribe.words.say("papers.ages"))


def places(scribe: Scribe) -> FiguresTable | None:
    """Return all locations with sub-district and p-code, or None."""
    say = scribe.words.say
    listed = sorted(scribe.book.of(Location), key=lambda p: (p.priority_rank or 9_999, p.id))
    rows = tuple(
        (
            scribe.name(place),
            scribe.code("location_type", place.type),
            scribe.place(place.sub_district),
            place.pcode or place.sub_district or "",
        )
        for place in listed
    )
    columns = ("papers.location", "papers.location_type", "papers.sub_district", "papers.pcode")
    note = say("papers.pcode_note")
    return FiguresTable("", tuple(map(say, columns)), rows, note=note) if rows else None


def _last_roundtable(scribe: Scribe) -> Meeting | None:
    held = [m for m in scribe.book.where(Meeting, type="roundtable") if m.held_on]
    return max(held, key=lambda m: (m.held_on or "", m.id), default=None)


def _counts(scribe: Scribe, meeting: Meeting) -> tuple[AttendanceCount, ...]:
    return scribe.book.where(AttendanceCount, meeting=meeting.id)


def by_sex(
    scribe: Scribe, counts: Iterable[AttendanceCount | ConsultationCount], group: str, title: str
) -> FiguresTable | None:
    """Return counts in rows by the codes of a field, with a sum: ages in order, else the largest first.

    `group` is affiliation, age_band or group (of the population).
    """
    table: dict[str, dict[str, int]] = {}
    for count in counts:
        row = table.setdefault(getattr(count, group) or "", {})
        row[count.sex or ""] = row.get(count.sex or "", 0) + (count.count or 0)
    if not table:
        return None
    ranked = sorted(table.items(), key=lambda item: (-sum(item[1].values()), item[0]))
    if group == "age_band":
        ranked = sorted(table.items(), key=lambda item: _place(group, item[0]))
    summed = {sex: sum(row.get(sex, 0) for row in table.values()) for row in table.values() for sex in row}
    say = scribe.words.say
    code_list, head = _GROUPS[group]
    named = [(scribe.code(code_list, code), row) for code, row in ranked] + [(say("papers.total"), summed)]
    return FiguresTable(
        title=title,
        columns=(say(head), say("papers.women"), say("papers.men"), say("papers.total")),
        rows=tuple((name, *_cells(scribe, row)) for name, row in named),
        numeric=frozenset({1, 2, 3}),
        total=True,
    )


def _place(code_list: str, code: str) -> int:
    known = CODE_LISTS[code_list]
    return known.index(code) if code in known else len(known)


def _cells(scribe: Scribe, row: dict[str, int]) -> tuple[str, str, str]:
    counted = (row.get("female", 0), row.get("male", 0), sum(row.values()))
    women, men, everybody = map(scribe.amount, counted)
    return women, men, everybody
