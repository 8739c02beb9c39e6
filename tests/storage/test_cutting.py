"""What lies beyond a cut is out of force, whichever came first, on whichever branch; the log stays."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from storage.pens import NETWORK, Pen, exchange

from app.models.cut import Cut
from app.storage.appending import Write
from app.storage.cutting import beyond_count, cuts_kept, keep_cuts, revocations_known
from app.storage.registers import settle
from app.storage.workspace import Workspace

Pens = Callable[[int], list[Pen]]


def cut(pen: Pen, *cuts: Cut) -> None:
    """Hand cuts down, as the roster would."""
    with pen.workspace.write() as connection:
        touched = keep_cuts(connection, cuts)
        settle(connection, dict.fromkeys(touched, frozenset()))


def hash_of(pen: Pen, replica: str, number: int, last: bool = True) -> str:
    order = "DESC" if last else "ASC"
    with pen.workspace.read() as connection:
        found = connection.exec_driver_sql(
            "SELECT s.hash FROM changeset s JOIN chain h ON h.id = s.chain WHERE h.replica = ? AND"
            f" s.sequence = ? AND s.state = 1 AND h.space = ? ORDER BY h.id {order}",
            (replica, number, NETWORK),
        )
        return str(found.scalar() or "")


def at(pen: Pen, replica: str, number: int, key: str = "") -> Cut:
    return Cut(NETWORK, replica, number, hash_of(pen, replica, number), key)


def beyond(pen: Pen) -> int:
    with pen.workspace.read() as connection:
        return beyond_count(connection)


def title(pen: Pen, record: str = "a1") -> object:
    return pen.column(record, "title_en")


@pytest.fixture
def two(pens: Pens) -> list[Pen]:
    """The first wrote Wells and then Bribes; both have it. Number 1 begins the chain."""
    first, second = pens(2)
    first.set("a1", "title_en", "Wells")
    first.set("a1", "title_en", "Bribes")
    exchange([second, first])
    return [first, second]


def test_what_lies_beyond_falls_and_what_was_before_stands_again(two: list[Pen]) -> None:
    _, second = two
    heads = second.state()[NETWORK][0]
    cut(second, at(second, "replica1", 2))
    assert (title(second), beyond(second)) == ("Wells", 1)
    assert second.state()[NETWORK][0] == heads
    assert second.rebuilt() == second.state()


def test_a_cut_is_moved_and_lifted(two: list[Pen]) -> None:
    _, second = two
    cut(second, at(second, "replica1", 1))
    assert (title(second), second.alive("a1")) == (None, False)
    cut(second, at(second, "replica1", 3))
    assert title(second) == "Bribes"
    cut(second, Cut(NETWORK, "replica1", 0, ""))
    assert second.column("a1", "id") is None
    cut(second)
    assert (title(second), beyond(second)) == ("Bribes", 0)


def test_work_beyond_that_comes_later_falls_when_the_cuts_are_reckoned_again(two: list[Pen]) -> None:
    first, second = two
    cut(second, at(second, "replica1", 3))
    first.set("a1", "title_en", "More bribes")
    second.vouch(first)
    second.take(first.send())
    cut(second, *_kept(second))
    assert title(second) == "Bribes"
    assert second.rebuilt() == second.state()


def _kept(pen: Pen) -> list[Cut]:
    with pen.workspace.read() as connection:
        return cuts_kept(connection)


def test_others_work_that_builds_on_it_stays(two: list[Pen]) -> None:
    _, second = two
    second.set("a1", "title_en", "Schools")
    second.set("a1", "objective", "SO4")
    cut(second, at(second, "replica1", 1))
    assert (title(second), second.column("a1", "objective")) == ("Schools", "SO4")
    assert second.conflicts() == []


def test_marks_beyond_the_cut_undo_nothing(two: list[Pen]) -> None:
    first, second = two
    first.undo()
    first.undo()
    exchange([second, first])
    assert title(second) is None
    cut(second, at(second, "replica1", 3))
    assert title(second) == "Bribes"
    cut(second, at(second, "replica1", 4))
    assert title(second) == "Wells"
    cut(second)
    assert title(second) is None
    assert second.rebuilt() == second.state()


def test_a_removal_beyond_the_cut_removes_nothing(two: list[Pen]) -> None:
    first, second = two
    first.set("a1", "alive", False)
    exchange([second, first])
    assert not second.alive("a1")
    cut(second, at(second, "replica1", 3))
    assert second.alive("a1")


def test_a_note_beyond_the_cut_no_longer_keeps_its_owner(two: list[Pen]) -> None:
    """Removed here, a target added there: it stays and asks. Without the target it is removed."""
    first, second = two
    first.write(Write("target", "t1", "activity", "", "a1"), Write("target", "t1", "value", "", "5"))
    second.set("a1", "alive", False)
    exchange([second, first])
    assert second.conflicts()
    cut(second, at(second, "replica1", 3))
    assert second.rebuilt() == second.state()
    assert (second.alive("a1"), second.conflicts()) == (False, [])


def test_another_device_of_the_same_key_falls_too_unless_named(pens: Pens) -> None:
    first, second, third = pens(3)
    first.author = type(first.author)("replica1", third.author.sign_key, third.author.person)
    first.set("a1", "title_en", "Wells")
    third.set("a2", "title_en", "Bribes")
    for sender in (first, third):
        second.take(sender.send())
    key = third.author.sign_key
    cut(second, at(second, "replica1", 2, key))
    assert (title(second), title(second, "a2")) == ("Wells", None)
    cut(second, at(second, "replica1", 2, key), at(second, "replica3", 2))
    assert title(second, "a2") == "Bribes"


def test_a_cut_whose_changeset_is_not_here_counts_by_numbers(two: list[Pen]) -> None:
    _, second = two
    cut(second, Cut(NETWORK, "replica1", 3, "ff" * 32))
    assert title(second) == "Wells"


def test_without_revocations_there_is_nothing_to_reckon(two: list[Pen]) -> None:
    first, second = two
    with second.workspace.read() as connection:
        assert not revocations_known(connection)
        plan = connection.exec_driver_sql(
            "EXPLAIN QUERY PLAN SELECT 1 FROM run c WHERE c.rare = 1"
            " AND c.kind IN ('revocation', 'country_cut') LIMIT 1"
        ).fetchall()
    assert "run_rare" in str(plan)
    second.write(Write("revocation", "r1", "replica", "", "replica1"))
    with second.workspace.read() as connection:
        assert revocations_known(connection)
    assert first.rebuilt() == first.state()


# ------------------------------------------------------------------ forks


@pytest.fixture
def forked(pens: Pens, tmp_path: Path) -> list[Pen]:
    """The first pen and a copy of it went on apart: numbers 3 and 4 exist twice."""
    first, second = pens(2)
    first.set("a1", "title_en", "Wells")
    first.workspace.close()
    path = tmp_path / "copy.masarw"
    shutil.copyfile(first.workspace.path, path)
    first.workspace = Workspace.open(first.workspace.path, None)
    copy = Pen(Workspace.open(path, None), 1)
    copy.ids = type(copy.ids)(99)
    first.set("a1", "title_ar", "آبار")
    first.set("a1", "objective", "SO4")
    copy.set("a2", "title_en", "Bribes")
    copy.set("a2", "objective", "SO1")
    return [first, second, copy]


@pytest.mark.parametrize("order", [(0, 2), (2, 0)])
def test_the_hash_names_the_branch_that_counts(forked: list[Pen], order: tuple[int, int]) -> None:
    first, second, copy = forked
    exchange([second, forked[order[0]], forked[order[1]]])
    kept = Cut(NETWORK, "replica1", 4, hash_of(first, "replica1", 4, last=False))
    cut(second, kept)
    assert (title(second), second.column("a1", "objective"), title(second, "a2")) == ("Wells", "SO4", None)
    assert beyond(second) == 2
    assert second.rebuilt() == second.state()
    copy.workspace.close()


def test_a_cut_before_the_parting_cuts_both_branches(forked: list[Pen]) -> None:
    first, second, copy = forked
    exchange([second, first, copy])
    cut(second, at(second, "replica1", 2))
    assert (title(second), second.column("a1", "objective"), beyond(second)) == ("Wells", None, 4)
    copy.workspace.close()


def test_a_removal_stands_again_when_what_kept_the_record_falls(pens: Pens) -> None:
    first, second = pens(2)
    first.set("a1", "title_en", "Wells")
    first.set("a1", "alive", False)
    second.write(Write("target", "t1", "activity", "", "a1"))
    exchange([first, second])
    assert first.alive("a1")
    cut(first, at(first, "replica2", 0))
    assert (first.alive("a1"), first.conflicts()) == (False, [])
    assert first.rebuilt() == first.state()


# ------------------------------------------------------------------ the law


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("title"), st.integers(0, 2), st.sampled_from(["a1", "a2"])),
        st.tuples(st.just("target"), st.integers(0, 2), st.sampled_from(["a1", "a2"])),
        st.tuples(st.just("remove"), st.integers(0, 2), st.sampled_from(["a1", "a2"])),
        st.tuples(st.just("undo"), st.integers(0, 2), st.just("")),
        st.tuples(st.just("meet"), st.integers(0, 2), st.sampled_from(["0", "1", "2"])),
    ),
    max_size=18,
)


@given(steps=STEPS, numbers=st.tuples(st.integers(0, 9), st.integers(0, 9)), data=st.data())
@settings(max_examples=25)
def test_whichever_came_first(
    empty_file: Path, steps: list[tuple[str, int, str]], numbers: tuple[int, int], data: st.DataObject
) -> None:
    """Cut before, between or after the work arrives, moved, in batches: the same tables, rebuilt alike."""
    with tempfile.TemporaryDirectory() as folder:
        pens = [_pen(Path(folder) / f"{n}.masarw", empty_file, n) for n in (1, 2, 3, 4, 5)]
        try:
            for step in steps:
                _play(pens, *step)
            exchange(pens[:3])
            cuts = [
                at(pens[0], f"replica{n}", number)
                for n, number in zip((2, 3), numbers, strict=True)
                if number == 0 or hash_of(pens[0], f"replica{n}", number)
            ]
            _arrive(pens[0], pens[3], cuts, data)
            _arrive(pens[0], pens[4], cuts, data)
            cut(pens[0], *cuts)
            assert pens[0].state() == pens[3].state() == pens[4].state()
            assert pens[0].conflicts() == pens[3].conflicts() == pens[4].conflicts()
            for pen in (pens[0], pens[3]):
                assert pen.rebuilt() == pen.state()
        finally:
            for pen in pens:
                pen.workspace.close()


def _pen(path: Path, empty_file: Path, number: int) -> Pen:
    shutil.copyfile(empty_file, path)
    return Pen(Workspace.open(path, None), number)


def _play(pens: list[Pen], what: str, who: int, record: str) -> None:
    pen = pens[who]
    if what == "title":
        pen.set(record, "title_en", f"{pen.number} {len(pen.send())}")
    elif what == "target":
        pen.write(Write("target", f"t{who % 2}", "activity", "", record))
    elif what == "remove" and pen.column(record, "id") is not None:
        pen.set(record, "alive", False)
    elif what == "undo":
        pen.undo()
    elif what == "meet" and pens[int(record)] is not pen:
        pen.vouch(pens[int(record)])
        pen.take(pens[int(record)].send())


def _arrive(source: Pen, target: Pen, cuts: list[Cut], data: st.DataObject) -> None:
    """Let everything arrive in pieces, with the cuts, or others before them, reckoned at any time."""
    target.vouch(source)
    lines = source.send()
    while lines:
        size = data.draw(st.integers(1, len(lines)))
        target.take(lines[:size])
        lines = lines[size:]
        if data.draw(st.booleans()):
            cut(target, *(cuts if data.draw(st.booleans()) else cuts[:1]))
    cut(target, *cuts)
