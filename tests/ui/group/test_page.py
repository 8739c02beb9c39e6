"""The page of the group: tabs, members, cards, balance, nominations, learning, contributions, areas."""

from __future__ import annotations

import weakref
from decimal import Decimal
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from ui.reach import let_go, nameless
from ui.windows import Window

from app.models.kinds.inside import Nomination
from app.models.kinds.meetings import Meeting
from app.models.kinds.people import (
    Contribution,
    CoordinationMechanism,
    Expansion,
    Member,
    OfficialCard,
    Organisation,
    Training,
)
from app.models.registry import KINDS
from app.services.field_edits import add_record, set_value
from app.services.group_work import nominate
from app.ui.language import use_language
from app.ui.pages.group import ASKED, TABS, GroupPage
from app.ui.places import Place, place_of
from app.words.catalogue import Words

LISTED = (
    *("member", "nomination", "organisation", "training", "task"),
    *("contribution", "coordination_mechanism", "expansion"),
)


def listed(tab: Any) -> list[str]:
    model = tab.list.model
    return [str(model.index(line, 0).data()) for line in range(model.rowCount())]


def pick(form: Any, name: str, value: object) -> None:
    control = form.fields[name].control
    control.show_value(value)
    control.finished.emit()


def test_empty_tabs_teach_and_begin(window: Window, page: GroupPage) -> None:
    for tab in [one for one in TABS if one not in ("members", "organisations")]:
        page.tabs.choose(tab)
        window.settle()
        empty: Any = page.part().empty  # type: ignore[attr-defined]
        assert empty.isVisibleTo(page), tab
        assert len(empty.sentence.text()) > 40, tab
        assert empty.button.text(), tab


@pytest.mark.parametrize("tab", list(ASKED))
def test_everything_begins_with_a_name_and_opens(window: Window, page: GroupPage, tab: str) -> None:
    page.tabs.choose(tab)
    window.door.text = "Something new"
    page.add.click()
    window.settle()
    part: Any = page.part()
    assert part.panel.isVisibleTo(page)
    assert part.panel.title.text() == "Something new"
    assert page.session.door.said[-1][0]


def test_without_a_name_nothing_is_added(window: Window, page: GroupPage) -> None:
    window.door.text = "  "
    page.add.click()
    window.settle()
    assert len(window.desk.records(Member)) == 1


def test_every_control_has_a_name(example: Window, full: GroupPage) -> None:
    for tab in (*TABS, "weeks", "people"):
        full.go_to(Place("group", view=tab))
        example.settle()
        assert nameless(full) == [], tab


def test_a_record_is_gone_to_and_all_its_fields_are_named(example: Window, full: GroupPage) -> None:
    for kind in LISTED:
        record = example.desk.records(KINDS[kind])[0]
        full.go_to(Place("group", kind, record.id))
        example.settle()
        assert nameless(full) == [], kind
        part: Any = full.part()
        assert part.wanted == record.id


def test_the_group_itself_is_edited(example: Window, full: GroupPage) -> None:
    full.about.click()
    example.settle()
    assert full.members.about.isVisibleTo(full)
    assert "rhythm" in full.members.about.form.fields
    assert not full.members.beside.isVisibleTo(full)


# ---------------------------------------------------------------- members


def test_the_balance_says_its_counts_and_names_its_source(example: Window, full: GroupPage) -> None:
    said = full.members.balance.view.accessibleName()
    assert "Focal points: 2 of 2" in said
    assert "Female: 4" in said
    assert "DSTWG" in full.members.balance.source.text()


def test_a_person_in_the_balance_is_opened(example: Window, full: GroupPage) -> None:
    huda = example.desk.records(Member, name_en="Huda Mahmood")[0]
    full.members.balance.view.picked.emit(huda.id)
    assert full.members.panel.title.text() == "Huda Mahmood"


def test_what_is_missing_stands_under_the_balance(window: Window, page: GroupPage) -> None:
    said = [
        page.members.balance.said.itemAt(n).widget().text() for n in range(page.members.balance.said.count())
    ]
    assert any("focal point" in one.casefold() for one in said)


