"""What is too sensitive for headquarters is told where it would go there."""

from __future__ import annotations

import pytest

from app.models.kinds.inside import Stakeholder
from app.models.kinds.meetings import Attachment, Issue
from app.models.record import Record
from app.process.checks import found_by
from app.process.checks.finding import Context, Exports
from tests.process.books import GROUP, TODAY, make, whole


def told(*records: Record) -> list[tuple[str, str, str, str]]:
    found = found_by(0, whole(add=records), Context(TODAY, exports=Exports()))
    return [(one.page, one.kind, one.record, one.field) for one in found if one.code == "check.above_network"]


@pytest.mark.parametrize("sensitivity", [None, 0, 2])
def test_up_to_moderate_it_may_go(sensitivity: int | None) -> None:
    assert told(make(Issue, "i9", text_en="No road", effect="adopted", sensitivity=sensitivity)) == []


@pytest.mark.parametrize("sensitivity", [3, 4])
def test_above_it_is_told_with_its_place(sensitivity: int) -> None:
    issue = make(Issue, "i9", text_en="No road", effect="adopted", sensitivity=sensitivity)
    assert told(issue) == [("voices", "issue", "i9", "sensitivity")]


def test_what_stays_in_the_group_may_be_of_any_class() -> None:
    assert told(Stakeholder(id="s9", space=GROUP, name_en="A", sensitivity=4)) == []


def test_a_file_is_found_at_the_record_it_hangs_on() -> None:
    scan = make(Attachment, "f1", subject_kind="meeting", subject="m4", sha256="a" * 64, sensitivity=3)
    assert told(scan) == [("meetings", "meeting", "m4", "sensitivity")]
