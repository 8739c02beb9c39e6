"""What the minutes of a meeting print: one frozen value, texts already chosen in the document's language.

Days are ISO strings, times "09:30". People who attended are counts only; names stand where someone signs,
speaks for an agenda item or takes on an action.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.documents.plan_content import (
    Commitment,
    Fact,
    Figure,
    FiguresTable,
    Part,
    Signatory,
    Tone,
    short_hash,
)


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """An item of the agenda: when, what, who led it, and what was said in short."""

    start: str
    end: str
    title: str
    speaker: str = ""
    notes: str = ""


@dataclass(frozen=True, slots=True)
class Voice:
    """An input: what was said, by which group, about which place; never by which person."""

    code: str
    text: str
    group: str
    place: str = ""
    objective: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision and how it was reached."""

    code: str
    text: str
    reached: str = ""


@dataclass(frozen=True, slots=True)
class ActionPoint:
    """Who does what by when; `due` is an ISO day or ""."""

    code: str
    text: str
    who: str
    due: str
    status: str = ""
    status_tone: Tone = "plain"


@dataclass(frozen=True, slots=True)
class MinutesDocument:
    """The minutes of one meeting in one language. `content_hash` is a SHA-256 in hexadecimal."""

    language: str
    title: str
    area: str
    group_name: str
    day: str
    final: bool
    training: bool
    classification: str
    content_hash: str
    made_on: str
    facts: tuple[Fact, ...] = ()
    figures: tuple[Figure, ...] = ()
    summary: tuple[Part, ...] = ()
    attendance: tuple[FiguresTable, ...] = ()
    agenda: tuple[AgendaItem, ...] = ()
    voices: tuple[Voice, ...] = ()
    decisions: tuple[Decision, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    actions: tuple[ActionPoint, ...] = ()
    closing: tuple[Part, ...] = ()
    signatories: tuple[Signatory, ...] = ()
    spare_signatures: int = 2

    @property
    def short_hash(self) -> str:
        """Return the start of the content hash as it is printed: "7F3A 91C2 0B5E"."""
        return short_hash(self.content_hash)
