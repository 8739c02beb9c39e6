"""What was typed and not committed survives a kill, and is kept or discarded afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.foundation.clock import SteppingClock
from app.models.kinds.area import Area
from app.services.desk import Desk
from app.services.drafts import discard_drafts, drafts, drop_draft, keep_draft, restore_drafts
from app.services.opening import Newcomer, create_workspace, open_workspace

CLOCK = datetime(2026, 4, 7, 9, tzinfo=UTC)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    who = Newcomer("Dalia", "Sunbula", "focal_point")
    made = create_workspace(tmp_path / "a.masarw", "IQG15Q05", who, None, clock=SteppingClock(CLOCK)).desk
    yield made
    made.close()


def note(desk: Desk) -> str | None:
    area = desk.find(Area, desk.area)
    assert area is not None
    return area.map_note


def test_a_draft_changes_no_record_and_no_log(desk: Desk) -> None:
    before = len(desk.recent())
    keep_draft(desk, "area", desk.area, "map_note", "half a sen")
    keep_draft(desk, "area", desk.area, "map_note", "half a sentence")
    assert [draft.value for draft in drafts(desk)] == ["half a sentence"]
    assert note(desk) is None
    assert len(desk.recent()) == before


def test_a_draft_outlives_the_program(desk: Desk, tmp_path: Path) -> None:
    keep_draft(desk, "area", desk.area, "map_note", "half a sentence")
    desk.close()
    again = open_workspace(tmp_path / "a.masarw", None).desk
    assert [draft.value for draft in drafts(again)] == ["half a sentence"]
    again.close()


def test_keeping_writes_it_as_one_action_that_can_be_undone(desk: Desk) -> None:
    keep_draft(desk, "area", desk.area, "map_note", "half a sentence")
    assert restore_drafts(desk) == 1
    assert note(desk) == "half a sentence"
    assert drafts(desk) == ()
    desk.undo()
    assert note(desk) is None


def test_discarding_leaves_the_record(desk: Desk) -> None:
    keep_draft(desk, "area", desk.area, "map_note", "half a sentence")
    discard_drafts(desk)
    assert (drafts(desk), note(desk)) == ((), None)


def test_a_committed_field_has_no_draft(desk: Desk) -> None:
    keep_draft(desk, "area", desk.area, "map_note", "x")
    drop_draft(desk, "area", desk.area, "map_note")
    assert drafts(desk) == ()


def test_a_draft_that_says_what_the_record_says_is_no_draft(desk: Desk) -> None:
    keep_draft(desk, "area", desk.area, "map_note", "same")
    restore_drafts(desk)
    keep_draft(desk, "area", desk.area, "map_note", "same")
    assert drafts(desk) == ()


@pytest.mark.parametrize(("field", "value"), [("status", "selected"), ("no_such_field", "x")])
def test_only_text_is_kept(desk: Desk, field: str, value: str) -> None:
    keep_draft(desk, "area", desk.area, field, value)
    assert drafts(desk) == ()


def test_a_draft_of_a_record_that_is_gone_is_not_offered(desk: Desk) -> None:
    keep_draft(desk, "area", "nowhere", "map_note", "x")
    assert drafts(desk) == ()
