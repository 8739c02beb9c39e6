"""One replica that went on in two copies of its file: both branches are kept and merged, everywhere alike."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from storage.pens import NETWORK, Pen, exchange

from app.storage.chains import vector
from app.storage.sending import signed_ends
from app.storage.taking import foreign_chains
from app.storage.workspace import Workspace

Pens = Callable[[int], list[Pen]]


@pytest.fixture
def forked(pens: Pens, tmp_path: Path) -> list[Pen]:
    """The first pen, a second replica, and a copy of the first that believes to be the same replica."""
    first, second = pens(2)
    first.set("a1", "title_en", "Wells")
    first.workspace.close()
    path = tmp_path / "copy.masarw"
    shutil.copyfile(first.workspace.path, path)
    first.workspace = Workspace.open(first.workspace.path, None)
    copy = Pen(Workspace.open(path, None), 1)
    copy.ids = type(copy.ids)(99)
    return [first, second, copy]


def close(pen: Pen) -> None:
    pen.workspace.close()


def test_both_branches_stand_everywhere(forked: list[Pen]) -> None:
    first, second, copy = forked
    first.set("a1", "title_ar", "آبار")
    copy.set("a1", "objective", "SO4")
    exchange([second, first, copy])
    assert first.state() == second.state() == copy.state()
    assert (second.column("a1", "title_ar"), second.column("a1", "objective")) == ("آبار", "SO4")
    close(copy)


def test_a_vector_shows_the_fork(forked: list[Pen]) -> None:
    first, second, copy = forked
    first.set("a1", "title_ar", "آبار")
    copy.set("a1", "objective", "SO4")
    exchange([second, first, copy])
    with second.workspace.read() as connection:
        assert vector(connection, NETWORK).forked() == {"replica1"}
    close(copy)


def test_the_same_field_changed_on_both_branches_is_a_conflict(forked: list[Pen]) -> None:
    first, second, copy = forked
    first.set("a1", "title_en", "Deep wells")
    copy.set("a1", "title_en", "Clean wells")
    exchange([second, first, copy])
    assert [(found.record, found.field) for found in second.conflicts()] == [("a1", "title_en")]
    assert first.conflicts() == second.conflicts() == copy.conflicts()
    close(copy)


@pytest.mark.parametrize("order", [(0, 2), (2, 0)])
def test_undo_on_one_branch_of_what_both_have(forked: list[Pen], order: tuple[int, int]) -> None:
    """What came before the fork is undone for all, and a rebuilt file says the same."""
    first, second, copy = forked
    copy.set("a1", "objective", "SO4")
    first.undo()
    exchange([second, forked[order[0]], forked[order[1]]])
    assert first.state() == second.state() == copy.state()
    for pen in forked:
        live = pen.state()
        assert pen.rebuilt() == live
    assert second.column("a1", "title_en") is None
    assert second.column("a1", "objective") == "SO4"
    close(copy)


@pytest.mark.parametrize("order", [(0, 2), (2, 0)])
def test_undone_on_both_branches_and_redone_on_one(forked: list[Pen], order: tuple[int, int]) -> None:
    first, second, copy = forked
    first.set("a1", "objective", "SO4")
    first.undo()
    first.undo()
    copy.undo()
    copy.redo()
    exchange([second, forked[order[0]], forked[order[1]]])
    exchange([second, forked[order[0]], forked[order[1]]])
    states = [pen.state() for pen in forked]
    assert states[0] == states[1] == states[2]
    assert [pen.rebuilt() for pen in forked] == states
    close(copy)


def test_own_undo_reaches_only_what_this_copy_wrote(forked: list[Pen]) -> None:
    first, _, copy = forked
    first.set("a1", "title_ar", "آبار")
    copy.set("a1", "objective", "SO4")
    first.vouch(copy)
    first.take(copy.send())
    first.undo()
    first.undo()
    assert (first.column("a1", "title_ar"), first.column("a1", "title_en")) == (None, None)
    assert first.column("a1", "objective") == "SO4"
    assert not first.undo()
    close(copy)


def test_both_branches_are_their_persons_work(forked: list[Pen]) -> None:
    """A branch is signed for with the key that began the chain."""
    first, second, copy = forked
    first.set("a1", "title_ar", "آبار")
    copy.set("a1", "objective", "SO4")
    exchange([second, first, copy])
    with second.workspace.read() as connection:
        keys = {(chain.replica, chain.sign_key) for chain in foreign_chains(connection)}
        assert len(signed_ends(connection, NETWORK)) == 2
    assert keys == {("replica1", first.author.sign_key)}
    close(copy)
