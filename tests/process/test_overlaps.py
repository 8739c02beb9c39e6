"""Activities that may do the same twice, reviews of compacts, shared costs, and due diligence."""

from __future__ import annotations

import pytest

from app.models.book import Book
from app.models.kinds.meetings import Commitment
from app.models.kinds.people import Organisation
from app.models.kinds.plan import Activity, Agreement, Alignment, CostShare, JointActivity
from app.models.record import Record
from app.process.checks import run_checks
from app.process.checks.finding import Context
from app.process.compacts import compacts_of, next_review
from app.process.joint import activities_of
from app.process.overlaps import overlapping
from tests.process.books import TODAY, make

SAME: dict[str, object] = {
    "objective": "SO2",
    "locations": ("village", "town"),
    "groups": ("returnee", "host_community"),
    "starts": "2026-01-01",
    "ends": "2026-06-30",
    "lead": "org-a",
    "status": "committed",
}


def activity(name: str, **changed: object) -> Activity:
    return make(Activity, name, code=name.upper(), **{**SAME, **changed})


def pairs(*records: Record) -> list[tuple[str, str]]:
    return [(one.first, one.second) for one in overlapping(Book(records))]


def test_two_organisations_with_the_same_in_one_place_are_found_once() -> None:
    two = (activity("b", lead="org-b", groups=("returnee",)), activity("a", locations=("town", "village")))
    assert pairs(*two) == [("a", "b")]
    found = overlapping(Book(two))[0]
    assert (found.locations, found.groups) == (("town", "village"), ("returnee",))
    assert (found.starts, found.ends) == ("2026-01-01", "2026-06-30")


@pytest.mark.parametrize(
    "changed",
    [
        {"lead": "org-a"},
        {"lead": None},
        {"objective": "SO3"},
        {"objective": None},
        {"locations": ("city",)},
        {"groups": ("idp_camp",)},
        {"starts": "2026-07-01", "ends": "2026-12-31"},
        {"ends": None},
        {"status": "cancelled"},
        {"joint_activity": "j"},
    ],
)
def test_what_differs_in_one_respect_is_no_duplication(changed: dict[str, object]) -> None:
    other = activity("b", **{"lead": "org-b", **changed})
    joint = activity("a", joint_activity="j") if "joint_activity" in changed else activity("a")
    assert pairs(joint, other) == []


def test_without_objectives_the_nodes_of_a_framework_tell() -> None:
    two = (activity("a", objective=None), activity("b", objective=None, lead="org-b"))
    said = [make(Alignment, f"l-{one.id}", activity=one.id, framework="ssr", code="vision") for one in two]
    assert pairs(*two, *said) == [("a", "b")]
    assert pairs(*two, said[0]) == []


def found(*records: Record) -> set[str]:
    return {one.code for one in run_checks(Book(records), Context(TODAY))}


def test_a_duplication_is_a_note_never_an_error() -> None:
    findings = run_checks(Book([activity("a"), activity("b", lead="org-b")]), Context(TODAY))
    assert [one.severity for one in findings if one.code == "check.activities_overlap"] == ["info"]


def test_a_compact_is_reviewed_every_quarter_unless_it_says_otherwise() -> None:
    compact = make(Agreement, "g", type="compact", level="national", validated_on="2025-11-30")
    due = next_review(compact)
    assert due is not None
    assert due.isoformat() == "2026-02-28"
    assert next_review(make(Agreement, "g", type="compact")) is None
    held = make(Commitment, "c", agreement="g", type="financial")
    assert "check.compact_review_due" in found(compact, held)
    reviewed = make(Agreement, "g", type="compact", level="national", reviewed_on="2026-05-01")
    assert "check.compact_review_due" not in found(reviewed, held)
    yearly = make(Agreement, "g", type="compact", validated_on="2025-11-30", review_months=12)
    assert "check.compact_review_due" not in found(yearly, held)


def test_compacts_with_national_authorities_come_first() -> None:
    names = {"p": "governorate", "n": "national", "o": None}
    made = [make(Agreement, name, type="compact", level=level) for name, level in names.items()]
    assert [one.id for one in compacts_of(Book(made))] == ["n", "p", "o"]


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"item": "staff", "mission": "10", "coordinator_system": "10"}, ""),
        ({"item": "staff", "mission": "10", "coordinator_system": "5"}, "check.cost_not_equal"),
        ({"item": "staff", "mission": "10"}, ""),
        ({"item": "travel", "mission": "1"}, "check.cost_by_mission"),
        ({"item": "operations", "shared_budget": "9"}, ""),
    ],
)
def test_costs_are_shared_as_the_arrangement_says(given: dict[str, object], code: str) -> None:
    codes = found(make(CostShare, "c", post="Deputy", **given))
    assert [one for one in sorted(codes) if one.startswith("check.cost")] == ([code] if code else [])


def test_support_to_security_actors_says_how_rights_are_looked_after() -> None:
    police = make(Organisation, "p", name_en="Police", type="security_actor")
    supported = activity("a", partners=("p",))
    assert "check.no_due_diligence" in found(police, supported)
    assert "check.no_due_diligence" in found(activity("a", objective="SO7"))
    assert "check.no_due_diligence" not in found(police, activity("a"))
    assert "check.no_due_diligence" not in found(activity("a", objective="SO7", due_diligence="Vetting."))


def test_the_common_work_plan_is_in_order_of_time() -> None:
    joint = make(JointActivity, "j")
    late, early = activity("a", joint_activity="j", starts="2026-03-01"), activity("b", joint_activity="j")
    apart, dropped = activity("c"), activity("d", joint_activity="j", status="cancelled")
    book = Book([joint, late, early, apart, dropped])
    assert [one.id for one in activities_of(book, [joint])] == ["b", "a"]
    assert [one.id for one in activities_of(book, [joint], whole=True)] == ["b", "c", "a"]
