"""A paper of one page as a PDF; a long text gets smaller letters, as far as people can read them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace

from reportlab.platypus import Spacer
from reportlab.platypus.flowables import Flowable, KeepTogether

from app.documents.one_page_content import OnePage, PageSection
from app.documents.pdf.booklet import Booklet, Running
from app.documents.pdf.composer import Composer
from app.documents.pdf.pairs import Pairs
from app.documents.pdf.paragraph import BidiParagraph
from app.documents.pdf.tables import CellMaker
from app.documents.pdf.theme import Style, Styles
from app.foundation.progress import Progress, unwatched
from app.words.catalogue import Words

SIZES = (1.08, 1.0, 0.93, 0.86)
"""Factors on the type scale, the largest that fits is taken: text of 10.3 down to 8.2 points."""


@dataclass(frozen=True, slots=True)
class RenderedPage:
    """The PDF and how many pages it took: more than one when even the smallest letters do not fit."""

    pdf: bytes
    pages: int


def render_one_page(content: OnePage, words: Words, progress: Progress | None = None) -> RenderedPage:
    """Return the paper as a PDF; the same content gives the same bytes. Raises Cancelled."""
    made = RenderedPage(b"", 0)
    for size in SIZES:
        made = _rendered(content, words, size, progress or unwatched())
        if made.pages == 1:
            return made
    return made


def _rendered(content: OnePage, words: Words, size: float, progress: Progress) -> RenderedPage:
    make = Composer(words)
    make.styles = scaled(make.styles, size)
    make.cells = CellMaker(make.styles)
    story = _head(make, content)
    for section in content.sections:
        story += _section(make, section)
    story += _end(make, content)
    booklet = Booklet(_running(make, content), progress, first="portrait")
    return RenderedPage(booklet.make(story), booklet.page)


def scaled(given: Styles, factor: float) -> Styles:
    """Return a type scale whose letters and gaps are larger or smaller by a factor."""
    return Styles(**{one.name: _scaled(getattr(given, one.name), factor) for one in fields(Styles)})


def _scaled(style: Style, factor: float) -> Style:
    return replace(
        style, size=style.size * factor, before=style.before * factor**2, after=style.after * factor**2
    )


def _head(make: Composer, page: OnePage) -> list[Flowable]:
    body = make.styles.body
    quiet = replace(body, size=9, role="quiet", after=2)
    large = replace(make.styles.title, size=body.size * 2.05, before=0, after=3, keep_with_next=False)
    made: list[Flowable] = [
        BidiParagraph(make.line(page.kind, page.group_name), quiet),
        BidiParagraph(page.title, large, "H1"),
        BidiParagraph(make.words.date(page.made_on, "long"), replace(body, role="quiet", after=10)),
    ]
    if page.addressee:
        made.append(BidiParagraph(page.addressee, replace(body, bold=True, after=8)))
    return made


def _section(make: Composer, section: PageSection) -> list[Flowable]:
    inside: list[Flowable] = []
    if section.drawing is not None:
        inside += make.drawing(section.drawing)
    inside += make.parts(section.parts)
    if section.figures:
        pairs = [(figure.value, figure.label) for figure in section.figures]
        inside += [Spacer(1, 4), Pairs(pairs, make.styles, make.rtl, facts=False, after=10)]
    for table in section.tables:
        inside += make.figures_table(table)
    if not inside:
        return []
    return [*(make.heading(section.title) if section.title else []), *inside]


def _end(make: Composer, page: OnePage) -> list[Flowable]:
    small = replace(make.styles.body, after=1)
    made: list[Flowable] = [BidiParagraph(line, small) for line in page.signed_by]
    end: list[Flowable] = [Spacer(1, 6), KeepTogether(made)] if made else []
    notes = _notes(make, page.sources)
    return [*end, Spacer(1, 6), *notes] if notes else end


def _notes(make: Composer, sources: Sequence[str]) -> list[Flowable]:
    return [make.source(number, source) for number, source in enumerate(sources, 1)]


def _running(make: Composer, page: OnePage) -> Running:
    return Running(
        language=page.language,
        rtl=make.rtl,
        title=make.line(page.kind, page.title),
        author=page.group_name,
        subject=page.area,
        keywords="masar",
        foot=make.line(page.kind, page.area, make.words.date(page.made_on)),
        classification=page.classification,
        training=make.say("training_mark") if page.training else "",
        draft="",
        code="",
        made_on=page.made_on,
        page_words=lambda number, pages: make.say("page", page=number, pages=pages),
    )
