"""What a Plan of Action prints: one frozen value, with every text already chosen in the document's language.

Dates are ISO strings ("2026-03-14"), amounts strings as people write them or whole numbers. Fixed words
(headings, column titles) are not here: the drawing takes them from the catalogue. `sources` hold numbers of
entries in `PlanDocument.sources`. The five blocks are those of the DSTWG planning document.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from app.drawing.shapes import Picture

PartKind = Literal["text", "strong", "lead", "heading", "bullet", "numbered", "table", "note", "quote"]
Tone = Literal["plain", "accent", "good", "attention", "wrong"]


@dataclass(frozen=True, slots=True)
class Part:
    """A paragraph of a block: its kind and its text; line ends begin new lines.

    In a table each line is a row, the first one the heads; its cells stand apart by tabs, else by "|".
    """

    kind: PartKind
    text: str
    sources: tuple[int, ...] = ()


def cells_of(part: Part) -> list[tuple[str, ...]]:
    """Return the rows of a paragraph that was written as a table, all of one width."""
    apart = "\t" if "\t" in part.text else "|"
    lines = [line for line in part.text.splitlines() if line.strip()]
    cells = [[cell.strip() for cell in line.strip("|").split(apart)] for line in lines]
    wide = max(map(len, cells), default=0)
    return [(*line, *[""] * (wide - len(line))) for line in cells]


@dataclass(frozen=True, slots=True)
class Figure:
    """A number on the cover or at the head of a block: what is counted, and where it comes from."""

    value: str
    label: str
    source: int | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of the cover: "Agreed at" → "Roundtable, 14 March 2026"."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class FiguresTable:
    """A small table with a title. `numeric` holds the indexes of columns aligned at the trailing edge.

    With `total` the last row is the sum of the others.
    """

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: frozenset[int] = frozenset()
    sources: tuple[int, ...] = ()
    note: str = ""
    total: bool = False


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture laid out for paper (at most 495 points wide) with its title and caption."""

    title: str
    picture: Picture
    caption: str = ""
    sources: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """The free texts, tables and pictures of one of the five blocks, printed before its own tables."""

    parts: tuple[Part, ...] = ()
    tables: tuple[FiguresTable, ...] = ()
    drawings: tuple[Drawing, ...] = ()


@dataclass(frozen=True, slots=True)
class Chapter:
    """A section of an outline other than the five blocks; one with neither is printed as not written."""

    title: str
    parts: tuple[Part, ...] = ()
    tables: tuple[FiguresTable, ...] = ()


@dataclass(frozen=True, slots=True)
class PriorityLocation:
    """A priority location in its rank; `role`, `severity` and the round that measured it in words."""

    rank: int
    name: str
    sub_district: str
    role: str
    severity: str
    people: str
    reason: str
    tone: Tone = "plain"
    sources: tuple[int, ...] = ()
    severity_round: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """A group of people the plan is for."""

    name: str
    where: str
    number: str
    note: str
    sources: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Activity:
    """A line of the activity table. `start` and `end` are ISO days or ""; the tone colours the status."""

    code: str
    title: str
    where: str
    lead: str
    partners: str
    government: str
    target: str
    start: str
    end: str
    status: str
    status_tone: Tone = "plain"
    detail: str = ""
    voices: int = 0


@dataclass(frozen=True, slots=True)
class Objective:
    """A specific objective with its activities, or the reason why it has none."""

    code: str
    title: str
    activities: tuple[Activity, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """A priority location: how many activities it has under each objective, or why none."""

    location: str
    counts: tuple[int, ...]
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """A measured value as people write it ("62%") and as a share of the scale from 0 to 1, or None."""

    text: str
    share: float | None = None


@dataclass(frozen=True, slots=True)
class Indicator:
    """Displaced people beside those not displaced. `gap` says how far apart, and never a verdict."""

    code: str
    name: str
    unit: str
    baseline: Reading
    latest: Reading
    comparison: Reading
    gap: str
    target: str = ""
    period: str = ""
    note: str = ""
    sources: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Criterion:
    """One of the eight criteria of the IASC Framework with its indicators."""

    title: str
    indicators: tuple[Indicator, ...]


@dataclass(frozen=True, slots=True)
class Commitment:
    """What an organisation committed itself to; `due` is an ISO day or ""; one `side` stands together."""

    code: str
    text: str
    by: str
    kind: str
    due: str
    status: str
    status_tone: Tone = "plain"
    made_at: str = ""
    side: str = ""


@dataclass(frozen=True, slots=True)
class Risk:
    """A risk with likelihood and impact from 1 to 5."""

    title: str
    likelihood: int
    impact: int
    mitigation: str
    owner: str
    status: str = ""


@dataclass(frozen=True, slots=True)
class Lesson:
    """A lesson: what was learnt and what is recommended."""

    title: str
    text: str
    recommendation: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """A numbered source: "IOM DTM, Return Index round 12, March 2021, key informants"."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class Signatory:
    """Someone expected to sign: `capacity` as printed under the name; `field` names the signature field.

    An empty `name` leaves a line to write it. An empty `field` becomes "signatory_<place in the list>".
    """

    name: str
    capacity: str
    organisation: str
    role: str
    field: str = ""


@dataclass(frozen=True, slots=True)
class PlanDocument:
    """A plan in one language. `content_hash` is the SHA-256 of the content in hexadecimal.

    `version` is "" for a paper beside the plan: its versions are not counted and nobody freezes them.
    A Plan of Action has five blocks. A plan of another process has `chapters` in their place, and its own
    titles over its activities and its monitoring.
    """

    language: str
    title: str
    area: str
    group_name: str
    period: str
    version: str
    frozen: bool
    training: bool
    classification: str
    content_hash: str
    made_on: str
    facts: tuple[Fact, ...] = ()
    figures: tuple[Figure, ...] = ()
    chapters: tuple[Chapter, ...] = ()
    activities_title: str = ""
    monitoring_title: str = ""
    context: Block = field(default_factory=Block)
    priorities: Block = field(default_factory=Block)
    locations: tuple[PriorityLocation, ...] = ()
    groups: tuple[Group, ...] = ()
    approach: Block = field(default_factory=Block)
    approach_return: tuple[Part, ...] = ()
    approach_displacement: tuple[Part, ...] = ()
    activities: Block = field(default_factory=Block)
    objectives: tuple[Objective, ...] = ()
    coverage: tuple[CoverageRow, ...] = ()
    monitoring: Block = field(default_factory=Block)
    criteria: tuple[Criterion, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    risks: tuple[Risk, ...] = ()
    lessons: tuple[Lesson, ...] = ()
    attendance: FiguresTable | None = None
    ages: FiguresTable | None = None
    places: FiguresTable | None = None
    risk_parts: tuple[Part, ...] = ()
    lesson_parts: tuple[Part, ...] = ()
    annex_parts: tuple[Part, ...] = ()
    sources: tuple[Source, ...] = ()
    signatories: tuple[Signatory, ...] = ()
    spare_signatures: int = 4
    signing_text: str = ""
    code_text: str = ""

    @property
    def short_hash(self) -> str:
        """Return the start of the content hash as it is printed: "7F3A 91C2 0B5E"."""
        return short_hash(self.content_hash)


def short_hash(content_hash: str) -> str:
    """Return the first twelve digits of a hash in groups of four capitals."""
    start = content_hash[:12].upper()
    return " ".join(start[at : at + 4] for at in range(0, len(start), 4))
