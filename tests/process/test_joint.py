"""What a joint activity lacks before work starts, and what is found once it runs unsigned."""

from __future__ import annotations

import pytest

from app.models.book import Book
from app.models.kinds.meetings import Commitment
from app.models.kinds.plan import Activity, Agreement, JointActivity, JointShare
from app.models.record import Record
from app.process.checks import run_checks
from app.process.checks.finding import Context
from app.process.joint import lacks, may_run
from app.words.catalogue import Words
from tests.process.books import TODAY, make

ARRANGED: dict[str, object] = {
    "lead": "a",
    "organisations": ("a", "b"),
    "integration_level": "2",
    "modality": "parallel",
    "steering_body_en": "Committee",
}


def joint(**changed: object) -> JointActivity:
    return make(JointActivity, "j", **{**ARRANGED, **changed})


def share(organisation: str, amount: str | None) -> JointShare:
    return make(JointShare, f"s-{organisation}", joint_activity="j", organisation=organisation, amount=amount)


def agreement(status: str) -> Agreement:
    return make(Agreement, f"g-{status}", joint_activity="j", status=status)


def codes(one: JointActivity, *others: Record) -> list[str]:
    return [lack.code for lack in lacks(Book([one, *others]), one)]


def test_a_whole_arrangement_lacks_nothing() -> None:
    assert codes(joint()) == []


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"organisations": ("a",)}, "alone"),
        ({"lead": None}, "no_lead"),
        ({"integration_level": None}, "no_integration_level"),
        ({"modality": None}, "no_modality"),
        ({"steering_body_en": None}, "no_steering_body"),
        ({"modality": "pooled"}, "no_managing_agent"),
        ({"modality": "pooled", "administrative_agent": "a"}, "no_managing_agent"),
        ({"modality": "pass_through"}, "no_administrative_agent"),
        ({"managing_agent": "a"}, "needless_agent"),
        ({"administrative_agent": "a"}, "needless_agent"),
        ({"status": "ongoing", "budget": None}, "no_shares"),
    ],
)
def test_what_is_missing_is_named(changed: dict[str, object], code: str) -> None:
    assert codes(joint(**changed)) == [code]


@pytest.mark.parametrize(
    ("modality", "agent"), [("pooled", "managing_agent"), ("pass_through", "administrative_agent")]
)
def test_each_modality_is_content_with_its_agent(modality: str, agent: str) -> None:
    assert codes(joint(modality=modality, **{agent: "a"})) == []


def test_shares_add_up_to_the_budget() -> None:
    both = (share("a", "60.5"), share("b", "39.5"))
    assert codes(joint(budget="100"), *both) == []
    assert codes(joint(budget="101"), *both) == ["shares_do_not_add_up"]
    assert codes(joint(budget="100", status="ongoing"), *both) == []


def test_the_common_work_plan_costs_what_the_budget_says() -> None:
    def planned(key: str, budget: str | None, **more: object) -> Activity:
        return make(Activity, key, status="proposed", budget=budget, joint_activity="j", **more)

    one = joint(budget="100", currency="USD")
    assert codes(one, planned("a", "60"), planned("b", "40", currency="USD"), planned("c", None)) == []
    assert codes(one, planned("a", "60"), planned("b", "40", currency="IQD")) == ["work_plan_differs"]
    assert codes(one, planned("a", None)) == []


def test_under_way_every_organisation_has_a_share() -> None:
    assert codes(joint(budget="60", status="ongoing"), share("a", "60"), share("b", None)) == ["no_shares"]


@pytest.mark.parametrize(
    ("statuses", "reason", "allowed"),
    [
        ([], None, False),
        (["signed"], None, True),
        (["signed", "draft"], None, False),
        (["validated"], None, False),
        (["signed", "draft"], "Lives are at stake.", True),
        ([], "Agreed by headquarters.", True),
        (["draft"], "  ", False),
    ],
)
def test_work_runs_with_every_agreement_signed_or_a_reason(
    statuses: list[str], reason: str | None, allowed: bool
) -> None:
    one = joint(exception_reason=reason)
    assert may_run(Book([one, *(agreement(status) for status in statuses)]), one) is allowed


def found(*records: Record) -> list[tuple[str, str, str]]:
    findings = run_checks(Book(records), Context(TODAY))
    return [(one.code, one.severity, one.record) for one in findings if "unsigned" in one.code]


def test_an_activity_under_way_shows_the_error_until_a_reason_stands() -> None:
    activity = make(Activity, "a1", title_en="Work", status="ongoing", joint_activity="j")
    assert found(joint(), agreement("draft"), activity) == [("check.joint_activity_unsigned", "error", "a1")]
    assert found(joint(exception_reason="Agreed."), agreement("draft"), activity) == []
    assert found(joint(status="ongoing"), agreement("draft")) == [("check.joint_unsigned", "error", "j")]
    assert found(joint(status="proposed"), agreement("draft")) == []


def test_a_compact_names_its_level_and_holds_engagements() -> None:
    compact = make(Agreement, "g", type="compact")
    promise = make(Commitment, "c", type="political", agreement="g", role="government", due="2026-12-01")
    said = {one.code for one in run_checks(Book([compact]), Context(TODAY)) if one.kind == "agreement"}
    assert said == {"check.compact_no_level", "check.compact_empty"}
    full = make(Agreement, "g", type="compact", level="national")
    assert not [one for one in run_checks(Book([full, promise]), Context(TODAY)) if one.kind == "agreement"]


@pytest.mark.parametrize("language", ["en", "ar"])
def test_every_finding_has_a_sentence(language: str) -> None:
    words = Words(language)
    bare = make(JointActivity, "j", modality="pooled", budget="5", status="ongoing")
    book = Book([bare, share("x", "4"), make(JointActivity, "k", modality="pass_through"),
                 make(JointActivity, "l", modality="parallel", managing_agent="x"),
                 make(Agreement, "g", type="compact")])  # fmt: skip
    said = {
        one.code for one in run_checks(book, Context(TODAY)) if "joint" in one.code or "compact" in one.code
    }
    assert len(said) >= 11
    assert [code for code in said if not words.has(code)] == []
