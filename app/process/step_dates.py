"""When a step was planned (its own dates, else its tasks) and when it took place (its records)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import msgspec

from app.models.book import Book
from app.models.kinds.area import Step, Task
from app.process import facts
from app.process.definition import StepDefinition
from app.process.expected import found
from app.process.steps import StepState

PlannedBy = Literal["step", "tasks", "headquarters", ""]
DAYS_OF_RECORDS = (
    *("assessed_on", "decided_on", "held_on", "contacted_on", "raised_on", "opened_on", "received_on"),
    *("frozen_at", "potential_asked_on", "rated_on", "measured_on"),
)
"""Fields that say when a record's matter took place; days of plans and of information are not among them."""


class StepDates(msgspec.Struct, frozen=True):
    """Days of a step as ISO text, "" where nothing is known. `planned_by` says whose planned end it is.

    `late` counts days: how long the planned end has passed, or by how much the actual end missed it.
    """

    planned_start: str = ""
    planned_end: str = ""
    planned_by: PlannedBy = ""
    began: str = ""
    ended: str = ""
    late: int = 0


def step_dates(step: StepDefinition, state: StepState, book: Book, today: str) -> StepDates:
    """Return the days of one step. `today` is an ISO day."""
    kept = next(iter(book.where(Step, step_id=step.id)), None)
    tasks = [one for one in book.where(Task, step_id=step.id) if one.status != "dropped"]
    own = kept.planned_end if kept and facts.day(kept.planned_end) else None
    from_tasks = facts.latest([task.due for task in tasks])
    end = own or from_tasks or state.deadline or ""
    by: PlannedBy = "step" if own else "tasks" if from_tasks else "headquarters" if end else ""
    begins = kept.planned_start if kept and facts.day(kept.planned_start) else None
    start = begins or facts.earliest([task.starts or task.due for task in tasks]) or ""
    began = _began(step, kept, tasks, book, today)
    ended = (state.done_on or "") if state.status == "done" else ""
    return StepDates(
        start, end, by, min(began, ended) if began and ended else began, ended,
        _late(end, ended, today, finished=state.finished),
    )  # fmt: skip


def _began(step: StepDefinition, kept: Step | None, tasks: list[Task], book: Book, today: str) -> str:
    if kept and facts.day(kept.actual_start):
        return kept.actual_start or ""
    days = [*(task.done_on for task in tasks), *_days_of_records(step, book)]
    return facts.earliest([day for day in days if day and day <= today]) or ""


def _days_of_records(step: StepDefinition, book: Book) -> Iterator[str | None]:
    for expected in step.expects:
        for record in found(book, expected):
            names = (name for name in DAYS_OF_RECORDS if name in record.__struct_fields__)
            yield from (str(getattr(record, name) or "")[:10] for name in names)


def _late(planned: str, ended: str, today: str, *, finished: bool) -> int:
    until = facts.day(ended) if ended else None if finished else facts.day(today)
    end = facts.day(planned)
    return max(0, (until - end).days) if until and end else 0
