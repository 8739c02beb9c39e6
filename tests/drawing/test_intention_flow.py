from __future__ import annotations

import pytest

from app.drawing.intention_flow import Band, FlowNames, intention_flow
from app.drawing.shapes import Picture, Rect
from tests.drawing.pictures import measure, outside, texts

NAMES = FlowNames("From", "Choice", "informed before", "not informed before")
BANDS = [
    Band("Bahar camp", "Return", 171),
    Band("Bahar camp", "Undecided", 91, informed=False),
    Band("Hayy al-Jisr", "Return", 82),
]


def drawn(bands: list[Band], mirrored: bool = False, width: float = 460) -> Picture:
    return intention_flow(bands, NAMES, width, 220, measure, mirrored=mirrored)


@pytest.mark.parametrize(
    "bands", [[], BANDS[:1], BANDS, [*BANDS, Band("A very long name " * 5, "x" * 80, 1)]]
)
@pytest.mark.parametrize("mirrored", [False, True])
def test_nothing_leaves_the_picture(bands: list[Band], mirrored: bool) -> None:
    assert outside(drawn(bands, mirrored)) == []


def test_labels_carry_the_sum_of_their_households() -> None:
    assert {"253", "91", "262", "82"} <= set(texts(drawn(BANDS)))


def test_bars_are_as_high_as_their_households() -> None:
    bars = [one for one in drawn(BANDS).shapes if isinstance(one, Rect) and one.fill == "accent"]
    assert bars[0].h / bars[1].h == pytest.approx(262 / 82)


def test_who_was_not_informed_is_striped_and_not_only_of_another_colour() -> None:
    picture = drawn(BANDS)

    def slices(fill: str) -> int:
        return sum(isinstance(one, Rect) and one.fill == fill and one.h > 10.5 for one in picture.shapes)

    assert slices("attention_soft") * 4 == slices("accent_soft")


def test_the_legend_says_what_the_bands_mean() -> None:
    assert {"informed before", "not informed before", "From", "Choice"} <= set(texts(drawn(BANDS)))


def test_nobody_counted_draws_no_band() -> None:
    assert not any(isinstance(one, Rect) and one.h > 20 for one in drawn([Band("a", "b", 0)]).shapes)
