"""Each readiness check: silent on the finished area, and finding what is taken away or put in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest
from msgspec.structs import replace

from app.models.book import Book
from app.models.kinds.area import Intentions, Location, PopulationFigure, SeverityRank, Step
from app.models.kinds.inside import HarmScreen, Nomination, StakeholderLink
from app.models.kinds.meetings import Commitment, Consultation, Issue
from app.models.kinds.plan import (
    Activity,
    Agreement,
    JointActivity,
    Measurement,
    Paragraph,
    Progress,
    Risk,
    Target,
)
from app.models.kinds.review import Comment, FrozenVersion
from app.models.record import Record
from app.models.registry import KINDS, describe, owned_kinds
from app.process.checks import CHECKS, NUMBERS, found_by, run_checks
from app.process.checks.finding import SEVERITIES, Context, Exports, Finding, Thresholds
from app.process.readiness import blocking
from tests.process.books import HASH, TODAY, make, whole

Change = Mapping[str, Mapping[str, object]]
ACTIVITY = {
    "objective": "SO4",
    "lead": "org",
    "locations": ("l1",),
    "groups": ("returnee",),
    "origin": "new",
    "government_counterpart": "org",
    "status": "ongoing",
    "starts": "2026-06-01",
    "ends": "2026-12-01",
}


def context(**more: object) -> Context:
    return replace(Context(TODAY, exports=Exports()), **more)  # type: ignore[arg-type]


def codes(book: Book, given: Context | None = None) -> set[tuple[int, str, str]]:
    return {
        (one.check, one.code.removeprefix("check."), one.severity)
        for one in run_checks(book, given or context())
    }


def activity(**more: object) -> list[Record]:
    return [
        make(Activity, "a2", **{**ACTIVITY, **more}),
        make(Target, "t2", activity="a2", unit="km", value="3"),
    ]


def figure(**more: object) -> PopulationFigure:
    given = {"location": "l1", "group": "returnee", "source": "src", "as_of": "2026-01-01", **more}
    return make(PopulationFigure, "pf", **given)


def measured(**more: object) -> Measurement:
    given = {"indicator": "in1", "group": "displaced", "period": "2027", "place": "IQG15", "value": "40"}
    return make(Measurement, "me9", **{**given, "source": "src", "method": "hh_survey", **more})


def promise(**more: object) -> Commitment:
    given = {
        "text_en": "Road",
        "role": "government",
        "organisation": "org",
        "due": "2026-09-01",
        "status": "made",
    }
    return make(Commitment, "p2", **{**given, "objective": "SO1", **more})


TAKEN: list[tuple[int, str, str, Sequence[str], Change]] = [
    (1, "no_plan", "error", ["plan"], {}),
    (1, "block_empty", "error", ["pa0"], {}),
    (1, "approach_missing", "error", ["pa2"], {}),
    (1, "approach_missing", "error", [], {"pa3": {"text": " "}}),
    (1, "no_activities", "error", ["a1"], {}),
    (1, "no_activities", "error", [], {"a1": {"status": "cancelled"}}),
    (1, "no_monitoring", "error", ["pa5", "in1"], {}),
    (1, "section_untranslated", "warning", [], {"plan": {"languages": ("en", "ar")}}),
    (2, "no_focal_point", "error", ["m0", "m1"], {}),
    (2, "focal_points_count", "warning", ["m1"], {}),
    (2, "members_count", "warning", ["m0", "m2", "m3", "m4"], {}),
    (2, "few_backstoppers", "warning", ["b1"], {}),
    (2, "function_uncovered", "warning", ["b1"], {}),
    (2, "one_sided_group", "warning", [], {f"m{i}": {"spectrum": "development"} for i in range(4)}),
    (2, "represents_nobody", "info", [], {"m2": {"represents": ""}}),
    (2, "meeting_not_backstopped", "warning", [], {"rt": {"backstoppers": ("b1",)}}),
    (3, "area_not_selected", "error", ["d1"], {}),
    (3, "area_no_rationale", "error", [], {"d1": {"rationale_en": None}}),
    (3, "few_criteria_met", "warning", ["c1"], {}),
    (3, "need_without_source", "warning", [], {"c0": {"source": None}}),
    (4, "no_agreement", "error", [], {"mt1": {"agreement_reached": None}}),
    (4, "no_roundtable", "error", ["rt"], {}),
    (4, "no_minutes", "error", [], {"rt": {"status": "held", "minutes_on": None}}),
    (5, "location_uncovered", "error", [], {"a1": {"locations": ()}}),
    (5, "location_unknown", "error", ["l1"], {}),
    (5, "location_unranked", "info", [], {"l1": {"priority_rank": None}}),
    (6, "host_left_out", "error", [], {"a1": {"groups": ("returnee",)}}),
    (7, "objective_unused", "warning", ["fa0"], {}),
    (7, "criterion_unused", "warning", ["fa7"], {}),
    *((8, f"activity_{field}", "error", [], {"a1": {field: None}})
      for field in ("objective", "lead", "status", "starts", "ends")),
    (8, "activity_starts", "error", [], {"a1": {"starts": "soon"}}),
    (8, "activity_target", "error", ["t1"], {}),
    (8, "activity_target", "error", [], {"t1": {"value": "0"}}),
    (8, "activity_counterpart", "error", [], {"a1": {"government_counterpart": None}}),
    (8, "activity_locations", "warning", [], {"a1": {"locations": ()}}),
    (8, "activity_groups", "warning", [], {"a1": {"groups": ()}}),
    (8, "activity_origin", "warning", [], {"a1": {"origin": None}}),
    (9, "no_displaced_baseline", "error", ["me0"], {}),
    (9, "no_comparison_baseline", "error", [], {"me1": {"is_baseline": False}}),
    (10, "commitment_due", "error", [], {"p1": {"due": None}}),
    (10, "commitment_status", "error", [], {"p1": {"status": None}}),
    (10, "commitment_overdue", "warning", [], {"p1": {"due": "2026-05-31"}}),
    (10, "commitment_overdue", "warning", [], {"p1": {"status": "overdue"}}),
    (10, "commitment_unlinked", "warning", [], {"p1": {"activities": ()}}),
    (10, "commitment_unreviewed", "info", [], {"p1": {"reviewed_on": "2026-02-01"}}),
    (11, "open_must", "error", [], {"q1": {"status": "open"}}),
    (11, "comment_without_reason", "warning", [], {"q1": {"status": "rejected", "response": None}}),
    (11, "issue_unanswered", "warning", [], {"i1": {"effect": None}}),
    (11, "issue_no_effect", "warning", [], {"i1": {"effect": "open"}, "a1": {"voices": ("i1",)}}),
    (13, "signature_without_hash", "error", [], {"g1": {"content_hash": None}}),
    (13, "signature_elsewhere", "error", [], {"g1": {"content_hash": "b" * 64}}),
    (13, "declined", "warning", [], {"g1": {"decision": "decline"}}),
    (0, "ends_before_start", "error", [], {"a1": {"ends": "2026-05-01"}}),
    (0, "outside_period", "warning", [], {"a1": {"ends": "2028-01-01"}}),
    (0, "outside_period", "warning", [], {"a1": {"starts": "2025-12-31"}}),
    (0, "split_age", "error", [], {"t1": {"girls": 1}}),
    (0, "split_group", "error", [], {"t1": {"returnees": 60, "host": 41}}),
    (0, "small_sample", "info", [], {"me0": {"sample_size": 9}}),
    (0, "measurement_unsourced", "warning", [], {"me0": {"source": None}}),
    (0, "percent_out_of_range", "error", [], {"me0": {"value": "101"}}),
    (0, "method_differs", "warning", [], {"me0": {"method": "fgd"}}),
    (0, "displaced_only", "info", [], {"in1": {"compared": ("displaced",)}}),
    (0, "few_women", "warning", ["at1", "at3"], {"at1": {}}),
    (0, "no_displaced_voice", "warning", ["at1", "at3"], {}),
    (0, "no_host_voice", "warning", ["at2"], {}),
    (0, "half_rated", "warning", [], {"vs1": {"interest": None}}),
    (0, "position_undated", "info", [], {"vs1": {"position": "opposed"}}),
    (0, "view_stale", "info", [], {"vs1": {"seen_on": "2025-11-01"}}),
    (0, "value_not_in_list", "warning", [], {"a1": {"modality": "magic"}}),
    (0, "value_not_a_date", "warning", [], {"rr": {"opened_on": "spring"}}),
    (0, "value_not_a_time", "warning", [], {"rt": {"starts": "25:99"}}),
    (0, "nameless_coded", "warning", [], {"a1": {"title_en": None, "title_ar": None, "code": "A-001"}}),
    (0, "value_not_a_number", "warning", [], {"a1": {"budget": "much"}}),
    (0, "value_below", "warning", [], {"t1": {"women": -1}}),
    (0, "value_above", "warning", [], {"vs1": {"influence": "6"}}),
    (0, "value_required", "warning", [], {"rt": {"type": None}}),
    (0, "value_too_long", "warning", [], {"a1": {"currency": "dinar"}}),
    (0, "place_elsewhere", "warning", [], {"1": {"sub_districts": ("IQG15Q02N01",)}}),
    (0, "location_outside", "warning", [], {"l1": {"sub_district": "IQG16Q01N01"}}),
    (0, "area_no_district", "warning", [], {"1": {"districts": ()}}),
]  # fmt: skip

PUT_IN: list[tuple[int, str, str, list[Record]]] = [
    (5, "location_uncovered", "error", [make(Location, "l2", role="return", priority_rank=3)]),
    (6, "group_uncovered", "warning", [figure(group="idp_camp", households=10)]),
    (6, "group_uncovered", "warning", [make(Consultation, "co9", groups=("idp_out_of_camp",))]),
    (6, "group_uncovered", "warning", [make(Intentions, "int", group="idp_camp")]),
    (13, "frozen_apart", "warning", [
        make(FrozenVersion, "fv2", plan="plan", number="1", content_hash="b" * 64, draft=False,
             frozen_at="2026-05-19T09:00:00Z")]),
    (0, "movement_without_intentions", "warning", activity(objective="SO8")),
    (0, "starts_too_early", "info", activity(depends_on=("a1",))),
    (0, "land_unchecked", "warning", activity(modality="works")),
    (0, "harm_unscreened", "info", activity(objective="SO6")),
    (0, "harm_unscreened", "info", [*activity(objective="SO6"), make(HarmScreen, "h", activity="a2")]),
    (0, "progress_falls", "warning", [
        make(Progress, "pr1", activity="a1", target="t1", reported_on="2026-07-01", reached="50"),
        make(Progress, "pr2", activity="a1", target="t1", reported_on="2026-08-01", reached="40")]),
    (0, "far_above_target", "warning", [
        make(Progress, "pr1", activity="a1", target="t1", reported_on="2026-07-01", reached="121")]),
    (0, "joint_alone", "warning", [make(JointActivity, "j", lead="org", organisations=("org",))]),
    (0, "joint_unsigned", "error", [make(JointActivity, "j", organisations=("org", "x"),
     status="ongoing")]),
    (0, "period_differs", "warning", [measured()]),
    (0, "household_size", "warning", [figure(households=100, individuals=479)]),
    (0, "household_size", "warning", [figure(group="idp_camp", households=100, individuals=601)]),
    (0, "risk_unmitigated", "warning", [make(Risk, "r", likelihood=3, impact=5, mitigation_en="Talk")]),
    (0, "few_women", "warning", [make(Consultation, "co9", women=1, men=9)]),
    (0, "self_link", "warning", [make(StakeholderLink, "k", origin="s1", target="s1", type="funds")]),
    (0, "thin_nomination", "info", [make(Nomination, "n", candidate="X", decision="accepted",
     criteria=("from_area",))]),
    (0, "code_twice", "warning", activity(code="A1")),
    (0, "rank_unsourced", "warning", [
        make(SeverityRank, "sr", location="l1", index="return_index", round="20")]),
    (0, "figure_unsourced", "info", [
        make(Paragraph, "pa9", section="se0", language="en", text="Some 43,476 people came back.")]),
    (0, "step_backwards", "warning", [
        make(Step, "st", step_id="draft", planned_start="2026-05-02", planned_end="2026-05-01")]),
]  # fmt: skip


def test_the_finished_area_has_no_findings() -> None:
    assert run_checks(whole(), context()) == ()


@pytest.mark.parametrize(("check", "code", "severity", "drop", "changed"), TAKEN)
def test_what_is_taken_away_is_found(
    check: int, code: str, severity: str, drop: Sequence[str], changed: Change
) -> None:
    assert (check, code, severity) in codes(whole(drop=drop, changed=changed))


@pytest.mark.parametrize(("check", "code", "severity", "records"), PUT_IN)
def test_what_is_put_in_is_found(check: int, code: str, severity: str, records: list[Record]) -> None:
    assert (check, code, severity) in codes(whole(add=records))


SILENT: list[tuple[str, list[Record], Sequence[str], Change]] = [
    ("location_uncovered", [make(Location, "l2", role="return", priority_rank=3,
     uncovered_reason="Mined.")], [], {}),
    ("host_left_out", [], [], {"a1": {"groups": ("stayee",)}}),
    ("host_left_out", [], [], {"a1": {"groups": ()}, "plan": {"host_reason": "Camp only."}}),
    ("objective_unused", [], ["fa0"], {"a1": {"other_objectives": ("SO2",)}}),
    ("criterion_unused", [], ["fa7"], {"a1": {"iasc": ("1",)}}),
    ("criterion_unused", [], ["fa8"], {}),
    ("activity_counterpart", [], [], {"a1": {"government_counterpart": None,
     "no_counterpart_reason": "None yet."}}),
    ("activity_lead", [], [], {"a1": {"lead": None, "status": "cancelled"}}),
    ("no_displaced_baseline", [], ["me0"], {"in1": {"collection_plan": "Survey in May"}}),
    ("no_comparison_baseline", [], ["me1"], {"in1": {"displaced_only_reason": "Camp"}}),
    ("no_displaced_baseline", [], [], {"me0": {"group": "returnee"}}),
    ("commitment_overdue", [promise(due="2026-05-01", status="fulfilled")], [], {}),
    ("commitment_overdue", [promise(due=TODAY)], [], {}),
    ("commitment_due", [promise(due=None, role="partner")], [], {}),
    ("commitment_unreviewed", [promise(reviewed_on="2026-05-01")], [], {}),
    ("open_must", [make(Comment, "q2", type="question", status="open")], [], {}),
    ("comment_without_reason", [make(Comment, "q2", status="rejected", response="No money for it.")], [], {}),
    ("comment_without_reason", [make(Comment, "q2", status="accepted")], [], {}),
    ("issue_unanswered", [make(Issue, "i2", response="In the school plan.")], [], {}),
    ("risk_unmitigated", [make(Risk, "r", likelihood=5, impact=5, mitigation_ar="حوار", owner="Group")],
     [], {}),
    ("figure_unsourced", [
        make(Paragraph, "pa9", section="se0", language="en", text="Some 43,476 people.", source="src"),
        make(Paragraph, "pa8", section="se1", language="en", text="Some 43,476 people."),
        make(Paragraph, "pa7", section="se0", language="en", text="SO4 comes first.")], [], {}),
    ("figure_unsourced", [
        make(Paragraph, "pa9", section="se0", language="en", text="Some 43,476 people.")], [],
        {"se0": {"sources": ("src",)}}),
    ("risk_unmitigated", [make(Risk, "r", likelihood=2, impact=5)], [], {}),
    ("harm_unscreened", [*activity(objective="SO6"), make(HarmScreen, "h", activity="a2", effect="-")],
     [], {}),
    ("movement_without_intentions", activity(objective="SO8", intentions_evidence="Survey"), [], {}),
    ("household_size", [figure(households=100, individuals=500)], [], {}),
    ("household_size", [figure(group="idp_camp", households=100, individuals=480)], [], {}),
    ("joint_unsigned", [
        make(JointActivity, "j", organisations=("org", "x"), status="ongoing"),
        make(Agreement, "ag", joint_activity="j", status="signed")], [], {}),
    ("progress_falls", [
        make(Progress, "pr1", activity="a1", target="t1", reported_on="2026-07-01", reached="50"),
        make(Progress, "pr2", activity="a1", target="t1", reported_on="2026-08-01", reached="40",
             correction_reason="Counted twice")], [], {}),
    ("frozen_apart", [
        make(FrozenVersion, "fv2", plan="plan", number="1", content_hash=HASH, draft=False)], [], {}),
    ("split_age", [], [], {"t1": {"unit": "households", "women": 900}}),
    ("few_women", [], ["at1", "at2", "at3"], {"at0": {"sex": "not_stated"}}),
]  # fmt: skip


@pytest.mark.parametrize(("code", "add", "drop", "changed"), SILENT)
def test_what_is_in_order_is_not_found(
    code: str, add: list[Record], drop: Sequence[str], changed: Change
) -> None:
    assert code not in {found for _, found, _ in codes(whole(add=add, drop=drop, changed=changed))}


def test_a_reason_turns_a_missing_roundtable_into_a_warning() -> None:
    reason = make(Step, "st", step_id="roundtable", skip_reason="Curfew.")
    assert (4, "no_roundtable", "warning") in codes(whole(drop=["rt"], add=[reason]))


@pytest.mark.parametrize(
    ("tried", "code"),
    [
        (Exports(contacts=2), "contacts_exported"),
        (Exports(above_class=1), "above_class"),
        (Exports(hxl_problems=("#date",)), "hxl_problem"),
    ],
)
def test_what_trial_exports_show_is_an_error(tried: Exports, code: str) -> None:
    assert (12, code, "error") in codes(whole(), context(exports=tried))


def test_exports_that_were_not_tried_are_noted() -> None:
    assert codes(whole(), context(exports=None)) == {(12, "exports_untried", "info")}


def test_harm_screens_are_not_missed_where_they_cannot_be_seen() -> None:
    assert (
        codes(whole(add=activity(title_en="Check rights", objective="SO6")), context(sees_group=False))
        == set()
    )


def test_thresholds_can_be_set() -> None:
    strict = context(thresholds=Thresholds(criteria_met=3, members_low=8, members_high=9))
    assert {code for _, code, _ in codes(whole(), strict)} == {"few_criteria_met", "members_count"}


def test_every_number_has_checks() -> None:
    assert tuple(sorted(CHECKS)) == (0, *NUMBERS) == tuple(range(14))


def test_every_check_is_shown_to_fire() -> None:
    shown = {check for check, *_ in TAKEN} | {check for check, *_ in PUT_IN} | {12}
    assert shown == set(CHECKS)


def test_errors_come_first_and_findings_name_their_source() -> None:
    found = run_checks(whole(drop=["d1", "a1", "b1", "pa0"], changed={"m2": {"represents": ""}}), context())
    ranks = [SEVERITIES.index(one.severity) for one in found]
    assert ranks == sorted(ranks)
    assert {one.severity for one in found} == set(SEVERITIES)
    assert all(one.source.startswith("source.") and one.page for one in found)


def test_order_of_records_does_not_matter() -> None:
    book = whole(drop=["d1", "t1"])
    backwards = Book([record for kind in reversed(list(_kinds(book))) for record in reversed(book.of(kind))])
    assert run_checks(book, context()) == run_checks(backwards, context())


def _kinds(book: Book) -> dict[type[Record], None]:
    return {kind: None for kind in KINDS.values() if book.of(kind)}


def test_a_finding_leads_to_the_place() -> None:
    found = found_by(8, whole(changed={"a1": {"government_counterpart": None}}), context())
    assert [(one.page, one.kind, one.record, one.field) for one in found] == [
        ("plan", "activity", "a1", "government_counterpart")
    ]
    assert isinstance(found[0], Finding)


def test_the_agreement_stops_freezing() -> None:
    found = run_checks(whole(drop=["mt1"]), context())
    assert "check.no_agreement" in {one.code for one in blocking(found)}


def leads_to_a_field(finding: Finding) -> bool:
    if not finding.field:
        return True
    hanging = {kind for kind, _ in owned_kinds(finding.kind)}
    fields = {name for kind in (finding.kind, *hanging) for name in describe(kind).fields}
    return finding.field in fields | hanging


def test_every_finding_leads_to_a_field_that_there_is() -> None:
    books = [whole(drop=drop, changed=changed) for *_, drop, changed in TAKEN]
    books += [whole(add=records) for *_, records in PUT_IN]
    found = {one.code: one for book in books for one in run_checks(book, context())}
    assert len(found) > 70
    assert [code for code, one in found.items() if not leads_to_a_field(one)] == []
