"""Engaging the authority (step 2): the rules, counterparts, meetings, whom they named, what they promised."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import msgspec

from app.models.book import Book
from app.models.kinds.inside import Outreach, Stakeholder
from app.models.kinds.meetings import Attachment, Commitment, Meeting
from app.models.kinds.people import Organisation
from app.process.definition import process_of
from app.process.facts import family, is_overdue, took_place, type_of
from app.process.steps import step_states
from app.services.views.reading import finder
from app.services.views.records import Value, row_of
from app.services.views.said import Name, name_in
from app.services.views.stakeholders_outreach import stakeholder_name
from app.services.views.steps import ReasonEntry, reason_entry

STEP = "engage_authority"
OFFICES = frozenset({"10", "11", "15"})


@dataclass(frozen=True, slots=True)
class Counterpart:
    """A government office of the register; `met_on` is the last day of a meeting with it, "" for none."""

    id: str
    name: Name
    type: str
    level: str
    met_on: str
    agreed: bool


@dataclass(frozen=True, slots=True)
class AuthorityMeeting:
    """A meeting with an authority and what was agreed there; `files` counts what is attached."""

    id: str
    title: Name
    with_whom: Name
    held_on: str
    held: bool
    agreed: bool | None
    form: str
    files: int
    values: Mapping[str, Value] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class NamedOne:
    """A stakeholder whom an authority named, and how far the outreach to it is."""

    id: str
    name: Name
    by: Name
    status: str


@dataclass(frozen=True, slots=True)
class Promise:
    """A commitment of a government body."""

    id: str
    code: str
    text: Name
    by: Name
    due: str
    status: str
    overdue: bool


@dataclass(frozen=True, slots=True)
class AuthorityView:
    """Everything on the tab. `status` is that of the step that meets the authority, `reasons` its rules.

    A process that has no such step leaves `step` and `reasons` empty.
    """

    status: str = ""
    step: str = ""
    number: int = 0
    reasons: tuple[ReasonEntry, ...] = ()
    counterparts: tuple[Counterpart, ...] = ()
    meetings: tuple[AuthorityMeeting, ...] = ()
    named: tuple[NamedOne, ...] = ()
    promises: tuple[Promise, ...] = ()


def authority_view(book: Book, today: str, *, sees_group: bool) -> AuthorityView:
    """Return how the engagement of the authority stands."""
    whole = process_of(book)
    step = whole.step_with("authority_met")
    alone = msgspec.structs.replace(whole, steps=(step,) if step else ())
    state = next(iter(step_states(alone, book, today, sees_group=sees_group)), None)
    find = finder(book)
    return AuthorityView(
        state.status if state else "",
        step.id if step else "",
        step.number if step else 0,
        tuple(reason_entry(one, find) for one in state.reasons) if state else (),
        _counterparts(book, today),
        _meetings(book, today),
        _named(book),
        _promises(book, today),
    )


def _counterparts(book: Book, today: str) -> tuple[Counterpart, ...]:
    offices = [one for one in book.of(Stakeholder) if family(type_of(book, one) or "") == "government"]
    made = [_counterpart(book, one, today) for one in offices]
    return tuple(sorted(made, key=lambda one: (not one.agreed, not one.met_on, one.name.en, one.id)))


def _counterpart(book: Book, one: Stakeholder, today: str) -> Counterpart:
    meetings = _with(book, one.organisation)
    held = [meeting.held_on or "" for meeting in meetings if took_place(meeting, today)]
    return Counterpart(
        one.id,
        stakeholder_name(book, one.id),
        type_of(book, one) or "",
        one.level or "",
        max(held, default=""),
        any(meeting.agreement_reached for meeting in meetings),
    )


def _with(book: Book, organisation: str | None) -> list[Meeting]:
    """Return the meetings with an authority: those of step 2."""
    meetings = book.where(Meeting, type="authority_meeting")
    return [one for one in meetings if organisation and one.authority == organisation]


def _meetings(book: Book, today: str) -> tuple[AuthorityMeeting, ...]:
    made = [
        AuthorityMeeting(
            one.id,
            name_in(one, "title"),
            name_in(book.get(Organisation, one.authority), "name"),
            one.held_on or "",
            took_place(one, today),
            one.agreement_reached,
            one.agreement_form or "",
            len(book.where(Attachment, subject=one.id)),
            row_of(one).values,
        )
        for one in book.of(Meeting)
        if one.type == "authority_meeting" or (one.step_id == STEP and one.agreement_reached)
    ]
    return tuple(sorted(made, key=lambda one: (one.held_on or "9999", one.id), reverse=True))


def _named(book: Book) -> tuple[NamedOne, ...]:
    found: dict[str, NamedOne] = {}
    for entry in book.of(Outreach):
        by, one = book.get(Stakeholder, entry.brought_in_by), book.get(Stakeholder, entry.stakeholder)
        if by is not None and one is not None and family(type_of(book, by) or "") == "government":
            found[one.id] = NamedOne(
                one.id, stakeholder_name(book, one.id), stakeholder_name(book, by.id), entry.status or ""
            )
    return tuple(sorted(found.values(), key=lambda one: (one.name.en, one.id)))


def _promises(book: Book, today: str) -> tuple[Promise, ...]:
    made = [
        Promise(
            one.id,
            one.code or "",
            name_in(one, "text"),
            name_in(book.get(Organisation, one.organisation), "name"),
            one.due or "",
            one.status or "",
            is_overdue(one, today),
        )
        for one in book.where(Commitment, role="government")
    ]
    return tuple(sorted(made, key=lambda one: (not one.overdue, one.due or "9999", one.code, one.id)))
