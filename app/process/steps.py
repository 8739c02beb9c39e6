"""Where a plan stands on its path: the status of each step, computed from records, never ticked.

No step is locked. A step is under way when an expected record exists, and done when its gates are met.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import msgspec

from app.models.book import Book
from app.models.kinds.area import Step, Task
from app.models.kinds.country import Deadline
from app.process import facts
from app.process.definition import ProcessDefinition, StepDefinition
from app.process.expected import found
from app.process.gates import GATES
from app.process.reasons import Reason, View

Status = Literal["not_started", "in_progress", "done", "skipped_with_reason"]
FINISHED = frozenset({"done", "skipped_with_reason"})


class StepState(msgspec.Struct, frozen=True):
    """A step as it stands.

    `done_on` is the day it was done as far as records tell. `earlier_open` holds the numbers of
    earlier steps that were not finished when this one was done. `phase` is "implementing" once the
    plan is signed. `skip_reason` is what a person wrote. `partly_unseen` says that some rules rest on
    records that stay with the group, and the status holds only as far as can be seen here.
    `deadline` is the earliest day that headquarters set for the step.
    """

    number: int
    id: str
    status: Status
    reasons: tuple[Reason, ...]
    done_on: str | None = None
    planned_end: str | None = None
    deadline: str | None = None
    earlier_open: tuple[int, ...] = ()
    phase: str = ""
    skip_reason: str = ""

    @property
    def finished(self) -> bool:
        """Whether nothing is left to do: done, or skipped with a reason."""
        return self.status in FINISHED

    @property
    def partly_unseen(self) -> bool:
        """Whether some rules could not be judged here."""
        return any(reason.met == "unseen" for reason in self.reasons)


def step_states(
    definition: ProcessDefinition, book: Book, today: str, *, sees_group: bool = True
) -> tuple[StepState, ...]:
    """Return the state of every step, in order. `today` is an ISO day."""
    return book.once(_states, definition, today, sees_group)


def _states(book: Book, definition: ProcessDefinition, today: str, sees_group: bool) -> tuple[StepState, ...]:
    view = View(book, today, sees_group)
    states: list[StepState] = []
    for step in definition.steps:
        state = _state(step, view)
        waiting = tuple(one.number for one in states if not one.finished)
        states.append(
            msgspec.structs.replace(state, earlier_open=waiting) if state.status == "done" else state
        )
    return tuple(states)


def _state(step: StepDefinition, view: View) -> StepState:
    reasons = tuple(GATES[gate.name](view, **gate.params) for gate in step.gates)
    kept = next(iter(view.book.where(Step, step_id=step.id)), None)
    status = _status(step, view, reasons, kept)
    return StepState(
        number=step.number,
        id=step.id,
        status=status,
        reasons=reasons,
        done_on=_done_on(reasons, kept) if status == "done" else None,
        planned_end=kept.planned_end if kept and facts.day(kept.planned_end) else None,
        deadline=_deadline(step, view),
        phase=_phase(step, reasons, status),
        skip_reason=(kept.skip_reason or "").strip() if kept else "",
    )


def _status(step: StepDefinition, view: View, reasons: tuple[Reason, ...], kept: Step | None) -> Status:
    judged = [reason for reason in reasons if reason.met != "unseen"]
    begun = _begun(step, view, kept)
    if judged and begun and all(reason.met == "yes" for reason in judged):
        return "done"
    if step.conditional and kept and facts.filled(kept.skip_reason):
        return "skipped_with_reason"
    return "in_progress" if begun else "not_started"


def _begun(step: StepDefinition, view: View, kept: Step | None) -> bool:
    if kept and (facts.day(kept.actual_start) or facts.day(kept.actual_end)):
        return True
    if view.book.where(Task, step_id=step.id, status="done"):
        return True
    return any(found(view.book, expected) for expected in step.expects)


def _phase(step: StepDefinition, reasons: tuple[Reason, ...], status: Status) -> str:
    met = {gate.name: reason.met for gate, reason in zip(step.gates, reasons, strict=True)}
    running = step.implementing and met[step.implementing] == "yes" and status != "done"
    return "implementing" if running else ""


def _done_on(reasons: tuple[Reason, ...], kept: Step | None) -> str | None:
    if kept and facts.day(kept.actual_end):
        return kept.actual_end
    return facts.latest([reason.on for reason in reasons])


def _deadline(step: StepDefinition, view: View) -> str | None:
    area = facts.area_of(view.book)
    set_for = (one for one in view.book.where(Deadline, step=step.id) if facts.concerns(one.areas, area))
    return min((one.due for one in set_for if one.due and facts.day(one.due)), default=None)


def current_step(states: Sequence[StepState], definition: ProcessDefinition) -> StepState:
    """Return the step the group is at: the first that is not finished.

    A conditional step that nobody began does not hold the path up once a later one is under way.
    When all are finished it is the last. Raises ValueError for no states.
    """
    if not states:
        raise ValueError("no steps")
    optional = {step.id for step in definition.steps if step.conditional}
    waiting = [state for state in states if not state.finished]
    for state in waiting:
        later = any(one.number > state.number and one.status != "not_started" for one in states)
        if not (state.id in optional and state.status == "not_started" and later):
            return state
    return states[-1]
