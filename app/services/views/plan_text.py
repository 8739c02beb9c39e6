"""The texts of the plan: its sections in order, what each holds in each language, and what is missing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from app.models.book import Book
from app.models.codes import CODE_LISTS
from app.models.kinds.area import Source
from app.models.kinds.people import Member, Organisation
from app.models.kinds.plan import Paragraph, Plan, Section
from app.models.kinds.review import Comment
from app.process import facts
from app.process.scope import scope_of
from app.services.views.said import NAMELESS, Name, name_in

SectionState = Literal["ready", "written", "partly", "empty"]

MADE_FROM_RECORDS = frozenset({"priority_activities", "activity_breakdown", "risk", "lessons", "annex"})
"""Sections that the document fills from records; a text of their own may stand before it."""


@dataclass(frozen=True, slots=True)
class ParagraphEntry:
    """One paragraph of a section in one language; `source` is the title of the source `source_id`."""

    id: str
    language: str
    style: str
    text: str
    source: Name = NAMELESS
    source_id: str = ""


@dataclass(frozen=True, slots=True)
class MarginComment:
    """A comment on a section as it stands in its margin."""

    id: str
    code: str
    type: str
    text: str
    who: Name
    status: str


@dataclass(frozen=True, slots=True)
class SectionEntry:
    """One section; `id` is "" while nobody has written in it. `state` judges the plan's languages.

    `original` is the language that the others are translations of.
    """

    key: str
    id: str = ""
    state: SectionState = "empty"
    ready: bool = False
    writer: str = ""
    writer_name: Name = NAMELESS
    sources: int = 0
    from_records: bool = False
    paragraphs: Mapping[str, tuple[ParagraphEntry, ...]] = field(default_factory=dict, hash=False)
    comments: tuple[MarginComment, ...] = ()
    original: str = ""


@dataclass(frozen=True, slots=True)
class TextView:
    """All sections of the plan in force, and the languages it is written in."""

    plan: str = ""
    title: Name = NAMELESS
    languages: tuple[str, ...] = ("en", "ar")
    sections: tuple[SectionEntry, ...] = ()


def plan_text(book: Book) -> TextView:
    """Return the texts of the plan that is in force."""
    plan = facts.current_plan(book)
    languages = tuple(plan.languages) if plan and plan.languages else ("en", "ar")
    ordered = tuple(code for code in CODE_LISTS["language"] if code in languages)
    sections = tuple(_section(book, plan, key, ordered) for key in _keys(book, plan))
    return TextView(plan.id if plan else "", name_in(plan, "title"), ordered, sections)


def _keys(book: Book, plan: Plan | None) -> tuple[str, ...]:
    """Return the outline of the process, then sections outside it that are there all the same."""
    outline = scope_of(book).sections
    held = {one.key for one in book.where(Section, plan=plan.id)} if plan else set()
    return (*outline, *(key for key in CODE_LISTS["section_key"] if key in held and key not in outline))


def _section(book: Book, plan: Plan | None, key: str, languages: tuple[str, ...]) -> SectionEntry:
    found = book.where(Section, plan=plan.id, key=key) if plan else ()
    if not found:
        return SectionEntry(key, from_records=key in MADE_FROM_RECORDS)
    section = found[0]
    texts = {code: _paragraphs(book, section.id, code) for code in CODE_LISTS["language"]}
    writer = book.get(Member, section.writer)
    return SectionEntry(
        key,
        section.id,
        _state(bool(section.ready), [bool(texts[code]) for code in languages]),
        bool(section.ready),
        section.writer or "",
        name_in(writer, "name"),
        len(section.sources),
        key in MADE_FROM_RECORDS,
        texts,
        _comments(book, section.id),
        section.original_language or "",
    )


def _comments(book: Book, section: str) -> tuple[MarginComment, ...]:
    """Return the comments on a section, those that are open first."""
    found = sorted(
        book.where(Comment, section=section),
        key=lambda one: (one.status not in (None, "open"), one.code or ""),
    )
    return tuple(
        MarginComment(
            one.id, one.code or "", one.type or "", one.text or "",
            name_in(book.get(Organisation, one.organisation), "name"), one.status or "",
        )
        for one in found
    )  # fmt: skip


def _state(ready: bool, written: list[bool]) -> SectionState:
    if not any(written):
        return "empty"
    if not all(written):
        return "partly"
    return "ready" if ready else "written"


def _paragraphs(book: Book, section: str, language: str) -> tuple[ParagraphEntry, ...]:
    found = book.where(Paragraph, section=section, language=language)
    ordered = sorted(found, key=lambda one: (one.position or "", one.id))
    return tuple(
        ParagraphEntry(
            one.id, language, one.style or "text", one.text or "",
            name_in(book.get(Source, one.source), "title"), one.source or "",
        )
        for one in ordered
    )  # fmt: skip
