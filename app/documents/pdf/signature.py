"""Places to sign: a box on the page for ink, and the rectangle for a digital signature field."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from reportlab.platypus.flowables import Flowable

from app.documents.pdf.composer import Composer
from app.documents.pdf.paragraph import BidiParagraph
from app.documents.pdf.tagging import Tag, inside
from app.documents.pdf.theme import Styles, colour
from app.documents.plan_content import Signatory

BOX_HEIGHT = 118.0
GAP = 14.0
INSET = 10.0
WRITING = 20.0


@dataclass(frozen=True, slots=True)
class SignaturePlace:
    """Where a signature field belongs: page counted from 0; rect = left, bottom, right, top in points.

    `who` is the name or office that stands in the box, "" in a spare one.
    """

    name: str
    page: int
    rect: tuple[float, float, float, float]
    who: str = ""


@dataclass(frozen=True, slots=True)
class SignatureBox:
    """What a box shows: who signs and in which capacity, else `lines` to write on, and what is asked for."""

    field: str
    name: str
    capacity: str
    hint: str
    lines: tuple[str, ...] = ()


class SignatureRow(Flowable):
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
            # The field that is made here later is put into the structure under this name.
            with inside(self.canv, Tag("Div", name=box.field)):
                self._draw_box(box, self.width - x - wide if self._rtl else x, wide)

    def _draw_box(self, box: SignatureBox, x: float, wide: float) -> None:
        canvas, bottom = self.canv, GAP
        canvas.setStrokeColor(colour("quiet"))
        canvas.setLineWidth(0.45)
        canvas.roundRect(x, bottom, wide, BOX_HEIGHT, 5, stroke=1, fill=0)
        y = bottom + BOX_HEIGHT - 8
        for text, style in ((box.name, self._styles.cell_bold), (box.capacity, self._styles.cell_quiet)):
            paragraph = BidiParagraph(text, replace(style, size=style.size + 0.6))
            if text:
                y -= paragraph.wrap(wide - 2 * INSET, 100)[1]
                paragraph.draw_on(canvas, x + INSET, y)
        # A digital signature says name and office itself and lies over the lines for ink.
        top = y
        for label in box.lines:
            y -= WRITING
            self._line_to_write(label, x + INSET, y, wide - 2 * INSET)
        hint = BidiParagraph(box.hint, self._styles.tiny)
        hint.wrap(wide - 2 * INSET, 20)
        hint.draw_on(canvas, x + INSET, bottom + 5)
        self._note(box, x + 8, bottom + 17, x + wide - 8, max(top - 4, bottom + 30))

    def _line_to_write(self, label: str, x: float, y: float, wide: float) -> None:
        """Draw a label with the line that follows it, both clear of each other and of the line above."""
        words = BidiParagraph(label, self._styles.tiny)
        words.wrap(wide, 20)
        words.draw_on(self.canv, x, y)
        taken = words.natural_width() + 5
        self.canv.setStrokeColor(colour("quiet"))
        self.canv.setLineWidth(0.45)
        left, right = (x, x + wide - taken) if self._rtl else (x + taken, x + wide)
        self.canv.line(left, y + 1.5, right, y + 1.5)

    def _note(self, box: SignatureBox, left: float, bottom: float, right: float, top: float) -> None:
        x1, y1 = self.canv.absolutePosition(left, bottom)
        x2, y2 = self.canv.absolutePosition(right, top)
        rect = (round(x1, 2), round(y1, 2), round(x2, 2), round(y2, 2))
        self._places.append(SignaturePlace(box.field, self.canv.getPageNumber() - 1, rect, box.name))


def signature_rows(
    make: Composer, signatories: Sequence[Signatory], spare: int, places: list[SignaturePlace]
) -> list[Flowable]:
    """Return rows of boxes for those expected to sign and for `spare` more; fields are noted when drawn.

    Field names are those of the signatories, else "signatory_1" …, and "spare_1" ….
    """
    boxes = [_box(make, number, who) for number, who in enumerate(signatories, 1)]
    lines = (make.label(make.say("sign_name")), make.label(make.say("sign_office")))
    boxes += [
        SignatureBox(f"spare_{i}", "", "", make.label(make.say("sign_spare")), lines)
        for i in range(1, spare + 1)
    ]
    return [SignatureRow(boxes[at : at + 2], make.styles, make.rtl, places) for at in range(0, len(boxes), 2)]


def _box(make: Composer, number: int, who: Signatory) -> SignatureBox:
    """Return the box of a person, or of an office whose holder writes his or her name."""
    field, hint = who.field or f"signatory_{number}", make.label(make.say("sign_hint"))
    if who.name:
        capacity = make.line(who.capacity, who.organisation, who.role)
        return SignatureBox(field, who.name, capacity, hint)
    office = who.organisation or who.capacity
    capacity = make.line(who.capacity if who.organisation else "", who.role)
    return SignatureBox(field, office, capacity, hint, (make.label(make.say("sign_name")),))
