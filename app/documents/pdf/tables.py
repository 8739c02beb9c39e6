"""Tables that break over pages, repeat their headers and are mirrored in right-to-left documents.

A quiet header, thin lines between rows, no vertical lines. A row higher than a good part of a page is
split inside its cells, so that no text, however long, fails to print.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import Literal, Protocol

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus.flowables import Flowable

from app.documents.pdf.lines import Text
from app.documents.pdf.paragraph import BidiParagraph
from app.documents.pdf.tagging import TableTag, Tag, head_cell, inside, ornament
from app.documents.pdf.theme import Align, Style, Styles, colour

PADDING = 5.0
DENSE = 3.2
WHOLE = 440.0
LEFT_EMPTY = 170.0
"""What a page may lose at its end so that a dense table stays whole."""
GUTTER = 11.0
TALL_ROW = 220.0
NARROW = 64.0
"""Up to this width a column is held against its longest word."""
MOST_GIVEN = 0.6
"""Of the width that others can spare, how much may go to columns that are too narrow."""
LEAST_PART = 60.0
# Space after a part that nothing follows on its page.
REST_OF_PAGE = 1e5


class Drawable(Protocol):
    """What a cell may hold: a paragraph, a picture, a bar."""

    height: float

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]: ...

    def draw_on(self, canvas: Canvas, x: float, y: float) -> None: ...


Cell = tuple[Drawable, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its head, its share of the width, and where its contents stand."""

    head: Cell
    weight: float


@dataclass(frozen=True, slots=True)
class Row:
    """Cells in the order of reading; a group row and a note under the table have one over the whole width.

    `again` marks a heading that stands once more over the rows of another page.
    """

    cells: tuple[Cell, ...]
    kind: Literal["row", "group", "note"] = "row"
    height: float = -1.0
    open_end: bool = False
    again: bool = False


@dataclass(frozen=True, slots=True)
class CellMaker:
    """Makes cells of text in the styles of a document."""

    styles: Styles

    def text(self, text: Text, align: Align = "start") -> Cell:
        """Return an ordinary cell."""
        return (BidiParagraph(text, _aligned(self.styles.cell, align)),)

    def strong(self, text: Text, quiet: Text = "", align: Align = "start") -> Cell:
        """Return a bold text with a quiet line under it, if any."""
        cell: Cell = (BidiParagraph(text, _aligned(self.styles.cell_bold, align)),)
        return (*cell, BidiParagraph(quiet, _aligned(self.styles.cell_quiet, align))) if quiet else cell

    def with_quiet(self, text: Text, quiet: Text, align: Align = "start") -> Cell:
        """Return a plain text with a quiet line under it, if any."""
        return self.text(text, align) + self.quiet(quiet, align) if quiet else self.text(text, align)

    def quiet(self, text: Text, align: Align = "start") -> Cell:
        """Return a small quiet text."""
        return (BidiParagraph(text, _aligned(self.styles.cell_quiet, align)),)

    def code(self, text: str) -> Cell:
        """Return a code or time: quiet, on the same line as the texts beside it."""
        return (BidiParagraph(text, replace(self.styles.cell, role="quiet")),)

    def head(self, text: str, align: Align = "start") -> Cell:
        """Return the head of a column."""
        return (BidiParagraph(text, _aligned(self.styles.cell_head, align)),)

    def toned(self, text: str, tone: str, quiet: str = "", align: Align = "start") -> Cell:
        """Return a text in the colour of a tone ("plain" is ordinary text), a quiet line under it if any."""
        style = _aligned(self.styles.cell, align)
        cell: Cell = (
            BidiParagraph(text, style if tone == "plain" else replace(style, role=tone, bold=True)),
        )
        return cell + self.quiet(quiet, align) if quiet else cell


def _aligned(style: Style, align: Align) -> Style:
    return style if style.align == align else replace(style, align=align)


