"""The draft work plan of the group: dates of the steps' tasks, moved together. One undo step each."""

from __future__ import annotations

from datetime import date, timedelta

from app.foundation.errors import UserError
from app.models.book import Book
from app.models.kinds.area import Step, Task
from app.process import facts
from app.process.definition import StepDefinition, TaskTemplate, process_of
from app.services.desk import Desk

TASK_DAYS = 6
"""A task is proposed to begin so many days before it is due: within the week."""
_ROLES = {
    "focal_points": ("focal_point",),
    "backstopping": ("backstop_area", "dso"),
    "national": ("dstwg_national",),
}


def shift_task(desk: Desk, task_id: str, days: int) -> str:
    """Move a task's dates by days (negative: earlier) and return its id. Raises UserError."""
    task = desk.find(Task, task_id)
    if task is None:
        raise UserError("unknown_record", kind="task", id=task_id)
    moved = {name: later(getattr(task, name), days) for name in ("starts", "due")}
    with desk.write("work_plan.shift") as unit:
        return unit.set(Task, task_id, **{name: value for name, value in moved.items() if value})


def propose_dates(desk: Desk) -> int:
    """Date every task of the process that has no day yet and return how many.

    A step's tasks are spread evenly over its planned days, else over its usual weeks after the step before;
    those whose role has one person get that person. Raises UserError `nothing_to_date`.
    """
    book, done = desk.book(), 0
    today = begins = date.fromisoformat(desk.today)
    with desk.write("work_plan.draft") as unit:
        for step in process_of(book).steps:
            first, last = _days_of(book, step, begins, today)
            begins = max(begins, last + timedelta(days=1))
            waiting = _waiting(book, step)
            for number, (template, task) in enumerate(waiting, 1):
                values = _proposed(book, template, task, _due(first, last, number, len(waiting)), desk.today)
                if task is not None:
                    unit.set(Task, task.id, **values)
                else:
                    unit.add(Task, "", step_id=step.id, template=template.id, status="open", **values)
                done += 1
        if not done:
            raise UserError("nothing_to_date")
    return done


def _due(first: date, last: date, number: int, count: int) -> date:
    return first + timedelta(days=(last - first).days * number // count)


def _proposed(
    book: Book, template: TaskTemplate, task: Task | None, due: date, today: str
) -> dict[str, object]:
    starts = due - timedelta(days=TASK_DAYS)
    values: dict[str, object] = {"starts": starts.isoformat(), "due": due.isoformat()}
    people = facts.serving(book, frozenset(_ROLES.get(template.role, ())), today)
    if len(people) == 1 and (task is None or not task.assignee):
        values["assignee"] = people[0].id
    return values


def _waiting(book: Book, step: StepDefinition) -> list[tuple[TaskTemplate, Task | None]]:
    """Return the tasks of the process without a day, each with its record where there is one."""
    kept = {one.template: one for one in book.where(Task, step_id=step.id) if one.template}
    pairs = [(template, kept.get(template.id)) for template in step.tasks]
    return [pair for pair in pairs if pair[1] is None or (pair[1].status == "open" and not pair[1].due)]


def _days_of(book: Book, step: StepDefinition, begins: date, today: date) -> tuple[date, date]:
    """Return the first and last day for a step's tasks: as planned, but nothing before today."""
    record = next(iter(book.where(Step, step_id=step.id)), None)
    first = max((facts.day(record.planned_start) if record else None) or begins, today)
    last = facts.day(record.planned_end) if record else None
    usual = first + timedelta(weeks=step.weeks) - timedelta(days=1)
    return first, last if last is not None and last > first else usual


def later(day: str | None, days: int) -> str | None:
    """Return a day so many days later, None for what is no day."""
    found = facts.day(day)
    return (found + timedelta(days=days)).isoformat() if found else None
