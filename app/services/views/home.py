"""Home: where the group is on the path, what is mine to do next, what has changed."""

from __future__ import annotations

from datetime import date

import msgspec

from app.foundation.clock import today as today_of
from app.models.book import Book
from app.models.kinds.area import Area
from app.models.kinds.country import Deadline, Guidance
from app.process.checks import numbers_of, run_checks
from app.process.checks.finding import Context, Finding
from app.process.definition import process_of
from app.process.facts import concerns
from app.process.steps import StepState, current_step, step_states
from app.services.board import board
from app.services.desk import Desk
from app.services.views.changes import ChangeEntry, changes_since
from app.services.views.holders import HolderEntry, holders_of, to_decide, to_send
from app.services.views.meeting_today import MeetingCard, meeting_today
from app.services.views.next_things import NextThing, has_little_time, member_of, next_things
from app.services.views.path import PathEntry, path_of
from app.services.views.reading import finder
from app.services.views.reminders import recheck_reminders, review_reminders
from app.services.views.said import Name, Said, from_process, name_in


class FindingEntry(msgspec.Struct, frozen=True):
    """A finding, once, with how many more of its sort there are, and where it leads."""

    severity: str
    text: Said
    source: str
    page: str
    kind: str = ""
    id: str = ""
    more: int = 0


class Readiness(msgspec.Struct, frozen=True):
    """How many of the readiness checks pass, and what they found, errors first."""

    passed: int
    total: int
    findings: tuple[FindingEntry, ...] = ()


class GuidanceEntry(msgspec.Struct, frozen=True):
    """A deadline or guidance of headquarters."""

    id: str
    kind: str
    title: Name
    text: Name
    issued_by: str = ""
    day: str = ""
    step_id: str = ""


class NeedEntry(msgspec.Struct, frozen=True):
    """A rule of the current step that does not hold yet: the rule, how it stands, and where to go."""

    partly: bool
    text: Said
    detail: Said
    page: str
    kind: str = ""
    id: str = ""


class HomeView(msgspec.Struct, frozen=True):
    """The whole page. `due` is the day the group or headquarters set for the current step."""

    step_number: int
    step_id: str
    page: str
    due: str = ""
    days_left: int | None = None
    path: tuple[PathEntry, ...] = ()
    next: tuple[NextThing, ...] = ()
    readiness: Readiness = msgspec.field(default_factory=lambda: Readiness(0, 0))
    changes: tuple[ChangeEntry, ...] = ()
    holders: tuple[HolderEntry, ...] = ()
    guidance: tuple[GuidanceEntry, ...] = ()
    meeting: MeetingCard | None = None
    mine_only: bool = False
    needs: tuple[NeedEntry, ...] = ()


ONLY_MINE = "home.only_mine"


def show_only_mine(desk: Desk, only: bool) -> None:
    """Remember whether the person at this desk sees only their own things on Home."""
    desk.remember(f"{ONLY_MINE}.{desk.person}", "yes" if only else "no")


def shows_only_mine(desk: Desk) -> bool:
    """Return whether the person here sees only their own things: what they said last, else by role."""
    said_last = desk.recall(f"{ONLY_MINE}.{desk.person}")
    return said_last == "yes" if said_last else has_little_time(desk.book(), desk.person)


def home(desk: Desk) -> HomeView:
    """Return Home for the person at a desk."""
    book, today = desk.book(), today_of(desk.clock)
    process = process_of(book)
    states = step_states(process, book, today.isoformat(), sees_group=desk.sees_group)
    current = current_step(states, process)
    definition = process.step(current.id)
    due, rows, alone = _due(current), board(desk), shows_only_mine(desk)
    others = to_decide(len(desk.open_conflicts())) + ([] if alone else to_send(rows))
    others += [] if alone else review_reminders(book, today.isoformat())
    member = member_of(book, desk.person)
    keeper = (member.id if member else "") if alone else None
    others += recheck_reminders(book, today.isoformat(), keeper)
    return HomeView(
        step_number=current.number,
        step_id=current.id,
        page=definition.page if definition else "steps",
        due=due,
        days_left=(date.fromisoformat(due) - today).days if due else None,
        path=path_of(states, current),
        next=next_things(book, desk.person, today, others, states, mine_only=alone),
        readiness=readiness_of(book, Context(today.isoformat(), sees_group=desk.sees_group)),
        changes=changes_since(desk),
        holders=holders_of(rows),
        guidance=guidance_of(book, desk.area),
        meeting=meeting_today(book, today),
        mine_only=alone,
        needs=needs_of(current, book),
    )


def needs_of(state: StepState, book: Book) -> tuple[NeedEntry, ...]:
    """Return what a step still waits for, in the order of its rules."""
    waiting, find = [one for one in state.reasons if one.met in ("no", "partly")], finder(book)
    return tuple(
        NeedEntry(
            one.met == "partly",
            from_process(one.code, one.params, find),
            from_process(one.detail, one.params, find),
            one.jump.page,
            one.jump.kind,
            one.jump.record or "",
        )
        for one in waiting
    )


def readiness_of(book: Book, context: Context) -> Readiness:
    """Return how ready the plan is; a check passes when it finds no error and no warning."""
    found = run_checks(book, context)
    failing = {one.check for one in found if one.check and one.severity != "info"}
    numbers = numbers_of(book)
    return Readiness(len(set(numbers) - failing), len(numbers), _once_each(found, book))


def guidance_of(book: Book, area: str) -> tuple[GuidanceEntry, ...]:
    """Return deadlines (next one first) and guidance (newest first) meant for this area or for all."""
    here = book.get(Area, area)
    deadlines = [one for one in book.of(Deadline) if concerns(one.areas, here)]
    notes = [one for one in book.of(Guidance) if concerns(one.areas, here)]
    return (
        *(_deadline_entry(one) for one in sorted(deadlines, key=lambda one: one.due or "9")),
        *(_note_entry(one) for one in sorted(notes, key=lambda one: one.issued_on or "", reverse=True)),
    )


def _deadline_entry(one: Deadline) -> GuidanceEntry:
    title = name_in(one, "title")
    return GuidanceEntry(
        one.id, "deadline", title, Name(), one.issued_by or "", one.due or "", one.step or ""
    )


def _note_entry(one: Guidance) -> GuidanceEntry:
    title, text = name_in(one, "title"), name_in(one, "text")
    issued = one.issued_on or ""
    return GuidanceEntry(one.id, "guidance", title, text, one.issued_by or "", issued, one.step or "")


def _due(state: StepState) -> str:
    return min((day for day in (state.planned_end, state.deadline) if day), default="")


def _once_each(found: tuple[Finding, ...], book: Book) -> tuple[FindingEntry, ...]:
    groups: dict[tuple[str, str], list[Finding]] = {}
    for one in found:
        groups.setdefault((one.severity, one.code), []).append(one)
    return tuple(_finding_entry(group, book) for group in groups.values())


def _finding_entry(group: list[Finding], book: Book) -> FindingEntry:
    first = group[0]
    text = from_process(first.code, first.params, finder(book))
    return FindingEntry(
        first.severity, text, first.source, first.page, first.kind, first.record, len(group) - 1
    )
