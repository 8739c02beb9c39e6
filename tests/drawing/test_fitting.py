from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.drawing.fitting import Box, fit, wrap
from tests.drawing.pictures import measure


@given(st.text(max_size=40), st.floats(0, 300))
def test_a_fitted_text_is_never_too_wide(text: str, width: float) -> None:
    assert measure(fit(text, width, 11, measure), 11, False) <= width or fit(text, width, 11, measure) == ""


def test_a_text_that_fits_stays_as_it_is() -> None:
    assert fit("Roundtable", 200, 11, measure) == "Roundtable"


@given(st.text("ab c", max_size=60), st.floats(20, 200), st.integers(1, 3))
def test_wrapped_lines_are_few_and_narrow(text: str, width: float, lines: int) -> None:
    found = wrap(text, width, 11, measure, lines)
    assert len(found) <= lines
    assert all(measure(line, 11, False) <= width for line in found)


def test_words_go_to_the_next_line() -> None:
    assert wrap("Engage the authority", 80, 11, measure) == ("Engage the", "authority")
    assert wrap("", 80, 11, measure) == ()


def test_boxes_meet_when_they_overlap() -> None:
    box = Box(0, 0, 10, 10)
    assert box.meets(Box(9, 9, 5, 5))
    assert not box.meets(Box(10, 0, 5, 5))
    assert box.meets(Box(10, 0, 5, 5), 1)
    assert box.holds(Box(1, 1, 9, 9))
    assert not box.holds(Box(1, 1, 10, 9))


def test_boxes_share_what_both_cover() -> None:
    assert Box(0, 0, 10, 10).shared(Box(4, 6, 10, 10)) == Box(4, 6, 6, 4)
    assert Box(0, 0, 10, 10).shared(Box(20, 0, 5, 5)).w == 0
