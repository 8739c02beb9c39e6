"""When a step was planned and when it took place."""

from __future__ import annotations

from app.models.book import Book
from app.models.kinds.area import AreaDecision, Step, Task
from app.models.kinds.country import Deadline
from app.models.kinds.meetings import Meeting
from app.models.record import Record
from app.process.definition import durable_solutions
from app.process.step_dates import StepDates, step_dates
from app.process.steps import step_states

TODAY = "2026-06-01"


def dates(step_id: str, *records: Record) -> StepDates:
    book, definition = Book(records), durable_solutions()
    states = {one.id: one for one in step_states(definition, book, TODAY)}
    step = definition.step(step_id)
    assert step is not None
    return step_dates(step, states[step_id], book, TODAY)


def task(record_id: str, **more: object) -> Task:
    return Task(id=record_id, space="s", step_id="consult", **more)  # type: ignore[arg-type]


def test_nothing_known_is_nothing_said() -> None:
    assert dates("consult") == StepDates()


def test_own_dates_go_before_those_of_tasks_and_these_before_headquarters() -> None:
    tasks = (task("a", starts="2026-05-04", due="2026-05-10"), task("b", due="2026-06-20"))
    word = Deadline(id="d", space="country", step="consult", due="2026-07-01")
    step = Step(id="s", space="s", step_id="consult", planned_start="2026-05-01", planned_end="2026-06-10")
    found = dates("consult", word)
    assert (found.planned_start, found.planned_end, found.planned_by) == ("", "2026-07-01", "headquarters")
    found = dates("consult", word, *tasks, task("c", due="2027-01-01", status="dropped"))
    assert (found.planned_start, found.planned_end, found.planned_by) == ("2026-05-04", "2026-06-20", "tasks")
    found = dates("consult", word, *tasks, step)
    assert (found.planned_start, found.planned_end, found.planned_by) == ("2026-05-01", "2026-06-10", "step")


def test_it_began_with_its_first_record_that_lies_in_the_past() -> None:
    met = Meeting(id="m", space="s", type="authority_meeting", held_on="2026-03-04")
    later = Meeting(id="n", space="s", type="authority_meeting", held_on="2026-09-01")
    assert dates("engage_authority", met, later).began == "2026-03-04"
    assert dates("engage_authority", later).began == ""
    assert dates("consult", task("a", status="done", done_on="2026-02-02")).began == "2026-02-02"
    begun = Step(id="s", space="s", step_id="engage_authority", actual_start="2026-01-01")
    assert dates("engage_authority", met, begun).began == "2026-01-01"


def test_a_decision_counts_for_the_step_that_expects_it() -> None:
    decided = AreaDecision(id="d", space="s", decision="selected", decided_on="2026-01-20")
    assert dates("prepare", decided).began == "2026-01-20"
    assert dates("consult", decided).began == ""


def test_lateness_is_counted_until_today_or_until_it_was_done() -> None:
    step = Step(id="s", space="s", step_id="engage_authority", planned_end="2026-05-22")
    assert dates("engage_authority", step).late == 10
    agreed = Meeting(
        id="m", space="s", type="authority_meeting", status="held", held_on="2026-05-25",
        agreement_reached=True, agreement_on="2026-05-25", agreement_form="letter",
    )  # fmt: skip
    found = dates("engage_authority", step, agreed)
    assert (found.ended, found.late) in (("2026-05-25", 3), ("", 10))


def test_unreadable_days_are_no_days() -> None:
    step = Step(id="s", space="s", step_id="consult", planned_end="soon")
    assert dates("consult", step, task("a", due="never")).planned_end == ""
