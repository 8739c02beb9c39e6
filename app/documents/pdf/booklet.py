"""The frame of every document: page sizes, running heads and feet, marks, bookmarks, metadata, page count."""

from __future__ import annotations

import io
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from typing import Any

from reportlab import rl_config
from reportlab.lib.utils import TimeStamp
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Frame, NextPageTemplate, PageBreak, PageTemplate
from reportlab.platypus.flowables import Flowable

from app.documents.pdf.archive import PLAIN, About, make_archivable
from app.documents.pdf.code_mark import draw_code, page_code
from app.documents.pdf.fonts import SANS, clean, font, forget
from app.documents.pdf.keeping import KeepWithStart
from app.documents.pdf.packing import packed
from app.documents.pdf.paragraph import BidiParagraph
from app.documents.pdf.shapes import put_text
from app.documents.pdf.tagging import RUNNING_FOOT, RUNNING_HEAD, WATERMARK, TaggedCanvas, ornament
from app.documents.pdf.theme import LANDSCAPE, PORTRAIT, Sheet, Style, Styles, colour, styles
from app.documents.pdf.tree import put_structure
from app.foundation.progress import Progress

_ISOLATES = dict.fromkeys(map(ord, "\u2066\u2067\u2068\u2069\u200e\u200f\u061c"))
# Plain compressed streams: text encoding of them makes files a quarter larger.
rl_config.useA85 = 0
# The font library keeps the glyph subsets of a document in shared objects: one drawing at a time.
_drawing = threading.Lock()


