"""The box of a signature drawn by hand: who, who saw it, with what reservation; its strokes as lines."""

from __future__ import annotations

from datetime import UTC, datetime

import pypdfium2
import pytest

from app.documents.signing.appearance import draw_appearance
from app.documents.signing.wording import drawn_appearance
from app.keys.certificate import new_p256, self_signed
from app.models.strokes import Strokes
from app.words.catalogue import Words

WAVE = Strokes(3000, (((0, 0), (2000, 900), (4000, 0)),))
MOMENT = datetime(2026, 4, 7, 9, tzinfo=UTC)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_witness_and_the_reservation_are_said(language: str) -> None:
    witness = self_signed(new_p256(), "Dalia Haddad", "Sunbula")
    box = drawn_appearance(
        Words(language), witness, MOMENT, WAVE, name="Mahma Khalil", capacity="Mayor", draft=True,
        decision="endorse_with_reservation", reservation="Water\nfirst.",
    )  # fmt: skip
    assert "Dalia Haddad" in box.moment
    assert "Water first." in box.lines[0]
    assert len(box.lines) == 3
    assert box.right_to_left == (language == "ar")


def test_the_strokes_are_drawn_beside_the_words() -> None:
    witness = self_signed(new_p256(), "Dalia Haddad", "Sunbula")
    box = drawn_appearance(Words("en"), witness, MOMENT, WAVE, name="Mahma Khalil")
    pdf = draw_appearance(box, 220, 70)
    with pypdfium2.PdfDocument(pdf) as document:
        picture = document[0].render(scale=2).to_pil().convert("L")
    right = picture.crop((300, 20, 430, 120))
    assert right.getextrema()[0] < 90
    assert b"/Subtype /Image" not in pdf
