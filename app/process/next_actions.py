"""What one person does next, from tasks, promises, comments, findings and what headquarters sent.

The one place where this is decided; Home and the command line only put it into words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from app.models.book import Book
from app.models.kinds.area import Task
from app.models.kinds.country import Deadline, Guidance
from app.models.kinds.inside import Outreach
from app.models.kinds.meetings import ActionPoint, Commitment
from app.models.kinds.people import Member
from app.models.kinds.review import Comment, FrozenVersion, Signoff
from app.process import facts, signing
from app.process.checks.finding import Finding
from app.process.gates.prepare import OPEN_OUTREACH
from app.process.readiness import blocking, grouped
from app.process.reasons import Jump
from app.process.steps import StepState
from app.process.terms import NameOf, On, Params, Term

Urgency = Literal["late", "must", "soon", "open"]
URGENCIES: tuple[Urgency, ...] = ("late", "must", "soon", "open")
SOON_DAYS = 14
OPEN_STATUS = frozenset({None, "open", "in_progress"})


@dataclass(frozen=True, slots=True)
class NextAction:
    """Something to do: the sentence by code, where to go, by when, and how it presses.

    `topic` is the code of a word for the chip: plan, exchange, step 7. `days` is how many days are
    left (negative: late), None without a day.
    """

    code: str
    urgency: Urgency
    jump: Jump
    topic: str
    due: str | None = None
    days: int | None = None
    params: Params = field(default_factory=dict, hash=False)


def next_actions(
    book: Book,
    member: str,
    today: str,
    findings: Sequence[Finding] = (),
    states: Sequence[StepState] = (),
    *,
    whole: bool | None = None,
) -> tuple[NextAction, ...]:
    """Return what the member of this id does next, the most pressing first.

    With `whole` also what the group owes: promises, action points, comments, errors, tasks that nobody has
    or that others are late with. Without a word on it, focal points see that and others see their own.
    """
    person = book.get(Member, member)
    if whole is None:
        whole = person is not None and person.role == "focal_point"
    found = [*_own(book, member, today), *_from_headquarters(book, today, states)]
    found += _finishing(book, member, today, states, whole=whole)
    if whole:
        found += [*_tasks_of_others(book, member, today), *_promises(book, today)]
        found += [*_comments(book), *_errors(findings)]
    elif person is not None:
        found += _own_promises(book, person, today)
    return tuple(sorted(found, key=_rank))


def _rank(action: NextAction) -> tuple[int, str, str, str]:
    return (URGENCIES.index(action.urgency), action.due or "9999", action.code, action.jump.record)


def _days(due: str | None, today: str) -> int | None:
    end, now = facts.day(due), facts.day(today)
    return (end - now).days if end and now else None


def _urgency(days: int | None) -> Urgency:
    if days is None:
        return "open"
    return "late" if days < 0 else "soon" if days <= SOON_DAYS else "open"


def _timed(code: str, due: str | None, today: str, jump: Jump, topic: str, params: Params) -> NextAction:
    days = _days(due, today)
    shown: Params = {**params, "due": On(due or "")}
    return NextAction(code, _urgency(days), jump, topic, due if days is not None else None, days, shown)


def _own(book: Book, member: str, today: str) -> Iterator[NextAction]:
    for task in book.where(Task, assignee=member) if member else ():
        if task.status in (None, "open"):
            yield _to_do(task, today)
    for one in book.where(Outreach, by=member) if member else ():
        if one.status in OPEN_OUTREACH:
            jump, params = Jump("stakeholders", "outreach", one.id), {"who": NameOf(one.stakeholder or "")}
            code = "next.contact" if one.status == "planned" else "next.remind"
            yield _timed(code, None, today, jump, "next.topic.outreach", params)


def _to_do(task: Task, today: str) -> NextAction:
    jump, topic = Jump("steps", "task", task.id), f"step.{task.step_id}.short"
    return _timed("next.task", task.due, today, jump, topic, {"task": NameOf(task.id)})


def _tasks_of_others(book: Book, member: str, today: str) -> Iterator[NextAction]:
    for task in book.of(Task):
        days = _days(task.due, today)
        waits = task.status in (None, "open") and days is not None and (not task.assignee or days < 0)
        if waits and (not member or task.assignee != member):
            yield _to_do(task, today)


def _finishing(
    book: Book, member: str, today: str, states: Sequence[StepState], *, whole: bool
) -> Iterator[NextAction]:
    """Freezing once the step before is finished, then one's own signature, then those of others."""
    gate = "gate.version_frozen"
    step = next((one for one in states if gate in {reason.code for reason in one.reasons}), None)
    version, plan = signing.final_version(book), facts.current_plan(book)
    if step is None or plan is None:
        return
    if version is None:
        before = next((one for one in states if one.number == step.number - 1), None)
        if whole and (before is None or before.finished):
            yield _at_the_end("next.freeze", step, today, "", {})
        return
    standing = signing.standing(book, today)
    if plan.status != "finalised" or standing.complete:
        return
    params: Params = {"number": version.number or ""}
    if _has_to_sign(book, version, member):
        yield _at_the_end("next.sign", step, today, version.id, params)
    elif whole:
        missing = tuple(Term(f"signs.{one.name}") for one in standing.parties if not one.complete)
        yield _at_the_end("next.signatures", step, today, version.id, {**params, "missing": missing})


