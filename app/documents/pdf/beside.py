"""Documents in two languages: texts in two columns, tables once with both languages in their cells."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import replace

from reportlab.platypus.flowables import Flowable

from app.documents.beside import BESIDE, both, halves
from app.documents.pdf.booklet import Heading, heading_role
from app.documents.pdf.composer import Composer
from app.documents.pdf.paragraph import BidiParagraph
from app.documents.pdf.tagging import Tag, inside
from app.documents.pdf.theme import Style
from app.documents.plan_content import Part
from app.words.catalogue import Words

GUTTER = 22.0


class TwoLanguages(Composer):
    """Turns values that hold two languages into flowables. The first is that of the page's direction."""

    parting = BESIDE

    def __init__(self, words: Words, second: Words) -> None:
        super().__init__(words)
        self.second = Composer(second)

    def say(self, code: str, /, **params: object) -> str:
        one, other = ({name: _half(value, at) for name, value in params.items()} for at in (0, 1))
        return self._both(super().say(code, **one), self.second.say(code, **other))

    def day(self, value: str) -> str:
        return self._both(super().day(value), self.second.day(value))

    def joined(self, mark: str, texts: Sequence[str]) -> str:
        one, other = zip(*map(halves, texts), strict=True) if texts else ((), ())
        if one == other:
            return super().joined(mark, one)
        return self._both(super().joined(mark, one), self.second.joined(mark, other))

    def label(self, text: str) -> str:
        return super().joined(" · ", [one for one in text.split(BESIDE) if one])

    def followed(self, text: str, more: str) -> str:
        one, other = halves(text)
        return self._both(one + more, other + more)

    def _both(self, one: str, other: str) -> str:
        return both(one, other, self.second.rtl)

    def body(self, text: str) -> Flowable:
        return self._pair(text, self.styles.body, self.second.styles.body)

    def note(self, text: str, keep: bool = False) -> Flowable:
        first, second = (replace(one.styles.note, keep_with_next=keep) for one in (self, self.second))
        return self._pair(text, first, second)

    def parts(self, parts: Sequence[Part]) -> list[Flowable]:
        made: list[Flowable] = []
        for part in parts:
            one, other = halves(part.text)
            if part.kind == "heading" or BESIDE not in part.text:
                made += super().parts((part,))
            else:
                texts = (
                    super().parts((replace(part, text=one),)),
                    self.second.parts((replace(part, text=other),)),
                )
                made.append(Beside(texts[0][0], texts[1][0], self.rtl, self.second.words.language))
        return made

    def _heading(self, text: str, level: int, style: Style) -> Flowable:
        named = "title" if style == self.styles.title else "heading"
        pair = self._pair(text, style, getattr(self.second.styles, named), heading_role(level))
        pair.heading = Heading(self.label(text), level, f"h{len(self.headings) + 1}")  # type: ignore[attr-defined]
        self.headings.append(pair.heading)  # type: ignore[attr-defined]
        return pair

    def _pair(self, text: str, style: Style, second: Style, role: str = "P") -> Flowable:
        one, other = halves(text)
        if one == other:
            return BidiParagraph(one, style, role)
        texts = BidiParagraph(one, style, role), BidiParagraph(other, second, role)
        return Beside(*texts, self.rtl, self.second.words.language)


class Beside(Flowable):
    """Two flowables in two columns, the first at the leading side of the page; they break together.

    `language` is that of the other one.
    """

    def __init__(self, one: Flowable, other: Flowable, rtl: bool, language: str = "") -> None:
        super().__init__()
        self._both = (one, other)
        self._rtl = rtl
        self._language = language
        self.keepWithNext = int(bool(getattr(one, "keepWithNext", 0)))

    def getSpaceBefore(self) -> float:
        return max(one.getSpaceBefore() for one in self._both)

    def getSpaceAfter(self) -> float:
        return max(one.getSpaceAfter() for one in self._both)

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        self.width = available_width
        self._heights = [one.wrap(self._column, available_height)[1] for one in self._both]
        self.height = max(self._heights)
        return self.width, self.height

    @property
    def _column(self) -> float:
        return (self.width - GUTTER) / 2

    def split(self, available_width: float, available_height: float) -> list[Flowable]:
        self.wrap(available_width, available_height)
        if self.height <= available_height:
            return [self]
        parts = [one.split(self._column, available_height) if high > available_height else [one]
                 for one, high in zip(self._both, self._heights, strict=True)]  # fmt: skip
        if not all(parts):
            return []
        one, other = ([*part, BidiParagraph("", Style(size=0.1))] for part in parts)
        made = [Beside(one[at], other[at], self._rtl, self._language) for at in (0, 1)]
        for part in made:
            part.keepWithNext = 0
        return list(made)

    def draw(self) -> None:
        starts = (0.0, self.width - self._column)
        for one, high, x in zip(
            self._both, self._heights, starts[::-1] if self._rtl else starts, strict=True
        ):
            spoken = Tag("Div", language=self._language) if one is self._both[1] else None
            with inside(self.canv, spoken) if spoken else nullcontext():
                one.drawOn(self.canv, x, self.height - high)


def _half(value: object, at: int) -> object:
    return halves(value)[at] if isinstance(value, str) else value
