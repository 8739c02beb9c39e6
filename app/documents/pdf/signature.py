"""Places to sign: a box on the page for ink, and the rectangle for a digital signature field."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from reportlab.platypus.flowables import Flowable

from app.documents.pdf.paragraph import BidiParagraph
from app.documents.pdf.theme import Styles, colour

BOX_HEIGHT = 96.0
GAP = 14.0


@dataclass(frozen=True, slots=True)
class SignaturePlace:
    """Where a signature field belongs: name, page counted from 0, and (left, bottom, right, top) in points."""

    name: str
    page: int
    rect: tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class SignatureBox:
    """What a box shows: who signs, in which capacity, and the words for an empty place."""

    field: str
    name: str
    capacity: str
    hint: str


class SignatureRow(Flowable):  # type: ignore[misc]
    """One or two signature boxes side by side; notes their places in `places` when it is drawn."""

    def __init__(
        self, boxes: Sequence[SignatureBox], styles: Styles, rtl: bool, places: list[SignaturePlace]
    ) -> None:
        super().__init__()
        self._boxes = tuple(boxes)
        self._styles = styles
        self._rtl = rtl
        self._places = places

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        self.width, self.height = available_width, BOX_HEIGHT + GAP
        return self.width, self.height

    def draw(self) -> None:
        wide = (self.width - GAP) / 2
        for number, box in enumerate(self._boxes):
            x = number * (wide + GAP)
            self._draw_box(box, self.width - x - wide if self._rtl else x, wide)

    def _draw_box(self, box: SignatureBox, x: float, wide: float) -> None:
        canvas, bottom = self.canv, GAP
        canvas.setStrokeColor(colour("line"))
        canvas.setFillColor(colour("surface"))
        canvas.setLineWidth(0.9)
        canvas.roundRect(x, bottom, wide, BOX_HEIGHT, 5, stroke=1, fill=1)
        y = bottom + BOX_HEIGHT - 8
        for text, style in ((box.name, self._styles.cell_bold), (box.capacity, self._styles.cell_quiet)):
            paragraph = BidiParagraph(text, replace(style, size=style.size + 0.6))
            if not text:
                y -= style.size * 1.6
                canvas.line(x + 10, y, x + wide - 10, y)
                continue
            height = paragraph.wrap(wide - 20, 100)[1]
            y -= height
            paragraph.draw_on(canvas, x + 10, y)
        hint = BidiParagraph(box.hint, self._styles.tiny)
        hint.wrap(wide - 20, 20)
        hint.draw_on(canvas, x + 10, bottom + 5)
        self._note(box.field, x + 8, bottom + 17, x + wide - 8, max(y - 2, bottom + 30))

    def _note(self, name: str, left: float, bottom: float, right: float, top: float) -> None:
        x1, y1 = self.canv.absolutePosition(left, bottom)
        x2, y2 = self.canv.absolutePosition(right, top)
        rect = (round(x1, 2), round(y1, 2), round(x2, 2), round(y2, 2))
        self._places.append(SignaturePlace(name, self.canv.getPageNumber() - 1, rect))
