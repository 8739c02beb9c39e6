"""The outreach list: who was asked for inputs, by whom, through which platform, and what came back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.models.book import Book
from app.models.kinds.inside import Outreach, Stakeholder
from app.models.kinds.people import Member, Organisation
from app.process.facts import family, type_of
from app.services.views.records import Value, row_of
from app.services.views.said import NAMELESS, Name, name_in


@dataclass(frozen=True, slots=True)
class OutreachEntry:
    """Who was asked for inputs by whom, and what came back."""

    id: str
    stakeholder: str
    name: Name
    family: str
    scope: str
    by: Name
    through: str
    channel: str
    contacted_on: str
    status: str
    answer: str
    brought_in_by: Name = NAMELESS
    values: Mapping[str, Value] = field(default_factory=dict, hash=False)


def outreach_list(book: Book) -> tuple[OutreachEntry, ...]:
    """Return the outreach list of the area."""
    return tuple(_entry(book, one) for one in book.of(Outreach))


def stakeholder_name(book: Book, record_id: str | None) -> Name:
    """Return what a stakeholder is called: its own name, else its organisation's."""
    one = book.get(Stakeholder, record_id)
    if one is None:
        return NAMELESS
    return name_in(one, "name") or name_in(book.get(Organisation, one.organisation), "name")


def _entry(book: Book, one: Outreach) -> OutreachEntry:
    about = book.get(Stakeholder, one.stakeholder)
    return OutreachEntry(
        one.id,
        one.stakeholder or "",
        stakeholder_name(book, one.stakeholder),
        family(type_of(book, about) or "") if about else "other",
        one.scope or "",
        name_in(book.get(Member, one.by), "name"),
        one.through or "",
        one.channel or "",
        one.contacted_on or "",
        one.status or "",
        one.answer or "",
        stakeholder_name(book, one.brought_in_by),
        row_of(one).values,
    )
