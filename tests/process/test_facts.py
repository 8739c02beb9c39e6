from __future__ import annotations

from decimal import Decimal

import pytest

from app.models.book import Book
from app.models.kinds.area import Area
from app.models.kinds.inside import Stakeholder
from app.models.kinds.meetings import Commitment, Issue, Meeting
from app.models.kinds.people import Member, Organisation
from app.models.kinds.plan import Activity, Plan
from app.process import facts
from tests.process.books import TODAY, make


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("12.5", Decimal("12.5")),
        ("-3", Decimal(-3)),
        ("", None),
        (None, None),
        ("1e5", None),
        ("NaN", None),
        ("x", None),
    ],
)
def test_only_plain_numbers_are_numbers(text: str | None, found: Decimal | None) -> None:
    assert facts.number(text) == found


@pytest.mark.parametrize("text", [None, "", "2026", "2026-02-30", "2026-W01-1", "20260101", "2026-1-1"])
def test_what_is_no_day_counts_as_none(text: str | None) -> None:
    assert facts.day(text) is None


def test_days_are_compared_only_when_both_are_days() -> None:
    assert facts.before("2026-01-01", "2026-01-02")
    assert not facts.before("2026-01-02", "2026-01-02")
    assert not facts.before("soon", "2026-01-02")
    assert not facts.before("2026-01-01", None)


def test_months_are_counted_in_thirty_days() -> None:
    assert facts.months_since("2026-03-01", TODAY) == 3
    assert facts.months_since("?", TODAY) is None


def test_the_first_and_last_of_several_days() -> None:
    days = ["2026-03-01", None, "x", "2026-01-01"]
    assert (facts.earliest(days), facts.latest(days)) == ("2026-01-01", "2026-03-01")
    assert facts.latest([None]) is None


def test_a_text_in_any_language_says_something() -> None:
    assert facts.says(make(Activity, "a", title_ckb="ئاو"), "title")
    assert not facts.says(make(Activity, "a", title_en="  "), "title")


@pytest.mark.parametrize(
    ("org_type", "found"),
    [
        ("10", "government"),
        ("security_actor", "government"),
        ("tribal_leader", "community"),
        ("21", "ngo"),
        ("40", "un"),
        ("80", "other"),
        (None, "other"),
        ("strange", "other"),
    ],
)
def test_types_belong_to_families(org_type: str | None, found: str) -> None:
    assert facts.family(org_type) == found


def test_a_stakeholder_has_its_own_type_first() -> None:
    book = Book([make(Organisation, "o", type="40")])
    assert facts.type_of(book, make(Stakeholder, "s", organisation="o")) == "40"
    assert facts.type_of(book, make(Stakeholder, "s", organisation="o", type="22")) == "22"
    assert facts.type_of(book, make(Stakeholder, "s")) is None


def test_what_names_no_area_is_meant_for_all() -> None:
    area = make(Area, "1", code="SIN")
    assert facts.concerns((), None)
    assert facts.concerns(("SIN",), area)
    assert facts.concerns(("1", "2"), area)
    assert not facts.concerns(("2",), area)
    assert not facts.concerns(("2",), None)


def test_the_last_cycle_that_goes_on_is_the_current_plan() -> None:
    plans = [
        make(Plan, "new", cycle="2027"),
        make(Plan, "old", cycle="2025"),
        make(Plan, "x", cycle="2028", status="superseded"),
    ]
    found = facts.current_plan(Book(plans))
    assert found is not None
    assert found.id == "new"
    assert facts.current_plan(Book(plans[2:])) == plans[2]
    assert facts.current_plan(Book([])) is None


def test_who_left_serves_no_more() -> None:
    people = [
        make(Member, "in", role="member"),
        make(Member, "out", role="member", ended=TODAY),
        make(Member, "later", role="member", ended="2026-07-01"),
        make(Member, "dso", role="dso"),
    ]
    assert [one.id for one in facts.serving(Book(people), facts.GROUP_ROLES, TODAY)] == ["in", "later"]


@pytest.mark.parametrize(
    ("status", "held_on", "found"),
    [
        ("held", None, True),
        ("approved", "2027-01-01", True),
        ("planned", "2026-01-01", False),
        ("cancelled", "2026-01-01", False),
        (None, TODAY, True),
        (None, "2026-06-02", False),
        (None, None, False),
    ],
)
def test_a_meeting_took_place_by_status_else_by_day(
    status: str | None, held_on: str | None, found: bool
) -> None:
    assert facts.took_place(make(Meeting, "m", status=status, held_on=held_on), TODAY) is found


def test_an_agreement_counts_at_a_meeting_with_the_authority() -> None:
    def agreed(record: str, **more: object) -> Meeting:
        return make(Meeting, record, agreement_reached=True, **more)

    book = Book(
        [
            agreed("a", type="authority_meeting"),
            agreed("b", type="bilateral", step_id="engage_authority"),
            agreed("c", type="bilateral"),
            make(Meeting, "d", type="authority_meeting"),
        ]
    )
    assert [one.id for one in facts.agreement_meetings(book)] == ["a", "b"]


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ({"response": "In the plan"}, True),
        ({"effect": "not_adopted"}, True),
        ({"effect": "open"}, False),
        ({}, False),
    ],
)
def test_an_issue_is_answered_by_words_or_effect(given: dict[str, str], found: bool) -> None:
    assert facts.is_answered(make(Issue, "i", **given)) is found


@pytest.mark.parametrize(
    ("status", "due", "found"),
    [
        ("made", "2026-05-31", True),
        ("made", TODAY, False),
        ("fulfilled", "2026-01-01", False),
        ("withdrawn", "2026-01-01", False),
        ("overdue", None, True),
        (None, None, False),
    ],
)
def test_a_promise_is_overdue_after_its_day(status: str | None, due: str | None, found: bool) -> None:
    assert facts.is_overdue(make(Commitment, "c", status=status, due=due), TODAY) is found
