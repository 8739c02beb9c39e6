"""A report as a PDF: facts, figures, and sections with tables, drawn from one frozen value."""

from __future__ import annotations

from reportlab.platypus.flowables import Flowable

from app.documents.pdf.booklet import Booklet, Running
from app.documents.pdf.composer import Composer
from app.documents.pdf.masthead import masthead
from app.documents.pdf.tables import Cell, Column, Row
from app.documents.pdf.theme import Align
from app.documents.report_content import ReportCell, ReportColumn, ReportDocument, ReportSection, ReportTable
from app.foundation.progress import Progress, unwatched
from app.words.catalogue import Words

SHORT = 14
"""Tables of up to this many rows stay on one page."""


def render_report(content: ReportDocument, words: Words, progress: Progress | None = None) -> bytes:
    """Return the report as a PDF; the same content gives the same bytes. Raises Cancelled."""
    make = Composer(words)
    story = _head(make, content)
    for section in content.sections:
        story += _section(make, section)
    return Booklet(_running(make, content), progress or unwatched(), first="portrait").make(story)


def _head(make: Composer, report: ReportDocument) -> list[Flowable]:
    over, beneath = make.line(report.title, report.group_name), make.line(report.area, report.when)
    made = masthead(make, over, report.kind, beneath, report.facts, report.figures)
    return made + make.parts(report.summary)


def _section(make: Composer, section: ReportSection) -> list[Flowable]:
    tables = [table for table in section.tables if table.rows]
    if not tables and not section.parts:
        return []
    made = make.title(section.title) + make.parts(section.parts)
    for table in tables:
        made += _table(make, table)
    return made


def _table(make: Composer, table: ReportTable) -> list[Flowable]:
    columns = [
        Column(make.cells.head(one.head, _align(one)) if one.head else (), one.weight)
        for one in table.columns
    ]
    rows = [
        Row(tuple(_cell(make, cell, _align(one)) for cell, one in zip(row, table.columns, strict=True)))
        for row in table.rows
    ]
    return [make.table(columns, rows, dense=len(rows) <= SHORT), *make.source_note(table.note, ())]


def _align(column: ReportColumn) -> Align:
    return "end" if column.numeric else "start"


def _cell(make: Composer, cell: ReportCell, align: Align) -> Cell:
    if cell.tone != "plain":
        return make.cells.toned(cell.text, cell.tone, cell.quiet, align)
    if cell.strong:
        return make.cells.strong(cell.text, cell.quiet, align)
    return make.cells.with_quiet(cell.text, cell.quiet, align)


def _running(make: Composer, report: ReportDocument) -> Running:
    name = make.line(report.kind, report.area, report.when)
    return Running(
        language=report.language,
        rtl=make.rtl,
        title=name,
        author=report.group_name,
        subject=report.title,
        keywords="masar, report",
        foot=name,
        classification=report.classification,
        training=make.say("training_mark") if report.training else "",
        draft="",
        code="",
        made_on=report.made_on,
        page_words=lambda page, pages: make.say("page", page=page, pages=pages),
    )