@dataclass(frozen=True, slots=True)
class Running:
    """What stands on every page and in the file's properties. Empty texts are left out.

    `page_words` makes "page x of y"; `made_on` is an ISO day; `code` the content of the square code. What
    must stay `inside` the group bears its classification as a mark. `part` is the part of PDF/A it keeps to.
    """

    language: str
    rtl: bool
    title: str
    author: str
    subject: str
    keywords: str
    foot: str
    classification: str
    training: str
    draft: str
    code: str
    made_on: str
    page_words: Callable[[int, int], str]
    inside: bool = False
    part: int = PLAIN


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading that stands in the bookmarks and in the contents: its text, level and key."""

    text: str
    level: int
    key: str


class Booklet(BaseDocTemplate):
    """Draws flowables on pages called "cover", "portrait" and "landscape"."""

    def __init__(
        self,
        running: Running,
        progress: Progress,
        first: str = "cover",
    ) -> None:
        self._file = io.BytesIO()
        super().__init__(
            self._file,
            pagesize=(PORTRAIT.width, PORTRAIT.height),
            title=_plain(running.title),
            author=_plain(running.author),
            subject=_plain(running.subject),
            keywords=running.keywords,  # type: ignore[arg-type]
            creator="Masar",
            producer="Masar",
            lang=running.language,
            # Without one the library names a typeface that no reader need have.
            initialFontName=font(SANS, bold=False).fontName,
            invariant=1,
            pageCompression=1,
        )
        self.running = running
        self.styles: Styles = styles(running.rtl)
        self.pages_of: dict[str, int] = {}
        self._progress = progress
        self._total = 1
        templates = [
            _template("cover", PORTRAIT, self._begin_cover, bleed=True),
            _template("portrait", PORTRAIT, self._begin_page),
            _template("landscape", LANDSCAPE, self._begin_page),
        ]
        self.addPageTemplates(sorted(templates, key=lambda template: template.id != first))
        self.keepTogetherClass = KeepWithStart
        self.setProgressCallBack(self._report)

    def make(self, story: Sequence[Flowable]) -> bytes:
        """Return the document's bytes. Raises Cancelled when the person stopped it."""
        with _drawing:
            try:
                self.build(list(story), canvasmaker=_FinishingCanvas)
            finally:
                forget(self.canv._doc)  # type: ignore[attr-defined]
        return self._file.getvalue()

    def beforeDocument(self) -> None:
        canvas: Any = self.canv
        canvas.finish = self._finish
        canvas._doc.format = partial(packed, canvas._doc)
        canvas._doc._timeStamp = stamp = _time_stamp(self.running.made_on)
        make_archivable(canvas._doc, self._about(time.strftime("%Y-%m-%dT%H:%M:%SZ", stamp.lt)))
        canvas.setViewerPreference("DisplayDocTitle", "true")
        if self.running.rtl:
            canvas.setViewerPreference("Direction", "R2L")

    def _about(self, moment: str) -> About:
        running = self.running
        title, author, subject, keywords = map(
            _plain, (running.title, running.author, running.subject, running.keywords)
        )
        return About(title, author, subject, keywords, running.language, moment, running.part)

    def afterFlowable(self, flowable: Flowable) -> None:
        heading = getattr(flowable, "heading", None)
        if isinstance(heading, Heading):
            self.canv.bookmarkPage(heading.key)
            # The outline takes no level whose parent is missing.
            level = min(heading.level, len(self.pages_of))
            self.canv.addOutlineEntry(_plain(heading.text), heading.key, level, closed=False)
            self.pages_of[heading.key] = self.page

    def _report(self, kind: str, value: int) -> None:
        if kind == "SIZE_EST":
            self._total = max(1, value)
        elif kind == "PROGRESS":
            self._progress.step(min(value, self._total), self._total)

    def _begin_cover(self, canvas: Canvas, _doc: BaseDocTemplate) -> None:
        with ornament(canvas, RUNNING_FOOT):
            self._foot(canvas, PORTRAIT, self.running.classification or self.running.foot, code=False)

    def _begin_page(self, canvas: Canvas, _doc: BaseDocTemplate) -> None:
        width, height = canvas._pagesize  # type: ignore[attr-defined]
        sheet = LANDSCAPE if width > height else PORTRAIT
        with ornament(canvas, WATERMARK):
            self._watermark(canvas, sheet)
        with ornament(canvas, RUNNING_HEAD):
            self._head(canvas, sheet)
        with ornament(canvas, RUNNING_FOOT):
            self._foot(canvas, sheet, self.running.foot)

    def _watermark(self, canvas: Canvas, sheet: Sheet) -> None:
        if not self.running.draft:
            return
        canvas.saveState()
        canvas.translate(sheet.width / 2, sheet.height / 2)
        canvas.rotate(45)
        style = Style(size=110, bold=True, role="watermark", rtl=self.running.rtl)
        put_text(canvas, 0, -38, self.running.draft, style, "middle")
        canvas.restoreState()

    def _head(self, canvas: Canvas, sheet: Sheet) -> None:
        y = sheet.height - 30
        leading, trailing = sheet.margin, sheet.width - sheet.margin
        start, anchor = (trailing, "end") if self.running.rtl else (leading, "start")
        if self.running.inside:
            draw_chip(
                canvas, start, y, self.running.classification, replace(self.styles.tiny, size=8), anchor
            )
        elif self.running.classification:
            put_text(canvas, start, y, self.running.classification, self.styles.tiny, anchor)
        end, side, step = (leading, "start", 1) if self.running.rtl else (trailing, "end", -1)
        for chip in filter(None, (self.running.training, self.running.draft)):
            end += step * (draw_chip(canvas, end, y, chip, self.styles.tiny, side) + 6)

    def _foot(self, canvas: Canvas, sheet: Sheet, words: str, code: bool = True) -> None:
        rtl, tiny = self.running.rtl, self.styles.tiny
        left, right = sheet.margin, sheet.width - sheet.margin
        canvas.setStrokeColor(colour("line"))
        canvas.setLineWidth(0.6)
        canvas.line(left, 48, right, 48)
        side = 27.0 if code and self.running.code else -10.0
        if side > 0:
            text = page_code(self.running.code, self.page)
            draw_code(canvas, text, left if rtl else right - side, 14, side)
        put_text(canvas, right if rtl else left, 33, words, tiny, "end" if rtl else "start")
        canvas.saveState()
        canvas.translate(left + side + 10 if rtl else right - side - 10, 33)
        canvas.doForm(_page_form(self.page))
        canvas.restoreState()

    def _finish(self, canvas: Canvas) -> None:
        """Draw the page numbers, now that their total is known, and those in the contents."""
        total = self.page
        anchor = "start" if self.running.rtl else "end"
        for page in range(1, total + 1):
            words = self.running.page_words(page, total)
            _form(canvas, _page_form(page), words, self.styles.tiny, anchor)
        for key, page in self.pages_of.items():
            _form(canvas, contents_form(key), str(page), self.styles.body, anchor)


