"""Voices: inputs with what became of them, consultations, intentions and expectations of one area."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal, TypeVar

from app.models.book import Book
from app.models.folding import fold
from app.models.kinds.area import Location, Source
from app.models.kinds.inside import PrivateNote
from app.models.kinds.meetings import Consultation, Issue, Meeting
from app.models.kinds.people import Organisation
from app.models.kinds.plan import Activity
from app.models.record import Record
from app.process import facts
from app.process.definition import process_of
from app.process.naming import known_names, named_person
from app.process.terms import Term, term
from app.services.desk import Desk
from app.services.views.home import GuidanceEntry, guidance_of
from app.services.views.records import Value, row_of
from app.services.views.said import Name, name_in
from app.services.views.steps import StepEntry, steps
from app.services.views.voices_consultations import ConsultationsView, consultations_view
from app.services.views.voices_intentions import (
    ExpectationRow,
    IntentionsView,
    expectation_rows,
    intentions_view,
)

R = TypeVar("R", bound=Record)
Choices = tuple[tuple[str, Name], ...]
Became = Literal["open", "linked", "adopted", "partly", "not_adopted", "answered"]
_TEXTS = ("text_en", "text_ar", "text_ckb", "text_fr", "response")


@dataclass(frozen=True, slots=True)
class Linked:
    """A record that something leads to: an activity, a meeting, a consultation, a source."""

    kind: str
    id: str
    code: str
    title: Name


@dataclass(frozen=True, slots=True)
class NamedPiece:
    """A piece of a text that seems to name a person, and the field it stands in."""

    field: str
    text: str


@dataclass(frozen=True, slots=True)
class VoiceRow:
    """One input: what was said, by which group, where; where it comes from and what became of it.

    `became` is open (nobody answered), linked (an activity answers it, nobody said how far), adopted, partly,
    not_adopted, or answered (a response without an effect).
    """

    id: str
    code: str
    text: Name
    who: Term | None
    group: str
    place: Name
    place_id: str
    objective: str
    severity: str
    source: Linked | None
    raised_on: str
    became: Became
    response: str
    activities: tuple[Linked, ...] = ()
    named: NamedPiece | None = None
    notes: tuple[str, ...] = ()
    values: Mapping[str, Value] = field(default_factory=dict, hash=False)
    folded: str = ""

    @property
    def waits(self) -> bool:
        """Whether nobody has answered it yet."""
        return self.became in ("open", "linked")


@dataclass(frozen=True, slots=True)
class VoiceChoices:
    """What the editors offer, as (record id, name).

    `steps` are the steps of the process in which people are consulted; `joint` says whether the process asks
    for assessments that are done jointly.
    """

    activities: Choices = ()
    locations: Choices = ()
    meetings: Choices = ()
    consultations: Choices = ()
    sources: Choices = ()
    organisations: Choices = ()
    steps: tuple[str, ...] = ("consult", "consult_further")
    joint: bool = False


@dataclass(frozen=True, slots=True)
class VoicesView:
    """The whole page. `steps` are those of consulting with their reasons; `guidance` is from headquarters."""

    rows: tuple[VoiceRow, ...] = ()
    consultations: ConsultationsView = field(default_factory=ConsultationsView)
    intentions: IntentionsView = field(default_factory=IntentionsView)
    expectations: tuple[ExpectationRow, ...] = ()
    choices: VoiceChoices = field(default_factory=VoiceChoices)
    steps: tuple[StepEntry, ...] = ()
    guidance: tuple[GuidanceEntry, ...] = ()
    sees_group: bool = True

    @property
    def waiting(self) -> int:
        """How many inputs nobody has answered."""
        return sum(one.waits for one in self.rows)


def voices(desk: Desk, *, with_steps: bool = True) -> VoicesView:
    """Return all that people said in the area in front of the person, unanswered first.

    Without `with_steps` the reasons of the steps are left out, which takes most of the time.
    """
    book = desk.book()
    known = known_names(book)
    return VoicesView(
        rows=voice_rows(book, known),
        consultations=consultations_view(book, desk.today),
        intentions=intentions_view(book),
        expectations=expectation_rows(book, known),
        choices=_choices(book),
        steps=tuple(one for one in steps(desk).steps if one.page == "voices") if with_steps else (),
        guidance=guidance_of(book, desk.area),
        sees_group=desk.sees_group,
    )


def voice_rows(book: Book, known: frozenset[str] = frozenset()) -> tuple[VoiceRow, ...]:
    """Return every input, those that nobody answered first, within these the gravest first."""
    answering, notes = _answering(book), _notes(book)
    rows = (
        _row(book, one, answering.get(one.id, ()), notes.get(one.id, ()), known) for one in book.of(Issue)
    )
    return tuple(sorted(rows, key=_rank))


def _rank(row: VoiceRow) -> tuple[bool, int, str, str]:
    return (not row.waits, -int(row.severity or 0), row.code or "~", row.id)


def _row(
    book: Book, one: Issue, activities: Sequence[Linked], notes: Sequence[str], known: frozenset[str]
) -> VoiceRow:
    place = book.get(Location, one.location)
    return VoiceRow(
        id=one.id,
        code=one.code or "",
        text=name_in(one, "text"),
        who=term("affiliation", one.raised_by) or term("population_group", one.group),
        group=one.group or "",
        place=name_in(place, "name"),
        place_id=place.id if place else "",
        objective=one.objective or "",
        severity=one.severity if one.severity in ("1", "2", "3") else "",
        source=source_of(book, one),
        raised_on=one.raised_on or "",
        became=_became(one, activities),
        response=one.response or "",
        activities=tuple(activities),
        named=_piece(one, known),
        notes=tuple(notes),
        values=row_of(one).values,
        folded=_folded(one, place, activities),
    )


def source_of(book: Book, one: Issue) -> Linked | None:
    """Return where an input was heard: a consultation, a meeting, or a source such as an assessment."""
    heard, meeting = book.get(Consultation, one.consultation), book.get(Meeting, one.meeting)
    if heard is not None:
        return Linked("consultation", heard.id, heard.code or "", name_in(heard, "title"))
    if meeting is not None:
        return Linked("meeting", meeting.id, meeting.code or "", name_in(meeting, "title"))
    read = book.get(Source, one.source)
    return Linked("source", read.id, read.code or "", name_in(read, "title")) if read else None


def _became(one: Issue, activities: Sequence[Linked]) -> Became:
    if one.effect in ("adopted", "partly", "not_adopted"):
        return one.effect  # type: ignore[return-value]
    if facts.filled(one.response):
        return "answered"
    return "linked" if activities else "open"


def _piece(one: Issue, known: frozenset[str]) -> NamedPiece | None:
    found = ((name, named_person(str(getattr(one, name) or ""), known)) for name in _TEXTS)
    return next((NamedPiece(name, piece) for name, piece in found if piece), None)


def _folded(one: Issue, place: Location | None, activities: Sequence[Linked]) -> str:
    own = [str(getattr(one, name) or "") for name in ("code", *_TEXTS)]
    there = [str(getattr(place, f"name_{language}", None) or "") for language in ("en", "ar", "ckb")]
    leads = [f"{each.code} {each.title.en} {each.title.ar}" for each in activities]
    return folded_once(" ".join(text for text in (*own, *there, *leads) if text))


@lru_cache(maxsize=2048)
def folded_once(text: str) -> str:
    """Return a text folded for searching; the same texts are read again after every change."""
    return fold(text)


def _answering(book: Book) -> Mapping[str, list[Linked]]:
    """Return the activities that answer each input, by the input's id."""
    found: defaultdict[str, list[Linked]] = defaultdict(list)
    for one in sorted(book.of(Activity), key=lambda each: (each.code or "~", each.id)):
        linked = Linked("activity", one.id, one.code or "", name_in(one, "title"))
        for voice in one.voices:
            found[book.stands(voice)].append(linked)
    return found


