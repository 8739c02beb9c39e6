"""Consultations: whom they heard, what came out, when it was fed back; and whose voices are missing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from app.models.book import Book
from app.models.folding import fold
from app.models.kinds.area import Location
from app.models.kinds.meetings import Consultation, ConsultationCount, Issue, Meeting
from app.models.kinds.people import Organisation
from app.process.voice_coverage import METHODS, VOICES, Coverage, Heard, voice_coverage
from app.services.views.records import Value, row_of
from app.services.views.said import NAMELESS, Name, name_in


@dataclass(frozen=True, slots=True)
class Counted:
    """How many people of one group, sex and age band were heard."""

    group: str
    sex: str
    age_band: str
    count: int


@dataclass(frozen=True, slots=True)
class HeardInput:
    """An input that a consultation brought."""

    id: str
    code: str
    text: Name


@dataclass(frozen=True, slots=True)
class ConsultationRow:
    """One consultation. `people` is None when nobody was counted; `differs` when its two counts disagree."""

    id: str
    code: str
    title: Name
    method: str
    status: str
    step_id: str
    held_on: str
    groups: tuple[str, ...]
    places: tuple[Name, ...]
    by: Name
    people: int | None
    women: int | None
    men: int | None
    fed_back_on: str
    counts: tuple[Counted, ...] = ()
    differs: bool = False
    inputs: tuple[HeardInput, ...] = ()
    meeting: tuple[str, Name] = ("", NAMELESS)
    values: Mapping[str, Value] = field(default_factory=dict, hash=False)
    folded: str = ""


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """One method or place, with what is known of each voice in the order of `VOICES`.

    `key` is a method, or a location's id with its `name`; `wanted` marks a priority place.
    """

    key: str
    name: Name
    cells: tuple[Heard, ...]
    wanted: bool = False


@dataclass(frozen=True, slots=True)
class ConsultationsView:
    """All consultations, newest first, and the picture of whose voices were heard."""

    rows: tuple[ConsultationRow, ...] = ()
    by_method: tuple[CoverageRow, ...] = ()
    by_place: tuple[CoverageRow, ...] = ()
    total: tuple[Heard, ...] = (Heard(),) * len(VOICES)
    missing: tuple[str, ...] = VOICES
    uncounted: tuple[str, ...] = ()
    places_missing: int = 0
    places_wanted: int = 0
    events: int = 0


def consultations_view(book: Book, today: str) -> ConsultationsView:
    """Return the consultations of an area and whose voices they reached up to a day."""
    counts, inputs = _counts(book), _inputs(book)
    rows = (_row(book, one, counts.get(one.id, ()), inputs.get(one.id, ())) for one in book.of(Consultation))
    coverage = voice_coverage(book, today)
    places = _places(book, coverage)
    wanted = [one for one in places if one.wanted]
    return ConsultationsView(
        rows=tuple(sorted(rows, key=lambda one: (one.held_on or "9999", one.id), reverse=True)),
        by_method=tuple(_line(one, NAMELESS, coverage.by_method.get(one, {})) for one in _methods(coverage)),
        by_place=places,
        total=_cells(coverage.total),
        missing=coverage.missing,
        uncounted=coverage.uncounted,
        places_missing=sum(not any(cell.events for cell in one.cells) for one in wanted),
        places_wanted=len(wanted),
        events=coverage.events,
    )


def _methods(coverage: Coverage) -> list[str]:
    return [one for one in METHODS if one != "other" or one in coverage.by_method]


def _places(book: Book, coverage: Coverage) -> tuple[CoverageRow, ...]:
    """Return priority places in their order, then others where somebody was heard."""
    shown = [one for one in book.of(Location) if one.priority_rank is not None or one.id in coverage.by_place]
    shown.sort(key=lambda one: (one.priority_rank is None, one.priority_rank or 0, one.id))
    return tuple(
        _line(one.id, name_in(one, "name"), coverage.by_place.get(one.id, {}), one.priority_rank is not None)
        for one in shown
    )


def _line(key: str, name: Name, heard: Mapping[str, Heard], wanted: bool = False) -> CoverageRow:
    return CoverageRow(key, name, _cells(heard), wanted)


def _cells(heard: Mapping[str, Heard]) -> tuple[Heard, ...]:
    return tuple(heard.get(voice, Heard()) for voice in VOICES)


def _row(
    book: Book, one: Consultation, counts: Sequence[Counted], inputs: Sequence[HeardInput]
) -> ConsultationRow:
    places = [place for place in (book.get(Location, each) for each in sorted(one.locations)) if place]
    names = tuple(name_in(place, "name") for place in places)
    title, meeting = name_in(one, "title"), book.get(Meeting, one.meeting)
    women, men = _by_sex(one.women, "female", counts), _by_sex(one.men, "male", counts)
    return ConsultationRow(
        id=one.id,
        code=one.code or "",
        title=title,
        method=one.method or "",
        status=one.status or "",
        step_id=one.step_id or "",
        held_on=one.held_on or "",
        groups=tuple(sorted(one.groups)),
        places=names,
        by=name_in(book.get(Organisation, one.organisation), "name"),
        people=_people(one, counts),
        women=women,
        men=men,
        fed_back_on=one.fed_back_on or "",
        counts=tuple(counts),
        differs=bool(counts) and any(_differs(one, counts)),
        inputs=tuple(inputs),
        meeting=(meeting.id, name_in(meeting, "title")) if meeting else ("", NAMELESS),
        values=row_of(one).values,
        folded=_folded(one, title, names),
    )


def _people(one: Consultation, counts: Sequence[Counted]) -> int | None:
    if counts:
        return sum(line.count for line in counts)
    said = [number for number in (one.women, one.men) if number is not None]
    return sum(said) if said else None


def _by_sex(said: int | None, sex: str, counts: Sequence[Counted]) -> int | None:
    return sum(line.count for line in counts if line.sex == sex) if counts else said


def _differs(one: Consultation, counts: Sequence[Counted]) -> list[bool]:
    pairs = ((one.women, "female"), (one.men, "male"))
    return [said is not None and said != _by_sex(None, sex, counts) for said, sex in pairs]


def _folded(one: Consultation, title: Name, places: Sequence[Name]) -> str:
    own = (one.code, one.questions, one.summary_en, one.summary_ar, one.fed_back_how)
    names = [text for name in (title, *places) for text in (name.en, name.ar, name.ckb)]
    return fold(" ".join(text for text in (*own, *names) if text))


def _counts(book: Book) -> Mapping[str, list[Counted]]:
    found: defaultdict[str, list[Counted]] = defaultdict(list)
    for one in book.of(ConsultationCount):
        found[one.consultation or ""].append(
            Counted(one.group or "", one.sex or "", one.age_band or "", one.count or 0)
        )
    return found


def _inputs(book: Book) -> Mapping[str, list[HeardInput]]:
    found: defaultdict[str, list[HeardInput]] = defaultdict(list)
    for one in sorted(book.of(Issue), key=lambda each: (each.code or "~", each.id)):
        if one.consultation:
            found[one.consultation].append(HeardInput(one.id, one.code or "", name_in(one, "text")))
    return found
