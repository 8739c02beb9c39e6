"""Sheets to fill in by hand without power: attendance, notes, comments, consultations, signatures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reportlab.platypus.flowables import Flowable, KeepTogether

from app.documents.forms_content import Block, FormDocument, Grid, Ticks, Writing
from app.documents.pdf.booklet import Booklet, Running, turn_to
from app.documents.pdf.composer import Composer
from app.documents.pdf.hand_filled import FormHead, RuledLines, RuledTable, TickBoxes
from app.documents.pdf.pairs import Pairs
from app.documents.pdf.paragraph import BidiParagraph
from app.foundation.progress import Progress, unwatched
from app.words.catalogue import Words


def render_form(content: FormDocument, words: Words, progress: Progress | None = None) -> bytes:
    """Return the form as a PDF; the same content gives the same bytes. Raises Cancelled."""
    return render_forms((content,), content.title, words, progress)


def render_forms(
    contents: Sequence[FormDocument], title: str, words: Words, progress: Progress | None = None
) -> bytes:
    """Return forms of one meeting as one PDF, each from a page of its own on. Raises Cancelled."""
    make = Composer(words)
    story: list[Flowable] = []
    for content in contents:
        story += turn_to(_page(content)) if story else []
        story += _form(make, content)
    running = _running(make, replace(contents[0], title=title))
    return Booklet(running, progress or unwatched(), first=_page(contents[0])).make(story)


def _page(content: FormDocument) -> str:
    return "landscape" if content.wide else "portrait"


def _form(make: Composer, content: FormDocument) -> list[Flowable]:
    story: list[Flowable] = [
        FormHead(content.above, content.title, content.code, content.code_note, make.styles, make.rtl)
    ]
    pairs = [(fact.label, fact.value) for fact in content.facts]
    if pairs:
        story.append(Pairs(pairs, make.styles, make.rtl, facts=True, after=12))
    if content.intro:
        story.append(BidiParagraph(content.intro, replace(make.styles.body, after=10)))
    for block in content.blocks:
        story += _block(make, block)
    return story


def _block(make: Composer, block: Block) -> list[Flowable]:
    head = replace(make.styles.heading, size=10, before=4, after=3, leading=1.5)
    if isinstance(block, Writing):
        made: list[Flowable] = [BidiParagraph(block.label, head, "H2"), RuledLines(block.lines)]
        return [KeepTogether(made)] if block.lines <= 6 else made
    if isinstance(block, Ticks):
        made = [BidiParagraph(block.label, head, "H2"), TickBoxes(block.options, make.styles, make.rtl)]
        return [KeepTogether(made)]
    if isinstance(block, Grid):
        empty = tuple("" for _ in block.heads)
        rows = [*block.rows, *(empty for _ in range(block.blank))]
        table = RuledTable(block.heads, rows, block.height, make.styles, make.rtl)
        made = [BidiParagraph(block.title, head, "H2"), table] if block.title else [table]
        return [KeepTogether(made)] if block.whole else made
    return [BidiParagraph(block.text, replace(make.styles.note, size=8.4, after=8))]


def _running(make: Composer, content: FormDocument) -> Running:
    return Running(
        language=content.language,
        rtl=make.rtl,
        title=make.line(content.title, content.above),
        author=content.above,
        subject=content.title,
        keywords="masar, form",
        foot=make.line(content.title, content.above),
        classification=content.classification,
        training=make.say("training_mark") if content.training else "",
        draft="",
        code=content.code,
        made_on=content.made_on,
        page_words=lambda page, pages: make.say("page", page=page, pages=pages),
    )
