from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.models.book import Book
from app.models.kinds.area import Step, Task
from app.models.kinds.country import Deadline
from app.models.kinds.meetings import Consultation
from app.models.record import Record
from app.models.registry import KINDS, describe
from app.process.checks import run_checks
from app.process.checks.finding import Context
from app.process.definition import durable_solutions
from app.process.next_actions import next_actions
from app.process.principles import evidence
from app.process.readiness import readiness
from app.process.steps import StepState, current_step, step_states
from tests.process.books import TODAY, everything, make, whole


def states(book: Book, *, sees_group: bool = True) -> dict[str, StepState]:
    return {one.id: one for one in step_states(durable_solutions(), book, TODAY, sees_group=sees_group)}


def test_nothing_is_started_in_an_empty_area() -> None:
    found = step_states(durable_solutions(), Book([]), TODAY)
    assert {one.status for one in found} == {"not_started"}
    assert [one.number for one in found] == list(range(1, 9))
    assert current_step(found, durable_solutions()).id == "prepare"


def test_seven_steps_are_done_and_the_last_is_implementing() -> None:
    found = states(whole())
    last = found.pop("finalise_monitor")
    assert {one.status for one in found.values()} == {"done"}
    assert (last.status, last.phase) == ("in_progress", "implementing")


def test_the_last_step_is_done_when_the_plan_is_closed() -> None:
    found = states(whole(changed={"plan": {"status": "closed", "closed_on": "2026-05-30"}}))[
        "finalise_monitor"
    ]
    assert (found.status, found.phase, found.done_on) == ("done", "", "2026-05-30")


def test_a_step_says_when_it_was_done() -> None:
    found = states(whole())
    assert found["engage_authority"].done_on == "2026-02-03"
    assert found["roundtable"].done_on == "2026-03-16"


def test_what_a_person_wrote_as_end_comes_first() -> None:
    kept = make(Step, "st", step_id="roundtable", actual_end="2026-03-15", planned_end="2026-03-10")
    found = states(whole(add=[kept]))["roundtable"]
    assert (found.done_on, found.planned_end) == ("2026-03-15", "2026-03-10")


def test_a_step_done_before_an_earlier_one_says_so() -> None:
    found = states(whole(drop=["mt1", "co3"]))
    assert found["roundtable"].earlier_open == (2,)
    assert found["draft"].earlier_open == (2, 5)


def test_the_conditional_step_is_skipped_with_a_reason() -> None:
    kept = make(Step, "st", step_id="consult_further", skip_reason=" Nothing is missing. ")
    found = states(whole(drop=["co3"], add=[kept]))
    assert found["consult_further"].status == "skipped_with_reason"
    assert found["consult_further"].skip_reason == "Nothing is missing."
    assert found["draft"].earlier_open == ()


def test_other_steps_are_not_skipped_by_a_reason() -> None:
    kept = make(Step, "st", step_id="engage_authority", skip_reason="No mayor.")
    assert states(whole(drop=["mt1"], add=[kept]))["engage_authority"].status == "not_started"


@pytest.mark.parametrize(
    "record",
    [
        make(Step, "st", step_id="review", actual_start="2026-05-01"),
        make(Task, "ta", step_id="review", status="done"),
    ],
)
def test_a_start_or_a_task_done_puts_a_step_under_way(record: Record) -> None:
    assert states(Book([record]))["review"].status == "in_progress"


def test_an_open_task_does_not() -> None:
    assert states(Book([make(Task, "ta", step_id="review", status="open")]))["review"].status == "not_started"


def test_the_earliest_deadline_meant_for_this_area_counts() -> None:
    def due(record: str, day: str, *areas: str) -> Deadline:
        return Deadline(id=record, space="country", step="review", due=day, areas=areas)

    set_for = [due("1a", "2026-07-01"), due("1b", "2026-06-20", "1"), due("1c", "2026-06-10", "other")]
    assert states(whole(add=set_for))["review"].deadline == "2026-06-20"


