"""Steps: one step with its reasons, tasks, purpose, who does what, and what it leaves behind."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from app.foundation.clock import today as today_of
from app.models.book import Book
from app.models.kinds.area import Step, Task
from app.models.kinds.meetings import Attachment
from app.models.kinds.people import Member
from app.process.definition import StepDefinition, TaskTemplate, process_of
from app.process.documents_left import Left, documents_left
from app.process.reasons import Reason
from app.process.step_dates import StepDates, step_dates
from app.process.steps import StepState, current_step, step_states
from app.process.terms import Term
from app.services.desk import Desk
from app.services.views.home import GuidanceEntry, guidance_of
from app.services.views.path import PathEntry, path_of
from app.services.views.reading import finder
from app.services.views.said import FindRecord, Label, Name, Said, from_process, name_in, name_of

Mark = Literal["met", "partly", "open", "note"]
_MARKS: dict[str, Mark] = {"yes": "met", "partly": "partly", "no": "open", "unseen": "note"}


@dataclass(frozen=True, slots=True)
class ReasonEntry:
    """One rule of the step: met, partly, open or a note; the rule, how it stands, and where to go."""

    mark: Mark
    text: Said
    detail: Said
    page: str
    kind: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True)
class TaskEntry:
    """A task of the step. One that comes with the process and has no record yet has an empty id."""

    id: str
    template: str
    title: Label
    assignee: str
    assignee_name: Label
    role: str
    due: str
    is_done: bool
    starts: str = ""
    done_on: str = ""
    files: int = 0


@dataclass(frozen=True, slots=True)
class StepPlan:
    """What the group wrote about a step: who leads it, when it is to begin and end, a note.

    `id` is "" while nothing was written.
    """

    id: str = ""
    owner: str = ""
    planned_start: str = ""
    planned_end: str = ""
    note: str = ""


NO_PLAN, NO_DATES = StepPlan(), StepDates()


@dataclass(frozen=True, slots=True)
class StepEntry:
    """One step with everything its page shows. Texts of the process are codes under `step.<id>`."""

    number: int
    id: str
    status: str
    page: str
    source: str
    reasons: tuple[ReasonEntry, ...]
    tasks: tuple[TaskEntry, ...]
    duties: tuple[tuple[str, str], ...]
    leaves: tuple[str, ...]
    guidance: tuple[GuidanceEntry, ...]
    planned_end: str = ""
    skip_reason: str = ""
    conditional: bool = False
    implementing: bool = False
    earlier_open: tuple[int, ...] = ()
    documents: tuple[Left, ...] = ()
    dates: StepDates = NO_DATES
    plan: StepPlan = NO_PLAN
    deadline: str = ""


@dataclass(frozen=True, slots=True)
class StepsView:
    """All steps, the number of the group's current one, and who can be given a task."""

    current: int
    path: tuple[PathEntry, ...]
    steps: tuple[StepEntry, ...]
    members: tuple[tuple[str, Label], ...] = ()
    today: str = ""


def steps(desk: Desk) -> StepsView:
    """Return all steps as they stand for the area of a desk."""
    book = desk.book()
    definition = process_of(book)
    today = today_of(desk.clock).isoformat()
    states = step_states(definition, book, today, sees_group=desk.sees_group)
    current = current_step(states, definition)
    guidance = guidance_of(book, desk.area)
    entries = (
        _entry(one, state, book, guidance, today) for one, state in zip(definition.steps, states, strict=True)
    )
    members = tuple((one.id, name_of(one)) for one in book.of(Member) if not one.ended)
    return StepsView(current.number, path_of(states, current), tuple(entries), members, today)


def _entry(
    step: StepDefinition, state: StepState, book: Book, guidance: tuple[GuidanceEntry, ...], today: str
) -> StepEntry:
    find, dates = finder(book), step_dates(step, state, book, today)
    return StepEntry(
        number=step.number,
        id=step.id,
        status=state.status,
        page=step.page,
        source=step.source,
        reasons=tuple(reason_entry(one, find) for one in state.reasons),
        tasks=tasks_of(step, book),
        duties=tuple((duty.role, duty.text) for duty in step.duties),
        leaves=step.leaves,
        guidance=tuple(one for one in guidance if one.step_id == step.id),
        planned_end=dates.planned_end,
        skip_reason=state.skip_reason,
        conditional=step.conditional,
        implementing=state.phase == "implementing",
        earlier_open=state.earlier_open,
        documents=documents_left(step.leaves, book),
        dates=dates,
        plan=_plan(step.id, book),
        deadline=state.deadline or "",
    )


def _plan(step_id: str, book: Book) -> StepPlan:
    kept = next(iter(book.where(Step, step_id=step_id)), None)
    if kept is None:
        return NO_PLAN
    return StepPlan(
        kept.id, kept.owner or "", kept.planned_start or "", kept.planned_end or "", kept.note or ""
    )


def reason_entry(reason: Reason, find: FindRecord) -> ReasonEntry:
    """Return a rule of the process and how it stands, with the names of its records."""
    return ReasonEntry(
        mark=_MARKS[reason.met],
        text=from_process(reason.code, reason.params, find),
        detail=from_process(reason.detail, reason.params, find),
        page=reason.jump.page,
        kind=reason.jump.kind,
        id=reason.jump.record or (reason.records[0] if reason.records else ""),
    )


def tasks_of(step: StepDefinition, book: Book) -> tuple[TaskEntry, ...]:
    """Return the step's tasks: those of the process in their order, then what the group added."""
    kept = [one for one in book.where(Task, step_id=step.id) if one.status != "dropped"]
    by_template = {one.template: one for one in kept if one.template}
    known = {template.id for template in step.tasks}
    own = sorted((one for one in kept if one.template not in known), key=lambda one: (one.due or "9", one.id))
    return (
        *(_template_entry(one, by_template.get(one.id), book) for one in step.tasks),
        *(_task_entry(one, name_in(one, "title"), "", book) for one in own),
    )


def _template_entry(template: TaskTemplate, task: Task | None, book: Book) -> TaskEntry:
    title = Term(template.text)
    if task is None:
        return TaskEntry("", template.id, title, "", Name(), template.role, "", is_done=False)
    return _task_entry(task, name_in(task, "title") or title, template.role, book)


def _task_entry(task: Task, title: Label, role: str, book: Book) -> TaskEntry:
    member = book.get(Member, task.assignee)
    return TaskEntry(
        id=task.id,
        template=task.template or "",
        title=title,
        assignee=task.assignee or "",
        assignee_name=name_of(member),
        role=role,
        due=task.due or "",
        is_done=task.status == "done",
        starts=task.starts or "",
        done_on=(task.done_on or "") if task.status == "done" else "",
        files=len(book.where(Attachment, subject=task.id)),
    )
