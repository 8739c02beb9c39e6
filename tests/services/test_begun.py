"""What was entered for a record that is not there yet survives a kill, outside the log."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from services.laptops import Laptop, found

from app.foundation.clock import SteppingClock, read_stamp
from app.foundation.errors import UserError
from app.models.kinds.area import Task
from app.models.kinds.inside import Contact, StakeholderView
from app.models.kinds.plan import Activity, Paragraph
from app.services.begun import (
    begun,
    begun_values,
    discard_all,
    drop_begun,
    finish_begun,
    keep_all,
    keep_begun,
    typed_last,
)
from app.services.drafts import drafts, keep_draft
from app.services.opening import open_workspace
from app.services.stakeholder_work import add_stakeholder

CONTEXT = "context_overview/en"


@pytest.fixture
def laptop(tmp_path: Path) -> Iterator[Laptop]:
    made = found(tmp_path)[0]
    made.use()
    yield made
    made.use().close()


def reopen(laptop: Laptop) -> None:
    laptop.desk.close()
    laptop.desk = open_workspace(laptop.file, None).desk


def test_what_is_entered_is_not_in_the_log_and_outlives_the_program(laptop: Laptop) -> None:
    before = laptop.state()
    keep_begun(laptop.desk, "contact", "s1", {"person_name": "Hawre", "consent": False})
    assert laptop.state() == before
    reopen(laptop)
    assert begun_values(laptop.desk, "contact", "s1") == {"person_name": "Hawre", "consent": False}


def test_what_is_kept_last_stands_alone_and_nothing_entered_keeps_nothing(laptop: Laptop) -> None:
    keep_begun(laptop.desk, "contact", "s1", {"person_name": "Haw", "phone": "0770"})
    keep_begun(laptop.desk, "contact", "s1", {"person_name": "Hawre", "phone": None})
    assert begun_values(laptop.desk, "contact", "s1") == {"person_name": "Hawre"}
    keep_begun(laptop.desk, "contact", "s1", {"person_name": ""})
    assert begun(laptop.desk) == []


def test_one_owner_s_entries_are_not_another_s(laptop: Laptop) -> None:
    keep_begun(laptop.desk, "contact", "s1", {"person_name": "Hawre"})
    keep_begun(laptop.desk, "contact", "s2", {"person_name": "Layla"})
    drop_begun(laptop.desk, "contact", "s1")
    assert [(one.owner, one.values) for one in begun(laptop.desk)] == [("s2", {"person_name": "Layla"})]


def test_what_is_begun_is_no_draft_of_a_record(laptop: Laptop) -> None:
    keep_begun(laptop.desk, "paragraph", CONTEXT, {"text": "The district"})
    assert drafts(laptop.desk) == []
    assert typed_last(laptop.desk) == begun(laptop.desk)[0].typed_at


def test_a_paragraph_is_finished_as_one_step(laptop: Laptop) -> None:
    keep_begun(laptop.desk, "paragraph", CONTEXT, {"text": "The district"})
    assert keep_all(laptop.desk, typed_last(laptop.desk)) == []
    assert [one.text for one in laptop.desk.records(Paragraph)] == ["The district"]
    assert begun(laptop.desk) == []
    laptop.desk.undo()
    assert laptop.desk.records(Paragraph) == []


def test_ratings_and_a_task_of_the_process_are_finished(laptop: Laptop) -> None:
    governor = add_stakeholder(laptop.desk, "Governor", "en")
    keep_begun(laptop.desk, "rating", governor, {"influence": "4.5"})
    keep_begun(laptop.desk, "task", "prepare/area_data", {"title_en": "Ask for the figures"})
    keep_all(laptop.desk, typed_last(laptop.desk))
    assert [one.influence for one in laptop.desk.records(StakeholderView)] == ["4.5"]
    task = laptop.desk.records(Task)[0]
    assert (task.step_id, task.template, task.title_en) == ("prepare", "area_data", "Ask for the figures")


def test_a_form_with_a_button_waits_for_the_person(laptop: Laptop) -> None:
    keep_begun(laptop.desk, "contact", "s1", {"person_name": "Hawre"})
    waiting = keep_all(laptop.desk, typed_last(laptop.desk))
    assert [(one.form, one.owner) for one in waiting] == [("contact", "s1")]
    assert laptop.desk.records(Contact) == []


def test_a_rating_that_is_refused_stays(laptop: Laptop) -> None:
    governor = add_stakeholder(laptop.desk, "Governor", "en")
    keep_begun(laptop.desk, "rating", governor, {"influence": "9"})
    with pytest.raises(UserError):
        finish_begun(laptop.desk, "rating", governor, {"influence": "9"})
    assert begun_values(laptop.desk, "rating", governor) == {"influence": "9"}
    assert [one.form for one in keep_all(laptop.desk, typed_last(laptop.desk))] == ["rating"]


def test_fields_are_kept_with_what_was_begun(laptop: Laptop) -> None:
    with laptop.desk.write("activity.add") as unit:
        wells = unit.add(Activity, title_en="Wells")
    keep_draft(laptop.desk, "activity", wells, "title_en", "Deep wells")
    keep_draft(laptop.desk, "activity", wells, "starts", "2026-02-3")
    keep_all(laptop.desk, typed_last(laptop.desk))
    assert laptop.desk.records(Activity)[0].title_en == "Deep wells"
    assert drafts(laptop.desk) == []


def test_only_what_was_left_behind_is_discarded(laptop: Laptop) -> None:
    keep_begun(laptop.desk, "contact", "s1", {"person_name": "Hawre"})
    until = typed_last(laptop.desk)
    laptop.desk.clock = SteppingClock(read_stamp(until) + timedelta(hours=1))
    keep_begun(laptop.desk, "contact", "s2", {"person_name": "Layla"})
    discard_all(laptop.desk, until)
    assert [one.owner for one in begun(laptop.desk)] == ["s2"]
