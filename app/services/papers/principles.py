"""The three principles in the readiness report: what speaks for and against each, and the records behind it.

Source: DSTWG update, three key principles. The reader judges; nothing is scored.
"""

from __future__ import annotations

from itertools import groupby

from app.documents.plan_content import Part, Tone
from app.documents.report_content import ReportCell, ReportColumn, ReportSection, ReportTable
from app.models.record import Record
from app.process.checks.finding import PRINCIPLES
from app.process.principles import Evidence, Side, evidence
from app.process.scope import scope_of
from app.process.sentences import label, said
from app.services.papers.scribe import Scribe

NAMED = 3
"""Records of an observation that are named; the others are counted."""
TONES: dict[Side, Tone] = {"for": "good", "against": "attention"}


def principles_section(scribe: Scribe, today: str) -> ReportSection:
    """Return the section on the principles, empty where the process of the area has no such principles."""
    words = scribe.words
    found = evidence(scribe.book, today) if scope_of(scribe.book).framework == "so" else ()
    rows: list[tuple[ReportCell, ...]] = []
    for principle, listed in groupby(found, lambda one: one.principle):
        rows.append((ReportCell(words.code("principle", principle), words.say(PRINCIPLES)),))
        rows += [_row(scribe, one) for one in listed]
    columns = (
        ReportColumn(words.say("report.column.finding"), 48),
        ReportColumn(words.say("report.column.speaks"), 14),
        ReportColumn(words.say("report.column.rests_on"), 36),
    )
    note = (Part("text", words.say("report.principles_note")),) if rows else ()
    return ReportSection(words.say("report.principles"), note, (ReportTable(columns, tuple(rows)),))


def _row(scribe: Scribe, one: Evidence) -> tuple[ReportCell, ...]:
    words = scribe.words
    speaks = ReportCell(words.say(f"report.speaks.{one.side}"), tone=TONES[one.side])
    return (
        ReportCell(said(words, scribe.book, one.code, one.params)),
        speaks,
        ReportCell(_names(scribe, one)),
    )


def _names(scribe: Scribe, one: Evidence) -> str:
    """Return the first records that an observation rests on, and how many more there are."""
    words = scribe.words
    names = tuple(dict.fromkeys(_name(scribe, scribe.book.get(Record, key), one.side) for key in one.records))
    if len(names) <= NAMED:
        return words.join(names)
    return words.say("process.and_more", names=names[:NAMED], count=len(names) - NAMED)


def _name(scribe: Scribe, record: Record | None, side: Side) -> str:
    """Return code and name of what speaks against; the code suffices for one of many that speak for it."""
    code, name = getattr(record, "code", None) or "", label(scribe.words, scribe.book, record).rstrip(".")
    return code if code and side == "for" else scribe.line(code, name)
