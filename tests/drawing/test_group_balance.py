"""The balance of a group as a drawing: everyone once per side, counts beside their range, mirrored."""

from __future__ import annotations

from app.drawing.group_balance import BalanceNames, Row, Scale, Side, Sign, group_balance
from app.drawing.shapes import Circle, Diamond, Line, Picture, Text

NAMES = BalanceNames("Focal point", "Member", "expected")
PEOPLE = [Sign("a", leads=True), Sign("b"), Sign("c")]


def measure(text: str, size: float, bold: bool) -> float:
    return len(text) * size * 0.5


def drawn(
    scales: list[Scale] | None = None, sides: list[Side] | None = None, mirrored: bool = False
) -> Picture:
    return group_balance(scales or [], sides or [], NAMES, 296, measure, mirrored=mirrored)


def test_each_person_stands_once_per_side() -> None:
    side = Side("Women and men", [Row("Female", PEOPLE[:2]), Row("Male", PEOPLE[2:])])
    tags = [shape.tag for shape in drawn(sides=[side, side]).shapes if shape.tag]
    assert sorted(tags) == ["a", "a", "b", "b", "c", "c"]


def test_who_leads_has_another_shape() -> None:
    shapes = drawn(sides=[Side("x", [Row("r", PEOPLE)])]).shapes
    assert [type(shape) for shape in shapes if shape.tag] == [Diamond, Circle, Circle]


def test_an_empty_row_shows_a_dash_and_a_zero() -> None:
    picture = drawn(sides=[Side("x", [Row("Local", [])])])
    assert any(isinstance(shape, Line) and shape.role == "quiet" for shape in picture.shapes)
    assert "0" in [shape.text for shape in picture.shapes if isinstance(shape, Text)]


def test_a_count_within_its_range_is_good_and_round() -> None:
    shapes = drawn([Scale("Members", 6, 5, 7, "6")]).shapes
    assert any(isinstance(shape, Circle) and shape.fill == "good" for shape in shapes)


def test_a_count_outside_its_range_has_another_shape_and_bold_words() -> None:
    shapes = drawn([Scale("Members", 3, 5, 7, "3, expected 5 to 7")]).shapes
    assert any(isinstance(shape, Diamond) and shape.fill == "attention" for shape in shapes)
    assert any(isinstance(shape, Text) and shape.bold and shape.role == "attention" for shape in shapes)


def test_a_row_that_is_too_long_is_marked() -> None:
    side = Side("Spectrum", [Row("Humanitarian", PEOPLE), Row("Development", [])], "Humanitarian")
    counts = {shape.text: shape.role for shape in drawn(sides=[side]).shapes if isinstance(shape, Text)}
    assert (counts["3"], counts["0"]) == ("attention", "quiet")


def test_nothing_leaves_the_picture_even_with_many() -> None:
    many = [Sign(str(number)) for number in range(60)]
    scale = Scale("Members", 60, 5, 7, "60")
    picture = drawn([scale], [Side("x", [Row("A rather long name of a part", many)])])
    for shape in picture.shapes:
        if isinstance(shape, (Circle, Diamond)):
            assert 0 <= shape.x - shape.r <= shape.x + shape.r <= picture.width + 1


def test_mirrored_it_begins_at_the_right() -> None:
    side = Side("x", [Row("r", PEOPLE)])
    plain = [shape.x for shape in drawn(sides=[side]).shapes if isinstance(shape, Circle) and shape.tag]
    turned = [
        shape.x
        for shape in drawn(sides=[side], mirrored=True).shapes
        if isinstance(shape, Circle) and shape.tag
    ]
    assert turned == [296 - x for x in plain]
