"""Makes the flowables that all documents share: headings, texts, small tables, drawings, contents."""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import replace
from itertools import zip_longest

from reportlab.platypus.flowables import Flowable

from app.documents.pdf.booklet import Heading, HeadingParagraph, contents_form
from app.documents.pdf.lines import Span, Text
from app.documents.pdf.paragraph import BidiParagraph
from app.documents.pdf.shapes import PictureBox
from app.documents.pdf.tables import BidiTable, CellMaker, Column, Row
from app.documents.pdf.tagging import Tag, group, inside, link
from app.documents.pdf.theme import Align, Style, colour, styles
from app.documents.plan_content import Block, Drawing, FiguresTable, Part, cells_of
from app.words.catalogue import FIRST_STRONG_ISOLATE, POP_ISOLATE, Words

BULLET_INDENT = 14.0
NUMBER_INDENT = 22.0
LISTED = frozenset({"bullet", "numbered"})
SHORT_LEAD = 300
"""Letters of a text that stays with the list after it."""
_FIGURE = re.compile(r"[\d\s.,%+\-–/]*")
# Gives a line made of isolates the direction of the document when it becomes part of a sentence.
RIGHT_TO_LEFT_MARK = "\u200f"


class Composer:
    """Turns values into flowables in one language. `headings` collects what the contents list.

    `parting` stands between a name and what is said quietly after it.
    """

    parting = "  "

    def __init__(self, words: Words) -> None:
        self.words = words
        self.rtl = words.right_to_left
        self.styles = styles(self.rtl)
        self.cells = CellMaker(self.styles)
        self.headings: list[Heading] = []

    def say(self, code: str, /, **params: object) -> str:
        """Return a sentence of the documents' catalogue."""
        return self.words.say(f"documents.{code}", **params)

    def isolated(self, text: str) -> str:
        """Return a text that keeps its own direction inside a composed line; figures follow the line."""
        has_letters = any(char.isalpha() for char in text)
        return f"{FIRST_STRONG_ISOLATE}{text}{POP_ISOLATE}" if has_letters else text

    def line(self, *texts: str) -> str:
        """Return texts joined by a middle dot, leaving out empty ones."""
        return self.joined(" · ", [text for text in texts if text])

    def joined(self, mark: str, texts: Sequence[str]) -> str:
        """Return texts joined by a mark in the direction of the document."""
        direction = RIGHT_TO_LEFT_MARK if self.rtl else ""
        return direction + mark.join(map(self.isolated, texts))

    def label(self, text: str) -> str:
        """Return a text for where there is room for one line only."""
        return text

    def followed(self, text: str, more: str) -> str:
        """Return a text with what follows it in every language."""
        return text + more

    def title(self, text: str) -> list[Flowable]:
        """Return the heading that opens a block or an annex."""
        return [self._heading(text, 0, self.styles.title)]

    def heading(self, text: str) -> list[Flowable]:
        """Return a heading inside a block."""
        return [self._heading(text, 1, self.styles.heading)]

    def _heading(self, text: str, level: int, style: Style) -> Flowable:
        heading = Heading(text, level, f"h{len(self.headings) + 1}")
        self.headings.append(heading)
        return HeadingParagraph(heading, style)

    def marked(self, text: str, sources: Sequence[int]) -> Text:
        """Return a text followed by the numbers of its sources, quietly."""
        if not sources:
            return text
        marks = ",\u00a0".join(str(number) for number in sources)
        return (Span(text.rstrip()), Span(f"\u00a0[{marks}]", role="quiet"))

    def parts(self, parts: Sequence[Part]) -> list[Flowable]:
        """Return the paragraphs of a block; a short text stays with its list, a question with its answer."""
        made, number = list[Flowable](), 0
        for part, following in zip_longest(parts, parts[1:]):
            text = self.marked(part.text, part.sources)
            number = number + 1 if part.kind == "numbered" else 0
            if part.kind == "heading":
                made += self.heading(part.text)
            elif part.kind == "table":
                made += self.figures_table(table_of(part))
            elif part.kind == "numbered":
                numbered = BidiParagraph(text, replace(self.styles.body, after=0))
                made.append(Numbered(numbered, self.rtl, mark=f"{number}."))
            elif part.kind == "bullet":
                made.append(Bulleted(BidiParagraph(text, replace(self.styles.body, after=0)), self.rtl))
            elif part.kind == "quote":
                quote = BidiParagraph(text, replace(self.styles.body, role="quiet", after=0))
                made.append(Quoted(quote, self.rtl))
                answered = following is not None and following.kind not in ("quote", "heading")
                made[-1].keepWithNext = int(answered and len(part.text) < SHORT_LEAD)
            else:
                strong = replace(self.styles.body, bold=True)
                kinds = {"lead": self.styles.lead, "note": self.styles.note, "strong": strong}
                leads = following is not None and following.kind in LISTED and len(part.text) < SHORT_LEAD
                style = kinds.get(part.kind, self.styles.body)
                made.append(BidiParagraph(text, replace(style, keep_with_next=leads)))
        return made

    def body(self, text: str) -> Flowable:
        """Return an ordinary paragraph."""
        return BidiParagraph(text, self.styles.body)

    def note(self, text: str, keep: bool = False) -> Flowable:
        """Return a small quiet paragraph; `keep` holds it with what follows."""
        return BidiParagraph(text, replace(self.styles.note, keep_with_next=keep))

    def source(self, number: int, text: str) -> Flowable:
        """Return a source with the number that texts refer to it by."""
        return BidiParagraph(f"[{number}] {text}", self.styles.note, "Note")

    def block(self, block: Block) -> list[Flowable]:
        """Return the texts, tables and drawings of a block."""
        made = self.parts(block.parts)
        for table in block.tables:
            made += self.figures_table(table)
        for drawing in block.drawings:
            made += self.drawing(drawing)
        return made

    def figures_table(self, table: FiguresTable) -> list[Flowable]:
        """Return a small table under its title, with its note and sources."""
        aligns: list[Align] = ["number" if i in table.numeric else "start" for i in range(len(table.columns))]
        columns = [
            Column(self.cells.head(head, align), _weight(table, i))
            for i, (head, align) in enumerate(zip(table.columns, aligns, strict=True))
        ]
        rows = [
            Row(tuple(self.cells.text(text, align) for text, align in zip(row, aligns, strict=True)))
            for row in table.rows
        ]
        if table.total and rows:
            last = zip(table.rows[-1], aligns, strict=True)
            rows[-1] = Row(tuple(self.cells.strong(text, align=align) for text, align in last))
        if said := self._source(table.note, table.sources):
            rows.append(Row((self.cells.quiet(said),), kind="note"))
        made = self.heading(table.title) if table.title else []
        return [*made, BidiTable(columns, rows, self.rtl, dense=True)]

    def drawing(self, drawing: Drawing) -> list[Flowable]:
        """Return a picture with title and caption, never parted."""
        head: list[Flowable] = [BidiParagraph(drawing.title, self.styles.subheading)] if drawing.title else []
        caption = self.source_note(drawing.caption, drawing.sources)
        told = drawing.title or drawing.caption
        picture = PictureBox(drawing.picture, self.rtl, keep_with_next=bool(caption), title=told)
        return [*head, picture, *caption]

    def source_note(self, note: str, sources: Sequence[int]) -> list[Flowable]:
        """Return the line under a table or picture that says where it comes from."""
        text = self._source(note, sources)
        return [BidiParagraph(text, replace(self.styles.note, after=10))] if text else []

    def _source(self, note: str, sources: Sequence[int]) -> str:
        if not sources:
            return note
        said = self.say("source_numbers", count=len(sources), numbers=", ".join(map(str, sources)))
        return f"{note} {said}".strip()

    def columns(self, heads: Sequence[tuple[str, float]], ends: Sequence[str] = ()) -> list[Column]:
        """Return columns by the code of their head and their weight; those of `ends` hold numbers."""
        return [
            Column(self.cells.head(self.say(f"column.{code}"), "number" if code in ends else "start"), weight)
            for code, weight in heads
        ]

    def table(self, columns: Sequence[Column], rows: Sequence[Row], dense: bool = False) -> Flowable:
        """Return a table in the direction of the document."""
        return BidiTable(columns, rows, self.rtl, dense)

    def day(self, value: str) -> str:
        """Return an ISO day as people write it, "" for none."""
        return self.words.date(value) if value else ""


