"""Review and sign: rounds of comments with their answers, and the frozen versions with their signatures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from app.models.book import Book
from app.models.kinds.people import Organisation
from app.models.kinds.plan import Activity, Section
from app.models.kinds.review import Comment, ReviewRound
from app.models.record import Record
from app.process import facts
from app.process.terms import Term
from app.services.desk import Desk
from app.services.views.records import row_of
from app.services.views.review_versions import (
    FreezingEntry,
    VersionEntry,
    freezing_of,
    name_here,
    versions_of,
)
from app.services.views.said import NAMELESS, Label, Name, name_in, name_of

OPEN = (None, "open")
Choices = tuple[tuple[str, Label], ...]


@dataclass(frozen=True, slots=True)
class RoundEntry:
    """A round of comments. `days_left` until its deadline, below 0 when it has passed, None without one.

    `silent` are those of the circulation list from whom no comment is here.
    """

    id: str
    title: Name
    status: str
    deadline: str
    closed_on: str
    days_left: int | None
    circulated: tuple[Name, ...]
    comments: int
    answered: int
    must_open: int
    opened_on: str = ""
    silent: tuple[Name, ...] = ()
    values: Mapping[str, object] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class CommentEntry:
    """A comment; `about` is the section or activity it speaks of, with its kind, id and code."""

    id: str
    code: str
    type: str
    status: str
    about: Label
    about_kind: str
    about_id: str
    about_code: str
    who: Name
    text: str
    response: str
    received_on: str
    round: str
    values: Mapping[str, object] = field(default_factory=dict, hash=False)

    @property
    def is_open(self) -> bool:
        """Whether nobody has answered yet."""
        return self.status in ("", "open")


@dataclass(frozen=True, slots=True)
class ReviewChoices:
    """What the editors offer: (record id, name)."""

    rounds: Choices = ()
    sections: Choices = ()
    activities: Choices = ()
    organisations: Choices = ()


@dataclass(frozen=True, slots=True)
class ReviewView:
    """The whole page; rounds and versions newest first."""

    rounds: tuple[RoundEntry, ...] = ()
    comments: tuple[CommentEntry, ...] = ()
    versions: tuple[VersionEntry, ...] = ()
    freezing: FreezingEntry = field(default_factory=FreezingEntry)
    choices: ReviewChoices = field(default_factory=ReviewChoices)
    plan: str = ""
    me: Name = NAMELESS
    today: str = ""


def review_view(desk: Desk) -> ReviewView:
    """Return comments, rounds, versions and signatures of the area in front of the person."""
    book, today = desk.book(), desk.today
    plan = facts.current_plan(book)
    rounds = sorted(book.of(ReviewRound), key=lambda one: (one.opened_on or "", one.id), reverse=True)
    comments = sorted(book.of(Comment), key=lambda one: (one.code or "~", one.id))
    return ReviewView(
        rounds=tuple(_round(book, one, today) for one in rounds),
        comments=tuple(_comment(book, one) for one in comments),
        versions=versions_of(desk),
        freezing=freezing_of(desk),
        choices=_choices(book, rounds),
        plan=plan.id if plan else "",
        me=name_here(book, desk.identity_card().name) if desk.writer else NAMELESS,
        today=today,
    )


def _round(book: Book, one: ReviewRound, today: str) -> RoundEntry:
    comments = book.where(Comment, round=one.id)
    waiting = [comment for comment in comments if comment.status in OPEN]
    deadline, heard = facts.day(one.deadline), {comment.organisation for comment in comments}
    return RoundEntry(
        id=one.id,
        title=name_in(one, "title"),
        status=one.status or "",
        deadline=one.deadline or "",
        closed_on=one.closed_on or "",
        days_left=(deadline - date.fromisoformat(today)).days if deadline else None,
        circulated=tuple(name_in(book.get(Organisation, who), "name") for who in one.circulated_to),
        comments=len(comments),
        answered=len(comments) - len(waiting),
        must_open=sum(comment.type == "must" for comment in waiting),
        opened_on=one.opened_on or "",
        silent=tuple(
            name_in(book.get(Organisation, who), "name") for who in one.circulated_to if who not in heard
        ),
        values=row_of(one).values,
    )


def _comment(book: Book, one: Comment) -> CommentEntry:
    about, kind, record, code = _about(book, one)
    return CommentEntry(
        id=one.id,
        code=one.code or "",
        type=one.type or "",
        status=one.status or "",
        about=about,
        about_kind=kind,
        about_id=record,
        about_code=code,
        who=name_in(book.get(Organisation, one.organisation), "name"),
        text=one.text or "",
        response=one.response or "",
        received_on=one.received_on or "",
        round=one.round or "",
        values=row_of(one).values,
    )


def _about(book: Book, one: Comment) -> tuple[Label, str, str, str]:
    activity, section = book.get(Activity, one.activity), book.get(Section, one.section)
    if activity is not None:
        return name_in(activity, "title"), "activity", activity.id, activity.code or ""
    if section is not None:
        return Term(f"code.section_key.{section.key}"), "section", section.id, ""
    return NAMELESS, "", "", ""


def _choices(book: Book, rounds: Sequence[ReviewRound]) -> ReviewChoices:
    activities = sorted(book.of(Activity), key=lambda one: (one.code or "~", one.id))
    organisations = book.of(Organisation)
    return ReviewChoices(_named(rounds), _named(book.of(Section)), _named(activities), _named(organisations))


def _named(records: Sequence[Record]) -> Choices:
    return tuple((one.id, name_of(one)) for one in records)
