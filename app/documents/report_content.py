"""What a report prints: one frozen value of facts, figures and sections, texts already in words."""

from __future__ import annotations

from dataclasses import dataclass

from app.documents.plan_content import Drawing, Fact, Figure, FiguresTable, Part, Tone
from app.drawing.shapes import Picture


@dataclass(frozen=True, slots=True)
class ReportCell:
    """A cell: its text, a quiet line beneath it, the tone of its colour ("plain" is ordinary text).

    A `picture` stands in place of the text.
    """

    text: str
    quiet: str = ""
    tone: Tone = "plain"
    strong: bool = False
    picture: Picture | None = None


@dataclass(frozen=True, slots=True)
class ReportColumn:
    """A column: head, share of the width, and whether its contents stand at the trailing edge."""

    head: str
    weight: float
    numeric: bool = False


@dataclass(frozen=True, slots=True)
class ReportTable:
    """A table; without rows it is left out. A row of one cell heads those that follow."""

    columns: tuple[ReportColumn, ...]
    rows: tuple[tuple[ReportCell, ...], ...]
    note: str = ""
    title: str = ""


def report_table(table: FiguresTable) -> ReportTable:
    """Return a table of figures as one of a report: columns as wide as their texts ask for."""
    columns = tuple(
        ReportColumn(head, _weight([head, *(row[number] for row in table.rows)]), number in table.numeric)
        for number, head in enumerate(table.columns)
    )
    last = len(table.rows) - 1 if table.total else -1
    rows = tuple(
        tuple(ReportCell(text, strong=number == last) for text in row)
        for number, row in enumerate(table.rows)
    )
    return ReportTable(columns, rows, table.note, table.title)


def _weight(texts: list[str]) -> float:
    return min(max(*map(len, texts), 8), 46)


@dataclass(frozen=True, slots=True)
class ReportSection:
    """A part of a report: title, texts, pictures and tables, in this order; without any it is left out."""

    title: str
    parts: tuple[Part, ...] = ()
    tables: tuple[ReportTable, ...] = ()
    drawings: tuple[Drawing, ...] = ()


@dataclass(frozen=True, slots=True)
class ReportDocument:
    """A report of one area in one language. `kind` names it in the foot, `when` its day or period.

    With `most_pages` the letters get smaller until the report fits, as far as people can read them. `code` is
    what the square code at the foot holds; `sources` are listed at the end, numbered from 1.
    A `wide` one lies on its side; one that stays `inside` the group is marked so on each page.
    """

    language: str
    kind: str
    title: str
    area: str
    group_name: str
    when: str
    training: bool
    classification: str
    made_on: str
    facts: tuple[Fact, ...] = ()
    figures: tuple[Figure, ...] = ()
    summary: tuple[Part, ...] = ()
    sections: tuple[ReportSection, ...] = ()
    sources: tuple[str, ...] = ()
    most_pages: int = 0
    code: str = ""
    wide: bool = False
    inside: bool = False
