"""What is done with stakeholders beside the walk of the five steps: once by mouse, once by keyboard alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from ui.walk.eyes import said
from ui.walk.person import Person

from app.models.kinds.inside import Assistance, Engagement, Stakeholder, StakeholderView

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("in_the_example")]
IN_ARABIC = True

OFFICE = "District administration of Sinjar"
ELDERS = ("Council of Elders, northern valleys", "Elders' council, northern villages")


def ratings(person: Person) -> set[tuple[str, str | None, str | None]]:
    """Return who stands where on the grid."""
    held = person.walker.desk.records(StakeholderView)
    return {(one.stakeholder, one.influence, one.interest) for one in held}


def test_somebody_is_moved_on_the_grid_and_it_is_undone(somebody: Person) -> None:
    somebody.page("stakeholders")
    somebody.click("stakeholders.tab.grid")
    before = ratings(somebody)
    somebody.move_a_symbol()
    assert ratings(somebody) != before
    somebody.undo()
    assert ratings(somebody) == before


def places(person: Person) -> set[tuple[str, str | None, str | None]]:
    """Return who was put where on the map of relations."""
    return {(one.id, one.map_x, one.map_y) for one in person.walker.desk.records(Stakeholder)}


def test_the_relation_map_is_moved_and_keeps_its_places(somebody: Person) -> None:
    somebody.page("stakeholders")
    somebody.click("stakeholders.tab.relations")
    before = places(somebody)
    somebody.move_a_symbol()
    assert len(places(somebody) ^ before) == 2
    somebody.undo()
    assert places(somebody) == before


def test_a_contact_is_noted_in_the_log(somebody: Person) -> None:
    somebody.page("stakeholders")
    somebody.click("stakeholders.tab.list")
    somebody.row(OFFICE)
    somebody.click("stakeholders.log.add")
    somebody.fill("field.engagement.held_on", "6/4/2026")
    somebody.choose("field.engagement.channel", "code.channel.phone")
    somebody.fill("field.engagement.summary", "They will send two engineers")
    somebody.click("stakeholders.log.keep")
    assert somebody.sees("They will send two engineers")
    assert len(somebody.walker.desk.records(Engagement, summary="They will send two engineers")) == 1


def test_what_somebody_supports_is_noted_and_stands_in_the_picture(somebody: Person) -> None:
    somebody.page("stakeholders")
    somebody.click("stakeholders.tab.list")
    somebody.row(OFFICE)
    somebody.click("stakeholders.support.add")
    somebody.fill("field.assistance.what", "Rooms for the training of teachers")
    somebody.click("stakeholders.support.keep")
    assert somebody.walker.desk.records(Assistance, what="Rooms for the training of teachers")
    somebody.click("frame.close")
    somebody.click("stakeholders.tab.support")
    assert somebody.sees(OFFICE)


def test_two_that_are_one_are_merged_and_taken_apart(somebody: Person) -> None:
    somebody.page("stakeholders")
    count = len(somebody.walker.desk.records(Stakeholder))
    somebody.click("duplicates.link", count=1)
    somebody.click("duplicates.merge_named", name=ELDERS[0], other=ELDERS[1])
    somebody.click("duplicates.merge_now")
    assert len(somebody.walker.desk.records(Stakeholder)) == count - 1
    somebody.undo()
    assert len(somebody.walker.desk.records(Stakeholder)) == count


def test_the_update_for_partners_is_saved_as_pdf(somebody: Person, tmp_path: Path) -> None:
    somebody.page("stakeholders")
    somebody.click("stakeholders.tab.outreach")
    somebody.click("code.paper.partner_update")
    somebody.walker.bot.waitUntil(somebody.find("paper.save").isEnabled)
    somebody.door.files = [tmp_path / "update.pdf"]
    somebody.click("paper.save")
    somebody.click("frame.close")
    assert (tmp_path / "update.pdf").read_bytes().startswith(b"%PDF")


def test_a_list_referred_by_a_working_group_is_taken(somebody: Person, tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text("Stakeholder,Type,Power\nLand office,Local government,4\n", encoding="utf-8")
    somebody.page("stakeholders")
    somebody.door.files = [file]
    somebody.click("stakeholders.import")
    somebody.walker.bot.waitUntil(somebody.find("stakeholders.import.take", count=1).isEnabled)
    somebody.choose(said("stakeholders.import.column", header="Power"), "field.stakeholder_view.influence")
    somebody.click("stakeholders.import.take", count=1)
    (office,) = somebody.walker.desk.records(Stakeholder, name_en="Land office")
    (view,) = somebody.walker.desk.records(StakeholderView, stakeholder=office.id)
    assert view.influence == "4"
