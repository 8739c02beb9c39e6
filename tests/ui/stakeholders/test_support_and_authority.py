"""The tabs of assistance and of the authority, by mouse and by keyboard, on a real workspace."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from ui.reach import nameless
from ui.stakeholders_reading import quiet

from app.models.kinds.area import Location
from app.models.kinds.inside import Assistance, Outreach, Stakeholder
from app.models.kinds.meetings import Commitment, Meeting
from app.services.desk import Desk
from app.services.field_edits import set_value
from app.ui.language import use_language
from app.ui.pages.stakeholders import StakeholdersPage
from app.ui.places import Place


def with_places(page: StakeholdersPage, desk: Desk, qtbot: QtBot) -> str:
    with desk.write("location.add") as unit:
        place = unit.add(Location, name_en="Tal", role="return", priority_rank=1)
        unit.add(Location, name_en="Bir", role="return", priority_rank=2)
    page.tabs.choose("support")
    page.reload()
    qtbot.waitUntil(lambda: bool(page.support.matrix.view.boxes()))
    return place


def test_gaps_are_said_and_fill_as_support_is_added(
    page: StakeholdersPage, desk: Desk, ids: dict[str, str], qtbot: QtBot
) -> None:
    place = with_places(page, desk, qtbot)
    assert "2 priority places have no support: Tal and Bir." in page.support.gaps.text()
    page.support.open_cell(place, "SO4")
    page._begin_support(place, "SO4", ids["Market"])
    section = page.panel.support
    assert section.form.fields["locations"].control.value() == (place,)
    section.form.fields["what"].control.line.setText("Pumps")
    qtbot.mouseClick(section.keep, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(desk.records(Assistance)))
    qtbot.waitUntil(lambda: "1 priority place has no support: Bir." in page.support.gaps.text())
    (kept,) = desk.records(Assistance)
    assert (kept.objective, kept.locations, kept.stakeholder) == ("SO4", (place,), ids["Market"])


def test_a_cell_is_chosen_with_the_keyboard(
    page: StakeholdersPage, desk: Desk, ids: dict[str, str], qtbot: QtBot
) -> None:
    place = with_places(page, desk, qtbot)
    view = page.support.matrix.view
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_Right)
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert page.support.list.title.text() == "Tal · SO1"
    assert not page.support.add.isHidden()
    page.support.axes.choose("sector")
    assert view.boxes()[0].tag == f"{place}|protection"


def test_a_row_of_support_is_edited_in_place(
    page: StakeholdersPage, desk: Desk, ids: dict[str, str], qtbot: QtBot
) -> None:
    with desk.write("assistance.add") as unit:
        made = unit.add(Assistance, stakeholder=ids["Market"], what="Seed", status="ongoing")
    page.open_stakeholder(ids["Market"])
    page.reload()
    qtbot.waitUntil(lambda: len(page.panel.support._known) == 1)
    page.panel.support.open_row(made)
    field = page.panel.support.editor.form.fields["what"]
    field.control.line.setText("Seed and tools")
    field.commit()
    qtbot.waitUntil(lambda: desk.records(Assistance)[0].what == "Seed and tools")
    quiet(page, qtbot)
    assert page.panel.support.editor.record == made
    page.panel.support.drop(made)
    qtbot.waitUntil(lambda: not desk.records(Assistance))
    qtbot.waitUntil(page.panel.support.editor.isHidden)


def test_consent_of_a_contact_can_be_said_later(
    page: StakeholdersPage, desk: Desk, ids: dict[str, str], qtbot: QtBot
) -> None:
    from app.models.kinds.inside import Contact

    with desk.write("contact.add") as unit:
        made = unit.add(Contact, stakeholder=ids["Market"], person_name="Hala")
    page.open_stakeholder(ids["Market"])
    page.reload()
    qtbot.waitUntil(lambda: len(page.panel.people._known) == 1)
    page.panel.people.open_row(made)
    control = page.panel.people.editor.form.fields["share_level"].control
    control.show_value("dstwg")
    control.finished.emit()
    qtbot.waitUntil(lambda: desk.records(Contact)[0].share_level == "dstwg")


def test_a_meeting_is_added_and_its_agreement_noted_beside_the_list(
    page: StakeholdersPage, desk: Desk, ids: dict[str, str], door: Any, qtbot: QtBot
) -> None:
    page.tabs.choose("authority")
    assert "still needs" in page.authority.reasons.title.text()
    door.answers["text"] = "With the governor"
    qtbot.mouseClick(page.authority.add_meeting, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not page.agreement.isHidden())
    assert page.agreement.title.text() == "With the governor"
    form = page.agreement.form
    for name, value in (("status", "held"), ("agreement_reached", "yes"), ("agreement_form", "letter")):
        control = form.fields[name].control
        control.combo.setCurrentIndex(control.combo.findData(value))
        control.finished.emit()
        quiet(page, qtbot)
    (meeting,) = desk.records(Meeting)
    assert (meeting.status, meeting.agreement_reached, meeting.agreement_form) == ("held", True, "letter")
    qtbot.waitUntil(lambda: "is done" in page.authority.reasons.title.text())
    assert page.agreement.files.record == meeting.id


def test_whom_they_name_and_promise_is_typed_with_the_keyboard(
    page: StakeholdersPage, desk: Desk, ids: dict[str, str], qtbot: QtBot
) -> None:
    page.tabs.choose("authority")
    named = page.authority.named
    named.add.setFocus()
    qtbot.keyClick(named.add, Qt.Key.Key_Space)
    qtbot.keyClicks(named.form.fields["name"].control.line, "Road board")
    named.form.fields["authority"].control.show_value(ids["Governor"])
    named.keep.setFocus()
    with qtbot.waitSignal(page.session.undoable):
        qtbot.keyClick(named.keep, Qt.Key.Key_Space)
    assert "Road board" in [one.name_en for one in desk.records(Stakeholder)]
    assert desk.records(Outreach)[0].brought_in_by == ids["Governor"]
    promise = page.authority.promise
    qtbot.keyClick(promise.add, Qt.Key.Key_Space)
    promise.form.fields["text"].control.box.setPlainText("Open the school")
    qtbot.keyClick(promise.keep, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: [one.role for one in desk.records(Commitment)] == ["government"])
    quiet(page, qtbot)
    desk.undo()
    desk.undo()
    assert len(desk.records(Stakeholder)) == 3


def test_nothing_is_named_without_a_name(page: StakeholdersPage, desk: Desk, ids: dict[str, str]) -> None:
    page.tabs.choose("authority")
    page.authority.named.add.setChecked(True)
    page.authority.named.keep_entered()
    assert page.authority.named.form.fields["name"].error.text()
    assert len(desk.records(Stakeholder)) == 3


def test_what_is_typed_for_somebody_named_is_kept_as_a_draft(
    page: StakeholdersPage, desk: Desk, ids: dict[str, str], qtbot: QtBot
) -> None:
    page.tabs.choose("authority")
    page.authority.named.add.setChecked(True)
    page.authority.named.form.fields["name"].control.line.setText("Road b")
    page.authority.named.begun.keep()
    qtbot.waitUntil(lambda: page.authority.named.begun.values() == {"name": "Road b"})


def test_counterparts_are_shortened_and_shown_whole(
    page: StakeholdersPage, desk: Desk, ids: dict[str, str], qtbot: QtBot
) -> None:
    with desk.write("stakeholder.add") as unit:
        for number in range(10):
            unit.add(Stakeholder, name_en=f"Office {number}", type="11")
    page.tabs.choose("authority")
    page.reload()
    qtbot.waitUntil(lambda: "11" in page.authority.counterparts.quiet.text())
    before = page.authority.counterparts.body.count()
    page.authority.show_all()
    assert page.authority.counterparts.body.count() == 11 > before


def test_the_tabs_are_reached_by_place_and_everything_has_a_name(
    page: StakeholdersPage, ids: dict[str, str], qtbot: QtBot, qapp: QApplication
) -> None:
    for language in ("en", "ar"):
        use_language(qapp, language)
        for tab in ("support", "authority"):
            page.go_to(Place("stakeholders", view=tab))
            quiet(page, qtbot)
            assert page.tabs.current() == tab
            assert nameless(page) == []


def test_opening_a_stakeholder_from_the_authority_closes_the_agreement(
    page: StakeholdersPage, desk: Desk, ids: dict[str, str], qtbot: QtBot
) -> None:
    with desk.write("meeting.add") as unit:
        meeting = unit.add(Meeting, title_en="First", type="authority_meeting")
    page.tabs.choose("authority")
    page.reload()
    qtbot.waitUntil(lambda: bool(page.view_now().authority.meetings))
    page.authority.pick_meeting(meeting)
    assert not page.agreement.isHidden()
    page.authority.pick(ids["Governor"])
    assert page.agreement.isHidden()
    assert page.panel.title.text() == "Governor"


def test_filters_do_not_stand_over_the_authority(page: StakeholdersPage, ids: dict[str, str]) -> None:
    page.tabs.choose("authority")
    assert all(chip.isHidden() for chip in page.filters)
    page.tabs.choose("list")
    assert not all(chip.isHidden() for chip in page.filters)


def test_several_opinions_stand_in_the_panel(
    page: StakeholdersPage, desk: Desk, ids: dict[str, str], qtbot: QtBot
) -> None:
    from app.models.kinds.inside import StakeholderView

    page.open_stakeholder(ids["Governor"])
    assert page.panel.opinions.isHidden()
    with desk.write("stakeholder_view.edit") as unit:
        unit.add(StakeholderView, stakeholder=ids["Governor"], influence="2", interest="2")
    page.reload()
    qtbot.waitUntil(lambda: not page.panel.opinions.isHidden())
    set_value(desk, "stakeholder", ids["Governor"], "referred_by", "Shelter group")
    quiet(page, qtbot)