def _notes(book: Book) -> Mapping[str, list[str]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for one in book.where(PrivateNote, subject_kind="issue"):
        found[one.subject or ""].append(one.note or "")
    return found


def _choices(book: Book) -> VoiceChoices:
    process = process_of(book)
    return VoiceChoices(
        activities=_coded(book.of(Activity)),
        locations=tuple((one.id, name_in(one, "name")) for one in book.of(Location)),
        meetings=_coded(book.of(Meeting)),
        consultations=_coded(book.of(Consultation)),
        sources=_coded(book.of(Source)),
        organisations=tuple((one.id, name_in(one, "name")) for one in book.of(Organisation)),
        steps=tuple(one.id for one in process.steps_at("voices")),
        joint=any("joint" in asked.equals for one in process.steps for asked in one.expects),
    )


def _coded(records: Sequence[Activity | Meeting | Consultation | Source]) -> Choices:
    found = sorted(records, key=lambda one: (one.code or "~", one.id))
    return tuple((one.id, with_code(one.code or "", name_in(one, "title"))) for one in found)


def with_code(code: str, title: Name) -> Name:
    """Return a title with its code before it, in each language it has."""
    if not title or not code:
        return title or Name(plain=code)
    return Name(*(f"{code} · {text}" if text else "" for text in (title.en, title.ar, title.ckb, title.fr)))
