"""Work of the group as the page shows it: the work plan, backstopping by meeting, the first meeting."""

from __future__ import annotations

from dataclasses import dataclass

from app.models.book import Book
from app.models.folding import fold
from app.models.kinds.meetings import Meeting
from app.models.kinds.people import Member
from app.process import facts
from app.process.backstopping import FUNCTIONS, functions_served, is_area_meeting, uncovered
from app.process.checks.finding import Thresholds
from app.process.first_meeting import Part, first_meeting
from app.process.reasons import View
from app.services.views.reading import finder
from app.services.views.said import Name, name_in
from app.services.views.steps import ReasonEntry, StepEntry, StepsView, TaskEntry, reason_entry


@dataclass(frozen=True, slots=True)
class PlannedTask:
    """A task of the work plan: planned, ongoing, late or done. It has an id even without a record."""

    id: str
    step: StepEntry
    task: TaskEntry
    state: str
    folded: str = ""

    @property
    def is_dated(self) -> bool:
        """Whether it has a day and so a place in time."""
        return bool(self.task.due or self.task.starts)

    @property
    def first(self) -> str:
        """The first day: when it starts, else when it is due."""
        return self.task.starts or self.task.due

    @property
    def last(self) -> str:
        """The last day: when it is due, else when it starts."""
        return self.task.due or self.task.starts


@dataclass(frozen=True, slots=True)
class Backstopper:
    """Somebody who can backstop a meeting: whether they did, and with which function."""

    id: str
    name: Name
    present: bool
    function: str


@dataclass(frozen=True, slots=True)
class MeetingSupport:
    """A meeting and who backstopped it.

    `state` is fine, few or function (one is uncovered); of a meeting still to come, ready or ahead.
    """

    id: str
    title: Name
    type: str
    on: str
    people: tuple[Backstopper, ...]
    uncovered: tuple[str, ...]
    state: str
    folded: str = ""

    def served(self, function: str) -> tuple[Name, ...]:
        """Return who served a function ("" for whom no function is known)."""
        return tuple(one.name for one in self.people if one.present and one.function == function)

    @property
    def present(self) -> int:
        """How many backstoppers were there."""
        return sum(one.present for one in self.people)


@dataclass(frozen=True, slots=True)
class GuideEntry:
    """One point of the guide to the first meeting: before, at or after it."""

    part: Part
    reason: ReasonEntry


def planned_tasks(view: StepsView, today: str) -> tuple[PlannedTask, ...]:
    """Return every task of the steps, those with a day first and in its order."""
    found = [
        PlannedTask(task.id or f"{step.id}/{task.template}", step, task, _state(task, today), _folded(task))
        for step in view.steps
        for task in step.tasks
    ]
    return tuple(sorted(found, key=lambda one: (one.last or "9", one.step.number)))


def _folded(task: TaskEntry) -> str:
    texts = [(one.en, one.ar, one.plain) for one in (task.title, task.assignee_name) if isinstance(one, Name)]
    return fold(" ".join(text for several in texts for text in several))


def _state(task: TaskEntry, today: str) -> str:
    if task.is_done:
        return "done"
    if task.due and task.due < today:
        return "late"
    return "ongoing" if task.starts and task.starts <= today else "planned"


def supports_of(book: Book, today: str, thresholds: Thresholds | None = None) -> tuple[MeetingSupport, ...]:
    """Return the area meetings and who backstopped them, the newest first."""
    asked = (support_of(book, one, today, thresholds) for one in book.of(Meeting))
    found = [one for one in asked if one is not None]
    return tuple(sorted(found, key=lambda one: (one.on or "9", one.id), reverse=True))


def support_of(
    book: Book, meeting: Meeting, today: str, thresholds: Thresholds | None = None
) -> MeetingSupport | None:
    """Return who backstopped a meeting; None where nobody is expected to."""
    if not is_area_meeting(meeting):
        return None
    able = facts.serving(book, facts.BACKSTOP_ROLES, "0000-01-01")
    return _support(book, meeting, able, today, (thresholds or Thresholds()).backstoppers)


def _support(
    book: Book, meeting: Meeting, able: tuple[Member, ...], today: str, least: int
) -> MeetingSupport:
    served, lacking = functions_served(book, meeting), uncovered(book, meeting)
    others = (book.get(Member, one) for one in served if one not in {member.id for member in able})
    people = tuple(
        Backstopper(
            one.id, name_in(one, "name"), one.id in served, served.get(one.id, one.backstop_function or "")
        )
        for one in (*able, *(one for one in others if one is not None))
    )
    held, title = facts.took_place(meeting, today), name_in(meeting, "title")
    state = "few" if len(served) < least else "function" if lacking else "fine"
    return MeetingSupport(
        meeting.id,
        title,
        meeting.type or "",
        meeting.held_on or "",
        people,
        lacking if served else FUNCTIONS,
        state if held else "ready" if state == "fine" else "ahead",
        fold(" ".join((title.en, title.ar, title.ckb, *(one.name.en for one in people if one.present)))),
    )


def guide_of(book: Book, today: str, sees_group: bool) -> tuple[GuideEntry, ...]:
    """Return the guide to the first meeting as it stands."""
    find = finder(book)
    items = first_meeting(View(book, today, sees_group))
    return tuple(GuideEntry(one.part, reason_entry(one.reason, find)) for one in items)
