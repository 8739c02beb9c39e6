"""What the comparison of two versions prints: one frozen value, texts already in the document's language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from app.documents.plan_content import Figure, short_hash

Sort = Literal["added", "changed", "removed"]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of a text: what stayed, what was put in, what was taken out."""

    text: str
    sort: Literal["same", "added", "removed"] = "same"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field before and after, in stretches; empty for an empty field."""

    label: str
    before: tuple[Stretch, ...] = ()
    after: tuple[Stretch, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """A record that was added, changed or removed; `level` 1 and more belong to the one above."""

    sort: Sort
    sort_text: str
    code: str
    title: str
    level: int = 0
    fields: tuple[FieldChange, ...] = ()


@dataclass(frozen=True, slots=True)
class ChangeChapter:
    """The changes of one kind of record."""

    title: str
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Edition:
    """One of the two versions: what it is called, when it was frozen in words, and its content hash."""

    name: str
    frozen: str
    content_hash: str

    @property
    def short_hash(self) -> str:
        """Return the start of the content hash as it is printed: "7F3A 91C2 0B5E"."""
        return short_hash(self.content_hash) if self.content_hash else ""


@dataclass(frozen=True, slots=True)
class ComparisonDocument:
    """What changed from one version of a plan to another, in one language."""

    language: str
    title: str
    area: str
    group_name: str
    before: Edition
    after: Edition
    training: bool
    classification: str
    made_on: str
    figures: tuple[Figure, ...] = ()
    chapters: tuple[ChangeChapter, ...] = ()