def test_phone_waits_for_consent_and_goes_with_it(window: Window, page: GroupPage) -> None:
    me = window.desk.records(Member)[0]
    page.members.open_record(me.id)
    card = page.members.panel.card
    assert not card.form.fields["phone"].isEnabled()
    pick(card.form, "consent", True)
    window.settle()
    assert card.form.fields["phone"].isEnabled()
    card.form.fields["phone"].control.line.setText("0770 123")
    card.form.fields["phone"].commit()
    window.settle()
    assert window.desk.records(OfficialCard)[0].phone == "0770 123"
    assert "headquarters" in card.leaves.text()
    pick(card.form, "consent", False)
    window.settle()
    assert window.desk.records(OfficialCard)[0].phone is None
    assert card.form.fields["phone"].control.line.text() == ""


def test_only_those_who_are_reached_have_a_card(window: Window, page: GroupPage) -> None:
    plain = add_record(window.desk, "member", {"name_en": "Huda", "role": "member"})
    page.go_to(place_of("member", plain))
    window.settle()
    assert not page.members.panel.card.isVisibleTo(page)


def test_a_contribution_is_noted_from_the_member(window: Window, page: GroupPage) -> None:
    other = add_record(window.desk, "member", {"name_en": "Nadia", "role": "member"})
    page.go_to(place_of("member", other))
    window.settle()
    window.door.text = "Room for forty people"
    page.members.panel.note.click()
    window.settle()
    assert window.desk.records(Contribution)[0].member == other
    assert page.members.panel.title.text() == "Nadia"
    assert "1 contribution" in page.members.panel.gave.text()


# ---------------------------------------------------------------- nominations


def test_an_organisation_that_is_not_listed_is_named_where_it_is_needed(
    window: Window, page: GroupPage
) -> None:
    nomination = nominate(window.desk, "Hana Jalal")
    page.tabs.choose("nominations")
    window.settle()
    page.nominations.open_record(nomination)
    window.door.text = "Water users of Tal Zahra"
    page.nominations.panel.form.fields["organisation"].control.more.click()
    window.settle()
    (made,) = window.desk.records(Organisation, name_en="Water users of Tal Zahra")
    assert window.desk.find(Nomination, nomination).organisation == made.id
    assert page.nominations.panel.form.fields["organisation"].control.value() == made.id


def test_a_nomination_is_accepted_in_one_action_and_taken_back(window: Window, page: GroupPage) -> None:
    nomination = nominate(window.desk, "Hana Jalal")
    page.go_to(place_of("nomination", nomination))
    window.settle()
    panel = page.nominations.panel
    assert panel.noted.text() == "0 of 4 criteria noted"
    pick(panel.form, "criteria", ("from_area", "committed", "spectrum"))
    window.settle()
    assert panel.noted.text() == "3 of 4 criteria noted"
    panel.accept.click()
    window.settle()
    assert [one.name_en for one in window.desk.records(Member)][-1] == "Hana Jalal"
    assert "Hana Jalal" in window.undoable[-1]
    assert panel.member.isVisibleTo(page)
    assert not panel.accept.isVisibleTo(page)
    panel.member.click()
    window.settle()
    assert page.members.panel.title.text() == "Hana Jalal"
    window.desk.undo()
    window.session.operations.tell_changed(frozenset({"member", "nomination"}))
    window.settle()
    assert window.desk.find(Nomination, nomination).decision == "open"  # type: ignore[union-attr]
    assert "Hana Jalal" not in listed(page.members)


def test_declining_keeps_the_nomination(window: Window, page: GroupPage) -> None:
    nomination = nominate(window.desk, "Hana Jalal")
    page.go_to(place_of("nomination", nomination))
    window.settle()
    page.nominations.panel.decline.click()
    window.settle()
    assert window.desk.find(Nomination, nomination).decision == "declined"  # type: ignore[union-attr]
    assert not page.nominations.panel.decline.isVisibleTo(page)
    assert page.nominations.panel.accept.isVisibleTo(page)


def test_a_search_finds_folded(example: Window, full: GroupPage) -> None:
    full.tabs.choose("members")
    full.members.list.search.setText("NARJIS")
    assert listed(full.members) == ["Nadia Khalaf"]
    full.members.list.search.setText("خلف")
    assert listed(full.members) == ["Nadia Khalaf"]


# ---------------------------------------------------------------- learning and contributions


