"""A plan as lines to read: for a window and a terminal that show what a PDF carries without drawing it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from app.documents.plan_content import Block, Part, PlanDocument
from app.words.catalogue import Words

Style = Literal["title", "quiet", "heading", "subheading", "text", "bullet"]
_STYLES: dict[str, Style] = {
    "heading": "subheading",
    "bullet": "bullet",
    "numbered": "bullet",
    "note": "quiet",
}


@dataclass(frozen=True, slots=True)
class ReadLine:
    """One paragraph: what it is, its text, and a quiet line beneath it."""

    style: Style
    text: str
    beneath: str = ""


def reading(plan: PlanDocument, words: Words) -> Iterator[ReadLine]:
    """Yield title, facts, texts, activities, commitments, risks, lessons, sources and who is to sign."""
    yield ReadLine("title", plan.title.replace("\n", " "), _line(plan.group_name, plan.area, plan.period))
    for fact in plan.facts:
        yield ReadLine("text", f"{fact.label}: {fact.value}")
    yield from _chapters(plan, words) if plan.chapters else _blocks(plan, words)
    yield from _activities(plan, words)
    yield from _annexes(plan, words)


def _chapters(plan: PlanDocument, words: Words) -> Iterator[ReadLine]:
    for chapter in plan.chapters:
        yield ReadLine("heading", chapter.title)
        empty = not (chapter.parts or chapter.tables)
        yield from _parts(chapter.parts) if not empty else (_not_written(words),)


def _blocks(plan: PlanDocument, words: Words) -> Iterator[ReadLine]:
    yield from _block(words, 1, plan.context)
    yield from _block(words, 2, plan.priorities)
    for place in plan.locations:
        yield ReadLine(
            "bullet", place.name, _line(place.sub_district, place.role, place.severity, place.people)
        )
    for group in plan.groups:
        yield ReadLine("bullet", group.name, _line(group.where, group.number, group.note))
    yield from _block(words, 3, plan.approach)
    for code, parts in (
        ("return", plan.approach_return),
        ("displacement", plan.approach_displacement),
    ):
        yield ReadLine("subheading", words.say(f"documents.approach.{code}"))
        yield from _parts(parts) if parts else (_not_written(words),)


def _block(words: Words, number: int, block: Block) -> Iterator[ReadLine]:
    yield ReadLine("heading", words.say(f"documents.block.{number}"))
    yield from _parts(block.parts)


def _not_written(words: Words) -> ReadLine:
    return ReadLine("quiet", words.say("documents.not_written"))


def _parts(parts: Iterable[Part]) -> Iterator[ReadLine]:
    return (ReadLine(_STYLES.get(part.kind, "text"), part.text) for part in parts)


def _activities(plan: PlanDocument, words: Words) -> Iterator[ReadLine]:
    if plan.objectives or not plan.chapters:
        yield ReadLine("heading", plan.activities_title or words.say("documents.block.4"))
        yield from _parts(plan.activities.parts)
    for objective in plan.objectives:
        yield ReadLine("subheading", _line(objective.code, objective.title))
        if not objective.activities:
            yield ReadLine("quiet", objective.reason or words.say("documents.objective_without_reason"))
        for one in objective.activities:
            days = " – ".join(words.date(day) for day in (one.start, one.end) if day)
            beneath = _line(one.where, one.lead, one.partners, one.government, days, one.status)
            yield ReadLine("bullet", _line(one.code, one.title), beneath)


def _annexes(plan: PlanDocument, words: Words) -> Iterator[ReadLine]:
    yield ReadLine("heading", plan.monitoring_title or words.say("documents.block.5"))
    yield from _parts(plan.monitoring.parts)
    for criterion in plan.criteria:
        yield ReadLine("subheading", criterion.title)
        for one in criterion.indicators:
            yield ReadLine("bullet", _line(one.code, one.name), _line(one.latest.text, one.gap, one.target))
    yield from _listed(
        words,
        "commitments",
        (
            ReadLine(
                "bullet", _line(one.code, one.text), _line(one.by, words.date(one.due or None), one.status)
            )
            for one in plan.commitments
        ),
    )
    risks = (ReadLine("bullet", one.title, _line(one.mitigation, one.owner)) for one in plan.risks)
    yield from _listed(words, "risks", risks)
    lessons = (ReadLine("bullet", one.title, _line(one.text, one.recommendation)) for one in plan.lessons)
    yield from _listed(words, "lessons", lessons)
    sources = (ReadLine("text", f"{words.number(one.number)}. {one.text}") for one in plan.sources)
    yield from _listed(words, "sources", sources)
    if plan.signatories:
        yield ReadLine("heading", words.say("documents.signing_title"))
    for who in plan.signatories:
        standing = _line(who.capacity, who.organisation, who.role)
        yield ReadLine("bullet", who.name or standing, standing if who.name else "")


def _listed(words: Words, code: str, lines: Iterable[ReadLine]) -> Iterator[ReadLine]:
    found = list(lines)
    if found:
        yield ReadLine("heading", words.say(f"documents.annex.{code}"))
    yield from found


def _line(*texts: str) -> str:
    return " · ".join(text for text in texts if text)
