"""What is done with area and group beside the walk of the five steps, by mouse and by keyboard alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from ui.walk.eyes import own, said, scene
from ui.walk.person import Person

from app.models.kinds.area import Area, Location, PopulationFigure, Task
from app.models.kinds.people import Contribution, CoordinationMechanism, Expansion
from app.ui.pages.area_map import LocationMap

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("in_the_example")]
IN_ARABIC = True

MASTER_LIST = """Place;Sub-district;Families;Persons
Tal Narjis;Markaz Sinjar;66;396
Bir Jadid;Al-Shamal;10;60
"""


PLACES = """District code,District,District (ar),Sub-district code,Sub-district,Sub-district (ar)
IQG15Q08,Telafar,تلعفر,IQG15Q08N03,Zummar,زمار
"""


def test_a_place_that_is_not_listed_is_taken_in_and_chosen(somebody: Person, tmp_path: Path) -> None:
    desk, file = somebody.walker.desk, tmp_path / "places.csv"
    file.write_text(PLACES, encoding="utf-8")
    somebody.page("area")
    somebody.click("area.edit")
    somebody.door.files = [file]
    somebody.click("area.gazetteer")
    somebody.choose("field.area.districts", "Tal Afar")
    somebody.choose("field.area.sub_districts", "زمار")
    area = desk.records(Area)[0]
    assert "IQG15Q08" in area.districts
    assert "IQG15Q08N03" in area.sub_districts


def test_how_many_criteria_make_the_combination_is_changed(somebody: Person) -> None:
    somebody.page("area")
    somebody.click("area.edit")
    somebody.fill("field.area.criteria_needed", "4")
    assert somebody.walker.desk.records(Area)[0].criteria_needed == 4
    assert somebody.sees("area.rule.all")


def test_a_master_list_is_mapped_and_what_looks_the_same_is_confirmed(
    somebody: Person, tmp_path: Path
) -> None:
    desk, file = somebody.walker.desk, tmp_path / "list.csv"
    before = len(desk.records(Location))
    file.write_text(MASTER_LIST.replace("Tal Narjis", said("Tal Narjis")), encoding="utf-8")
    somebody.page("area")
    somebody.click("area.tab.locations")
    somebody.door.files = [file]
    somebody.click("area.import")
    somebody.choose(said("stakeholders.import.column", header="Place"), "area.import.name")
    somebody.choose(
        said("stakeholders.import.column", header="Families"), "field.population_figure.households"
    )
    somebody.choose(
        said("stakeholders.import.column", header="Persons"), "field.population_figure.individuals"
    )
    somebody.fill("field.population_figure.as_of", "30/6/2026")
    somebody.choose_first("field.population_figure.source")
    assert somebody.sees("area.import.waiting")
    somebody.click("area.import.same_all")
    assert not somebody.sees("area.import.same_all")
    somebody.click("area.import.take")
    assert len(desk.records(Location)) == before + 1
    assert len(desk.records(PopulationFigure, as_of="2026-06-30")) == 2


def test_a_new_round_of_severity_is_taken_and_then_used(somebody: Person, tmp_path: Path) -> None:
    desk, file = somebody.walker.desk, tmp_path / "round.csv"
    place = desk.records(Location, name_en="Tal Narjis")[0]
    file.write_text(f"Place ID,Severity\n{place.dtm_id},Very high\n", encoding="utf-8")
    somebody.page("area")
    somebody.click("area.tab.locations")
    somebody.door.files = [file]
    somebody.click("area.import")
    somebody.choose_first("field.population_figure.source")
    somebody.fill("field.severity_rank.round", "E9")
    somebody.fill("field.severity_rank.round_date", "1/9/2026")
    somebody.click("area.import.take")
    assert desk.records(Area)[0].return_round != "E9"
    somebody.click("area.tab.ranking")
    somebody.click("area.round.use", newest="E9")
    assert desk.records(Area)[0].return_round == "E9"


def test_the_map_is_zoomed_moved_and_saved(somebody: Person, tmp_path: Path) -> None:
    somebody.page("area")
    somebody.click("area.tab.map")
    view = scene()
    assert isinstance(view, LocationMap)
    whole = view.ground()
    somebody.click("area.map.larger")
    near = view.ground()
    assert near.km < whole.km * 0.9
    somebody.move_the_map()
    assert view.ground().longitude != near.longitude
    somebody.click("area.map.all")
    assert (view.ground().latitude, view.ground().longitude) == (whole.latitude, whole.longitude)
    assert view.ground().km > near.km
    somebody.door.files = [tmp_path / "map.png"]
    somebody.click("area.map.save")
    assert (tmp_path / "map.png").read_bytes().startswith(b"\x89PNG")


def test_a_contribution_of_a_member_is_noted(somebody: Person) -> None:
    somebody.page("group")
    somebody.click("group.tab.contributions")
    somebody.door.answers = ["Hall and tea for the roundtable"]
    somebody.click("group.add.contribution")
    somebody.choose("field.contribution.member", "Dalia Haddad")
    somebody.fill("field.contribution.hours", "6")
    (given,) = somebody.walker.desk.records(Contribution, what="Hall and tea for the roundtable")
    assert (bool(given.member), given.hours) == (True, "6")


def test_a_sub_group_and_a_further_area_are_noted(somebody: Person) -> None:
    somebody.page("group")
    somebody.click("group.tab.coordination")
    somebody.door.answers = ["Monitoring of returns", "Tooz Khurmato"]
    somebody.click("group.add.coordination_mechanism")
    somebody.choose("field.coordination_mechanism.type", "code.mechanism_type.technical_sub_group")
    somebody.fill("field.coordination_mechanism.terms", "Reads the indicators each quarter")
    somebody.click("frame.close")
    somebody.click("group.add.expansion")
    desk = somebody.walker.desk
    (made,) = desk.records(CoordinationMechanism, **own("name", "Monitoring of returns"))
    assert made.type == "technical_sub_group"
    assert desk.records(Expansion, **own("title", "Tooz Khurmato"))


def test_a_task_of_the_work_plan_is_given_and_dated(somebody: Person) -> None:
    somebody.page("group")
    somebody.click("group.tab.work")
    somebody.click("group.add.task")
    somebody.row(said("home.step_title", number=7, title=said("step.review.title")))
    somebody.fill("field.task.title_en", "Print the invitations")
    somebody.choose("field.task.assignee", "Dalia Haddad")
    somebody.fill("field.task.due", "20/4/2026")
    (task,) = somebody.walker.desk.records(Task, title_en="Print the invitations")
    assert (bool(task.assignee), task.due) == (True, "2026-04-20")
