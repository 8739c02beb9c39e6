"""What hangs on a record is counted before it is removed: what goes with it, and what stays."""

from __future__ import annotations

from pathlib import Path

from services.laptops import found

from app.models.kinds.meetings import AgendaItem, AttendanceCount, Commitment, Decision, Issue, Meeting
from app.models.kinds.plan import Activity
from app.services.field_edits import remove_record
from app.services.views.hanging import Hanging, hanging


def test_a_meeting_takes_its_own_along_and_leaves_what_was_promised(tmp_path: Path) -> None:
    desk = found(tmp_path)[0].use()
    with desk.write("meeting.add") as unit:
        meeting = unit.add(Meeting, type="roundtable", title_en="Roundtable")
        other = unit.add(Meeting, type="roundtable", title_en="Another")
        item = unit.add(AgendaItem, meeting=meeting, title_en="Water")
        unit.add(AgendaItem, meeting=other, title_en="Schools")
        unit.add(Decision, meeting=meeting, agenda_item=item, text_en="The well is deepened")
        unit.add(AttendanceCount, meeting=meeting, affiliation="idp", sex="female", age_band="25_59", count=9)
        for text in ("No water", "No road"):
            unit.add(Issue, meeting=meeting, agenda_item=item, text_en=text)
        unit.add(Commitment, meeting=meeting, text_en="Two teachers")
    assert hanging(desk, "meeting", meeting) == Hanging(
        goes=(("agenda_item", 1), ("attendance_count", 1), ("decision", 1)),
        stays=(("issue", 2), ("commitment", 1)),
    )
    remove_record(desk, "meeting", meeting)
    assert [one.meeting for one in desk.records(AgendaItem)] == [other]
    assert len(desk.records(Issue)) == 2
    desk.undo()
    assert hanging(desk, "meeting", meeting).goes[0] == ("agenda_item", 1)
    desk.close()


def test_nothing_hangs_on_a_record_that_stands_alone(tmp_path: Path) -> None:
    desk = found(tmp_path)[0].use()
    with desk.write("activity.add") as unit:
        wells = unit.add(Activity, title_en="Wells")
    assert hanging(desk, "activity", wells) == Hanging()
    desk.close()
