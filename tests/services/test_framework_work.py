"""Alignments said and taken back, reasons, own frameworks, and what a framework looks like with them."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from services.laptops import found

from app.foundation.errors import UserError
from app.models.kinds.inside import Engagement, Stakeholder
from app.models.kinds.plan import Activity, Alignment, FrameworkAnswer, OwnFramework
from app.process.nodes import framework_named
from app.services.desk import Desk
from app.services.field_edits import set_value
from app.services.framework_work import (
    add_project,
    align,
    align_engagement,
    import_framework,
    not_addressed,
    place_activity,
    unalign,
)
from app.services.framework_workbook import framework_content, framework_workbook
from app.services.undoing import undo
from app.services.views.frameworks import (
    FrameworkRow,
    NodeRow,
    coverage_matrix,
    framework_row,
    frameworks_view,
)

OWN = """
id = "provincial"
source = "Provincial plan"
title_en = "Provincial plan"
title_ar = "خطة المحافظة"
[[nodes]]
id = "water"
title_en = "Water"
required = true
"""


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = found(tmp_path)[0].desk
    yield made
    made.close()


def row(desk: Desk, framework: str) -> FrameworkRow:
    return framework_row(desk.book(), framework_named(desk.book(), framework))


def node(desk: Desk, framework: str, node_id: str) -> NodeRow:
    return next(one for one in row(desk, framework).nodes if one.id == node_id)


def activity(desk: Desk) -> str:
    with desk.write("activity.add") as unit:
        return unit.add(Activity, title_en="Advice to the committee", code="A-001")


def brought(desk: Desk, folder: Path, text: str = OWN) -> str:
    path = folder / "own.toml"
    path.write_text(text, encoding="utf-8")
    return import_framework(desk, path)


def test_the_plan_and_an_activity_are_aligned_side_by_side(desk: Desk) -> None:
    work = activity(desk)
    align(desk, "ssr", "technical", explanation="Section three.")
    align(desk, "ssr", "technical", "activity", work)
    stands = node(desk, "ssr", "technical")
    assert (stands.state, stands.count("activity"), len(stands.alignments)) == ("covered", 1, 2)
    assert [one.record for one in stands.alignments if one.kind] == [work]


def test_said_again_it_is_edited(desk: Desk) -> None:
    first = align(desk, "ssr", "vision", explanation="Section two.")
    again = align(desk, "ssr", "vision", status="alignable", explanation="")
    assert first == again
    assert [(one.status, one.explanation) for one in desk.records(Alignment)] == [("alignable", None)]


def test_an_alignment_is_taken_back_and_the_undo_brings_it_again(desk: Desk) -> None:
    made = align(desk, "isf_element", "areas", explanation="Section four.")
    unalign(desk, made)
    assert node(desk, "isf_element", "areas").state == "none"
    undo(desk)
    assert node(desk, "isf_element", "areas").state == "covered"


def test_what_is_said_of_it_can_change(desk: Desk) -> None:
    made = align(desk, "isf_element", "areas")
    assert node(desk, "isf_element", "areas").state == "partly"
    set_value(desk, "alignment", made, "explanation", "Section four.")
    assert node(desk, "isf_element", "areas").state == "covered"


def test_a_reason_can_be_given_and_taken_away(desk: Desk) -> None:
    not_addressed(desk, "iasc", "6", "No families were separated.")
    assert node(desk, "iasc", "6").state == "reason"
    not_addressed(desk, "iasc", "6", None)
    assert node(desk, "iasc", "6").state == "none"
    assert [one.not_addressed_reason for one in desk.records(FrameworkAnswer)] == [None]


@pytest.mark.parametrize(("framework", "at", "code"), [("none", "x", "framework"), ("ssr", "x", "node")])
def test_what_is_not_there_is_refused(desk: Desk, framework: str, at: str, code: str) -> None:
    with pytest.raises(UserError, match=f"unknown_{code}"):
        align(desk, framework, at)


def test_an_own_framework_is_brought_along_and_aligned_with(desk: Desk, tmp_path: Path) -> None:
    record = brought(desk, tmp_path)
    align(desk, "provincial", "water", explanation="Activity one.")
    assert row(desk, record).complete
    assert frameworks_view(desk.book()).frameworks[-1].title.ar == "خطة المحافظة"  # type: ignore[union-attr]


def test_brought_along_again_it_takes_the_place_of_the_older_one(desk: Desk, tmp_path: Path) -> None:
    first = brought(desk, tmp_path)
    again = brought(desk, tmp_path, OWN.replace("Water", "Safe water"))
    assert first == again
    assert len(desk.records(OwnFramework)) == 1
    assert row(desk, again).nodes[0].title.en == "Safe water"  # type: ignore[union-attr]


def test_a_file_that_is_wrong_leaves_nothing_behind(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="framework_untitled"):
        brought(desk, tmp_path, OWN.replace('title_en = "Water"', ""))
    (tmp_path / "bytes.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(UserError, match="framework_no_text"):
        import_framework(desk, tmp_path / "bytes.toml")
    assert desk.records(OwnFramework) == []


def test_the_framework_of_the_process_comes_first(desk: Desk) -> None:
    frameworks = frameworks_view(desk.book()).frameworks
    assert [one.id for one in frameworks if one.of_process] == [frameworks[0].id] == ["so"]


def test_the_matrix_has_what_is_aligned_against_the_lowest_nodes(desk: Desk) -> None:
    work, roads = activity(desk), add_project(desk, "Roads", "en")
    align(desk, "ssr", "technical", "activity", work)
    align(desk, "ssr", "outreach", "project", roads)
    matrix = coverage_matrix(row(desk, "ssr"))
    assert [one.id for one in matrix.rows] == [work, roads]
    assert [sum(cells) for cells in matrix.cells] == [1, 1]
    assert "priorities" not in [one.id for one in matrix.columns]


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_workbook_holds_nodes_and_matrix(desk: Desk, language: str) -> None:
    align(desk, "ssr", "technical", "activity", activity(desk))
    sheets = load_workbook(BytesIO(framework_workbook(desk, "ssr", language))).worksheets
    assert [one.sheet_view.rightToLeft or False for one in sheets] == [language == "ar"] * 2
    cells = [cell for line in sheets[1].iter_rows(values_only=True) for cell in line]
    assert "A-001" in cells
    assert "●" in cells


def test_what_is_above_class_two_is_not_exported(desk: Desk) -> None:
    work = activity(desk)
    with desk.write("activity.edit") as unit:
        unit.set(Activity, work, sensitivity=3)
    align(desk, "ssr", "technical", "activity", work)
    matrix = framework_content(desk, "ssr", "en").sheets[1]
    assert list(matrix.rows) == []


def test_an_engagement_of_the_log_answers_a_node_and_stays_with_the_group(desk: Desk) -> None:
    with desk.write("records") as unit:
        actor = unit.add(Stakeholder, name_en="Chief of the Rahma", type="tribal_leader")
        said = unit.add(Engagement, stakeholder=actor, summary="He will speak with the elders.")
    align_engagement(desk, "ssr", "outreach", said)
    row = framework_row(desk.book(), framework_named(desk.book(), "ssr"))
    node = next(one for one in row.nodes if one.id == "outreach")
    assert (node.state, [one.kind for one in node.answers]) == ("covered", ["engagement"])
    cells = [str(cell) for line in framework_content(desk, "ssr", "en").sheets[0].rows for cell in line]
    assert not [cell for cell in cells if "elders" in cell]
    align_engagement(desk, "", "", said)
    held = desk.find(Engagement, said)
    assert held is not None
    assert (held.framework, held.node) == (None, None)


def test_an_activity_is_placed_where_it_is_said_and_nowhere_else(desk: Desk) -> None:
    with desk.write("records") as unit:
        activity = unit.add(Activity, title_en="Advice")
    place_activity(desk, activity, ("SO1", "SO2"))
    place_activity(desk, activity, ("SO2",))
    held = desk.records(Alignment, activity=activity, framework="so")
    assert [one.code for one in held] == ["SO2"]
    with pytest.raises(UserError, match="unknown_node"):
        place_activity(desk, activity, ("SO99",))
