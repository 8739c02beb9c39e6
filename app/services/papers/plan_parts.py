"""The blocks of a Plan of Action in words: paragraphs, places, groups, figures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from app.documents.plan_content import Group, Part, PartKind, PriorityLocation, Tone
from app.models.kinds.area import Location, PopulationFigure, SeverityRank
from app.models.kinds.plan import Paragraph, Section
from app.services.papers.scribe import LANGUAGES, Scribe

STYLES: dict[str, PartKind] = {
    "text": "text",
    "strong": "strong",
    "heading": "heading",
    "bullet": "bullet",
    "numbered": "numbered",
    "table": "table",
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
    category = (latest.category if latest else None) or ""
    round_name = (latest.round if latest and category else None) or ""
    return PriorityLocation(
        rank=place.priority_rank or 0,
        name=scribe.name(place),
        sub_district=scribe.place(place.sub_district),
        role=scribe.code("location_role", place.role),
        severity=scribe.code("severity_category", category),
        people=_people(scribe, figures),
        reason=scribe.name(place, "rationale"),
        tone=SEVERITY_TONES.get(category, "plain"),
        sources=scribe.cite(latest.source if latest else None, *(figure.source for figure in figures)),
        severity_round=scribe.words.say("papers.round", round=round_name) if round_name else "",
    )


def _latest_figures(scribe: Scribe, place: Location) -> list[PopulationFigure]:
    """Return the newest figure of each group at a place: a series shows its last round."""
    newest: dict[str, PopulationFigure] = {}
    for figure in sorted(scribe.book.where(PopulationFigure, location=place.id), key=lambda f: f.as_of or ""):
        newest[figure.group or ""] = figure
    return list(newest.values())


def _people(scribe: Scribe, figures: Sequence[PopulationFigure]) -> str:
    total = individuals(figures)
    return scribe.amount(total) if total else ""


def people_by_group(scribe: Scribe) -> dict[str, list[PopulationFigure]]:
    """Return the newest figures of all locations by population group, the largest group first."""
    found: dict[str, list[PopulationFigure]] = {}
    for place in sorted(scribe.book.of(Location), key=lambda place: place.id):
        for figure in _latest_figures(scribe, place):
            found.setdefault(figure.group or "", []).append(figure)
    return dict(sorted(found.items(), key=lambda item: (-individuals(item[1]), item[0])))


def individuals(figures: Iterable[PopulationFigure]) -> int:
    """Return the sum of people."""
    return sum(figure.individuals or 0 for figure in figures)


def groups(scribe: Scribe) -> tuple[Group, ...]:
    """Return the population groups of the plan with numbers and where they are."""
    return tuple(
        Group(
            name=scribe.code("population_group", group),
            where=scribe.words.say("papers.in_locations", count=len({f.location for f in figures})),
            number=scribe.amount(individuals(figures)),
            note="",
            sources=scribe.cite(*sorted({figure.source or "" for figure in figures})),
        )
        for group, figures in people_by_group(scribe).items()
    )
