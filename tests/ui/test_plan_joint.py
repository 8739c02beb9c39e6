"""Joint work in the window: shares that add up, agreements, reasons for an early start, compacts, overlap."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from services.laptops import CHEAP
from services.neighbours import fill
from ui.windows import Window

from app.drawing.shapes import Text
from app.models.kinds.area import Location
from app.models.kinds.meetings import Commitment
from app.models.kinds.people import Organisation
from app.models.kinds.plan import Activity, Agreement, Alignment, JointActivity, JointShare
from app.services.opening import Newcomer, create_workspace
from app.ui.pages.plan import PlanPage
from app.ui.pages.plan_agreements import JointRecords
from app.ui.pages.plan_several import Change, SeveralDialog
from app.ui.places import Place


def begun(process: str, folder: Path) -> Window:
    who = Newcomer("Dalia", "Hand in Hand", "focal_point")
    desk = create_workspace(folder / "w.masarw", "IQG15Q07", who, None, costs=CHEAP, process=process).desk
    fill(desk)
    return Window(desk)


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Window]:
    made = begun(getattr(request, "param", "joint_programme"), tmp_path)
    yield made
    made.close()


@pytest.fixture
def page(window: Window, qtbot: QtBot) -> PlanPage:
    made = window.show(PlanPage)
    qtbot.addWidget(made)
    return made


def open_record(window: Window, page: PlanPage, kind: type[JointActivity | Agreement]) -> JointRecords:
    record = window.desk.records(kind)[0]
    page.go_to(Place("plan", kind.about.name, record.id))
    window.settle()
    return page.agreements.records


def test_texts_are_asked_in_the_languages_people_here_write_in(window: Window, page: PlanPage) -> None:
    records = open_record(window, page, JointActivity)
    asked = [name for name in records.form.fields if name.startswith("staffing_")]
    assert asked == ["staffing_en", "staffing_ar"]
    (one,) = window.desk.records(JointActivity)
    with window.desk.write("record.edit") as unit:
        unit.set(JointActivity, one.id, staffing_fr="Six postes, dont deux détachés.")
    records.reload()
    window.settle()
    asked = [name for name in records.form.fields if name.startswith("staffing_")]
    assert asked == ["staffing_en", "staffing_ar", "staffing_fr"]


def test_shares_say_whether_they_add_up(window: Window, page: PlanPage) -> None:
    records = open_record(window, page, JointActivity)
    shares = records.joint.shares
    assert (shares.sum.text(), shares.chip.text()) == ("1,000,000 of 1,000,000 USD", "adds up")
    block = next(iter(shares.blocks.values()))
    block.form.committed.emit("amount", "400000")
    window.settle()
    assert (shares.sum.text(), shares.chip.text()) == ("900,000 of 1,000,000 USD", "does not add up")
    block.form.committed.emit("instrument", "Programme document")
    window.settle()
    held = window.desk.find(JointShare, block.record)
    assert held is not None
    assert held.instrument == "Programme document"


def test_an_organisation_joins_and_leaves(window: Window, page: PlanPage) -> None:
    records = open_record(window, page, JointActivity)
    mission = next(one.id for one in window.desk.records(Organisation) if one.name_en == "Joint Mission")
    records.joint.shares.add.show_value(mission)
    records.joint.shares.add.finished.emit()
    window.settle()
    assert mission in window.desk.records(JointActivity)[0].organisations
    assert len(records.joint.shares.blocks) == 4
    added = next(one for one in records.joint.shares.blocks.values() if "Mission" in one.title.text())
    added.remove.click()
    window.settle()
    assert mission not in window.desk.records(JointActivity)[0].organisations
    assert len(window.desk.records(JointShare)) == 3


def test_an_agreement_is_added_where_it_belongs(window: Window, page: PlanPage) -> None:
    records = open_record(window, page, JointActivity)
    window.door.text = "Service agreement"
    records.joint.add_agreement.click()
    window.settle()
    made = next(one for one in window.desk.records(Agreement) if one.title_en == "Service agreement")
    joint = window.desk.records(JointActivity)[0]
    assert (made.joint_activity, made.type, made.organisations) == (
        joint.id,
        "mou_fund_mgmt",
        joint.organisations,
    )
    assert len(records.joint.agreements.links) == 3


def test_starting_before_signature_is_kept_and_asks_for_the_reason(
    window: Window, page: PlanPage, qtbot: QtBot
) -> None:
    records = open_record(window, page, JointActivity)
    window.door.text = None
    records.form.committed.emit("status", "ongoing")
    window.settle()
    qtbot.waitUntil(lambda: bool(window.door.said))
    assert "before signature" in window.door.said[0][0]
    joint = window.desk.records(JointActivity)[0]
    assert (joint.status, joint.exception_reason) == ("ongoing", None)
    assert "under way" in records.joint.findings.rows.itemAt(0).widget().accessibleName()
    window.door.text = "Winter comes first."
    records.form.committed.emit("status", "delayed")
    window.settle()
    qtbot.waitUntil(lambda: bool(window.desk.records(JointActivity)[0].exception_reason))
    window.settle()
    assert records.joint.findings.isHidden()


def test_an_activity_under_way_shows_the_finding_and_asks(
    window: Window, page: PlanPage, qtbot: QtBot
) -> None:
    activity = window.desk.records(Activity)[0].id
    page.open_activity(activity)
    window.settle()
    assert page.activity_panel.unsigned.isHidden()
    page.activity_panel.form.committed.emit("status", "ongoing")
    window.settle()
    qtbot.waitUntil(lambda: bool(window.door.said))
    assert not page.activity_panel.unsigned.isHidden()
    page.tabs.choose("timeline")
    named = [one.text for one in page.timeline.view.picture.shapes if isinstance(one, Text)]
    assert any(text.startswith("Not signed: ") for text in named)
    page.tabs.choose("activities")
    model = page.activities.model
    assert "not signed" in model.cells(model.place_of(activity))[1].under


def test_several_activities_under_way_at_once_ask_for_one_reason(
    window: Window, page: PlanPage, qtbot: QtBot
) -> None:
    joint = window.desk.records(JointActivity)[0]
    page.several.click()
    dialog = page.work.dialog
    assert isinstance(dialog, SeveralDialog)
    dialog.choose_all()
    dialog.value.control.show_value("ongoing")
    window.door.text = "The cold does not wait."
    dialog.agree()
    window.settle()
    qtbot.waitUntil(lambda: bool(window.desk.records(JointActivity)[0].exception_reason))
    assert str(joint.title_en) in window.door.said[-1][1]
    assert window.notices[-1].endswith("activities changed")
    assert {one.status for one in window.desk.records(Activity)} == {"ongoing"}


def test_no_reason_is_asked_for_what_does_not_begin(window: Window, page: PlanPage) -> None:
    chosen = tuple(one.id for one in window.desk.records(Activity))
    for value in ("planned", "suspended"):
        page.work._change(Change(chosen, "status", value))
        window.settle()
    assert not window.door.said
    assert window.undoable[-1].endswith("activities changed")


def test_an_activity_is_placed_in_the_framework_of_the_process(window: Window, page: PlanPage) -> None:
    activity = window.desk.records(Activity)[1]
    page.open_activity(activity.id)
    window.settle()
    assert "objective" not in page.activity_panel.form.fields
    page.activity_panel.placing.committed.emit("nodes", ("strategy", "work_plan"))
    window.settle()
    codes = {one.code for one in window.desk.records(Alignment, activity=activity.id)}
    assert codes == {"strategy", "work_plan"}
    entry = next(one for one in page._view.activities if one.id == activity.id)
    assert entry.nodes == ("strategy", "work_plan")
    assert entry.place is not None
    assert entry.place.code == "framework.joint_programme.strategy.title"


@pytest.mark.parametrize("window", ["priority_zone"], indirect=True)
def test_a_compact_takes_engagements_and_is_saved(window: Window, page: PlanPage, tmp_path: Path) -> None:
    records = open_record(window, page, Agreement)
    before = len(window.desk.records(Commitment))
    window.door.text = "Funds for two wells"
    records.compact.adding["financial"].click()
    window.settle()
    made = next(one for one in window.desk.records(Commitment) if one.text_en == "Funds for two wells")
    assert (made.type, made.role, made.agreement) == ("financial", "government", records.compact.record)
    assert len(window.desk.records(Commitment)) == before + 1
    window.door.save = tmp_path / "compact.pdf"
    records.compact.print.click()
    window.settle()
    assert (tmp_path / "compact.pdf").read_bytes().startswith(b"%PDF")


def test_what_may_be_done_twice_stands_beneath(window: Window, page: PlanPage) -> None:
    with window.desk.write("records") as unit:
        place = unit.add(Location, name_en="Village", role="return")
        for one in window.desk.records(Activity)[:2]:
            unit.set(Activity, one.id, locations=(place,), groups=("returnee",), joint_activity=None,
                     starts="2026-01-01", ends="2026-12-31", objective="SO2")  # fmt: skip
    records = open_record(window, page, JointActivity)
    assert not records.overlaps.isHidden()
    assert records.overlaps.title.text() == "May be done twice"
    assert records.overlaps.rows.count() == 1
