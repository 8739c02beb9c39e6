"""Checks of the area: the combination rule, newer rounds, informal sites, intentions without a source."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from app.models.book import Book
from app.models.kinds.area import Area, AreaDecision, Intentions, Location, SeverityRank
from app.models.record import Record
from app.process.checks import run_checks
from app.process.checks.finding import Context
from app.process.rounds import index_for, number_in, rounds_of
from tests.process.books import TODAY, make, whole


def rank(number: str, round_name: str, on: str = "", **more: object) -> SeverityRank:
    return make(
        SeverityRank,
        number,
        location="l1",
        index="return_index",
        round=round_name,
        round_date=on or None,
        **more,
    )


def changed(kind: type[Record], *added: Record, **values: object) -> Book:
    book = whole()
    held = [one for kind_held in book._by_kind.values() for one in kind_held]
    return Book([*(replace(one, **values) if type(one) is kind else one for one in held), *added])


def found(book: Book, code: str) -> list[tuple[str, str, str]]:
    return [
        (one.severity, one.record, one.field)
        for one in run_checks(book, Context(TODAY))
        if one.code == f"check.{code}"
    ]


def test_the_area_says_how_many_criteria_make_the_combination() -> None:
    assert found(changed(Area, criteria_needed=4), "few_criteria_met") == [("warning", "", "")]
    assert found(changed(Area, criteria_needed=1), "few_criteria_met") == []


def test_a_reason_to_depart_stays_visible() -> None:
    held = [one for part in changed(Area, criteria_needed=4)._by_kind.values() for one in part]
    book = Book(
        replace(one, departure_reason="The governor asked for it") if isinstance(one, AreaDecision) else one
        for one in held
    )
    assert found(book, "few_criteria_met") == []
    (finding,) = [one for one in run_checks(book, Context(TODAY)) if one.code == "check.criteria_departed"]
    assert finding.severity == "info"
    assert finding.params["reason"] == "The governor asked for it"


def test_a_newer_round_is_told_until_it_is_used() -> None:
    ranks = (rank("r5", "5", "2026-01-01"), rank("r6", "6", "2026-05-01"))
    assert found(changed(Area, *ranks, return_round="5"), "newer_round") == [
        ("info", whole().of(Area)[0].id, "return_round")
    ]
    assert found(changed(Area, *ranks, return_round="6"), "newer_round") == []
    assert found(changed(Area, *ranks), "newer_round") == []


def test_rounds_are_in_order_of_their_days_then_of_their_numbers() -> None:
    book = Book([rank("a", "10"), rank("b", "9"), rank("c", "2", "2026-02-01")])
    assert [one.name for one in rounds_of(book, None, "return_index").rounds] == ["9", "10", "2"]
    assert rounds_of(book, None, "return_index").used == "2"
    assert rounds_of(book, None, "displacement_index").newest == ""


@pytest.mark.parametrize(("role", "index"), [
    ("return", "return_index"), ("both", "return_index"), (None, "return_index"),
    ("displacement", "displacement_index"), ("settlement_site", "displacement_index"),
])  # fmt: skip
def test_the_role_says_which_index(role: str | None, index: str) -> None:
    assert index_for(role) == index


def test_the_number_in_a_round_is_its_first() -> None:
    assert (number_in("E12b"), number_in("first")) == (12, 0)


def test_coordinates_of_informal_sites_and_intentions_without_source_are_told() -> None:
    site = make(Location, "l9", name_en="Camp edge", role="displacement", type="informal_site", latitude="36")
    book = changed(Area, site, make(Intentions, "n9", group="returnee"))
    assert found(book, "site_coordinates") == [("warning", "l9", "latitude")]
    assert found(book, "intentions_unsourced") == [("warning", "n9", "source")]
