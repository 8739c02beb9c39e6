"""A text as .docx: headings, lists and tables of the word processor itself, right-to-left runs told as such.

A right-to-left paragraph has `w:bidi`; a run of Arabic letters has `w:rtl` and is set in the complex script's
font and size, a run of Latin letters within it has not, so that each stands in its own order.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from datetime import UTC
from io import BytesIO
from itertools import groupby
from operator import itemgetter
from typing import Any

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

from app.documents.plan_content import Part, cells_of
from app.documents.text_content import TextDocument
from app.documents.workbook.cells import in_xml

_FACE, _SIZE = "Arial", 11  # has Latin, Arabic and Kurdish letters and is on every office computer
_ACCENT = RGBColor(0x0F, 0x5C, 0x63)
_STYLES = {"heading": "Heading 3", "bullet": "List Bullet", "quote": "Quote"}
_SPOKEN = {"en": "en-GB", "fr": "fr-FR", "ar": "ar-IQ", "ckb": "ku-Arab-IQ"}
_COLOURED = ("Title", "Subtitle", "Heading 1", "Heading 3")
_SIDES = {"R": True, "AL": True, "L": False}


def write_word(content: TextDocument) -> bytes:
    """Return the text as the bytes of a .docx file."""
    made, out = _Word(content), BytesIO()
    made.whole()
    made.document.save(out)
    return out.getvalue()


class _Word:
    """One document while it is written."""

    def __init__(self, content: TextDocument) -> None:
        self.content, self.document = content, Document()
        self.rtl = content.right_to_left
        self._style()

    def whole(self) -> None:
        """Write everything."""
        content = self.content
        self._describe()
        self._head()
        self.paragraph(content.title, "Title")
        self.paragraph(content.under, "Subtitle")
        for section in content.sections:
            self.paragraph(section.title, "Heading 1")
            self.parts(section.parts)
        if content.sources:
            self.paragraph(content.sources_title, "Heading 1")
            for source in content.sources:
                self.paragraph(f"{source.number}. {source.text}")

    def parts(self, parts: tuple[Part, ...]) -> None:
        """Write the paragraphs of a section; numbered ones count on while they follow each other."""
        number = 0
        for part in parts:
            number = number + 1 if part.kind == "numbered" else 0
            if part.kind == "table":
                self.table(part)
                continue
            text = f"{number}. {part.text}" if number else part.text
            self.paragraph(
                text, _STYLES.get(part.kind, "Normal"), bold=part.kind == "strong", sources=part.sources
            )

    def paragraph(
        self, text: str, style: str = "Normal", *, bold: bool = False, sources: tuple[int, ...] = ()
    ) -> None:
        """Write a paragraph in a style, with the numbers of its sources raised at its end."""
        if text:
            made = self.document.add_paragraph(style=style)
            self.fill(made, text, bold=bold)
            for number in sources:
                self.run(made, f" [{number}]", rtl=self.rtl).font.superscript = True

    def table(self, part: Part) -> None:
        """Write a table; its first line holds the heads."""
        rows = cells_of(part)
        if not rows:
            return
        made = self.document.add_table(len(rows), len(rows[0]), "Table Grid")
        if self.rtl:
            made._tbl.tblPr.insert(1, OxmlElement("w:bidiVisual"))  # after the name of the style
        for number, (row, cells) in enumerate(zip(made.rows, rows, strict=True)):
            for cell, text in zip(row.cells, cells, strict=True):
                self.fill(cell.paragraphs[0], text, bold=number == 0)
        self.document.add_paragraph()

    def fill(self, paragraph: Any, text: str, *, bold: bool = False) -> None:
        """Write text into a paragraph, each run in its own direction."""
        if self.rtl:
            _turn(paragraph)
        for piece, rtl in runs(in_xml(text), rtl=self.rtl):
            self.run(paragraph, piece, rtl=rtl, bold=bold)

    def run(self, paragraph: Any, text: str, *, rtl: bool, bold: bool = False) -> Any:
        """Write a run; python-docx makes tabs and new lines of those signs."""
        made = paragraph.add_run(text)
        if bold:
            made.font.bold = made.font.cs_bold = True
        if rtl:
            made.font.rtl = True
        return made

    def _style(self) -> None:
        normal = self.document.styles["Normal"]
        for name in ("Normal", *_COLOURED, "Quote", "List Bullet"):
            self._face(self.document.styles[name])
        normal.font.size = Pt(_SIZE)
        size, language = OxmlElement("w:szCs"), OxmlElement("w:lang")
        size.set(qn("w:val"), str(2 * _SIZE))
        language.set(qn("w:bidi" if self.rtl else "w:val"), _SPOKEN[self.content.language])
        normal.element.get_or_add_rPr().extend((size, language))

    def _face(self, style: Any) -> None:
        properties = style.element.get_or_add_rPr()
        fonts = properties.get_or_add_rFonts()
        for name in list(fonts.attrib):
            del fonts.attrib[name]
        for script in ("ascii", "hAnsi", "cs"):
            fonts.set(qn(f"w:{script}"), _FACE)
        if style.name in _COLOURED:
            style.font.color.rgb = _ACCENT
        for name in ("w:spacing", "w:i", "w:iCs"):  # letters set apart or slanted tear Arabic words
            for found in properties.findall(qn(name)):
                properties.remove(found)

    def _describe(self) -> None:
        about = self.document.core_properties
        about.title, about.author = in_xml(self.content.title)[:255], "Masar"
        about.subject, about.language = in_xml(self.content.under)[:255], _SPOKEN[self.content.language]
        about.comments = ""
        if self.content.made_at is not None:
            about.created = about.modified = self.content.made_at.astimezone(UTC).replace(tzinfo=None)

    def _head(self) -> None:
        section = self.document.sections[0]
        if self.rtl:  # stands before the grid, which is the last there
            section._sectPr.insert(len(section._sectPr) - 1, OxmlElement("w:bidi"))
        self.fill(section.header.paragraphs[0], " · ".join(filter(None, self.content.marks)), bold=True)
        foot = section.footer.paragraphs[0]
        if self.rtl:
            _turn(foot)
        field = OxmlElement("w:fldSimple")
        field.set(qn("w:instr"), "PAGE")
        foot._p.append(field)


def runs(text: str, *, rtl: bool) -> Iterator[tuple[str, bool]]:
    """Yield a text in pieces with whether each runs right to left.

    Signs without a direction of their own, figures among them, go with the letters on both sides of them
    where those agree, else with the whole text.
    """
    sides = [_SIDES.get(unicodedata.bidirectional(sign)) for sign in text]
    before = _carried(sides)
    after = _carried(sides[::-1])[::-1]
    told = (
        one if one is not None and one == other else rtl for one, other in zip(before, after, strict=True)
    )
    for side, pieces in groupby(zip(text, told, strict=True), key=itemgetter(1)):
        yield "".join(sign for sign, _ in pieces), side


def _carried(sides: list[bool | None]) -> list[bool | None]:
    """Return at each place the last direction that was told up to it."""
    made: list[bool | None] = []
    for side in sides:
        made.append(side if side is not None else made[-1] if made else None)
    return made


def _turn(paragraph: Any) -> None:
    paragraph._p.get_or_add_pPr().append(OxmlElement("w:bidi"))
