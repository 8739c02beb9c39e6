"""What the plan's text prints by itself, for those who comment in a word processor: plain frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from app.documents.plan_content import Part, Source


@dataclass(frozen=True, slots=True)
class TextSection:
    """A section: its title and its paragraphs."""

    title: str
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class TextDocument:
    """The text of a plan in one language; `marks` stand on every page: classification, training example."""

    language: str
    right_to_left: bool
    title: str
    under: str
    marks: tuple[str, ...]
    sections: tuple[TextSection, ...]
    sources_title: str
    sources: tuple[Source, ...] = ()
    made_at: datetime | None = None
