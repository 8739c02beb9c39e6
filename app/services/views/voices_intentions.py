"""Intentions of displaced people as a series with its sources, and expectations with the message given."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from app.models.book import Book
from app.models.folding import fold
from app.models.kinds.area import Intentions, Location, Source
from app.models.kinds.meetings import Consultation, Expectation, Meeting
from app.process import facts
from app.process.naming import named_person
from app.process.terms import Term, term
from app.services.views.records import Value, row_of
from app.services.views.said import Name, name_in

Informed = Literal["before", "late", "no"]
_TEXTS = ("text_en", "text_ar", "text_ckb", "text_fr", "message_given")


@dataclass(frozen=True, slots=True)
class IntentionRow:
    """One count: people of a group in a place who intend one thing; `latest` says that it is the newest.

    `informed` is before, late (informed after they were asked) or no.
    """

    id: str
    group: str
    origin: Name
    origin_id: str
    destination: str
    pathway: str
    households: int | None
    individuals: int | None
    method: str
    recorded_on: str
    informed: Informed
    source: Name
    latest: bool = True
    values: Mapping[str, Value] = field(default_factory=dict, hash=False)
    folded: str = ""


@dataclass(frozen=True, slots=True)
class Flow:
    """Households of one group in one place who chose one pathway, in the newest count of them."""

    origin: Name
    group: str
    pathway: str
    households: int
    informed: bool


@dataclass(frozen=True, slots=True)
class IntentionsView:
    """All counts, newest first; `flows` are of the newest count of each group in each place."""

    rows: tuple[IntentionRow, ...] = ()
    flows: tuple[Flow, ...] = ()
    uninformed: int = 0
    sources: tuple[Name, ...] = ()

    @property
    def households(self) -> int:
        """How many households the newest counts hold."""
        return sum(one.households for one in self.flows)


@dataclass(frozen=True, slots=True)
class ExpectationRow:
    """What a group expected, and the message given in answer; `heard_at` is a meeting or consultation."""

    id: str
    text: Name
    who: Term | None
    heard_at: Name
    raised_on: str
    message: str
    message_on: str
    named: tuple[str, str] = ("", "")
    values: Mapping[str, Value] = field(default_factory=dict, hash=False)
    folded: str = ""


def intentions_view(book: Book) -> IntentionsView:
    """Return what displaced people intend, as a series: a later count adds and never replaces."""
    newest: dict[tuple[str, str], str] = {}
    for one in book.of(Intentions):
        key = (one.group or "", one.location or "")
        newest[key] = max(newest.get(key, ""), one.recorded_on or "")
    rows = [_row(book, one, newest) for one in book.of(Intentions)]
    rows.sort(key=lambda one: (one.group, one.origin_id, -(one.households or 0), one.id))
    rows.sort(key=lambda one: one.recorded_on or "9999", reverse=True)
    current = [one for one in rows if one.latest]
    return IntentionsView(
        tuple(rows),
        tuple(_flow(one) for one in current if one.households),
        sum(one.informed != "before" for one in rows),
        tuple(dict.fromkeys(one.source for one in current if one.households and one.source)),
    )


def _row(book: Book, one: Intentions, newest: Mapping[tuple[str, str], str]) -> IntentionRow:
    place, source = book.get(Location, one.location), book.get(Source, one.source)
    origin = name_in(place, "name")
    return IntentionRow(
        id=one.id,
        group=one.group or "",
        origin=origin,
        origin_id=place.id if place else "",
        destination=one.destination or "",
        pathway=one.pathway or "",
        households=one.households,
        individuals=one.individuals,
        method=one.method or "",
        recorded_on=one.recorded_on or "",
        informed=_informed(one),
        source=name_in(source, "title"),
        latest=(one.recorded_on or "") == newest[(one.group or "", one.location or "")],
        values=row_of(one).values,
        folded=fold(" ".join(filter(None, (origin.en, origin.ar, one.destination, one.information_given)))),
    )


def _informed(one: Intentions) -> Informed:
    if not facts.filled(one.information_given):
        return "no"
    return "late" if facts.before(one.recorded_on, one.information_on) else "before"


def _flow(one: IntentionRow) -> Flow:
    return Flow(one.origin, one.group, one.pathway, one.households or 0, one.informed == "before")


def expectation_rows(book: Book, known: frozenset[str] = frozenset()) -> tuple[ExpectationRow, ...]:
    """Return the expectations, those without a message first, then the newest."""
    rows = [_expectation(book, one, known) for one in book.of(Expectation)]
    rows.sort(key=lambda one: (one.raised_on, one.id), reverse=True)
    return tuple(sorted(rows, key=lambda one: bool(one.message.strip())))


def _expectation(book: Book, one: Expectation, known: frozenset[str]) -> ExpectationRow:
    meeting, heard = book.get(Meeting, one.meeting), book.get(Consultation, one.consultation)
    pieces = ((name, named_person(str(getattr(one, name) or ""), known)) for name in _TEXTS)
    texts = (str(getattr(one, name) or "") for name in _TEXTS)
    return ExpectationRow(
        id=one.id,
        text=name_in(one, "text"),
        who=term("affiliation", one.raised_by),
        heard_at=name_in(heard or meeting, "title"),
        raised_on=one.raised_on or (meeting.held_on if meeting else None) or "",
        message=one.message_given or "",
        message_on=one.message_on or "",
        named=next((pair for pair in pieces if pair[1]), ("", "")),
        values=row_of(one).values,
        folded=fold(" ".join(text for text in texts if text)),
    )
