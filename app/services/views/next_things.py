"""What is mine to do next: tasks, comments to answer, promises that are due, in the order of their days."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

import msgspec

from app.models.book import Book
from app.models.kinds.area import Task
from app.models.kinds.meetings import ActionPoint, Commitment, Meeting
from app.models.kinds.people import Member, Organisation
from app.models.kinds.review import Comment
from app.process import facts
from app.process.terms import On, Term
from app.services.views.said import NOTHING, Label, Said, SaidParam, name_in, name_of, said

MOST = 12
SOON = 14
_OPEN_ACTIONS = (None, "open", "in_progress")


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
    book: Book, person: str, today: date, others: Sequence[NextThing] = ()
) -> tuple[NextThing, ...]:
    """Return what a person has to do (with `others` found elsewhere), most pressing first, at most twelve."""
    mine = _memberships(book, person)
    things = [
        *_tasks(book, mine, today),
        *_comments(book),
        *_actions(book, today),
        *_commitments(book, today),
        *others,
    ]
    return tuple(sorted(things, key=_pressing)[:MOST])


def _memberships(book: Book, person: str) -> frozenset[str]:
    return frozenset(one.id for one in book.where(Member, person=person)) if person else frozenset()


def _pressing(thing: NextThing) -> tuple[int, str]:
    rank = {"wrong": 0, "attention": 1}.get(thing.tone, 2)
    return rank, thing.due or "9999"


def _tasks(book: Book, mine: frozenset[str], today: date) -> list[NextThing]:
    waiting = [one for one in book.of(Task) if one.status in (None, "open")]
    own = [one for one in waiting if one.assignee in mine or (not one.assignee and one.due)]
    return [_task(one, today) for one in own]


def _task(task: Task, today: date) -> NextThing:
    chip, tone = _chip(task.due, today, said("home.step_chip", step=Term(f"code.step_id.{task.step_id}")))
    text = said("home.own_words", text=name_in(task, "title")) if _titled(task) else _template(task)
    return NextThing("task", task.id, text, _by(task.due), chip, tone, True, task.due or "")


def _titled(task: Task) -> bool:
    return bool(name_in(task, "title"))


def _template(task: Task) -> Said:
    return said("home.own_words", text=Term(f"step.{task.step_id}.task.{task.template}"))


def _comments(book: Book) -> list[NextThing]:
    waiting = [one for one in book.of(Comment) if one.status in (None, "open")]
    counts = Counter(one.organisation or "" for one in waiting)
    return [_comment_group(book, waiting, who, count) for who, count in counts.items()]


def _comment_group(book: Book, waiting: list[Comment], who: str, count: int) -> NextThing:
    own = [one for one in waiting if (one.organisation or "") == who]
    must = sum(one.type == "must" for one in own)
    name = name_of(book.get(Organisation, who))
    code = "home.answer_comments" if who and name else "home.answer_comments_unnamed"
    chip = said("home.must_chip") if must else said("home.review_chip")
    under = said("home.comments_must", count=must) if must else NOTHING
    return NextThing("comment", own[0].id, said(code, count=count, who=name), under, chip, _tone(bool(must)))


def _tone(must: bool) -> str:
    return "attention" if must else "neutral"


def _actions(book: Book, today: date) -> list[NextThing]:
    waiting = [one for one in book.of(ActionPoint) if one.status in _OPEN_ACTIONS]
    return [_action(book, one, today) for one in waiting if _is_near(one.due, today)]


def _action(book: Book, point: ActionPoint, today: date) -> NextThing:
    chip, tone = _chip(point.due, today, said("home.meeting_chip"))
    origin = _origin("home.action_point", book.get(Meeting, point.meeting), point.due)
    text = said("home.own_words", text=name_in(point, "text"))
    return NextThing("action_point", point.id, text, origin, chip, tone, True, point.due or "")


def _commitments(book: Book, today: date) -> list[NextThing]:
    waiting = [
        one for one in book.of(Commitment) if one.status not in facts.KEPT and _is_over(one.due, today)
    ]
    return [_commitment(book, one, today) for one in waiting]


def _commitment(book: Book, promise: Commitment, today: date) -> NextThing:
    chip, tone = _chip(promise.due, today, said("home.monitoring_chip"))
    who: Label = name_of(book.get(Organisation, promise.organisation))
    text = said("home.ask_about", who=who) if who else said("home.own_words", text=name_in(promise, "text"))
    under = said("home.promised", text=name_in(promise, "text"), day=On(promise.due or ""))
    return NextThing("commitment", promise.id, text, under, chip, tone, False, promise.due or "")


def _origin(code: str, meeting: Meeting | None, due: str | None) -> Said:
    params: dict[str, SaidParam] = {"meeting": name_of(meeting)} if meeting else {}
    if due:
        params["day"] = On(due)
    suffix = f"{'_at' if meeting else ''}{'_by' if due else ''}"
    return Said(f"{code}{suffix}", params)


def _by(due: str | None) -> Said:
    return said("home.due_by", day=On(due)) if due else NOTHING


def _chip(due: str | None, today: date, otherwise: Said) -> tuple[Said, str]:
    day = facts.day(due)
    if day is None:
        return otherwise, "neutral"
    left = (day - today).days
    if left < 0:
        return said("home.days_late", count=-left), "wrong"
    if left <= SOON:
        return (said("home.days_left", count=left) if left else said("home.due_today")), "attention"
    return otherwise, "neutral"


def _is_near(due: str | None, today: date) -> bool:
    day = facts.day(due)
    return day is None or (day - today).days <= SOON


def _is_over(due: str | None, today: date) -> bool:
    day = facts.day(due)
    return day is not None and day < today