def test_who_had_no_induction_is_named_and_opened(window: Window, page: GroupPage) -> None:
    page.tabs.choose("learning")
    window.settle()
    link = page.learning.reached.waiting.itemAt(0).widget()
    assert "no induction" in link.text()
    link.clicked.emit()
    window.settle()
    assert page.tabs.current() == "members"


def test_attending_an_induction_counts(window: Window, page: GroupPage) -> None:
    me = window.desk.records(Member)[0]
    page.tabs.choose("learning")
    window.door.text = "Induction"
    page.add.click()
    window.settle()
    pick(page.learning.panel.form, "type", "induction")
    window.settle()
    set_value(window.desk, "training", window.desk.records(Training)[0].id, "members", (me.id,))
    window.settle()
    assert page.learning.reached.waiting.count() == 0


def test_a_task_done_leads_to_the_work_plan(example: Window, full: GroupPage) -> None:
    full.tabs.choose("contributions")
    entry = next(one for one in full._view.contributions if one.sort == "task")
    full.contributions.open_record(entry.id)
    assert (example.places[-1].kind, example.places[-1].id) == ("task", entry.id)
    full.go_to(example.places[-1])
    example.settle()
    assert full.tabs.current() == "work"
    assert full.work.panel.isVisibleTo(full)


# ---------------------------------------------------------------- coordination


def test_the_two_technical_sub_groups_are_offered_and_noted(window: Window, page: GroupPage) -> None:
    page.tabs.choose("coordination")
    window.settle()
    button = page.coordination.lacking["monitoring_analysis"]
    assert button.isVisibleTo(page)
    button.click()
    window.settle()
    (made,) = window.desk.records(CoordinationMechanism)
    assert (made.focus, made.name_en, made.name_ar) == (
        "monitoring_analysis",
        "Monitoring and Analysis",
        "الرصد والتحليل",
    )
    assert made.terms
    assert page.coordination.panel.isVisibleTo(page)
    assert not button.isVisibleTo(page)


def test_a_meeting_of_a_sub_group_is_planned_and_opened(example: Window, full: GroupPage) -> None:
    found = example.desk.records(CoordinationMechanism, focus="facilitated_movements")[0]
    full.go_to(place_of("coordination_mechanism", found.id))
    example.settle()
    full.coordination.panel.plan.click()
    example.settle()
    (meeting,) = example.desk.records(Meeting, mechanism=found.id)
    assert example.places[-1] == Place("meetings", "meeting", meeting.id)
    assert full.coordination.panel.meetings.count() == 1


def test_a_further_area_is_noted(window: Window, page: GroupPage) -> None:
    page.tabs.choose("coordination")
    window.settle()
    window.door.text = "Tooz Khurmato"
    page.coordination.areas.add.click()
    window.settle()
    (area,) = window.desk.records(Expansion)
    assert (area.title_en, area.status) == ("Tooz Khurmato", "idea")
    assert page.coordination.area_panel.isVisibleTo(page)
    pick(page.coordination.area_panel.form, "place", "IQG15Q08")
    window.settle()
    assert window.desk.records(Expansion)[0].place == "IQG15Q08"


# ---------------------------------------------------------------- language, leaks


def test_the_page_speaks_arabic(qapp: QApplication, example: Window, full: GroupPage) -> None:
    use_language(qapp, "ar")
    assert full.tabs.button("work").text() == "خطة العمل"
    assert "نادية خلف" in listed(full.members)
    for tab in TABS:
        full.tabs.choose(tab)
    assert full.support.guide.title.text() == "الاجتماع الأول"


def test_a_page_that_was_shown_dies(example: Window, qtbot: QtBot) -> None:
    page = example.show(GroupPage)
    for tab in (*TABS, "weeks"):
        page.go_to(Place("group", view=tab))
    example.settle()
    watched = weakref.ref(page)
    example.operations.changed.disconnect(page.take_change)
    page.close()
    page.deleteLater()
    del page
    let_go()
    assert watched() is None


def test_hours_are_counted_as_each_language_does() -> None:
    assert [Words("en").say("group.hours", count=Decimal(hours)) for hours in ("1", "2.5")] == [
        "1 hour", "2.5 hours",
    ]  # fmt: skip
    assert [Words("ar").say("group.hours", count=Decimal(hours)) for hours in ("2", "5", "12")] == [
        "ساعتان", "5 ساعات", "12 ساعة",
    ]  # fmt: skip
