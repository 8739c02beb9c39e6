"""Headquarters: where every area in this file stands on the path, and what headquarters has set or sent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.models.book import Book
from app.models.kinds.area import Area
from app.models.kinds.country import Deadline, Guidance
from app.process import facts
from app.process.definition import process_of
from app.process.signing import final_version, standing
from app.process.steps import StepState, current_step, step_states
from app.services.desk import Desk
from app.services.views.headquarters_devices import LostEntry, lost_entries
from app.services.views.records import row_of
from app.services.views.said import NAMELESS, NOTHING, Label, Name, Said, name_in, name_of, said
from app.storage.chains import spaces
from app.storage.records import read_book


@dataclass(frozen=True, slots=True)
class StepCellEntry:
    """A step of an area as it stands; `due` is the day set for it, `late` when that has passed."""

    id: str
    number: int
    status: str
    current: bool
    due: str = ""
    late: bool = False


@dataclass(frozen=True, slots=True)
class AreaEntry:
    """An area of this file: its steps, and how far its plan is frozen and signed."""

    id: str
    name: Label
    steps: tuple[StepCellEntry, ...]
    plan: Said = NOTHING
    late: int = 0


@dataclass(frozen=True, slots=True)
class NoticeEntry:
    """Guidance or a deadline. `areas` are the ids of those it is meant for, none for all."""

    id: str
    kind: str
    title: Name
    text: Name
    step: str
    areas: tuple[str, ...]
    day: str
    issued_by: str
    over: bool = False
    values: Mapping[str, object] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class HeadquartersView:
    """The whole page. `me` is who issues, as their card says; `lost` are devices that areas cut off."""

    areas: tuple[AreaEntry, ...] = ()
    notices: tuple[NoticeEntry, ...] = ()
    today: str = ""
    me: str = ""
    lost: tuple[LostEntry, ...] = ()


def headquarters_view(desk: Desk) -> HeadquartersView:
    """Return the standing of every area in the file, and guidance and deadlines, the next deadline first."""
    areas = sorted(desk.areas(), key=lambda one: (one.name_en or one.name_ar or "", one.id))
    return HeadquartersView(
        areas=tuple(_area(desk, one) for one in areas),
        notices=_notices(desk),
        today=desk.today,
        me=desk.identity_card().name if desk.writer else "",
        lost=lost_entries(desk),
    )


def _area(desk: Desk, area: Area) -> AreaEntry:
    network, group = f"area/{area.id}/network", f"area/{area.id}/group"
    with desk.workspace.read() as connection:
        sees_group = group in spaces(connection)
        book = read_book(connection, (network, group, "country"))
    process = process_of(book)
    states = step_states(process, book, desk.today, sees_group=sees_group)
    current = current_step(states, process)
    steps = tuple(_step(state, current, desk.today) for state in states)
    return AreaEntry(area.id, name_of(area), steps, _plan(book, desk.today), sum(step.late for step in steps))


def _step(state: StepState, current: StepState, today: str) -> StepCellEntry:
    due = min((day for day in (state.planned_end, state.deadline) if day), default="")
    open_still = state.status not in ("done", "skipped_with_reason")
    is_current = state.number == current.number and open_still
    return StepCellEntry(
        state.id, state.number, state.status, is_current, due, open_still and facts.before(due, today)
    )


def _plan(book: Book, today: str) -> Said:
    version, stands = final_version(book), standing(book, today)
    if version is None:
        return said("headquarters.no_version") if facts.current_plan(book) else said("headquarters.no_plan")
    code = "headquarters.signed" if stands.complete else "headquarters.frozen"
    return said(code, number=version.number or "")


def _notices(desk: Desk) -> tuple[NoticeEntry, ...]:
    deadlines = sorted(desk.records(Deadline), key=lambda one: (one.due or "9", one.id))
    notes = sorted(desk.records(Guidance), key=lambda one: (one.issued_on or "", one.id), reverse=True)
    return (*(_deadline(one, desk.today) for one in deadlines), *(_guidance(one) for one in notes))


def _deadline(one: Deadline, today: str) -> NoticeEntry:
    return NoticeEntry(
        one.id, "deadline", name_in(one, "title"), NAMELESS, one.step or "", one.areas, one.due or "",
        one.issued_by or "", facts.before(one.due, today), row_of(one).values,
    )  # fmt: skip


def _guidance(one: Guidance) -> NoticeEntry:
    return NoticeEntry(
        one.id, "guidance", name_in(one, "title"), name_in(one, "text"), one.step or "", one.areas,
        one.issued_on or "", one.issued_by or "", values=row_of(one).values,
    )  # fmt: skip