class _FinishingCanvas(TaggedCanvas):
    """A canvas that adds the structure, and what earlier pages referred to, before it writes the file."""

    finish: Callable[[Canvas], None] | None = None

    def save(self) -> None:
        if self.finish is not None:
            finish, self.finish = self.finish, None
            finish(self)
            put_structure(self._doc, self.structure)  # type: ignore[attr-defined]
        super().save()


class HeadingParagraph(BidiParagraph):
    """A heading of the document that also appears in bookmarks and contents."""

    def __init__(self, heading: Heading, style: Style) -> None:
        super().__init__(heading.text, style, heading_role(heading.level))
        self.heading = heading


def heading_role(level: int) -> str:
    """Return what a heading of a level is in the structure: of the first is the document's title alone."""
    return f"H{level + 2}"


def turn_to(page: str) -> list[Flowable]:
    """Return what begins a new page of a kind: "portrait" or "landscape"."""
    return [NextPageTemplate(page), PageBreak()]


def contents_form(key: str) -> str:
    """Return the name of the drawing that shows the page number of a heading."""
    return f"contents-{key}"


def draw_chip(canvas: Canvas, x: float, y: float, text: str, style: Style, anchor: str) -> float:
    """Draw a text on a soft ground that calls for attention, with the end named by `anchor` at x.

    Returns the width it took.
    """
    inner = replace(style, role="attention", bold=True)
    inset = 6.0 if anchor == "start" else -6.0
    canvas.saveState()
    probe = text_width(text, inner)
    left = x if anchor == "start" else x - probe - 12
    canvas.setFillColor(colour("attention_soft"))
    canvas.roundRect(left, y - style.size * 0.62, probe + 12, style.size * 1.95, 4, stroke=0, fill=1)
    put_text(canvas, x + inset, y, text, inner, anchor)
    canvas.restoreState()
    return probe + 12


def text_width(text: str, style: Style) -> float:
    """Return the width of a text on one line."""
    return BidiParagraph(text, style).natural_width()


def _form(canvas: Canvas, name: str, text: str, style: Style, anchor: str) -> None:
    canvas.beginForm(name, -200, -20, 200, 20)
    put_text(canvas, 0, 0, text, style, anchor)
    canvas.endForm()


def _page_form(page: int) -> str:
    return f"page-{page}"


def _template(name: str, sheet: Sheet, begin: Callable[..., None], bleed: bool = False) -> PageTemplate:
    x, y, wide, high = (
        (0.0, 0.0, sheet.width, sheet.height)
        if bleed
        else (sheet.margin, sheet.bottom, sheet.content_width, sheet.content_height)
    )
    frame = Frame(x, y, wide, high, leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0, id=name)
    return PageTemplate(name, [frame], onPage=begin, pagesize=(sheet.width, sheet.height))


def _time_stamp(day: str) -> TimeStamp:
    """Return a moment made of the document's own day, so that the same content gives the same bytes."""
    moment = datetime.fromisoformat(day[:10]).replace(tzinfo=UTC) if day else datetime(2000, 1, 1, tzinfo=UTC)
    stamp = TimeStamp(1)
    stamp.t, stamp.lt = moment.timestamp(), moment.timetuple()
    stamp.YMDhms = tuple(stamp.lt)[:6]
    return stamp


def _plain(text: str) -> str:
    return clean(text).replace("\n", " ").translate(_ISOLATES)
