"""What the editors of the plan offer: everything that can be referred to, with its names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from app.models.book import Book
from app.models.kinds.area import Location, Source
from app.models.kinds.meetings import Commitment, Issue, Meeting
from app.models.kinds.people import Member, Organisation
from app.models.kinds.plan import Activity, Agreement, Indicator, JointActivity
from app.models.record import Record
from app.process import facts
from app.services.views.said import Label, Name, name_in, name_of

RIGHT_TO_LEFT_MARK = "\u200f"
Choices = tuple[tuple[str, Label], ...]
Coded = TypeVar("Coded", Activity, Issue, Commitment)


@dataclass(frozen=True, slots=True)
class PlanChoices:
    """What the editors offer: (record id, name) of everything that can be referred to."""

    locations: Choices = ()
    organisations: Choices = ()
    governments: Choices = ()
    members: Choices = ()
    voices: Choices = ()
    activities: Choices = ()
    meetings: Choices = ()
    agreements: Choices = ()
    joint: Choices = ()
    sources: Choices = ()
    indicators: Choices = ()


def plan_choices(book: Book) -> PlanChoices:
    """Return everything that an activity or commitment can refer to."""
    organisations = book.of(Organisation)
    government = [one for one in organisations if one.type in facts.GOVERNMENT_TYPES]
    return PlanChoices(
        locations=_named(book.of(Location)),
        organisations=_named(organisations),
        governments=_named(government),
        members=_named(book.of(Member)),
        voices=tuple((one.id, name_in(one, "text")) for one in in_order(book.of(Issue))),
        activities=tuple((one.id, _with_code(one)) for one in in_order(book.of(Activity))),
        meetings=_named(book.of(Meeting)),
        agreements=_named(book.of(Agreement)),
        joint=_named(book.of(JointActivity)),
        sources=_named(book.of(Source)),
        indicators=_named(book.of(Indicator)),
    )


def _named(records: Sequence[Record]) -> Choices:
    return tuple((one.id, name_of(one)) for one in records)


def _with_code(one: Activity) -> Name:
    title, code = name_in(one, "title"), one.code or ""
    if not title:
        return Name(plain=code)
    marks = ("", RIGHT_TO_LEFT_MARK, RIGHT_TO_LEFT_MARK, "")
    texts = zip(marks, (title.en, title.ar, title.ckb, title.fr), strict=True)
    return Name(*(f"{mark}{code} {text}" if text else "" for mark, text in texts))


def in_order(records: Sequence[Coded]) -> list[Coded]:
    """Return records by code, then by place."""
    return sorted(records, key=lambda one: (one.code or "~", one.position or "", one.id))
