"""Several people see one stakeholder: side by side, the latest shown, nobody's word overwritten."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from services.laptops import found

from app.models.kinds.inside import Stakeholder, StakeholderView
from app.models.kinds.people import Person
from app.process.checks import people
from app.process.checks.finding import Context
from app.process.views_of_stakeholders import seen, seen_stakeholders
from app.services.desk import Desk
from app.services.stakeholder_work import add_stakeholder, place_on_grid, rate
from app.services.views.stakeholders import stakeholders


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = found(tmp_path)[0].use()
    yield made
    made.close()


def of_another(desk: Desk, stakeholder: str, **values: object) -> None:
    with desk.write("stakeholder_view.edit") as unit:
        author = unit.add(Person, name_en="Omar", sign_key=f"{len(desk.records(Person)):064x}")
        unit.add(StakeholderView, stakeholder=stakeholder, author=author, seen_by="Omar", **values)


def test_two_people_stand_side_by_side_and_the_latest_is_shown(desk: Desk) -> None:
    one = add_stakeholder(desk, "Council", "en")
    of_another(desk, one, influence="2", interest="2", seen_on="2020-01-05")
    place_on_grid(desk, one, 4, 5)
    (entry,) = stakeholders(desk).rows
    assert [(o.by, o.influence, o.interest) for o in entry.opinions] == [("Dalia", 4, 5), ("Omar", 2, 2)]
    assert (entry.rating.influence, entry.rating.interest) == (4, 5)
    of_another(desk, one, influence="1", interest="1", seen_on="2999-01-05")
    assert stakeholders(desk).rows[0].rating.influence == 1


def test_a_first_word_of_ones_own_takes_over_the_other_rating(desk: Desk) -> None:
    one = add_stakeholder(desk, "Council", "en")
    of_another(desk, one, influence="2", interest="3", seen_on="2020-01-05")
    rate(desk, one, {"influence": "5"})
    rating = stakeholders(desk).rows[0].rating
    assert (rating.influence, rating.interest) == (5, 3)


def test_a_position_is_kept_by_who_said_it_last(desk: Desk) -> None:
    one = add_stakeholder(desk, "Council", "en")
    of_another(desk, one, position="opposed", position_by="Omar", position_on="2020-01-05")
    place_on_grid(desk, one, 3, 3)
    assert stakeholders(desk).rows[0].rating.position_by == "Omar"
    rate(desk, one, {"position": "neutral"})
    assert stakeholders(desk).rows[0].rating.position == "neutral"


def test_undo_takes_ones_own_view_back_and_leaves_the_others(desk: Desk) -> None:
    one = add_stakeholder(desk, "Council", "en")
    of_another(desk, one, influence="2", interest="2", seen_on="2020-01-05")
    place_on_grid(desk, one, 4, 5)
    desk.undo()
    assert stakeholders(desk).rows[0].rating.influence == 2


def test_nobody_has_seen_a_new_one(desk: Desk) -> None:
    one = add_stakeholder(desk, "Council", "en")
    assert seen(desk.book(), one).influence is None
    assert list(seen_stakeholders(desk.book())) == []


def test_a_check_of_the_record_counts_as_a_fresh_look(desk: Desk) -> None:
    one = add_stakeholder(desk, "Council", "en")
    of_another(desk, one, influence="2", interest="2", seen_on="2020-01-05")
    context = Context(desk.today)
    assert [f.code for f in people.ratings(desk.book(), context)] == ["check.view_stale"]
    with desk.write("stakeholder.edit") as unit:
        unit.set(Stakeholder, one, verified_on=desk.today)
    assert list(people.ratings(desk.book(), context)) == []
