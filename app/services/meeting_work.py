"""Work at a meeting: start it, lead through its agenda, catch what is said, close it; one undo step each."""

from __future__ import annotations

from collections.abc import Mapping

from app.foundation.clock import stamp
from app.models.kinds.meetings import (
    ActionPoint,
    AgendaItem,
    AttendanceCount,
    Commitment,
    Decision,
    Issue,
    Meeting,
)
from app.models.record import Record
from app.services.counting import count_line
from app.services.desk import Desk
from app.services.ordering import settle
from app.services.unit import Unit

LINES: dict[str, type[Record]] = {
    "issue": Issue,
    "decision": Decision,
    "commitment": Commitment,
    "action_point": ActionPoint,
}
"""The kinds of line that are caught at a meeting."""
_FIRST: dict[str, dict[str, object]] = {
    "issue": {"effect": "open"},
    "commitment": {"status": "made"},
    "action_point": {"status": "open", "priority": "normal"},
}


def add_meeting(desk: Desk, meeting_type: str, title: str, language: str) -> str:
    """Add a planned meeting with a title in a language and return its id. Raises UserError."""
    with desk.write("meeting.add") as unit:
        return unit.add(Meeting, type=meeting_type, status="planned", **{f"title_{language}": title})


def add_agenda_item(desk: Desk, meeting: str, title: str, language: str) -> str:
    """Add an item of ten minutes at the end of the agenda and return its id. Raises UserError."""
    with desk.write("agenda_item.add") as unit:
        return unit.add(
            AgendaItem, meeting=meeting, type="discussion", minutes=10, **{f"title_{language}": title}
        )


def move_item(desk: Desk, item: str, place: int) -> bool:
    """Put an item of the agenda at a place, counted from 0; return whether it moved."""
    moved = desk.find(AgendaItem, item)
    if moved is None or not moved.meeting:
        return False
    wanted = agenda(desk, moved.meeting)
    now = next(number for number, one in enumerate(wanted) if one.id == item)
    place = max(0, min(place, len(wanted) - 1))
    if place == now:
        return False
    wanted.insert(place, wanted.pop(now))
    with desk.write("agenda_item.move") as unit:
        settle(unit, AgendaItem, wanted, place)
    return True


def start_meeting(desk: Desk, meeting: str) -> None:
    """Make a meeting live and begin its first item that is not done."""
    held = desk.find(Meeting, meeting)
    with desk.write("meeting.edit") as unit:
        unit.set(Meeting, meeting, status="live", held_on=(held and held.held_on) or desk.today)
        waiting = [item for item in agenda(desk, meeting) if not item.done]
        if waiting:
            unit.set(AgendaItem, waiting[0].id, started_at=stamp(desk.clock.now()))


def start_item(desk: Desk, item: str) -> None:
    """Begin an item of the agenda; the one under way is done with that."""
    wanted = desk.find(AgendaItem, item)
    with desk.write("agenda_item.edit") as unit:
        if wanted is not None and wanted.meeting:
            _finish_others(desk, unit, wanted.meeting, item)
        unit.set(AgendaItem, item, started_at=stamp(desk.clock.now()), done=None)


def close_meeting(desk: Desk, meeting: str) -> None:
    """Mark a meeting as held; the item under way is done."""
    with desk.write("meeting.edit") as unit:
        unit.set(Meeting, meeting, status="held")
        _finish_others(desk, unit, meeting, "")


def catch_line(
    desk: Desk, kind: str, meeting: str, item: str, text: str, language: str, values: Mapping[str, object]
) -> str:
    """Record an input, decision, commitment or action point of a meeting and return its id.

    `values` are further fields of the kind; those the kind does not have are left out. Raises UserError.
    """
    record = LINES[kind]
    held = desk.find(Meeting, meeting)
    given = {name: value for name, value in values.items() if name in record.__struct_fields__}
    if kind == "issue":
        given.setdefault("raised_on", (held and held.held_on) or desk.today)
    with desk.write(f"{kind}.add") as unit:
        return unit.add(
            record,
            "",
            meeting=meeting,
            agenda_item=item or None,
            **{f"text_{language}": text, **_FIRST.get(kind, {}), **given},
        )


def count_people(desk: Desk, meeting: str, affiliation: str, sex: str, age_band: str, count: int) -> None:
    """Say how many people of one affiliation, sex and age band attended; nought takes the line away."""
    key = {"meeting": meeting, "affiliation": affiliation, "sex": sex, "age_band": age_band}
    count_line(desk, AttendanceCount, key, count)


def agenda(desk: Desk, meeting: str) -> list[AgendaItem]:
    """Return the items of a meeting's agenda in order."""
    return sorted(desk.records(AgendaItem, meeting=meeting), key=lambda item: (item.position or "", item.id))


def _finish_others(desk: Desk, unit: Unit, meeting: str, but: str) -> None:
    for item in agenda(desk, meeting):
        if item.id != but and item.started_at and not item.done:
            unit.set(AgendaItem, item.id, done=True)
