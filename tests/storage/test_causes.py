"""A changeset names the heads of other chains that moved since its own chain last named them, no others."""

from __future__ import annotations

from collections.abc import Callable

from storage.pens import NETWORK, Pen

from app.models.changeset import read_header
from app.storage.chains import heads


def named(pen: Pen) -> list[tuple[str, int]]:
    """Return what the last own changeset names: replica and number."""
    with pen.workspace.read() as connection:
        (text,) = connection.exec_driver_sql(
            "SELECT s.header FROM changeset s JOIN chain h ON h.id = s.chain WHERE h.replica = ?"
            " ORDER BY s.sequence DESC LIMIT 1",
            (pen.author.replica,),
        ).one()
    return [(cause.replica, cause.sequence) for cause in read_header(text).c]


def test_what_came_is_named_once(pens: Callable[[int], list[Pen]]) -> None:
    first, second, third = pens(3)
    for pen in (first, third):
        pen.set("a1", "title_en", f"by {pen.number}")
    for sent in (first, third):
        second.vouch(sent)
        second.take(sent.send())
    second.set("a1", "status", "planned")
    # The first changeset of the chain, who writes, named both.
    assert named(second) == []
    first.set("a1", "ends", "2026-09-30")
    second.vouch(first)
    second.take(first.send())
    second.set("a1", "status", "done")
    assert named(second) == [("replica1", 3)]
    second.set("a1", "status", "planned")
    assert named(second) == []


def test_a_head_that_was_set_aside_is_not_named_again(pens: Callable[[int], list[Pen]]) -> None:
    first, second = pens(2)
    first.set("a1", "title_en", "one")
    second.vouch(first)
    second.take(first.send())
    second.set("a2", "title_en", "own")
    first.set("a1", "title_en", "two")
    second.vouch(first)
    second.take(first.send())
    second.untake()
    second.set("a2", "title_en", "own again")
    assert named(second) == []
    with second.workspace.read() as connection:
        assert {head.replica: head.sequence for head in heads(connection, NETWORK)}["replica1"] == 2
