"""Which sections of a plan say something."""

from __future__ import annotations

from app.models.book import Book
from app.models.kinds.plan import Paragraph, Plan, Section
from app.process import facts


def written_sections(book: Book, plan: Plan | None) -> dict[str, tuple[str, set[str]]]:
    """Return the sections of a plan that say something: key → (section id, languages written in)."""
    languages: dict[str, set[str]] = {}
    for paragraph in book.of(Paragraph):
        if facts.filled(paragraph.text):
            languages.setdefault(paragraph.section or "", set()).add(paragraph.language or "")
    own = (one for one in book.of(Section) if plan is None or one.plan == plan.id)
    return {one.key or "": (one.id, languages[one.id]) for one in own if one.id in languages}