class BidiTable(Flowable):
    """Rows of cells under a repeated header. `rtl` puts the first column at the right.

    A dense table has lower rows and stays on one page when a page can hold it and little of this one is lost.
    """

    def __init__(
        self, columns: Sequence[Column], rows: Sequence[Row], rtl: bool, dense: bool = False
    ) -> None:
        super().__init__()
        self._dense = dense
        self._padding = DENSE if dense else PADDING
        self._columns = tuple(columns)
        self._rows = list(rows)
        self._rtl = rtl
        self._measured_for = -1.0
        self._wide: list[float] = []
        self._goes_on = False
        self._tag = TableTag()
        self._head = Row(tuple(column.head for column in columns))
        self._bare = not any(column.head for column in columns)

    @property
    def headings(self) -> list[Drawable]:
        """What stands over groups of rows, in order."""
        return [item for row in self._rows if row.kind == "group" for cell in row.cells for item in cell]

    def getSpaceAfter(self) -> float:
        # Rows held back for the next page must not follow on this one after all.
        return REST_OF_PAGE if self._goes_on else 12.0

    def getSpaceBefore(self) -> float:
        return 2.0

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        self.width = available_width
        if self._measured_for != available_width:
            self._wide = self._fitted()
            self._head = self._measured(self._head)
            self._rows = [self._measured(row) for row in self._rows]
            self._measured_for = available_width
        self.height = self._head_height + sum(row.height for row in self._rows)
        return available_width, self.height

    @property
    def _head_height(self) -> float:
        return 0.0 if self._bare else self._head.height

    def _fitted(self) -> list[float]:
        """Return the widths by weight; one too narrow for its longest word takes from those with room."""
        total = sum(column.weight for column in self._columns)
        room = self.width - GUTTER * (len(self._columns) - 1)
        shares = [column.weight / total * room for column in self._columns]
        needs = [self._longest(at, wide) for at, wide in enumerate(shares)]
        lacks = sum(max(need - wide, 0.0) for need, wide in zip(needs, shares, strict=True))
        spare = sum(max(wide - need, 0.0) for need, wide in zip(needs, shares, strict=True))
        if not lacks or not spare:
            return shares
        given = min(lacks, spare * MOST_GIVEN)
        return [
            wide + (need - wide) * given / (lacks if need > wide else spare)
            for need, wide in zip(needs, shares, strict=True)
        ]

    def _longest(self, column: int, wide: float) -> float:
        """Return the width of the longest word of a narrow column, of a wide one what it has to keep."""
        if wide > NARROW:
            return NARROW
        cells = (row.cells[column] for row in (self._head, *self._rows) if row.kind == "row" and row.cells)
        texts = (item for cell in cells for item in cell if isinstance(item, BidiParagraph))
        return min(max((text.minWidth() + 0.5 for text in texts), default=0.0), NARROW)

    def _measured(self, row: Row) -> Row:
        widths = self._wide if row.kind == "row" else [self.width - 2 * _indent(row)]
        tallest = max(_cell_height(cell, width) for cell, width in zip(row.cells, widths, strict=True))
        return replace(row, height=tallest + 2 * self._padding)

    def split(self, available_width: float, available_height: float) -> list[Flowable]:
        self.wrap(available_width, available_height)
        # Without a head, the rest of it would not say on the next page what it is of.
        stays = self._dense and (self._bare or available_height <= LEFT_EMPTY)
        if stays and available_height < self.height <= WHOLE:
            return []
        room = available_height - self._head_height
        count, used = 0, 0.0
        for row in self._rows:
            if used + row.height > room + 0.01:
                break
            used += row.height
            count += 1
        if count == len(self._rows):
            return [self]
        first, rest = self._rows[:count], self._rows[count:]
        first, rest = self._split_tall(first, rest, room - used)
        if _rows(rest) == 1 and len(first) > 3 and rest[0].height < TALL_ROW:
            rest.insert(0, first.pop())
        if _rows(first) == 1 < _rows(rest) and available_height <= LEFT_EMPTY and not first[-1].open_end:
            return []
        while first and not first[-1].open_end and (_heads(first[-1]) or rest[0].kind == "note"):
            rest.insert(0, first.pop())
        if not first:
            return []
        rest = [*_continued(first, rest[0]), *rest]
        return [self._part(first, goes_on=True), self._part(rest, self._goes_on)]

    def _split_tall(self, first: list[Row], rest: list[Row], room: float) -> tuple[list[Row], list[Row]]:
        """Let a very high row begin on this page when there is room for some lines of it."""
        row = rest[0]
        if row.height < TALL_ROW or room < LEAST_PART:
            return first, rest
        parts = [split_cell(cell, room - 2 * self._padding) for cell in row.cells]
        upper = Row(tuple(part[0] for part in parts), row.kind, open_end=True)
        lower = Row(tuple(part[1] for part in parts), row.kind)
        return [*first, self._measured(upper)], [self._measured(lower), *rest[1:]]

    def _part(self, rows: list[Row], goes_on: bool = False) -> BidiTable:
        part = BidiTable(self._columns, rows, self._rtl, self._dense)
        part._goes_on, part._tag = goes_on, self._tag
        part._head, part._measured_for, part.width = self._head, self._measured_for, self.width
        part._wide = self._wide
        part.height = self._head_height + sum(row.height for row in rows)
        return part

    def draw(self) -> None:
        top = self.height
        if not self._bare:
            self._draw_row(replace(self._head, again=bool(self._tag.kids)), top, head=True)
            top -= self._head.height
            self._rule(top, "accent", 0.9)
        for row in self._rows:
            if row.kind == "group":
                self.canv.setFillColor(colour("accent_soft"))
                self.canv.rect(0, top - row.height, self.width, row.height, stroke=0, fill=1)
            self._draw_row(row, top)
            top -= row.height
            if not row.open_end and row.kind != "note":
                self._rule(top, *(("line", 0.6) if row.kind == "row" else ("surface", 2.0)))

    def _rule(self, y: float, role: str, width: float) -> None:
        self.canv.setStrokeColor(colour(role))
        self.canv.setLineWidth(width)
        self.canv.line(0, y, self.width, y)

    def _draw_row(self, row: Row, top: float, head: bool = False) -> None:
        """Draw a row as one of the table; a note belongs to what the table stands in."""
        if row.again:
            with ornament(self.canv):
                self._draw_cells(row, top)
        elif row.kind == "note":
            self._draw_cells(row, top)
        else:
            span = len(self._columns) if row.kind == "group" else 1
            cells = [head_cell(span) if head or row.kind == "group" else Tag("TD") for _ in row.cells]
            if self._bare and row.kind == "row":
                cells[0] = head_cell(scope="Row")
            with inside(self.canv, self._tag):
                self._draw_cells(row, top, self._tag.row(cells, row.open_end))

    def _draw_cells(self, row: Row, top: float, tags: Sequence[Tag] = ()) -> None:
        for cell, x, tag in zip_longest(row.cells, self._starts(row), tags):
            y = top - self._padding
            with in_cell(self.canv, cell, tag) if tag else nullcontext():
                for item in cell:
                    y -= item.height
                    item.draw_on(self.canv, x, y)

    def _starts(self, row: Row) -> Iterator[float]:
        """Yield the left end of each cell, in the order of reading."""
        if row.kind != "row":
            yield _indent(row)
            return
        x = 0.0
        for width in self._wide:
            yield self.width - x - width if self._rtl else x
            x += width + GUTTER


