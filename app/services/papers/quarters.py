"""Days as the quarters of a work plan."""

from __future__ import annotations

from datetime import date

from app.process.facts import day
from app.words.catalogue import Words


def quarters_text(words: Words, starts: str | None, ends: str | None) -> str:
    """Return "Q1–Q3 2026" for two days, with both years where they differ; "" without a first day."""
    first, last = day(starts), day(ends) or day(starts)
    if first is None or last is None:
        return ""
    one, other = _quarter(first), _quarter(last)
    if (one, first.year) == (other, last.year):
        return words.say("papers.quarter", quarter=one, year=str(first.year))
    if first.year == last.year:
        return words.say("papers.quarters", first=one, last=other, year=str(first.year))
    said = [
        words.say("papers.quarter", quarter=q, year=str(on.year)) for q, on in ((one, first), (other, last))
    ]
    return " – ".join(said)


def _quarter(on: date) -> int:
    return (on.month + 2) // 3
