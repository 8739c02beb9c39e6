"""What laptops said of how far they had come: which word holds, and whose."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import Connection, create_engine

from app.models.vector import Head, Vector
from app.storage import heard as module
from app.storage.given_up import GivenUp
from app.storage.heard import Laptops, heard, keep_heard
from app.storage.tables import all_tables

SPACE, OMAR = "area/a/network", "0f" * 32
DAYS = [f"2026-03-{day:02}T09:00:00Z" for day in range(1, 20)]


def held(**numbers: int) -> Vector:
    return Vector(frozenset(Head(replica, number, f"{number:032x}") for replica, number in numbers.items()))


@pytest.fixture
def connection(monkeypatch: pytest.MonkeyPatch) -> Iterator[Connection]:
    give_up(monkeypatch)
    with create_engine("sqlite://").connect() as made:
        all_tables().create_all(made)
        yield made


def say(
    connection: Connection,
    vector: Vector,
    made: int,
    taken: int,
    *wanted: str,
    replica: str = "r1",
    number: int = 0,
) -> None:
    keep_heard(connection, OMAR, replica, {SPACE: vector}, wanted, DAYS[made], number, DAYS[taken])


def holds(connection: Connection) -> tuple[Vector, tuple[str, ...]]:
    (word,) = heard(connection)
    return word.vector, word.wanted


def give_up(monkeypatch: pytest.MonkeyPatch, *said: tuple[str, int, str]) -> None:
    """Let laptops have said that they go on in the place of others: (replica, up to, by)."""
    marks = [GivenUp(OMAR, SPACE, replica, number, by) for replica, number, by in said]
    monkeypatch.setattr(module, "given_up", lambda _connection: marks)


def test_an_older_package_taken_later_changes_nothing(connection: Connection) -> None:
    say(connection, held(r1=5, r2=9), 4, 5, "ff")
    say(connection, held(r1=3, r2=2), 1, 8, "aa", "bb")
    assert holds(connection) == (held(r1=5, r2=9), ("ff",))
    assert Laptops(connection).last(OMAR) == DAYS[4]


def test_of_two_packages_without_own_work_the_later_made_counts(connection: Connection) -> None:
    say(connection, held(r1=5, r2=9), 4, 5, "ff")
    say(connection, held(r1=5, r2=2), 1, 6)
    assert holds(connection)[0] == held(r1=5, r2=9)
    say(connection, held(r1=5, r2=7), 6, 7)
    assert holds(connection) == (held(r1=5, r2=7), ()), "it set a package aside"


def test_where_number_and_date_disagree_only_what_both_say_holds(connection: Connection) -> None:
    """A laptop went back with its whole disk, or its clock did; its next word counts alone again."""
    say(connection, held(r1=5, r2=9), 4, 5, "ff")
    say(connection, held(r1=3, r2=4, r3=1), 6, 6, "aa")
    assert holds(connection) == (held(r1=3, r2=4), ("aa", "ff"))
    say(connection, held(r1=4, r2=9, r3=1), 7, 7)
    assert holds(connection) == (held(r1=4, r2=9, r3=1), ())


def test_of_two_packages_without_own_work_no_clock_hides_what_was_set_aside(connection: Connection) -> None:
    """The laptop's clock went back, and it undid a take: it must be sent that again."""
    say(connection, held(r1=5, r2=9), 8, 8, "ff", number=3)
    say(connection, held(r1=5, r2=2), 1, 9, number=4)
    assert holds(connection) == (held(r1=5, r2=2), ("ff",))
    say(connection, held(r1=5, r2=9), 2, 10, number=5)
    assert holds(connection) == (held(r1=5, r2=9), ())


def test_an_older_package_without_own_work_is_known_by_its_number(connection: Connection) -> None:
    say(connection, held(r1=5, r2=9), 4, 5, "ff", number=4)
    say(connection, held(r1=5, r2=2), 4, 6, number=3)
    assert holds(connection) == (held(r1=5, r2=9), ("ff",))


def test_a_clock_that_ran_ahead_does_not_keep_a_word_for_years(connection: Connection) -> None:
    keep_heard(connection, OMAR, "r1", {SPACE: held(r1=5)}, (), "2031-01-01T00:00:00Z", 0, DAYS[2])
    say(connection, held(r1=5, r2=1), 3, 4)
    assert holds(connection)[0] == held(r1=5, r2=1)