def _rows(rows: Sequence[Row]) -> int:
    return sum(row.kind == "row" for row in rows)


def _heads(row: Row) -> bool:
    return row.kind == "group"


def _continued(first: Sequence[Row], following: Row) -> list[Row]:
    """Return the heading, if any, of the rows that go on with `following`, to stand over them once more."""
    heading = next((row for row in reversed(first) if row.kind == "group"), None)
    if heading is None or following.kind != "row" or heading.open_end or heading.height > LEAST_PART:
        return []
    return [replace(heading, again=True)]


def in_cell(canvas: Canvas, cell: Sequence[Drawable], tag: Tag) -> AbstractContextManager[None]:
    """Have what is drawn stand in a cell; texts alone are its content without paragraphs in between."""
    texts = [item for item in cell if isinstance(item, BidiParagraph) and item.tag.role == "P"]
    if len(texts) == len(cell):
        for text in texts:
            text.tag = tag
    return inside(canvas, tag)


def _indent(row: Row) -> float:
    return GUTTER if row.kind == "group" else 0.0


def _cell_height(cell: Cell, width: float) -> float:
    return sum(item.wrap(width, 1e6)[1] for item in cell)


def split_cell(cell: Cell, room: float) -> tuple[Cell, Cell]:
    """Return what of a cell fits into `room` and what is left."""
    for number, item in enumerate(cell):
        if item.height <= room:
            room -= item.height
            continue
        parts = item.split_at(room) if isinstance(item, BidiParagraph) else None
        if parts is None:
            return cell[:number], cell[number:]
        return (*cell[:number], parts[0]), (parts[1], *cell[number + 1 :])
    return cell, ()