class Beside(Flowable):
    """A paragraph with room at its start for a sign: one of a list, whose numbering is `counted`.

    `role` is that of the paragraph in the structure.
    """

    indent = BULLET_INDENT
    counted, role = "Disc", "LBody"

    def __init__(self, paragraph: BidiParagraph, rtl: bool, first: bool = True, mark: str = "") -> None:
        super().__init__()
        self._paragraph = paragraph
        paragraph.tag.role = self.role
        self._rtl = rtl
        self._first = first
        self._mark = mark

    def getSpaceAfter(self) -> float:
        return 4.0

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        _, self.height = self._paragraph.wrap(available_width - self.indent, available_height)
        self.width = available_width
        return self.width, self.height

    def split(self, available_width: float, available_height: float) -> list[Flowable]:
        parts = self._paragraph.split(available_width - self.indent, available_height)
        return [
            type(self)(part, self._rtl, self._first and not i, self._mark) for i, part in enumerate(parts)
        ]

    def draw(self) -> None:
        if not self._first:
            self._draw()
            return
        listed = group(self.canv, "L", f"/A <</O /List /ListNumbering /{self.counted}>>")
        with inside(self.canv, listed), inside(self.canv, Tag("LI")):
            self._draw()

    def _draw(self) -> None:
        self._sign()
        self._paragraph.draw_on(self.canv, 0.0 if self._rtl else self.indent, 0.0)

    def _sign(self) -> None:
        raise NotImplementedError