def test_every_laptop_counts_and_one_silent_about_a_space_has_nothing(connection: Connection) -> None:
    say(connection, held(r1=5), 1, 1)
    say(connection, held(r1=2, r2=4), 2, 2, replica="r2")
    keep_heard(connection, OMAR, "r3", {"country": held(r3=1)}, (), DAYS[3], 0, DAYS[3])
    said = Laptops(connection).said(OMAR, SPACE)
    assert sorted(map(repr, said)) == sorted(map(repr, [held(r1=5), held(r1=2, r2=4), Vector()]))


def test_in_the_place_of_a_laptop_its_successor_counts(
    connection: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    say(connection, held(r1=5), 1, 1, "ff")
    say(connection, held(r1=5, r2=4), 2, 2, replica="r2")
    give_up(monkeypatch, ("r1", 6, "r2"))
    assert Laptops(connection).said(OMAR, SPACE) == [held(r1=5, r2=4)]
    assert holds(connection) == (held(r1=5, r2=4), ())


def test_a_laptop_that_went_on_writing_all_the_same_counts_again(
    connection: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    say(connection, held(r1=7), 1, 1)
    say(connection, held(r1=5, r2=4), 2, 2, replica="r2")
    give_up(monkeypatch, ("r1", 6, "r2"))
    assert len(Laptops(connection).said(OMAR, SPACE)) == 2


@pytest.mark.parametrize(
    ("marks", "said"),
    [
        ([("r1", 6, "r2")], [Vector()]),
        ([("r1", 6, "r2"), ("r2", 3, "r3")], [Vector()]),
        ([("r1", 6, "r1")], [held(r1=5)]),
    ],
)
def test_a_successor_that_was_never_heard_has_nothing(
    connection: Connection,
    monkeypatch: pytest.MonkeyPatch,
    marks: list[tuple[str, int, str]],
    said: list[Vector],
) -> None:
    say(connection, held(r1=5), 1, 1)
    give_up(monkeypatch, *marks)
    assert Laptops(connection).said(OMAR, SPACE) == said


def test_who_was_given_up_counts_nowhere_it_never_wrote(
    connection: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    vectors = {SPACE: held(r1=5), "country": held(r9=2), "area/b/network": held(r1=3)}
    keep_heard(connection, OMAR, "r1", vectors, (), DAYS[1], 0, DAYS[1])
    keep_heard(connection, OMAR, "r2", {"country": held(r9=4)}, (), DAYS[2], 0, DAYS[2])
    give_up(monkeypatch, ("r1", 6, "r2"))
    assert Laptops(connection).said(OMAR, "country") == [held(r9=4)]
    assert held(r1=3) in Laptops(connection).said(OMAR, "area/b/network"), "of that nothing was said"
    say(connection, held(r1=7), 3, 3)
    assert len(Laptops(connection).said(OMAR, "country")) == 2, "it went on writing"


def test_a_successor_of_a_successor_is_enough(
    connection: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    say(connection, held(r1=5), 1, 1)
    say(connection, held(r3=2), 1, 1, replica="r3")
    give_up(monkeypatch, ("r1", 6, "r2"), ("r2", 3, "r3"))
    assert Laptops(connection).said(OMAR, SPACE) == [held(r3=2)]


def test_two_that_give_each_other_up_leave_nothing_that_holds(
    connection: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    say(connection, held(r1=5), 1, 1)
    say(connection, held(r2=2), 1, 1, replica="r2")
    give_up(monkeypatch, ("r1", 6, "r2"), ("r2", 6, "r1"))
    assert Laptops(connection).said(OMAR, SPACE) == []


def test_a_mark_of_somebody_else_says_nothing(
    connection: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    say(connection, held(r1=5), 1, 1)
    marks = [GivenUp("ee" * 32, SPACE, "r1", 6, "r2"), GivenUp(OMAR, "country", "r1", 6, "r2")]
    monkeypatch.setattr(module, "given_up", lambda _connection: marks)
    assert Laptops(connection).said(OMAR, SPACE) == [held(r1=5)]


def test_the_word_of_a_laptop_called_lost_is_left_out(connection: Connection) -> None:
    say(connection, held(r1=5), 1, 1)
    say(connection, held(r2=2), 3, 3, replica="r2")
    connection.exec_driver_sql("INSERT INTO cut VALUES (?, 'r2', 1, '', ?)", (SPACE, OMAR))
    assert Laptops(connection).said(OMAR, SPACE) == [held(r1=5)]
    assert Laptops(connection).replicas(OMAR) == {"r1"}
