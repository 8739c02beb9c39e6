"""Each rule of a step: met by the finished area, and not met once what it rests on is gone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from app.models.book import Book
from app.models.codes import CODE_LISTS
from app.models.kinds.inside import Outreach
from app.models.kinds.meetings import Issue, Meeting
from app.models.kinds.people import Organisation
from app.process.definition import durable_solutions, process_named
from app.process.gates import GATES
from app.process.reasons import Reason, View
from tests.process.books import TODAY, make, whole

OF_THE_EIGHT = {gate.name for step in durable_solutions().steps for gate in step.gates} - {"check_passes"}
CLOSED = {"plan": {"status": "closed"}}
BREAKS: list[tuple[str, Sequence[str], Mapping[str, Mapping[str, object]], str]] = [
    ("area_selected", ["d1"], {}, "no"),
    ("area_selected", [], {"d1": {"rationale_en": " "}}, "partly"),
    ("area_selected", [], {"d1": {"decision": "postponed"}}, "no"),
    ("focal_point_named", ["m0", "m1"], {}, "no"),
    ("focal_point_named", [], {"m0": {"ended": "2026-05-01"}, "m1": {"ended": TODAY}}, "no"),
    ("issue_with_source", ["i1"], {}, "no"),
    ("issue_with_source", [], {"i1": {"source": None}}, "partly"),
    ("stakeholders_rated", ["vs1"], {}, "partly"),
    ("stakeholders_rated", [], {"vs2": {"interest": None}}, "partly"),
    ("stakeholders_rated", [], {"vs2": {"interest": "high"}}, "partly"),
    ("stakeholders_rated", ["vs1", "vs2", "vs3"], {}, "no"),
    ("potential_asked", [], {"m3": {"potential_asked_on": None}}, "partly"),
    ("authority_met", ["mt1"], {}, "no"),
    ("authority_met", [], {"mt1": {"status": "planned"}}, "partly"),
    ("authority_met", [], {"mt1": {"status": None, "held_on": "2026-06-02"}}, "partly"),
    ("agreement_recorded", [], {"mt1": {"agreement_reached": False}}, "no"),
    ("inputs_from_both", ["co1", "o1"], {}, "partly"),
    ("inputs_from_both", ["co1", "co2", "o1"], {}, "no"),
    ("inputs_from_both", ["o1"], {"co1": {"status": "planned"}}, "partly"),
    ("no_open_outreach", [], {"o1": {"status": "contacted"}}, "no"),
    ("no_open_outreach", [], {"o1": {"status": None}}, "no"),
    ("roundtable_held", ["rt"], {}, "no"),
    ("roundtable_held", [], {"rt": {"status": "planned"}}, "partly"),
    ("sensitisation_given", [], {"rt": {"sensitisation": None}}, "no"),
    ("government_attended", ["at0"], {}, "no"),
    ("government_attended", [], {"at0": {"count": 0}}, "no"),
    ("group_represented", [], {"rt": {"members_present": ("b1",)}}, "no"),
    ("roundtable_outcome", ["de1", "p1"], {}, "no"),
    ("roundtable_minutes", [], {"rt": {"status": "held", "minutes_on": None}}, "no"),
    ("further_consultation", ["co3"], {}, "no"),
    ("further_consultation", [], {"co3": {"status": "under_way"}}, "partly"),
    ("review_closed", ["rr"], {}, "no"),
    ("review_closed", [], {"rr": {"status": "open"}}, "partly"),
    ("no_open_must", [], {"q1": {"status": "open"}}, "no"),
    ("no_open_must", [], {"q1": {"status": None}}, "no"),
    ("issues_answered", [], {"i1": {"effect": "open"}}, "no"),
    ("version_frozen", ["fv"], {}, "no"),
    ("version_frozen", [], {"fv": {"draft": True}}, "partly"),
    ("version_frozen", [], {"fv": {"draft": None}}, "no"),
    ("plan_signed", ["g1"], {}, "partly"),
    ("plan_signed", [], {"g2": {"content_hash": "b" * 64}}, "partly"),
    ("plan_signed", [], {"g2": {"decision": "decline"}}, "partly"),
    ("plan_signed", ["g1", "g2", "g3"], {}, "no"),
    ("plan_closed", [], {"plan": {"status": "implementing"}}, "no"),
]


def judged(rule: str, book: Book, **params: object) -> Reason:
    return GATES[rule](View(book, TODAY), **params)


@pytest.mark.parametrize("rule", sorted(OF_THE_EIGHT))
def test_a_rule_is_met_by_the_finished_area(rule: str) -> None:
    found = judged(rule, whole(changed=CLOSED))
    assert found.met == "yes"
    assert found.code == f"gate.{rule}"
    assert found.jump.page


@pytest.mark.parametrize(("rule", "drop", "changed", "met"), BREAKS)
def test_a_rule_fires(
    rule: str, drop: Sequence[str], changed: Mapping[str, Mapping[str, object]], met: str
) -> None:
    assert judged(rule, whole(drop=drop, changed=changed)).met == met


def test_every_rule_is_shown_to_fire() -> None:
    assert {rule for rule, *_ in BREAKS} == OF_THE_EIGHT


@pytest.mark.parametrize(("check", "drop"), [(1, "pa0"), (5, "a1"), (8, "t1")])
def test_a_check_passes_or_not(check: int, drop: str) -> None:
    assert judged("check_passes", whole(), check=check).met == "yes"
    found = judged("check_passes", whole(drop=[drop]), check=check)
    assert (found.code, found.met) == (f"gate.check_{check}", "no")


def test_a_rule_points_to_the_record_to_look_at() -> None:
    found = judged("potential_asked", whole(changed={"m3": {"potential_asked_on": None}}))
    assert (found.jump.kind, found.jump.record) == ("member", "m3")
    assert found.params["count"] == 6


def test_what_a_member_offers_also_says_that_they_were_asked() -> None:
    offered = {"m3": {"potential_asked_on": None, "potential": "A hall in Sinuni"}}
    assert judged("potential_asked", whole(changed=offered)).met == "yes"


def test_a_stakeholder_takes_its_type_from_its_organisation() -> None:
    office = make(Organisation, "office", type="11")
    changed = {"s1": {"type": None, "organisation": "office"}}
    assert judged("stakeholders_rated", whole(add=[office], changed=changed)).met == "yes"


def test_issues_of_the_roundtable_are_no_consultation() -> None:
    raised = make(Issue, "i2", meeting="rt", scope="local")
    kept = whole(drop=["co1", "o1"], add=[raised])
    assert judged("inputs_from_both", kept).met == "partly"


def test_all_rules_of_the_roundtable_look_at_the_one_that_meets_most() -> None:
    later = make(
        Meeting, "rt2", type="roundtable", status="planned", held_on="2026-12-01", sensitisation=True
    )
    assert judged("roundtable_held", whole(add=[later])).jump.record == "rt"


def test_two_open_contacts_of_three_are_partly() -> None:
    more = [make(Outreach, record, stakeholder="s1", status="planned") for record in ("o2", "o3")]
    found = judged("no_open_outreach", whole(add=more))
    assert (found.met, found.params["count"], found.params["total"]) == ("partly", 2, 3)


def test_a_signature_of_tomorrow_does_not_count_yet() -> None:
    assert judged("plan_signed", whole(changed={"g1": {"signed_on": "2026-06-02"}})).met == "partly"


def test_the_definitions_use_every_rule() -> None:
    processes = (process_named(one) for one in CODE_LISTS["process"])
    used = {gate.name for process in processes for step in process.steps for gate in step.gates}
    assert used == set(GATES)
