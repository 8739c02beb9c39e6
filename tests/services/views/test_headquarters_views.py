"""Every area by steps, and what headquarters has set."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from services.example import example_desk

from app.models.kinds.area import Step
from app.services.desk import Desk
from app.services.field_edits import add_record
from app.services.people import give_role
from app.services.views.headquarters import headquarters_view
from app.services.views.home import home
from app.services.views.steps import steps


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """The example with its steward confirmed as headquarters: only then guidance is taken."""
    made = example_desk(tmp_path)
    give_role(made, "Dalia Haddad", "headquarters")
    yield made
    made.close()


def test_an_area_shows_its_eight_steps_and_where_it_is(desk: Desk) -> None:
    (area,) = headquarters_view(desk).areas
    assert [step.number for step in area.steps] == list(range(1, 9))
    assert sum(step.current for step in area.steps) == 1
    assert area.steps[0].status == "done"
    assert area.plan.code == "headquarters.no_version"


def test_a_deadline_that_has_passed_makes_the_step_late(desk: Desk) -> None:
    before = headquarters_view(desk).areas[0].late
    for step in desk.records(Step):
        with desk.write("step.edit") as unit:
            unit.set(Step, step.id, planned_end=None)
    add_record(desk, "deadline", {"title_en": "Sign", "step": "finalise_monitor", "due": "2026-04-01"})
    view = headquarters_view(desk)
    last = view.areas[0].steps[-1]
    assert (last.due, last.late, view.notices[0].over) == ("2026-04-01", True, True)
    assert view.areas[0].late >= 1 >= before


def test_notices_name_their_areas_and_reach_home_and_the_step(desk: Desk) -> None:
    add_record(desk, "deadline", {"title_en": "Review", "step": "review", "due": "2026-05-01"})
    add_record(desk, "guidance", {"title_en": "Ask women apart", "step": "review", "areas": (desk.area,)})
    add_record(desk, "guidance", {"title_en": "Not for us", "areas": ("IQG15Q08",)})
    kinds = [(one.kind, one.title.en, one.areas) for one in headquarters_view(desk).notices]
    assert ("guidance", "Ask women apart", (desk.area,)) in kinds
    shown = {one.title.en for one in home(desk).guidance}
    assert {"Review", "Ask women apart"} <= shown
    assert "Not for us" not in shown
    at_review = next(one for one in steps(desk).steps if one.id == "review")
    assert {"Review", "Ask women apart"} <= {one.title.en for one in at_review.guidance}
