"""The recovery sheet as a PDF: the code large and as a square code, what it is for, who keeps it where.

The code stands on the page alone: no field of the file's properties repeats it.
"""

from __future__ import annotations

from dataclasses import replace

from reportlab.platypus.flowables import Flowable

from app.documents.pdf.booklet import Booklet, Running
from app.documents.pdf.code_mark import draw_code
from app.documents.pdf.composer import Composer
from app.documents.pdf.hand_filled import RuledTable
from app.documents.pdf.masthead import masthead
from app.documents.pdf.paragraph import BidiParagraph
from app.documents.pdf.theme import Styles, colour
from app.documents.plan_content import Part
from app.documents.recovery_content import RecoverySheet
from app.foundation.progress import unwatched
from app.words.catalogue import Words

COPIES = 3
SIDE, PAD = 108.0, 18.0
KEEPERS = (("name", 30.0), ("place", 34.0), ("day", 15.0), ("signature", 21.0))


def render_recovery(content: RecoverySheet, words: Words) -> bytes:
    """Return the sheet as a PDF of one page; the same content gives the same bytes."""
    make = Composer(words)
    day = words.date(content.made_on, "long")
    story = masthead(
        make,
        words.say("recovery_sheet.over"),
        words.say("recovery_sheet.title"),
        make.line(content.file, day),
        (),
        (),
    )
    story.append(BidiParagraph(content.lead, make.styles.body))
    story.append(CodeBox(content.code, content.letters, make.styles, make.rtl))
    for title, points in (("how", content.how), ("where", content.where)):
        story += make.heading(words.say(f"recovery_sheet.{title}"))
        story += make.parts([Part("bullet", text) for text in points])
    story += make.heading(words.say("recovery_sheet.keepers"))
    heads = [(words.say(f"recovery_sheet.{name}"), wide) for name, wide in KEEPERS]
    story.append(RuledTable(heads, [("",) * len(heads)] * COPIES, 30, make.styles, make.rtl))
    return Booklet(_running(make, content), unwatched(), first="portrait").make(story)


class CodeBox(Flowable):
    """The code in two lines of large letters beside its square code, in a frame."""

    def __init__(self, code: str, note: str, styles: Styles, rtl: bool) -> None:
        super().__init__()
        groups = code.split("-")
        half = (len(groups) + 1) // 2
        lines = ["\u00a0–\u00a0".join(part) for part in (groups[:half], groups[half:]) if part]
        large = replace(styles.body, size=21, bold=True, rtl=False, align="center", leading=1.6, after=0)
        small = replace(styles.note, align="center", after=0)
        self._code, self._rtl = code, rtl
        self._lines, self._note = BidiParagraph("\n".join(lines), large), BidiParagraph(note, small)

    def getSpaceBefore(self) -> float:
        return 10.0

    def getSpaceAfter(self) -> float:
        return 6.0

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        self.width, room = available_width, available_width - SIDE - 3 * PAD
        texts = self._lines.wrap(room, available_height)[1] + 8 + self._note.wrap(room, available_height)[1]
        self.height = max(SIDE, texts) + 2 * PAD
        return self.width, self.height

    def draw(self) -> None:
        canvas = self.canv
        canvas.setStrokeColor(colour("accent"))
        canvas.setLineWidth(1.2)
        canvas.roundRect(0, 0, self.width, self.height, 8, stroke=1, fill=0)
        square = PAD if self._rtl else self.width - PAD - SIDE
        draw_code(canvas, self._code, square, (self.height - SIDE) / 2, SIDE)
        left = 2 * PAD + SIDE if self._rtl else PAD
        top = (self.height + self._lines.height + 8 + self._note.height) / 2
        self._lines.draw_on(canvas, left, top - self._lines.height)
        self._note.draw_on(canvas, left, top - self._lines.height - 8 - self._note.height)


def _running(make: Composer, content: RecoverySheet) -> Running:
    title = make.words.say("recovery_sheet.title")
    return Running(
        language=content.language,
        rtl=make.rtl,
        title=make.line(title, content.file),
        author="Masar",
        subject=title,
        keywords="masar",
        foot=make.line(title, content.file),
        classification=make.words.say("recovery_sheet.secret"),
        training="",
        draft="",
        code="",
        made_on=content.made_on,
        page_words=lambda page, pages: make.say("page", page=page, pages=pages),
        inside=True,
    )