class Bulleted(Beside):
    """A paragraph of a list."""

    def _sign(self) -> None:
        if self._first:
            x = self.width - 4 if self._rtl else 4.0
            y = self.height - self._paragraph.line_height / 2
            self.canv.setFillColor(colour("accent"))
            self.canv.circle(x, y, self._paragraph.style.size * 0.18, stroke=0, fill=1)


class Numbered(Beside):
    """A paragraph of a list that counts; `mark` is its number."""

    indent = NUMBER_INDENT
    counted = "Decimal"

    def _sign(self) -> None:
        if self._first:
            mark = BidiParagraph(self._mark, replace(self._paragraph.style, role="accent"), "Lbl")
            _, tall = mark.wrap(self.indent, self.height)
            mark.draw_on(self.canv, self.width - self.indent if self._rtl else 0.0, self.height - tall)


class Quoted(Beside):
    """What someone said, beside a line."""

    role = "P"

    def draw(self) -> None:
        with inside(self.canv, Tag("BlockQuote")) if self._first else nullcontext():
            self._draw()

    def _sign(self) -> None:
        x = self.width - 3 if self._rtl else 3.0
        self.canv.setStrokeColor(colour("accent"))
        self.canv.setLineWidth(1.6)
        self.canv.line(x, 0, x, self.height)


class ContentsLine(Flowable):
    """A line of the contents: the heading, and its page number, which is drawn when it is known."""

    def __init__(self, heading: Heading, style: Style, rtl: bool) -> None:
        super().__init__()
        self._heading = heading
        self._rtl = rtl
        self._text = BidiParagraph(heading.text, style)

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        _, high = self._text.wrap(available_width - 50, available_height)
        self.width, self.height = available_width, high + 9
        return self.width, self.height

    def draw(self) -> None:
        canvas, area = self.canv, (0.0, 0.0, self.width, self.height)
        canvas.setStrokeColor(colour("line"))
        canvas.setLineWidth(0.6)
        canvas.line(0, 0, self.width, 0)
        with (
            inside(canvas, group(canvas, "TOC")),
            inside(canvas, Tag("TOCI")),
            inside(canvas, Tag("Reference")),
            link(canvas, self._heading.key, self._text.text, area),
        ):
            self._text.draw_on(canvas, 50.0 if self._rtl else 0.0, 5)
            canvas.saveState()
            canvas.translate(0 if self._rtl else self.width, 5 + self._text.line_height * 0.5 - 3.3)
            canvas.doForm(contents_form(self._heading.key))
            canvas.restoreState()


def table_of(part: Part) -> FiguresTable:
    """Return a paragraph that was written as a table; columns that hold only figures end at one edge."""
    head, *rows = cells_of(part) or [()]
    figures = frozenset(
        place for place in range(len(head)) if rows and all(_FIGURE.fullmatch(row[place]) for row in rows)
    )
    return FiguresTable("", head, tuple(rows), figures, part.sources)


def _weight(table: FiguresTable, column: int) -> float:
    """Return a column's share of the width by the length of its texts, within limits."""
    lengths = [len(row[column]) for row in table.rows] + [len(table.columns[column])]
    return min(max(*lengths, 8), 46)
