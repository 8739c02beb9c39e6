"""Slides for a wall: large letters, one thought each, with its source; also good to read on paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reportlab.platypus import PageBreak, Spacer
from reportlab.platypus.flowables import Flowable

from app.documents.forms_content import Slide, SlidesDocument
from app.documents.pdf.booklet import Booklet, Heading, HeadingParagraph, Running
from app.documents.pdf.composer import Bulleted, Composer
from app.documents.pdf.paragraph import BidiParagraph
from app.documents.pdf.theme import LANDSCAPE, Styles, colour
from app.foundation.progress import Progress, unwatched
from app.words.catalogue import Words

GAP, PAD = 18.0, 20.0
NUMBER = 38.0


def render_slides(content: SlidesDocument, words: Words, progress: Progress | None = None) -> bytes:
    """Return the slides as a PDF, one to a page. Raises Cancelled."""
    make = Composer(words)
    story: list[Flowable] = []
    for number, slide in enumerate(content.slides):
        if number:
            story.append(PageBreak())
        story += _slide(make, content, slide, number)
    return Booklet(_running(make, content), progress or unwatched(), first="landscape").make(story)


def _slide(make: Composer, content: SlidesDocument, slide: Slide, number: int) -> list[Flowable]:
    plain = make.styles.body
    small = replace(plain, size=11, role="quiet", after=4)
    heading = Heading(slide.title, 0, f"slide-{number}")
    if not number:
        return [Opening(content.above, slide.lead, heading, make.styles)]
    title = replace(make.styles.title, size=33, before=4, after=20, leading=1.35)
    lead = replace(plain, size=20, after=20)
    made: list[Flowable] = [BidiParagraph(content.above, small), HeadingParagraph(heading, title)]
    if slide.lead:
        made.append(BidiParagraph(slide.lead, lead))
    point = replace(plain, size=22, after=0)
    for text in slide.points:
        made += [Bulleted(BidiParagraph(text, point), make.rtl), Spacer(1, 12)]
    if slide.boxes:
        made.append(Boxes(slide.boxes, make.styles, make.rtl))
    if slide.steps:
        made.append(NumberedPath(slide.steps, make.styles, make.rtl))
    if slide.rows:
        made.append(WhoDoesWhat(slide.rows, make.styles, make.rtl))
    if slide.source:
        made += [Spacer(1, 14), BidiParagraph(slide.source, replace(plain, size=9.5, role="quiet"))]
    return made


class Opening(Flowable):
    """The first slide: title and lead on a deep ground."""

    height_share = 0.86

    def __init__(self, above: str, lead: str, heading: Heading, styles: Styles) -> None:
        super().__init__()
        self.heading = heading
        plain = replace(styles.body, role="rail_text", after=0)
        self._above = BidiParagraph(above, replace(plain, size=14))
        large = replace(plain, size=42, bold=True, role="surface", leading=1.35)
        self._title = BidiParagraph(heading.text, large, "H1")
        self._lead = BidiParagraph(lead, replace(plain, size=22))

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        self.width, self.height = available_width, available_height * self.height_share
        for part in (self._above, self._title, self._lead):
            part.wrap(available_width - 90, 1e6)
        return self.width, self.height

    def draw(self) -> None:
        self.canv.setFillColor(colour("rail"))
        self.canv.roundRect(0, 0, self.width, self.height, 12, stroke=0, fill=1)
        left, y = 45.0, self.height - 70
        self._above.draw_on(self.canv, left, y)
        whole = self._title.height + 14 + self._lead.height
        y = (self.height + whole) / 2 - 12
        self._title.draw_on(self.canv, left, y - self._title.height)
        self._lead.draw_on(self.canv, left, y - whole)


class Boxes(Flowable):
    """Thoughts of one weight side by side."""

    def __init__(self, boxes: Sequence[tuple[str, str]], styles: Styles, rtl: bool) -> None:
        super().__init__()
        head = replace(styles.body, size=23, bold=True, role="accent", after=0)
        text = replace(styles.body, size=19, after=0)
        self._boxes = [(BidiParagraph(one, head), BidiParagraph(two, text)) for one, two in boxes]
        self._rtl = rtl

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        count = len(self._boxes)
        self.width = available_width
        self._wide = (available_width - GAP * (count - 1)) / count
        inner = self._wide - 2 * PAD
        heights = [head.wrap(inner, 1e6)[1] + 6 + text.wrap(inner, 1e6)[1] for head, text in self._boxes]
        self.height = max(heights) + 2 * PAD
        return self.width, self.height

    def draw(self) -> None:
        for number, (head, text) in enumerate(self._boxes):
            start = number * (self._wide + GAP)
            left = self.width - start - self._wide if self._rtl else start
            self.canv.setFillColor(colour("accent_soft"))
            self.canv.roundRect(left, 0, self._wide, self.height, 8, stroke=0, fill=1)
            top = self.height - PAD - head.height
            head.draw_on(self.canv, left + PAD, top)
            text.draw_on(self.canv, left + PAD, top - 6 - text.height)


class NumberedPath(Flowable):
    """Steps in two rows of four, numbered, in the direction of reading."""

    columns = 4

    def __init__(self, steps: Sequence[str], styles: Styles, rtl: bool) -> None:
        super().__init__()
        text = replace(styles.body, size=17.5, after=0)
        number = replace(styles.body, size=18, bold=True, role="surface", after=0, align="center")
        self._steps = [BidiParagraph(one, text) for one in steps]
        self._numbers = [BidiParagraph(str(place), number) for place in range(1, len(steps) + 1)]
        self._rtl = rtl

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        self.width = available_width
        self._wide = (available_width - GAP * (self.columns - 1)) / self.columns
        heights = [one.wrap(self._wide, 1e6)[1] for one in self._steps]
        for one in self._numbers:
            one.wrap(NUMBER, NUMBER)
        rows = [heights[at : at + self.columns] for at in range(0, len(heights), self.columns)]
        self._rows = [max(row) + NUMBER + 10 for row in rows]
        self.height = sum(self._rows) + 22 * (len(rows) - 1)
        return self.width, self.height

    def draw(self) -> None:
        for place, (text, number) in enumerate(zip(self._steps, self._numbers, strict=True)):
            line, column = divmod(place, self.columns)
            start = column * (self._wide + GAP)
            left = self.width - start - self._wide if self._rtl else start
            top = self.height - sum(self._rows[:line]) - 22 * line
            middle = left + self._wide - NUMBER / 2 if self._rtl else left + NUMBER / 2
            self._rail(line, column, left, top)
            self.canv.setFillColor(colour("accent"))
            self.canv.circle(middle, top - NUMBER / 2, NUMBER / 2, stroke=0, fill=1)
            number.draw_on(self.canv, middle - NUMBER / 2, top - NUMBER / 2 - number.height / 2)
            text.draw_on(self.canv, left, top - NUMBER - 8 - text.height)

    def _rail(self, line: int, column: int, left: float, top: float) -> None:
        """Draw the line that leads on to the next step of the same row."""
        if column == self.columns - 1 or line * self.columns + column == len(self._steps) - 1:
            return
        y = top - NUMBER / 2
        begin = left + self._wide - NUMBER - 4 if self._rtl else left + NUMBER + 4
        end = left - GAP + 4 if self._rtl else left + self._wide + GAP - 4
        self.canv.setStrokeColor(colour("line"))
        self.canv.setLineWidth(1.6)
        self.canv.line(begin, y, end, y)


class WhoDoesWhat(Flowable):
    """Rows of a name and what it does, with a thin line between."""

    def __init__(self, rows: Sequence[tuple[str, str]], styles: Styles, rtl: bool) -> None:
        super().__init__()
        name = replace(styles.body, size=18, bold=True, role="accent", after=0)
        text = replace(styles.body, size=16.5, after=0)
        self._rows = [(BidiParagraph(one, name), BidiParagraph(two, text)) for one, two in rows]
        self._rtl = rtl

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        self.width, self._first = available_width, available_width * 0.29
        rest = available_width - self._first - GAP
        self._heights = [
            max(name.wrap(self._first, 1e6)[1], text.wrap(rest, 1e6)[1]) + 11 for name, text in self._rows
        ]
        self.height = sum(self._heights)
        return self.width, self.height

    def draw(self) -> None:
        top = self.height
        self.canv.setStrokeColor(colour("line"))
        self.canv.setLineWidth(0.8)
        for (name, text), height in zip(self._rows, self._heights, strict=True):
            first = self.width - self._first if self._rtl else 0.0
            second = 0.0 if self._rtl else self._first + GAP
            name.draw_on(self.canv, first, top - 5 - name.height)
            text.draw_on(self.canv, second, top - 5 - text.height)
            top -= height
            self.canv.line(0, top, LANDSCAPE.content_width, top)


def _running(make: Composer, content: SlidesDocument) -> Running:
    return Running(
        language=content.language,
        rtl=make.rtl,
        title=content.title,
        author=content.above,
        subject=content.title,
        keywords="masar, slides",
        foot=make.line(content.title, content.above),
        classification=content.classification,
        training=make.say("training_mark") if content.training else "",
        draft="",
        code="",
        made_on=content.made_on,
        page_words=lambda page, pages: make.say("page", page=page, pages=pages),
    )
