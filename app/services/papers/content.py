"""The content of a plan: what its documents print, in all languages, as canonical bytes with one hash.

Filtered like the pages: no comments, no contacts, nothing of the group's own space, no class above 2, nothing
that rests on fewer than ten people.
"""

from __future__ import annotations

import hashlib

import msgspec

from app.models.book import Book
from app.models.kinds.area import Area, AreaDecision, Location, PopulationFigure, SeverityRank, Source
from app.models.kinds.meetings import AttendanceCount, Commitment, Consultation, Decision, Issue, Meeting
from app.models.kinds.people import CoordinationMechanism, Group, Member, Organisation
from app.models.kinds.plan import (
    Activity,
    Agreement,
    Alignment,
    CostShare,
    FrameworkAnswer,
    Indicator,
    JointActivity,
    JointShare,
    Lesson,
    Measurement,
    OutsideProject,
    Paragraph,
    Plan,
    Risk,
    Section,
    Target,
)
from app.models.record import Record
from app.process.gaps import SMALL
from app.process.scope import USUAL, scope_of
from app.services.papers.printable import printable

FORMAT = 1
PRINTED: tuple[type[Record], ...] = (
    Activity,
    Agreement,
    Alignment,
    Area,
    AreaDecision,
    AttendanceCount,
    Commitment,
    Decision,
    FrameworkAnswer,
    Group,
    Indicator,
    Issue,
    JointActivity,
    Lesson,
    Location,
    Measurement,
    Meeting,
    Member,
    Organisation,
    Paragraph,
    Plan,
    PopulationFigure,
    Risk,
    Section,
    SeverityRank,
    Source,
    Target,
)
OF_NEIGHBOURS: tuple[type[Record], ...] = (
    Consultation,
    CoordinationMechanism,
    CostShare,
    JointShare,
    OutsideProject,
)
"""What the document of another process prints besides."""
_LEFT_OUT = frozenset({"space", "person", "potential", "representative", "position"})


def plan_content(book: Book, plan: Plan, version: str) -> bytes:
    """Return the canonical bytes of a plan's content: JSON, kinds and records in order, no empty fields."""
    shown = printable(book, plan.id)
    kinds = PRINTED if scope_of(book).process == USUAL else (*PRINTED, *OF_NEIGHBOURS)
    records = {kind.about.name: [_values(r) for r in _printed(shown, kind)] for kind in kinds}
    content = {
        "format": FORMAT,
        "plan": plan.id,
        "version": version,
        "records": {name: listed for name, listed in records.items() if listed},
    }
    return msgspec.json.encode(content, order="deterministic")


def _printed(book: Book, kind: type[Record]) -> list[Record]:
    # The order of paragraphs is printed, the keys that make it are not.
    shown = [record for record in book.of(kind) if not _rests_on_few(record)]
    return sorted(shown, key=lambda record: (getattr(record, "position", None) or "", record.id))


def _rests_on_few(record: Record) -> bool:
    """Whether so few people stand behind a measured value that no document prints it."""
    size = record.sample_size if isinstance(record, Measurement) else None
    return size is not None and size < SMALL


def _values(record: Record) -> dict[str, object]:
    values = {name: getattr(record, name) for name in record.__struct_fields__ if name not in _LEFT_OUT}
    return {name: value for name, value in values.items() if value not in (None, ())}


def content_hash(content: bytes) -> str:
    """Return the SHA-256 of a plan's content, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()
