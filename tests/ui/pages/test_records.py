"""Pages over records: tabs, list, search, editor from the description, adding, removing."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.foundation.errors import UserError
from app.models.book import Book
from app.models.kinds.area import Location, SelectionCriterion
from app.models.kinds.people import Member, Organisation
from app.models.registry import KINDS
from app.models.values import check_entry
from app.services.place_names import options_for
from app.services.views.records import RecordRow, RecordsView, records_view, row_of
from app.ui.language import use_language
from app.ui.pages.area_places import PlacePick
from app.ui.pages.monitoring import LISTED as KINDS_OF
from app.ui.pages.records import RecordsPage
from app.ui.places import Place
from app.ui.record_words import (
    asked_first,
    can_be_added,
    cell_of,
    column_fields,
    first_values,
    form_specs,
    names_of,
    title_of,
)
from app.ui.session import Session

RECORDS = (
    Location(id="l1", space="s", name_en="Tal Qasab", name_ar="تل قصب", role="return", priority_rank=2),
    Location(id="l2", space="s", name_en="Sinuni", role="displacement"),
    SelectionCriterion(id="c1", space="s", criterion="evidence_of_need", assessment="met"),
    Organisation(id="o1", space="s", name_en="Hand in Hand"),
    Member(id="m1", space="s", name_en="Dalia", role="focal_point", organisation="o1"),
)


@pytest.fixture
def page(qtbot: QtBot, session: Session) -> RecordsPage:
    session.desk.held.extend(RECORDS)
    made = RecordsPage(session, "area", ("location", "selection_criterion", "area_decision"))
    qtbot.addWidget(made)
    session.operations.changed.connect(made.take_change)
    made.show()
    qtbot.waitUntil(lambda: made.model.shown_count() == 2)
    return made


def shown(page: RecordsPage) -> list[str]:
    return [page.model.index(line, 0).data() for line in range(page.model.rowCount())]


def test_the_list_shows_names_and_codes_in_words(page: RecordsPage) -> None:
    assert shown(page) == ["Sinuni", "Tal Qasab"]
    assert page.model.index(1, 1).data() == "Return"
    assert page.card.quiet.text() == "2 entries"


def test_search_narrows_the_list(page: RecordsPage) -> None:
    page.search.setText("qas")
    assert shown(page) == ["Tal Qasab"]
    assert page.card.quiet.text() == "1 found"


def test_another_tab_shows_another_kind(page: RecordsPage, qtbot: QtBot) -> None:
    page.tabs.choose("selection_criterion")
    qtbot.waitUntil(lambda: page.model.shown_count() == 1)
    assert page.model.index(0, 1).data() == "Met"


def test_a_row_opens_its_editor_and_an_edit_is_written(page: RecordsPage, qtbot: QtBot) -> None:
    page.table.picked.emit("l1")
    assert page.panel.title.text() == "Tal Qasab"
    field = page.form.fields["name_en"]
    field.control.show_value("Tel Qasab")
    with qtbot.waitSignal(page.session.saved):
        field.commit()
    qtbot.waitUntil(lambda: page.panel.title.text() == "Tel Qasab")
    assert page.session.desk.actions == ["location.edit"]


def test_a_refusal_stands_beneath_its_field(page: RecordsPage) -> None:
    page.open_record("l1")
    page._refused(
        "latitude", UserError("value_too_high", kind="location", field="latitude", value="99", bound="90")
    )
    assert page.form.fields["latitude"].error.text() != ""


def test_adding_makes_a_record_and_opens_it(page: RecordsPage, qtbot: QtBot) -> None:
    page.add.click()
    qtbot.waitUntil(lambda: page.model.shown_count() == 3)
    qtbot.waitUntil(lambda: not page.panel.isHidden())
    assert page.session.desk.actions == ["location.add"]


def test_removing_offers_undo(page: RecordsPage, qtbot: QtBot) -> None:
    page.open_record("l2")
    with qtbot.waitSignal(page.session.undoable) as caught:
        page.remove.click()
    assert caught.args == ["Removed: Sinuni"]
    qtbot.waitUntil(lambda: shown(page) == ["Tal Qasab"])


def test_going_to_a_record_opens_it(page: RecordsPage, qtbot: QtBot) -> None:
    page.go_to(Place("area", "selection_criterion", "c1"))
    qtbot.waitUntil(lambda: page.panel.title.text() == "Evidence of need")


def test_an_empty_list_teaches(page: RecordsPage, qtbot: QtBot) -> None:
    page.tabs.choose("area_decision")
    qtbot.waitUntil(lambda: page.place.currentIndex() == 1)
    assert "Area decisions" in page.empty.sentence.text()
    assert not page.empty.button.isHidden()


def test_the_page_speaks_arabic(qapp: QApplication, page: RecordsPage) -> None:
    use_language(qapp, "ar")
    assert "تل قصب" in shown(page)


def test_references_are_shown_by_name(qtbot: QtBot, session: Session) -> None:
    session.desk.held.extend(RECORDS)
    page = RecordsPage(session, "monitoring", ("member", "organisation"))
    qtbot.addWidget(page)
    page.show()
    qtbot.waitUntil(lambda: page.model.shown_count() == 1)
    assert page.model.index(0, 2).data() == "Hand in Hand"


@pytest.mark.parametrize("kind", sorted({kind for kinds in KINDS_OF.values() for kind in kinds}))
def test_every_kind_of_these_pages_has_columns_and_a_form(kind: str) -> None:
    view = RecordsView(kind, ())
    specs = form_specs(kind, view, {})
    assert specs
    assert all(spec.title and not spec.title.startswith("field.") for spec in specs)
    assert len(column_fields(kind)) <= 4


@pytest.mark.parametrize(
    "kind", sorted(kind for kinds in KINDS_OF.values() for kind in kinds if can_be_added(kind))
)
def test_first_values_make_a_record(kind: str) -> None:
    asked = {asked_first(kind): "Asked for"} if asked_first(kind) else {}
    made = KINDS[kind](id="x", space="s", **first_values(kind), **asked)
    assert title_of(row_of(made))
    check_entry(kind, {**first_values(kind), **asked}, adding=True)


def test_states_are_chips(qapp: QApplication) -> None:
    row = RecordRow("selection_criterion", "c", {"assessment": "not_met", "assessed_on": "2026-01-12"})
    assert (cell_of(row, "assessment", {}).tone, cell_of(row, "assessed_on", {}).text) == (
        "wrong",
        "12 Jan 2026",
    )


def test_a_place_is_shown_by_its_name_in_the_language(qapp: QApplication) -> None:
    row = row_of(Location(id="l", space="s", name_en="Tal Qasab", role="return", sub_district="IQG15Q07N02"))
    view = RecordsView("location", (row,), places=options_for(Book([]), "location"))
    assert cell_of(row, "sub_district", names_of(view)).text == "Al-Shamal"
    use_language(qapp, "ar")
    assert cell_of(row, "sub_district", names_of(view)).text == "الشمال"
    odd = row_of(Location(id="l", space="s", name_en="Elsewhere", role="return", sub_district="Q99"))
    assert cell_of(odd, "sub_district", {}).text == "Q99"


def test_a_column_of_chips_has_room_for_the_longest(qtbot: QtBot, session: Session) -> None:
    session.desk.held.extend(RECORDS)
    session.desk.held.append(Member(id="m2", space="s", name_en="Huda", role="dstwg_national"))
    page = RecordsPage(session, "monitoring", ("member", "organisation"))
    qtbot.addWidget(page)
    page.show()
    qtbot.waitUntil(lambda: page.model.shown_count() == 2)
    text = page.model.index(1, 1).data()
    metrics = QFontMetrics(page.table.font())
    assert page._chip_width("role") >= min(250, metrics.horizontalAdvance(text) + 20)


def test_places_are_picked_by_name_and_alias_in_three_languages(page: RecordsPage, qtbot: QtBot) -> None:
    page.table.picked.emit("l1")
    field = page.form.fields["sub_district"]
    for typed in ("Qahtaniya", "القحطانية", "قەحتانیە"):
        field.control.combo.setEditText(typed)
        assert field.control.value() == "IQG15Q02N02"
    with qtbot.waitSignal(page.session.saved):
        field.commit()
    assert page.session.desk.find(Location, "l1").sub_district == "IQG15Q02N02"
    field.control.combo.setEditText("no such place")
    field.commit()
    assert field.error.text()


@pytest.mark.parametrize(
    ("kind", "name", "level"),
    [("area", "governorate", "governorate"), ("area", "districts", "district"),
     ("area", "sub_districts", "sub_district"), ("expansion", "place", "district")],
)  # fmt: skip
def test_every_field_of_p_codes_is_a_choice(session: Session, kind: str, name: str, level: str) -> None:
    view = records_view(session.desk, kind)
    made = next(spec.make for spec in form_specs(kind, view, {}) if spec.name == name)
    assert isinstance(made, PlacePick)
    assert level in {one.level for one in made.places}