def test_headquarters_is_told_what_it_cannot_see() -> None:
    inside = ["s1", "s2", "s3", "vs1", "vs2", "vs3", "o1"]
    found = states(whole(drop=inside), sees_group=False)
    reasons = {one.code: one for state in found.values() for one in state.reasons}
    assert reasons["gate.stakeholders_rated"].detail == "gate.unseen"
    assert reasons["gate.no_open_outreach"].met == "unseen"
    assert found["prepare"].status == "done"
    assert found["prepare"].partly_unseen
    assert states(whole(drop=inside))["prepare"].status == "in_progress"


def test_the_current_step_is_the_first_that_is_not_finished() -> None:
    assert current_step(tuple(states(whole()).values()), durable_solutions()).id == "finalise_monitor"
    assert (
        current_step(tuple(states(whole(drop=["mt1"])).values()), durable_solutions()).id
        == "engage_authority"
    )


def test_a_conditional_step_nobody_began_does_not_hold_the_path_up() -> None:
    found = step_states(durable_solutions(), whole(drop=["co3", "pa0"]), TODAY)
    assert current_step(found, durable_solutions()).id == "draft"


def test_a_conditional_step_under_way_does() -> None:
    begun = make(Consultation, "co4", step_id="consult_further", status="under_way")
    found = step_states(durable_solutions(), whole(drop=["co3", "pa0"], add=[begun]), TODAY)
    assert current_step(found, durable_solutions()).id == "consult_further"


def test_no_steps_have_no_current_one() -> None:
    with pytest.raises(ValueError, match="no steps"):
        current_step((), durable_solutions())


def test_a_finished_path_ends_at_its_last_step() -> None:
    closed = whole(changed={"plan": {"status": "closed"}})
    assert current_step(tuple(states(closed).values()), durable_solutions()).id == "finalise_monitor"


RECORDS = everything()
STRANGE = ("", "x", "2026-13-99", "-1", "1e9", "٣", "9999999999999999999999999999", "ﷺ")


@st.composite
def foreign_books(draw: st.DrawFn) -> Book:
    """Some of the records, each perhaps with one value that breaks its rule (never its JSON type)."""
    kept = draw(st.lists(st.sampled_from(RECORDS), unique_by=lambda one: one.id, max_size=40))
    return Book([draw(_bent(one)) for one in kept])


def _bent(record: Record) -> st.SearchStrategy[Record]:
    fields = describe(record.about.name).fields
    return st.sampled_from(sorted(fields)).flatmap(
        lambda name: _values(fields[name].rule.many, fields[name].json_type).map(
            lambda value: msgspec.structs.replace(record, **{name: value})
        )
    )


def _values(many: bool, json_type: type) -> st.SearchStrategy[object]:
    if many:
        return st.lists(st.sampled_from([*STRANGE, "a1", "m0"]), max_size=3).map(tuple)
    if json_type is int:
        return st.sampled_from([None, -5, 0, 10**40])
    if json_type is bool:
        return st.sampled_from([None, True, False])
    return st.sampled_from([None, *STRANGE])


@given(foreign_books(), st.booleans())
def test_no_set_of_records_makes_the_process_raise(book: Book, sees_group: bool) -> None:
    found = step_states(durable_solutions(), book, TODAY, sees_group=sees_group)
    context = Context(TODAY, sees_group)
    findings = run_checks(book, context)
    assert findings == run_checks(book, context)
    assert [one.number for one in found] == list(range(1, 9))
    assert readiness(findings).total == 13
    assert next_actions(book, "m0", TODAY, findings, found) == next_actions(
        book, "m0", TODAY, findings, found
    )
    assert evidence(book, TODAY) == evidence(book, TODAY)


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_an_empty_record_of_any_kind_is_borne(kind: str) -> None:
    book = Book([KINDS[kind](id="1", space="area/1/network")])
    assert len(step_states(durable_solutions(), book, TODAY)) == 8
    assert run_checks(book, Context(TODAY))
