"""The blocks of a Plan of Action in words: paragraphs, places, groups, figures."""

from __future__ import annotations

from collections.abc import Sequence

from app.documents.plan_content import FiguresTable, Group, Part, PartKind, PriorityLocation, Tone
from app.models.kinds.area import Location, PopulationFigure, SeverityRank
from app.models.kinds.meetings import AttendanceCount, Meeting
from app.models.kinds.plan import Paragraph, Section
from app.services.papers.scribe import LANGUAGES, Scribe

STYLES: dict[str, PartKind] = {
    "text": "text",
    "heading": "heading",
    "bullet": "bullet",
    "numbered": "bullet",
    "quote": "quote",
}
SEVERITY_TONES: dict[str, Tone] = {"high": "wrong", "medium": "attention", "low": "good"}


def parts(scribe: Scribe, *keys: str) -> tuple[Part, ...]:
    """Return the paragraphs of sections in the document's language, else in the original language."""
    found: list[Part] = []
    for key in keys:
        for section in scribe.book.where(Section, key=key):
            found += _section(scribe, section)
    return tuple(found)


def _section(scribe: Scribe, section: Section) -> list[Part]:
    paragraphs = [p for p in scribe.book.where(Paragraph, section=section.id) if p.text]
    by_language = {
        language: sorted(
            (p for p in paragraphs if p.language == language), key=lambda p: (p.position or "", p.id)
        )
        for language in LANGUAGES
    }
    wanted = (scribe.words.language, section.original_language or "en", *LANGUAGES)
    chosen = next((by_language[code] for code in wanted if by_language.get(code)), [])
    cited = section.sources
    return [
        Part(
            STYLES.get(p.style or "text", "text"),
            p.text or "",
            scribe.cite(p.source, *(cited if place == len(chosen) - 1 else ())),
        )
        for place, p in enumerate(chosen)
    ]


def locations(scribe: Scribe) -> tuple[PriorityLocation, ...]:
    """Return the ranked locations with severity and people, first rank first."""
    ranked = [place for place in scribe.book.of(Location) if place.priority_rank is not None]
    return tuple(
        _location(scribe, place) for place in sorted(ranked, key=lambda p: (p.priority_rank or 0, p.id))
    )


def _location(scribe: Scribe, place: Location) -> PriorityLocation:
    ranks = sorted(scribe.book.where(SeverityRank, location=place.id), key=lambda r: r.round_date or "")
    latest = ranks[-1] if ranks else None
    figures = _latest_figures(scribe, place)
    severity = ""
    if latest is not None and latest.category:
        severity = scribe.words.say(
            "papers.severity",
            level=scribe.code("severity_category", latest.category),
            round=latest.round or "",
        )
    return PriorityLocation(
        rank=place.priority_rank or 0,
        name=scribe.name(place),
        sub_district=scribe.place(place.sub_district),
        role=scribe.code("location_role", place.role),
        severity=severity,
        people=_people(scribe, figures),
        reason=scribe.name(place, "rationale"),
        tone=SEVERITY_TONES.get(latest.category or "", "plain") if latest is not None else "plain",
        sources=scribe.cite(latest.source if latest else None, *(figure.source for figure in figures)),
    )


def _latest_figures(scribe: Scribe, place: Location) -> list[PopulationFigure]:
    """Return the newest figure of each group at a place: a series shows its last round."""
    newest: dict[str, PopulationFigure] = {}
    for figure in sorted(scribe.book.where(PopulationFigure, location=place.id), key=lambda f: f.as_of or ""):
        newest[figure.group or ""] = figure
    return list(newest.values())


def _people(scribe: Scribe, figures: Sequence[PopulationFigure]) -> str:
    total = sum(figure.individuals or 0 for figure in figures)
    return scribe.amount(total) if total else ""


def groups(scribe: Scribe) -> tuple[Group, ...]:
    """Return the population groups of the plan with numbers and where they are."""
    sums: dict[str, int] = {}
    places: dict[str, set[str]] = {}
    cited: dict[str, set[str]] = {}
    for place in scribe.book.of(Location):
        for figure in _latest_figures(scribe, place):
            group = figure.group or ""
            sums[group] = sums.get(group, 0) + (figure.individuals or 0)
            places.setdefault(group, set()).add(place.id)
            cited.setdefault(group, set()).add(figure.source or "")
    return tuple(
        Group(
            name=scribe.code("population_group", group),
            where=scribe.words.say("papers.in_locations", count=len(places[group])),
            number=scribe.amount(total),
            note="",
            sources=scribe.cite(*sorted(cited[group])),
        )
        for group, total in sorted(sums.items(), key=lambda item: -item[1])
    )


def attendance(scribe: Scribe) -> FiguresTable | None:
    """Return who attended the roundtable, counted by affiliation and sex, or None."""
    held = [m for m in scribe.book.where(Meeting, type="roundtable") if m.held_on]
    if not held:
        return None
    return attendance_of(scribe, max(held, key=lambda m: m.held_on or ""))


def attendance_of(scribe: Scribe, meeting: Meeting) -> FiguresTable | None:
    """Return a meeting's attendance counted by affiliation and sex, or None when nobody counted."""
    counts = scribe.book.where(AttendanceCount, meeting=meeting.id)
    if not counts:
        return None
    table: dict[str, dict[str, int]] = {}
    for count in counts:
        row = table.setdefault(count.affiliation or "", {})
        row[count.sex or ""] = row.get(count.sex or "", 0) + (count.count or 0)
    rows = [
        (
            scribe.code("affiliation", affiliation),
            scribe.amount(row.get("female", 0)),
            scribe.amount(row.get("male", 0)),
            scribe.amount(sum(row.values())),
        )
        for affiliation, row in sorted(table.items(), key=lambda item: -sum(item[1].values()))
    ]
    total = sum(sum(row.values()) for row in table.values())
    women = sum(row.get("female", 0) for row in table.values())
    men = sum(row.get("male", 0) for row in table.values())
    say = scribe.words.say
    rows.append((say("papers.total"), scribe.amount(women), scribe.amount(men), scribe.amount(total)))
    return FiguresTable(
        title=say(
            "papers.attendance", meeting=scribe.name(meeting, "title"), day=scribe.day(meeting.held_on)
        ),
        columns=(say("papers.affiliation"), say("papers.women"), say("papers.men"), say("papers.total")),
        rows=tuple(rows),
        numeric=frozenset({1, 2, 3}),
    )
