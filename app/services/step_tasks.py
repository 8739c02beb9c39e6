"""Tasks of a step: ticking, giving, adding. Each call is one unit of work."""

from __future__ import annotations

from typing import Any

from app.foundation.clock import today
from app.models.kinds.area import Step, Task

Changes = dict[str, Any]


def tick_task(desk: Any, step_id: str, task_id: str, template: str, done: bool) -> str:
    """Mark a task done or open again and return its id; a task of the process gets its record now."""
    day = today(desk.clock).isoformat() if done else None
    return change_task(desk, step_id, task_id, template, status="done" if done else "open", done_on=day)


def change_task(desk: Any, step_id: str, task_id: str, template: str, **values: Any) -> str:
    """Change a task's fields and return its id. Raises UserError when a value breaks a rule."""
    with desk.write("task.edit") as unit:
        if task_id:
            unit.set(Task, task_id, **values)
            return task_id
        return str(unit.add(Task, **_new(step_id, template, values)))


def add_task(desk: Any, step_id: str, **values: Any) -> str:
    """Add a task of the group's own to a step and return its id. Raises UserError."""
    with desk.write("task.add") as unit:
        return str(unit.add(Task, step_id=step_id, **{"status": "open", **values}))


def remove_task(desk: Any, task_id: str) -> None:
    """Remove a task; undo brings it back."""
    with desk.write("task.remove") as unit:
        unit.remove(Task, task_id)


def set_skip_reason(desk: Any, step_id: str, reason: str | None) -> None:
    """Say why a step that may be skipped is not needed; nothing takes the reason back."""
    with desk.write("step.edit") as unit:
        kept = desk.records(Step, step_id=step_id)
        if kept:
            unit.set(Step, kept[0].id, skip_reason=reason)
        else:
            unit.add(Step, step_id=step_id, skip_reason=reason)


def _new(step_id: str, template: str, values: Changes) -> Changes:
    return {"step_id": step_id, "status": "open", **({"template": template} if template else {}), **values}
