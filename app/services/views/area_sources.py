"""The sources library: what every figure cites, how far it carries, and which figures cite nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from app.models.book import Book
from app.models.folding import fold
from app.models.kinds.area import (
    Intentions,
    Location,
    PopulationFigure,
    SelectionCriterion,
    SeverityRank,
    Source,
)
from app.models.kinds.meetings import Attachment
from app.models.kinds.plan import Measurement
from app.models.record import Record
from app.models.registry import KINDS, describe
from app.services.desk import Desk
from app.services.views.records import Value, row_of
from app.services.views.said import Label, Name, name_in, name_of

CITING = (PopulationFigure, SeverityRank, SelectionCriterion, Intentions, Measurement)
"""Kinds whose records are figures or evidence and so must cite a source, in the order they are told."""


@dataclass(frozen=True, slots=True)
class Use:
    """A record that cites a source, or ought to: its kind and id, what it is about, and its round or day."""

    kind: str
    id: str
    label: Label
    detail: str = ""


@dataclass(frozen=True, slots=True)
class SourceEntry:
    """One source; `uses` are the records that cite it, `files` the names of attached files."""

    id: str
    code: str
    title: Name
    publisher: str
    published_on: str
    round: str
    method: str
    representativeness: str
    sensitivity: int | None
    link: str
    files: tuple[str, ...]
    uses: tuple[Use, ...]
    folded: str = ""
    values: Mapping[str, Value] = field(default_factory=dict, hash=False)

    @property
    def incomplete(self) -> tuple[str, ...]:
        """The fields without which nobody can judge how far the source carries."""
        needed = (("publisher", self.publisher), ("method", self.method))
        return tuple(
            name for name, value in (*needed, ("representativeness", self.representativeness)) if not value
        )


def sources(book: Book) -> tuple[SourceEntry, ...]:
    """Return all sources by code."""
    uses, files = _uses(book), _files(book)
    entries = (_entry(one, uses.get(one.id, []), files.get(one.id, [])) for one in book.of(Source))
    return tuple(sorted(entries, key=lambda one: (one.code or "~", one.id)))


def find_source(desk: Desk, record_id: str) -> SourceEntry | None:
    """Return one source without its uses, None when it is not here."""
    one = desk.find(Source, record_id)
    return None if one is None else _entry(one, [], [])


def cited_source(book: Book, record_id: str) -> SourceEntry | None:
    """Return one source without its uses, None when it is not here."""
    one = book.get(Source, record_id)
    return None if one is None else _entry(one, [], [])


def unsourced(book: Book) -> tuple[Use, ...]:
    """Return the figures and pieces of evidence that cite no source which is here."""
    return tuple(
        _use(book, one)
        for kind in CITING
        for one in book.of(kind)
        if book.get(Source, getattr(one, "source", None)) is None and _says_something(one)
    )


def _says_something(one: Record) -> bool:
    if isinstance(one, SelectionCriterion):
        return bool(one.evidence_en or one.evidence_ar)
    return True


def _uses(book: Book) -> dict[str, list[Use]]:
    found: dict[str, list[Use]] = {}
    for name, kind in KINDS.items():
        for field_name, one in describe(name).fields.items():
            if one.rule.target == "source":
                for record in book.of(kind):
                    held = getattr(record, field_name)
                    for cited in held if isinstance(held, tuple) else (held,):
                        if cited:
                            found.setdefault(book.stands(cited), []).append(_use(book, record))
    return found


def _use(book: Book, record: Record) -> Use:
    location = book.get(Location, getattr(record, "location", None))
    label = name_in(location, "name") if location is not None else name_of(record)
    parts = (getattr(record, name, None) for name in ("round", "as_of", "period", "recorded_on", "code"))
    return Use(type(record).about.name, record.id, label, next((str(one) for one in parts if one), ""))


def _files(book: Book) -> dict[str, list[str]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for one in book.where(Attachment, subject_kind="source"):
        name = name_in(one, "name")
        found[book.stands(one.subject or "")].append(name.en or name.ar)
    return found


def _entry(one: Source, uses: list[Use], files: list[str]) -> SourceEntry:
    title = name_in(one, "title")
    texts = (one.code, title.en, title.ar, title.ckb, title.fr, one.publisher, one.round, one.period)
    return SourceEntry(
        one.id,
        one.code or "",
        title,
        one.publisher or "",
        one.published_on or "",
        one.round or "",
        one.method or "",
        one.representativeness or "",
        one.sensitivity,
        one.link or "",
        tuple(files),
        tuple(uses),
        fold(" ".join(text for text in texts if text)),
        row_of(one).values,
    )
