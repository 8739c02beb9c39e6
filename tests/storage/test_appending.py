"""Whatever is written in one action lies in changesets that everybody takes."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from storage.pens import DATE, NETWORK, Pen

from app.foundation.errors import UserError
from app.models.changeset import LONGEST_CHANGE, MARK, MOST_CHANGES, Change, read_within_bounds
from app.storage.appending import Stamp, Write, append
from app.storage.held_back import HELD_BACK

SEVERAL = 10_000
OLDER = tuple(f"{number:032x}" for number in range(10))


@pytest.fixture
def two(pens: Callable[[int], list[Pen]]) -> list[Pen]:
    """A writer, who has begun, and a reader."""
    writer, reader = pens(2)
    writer.set("a0", "title_en", "Wells")
    return [writer, reader]


def append_to(pen: Pen, changes: Sequence[Change]) -> None:
    with pen.workspace.write() as connection:
        append(connection, NETWORK, pen.author, Stamp(DATE, "test", pen.ids.record()), changes)


def taken(writer: Pen, reader: Pen) -> int:
    """Hand over everything; every line is within the bounds. Returns how many there are."""
    lines = writer.send()
    assert None not in [read_within_bounds(line.encode()) for line in lines]
    reader.vouch(writer)
    reader.take(lines)
    assert reader.state() == writer.state() == writer.rebuilt()
    return len(lines)


def test_what_many_changes_replace_weighs_too(two: list[Pen]) -> None:
    changes = [
        Change(k="activity", r=f"a{number}", f="title_en", v="Wells", x=OLDER) for number in range(SEVERAL)
    ]
    append_to(two[0], changes)
    two[0].write(*(Write("activity", one.r, "title_en", "", "Deep wells") for one in changes))
    assert taken(*two) >= 6


def test_letters_weigh_what_they_take_when_they_travel(two: list[Pen]) -> None:
    text = "\x01" * 100_000
    two[0].write(*(Write("activity", f"a{number}", "description_en", "", text) for number in range(8)))
    assert taken(*two) > 3


def test_ever_so_many_marks_of_values_held_back_lie_in_several_changesets(two: list[Pen]) -> None:
    marks = [Change(k=MARK, r="1", f=HELD_BACK, e=str(number), v="7") for number in range(MOST_CHANGES + 1)]
    append_to(two[0], marks)
    assert taken(*two) > 3


def test_a_change_that_nobody_could_take_is_not_written(two: list[Pen]) -> None:
    before = two[0].state()
    with pytest.raises(UserError, match="changed_too_often"):
        append_to(two[0], [Change(k="activity", r="a1", f="title_en", v="x" * LONGEST_CHANGE)])
    assert two[0].state() == before
