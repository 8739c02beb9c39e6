"""Letters of invitation, one page each: whoever gets one sees when, where, what for and who asks."""

from __future__ import annotations

from dataclasses import replace

from reportlab.platypus import PageBreak, Spacer
from reportlab.platypus.flowables import Flowable

from app.documents.forms_content import Letter, LettersDocument
from app.documents.pdf.booklet import Booklet, Running
from app.documents.pdf.composer import Composer
from app.documents.pdf.pairs import Pairs
from app.documents.pdf.paragraph import BidiParagraph
from app.documents.pdf.tables import Column, Row
from app.foundation.progress import Progress, unwatched
from app.words.catalogue import Words

MOST_ITEMS = 9
ROOM_TO_SIGN = 40.0


def render_letters(content: LettersDocument, words: Words, progress: Progress | None = None) -> bytes:
    """Return the letters as one PDF; the same content gives the same bytes. Raises Cancelled."""
    make = Composer(words)
    story: list[Flowable] = []
    for letter in content.letters:
        if story:
            story.append(PageBreak())
        story += _letter(make, content, letter)
    return Booklet(_running(make, content), progress or unwatched(), first="portrait").make(story)


def _letter(make: Composer, content: LettersDocument, letter: Letter) -> list[Flowable]:
    quiet = replace(make.styles.body, size=9, role="quiet", after=2)
    plain = replace(make.styles.body, size=10.5, after=8)
    subject = replace(make.styles.title, size=14, before=16, after=10)
    made: list[Flowable] = [
        BidiParagraph(content.group_name, replace(quiet, bold=True, role="accent")),
        BidiParagraph(content.place_and_day, replace(quiet, after=22)),
        BidiParagraph(letter.to, replace(plain, bold=True, size=12)),
        BidiParagraph(letter.subject, subject, "H1"),
    ]
    made += [BidiParagraph(text, plain) for text in letter.paragraphs]
    made.append(Spacer(1, 6))
    made.append(
        Pairs([(one.label, one.value) for one in letter.facts], make.styles, make.rtl, facts=True, after=14)
    )
    if letter.agenda:
        made.append(BidiParagraph(content.agenda_title, replace(make.styles.heading, before=2), "H2"))
        made.append(_agenda(make, letter))
    made.append(Spacer(1, 14))
    made.append(BidiParagraph(letter.closing, replace(plain, after=ROOM_TO_SIGN)))
    made += [BidiParagraph(text, replace(quiet, size=9.5, role="text")) for text in letter.signed]
    return made


def _agenda(make: Composer, letter: Letter) -> Flowable:
    columns = [Column((), 16), Column((), 56), Column((), 24)]
    rows = [
        Row((make.cells.code(time), make.cells.text(title), make.cells.quiet(kind)))
        for time, title, kind in letter.agenda[:MOST_ITEMS]
    ]
    return make.table(columns, rows, dense=True)


def _running(make: Composer, content: LettersDocument) -> Running:
    return Running(
        language=content.language,
        rtl=make.rtl,
        title=content.title,
        author=content.group_name,
        subject=content.title,
        keywords="masar, letters",
        foot=make.line(content.title, content.group_name),
        classification=content.classification,
        training=make.say("training_mark") if content.training else "",
        draft="",
        code=content.code,
        made_on=content.made_on,
        # Each goes to somebody else: nobody gets page 2 of 14.
        page_words=lambda _page, _pages: "",
    )
