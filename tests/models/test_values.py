"""Own entry is refused with a code; a foreign value that breaks the same rule is only noted."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.foundation.errors import UserError
from app.models.kinds.country import Deadline, Place
from app.models.kinds.meetings import Meeting
from app.models.kinds.plan import Activity
from app.models.record import Record, Rule, Shape
from app.models.registry import KINDS, describe
from app.models.values import (
    check_entry,
    clean,
    fits_json_type,
    problems,
    problems_of_value,
    read_day,
    read_number,
    same,
)

TITLE = {"title_en": "Repair wells"}

REFUSED = [
    ("activity", {**TITLE, "objective": "SO9"}, "value_not_in_list"),
    ("activity", {**TITLE, "groups": ("returnee", "martians")}, "value_not_in_list"),
    ("activity", {"title_en": "x" * 301}, "value_too_long"),
    ("activity", {**TITLE, "starts": "2026-02-30"}, "value_not_a_date"),
    ("activity", {**TITLE, "starts": "20260201"}, "value_not_a_date"),
    ("meeting", {"starts": "25:99"}, "value_not_a_time"),
    ("meeting", {"ends": "noon"}, "value_not_a_time"),
    ("meeting", {"ends": "12"}, "value_not_a_time"),
    ("activity", {**TITLE, "budget": "12,5"}, "value_not_a_number"),
    ("activity", {**TITLE, "budget": "1e3"}, "value_not_a_number"),
    ("place", {"pcode": "IQG15", "latitude": "91"}, "value_above"),
    ("place", {"pcode": "IQG15", "latitude": "-91"}, "value_below"),
    ("activity", {**TITLE, "sensitivity": 5}, "value_above"),
    ("activity", {**TITLE, "land_checked": "yes"}, "value_wrong_shape"),
    ("activity", {**TITLE, "sensitivity": True}, "value_wrong_shape"),
    ("activity", {**TITLE, "groups": "returnee"}, "value_wrong_shape"),
    ("activity", {**TITLE, "colour": "red"}, "unknown_field"),
    ("frozen_version", {"frozen_at": "yesterday"}, "value_not_a_date"),
    ("deadline", {"title_en": "Draft"}, "value_required"),
    ("activity", {}, "record_empty"),
]


@pytest.mark.parametrize(("kind", "values", "code"), REFUSED)
def test_own_entry_is_refused(kind: str, values: dict[str, object], code: str) -> None:
    with pytest.raises(UserError) as refused:
        check_entry(kind, values, adding=True)
    assert refused.value.code == code
    assert refused.value.params["kind"] == kind


def test_the_bound_is_named() -> None:
    with pytest.raises(UserError) as refused:
        check_entry("place", {"pcode": "IQG15", "latitude": "91"}, adding=True)
    assert refused.value.params == {"kind": "place", "field": "latitude", "value": "91", "bound": "90"}


def test_good_entry_passes() -> None:
    check_entry(
        "activity",
        {**TITLE, "objective": "SO4", "groups": ("returnee",), "starts": "2026-02-28", "budget": "12.50"},
        adding=True,
    )


def test_a_field_fixed_when_added_is_not_changed_later() -> None:
    with pytest.raises(UserError, match="value_fixed"):
        check_entry("place", {"pcode": "IQG16"}, adding=False)


def test_a_required_field_is_not_cleared() -> None:
    with pytest.raises(UserError, match="value_required"):
        check_entry("deadline", {"due": None}, adding=False)


def test_a_foreign_value_that_breaks_rules_is_noted_not_refused() -> None:
    record = Activity(id="1", space="area/a/network", objective="SO9", groups=("martians",), starts="soon")
    found = {(problem.field, problem.rule) for problem in problems(record)}
    assert found == {("objective", "not_in_list"), ("groups", "not_in_list"), ("starts", "not_a_date")}


def test_a_missing_required_foreign_value_is_noted() -> None:
    assert [p.rule for p in problems(Deadline(id="1", space="country", title_en="Draft"))] == ["required"]


def test_a_record_in_order_has_no_problems() -> None:
    assert list(problems(Place(id="1", space="country", pcode="IQG15", latitude="36.3"))) == []


@pytest.mark.parametrize(
    ("field", "value", "fits"),
    [
        ("title_en", "text", True),
        ("title_en", 3, False),
        ("title_en", None, True),
        ("sensitivity", 3, True),
        ("sensitivity", True, False),
        ("sensitivity", "3", False),
        ("land_checked", False, True),
        ("land_checked", 0, False),
        ("groups", "returnee", True),
        ("groups", 1, False),
    ],
)
def test_json_types(field: str, value: object, fits: bool) -> None:
    assert fits_json_type(describe("activity").fields[field], value) is fits


def test_text_is_kept_composed_trimmed_and_without_hidden_signs() -> None:
    assert clean(Rule(Shape.LINE), "  cafe\u0301 \x00 au\n lait ") == "caf\u00e9 au lait"
    assert clean(Rule(Shape.TEXT), " one\n two ") == "one\n two"
    assert clean(Rule(Shape.LINE), "   ") is None
    assert clean(Rule(Shape.WHOLE), 3) == 3


@given(st.text())
def test_cleaning_twice_changes_nothing(text: str) -> None:
    once = clean(Rule(Shape.LINE), text)
    assert clean(Rule(Shape.LINE), once) == once


@given(st.text())
def test_a_text_and_its_cleaned_form_in_other_composition_are_one_value(text: str) -> None:
    import unicodedata

    assert same(unicodedata.normalize("NFD", text), f" {unicodedata.normalize('NFC', text)} ")


def test_true_is_not_one_and_empty_is_nothing() -> None:
    assert not same(True, 1)
    assert not same("1", 1)
    assert same("", None)


@given(st.decimals(min_value=-(10**20), max_value=10**20, places=3))
def test_numbers_read_as_written(number: object) -> None:
    assert read_number(f"{number:f}") == number


@pytest.mark.parametrize("text", ["", ".5", "5.", "NaN", "1_000", "٣", "+1", " 1", "1" * 31, None])
def test_what_is_no_number(text: str | None) -> None:
    assert read_number(text) is None or text == "٣"


@given(st.dates())
def test_days_read_as_written(day: object) -> None:
    assert read_day(str(day)) == day


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_empty_values_never_are_problems(kind: str) -> None:
    description = describe(kind)
    for field in description.fields.values():
        assert list(problems_of_value(description, field, None)) == []
        assert list(problems_of_value(description, field, "")) == []


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_an_empty_record_of_every_kind_only_lacks_what_is_required(kind: str) -> None:
    record: Record = KINDS[kind](id="1", space="country")
    assert {problem.rule for problem in problems(record)} <= {"required"}


def test_what_turns_the_order_of_letters_over_is_not_stored() -> None:
    rule = describe("organisation").fields["name_en"].rule
    assert clean(rule, "\u202eevil\u202c office") == "evil office"
    assert clean(rule, "\u2067مكتب\u2069 A") == "\u2067مكتب\u2069 A"


@pytest.mark.parametrize(
    ("typed", "kept"), [("9:30", "09:30"), ("09.05", "09:05"), ("٢٣:٥٩", "23:59"), ("0:00", "00:00")]
)
def test_a_time_of_day_is_kept_as_hours_and_minutes(typed: str, kept: str) -> None:
    rule = describe("meeting").fields["starts"].rule
    check_entry("meeting", {"starts": typed}, adding=False)
    assert clean(rule, typed) == kept


def test_a_time_that_came_from_elsewhere_is_noted() -> None:
    meeting = Meeting(id="m", space="s", type="roundtable", starts="25:99")
    assert [(one.field, one.rule) for one in problems(meeting)] == [("starts", "not_a_time")]
