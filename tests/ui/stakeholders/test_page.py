"""The stakeholder page on a real workspace: lists, chips, panel, outreach."""

from __future__ import annotations

import weakref
from typing import Any

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import isValid
from ui.reach import let_go, nameless
from ui.stakeholders_reading import quiet, rating

from app.models.kinds.inside import (
    Contact,
    Engagement,
    Outreach,
    Stakeholder,
    StakeholderLink,
    StakeholderView,
)
from app.models.kinds.people import Member
from app.services.desk import Desk
from app.services.drafts import drafts
from app.services.stakeholder_work import add_stakeholder, rate
from app.ui.language import use_language
from app.ui.pages.stakeholders import StakeholdersPage
from app.ui.places import Place
from app.ui.session import Session


def listed(page: StakeholdersPage) -> list[str]:
    model = page.list.model
    return [str(model.index(line, 1).data()) for line in range(model.rowCount())]


def test_an_empty_page_teaches_and_begins(session: Session, desk: Desk, qtbot: QtBot, door: Any) -> None:
    made = StakeholdersPage(session)
    session.operations.changed.connect(made.take_change)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(lambda: made.view_now() is not None)
    assert not made.empty_card.isHidden()
    said = set()
    for tab in ("list", "grid", "relations", "outreach", "support"):
        made.tabs.choose(tab)
        said.add(made.empty.sentence.text())
    assert len(said) == 5
    door.answers["text"] = "Council"
    made.empty.button.click()
    qtbot.waitUntil(lambda: not made.panel.isHidden() and made.panel.title.text() == "Council")
    assert not made.panel.details.isHidden()
    assert [one.name_en for one in desk.records(Stakeholder)] == ["Council"]


def test_nothing_is_added_without_a_name(page: StakeholdersPage, desk: Desk, door: Any) -> None:
    door.answers["text"] = "  "
    page.add.click()
    assert len(desk.records(Stakeholder)) == 3


def test_the_list_is_searched_folded(page: StakeholdersPage, desk: Desk, qtbot: QtBot) -> None:
    add_stakeholder(desk, "قائممقامية البعاج", "ar")
    page.reload()
    qtbot.waitUntil(lambda: len(listed(page)) == 4)
    page.list.search.setText("البعاج")
    assert listed(page) == ["قائممقامية البعاج"]
    page.list.search.setText("GOVERN")
    assert listed(page) == ["Governor"]


def test_chips_filter_by_family_in_every_tab(page: StakeholdersPage) -> None:
    chips = {chip.value: chip for chip in page.filters}
    assert not chips["government"].isHidden()
    assert chips["ngo"].isHidden()
    chips["community"].click()
    assert listed(page) == ["Elders"]
    page.tabs.choose("grid")
    assert len(page.grid.view.items_by_tag) == 1


def test_choosing_a_row_opens_the_panel_beside_fewer_columns(
    page: StakeholdersPage, ids: dict[str, str]
) -> None:
    wide = page.list.model.columnCount()
    page.open_stakeholder(ids["Governor"])
    assert page.panel.title.text() == "Governor"
    assert page.list.model.columnCount() < wide
    page.panel.close_button.click()
    assert page.panel.isHidden()
    assert page.list.model.columnCount() == wide


def test_a_typed_rating_is_kept_with_its_author(
    page: StakeholdersPage, desk: Desk, ids: dict[str, str], qtbot: QtBot
) -> None:
    page.open_stakeholder(ids["Market"])
    field = page.panel.ratings.fields["influence"]
    field.control.line.setText("3.5")
    field.commit()
    qtbot.waitUntil(lambda: bool(desk.records(StakeholderView, stakeholder=ids["Market"])))
    assert rating(desk, ids["Market"]) == ("3.5", None)
    assert desk.records(StakeholderView, stakeholder=ids["Market"])[0].seen_by == "Dalia"


def test_a_rating_beyond_the_grid_is_refused_beneath_its_field(
    page: StakeholdersPage, ids: dict[str, str], qtbot: QtBot
) -> None:
    page.open_stakeholder(ids["Market"])
    field = page.panel.ratings.fields["interest"]
    field.control.line.setText("9")
    field.commit()
    qtbot.waitUntil(lambda: bool(field.error.text()))


def test_the_position_says_who_said_it(
    page: StakeholdersPage, desk: Desk, ids: dict[str, str], qtbot: QtBot
) -> None:
    rate(desk, ids["Elders"], {"position": "supportive"})
    page.open_stakeholder(ids["Elders"])
    hint = page.panel.position.fields["position"].hint
    qtbot.waitUntil(lambda: hint.text().startswith("Dalia"))


