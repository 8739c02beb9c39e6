from __future__ import annotations

from app.models.kinds.area import Location
from app.process.coverage import INDICATORS, Cell, by_criterion, by_group, by_location
from app.process.frameworks import durable_solutions
from app.process.principles import evidence
from tests.process.books import TODAY, make, whole

FRAME = durable_solutions()


def test_an_activity_covers_its_objectives_at_its_locations() -> None:
    book = whole(changed={"a1": {"other_objectives": ("SO4",)}}, drop=["fa2"])
    found = by_location(book, FRAME)
    assert (found.rows, found.columns) == (("l1",), tuple(f"SO{i}" for i in range(1, 9)))
    assert found.cells[0][0] == Cell(("a1",))
    assert [cell.state for cell in found.cells[0][:4]] == ["covered", "reason", "reason", "covered"]


def test_cancelled_activities_cover_nothing() -> None:
    found = by_location(whole(changed={"a1": {"status": "cancelled"}}), FRAME)
    assert found.cells[0][0].state == "none"


def test_locations_stand_by_priority() -> None:
    more = [
        make(Location, "l0", priority_rank=2),
        make(Location, "l9"),
        make(Location, "l5", priority_rank=1),
    ]
    assert by_location(whole(add=more), FRAME).rows == ("l1", "l5", "l0", "l9")


def test_a_reason_of_the_location_counts_for_its_row() -> None:
    more = [make(Location, "l2", priority_rank=2, uncovered_reason="Mined.")]
    row = by_location(whole(add=more), FRAME).cells[1]
    assert {cell.state for cell in row} == {"reason"}


def test_groups_are_covered_by_objective() -> None:
    found = by_group(whole(), FRAME)
    cells = dict(zip(found.columns, found.cells[0], strict=True))
    assert cells["returnee"].state == "covered"
    assert cells["idp_camp"].state == "none"
    assert found.cells[1][0].state == "reason"


def test_criteria_are_answered_by_activities_and_indicators() -> None:
    book = whole(changed={"a1": {"iasc": ("2",)}, "in1": {"iasc": "5"}}, drop=["fa7"])
    found = by_criterion(book, FRAME)
    lines = zip(found.rows, found.cells, strict=True)
    cells = {line: dict(zip(found.columns, row, strict=True)) for line, row in lines}
    assert found.columns[-1] == INDICATORS
    assert cells["2"]["SO1"] == Cell(("a1",), cells["2"]["SO1"].reason)
    assert cells["5"][INDICATORS].records == ("in1",)
    assert {cell.state for cell in cells["3"].values()} <= {"reason", "none"}


def sides(**book: object) -> set[tuple[str, str]]:
    return {(one.code, one.principle) for one in evidence(whole(**book), TODAY)}  # type: ignore[arg-type]


def test_evidence_stands_for_each_principle() -> None:
    found = evidence(whole(), TODAY)
    assert {one.principle for one in found if one.side == "for"} == {
        "government_lead",
        "community_engagement",
        "area_based",
    }


def test_evidence_against_is_named_too() -> None:
    gone = sides(drop=["mt1", "me1"], changed={"a1": {"groups": (), "government_counterpart": None}})
    assert ("principle.agreement.against", "government_lead") in gone
    assert ("principle.counterpart.against", "government_lead") in gone
    assert ("principle.host.against", "area_based") in gone
    assert ("principle.compared.against", "area_based") in gone


def test_voices_speak_for_engagement() -> None:
    assert ("principle.voices.against", "community_engagement") in sides()
    assert ("principle.voices.for", "community_engagement") in sides(changed={"a1": {"voices": ("i1",)}})
