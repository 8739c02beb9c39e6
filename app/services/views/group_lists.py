"""The lists of the group page: nominations, organisations, trainings, contributions, mechanisms, areas."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.models.book import Book
from app.models.folding import fold
from app.models.kinds.area import Task
from app.models.kinds.inside import Nomination
from app.models.kinds.meetings import Meeting
from app.models.kinds.people import (
    Contribution,
    CoordinationMechanism,
    Expansion,
    Member,
    Organisation,
    Training,
)
from app.models.record import Record
from app.process.definition import step_anywhere
from app.process.terms import Term
from app.services.views.records import Value, row_of
from app.services.views.said import Label, Name, name_in

TYPE_ORDER = ("technical_sub_group", "forum", "working_group", "government_committee", "")
FOCI = ("facilitated_movements", "monitoring_analysis")
"""The two technical sub-groups that the DSTWG update names."""


@dataclass(frozen=True, slots=True)
class Listed:
    """One record of a list: what it is called, what a search looks in, and its values by field."""

    id: str
    name: Name
    folded: str
    values: Mapping[str, Value] = field(default_factory=dict, hash=False)

    def text(self, name: str) -> str:
        """Return a value as text, "" for none."""
        return str(self.values.get(name) or "")


@dataclass(frozen=True, slots=True)
class NominationEntry(Listed):
    """A nomination; `member` is the member it became, while there is one."""

    organisation: Name = field(default_factory=Name)
    decision: str = "open"
    criteria: tuple[str, ...] = ()
    member: str = ""


@dataclass(frozen=True, slots=True)
class TrainingEntry(Listed):
    """An induction or training with the names of the members who attended; `is_ahead` while it is to come."""

    members: tuple[Name, ...] = ()
    organisations: tuple[Name, ...] = ()
    people: int = 0
    is_ahead: bool = False


@dataclass(frozen=True, slots=True)
class ContributionEntry(Listed):
    """Something a member gave. `sort` is noted, or task for a task done, which is edited in the work plan."""

    member: str = ""
    member_name: Name = field(default_factory=Name)
    sort: str = "noted"
    what: Label = field(default_factory=Name)
    on: str = ""
    step: str = ""


@dataclass(frozen=True, slots=True)
class MeetingOf:
    """A meeting of a mechanism."""

    id: str
    title: Name
    on: str
    status: str


@dataclass(frozen=True, slots=True)
class MechanismEntry(Listed):
    """A mechanism or sub-group with the names of who takes part, and its meetings, newest first."""

    type: str = ""
    organisations: tuple[Name, ...] = ()
    members: tuple[Name, ...] = ()
    meetings: tuple[MeetingOf, ...] = ()


def nominations_of(book: Book) -> tuple[NominationEntry, ...]:
    """Return the nominations, open ones first, then the newest."""
    found = [_nomination(book, one) for one in book.of(Nomination)]
    newest = sorted(found, key=lambda one: (one.text("nominated_on"), one.id), reverse=True)
    return tuple(sorted(newest, key=lambda one: ("open", "accepted", "declined").index(one.decision)))


def _nomination(book: Book, one: Nomination) -> NominationEntry:
    at = name_in(book.get(Organisation, one.organisation), "name")
    member = book.get(Member, one.member)
    decision = one.decision if one.decision in ("accepted", "declined") else "open"
    return NominationEntry(
        one.id,
        Name(plain=one.candidate or ""),
        _folded(one.candidate, at.en, at.ar, one.nominated_by, one.represents),
        row_of(one).values,
        organisation=at,
        decision=decision,
        criteria=tuple(one.criteria),
        member=member.id if member else "",
    )


def organisations_of(book: Book) -> tuple[Listed, ...]:
    """Return the organisations by name."""
    found = [_listed(one, "name", one.acronym) for one in book.of(Organisation)]
    return tuple(sorted(found, key=lambda one: (one.name.en or one.name.ar).casefold()))


def trainings_of(book: Book, today: str) -> tuple[TrainingEntry, ...]:
    """Return inductions and trainings, the newest first."""
    found = [_training(book, one, today) for one in book.of(Training)]
    return tuple(sorted(found, key=lambda one: (one.text("held_on") or "9", one.id), reverse=True))


def _training(book: Book, one: Training, today: str) -> TrainingEntry:
    base = _listed(one, "title", one.given_by, one.follow_up)
    return TrainingEntry(
        base.id,
        base.name,
        base.folded,
        base.values,
        members=_names(book, Member, one.members),
        organisations=_names(book, Organisation, one.organisations),
        people=(one.women or 0) + (one.men or 0),
        is_ahead=bool(one.held_on) and (one.held_on or "") > today,
    )


def contributions_of(book: Book) -> tuple[ContributionEntry, ...]:
    """Return what members gave: what was noted and the tasks they did, the newest first."""
    noted = [_contribution(book, one) for one in book.of(Contribution)]
    done = [_task_done(book, one) for one in book.of(Task) if one.status == "done" and one.assignee]
    return tuple(sorted((*noted, *done), key=lambda one: (one.on, one.id), reverse=True))


def _contribution(book: Book, one: Contribution) -> ContributionEntry:
    name = name_in(book.get(Member, one.member), "name")
    return ContributionEntry(
        one.id,
        name,
        _folded(one.what, name.en, name.ar),
        row_of(one).values,
        member=one.member or "",
        member_name=name,
        what=Name(plain=one.what or ""),
        on=one.given_on or "",
        step=one.step_id or "",
    )


def _task_done(book: Book, one: Task) -> ContributionEntry:
    name, title = name_in(book.get(Member, one.assignee), "name"), name_in(one, "title")
    return ContributionEntry(
        one.id,
        name,
        _folded(title.en, title.ar, name.en, name.ar),
        {"type": "task"},
        member=one.assignee or "",
        member_name=name,
        sort="task",
        what=title or Term(_template_text(one)),
        on=one.done_on or one.due or "",
        step=one.step_id or "",
    )


def _template_text(task: Task) -> str:
    step = step_anywhere(task.step_id or "")
    known = (one.text for one in (step.tasks if step else ()) if one.id == task.template)
    return next(known, "records.untitled")


def mechanisms_of(book: Book) -> tuple[MechanismEntry, ...]:
    """Return the mechanisms: technical sub-groups first, then by name."""
    found = [_mechanism(book, one) for one in book.of(CoordinationMechanism)]
    return tuple(sorted(found, key=lambda one: (TYPE_ORDER.index(one.type), one.name.en or one.name.ar)))


def _mechanism(book: Book, one: CoordinationMechanism) -> MechanismEntry:
    base = _listed(one, "name", one.chair, one.terms)
    meetings = [
        MeetingOf(meeting.id, name_in(meeting, "title"), meeting.held_on or "", meeting.status or "")
        for meeting in book.where(Meeting, mechanism=one.id)
    ]
    return MechanismEntry(
        base.id,
        base.name,
        base.folded,
        base.values,
        type=one.type if one.type in TYPE_ORDER and one.type else "",
        organisations=_names(book, Organisation, one.organisations),
        members=_names(book, Member, one.members),
        meetings=tuple(sorted(meetings, key=lambda met: (met.on or "9", met.id), reverse=True)),
    )


def lacking_foci(mechanisms: tuple[MechanismEntry, ...]) -> tuple[str, ...]:
    """Return which of the two technical sub-groups are not noted yet."""
    known = {one.text("focus") for one in mechanisms}
    return tuple(one for one in FOCI if one not in known)


def expansions_of(book: Book) -> tuple[Listed, ...]:
    """Return the further areas that were noted, the newest first."""
    found = [_listed(one, "title", one.reason, one.conditions) for one in book.of(Expansion)]
    return tuple(sorted(found, key=lambda one: (one.text("noted_on"), one.id), reverse=True))


def _listed(record: Record, base: str, *texts: str | None) -> Listed:
    name = name_in(record, base)
    return Listed(
        record.id,
        name,
        _folded(name.en, name.ar, name.ckb, name.fr, *texts),
        row_of(record).values,
    )


def _names(book: Book, kind: type[Record], ids: tuple[str, ...]) -> tuple[Name, ...]:
    found = (book.get(kind, one) for one in ids)
    return tuple(name_in(one, "name") for one in found if one is not None)


def _folded(*texts: str | None) -> str:
    return fold(" ".join(text for text in texts if text))