def test_contact_people_and_relations_are_added_in_the_panel(
    page: StakeholdersPage, desk: Desk, ids: dict[str, str], qtbot: QtBot
) -> None:
    page.open_stakeholder(ids["Governor"])
    panel = page.panel
    panel.log.add.click()
    panel.log.form.fields["summary"].control.show_value("First visit")
    panel.log.keep.click()
    panel.people.add.click()
    panel.people.form.fields["person_name"].control.show_value("Hala Rashid")
    panel.people.keep.click()
    panel.relations.add.click()
    panel.relations.form.fields["type"].control.show_value("funds")
    panel.relations.form.fields["target"].control.show_value(ids["Market"])
    panel.relations.keep.click()
    qtbot.waitUntil(lambda: len(desk.records(StakeholderLink)) == 2)
    assert [one.summary for one in desk.records(Engagement)] == ["First visit"]
    assert [one.person_name for one in desk.records(Contact)] == ["Hala Rashid"]


def test_an_entry_without_what_matters_is_not_kept(
    page: StakeholdersPage, desk: Desk, ids: dict[str, str]
) -> None:
    page.open_stakeholder(ids["Governor"])
    page.panel.log.add.click()
    page.panel.log.keep.click()
    assert page.panel.log.form.fields["summary"].error.text()
    assert not page.panel.log.form.isHidden()
    assert desk.records(Engagement) == []


def test_a_relation_is_removed_and_undo_offered(
    page: StakeholdersPage, desk: Desk, ids: dict[str, str], qtbot: QtBot
) -> None:
    page.open_stakeholder(ids["Governor"])
    (link,) = desk.records(StakeholderLink)
    with qtbot.waitSignal(page.session.undoable):
        page.panel.relations.drop(link.id)
    assert desk.records(StakeholderLink) == []


def test_outreach_is_added_and_edited(
    page: StakeholdersPage, desk: Desk, ids: dict[str, str], qtbot: QtBot
) -> None:
    page.tabs.choose("outreach")
    page.add_to_outreach(ids["Elders"])
    qtbot.waitUntil(lambda: not page.outreach_panel.isHidden())
    status = page.outreach_panel.form.fields["status"]
    status.control.show_value("answered")
    status.commit()
    qtbot.waitUntil(lambda: desk.records(Outreach)[0].status == "answered")
    assert page.outreach.model.rowCount() == 1


def test_a_place_opens_its_record_on_its_tab(
    page: StakeholdersPage, ids: dict[str, str], qtbot: QtBot
) -> None:
    page.go_to(Place("stakeholders", "stakeholder", ids["Elders"], "grid"))
    qtbot.waitUntil(lambda: page.panel.title.text() == "Elders")
    assert page.tabs.current() == "grid"


def test_the_page_says_everything_again_in_arabic(
    page: StakeholdersPage, ids: dict[str, str], qapp: QApplication
) -> None:
    page.open_stakeholder(ids["Governor"])
    use_language(qapp, "ar")
    assert page.tabs.button("grid").text() == "الشبكة"
    assert page.panel.log.title.text() == "التواصل معهم"
    assert page.panel.ratings.fields["influence"].title.text() == "النفوذ"


def test_the_keeper_can_be_chosen(
    page: StakeholdersPage, desk: Desk, ids: dict[str, str], qtbot: QtBot
) -> None:
    with desk.write("member.add") as unit:
        omar = unit.add(Member, name_en="Omar", role="member")
    page.go_to(Place("stakeholders", "stakeholder", ids["Governor"]))
    field = page.panel.keeping.fields
    qtbot.waitUntil(lambda: "keeper" in page.panel.keeping.fields and not page.panel.isHidden())
    quiet(page, qtbot)
    field = page.panel.keeping.fields["keeper"]
    field.control.show_value(omar)
    field.commit()
    qtbot.waitUntil(lambda: desk.find(Stakeholder, ids["Governor"]).keeper == omar)


def test_what_is_being_typed_outlives_the_program(
    page: StakeholdersPage, desk: Desk, ids: dict[str, str], qtbot: QtBot
) -> None:
    page.open_stakeholder(ids["Governor"])
    page.panel.texts.drafted.emit("can_bring", "Teach")
    qtbot.waitUntil(lambda: [(one.field, one.value) for one in drafts(desk)] == [("can_bring", "Teach")])


def test_every_control_can_be_reached_and_has_a_name(page: StakeholdersPage, ids: dict[str, str]) -> None:
    page.open_stakeholder(ids["Governor"])
    page.panel.edit.click()
    page.panel.log.add.click()
    for tab in ("list", "grid", "relations"):
        page.tabs.choose(tab)
        assert nameless(page) == []


def used(session: Session, stakeholder: str, qtbot: QtBot) -> StakeholdersPage:
    page = StakeholdersPage(session)
    page.show()
    qtbot.waitUntil(lambda: page.view_now() is not None)
    for tab in ("grid", "relations", "outreach", "list"):
        page.tabs.choose(tab)
    page.open_stakeholder(stakeholder)
    qtbot.waitUntil(lambda: not session.operations.is_busy())
    return page


def test_the_page_dies_when_it_is_closed(session: Session, ids: dict[str, str], qtbot: QtBot) -> None:
    page = used(session, ids["Governor"], qtbot)
    watched = weakref.ref(page)
    page.close()
    page.deleteLater()
    del page
    let_go()
    assert watched() is None or not isValid(watched())
