from __future__ import annotations

from decimal import Decimal

import pytest

from app.models.book import Book
from app.models.kinds.plan import Indicator, Measurement
from app.process.gaps import Gap, gaps
from tests.process.books import make


def measurement(record: str, group: str, value: str, **more: object) -> Measurement:
    given = {
        "indicator": "in",
        "period": "2025",
        "place": "P",
        "method": "hh_survey",
        "sample_size": 100,
        **more,
    }
    return make(Measurement, record, group=group, value=value, **given)


def gap_of(*measured: Measurement, direction: str | None = "higher") -> Gap:
    found = gaps(Book([make(Indicator, "in", direction=direction, unit="percent"), *measured]))
    assert len(found) == 1
    return found[0]


BASE = (
    measurement("d1", "displaced", "34", is_baseline=True),
    measurement("n1", "non_displaced", "61", is_baseline=True),
)
LATER = (
    measurement("d2", "displaced", "41", period="2026"),
    measurement("n2", "non_displaced", "62", period="2026"),
)


def test_displaced_people_behind_make_a_positive_gap() -> None:
    found = gap_of(*BASE)
    assert (found.gap, found.change, found.flags) == (Decimal(27), None, ("no_later_value",))


def test_the_gap_closes_when_displaced_people_catch_up() -> None:
    found = gap_of(*BASE, *LATER)
    assert (found.gap, found.change, found.flags) == (Decimal(21), Decimal(-6), ())
    assert found.latest is not None
    assert found.latest.record == "d2"


def test_where_lower_is_better_the_sign_turns() -> None:
    found = gap_of(
        measurement("d1", "displaced", "39", is_baseline=True),
        measurement("n1", "non_displaced", "14", is_baseline=True),
        direction="lower",
    )
    assert found.gap == Decimal(25)


@pytest.mark.parametrize("direction", [None, "none", "sideways"])
def test_without_a_direction_there_is_no_gap(direction: str | None) -> None:
    assert gap_of(*BASE, direction=direction).gap is None


def test_different_periods_are_flagged() -> None:
    assert "period_differs" in gap_of(*BASE, LATER[0]).flags


def test_different_methods_are_flagged() -> None:
    other = measurement("n1", "non_displaced", "61", is_baseline=True, method="ki_interview")
    assert "method_differs" in gap_of(BASE[0], other).flags


def test_few_people_are_flagged() -> None:
    few = measurement("d1", "displaced", "34", is_baseline=True, sample_size=9)
    assert "small_cell" in gap_of(few, BASE[1]).flags
    assert "small_cell" not in gap_of(*BASE).flags


def test_without_a_comparison_there_is_no_gap() -> None:
    found = gap_of(BASE[0])
    assert (found.gap, found.comparison) == (None, None)
    assert "no_comparison" in found.flags


def test_values_that_are_no_numbers_are_passed_over() -> None:
    assert gap_of(BASE[0], measurement("n1", "non_displaced", "many", is_baseline=True)).comparison is None


def test_each_place_and_group_has_its_own_gap() -> None:
    more = (measurement("r1", "returnee", "50"), measurement("d9", "displaced", "10", place="Q"))
    found = gaps(Book([make(Indicator, "in"), *BASE, *more]))
    assert [(one.place, one.group) for one in found] == [
        ("P", "displaced"),
        ("P", "returnee"),
        ("Q", "displaced"),
    ]


def test_the_last_later_value_counts_by_day() -> None:
    late = measurement("d3", "displaced", "45", period="2026-Q1", measured_on="2026-03-01")
    early = measurement("d4", "displaced", "44", period="2026-Q2", measured_on="2026-02-01")
    assert gap_of(*BASE, late, early).latest == gap_of(*BASE, early, late).latest
    found = gap_of(*BASE, early, late).latest
    assert found is not None
    assert found.record == "d3"
