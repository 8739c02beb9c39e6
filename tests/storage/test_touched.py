"""Which records a take touched: each is told once, however it was added."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from storage.pens import DATE, Pen

from app.foundation.progress import unwatched
from app.models.changeset import arrived, read_line
from app.storage import receiving
from app.storage.taking import Taken, begin_take, take_lines
from app.storage.touched import Touched

Pens = Callable[[int], list[Pen]]
RECORDS = st.sets(st.text(max_size=6), max_size=8)


@given(st.lists(RECORDS, max_size=4), RECORDS)
def test_each_record_is_told_once(batches: list[set[str]], known: set[str]) -> None:
    touched, begun = Touched(), set[str]()
    for batch in batches:
        touched.begin(dict.fromkeys(batch - begun, "activity"))
        begun |= batch
    touched.known |= known
    told = [(record, True) for kinds in touched.begun() for record in kinds]
    told += [(record, False) for part in touched.others() for record in part]
    assert sorted(told) == sorted((record, record in begun) for record in begun | known)


def test_many_are_not_named_and_two_takes_are_joined() -> None:
    one, other = Touched(), Touched()
    one.begin({"a": "activity", "b": "risk"})
    other.known |= {"b", "c"}
    one.join(other)
    assert one.named(4) == {"a", "b", "c"}
    assert one.named(2) == frozenset()


@pytest.mark.parametrize("batch", [1, 2_000])
def test_what_begins_and_is_edited_in_one_take_is_new_once(
    pens: Pens, batch: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(receiving, "FLUSH", batch)
    first, second = pens(2)
    first.set("a1", "title_en", "Wells")
    first.set("a1", "title_en", "Deep wells")
    first.set("a2", "title_en", "Schools")
    assert (dict(taken(second, first.send()).new), dict(taken(second, first.send()).new)) == (
        {"activity": 2}, {}
    )  # fmt: skip
    first.set("a1", "title_en", "Clean wells")
    first.set("a1", "title_ar", "آبار")
    assert dict(taken(second, first.send()).changed) == {"activity": 1}


def taken(pen: Pen, lines: list[str]) -> Taken:
    came = [arrived(read_line(line)) for line in lines]
    with pen.workspace.write() as connection:
        return take_lines(connection, begin_take(connection, DATE, "", ""), came, unwatched(), len(came))
