"""What is mine to do next as rows of Home: the sentence, where it comes from, how it presses."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import msgspec

from app.models.book import Book
from app.models.kinds.area import Task
from app.models.kinds.meetings import ActionPoint, Commitment, Meeting
from app.models.kinds.people import Member, Organisation, Person
from app.models.record import Record
from app.process.next_actions import SOON_DAYS, NextAction, Urgency, next_actions
from app.process.steps import StepState
from app.process.terms import On, Term
from app.services.views.reading import finder
from app.services.views.said import NOTHING, Label, Said, SaidParam, from_process, name_in, name_of, said

MOST = 12
LEADING = frozenset({"focal_point"})
_TONES: dict[Urgency, str] = {"late": "wrong", "must": "attention", "soon": "attention", "open": "neutral"}


class NextThing(msgspec.Struct, frozen=True):
    """One thing to do. `can_tick` means that it is a record whose being done can be ticked here."""

    kind: str
    id: str
    text: Said
    under: Said
    chip: Said
    tone: str
    can_tick: bool = False
    due: str = ""


def next_things(
    book: Book,
    person: str,
    today: date,
    others: Sequence[NextThing] = (),
    states: Sequence[StepState] = (),
    *,
    mine_only: bool | None = None,
) -> tuple[NextThing, ...]:
    """Return what a person has to do (with `others` found elsewhere), most pressing first, at most twelve.

    Without `mine_only` it is as their role has it; see `has_little_time`.
    """
    member = member_of(book, person)
    alone = has_little_time(book, person) if mine_only is None else mine_only
    found = next_actions(book, member.id if member else "", today.isoformat(), (), states, whole=not alone)
    things = [*(_thing(one, book, member) for one in found), *others]
    return tuple(sorted(things, key=_pressing)[:MOST])


def member_of(book: Book, person: str) -> Member | None:
    """Return the group's member that a person of the roster is, the one in service before others."""
    own = book.where(Member, person=person) if person else ()
    return min(own, key=lambda one: (bool(one.ended), one.role not in LEADING, one.id), default=None)


def has_little_time(book: Book, person: str) -> bool:
    """Return whether a person sees only their own things until they say otherwise: who leads sees all."""
    member, entry = member_of(book, person), book.get(Person, person)
    roles = {member.role if member else None, entry.role if entry else None}
    return bool(member) and roles.isdisjoint(LEADING)


def _pressing(thing: NextThing) -> tuple[int, str]:
    rank = {"wrong": 0, "attention": 1}.get(thing.tone, 2)
    return rank, thing.due or "9999"


def _thing(action: NextAction, book: Book, member: Member | None) -> NextThing:
    record = book.get(Record, action.jump.record)
    text, under = _words(action, record, book, member)
    ticks = isinstance(record, (Task, ActionPoint))
    return NextThing(
        action.jump.kind, action.jump.record, text, under, _chip(action), _TONES[action.urgency],
        ticks, action.due or "",
    )  # fmt: skip


def _words(action: NextAction, record: Record | None, book: Book, member: Member | None) -> tuple[Said, Said]:
    """Return what a row says, and the quiet line beneath it."""
    if isinstance(record, Task):
        title = name_in(record, "title") or Term(f"step.{record.step_id}.task.{record.template}")
        return said("home.own_words", text=title), _task_under(record, book, member)
    if isinstance(record, ActionPoint):
        origin = _origin("home.action_point", book.get(Meeting, record.meeting), action.due)
        return said("home.own_words", text=name_in(record, "text")), origin
    if isinstance(record, Commitment):
        return _commitment(record, book)
    text = from_process(action.code, action.params, finder(book))
    must = action.params.get("must")
    return text, said("home.comments_must", count=must) if isinstance(must, int) and must else NOTHING


def _task_under(task: Task, book: Book, member: Member | None) -> Said:
    who = book.get(Member, task.assignee)
    if who is not None and (member is None or who.id != member.id):
        params: dict[str, SaidParam] = {"who": name_of(who)}
        return (
            Said("home.task_of_by", {**params, "day": On(task.due)})
            if task.due
            else Said("home.task_of", params)
        )
    if not task.assignee:
        return said("home.nobody_has_it", day=On(task.due or ""))
    return said("home.due_by", day=On(task.due)) if task.due else NOTHING


def _commitment(promise: Commitment, book: Book) -> tuple[Said, Said]:
    who: Label = name_of(book.get(Organisation, promise.organisation))
    text = said("home.ask_about", who=who) if who else said("home.own_words", text=name_in(promise, "text"))
    return text, said("home.promised", text=name_in(promise, "text"), day=On(promise.due or ""))


def _origin(code: str, meeting: Meeting | None, due: str | None) -> Said:
    params: dict[str, SaidParam] = {"meeting": name_of(meeting)} if meeting else {}
    if due:
        params["day"] = On(due)
    suffix = f"{'_at' if meeting else ''}{'_by' if due else ''}"
    return Said(f"{code}{suffix}", params)


def _chip(action: NextAction) -> Said:
    if action.days is not None and action.days < 0:
        return said("home.days_late", count=-action.days)
    if action.days is not None and action.days <= SOON_DAYS:
        return said("home.days_left", count=action.days) if action.days else said("home.due_today")
    return said("home.step_chip", step=Term(action.topic))