def _at_the_end(code: str, step: StepState, today: str, version: str, params: Params) -> NextAction:
    """Return what presses because everything before it is done."""
    due = min((day for day in (step.planned_end, step.deadline) if day), default=None)
    jump = Jump("review", "frozen_version", version)
    made = _timed(code, due, today, jump, f"step.{step.id}.short", params)
    return made if made.urgency in ("late", "soon") else replace(made, urgency="must")


def _has_to_sign(book: Book, version: FrozenVersion, member: str) -> bool:
    """Return whether a member is expected to sign a version and has not done so."""
    expected = any(member and entry.partition("=")[2] == member for entry in version.expected_signatories)
    return expected and not _names(book.get(Member, member)) & {
        name for given in book.where(Signoff, version=version.id) for name in _names(given)
    }


def _names(one: Member | Signoff | None) -> set[str]:
    every = (getattr(one, f"name_{code}", None) for code in ("en", "ar", "ckb", "fr"))
    return {name for name in every if name}


def _promised(one: Commitment, today: str) -> NextAction:
    params: Params = {"commitment": NameOf(one.id), "who": NameOf(one.organisation or "")}
    jump = Jump("plan", "commitment", one.id)
    return _timed("next.commitment", one.due, today, jump, "next.topic.commitment", params)


def _promises(book: Book, today: str) -> Iterator[NextAction]:
    for one in book.of(Commitment):
        if facts.is_overdue(one, today):
            yield _promised(one, today)
    for point in book.of(ActionPoint):
        if _is_near(point, today):
            yield _to_follow(point, today)


def _is_near(point: ActionPoint, today: str) -> bool:
    days = _days(point.due, today)
    return point.status in OPEN_STATUS and (days is None or days <= SOON_DAYS)


def _to_follow(point: ActionPoint, today: str) -> NextAction:
    params: Params = {"point": NameOf(point.id), "who": point.responsible or ""}
    jump = Jump("meetings", "action_point", point.id)
    return _timed("next.action_point", point.due, today, jump, "next.topic.meeting", params)


def _own_promises(book: Book, person: Member, today: str) -> list[NextAction]:
    own = book.where(Commitment, organisation=person.organisation) if person.organisation else ()
    points = [one for one in book.of(ActionPoint) if one.status in OPEN_STATUS and _is_theirs(one, person)]
    kept = [_promised(one, today) for one in own if one.status not in facts.KEPT and facts.day(one.due)]
    return kept + [_to_follow(one, today) for one in points]


def _is_theirs(point: ActionPoint, person: Member) -> bool:
    """Return whether a member does an action point: it names them, or their organisation and nobody."""
    named = {name.strip() for name in (point.responsible or "").replace("،", ",").split(",")} - {""}
    theirs = person.organisation is not None and point.organisation == person.organisation
    return bool(named & _names(person)) if named else theirs


def _comments(book: Book) -> Iterator[NextAction]:
    waiting: dict[str, list[Comment]] = {}
    for one in book.of(Comment):
        if one.status in (None, "open"):
            waiting.setdefault(one.organisation or "", []).append(one)
    for organisation, comments in waiting.items():
        must = [one for one in comments if one.type == "must"]
        jump = Jump("review", "comment", (must or comments)[0].id)
        params: Params = {"count": len(comments), "who": NameOf(organisation), "must": len(must)}
        code = "next.comments" if organisation else "next.comments_unnamed"
        topic = "next.topic.must" if must else "next.topic.review"
        yield NextAction(code, "must" if must else "open", jump, topic, params=params)


def _errors(findings: Sequence[Finding]) -> Iterator[NextAction]:
    for group in grouped([one for one in blocking(findings) if one.code != "check.open_must"]):
        first = group.first
        jump = Jump(first.page, first.kind, first.record)
        if len(group.findings) == 1:
            yield NextAction(first.code, "open", jump, f"next.topic.{first.page}", params=first.params)
        else:
            params: Params = {"count": len(group.findings)}
            yield NextAction(f"{first.code}.many", "open", jump, f"next.topic.{first.page}", params=params)


def _from_headquarters(book: Book, today: str, states: Sequence[StepState]) -> Iterator[NextAction]:
    area, finished = facts.area_of(book), {state.id for state in states if state.finished}
    for one in book.of(Deadline):
        if facts.concerns(one.areas, area) and one.step not in finished and facts.day(one.due):
            jump = Jump("steps", "step", one.step or "")
            params: Params = {"deadline": NameOf(one.id), "step": _step_name(one.step)}
            yield _timed("next.deadline", one.due, today, jump, "next.topic.headquarters", params)
    for text in book.of(Guidance):
        age = _days(text.issued_on, today)
        fresh = age is not None and -SOON_DAYS <= age <= 0
        if facts.concerns(text.areas, area) and text.step not in finished and fresh:
            jump = Jump("steps", "guidance", text.id)
            named: Params = {"guidance": NameOf(text.id), "step": _step_name(text.step)}
            yield NextAction("next.guidance", "open", jump, "next.topic.headquarters", params=named)


def _step_name(step: str | None) -> Term | str:
    return Term(f"step.{step}.short") if step else ""
