"""A report as a PDF: facts, figures, and sections with tables, drawn from one frozen value."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from reportlab.platypus.flowables import Flowable

from app.documents.pdf.booklet import Booklet, Running
from app.documents.pdf.composer import Composer
from app.documents.pdf.masthead import masthead
from app.documents.pdf.one_page import SIZES, scaled
from app.documents.pdf.shapes import PictureBox
from app.documents.pdf.tables import Cell, CellMaker, Column, Row
from app.documents.pdf.theme import Align
from app.documents.report_content import ReportCell, ReportColumn, ReportDocument, ReportSection, ReportTable
from app.foundation.progress import Progress, unwatched
from app.words.catalogue import Words

SHORT = 14
"""Tables of up to this many rows stay on one page."""


def render_report(content: ReportDocument, words: Words, progress: Progress | None = None) -> bytes:
    """Return the report as a PDF; the same content gives the same bytes. Raises Cancelled."""
    made = b""
    for size in SIZES if content.most_pages else (1.0,):
        make = Composer(words)
        make.styles = scaled(make.styles, size)
        make.cells = CellMaker(make.styles)
        booklet = Booklet(
            _running(make, content),
            progress or unwatched(),
            first="landscape" if content.wide else "portrait",
        )
        made = booklet.make(_story(make, content))
        if booklet.page <= content.most_pages:
            break
    return made


def _story(make: Composer, content: ReportDocument) -> list[Flowable]:
    story = _head(make, content)
    for section in content.sections:
        story += _section(make, section, make.heading if content.most_pages else make.title)
    if content.sources:
        story += [] if content.most_pages else make.heading(make.say("annex.sources"))
        story += [make.source(number, source) for number, source in enumerate(content.sources, 1)]
    return story


def _head(make: Composer, report: ReportDocument) -> list[Flowable]:
    over, beneath = make.line(report.title, report.group_name), make.line(report.area, report.when)
    made = masthead(make, over, report.kind, beneath, report.facts, report.figures)
    return made + make.parts(report.summary)


def _section(make: Composer, section: ReportSection, head: Callable[[str], list[Flowable]]) -> list[Flowable]:
    tables = [table for table in section.tables if table.rows]
    if not tables and not section.parts and not section.drawings:
        return []
    made = head(section.title) + make.parts(section.parts)
    for drawing in section.drawings:
        made += make.drawing(drawing)
    for table in tables:
        made += _table(make, table)
    return made


def _table(make: Composer, table: ReportTable) -> list[Flowable]:
    columns = [
        Column(make.cells.head(one.head, _align(one)) if one.head else (), one.weight)
        for one in table.columns
    ]
    rows = [_row(make, row, table.columns) for row in table.rows]
    if table.note:
        rows.append(Row((make.cells.quiet(table.note),), kind="note"))
    made = make.heading(table.title) if table.title else []
    return [*made, make.table(columns, rows, dense=len(table.rows) <= SHORT)]


def _row(make: Composer, row: Sequence[ReportCell], columns: Sequence[ReportColumn]) -> Row:
    if len(row) == 1 < len(columns):
        return Row((make.cells.strong(row[0].text, row[0].quiet),), kind="group")
    return Row(tuple(_cell(make, cell, _align(one)) for cell, one in zip(row, columns, strict=True)))


def _align(column: ReportColumn) -> Align:
    return "number" if column.numeric else "start"


def _cell(make: Composer, cell: ReportCell, align: Align) -> Cell:
    if cell.picture is not None:
        return (PictureBox(cell.picture, make.rtl),)
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
        code=report.code,
        made_on=report.made_on,
        page_words=lambda page, pages: make.say("page", page=page, pages=pages),
        inside=report.inside,
    )
