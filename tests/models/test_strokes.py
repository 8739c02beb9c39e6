"""What a drawing on the screen is made of."""

from __future__ import annotations

from app.models.strokes import Strokes, strokes_from, strokes_text


def test_strokes_come_back_as_they_were_drawn() -> None:
    drawn = Strokes(3200, (((0, 0), (4000, 300)), ((100, 900),)))
    assert strokes_from(strokes_text(drawn)) == drawn


def test_length_and_bounds_are_those_of_the_lines() -> None:
    drawn = Strokes(3200, (((0, 0), (300, 400)), ((50, 900),)))
    assert (drawn.length, drawn.bounds(), drawn.says_something) == (500.0, (0, 0, 300, 900), True)
    assert Strokes(3200).bounds() == (0, 0, 0, 0)
