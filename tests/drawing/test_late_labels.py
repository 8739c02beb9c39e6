"""Names that found no room beside their symbols are led to from near by, or wait to be pointed at."""

from __future__ import annotations

import math

from drawing.pictures import measure, text_box

from app.drawing.fitting import Box
from app.drawing.labels import Wanted, place_labels
from app.drawing.late_labels import NEARBY, brief_labels, late_labels
from app.drawing.shapes import Line, Text

FIELD = Box(0, 0, 420, 300)
CROWD = [
    Wanted(
        f"n{number}",
        f"Committee of returnees {number}",
        Box(140 + number % 5 * 30, 120 + number // 5 * 14, 12, 12),
    )
    for number in range(20)
]
BESIDE = [Wanted(one.id, one.text, one.symbol, only_beside=True) for one in CROWD]


def test_more_names_are_said_and_none_stands_far_or_on_another() -> None:
    said = place_labels(BESIDE, [], FIELD, measure, 11)
    late = late_labels(BESIDE, said, FIELD, measure, 11)
    before, after = ({one.tag for one in shapes if isinstance(one, Text)} for shapes in (said, late))
    assert before
    assert after
    assert not before & after
    boxes = [text_box(one) for one in (*said, *late) if isinstance(one, Text)]
    assert not any(one.meets(other, -0.5) for i, one in enumerate(boxes) for other in boxes[:i])
    lines = [one for one in late if isinstance(one, Line)]
    assert all(math.dist((one.x1, one.y1), (one.x2, one.y2)) <= NEARBY for one in lines)


def test_nothing_is_said_late_where_every_name_found_room() -> None:
    said = place_labels(BESIDE[:1], [], FIELD, measure, 11)
    assert late_labels(BESIDE[:1], said, FIELD, measure, 11) == []


def test_where_a_name_finds_no_room_its_code_stands_beside_the_symbol() -> None:
    said = place_labels(BESIDE, [], FIELD, measure, 11)
    briefs = {one.id: one.id.upper() for one in BESIDE}
    brief = [one for one in brief_labels(BESIDE, briefs, said, FIELD, measure, 11) if isinstance(one, Text)]
    known = {one.tag for one in said if isinstance(one, Text)}
    assert brief
    assert not known & {one.tag for one in brief}
    assert all(one.text == one.tag.upper() for one in brief)
    others = [*(text_box(one) for one in said if isinstance(one, Text)), *(one.symbol for one in BESIDE)]
    assert not any(text_box(one).meets(other, 1) for one in brief for other in others)


def test_without_a_code_nothing_stands_there() -> None:
    said = place_labels(BESIDE, [], FIELD, measure, 11)
    assert brief_labels(BESIDE, {one.id: "" for one in BESIDE}, said, FIELD, measure, 11) == []
