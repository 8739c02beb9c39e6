"""What stands in a register: the same for all who hold the same changes, in whatever order they came."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.models.current import Entry, standing
from app.models.record import Merge

VALUES = st.sampled_from(["wells", "schools", " wells ", "cafe\u0301", "caf\u00e9", None])


def entry(
    ref: str, value: object, replaces: tuple[str, ...] = (), *, force: bool = True, lamport: int = 1
) -> Entry:
    return Entry(ref, value, replaces, force, lamport, f"laptop-{ref}")  # type: ignore[arg-type]


@st.composite
def histories(draw: st.DrawFn) -> list[Entry]:
    """Changes that replace some earlier ones, some of them not in force."""
    entries: list[Entry] = []
    for number in range(draw(st.integers(0, 8))):
        earlier = [found.ref for found in entries]
        replaced = draw(st.sets(st.sampled_from(earlier))) if earlier else set()
        made = Entry(
            f"{number:02d}", draw(VALUES), tuple(sorted(replaced)), draw(st.booleans()), number + 1, "r"
        )
        entries.append(made)
    return entries


@given(histories(), st.randoms(use_true_random=False))
def test_the_order_of_arrival_does_not_matter(history: list[Entry], chance: object) -> None:
    shuffled = list(history)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert standing(shuffled) == standing(history)


@given(histories())
def test_what_stands_is_in_force_and_not_replaced_by_what_is_in_force(history: list[Entry]) -> None:
    found = standing(history).current
    replaced = {ref for one in history if one.in_force for ref in one.replaces}
    assert all(one.in_force and one.ref not in replaced for one in found)


@given(histories())
def test_something_stands_while_anything_is_in_force(history: list[Entry]) -> None:
    assert bool(standing(history).current) == any(one.in_force for one in history)


@given(histories())
def test_a_decision_that_replaces_all_stands_alone(history: list[Entry]) -> None:
    decision = entry("zz", "decided", standing(history).refs, lamport=99)
    assert standing([*history, decision]).current == (decision,)


@given(histories())
def test_taking_a_decision_back_brings_back_what_stood(history: list[Entry]) -> None:
    before = standing(history)
    undone = entry("zz", "decided", before.refs, force=False, lamport=99)
    assert standing([*history, undone]) == before


def test_replacing_reaches_through_a_change_that_is_not_in_force() -> None:
    chain = [entry("a", "1"), entry("b", "2", ("a",), force=False), entry("c", "3", ("b",))]
    assert standing(chain).shown == "3"
    assert len(standing(chain).current) == 1


def test_replacing_does_not_reach_through_a_change_in_force() -> None:
    chain = [entry("a", "1"), entry("b", "2", ("a",)), entry("c", "3", ("b",), force=False)]
    assert standing(chain).shown == "2"


def test_two_apart_are_a_conflict_under_ask_only() -> None:
    apart = standing([entry("a", "1"), entry("b", "2", lamport=2)])
    assert apart.shown == "2"
    assert apart.in_conflict(Merge.ASK)
    assert not apart.in_conflict(Merge.LATEST)


def test_equal_values_are_no_conflict() -> None:
    apart = standing([entry("a", "cafe\u0301"), entry("b", " caf\u00e9 ", lamport=2)])
    assert not apart.in_conflict(Merge.ASK)
    assert len(apart.current) == 2


def test_clearing_and_changing_apart_is_a_conflict() -> None:
    assert standing([entry("a", None), entry("b", "2")]).in_conflict(Merge.ASK)


def test_of_equal_lamport_the_higher_replica_is_shown() -> None:
    assert standing([entry("a", "1"), entry("b", "2")]).shown == "2"


def test_added_here_and_removed_there_is_present() -> None:
    added, removed = entry("b", True, ("a",)), entry("c", False, ("a",))
    assert standing([entry("a", True), added, removed]).present()
    assert not standing([entry("a", True), removed]).present()


def test_a_replaced_change_that_is_not_here_is_no_matter() -> None:
    assert standing([entry("b", "2", ("unknown",))]).shown == "2"


def test_nothing_stands_without_changes() -> None:
    assert standing([]).shown is None
    assert standing([]).refs == ()
