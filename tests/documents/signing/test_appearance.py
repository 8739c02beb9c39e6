from __future__ import annotations

from dataclasses import replace
from typing import Any

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.documents.signing.appearance import draw_appearance
from app.documents.signing.values import SignatureAppearance
from tests.documents.signing.made import make_appearance

ARABIC = SignatureAppearance(
    "داليا حداد",
    "نقطة اتصال",
    "منظمة (Hand in Hand)",
    "وُقّع رقميًا في 20 أيار 2026، 10:14",
    ("الشهادة 7F3A",),
    True,
)


def ink(pdf: bytes) -> Any:
    """The box (left, top, right, bottom), in pixels, that holds everything darker than the paper."""
    document = pypdfium2.PdfDocument(pdf)
    picture = document[0].render(scale=2).to_pil().convert("L").crop((8, 8, 452, 172))
    document.close()
    box = picture.point(lambda light: 255 * (light < 200)).getbbox()
    assert box is not None
    return box


def text(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    page = document[0].get_textpage()
    found = str(page.get_text_bounded())
    page.close()
    document.close()
    return found


def test_words_stand_in_the_box() -> None:
    found = text(draw_appearance(make_appearance(), 230, 90))
    assert "Dalia Haddad" in found
    assert "Digitally signed 20 May 2026" in found


def test_size_is_that_of_the_field() -> None:
    document = pypdfium2.PdfDocument(draw_appearance(make_appearance(), 230, 90))
    assert document[0].get_size() == (230, 90)
    document.close()


def test_left_to_right_begins_left() -> None:
    left, _, right, _ = ink(draw_appearance(make_appearance(), 230, 90))
    assert left < 30
    assert right < 440


def test_right_to_left_begins_right() -> None:
    left, _, right, _ = ink(draw_appearance(ARABIC, 230, 90))
    assert right > 430
    assert left > 30


@pytest.mark.parametrize("height", [20, 45, 90])
@pytest.mark.parametrize("appearance", [make_appearance(), ARABIC])
def test_nothing_leaves_the_box(appearance: SignatureAppearance, height: int) -> None:
    lines = tuple(f"{number} {appearance.name}" for number in range(9))
    document = pypdfium2.PdfDocument(draw_appearance(replace(appearance, lines=lines), 230, height))
    page = document[0].get_textpage()
    boxes = [page.get_rect(number) for number in range(page.count_rects())]
    assert boxes
    assert min(box[1] for box in boxes) >= 0
    assert max(box[3] for box in boxes) <= height
    page.close()
    document.close()


@given(st.text(max_size=60), st.booleans())
def test_any_name_can_be_drawn(name: str, rtl: bool) -> None:
    words = SignatureAppearance(name, moment="10:14", right_to_left=rtl)
    assert draw_appearance(words, 200, 60).startswith(b"%PDF")
