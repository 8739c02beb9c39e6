"""Tasks of a step: ticking, giving, adding. Each call is one unit of work."""

from __future__ import annotations

from collections.abc import Mapping

from app.foundation.clock import today
from app.foundation.errors import UserError
from app.models.kinds.area import Step, Task
from app.services.desk import Desk

Changes = Mapping[str, object]


def tick_task(desk: Desk, step_id: str, task_id: str, template: str, done: bool) -> str:
    """Mark a task done or open again and return its id; a task of the process gets its record now."""
    day = today(desk.clock).isoformat() if done else None
    values = {"status": "done" if done else "open", "done_on": day}
    return change_task(desk, step_id, task_id, template, values)


def change_task(desk: Desk, step_id: str, task_id: str, template: str, values: Changes) -> str:
    """Change a task's fields and return its id. Raises UserError when a value breaks a rule."""
    with desk.write("task.edit") as unit:
        if task_id:
            unit.set(Task, task_id, **values)
            return task_id
        first = {"template": template} if template else {}
        return unit.add(Task, "", **{"step_id": step_id, "status": "open", **first, **values})


def add_task(desk: Desk, step_id: str, values: Changes) -> str:
    """Add a task of the group's own to a step and return its id. Raises UserError."""
    with desk.write("task.add") as unit:
        return unit.add(Task, "", **{"step_id": step_id, "status": "open", **values})


def remove_task(desk: Desk, task_id: str) -> None:
    """Remove a task; undo brings it back."""
    with desk.write("task.remove") as unit:
        unit.remove(Task, task_id)


def set_skip_reason(desk: Desk, step_id: str, reason: str | None) -> None:
    """Say why a step that may be skipped is not needed; nothing takes the reason back."""
    with desk.write("step.edit") as unit:
        kept = desk.records(Step, step_id=step_id)
        if kept:
            unit.set(Step, kept[0].id, skip_reason=reason)
        else:
            unit.add(Step, step_id=step_id, skip_reason=reason)


def change_step(desk: Desk, step_id: str, values: Changes) -> str:
    """Write who leads a step, when it is planned, or a note, and return the id of its record.

    Raises UserError when a value breaks a rule, `ends_before_it_begins`.
    """
    kept = next(iter(desk.records(Step, step_id=step_id)), None)
    after = {name: values.get(name, getattr(kept, name, None)) for name in ("planned_start", "planned_end")}
    start, end = after["planned_start"], after["planned_end"]
    if start and end and str(end) < str(start):
        raise UserError("ends_before_it_begins", start=str(start), end=str(end))
    with desk.write("step.edit") as unit:
        if kept is None:
            return unit.add(Step, "", **{"step_id": step_id, **values})
        unit.set(Step, kept.id, **values)
        return kept.id
