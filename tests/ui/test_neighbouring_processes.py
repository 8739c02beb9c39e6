"""The same pages serve another process: its steps, its path, its outline, its framework, its agreements."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from services.laptops import CHEAP
from ui.windows import Window

from app.models.codes import CODE_LISTS
from app.models.kinds.meetings import Commitment
from app.models.kinds.plan import Activity, Agreement, JointActivity, JointShare
from app.process.definition import process_named
from app.services.framework_work import place_activity
from app.services.opening import Newcomer, create_workspace
from app.services.views.frame import frame
from app.services.views.frameworks import activity_places
from app.services.views.headquarters import AreaEntry, StepCellEntry
from app.services.views.plan import plan_view
from app.services.views.said import NOTHING, Name
from app.services.views.stakeholders_authority import authority_view
from app.ui.language import say
from app.ui.pages.area import AreaPage
from app.ui.pages.headquarters_map import column_titles
from app.ui.pages.home import HomePage
from app.ui.pages.plan import PlanPage
from app.ui.pages.plan_activity_fields import commitment_specs, more_activity_specs
from app.ui.pages.steps import StepsPage
from app.ui.pages.voices import VoicesPage
from app.ui.places import Place
from app.ui.process_here import codes_here, is_plan_of_action, judges_the_area, keep_steps, process_here

OTHERS = CODE_LISTS["process"][1:]


@pytest.fixture
def begun(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Window]]:
    monkeypatch.setenv("MASAR_DATA_DIR", str(tmp_path / "data"))
    made: list[Window] = []
    yield made
    for window in made:
        window.close()
        window.desk.close()
    keep_steps(())


def window_of(process: str, begun: list[Window], folder: Path) -> Window:
    who = Newcomer("Dalia", "Hand in Hand", "focal_point")
    opened = create_workspace(folder / "w.masarw", "IQG15Q07", who, None, costs=CHEAP, process=process)
    begun.append(Window(opened.desk))
    return begun[-1]


@pytest.mark.parametrize("name", OTHERS)
def test_pages_show_the_steps_and_the_framework_of_the_process(
    name: str, begun: list[Window], tmp_path: Path, qtbot: QtBot
) -> None:
    window, process = window_of(name, begun, tmp_path), process_named(name)
    steps, home, plan = window.show(StepsPage), window.show(HomePage), window.show(PlanPage)
    for page in (steps, home, plan):
        qtbot.addWidget(page)
    assert [one.id for one in steps._view.steps] == [one.id for one in process.steps]
    assert say(process.steps[0].title) in home.header.title.text()
    assert tuple(one.key for one in plan._view.text.sections) == process.scope.sections
    plan.tabs.choose("frameworks")
    framework = plan.frameworks.framework()
    assert framework is not None
    assert framework.id == process.scope.framework
    steps.go_to(Place("steps", "step", "roundtable"))
    window.settle()


def test_lists_of_steps_offer_those_of_the_process(begun: list[Window], tmp_path: Path) -> None:
    window = window_of("joint_programme", begun, tmp_path)
    keep_steps(frame(window.desk).steps)
    assert codes_here("step_id")[0] == "jp_purpose"
    assert process_here() == "joint_programme"
    assert len(codes_here("step_id")) == 6
    assert codes_here("so") == CODE_LISTS["so"]


def test_a_joint_assessment_is_entered_where_people_are_consulted(
    begun: list[Window], tmp_path: Path, qtbot: QtBot
) -> None:
    window = window_of("integrated_framework", begun, tmp_path)
    voices = window.show(VoicesPage)
    qtbot.addWidget(voices)
    assert voices._view.choices.joint
    assert voices._view.choices.steps == ("isf_assess",)


def test_agreements_and_shares_are_added_on_the_plan(
    begun: list[Window], tmp_path: Path, qtbot: QtBot
) -> None:
    window = window_of("joint_programme", begun, tmp_path)
    plan = window.show(PlanPage)
    qtbot.addWidget(plan)
    plan.tabs.choose("agreements")
    assert plan.add.isHidden()
    records = plan.agreements.records
    window.door.text = "Memorandum on funds"
    for kind in ("agreement", "joint_share"):
        records.choose_kind(kind)
        window.settle()
        records.add_one()
        window.settle()
    assert [one.title_en for one in window.desk.records(Agreement)] == ["Memorandum on funds"]
    assert [one.role for one in window.desk.records(JointShare)] == ["inside"]
    plan.go_to(Place("plan", "agreement", window.desk.records(Agreement)[0].id))
    window.settle()
    assert records.panel.title.text() == "Memorandum on funds"


def test_engagements_name_their_compact_and_activities_their_joint_work(
    begun: list[Window], tmp_path: Path, qtbot: QtBot
) -> None:
    window = window_of("priority_zone", begun, tmp_path)
    with window.desk.write("records") as unit:
        compact = unit.add(Agreement, title_en="National compact", type="compact", level="national")
        joint = unit.add(JointActivity, title_en="Together")
        unit.add(Commitment, text_en="A budget line", role="government", type="financial")
        unit.add(Activity, title_en="Dialogue")
    view = plan_view(window.desk)
    promise = {one.name: one for one in commitment_specs(view, view.commitments[0])}
    assert [value for value, _text in promise["agreement"].options] == [compact]
    work = {one.name: one for one in more_activity_specs(view, view.activities[0])}
    assert [value for value, _text in work["joint_activity"].options] == [joint]


def area_entry(name: str, *steps: str) -> AreaEntry:
    cells = tuple(StepCellEntry(one, number, "not_started", False) for number, one in enumerate(steps, 1))
    return AreaEntry(name, Name(plain=name), cells, NOTHING, 0)


def test_areas_of_different_processes_stand_under_numbers() -> None:
    alike = [area_entry("a", "prepare", "engage_authority"), area_entry("b", "prepare", "engage_authority")]
    assert "Prepare" in column_titles(alike)[0]
    mixed = [area_entry("a", "prepare"), area_entry("b", "jp_purpose", "jp_design")]
    assert column_titles(mixed) == ["1", "2"]


@pytest.mark.parametrize(("name", "asks"), [("integrated_framework", False), ("security_sector", True)])
def test_what_only_a_plan_of_action_asks_is_left_out(
    name: str, asks: bool, begun: list[Window], tmp_path: Path, qtbot: QtBot
) -> None:
    window = window_of(name, begun, tmp_path)
    keep_steps(frame(window.desk).steps)
    assert not is_plan_of_action()
    assert not judges_the_area()
    view = authority_view(window.desk.book(), window.desk.today, sees_group=True)
    assert bool(view.step) is bool(view.reasons) is asks
    area = window.show(AreaPage)
    qtbot.addWidget(area)
    assert area.selection.criteria.isHidden()
    keep_steps(())
    assert is_plan_of_action()
    assert judges_the_area()


def test_activities_are_followed_under_their_place_in_the_framework(
    begun: list[Window], tmp_path: Path
) -> None:
    window = window_of("priority_zone", begun, tmp_path)
    with window.desk.write("records") as unit:
        placed, loose = (unit.add(Activity, title_en=title) for title in ("Dialogue", "Roads"))
    place_activity(window.desk, placed, ("pillar_dialogue",))
    places = activity_places(window.desk.book())
    assert places[placed][1].code == "framework.issss.pillar_dialogue.title"
    assert places[loose][1].code == "plan.no_place"
    assert places[placed][0] < places[loose][0]
