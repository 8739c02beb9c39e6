"""The boxes to sign: nothing lies over anything else, and the field stays clear of both."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from app.documents.pdf.composer import Composer
from app.documents.pdf.paragraph import BidiParagraph
from app.documents.pdf.signature import BOX_HEIGHT, GAP, SignaturePlace, signature_rows
from app.documents.plan_content import Signatory
from app.words.catalogue import Words

PEOPLE = (
    Signatory("", "For the authority", "Joint Planning Committee of the Two Districts", "", "government"),
    Signatory("Dalia Haddad", "Focal point", "Sunbula Development Organisation", "", "focal_point_1"),
    Signatory("", "For the technical working group", "", "", "dstwg"),
)


class Pen:
    """Notes lines and boxes instead of drawing them."""

    def __init__(self) -> None:
        self.lines: list[tuple[float, float, float, float]] = []

    def __getattr__(self, _name: str):
        return lambda *_args, **_named: None

    def line(self, *ends: float) -> None:
        self.lines.append(ends)

    def absolutePosition(self, x: float, y: float) -> tuple[float, float]:
        return x, y

    def getPageNumber(self) -> int:
        return 1


def drawn(
    language: str, monkeypatch: pytest.MonkeyPatch
) -> tuple[list[SimpleNamespace], list[SignaturePlace]]:
    texts: list[tuple[float, float, float, float]] = []

    def note(self: BidiParagraph, _canvas: object, x: float, y: float) -> None:
        wide = self.natural_width()
        left = x + self.width - wide if self.style.rtl else x
        texts.append((left, y, left + wide, y + self.height))

    monkeypatch.setattr(BidiParagraph, "draw_on", note)
    places: list[SignaturePlace] = []
    rows = []
    for row in signature_rows(Composer(Words(language)), PEOPLE, 4, places):
        texts.clear()
        row.wrap(480, 800)
        row.canv = Pen()
        row.draw()
        rows.append(SimpleNamespace(texts=list(texts), lines=row.canv.lines))
    return rows, places


@pytest.mark.parametrize("language", ["en", "ar"])
def test_no_line_crosses_a_text(language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    rows, _ = drawn(language, monkeypatch)
    assert sum(len(row.lines) for row in rows) == 2 + 4 * 2
    for row in rows:
        for x1, y, x2, _y in row.lines:
            for left, bottom, right, top in row.texts:
                assert not (bottom < y < top and x1 < right and left < x2)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_fields_lie_inside_their_boxes(language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    _, places = drawn(language, monkeypatch)
    assert [place.name for place in places[:3]] == ["government", "focal_point_1", "dstwg"]
    for place in places:
        left, bottom, right, top = place.rect
        assert 0 <= left < right <= 480
        assert GAP < bottom < top <= GAP + BOX_HEIGHT
        assert top - bottom >= 40


def test_an_office_is_named_and_its_holder_writes_the_name(monkeypatch: pytest.MonkeyPatch) -> None:
    rows, _ = drawn("en", monkeypatch)
    assert len(rows[0].lines) == 1
    assert len(rows) == 4
