"""Units of work: one changeset per space, checked as it is entered, nothing written on an error."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from services.laptops import Laptop, copies, found

from app.foundation.errors import UserError
from app.models.kinds.country import Place
from app.models.kinds.inside import HarmScreen, Stakeholder
from app.models.kinds.people import Organisation
from app.models.kinds.plan import Activity
from app.services.changed import Changed
from app.services.desk import Desk
from app.storage.chains import heads, spaces


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> list[Laptop]:
    folder = tmp_path_factory.mktemp("template")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MASAR_DATA_DIR", str(folder / "data"))
        made = found(folder)
        made[0].use().close()
    return made


@pytest.fixture
def desk(template: list[Laptop], tmp_path: Path) -> Iterator[Desk]:
    laptop = copies(template, tmp_path / "laptops")[0]
    yield laptop.use()
    laptop.use().close()
    shutil.rmtree(tmp_path / "laptops")


def lengths(desk: Desk) -> dict[str, int]:
    """Return how many changesets the own chain of each space has."""
    with desk.workspace.read() as connection:
        return {
            space: head.sequence
            for space in spaces(connection)
            for head in heads(connection, space)
            if head.replica == desk.author().replica
        }


def grown(desk: Desk, before: dict[str, int]) -> dict[str, int]:
    after = lengths(desk)
    return {
        space: count - before.get(space, 0) for space, count in after.items() if count != before.get(space)
    }


def test_one_changeset_in_each_space_touched(desk: Desk) -> None:
    before = lengths(desk)
    with desk.write("many") as unit:
        unit.add(Activity, title_en="Wells")
        unit.add(Activity, title_en="Schools")
        unit.add(Stakeholder, name_en="Elder")
    assert grown(desk, before) == {desk.network: 1, desk.group: 1}
    assert len({event.action_id for event in desk.recent(2)}) == 1


def test_deeds_tell_of_each_changeset_by_its_first_change(desk: Desk) -> None:
    with desk.write("many") as unit:
        wells = unit.add(Activity, title_en="Wells")
        unit.add(Activity, title_en="Schools")
        elder = unit.add(Stakeholder, name_en="Elder")
    deeds = [one for one in desk.deeds(2) if one.action == "many"]
    assert {(one.kind, one.record) for one in deeds} == {("activity", wells), ("stakeholder", elder)}
    for deed in deeds:
        events = [one for one in desk.recent(2) if one.kind == deed.kind]
        assert deed.record == events[0].record
        assert (deed.written, deed.sign_key) == (events[0].written, events[0].sign_key)


def test_nothing_is_written_on_an_error(desk: Desk) -> None:
    before = lengths(desk)

    def add_two() -> None:
        with desk.write("activity.add") as unit:
            unit.add(Activity, title_en="Wells")
            unit.add(Activity, title_en="Schools", objective="SO9")

    with pytest.raises(UserError, match="value_not_in_list"):
        add_two()
    assert lengths(desk) == before
    assert desk.records(Activity) == []


def test_an_empty_unit_writes_nothing(desk: Desk) -> None:
    before = lengths(desk)
    with desk.write("nothing"):
        pass
    assert lengths(desk) == before


def test_writing_what_stands_already_writes_nothing(desk: Desk) -> None:
    with desk.write("activity.add") as unit:
        wells = unit.add(Activity, title_en="Wells", groups=("returnee",), land_checked=False)
    before = lengths(desk)
    with desk.write("activity.edit") as unit:
        unit.set(Activity, wells, title_en="  Wells ", groups=("returnee",), land_checked=False, title_ar="")
    assert lengths(desk) == before


def test_of_a_set_only_the_difference_is_written(desk: Desk) -> None:
    with desk.write("activity.add") as unit:
        wells = unit.add(Activity, title_en="Wells", groups=("returnee", "stayee"))
    with desk.write("activity.edit") as unit:
        unit.set(Activity, wells, groups=("stayee", "host_community"))
    told = [(event.element, event.new) for event in desk.history(wells) if event.action == "activity.edit"]
    assert sorted(told) == [("host_community", True), ("returnee", False)]
    assert desk.records(Activity)[0].groups == ("host_community", "stayee")


def test_a_later_entry_in_one_unit_replaces_an_earlier_one(desk: Desk) -> None:
    with desk.write("activity.add") as unit:
        wells = unit.add(Activity, title_en="Wells")
        unit.set(Activity, wells, title_en="Deep wells")
    assert [event.new for event in desk.history(wells) if event.field == "title_en"] == ["Deep wells"]


def test_clearing_a_field(desk: Desk) -> None:
    with desk.write("activity.add") as unit:
        wells = unit.add(Activity, title_en="Wells", objective="SO4", groups=("returnee",))
    with desk.write("activity.edit") as unit:
        unit.set(Activity, wells, objective=None, groups=())
    activity = desk.records(Activity)[0]
    assert (activity.objective, activity.groups) == (None, ())


def test_codes_and_places_in_the_order_go_on(desk: Desk) -> None:
    for titles in (("a", "b"), ("c",)):
        with desk.write("activity.add") as unit:
            for title in titles:
                unit.add(Activity, title_en=title)
    activities = sorted(desk.records(Activity), key=lambda one: one.position or "")
    assert [(one.title_en, (one.code or "")[-3:]) for one in activities] == [
        ("a", "001"),
        ("b", "002"),
        ("c", "003"),
    ]


def test_codes_go_on_after_the_highest_that_was_given(desk: Desk) -> None:
    with desk.write("activity.add") as unit:
        unit.add(Activity, title_en="a", code="A-041")
    with desk.write("activity.add") as unit:
        unit.add(Activity, title_en="b")
    assert sorted(one.code or "" for one in desk.records(Activity)) == ["A-041", "A-042"]


def test_adding_what_has_its_natural_key_already_edits_it(desk: Desk) -> None:
    with desk.write("place.add") as unit:
        first = unit.add(Place, pcode="IQG15", name_en="Ninewa")
    with desk.write("place.add") as unit:
        assert unit.add(Place, pcode="IQG15", name_ar="نينوى") == first
        assert unit.add(Place, pcode="IQG15", level="governorate") == first
    place = desk.records(Place)[0]
    assert (place.name_en, place.name_ar, place.level) == ("Ninewa", "نينوى", "governorate")


def test_adding_a_removed_one_with_its_natural_key_brings_it_back(desk: Desk) -> None:
    with desk.write("place.add") as unit:
        place = unit.add(Place, pcode="IQG15", name_en="Ninewa")
    with desk.write("place.remove") as unit:
        unit.remove(Place, place)
    assert desk.records(Place) == []
    with desk.write("place.add") as unit:
        unit.add(Place, pcode="IQG15", name_en="Nineveh")
    assert [one.name_en for one in desk.records(Place)] == ["Nineveh"]


def test_what_belongs_to_another_record_is_brought_back_by_its_natural_key_too(desk: Desk) -> None:
    with desk.write("activity.add") as unit:
        activity = unit.add(Activity, title_en="Dialogue")
    with desk.write("harm_screen.add") as unit:
        screen = unit.add(HarmScreen, activity=activity, divider="Grazing land")
    with desk.write("harm_screen.remove") as unit:
        unit.remove(HarmScreen, screen)
    assert [one.id for one in desk.removed(HarmScreen)] == [screen]
    with desk.write("harm_screen.add") as unit:
        assert unit.add(HarmScreen, activity=activity, effect="None") == screen
    assert [one.effect for one in desk.records(HarmScreen)] == ["None"]


@pytest.mark.parametrize("what", ["set", "remove", "restore"])
def test_a_record_that_is_not_here(desk: Desk, what: str) -> None:
    with pytest.raises(UserError, match="unknown_record"), desk.write("activity.edit") as unit:
        getattr(unit, what)(Activity, "nowhere")


def test_a_field_fixed_when_added(desk: Desk) -> None:
    with desk.write("place.add") as unit:
        place = unit.add(Place, pcode="IQG15", name_en="Ninewa")
    with pytest.raises(UserError, match="value_fixed"), desk.write("place.edit") as unit:
        unit.set(Place, place, pcode="IQG16")


def test_who_only_reads_cannot_write(desk: Desk) -> None:
    writer, desk.writer = desk.writer, None
    with pytest.raises(UserError, match="nobody_here"), desk.write("activity.add") as unit:
        unit.add(Activity, title_en="Wells")
    assert desk.can_undo() == (False, False)
    desk.writer = writer


def test_listeners_hear_what_was_touched_and_reads_are_fresh(desk: Desk) -> None:
    heard: list[Changed] = []
    desk.listeners.append(heard.append)
    with desk.write("organisation.add") as unit:
        office = unit.add(Organisation, name_en="Water office")
    assert heard == [Changed(frozenset({"organisation"}), frozenset({office}))]
    with desk.write("organisation.edit") as unit:
        unit.set(Organisation, office, name_en="Water directorate")
    assert [one.name_en for one in desk.records(Organisation) if one.id == office] == ["Water directorate"]


def test_a_book_read_before_is_the_same_as_one_read_anew(desk: Desk) -> None:
    """After edits, removals, undo and redo the records kept in memory are those of the tables."""
    with desk.write("activity.add") as unit:
        wells, schools = (unit.add(Activity, title_en=title) for title in ("Wells", "Schools"))
    steps = [
        lambda unit: unit.set(Activity, wells, title_en="Deep wells"),
        lambda unit: unit.remove(Activity, schools),
        lambda unit: unit.restore(Activity, schools),
        lambda unit: unit.set(Activity, schools, groups=("returnee",)),
    ]
    for step in steps:
        with desk.write("activity.edit") as unit:
            step(unit)
        kept = desk.records(Activity)
        desk.refresh_all()
        assert kept == desk.records(Activity)
    for move in (desk.undo, desk.undo, desk.undo, desk.redo, desk.undo):
        move()
        kept = desk.records(Activity)
        desk.refresh_all()
        assert kept == desk.records(Activity)
