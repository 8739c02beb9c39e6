"""Vectors: laws of union and minimum, forks, and the JSON form."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.foundation.errors import UserError
from app.models.vector import Head, Vector, from_json, minimum, to_json, union

HASH = {letter: letter * 32 for letter in "abc"}

heads = st.builds(
    Head, st.sampled_from(["r1", "r2", "r3"]), st.integers(1, 6), st.sampled_from(sorted(HASH.values()))
)
vectors = st.builds(Vector, st.frozensets(heads, max_size=5))
plain = st.builds(
    lambda numbers: Vector(frozenset(Head(r, n, HASH["a"]) for r, n in numbers.items())),
    st.dictionaries(st.sampled_from(["r1", "r2", "r3"]), st.integers(1, 6)),
)
quick = settings(max_examples=50)


def vector(*heads: tuple[str, int, str]) -> Vector:
    return Vector(frozenset(Head(replica, number, HASH[letter]) for replica, number, letter in heads))


@quick
@given(vectors)
def test_json_round_trip(one: Vector) -> None:
    assert from_json(to_json(one)) == one


@quick
@given(vectors, vectors)
def test_union_covers_both_and_has_no_order(one: Vector, other: Vector) -> None:
    assert union([one, other]) == union([other, one])
    assert union([one, other]).covers_all(one)
    assert union([one, other]).covers_all(other)
    assert union([one, one]) == one


@quick
@given(vectors, vectors, vectors)
def test_union_in_any_grouping(one: Vector, two: Vector, three: Vector) -> None:
    assert union([union([one, two]), three]) == union([one, union([two, three])]) == union([one, two, three])


@quick
@given(st.lists(vectors, min_size=1, max_size=3))
def test_minimum_is_held_by_all(several: list[Vector]) -> None:
    assert all(one.covers_all(minimum(several)) for one in several)


@quick
@given(plain, plain)
def test_minimum_without_forks_is_the_lower_number(one: Vector, other: Vector) -> None:
    least = minimum([one, other])
    for replica in ("r1", "r2", "r3"):
        assert least.number(replica) == min(one.number(replica), other.number(replica))


def test_minimum_of_nobody_is_empty() -> None:
    assert minimum([]) == Vector()


def test_minimum_leaves_forked_replicas_out() -> None:
    one, other = vector(("r1", 5, "a"), ("r2", 2, "a")), vector(("r1", 5, "b"), ("r2", 3, "a"))
    assert minimum([one, other]) == vector(("r2", 2, "a"))
    assert minimum([one], forked=["r2"]) == vector(("r1", 5, "a"))


def test_a_fork_shows_as_two_heads() -> None:
    both = union([vector(("r1", 5, "a")), vector(("r1", 5, "b"))])
    assert both.forked() == {"r1"}
    assert both.of("r1") == vector(("r1", 5, "a"), ("r1", 5, "b")).heads


def test_covering() -> None:
    held = vector(("r1", 5, "a"))
    assert held.covers(Head("r1", 4, HASH["b"]))
    assert held.covers(Head("r1", 5, HASH["a"]))
    assert not held.covers(Head("r1", 5, HASH["b"]))
    assert not held.covers(Head("r1", 6, HASH["a"]))
    assert not held.covers(Head("r2", 1, HASH["a"]))


@pytest.mark.parametrize("shape", [
    {"r1": [[0, "a" * 32]]}, {"r1": [[1, "a" * 31]]}, {"r1": [[1, "A" * 32]]}, {"r1": [["1", "a" * 32]]},
    {"r1": [[True, "a" * 32]]}, {"": [[1, "a" * 32]]}, {"a/b": [[1, "a" * 32]]}, {"r1": [[1]]},
    {"r1": [[2**53 + 1, "a" * 32]]}, {"r1": [[1, None]]},
])  # fmt: skip
def test_malformed(shape: dict[str, list[list[object]]]) -> None:
    with pytest.raises(UserError, match="vector_malformed"):
        from_json(shape)


def test_too_many_heads() -> None:
    with pytest.raises(UserError, match="vector_malformed"):
        from_json({"r": [[number, f"{number:032x}"] for number in range(1, 100_002)]})
