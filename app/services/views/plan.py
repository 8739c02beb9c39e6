"""Plan: activities under their objectives, what they answer, and everything their editor offers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TypeVar

from app.foundation.clock import today as today_of
from app.models.book import Book
from app.models.kinds.area import Location
from app.models.kinds.inside import HarmScreen
from app.models.kinds.meetings import Commitment, Consultation, Issue, Meeting
from app.models.kinds.people import Organisation
from app.models.kinds.plan import Activity, Indicator, Target
from app.models.kinds.review import Comment
from app.process import facts
from app.process.alignment import alignments_of
from app.process.coverage import (
    Matrix,
    by_criterion,
    by_group,
    by_location,
    nodes_by_group,
    nodes_by_location,
)
from app.process.frameworks import durable_solutions
from app.process.money import Money, money_by_source
from app.process.nodes import NodeFramework, built_in
from app.process.scope import USUAL, scope_of
from app.process.terms import Term, term
from app.services.desk import Desk
from app.services.views.frameworks import FrameworksView, frameworks_view
from app.services.views.joint import unsigned_findings
from app.services.views.plan_choices import Choices, PlanChoices, in_order, plan_choices
from app.services.views.plan_text import TextView, plan_text
from app.services.views.principles import EvidenceEntry, principles_of
from app.services.views.records import RecordRow, row_of
from app.services.views.said import NOTHING, Name, Said, name_in

OfActivity = TypeVar("OfActivity", Target, Comment)


@dataclass(frozen=True, slots=True)
class VoiceEntry:
    """An input that an activity answers: what was said, by which sort of people, where, when."""

    id: str
    code: str
    text: Name
    who: Term | None
    place: Name
    day: str


@dataclass(frozen=True, slots=True)
class ActivityEntry:
    """One activity as the table shows it, with its field values and those of its targets for the editor.

    `state` is planned, ongoing, late or done, as the timeline draws it. In another process `nodes` of its
    framework stand for the objective, the first of them named by `place`. `unsigned` is the error that joint
    work goes on before its agreements are signed.
    """

    id: str
    code: str
    title: Name
    objective: str
    where: tuple[Name, ...]
    lead: Name
    government: Name
    reason: str
    targets: tuple[RecordRow, ...]
    status: str
    state: str
    values: Mapping[str, object] = field(default_factory=dict, hash=False)
    voices: tuple[VoiceEntry, ...] = ()
    comments: int = 0
    nodes: tuple[str, ...] = ()
    place: Term | None = None
    unsigned: Said = NOTHING


@dataclass(frozen=True, slots=True)
class CommitmentEntry:
    """One commitment: who promised what, by when; `overdue` when it should have been kept by now."""

    id: str
    code: str
    text: Name
    organisation: Name
    role: str
    due: str
    status: str
    overdue: bool
    activities: tuple[str, ...]
    values: Mapping[str, object] = field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class PlanView:
    """The whole page. `nodes` are what activities are placed in where another process has its own framework.

    `inside` says that the person sees what stays in the group.
    What only some tabs and editors show is worked out from `book` when it is first asked for.
    """

    activities: tuple[ActivityEntry, ...] = ()
    commitments: tuple[CommitmentEntry, ...] = ()
    today: str = ""
    has_plan: bool = False
    framework: Term | None = None
    nodes: tuple[tuple[str, Term], ...] = ()
    inside: bool = False
    book: Book = field(default_factory=lambda: Book(()), repr=False, compare=False)

    @cached_property
    def text(self) -> TextView:
        """The sections and paragraphs of the plan."""
        return plan_text(self.book)

    @cached_property
    def frameworks(self) -> FrameworksView:
        """What other frameworks ask, and what answers it."""
        return frameworks_view(self.book)

    @cached_property
    def choices(self) -> PlanChoices:
        """What the editors offer."""
        return plan_choices(self.book)

    @cached_property
    def coverage(self) -> Matrix:
        """What is planned where: locations as rows, objectives or nodes as columns."""
        own = _own_framework(self.book)
        return nodes_by_location(self.book, own) if own else by_location(self.book, durable_solutions())

    @cached_property
    def groups(self) -> Matrix:
        """What is planned for whom: objectives or nodes by group of people."""
        own = _own_framework(self.book)
        return nodes_by_group(self.book, own) if own else by_group(self.book, durable_solutions())

    @cached_property
    def criteria(self) -> Matrix:
        """Which IASC criteria are answered by activities of which objectives, and by indicators."""
        return by_criterion(self.book, durable_solutions())

    @cached_property
    def money(self) -> tuple[Money, ...]:
        """What activities cost, by where the money comes from."""
        return money_by_source(self.book)

    @cached_property
    def principles(self) -> tuple[EvidenceEntry, ...]:
        """What speaks for and against the principles of a Plan of Action."""
        return principles_of(self.book, self.today)

    @cached_property
    def measuring(self) -> Mapping[str, Choices]:
        """The indicators that measure an activity, by its id."""
        found: dict[str, Choices] = {}
        for one in sorted(self.book.of(Indicator), key=lambda one: (one.code or "~", one.id)):
            for activity in one.activities:
                found[activity] = (*found.get(activity, ()), (one.id, name_in(one, "name")))
        return found

    @cached_property
    def screens(self) -> Mapping[str, RecordRow]:
        """The do-no-harm screens by activity."""
        return {one.activity: row_of(one) for one in self.book.of(HarmScreen) if one.activity}

    @cached_property
    def places(self) -> Mapping[str, Name]:
        """The names of the locations by id."""
        return {one.id: name_in(one, "name") for one in self.book.of(Location)}

    @cached_property
    def priorities(self) -> frozenset[str]:
        """The locations that have a rank."""
        return frozenset(one.id for one in self.book.of(Location) if one.priority_rank is not None)


def plan_view(desk: Desk) -> PlanView:
    """Return the plan of the area in front of the person."""
    book, today = desk.book(), today_of(desk.clock).isoformat()
    own = _own_framework(book)
    return PlanView(
        activities=_activities(book, today, own),
        commitments=tuple(_commitment(book, one, today) for one in in_order(book.of(Commitment))),
        today=today,
        has_plan=facts.current_plan(book) is not None,
        framework=Term(own.title) if own else None,
        nodes=tuple((node.id, Term(node.title)) for node in own.nodes) if own else (),
        inside=desk.sees_group,
        book=book,
    )


def _own_framework(book: Book) -> NodeFramework | None:
    """Return the framework in which another process places activities; a Plan of Action has objectives."""
    scope = scope_of(book)
    return None if scope.process == USUAL else built_in(scope.framework)


def _activities(book: Book, today: str, own: NodeFramework | None) -> tuple[ActivityEntry, ...]:
    unsigned = unsigned_findings(book)
    targets, comments = _of_activity(book, Target), _of_activity(book, Comment)
    order = {node.id: place for place, node in enumerate(own.nodes)} if own else {}
    placed: dict[str, list[str]] = {}
    for one in alignments_of(book, own) if own else ():
        if one.activity and one.code in order and one.status != "not":
            placed.setdefault(one.activity, []).append(one.code or "")
    made = []
    for activity in book.of(Activity):
        nodes = tuple(sorted(placed.get(activity.id, ()), key=lambda node: order[node]))
        entry = _activity(book, activity, today, targets[activity.id], len(comments[activity.id]))
        first = next((node.title for node in own.nodes if node.id in nodes), "plan.no_place") if own else ""
        made.append(
            replace(
                entry,
                nodes=nodes,
                place=Term(first) if first else None,
                unsigned=unsigned.get(activity.id, NOTHING),
            )
        )
    return tuple(sorted(made, key=lambda one: (_rank(one, order), one.code or "~", one.id)))


def _rank(one: ActivityEntry, order: Mapping[str, int]) -> tuple[int, str]:
    if one.place is None:
        return (0, one.objective or "~")
    return (order[one.nodes[0]] if one.nodes else len(order), "")


def _of_activity(book: Book, kind: type[OfActivity]) -> defaultdict[str | None, list[OfActivity]]:
    """Return the records of a kind by the activity they belong to."""
    found: defaultdict[str | None, list[OfActivity]] = defaultdict(list)
    for one in book.of(kind):
        found[one.activity].append(one)
    return found


def _activity(
    book: Book, one: Activity, today: str, targets: Sequence[Target], comments: int
) -> ActivityEntry:
    return ActivityEntry(
        id=one.id,
        code=one.code or "",
        title=name_in(one, "title"),
        objective=one.objective or "",
        where=tuple(name_in(book.get(Location, place), "name") for place in one.locations),
        lead=name_in(book.get(Organisation, one.lead), "name"),
        government=name_in(book.get(Organisation, one.government_counterpart), "name"),
        reason=one.no_counterpart_reason or "",
        targets=tuple(row_of(target) for target in targets),
        status=one.status or "",
        state=state_of(one, today),
        values=row_of(one).values,
        voices=tuple(_voice(book, issue) for issue in (book.get(Issue, v) for v in one.voices) if issue),
        comments=comments,
    )


def state_of(one: Activity, today: str) -> str:
    """Return planned, ongoing, late or done."""
    if one.status == "completed":
        return "done"
    if one.status in ("delayed", "suspended") or facts.before(one.ends, today):
        return "late"
    if one.status == "ongoing":
        return "ongoing"
    return "late" if facts.before(one.starts, today) else "planned"


def _voice(book: Book, issue: Issue) -> VoiceEntry:
    meeting, heard = book.get(Meeting, issue.meeting), book.get(Consultation, issue.consultation)
    day = issue.raised_on or (meeting.held_on if meeting else None) or (heard.held_on if heard else None)
    return VoiceEntry(
        issue.id,
        issue.code or "",
        name_in(issue, "text"),
        term("affiliation", issue.raised_by) or term("population_group", issue.group),
        name_in(book.get(Location, issue.location), "name"),
        day or "",
    )


def _commitment(book: Book, one: Commitment, today: str) -> CommitmentEntry:
    return CommitmentEntry(
        one.id,
        one.code or "",
        name_in(one, "text"),
        name_in(book.get(Organisation, one.organisation), "name") or Name(plain=one.representative or ""),
        one.role or "",
        one.due or "",
        one.status or "",
        facts.is_overdue(one, today),
        tuple(found.code or "" for found in (book.get(Activity, a) for a in one.activities) if found),
        row_of(one).values,
    )
