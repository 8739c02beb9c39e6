"""The area page over a real workspace: each tab by mouse and by keys, drafts, panels, map and sources."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from services.example import example_desk
from services.laptops import found
from ui.windows import Window

from app.models.kinds.area import (
    Area,
    AreaDecision,
    Location,
    PopulationFigure,
    SelectionCriterion,
    SeverityRank,
    Source,
)
from app.services.area_work import add_location, add_severity
from app.services.begun import begun_values
from app.ui.language import use_language
from app.ui.pages.area import TABS, AreaPage
from app.ui.pages.area_import import LocationImportDialog
from app.ui.places import Place

LEFT = Qt.MouseButton.LeftButton
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def window(tmp_path: Path, qtbot: QtBot) -> Iterator[Window]:
    made = Window(example_desk(tmp_path))
    yield made
    made.close()


@pytest.fixture
def fresh(tmp_path: Path, qtbot: QtBot) -> Iterator[Window]:
    made = Window(found(tmp_path)[0].use())
    yield made
    made.close()


@pytest.fixture
def page(window: Window, qtbot: QtBot) -> AreaPage:
    made = window.show(AreaPage)
    qtbot.addWidget(made)
    return made


@pytest.fixture
def empty_page(fresh: Window, qtbot: QtBot) -> AreaPage:
    made = fresh.show(AreaPage)
    qtbot.addWidget(made)
    return made


def open_tab(window: Window, page: AreaPage, tab: str, qtbot: QtBot) -> None:
    qtbot.mouseClick(page.tabs.button(tab), LEFT)
    window.settle()


def names(page: AreaPage) -> list[str]:
    model = page.ranking.model
    rows = (model.row_at(model.index(line, 0)) for line in range(model.rowCount()))
    return [row.name.en for row in rows if row is not None]


def test_every_tab_opens_in_both_languages(
    window: Window, page: AreaPage, qtbot: QtBot, qapp: QApplication
) -> None:
    for language in ("en", "ar"):
        use_language(qapp, language)
        for tab in TABS:
            open_tab(window, page, tab, qtbot)
            assert page.stack.currentWidget() is getattr(page, tab)
    use_language(qapp, "en")
    assert not window.crashed
    assert page.locations.model.shown_count() == 23


def test_judging_and_deciding_by_mouse(fresh: Window, empty_page: AreaPage, qtbot: QtBot) -> None:
    page = empty_page
    qtbot.mouseClick(page.selection.reasons[0].link, LEFT)
    fresh.settle()
    form = page.editor.criterion.form
    form.fields["assessment"].control.show_value("met")
    form.fields["assessment"].control.finished.emit()
    fresh.settle()
    assert fresh.desk.records(SelectionCriterion)[0].assessed_on == fresh.desk.today
    assert "Met" in page.selection.reasons[0].finding.text
    qtbot.mouseClick(page.selection.edit_decision, LEFT)
    fresh.settle()
    form = page.editor.decision.form
    form.fields["decision"].control.show_value("selected")
    form.fields["decision"].control.finished.emit()
    fresh.settle()
    reason = page.editor.decision.form.fields["departure_reason"]
    reason.control.box.setPlainText("The governor asked for it")
    reason.commit()
    fresh.settle()
    (decision,) = fresh.desk.records(AreaDecision)
    assert (decision.decision, decision.departure_reason) == ("selected", "The governor asked for it")
    said = " ".join(one.text() for one in page.selection.decision.findChildren(type(page.selection.about)))
    assert "The governor asked for it" in said


def test_half_a_judgement_is_kept_as_a_draft_and_comes_back(
    fresh: Window, empty_page: AreaPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.ui.kit.field.DRAFT_AFTER", 0)
    page = empty_page
    page.edit("selection_criterion", "access_feasibility")
    fresh.settle()
    field = page.editor.criterion.form.fields["evidence_en"]
    field._draft.setInterval(0)
    field.control.box.setPlainText("Three places are cut off")
    qtbot.waitUntil(lambda: bool(begun_values(fresh.desk, "criterion", "access_feasibility")), timeout=3000)
    assert begun_values(fresh.desk, "criterion", "access_feasibility") == {
        "evidence_en": "Three places are cut off"
    }
    field.commit()
    fresh.settle()
    assert fresh.desk.records(SelectionCriterion)[0].evidence_en == "Three places are cut off"
    assert begun_values(fresh.desk, "criterion", "access_feasibility") == {}


@pytest.mark.parametrize("typed", ["Ba'aj", "baaj", "البعاج"])
def test_a_district_is_found_by_any_spelling(
    fresh: Window, empty_page: AreaPage, qtbot: QtBot, typed: str
) -> None:
    page = empty_page
    qtbot.mouseClick(page.selection.edit_area, LEFT)
    fresh.settle()
    before = fresh.desk.find(Area, fresh.desk.area)
    assert before is not None
    search = page.editor.area.form.fields["districts"].control.add
    search.combo.lineEdit().setText(typed)
    qtbot.keyClick(search.combo.lineEdit(), Qt.Key.Key_Return)
    fresh.settle()
    area = fresh.desk.find(Area, fresh.desk.area)
    assert area is not None
    assert "IQG15Q02" in area.districts


def test_a_location_is_added_and_described(fresh: Window, empty_page: AreaPage, qtbot: QtBot) -> None:
    page = empty_page
    open_tab(fresh, page, "locations", qtbot)
    assert page.empty.isVisible()
    fresh.door.text = "Tal Narjis"
    qtbot.mouseClick(page.add, LEFT)
    fresh.settle()
    panel = page.editor.location
    assert panel.isVisible()
    assert panel.details.isVisible()
    where = panel.where.fields["coordinates"]
    where.control.line.setText("nowhere")
    where.commit()
    fresh.settle()
    assert "latitude" in panel.where.fields["coordinates"].error.text()
    where.control.line.setText("36.262, 41.861")
    where.commit()
    fresh.settle()
    assert fresh.desk.records(Location)[0].latitude == "36.262"
    assert not fresh.refused


def test_a_figure_is_added_with_a_source_named_on_the_spot(
    fresh: Window, empty_page: AreaPage, qtbot: QtBot
) -> None:
    page, one = empty_page, add_location(fresh.desk, "Tal Narjis", "en")
    fresh.settle()
    page.go_to(Place("area", "location", one))
    fresh.settle()
    series = page.editor.location.people
    qtbot.mouseClick(series.add, LEFT)
    values = {"group": "returnee", "households": 58, "individuals": 500, "as_of": "2026-03-31"}
    for name, value in values.items():
        series.form.fields[name].control.show_value(value)
    fresh.door.text = "Master list"
    series.form.fields["source"].control.more.click()
    fresh.settle()
    assert series.form.fields["source"].control.value() == fresh.desk.records(Source)[0].id
    qtbot.mouseClick(series.keep, LEFT)
    fresh.settle()
    (figure,) = fresh.desk.records(PopulationFigure)
    assert figure.source == fresh.desk.records(Source)[0].id
    said = [label.text() for label in series.findChildren(type(page.selection.about))]
    assert any("about 348" in text for text in said)


def test_the_ranking_says_that_a_newer_round_is_here_and_takes_it(
    window: Window, page: AreaPage, qtbot: QtBot
) -> None:
    open_tab(window, page, "ranking", qtbot)
    line = page.ranking.lines["return_index"]
    assert line.banner.isVisible()
    assert "E2" in line.banner.sentence.text()
    qtbot.mouseClick(line.banner.action, LEFT)
    window.settle()
    assert window.desk.find(Area, window.desk.area).return_round == "E2"
    assert not line.banner.isVisible()
    assert window.undoable


def test_moving_with_keys_is_one_step_each(window: Window, page: AreaPage, qtbot: QtBot) -> None:
    open_tab(window, page, "ranking", qtbot)
    first, second = names(page)[:2]
    page.ranking.table.setFocus()
    qtbot.keyClick(page.ranking.table, Qt.Key.Key_Down)
    window.settle()
    qtbot.keyClick(page.ranking.table, Qt.Key.Key_Down)
    window.settle()
    qtbot.keyClick(page.ranking.table, Qt.Key.Key_Down, ALT)
    window.settle()
    moved = names(page)
    assert moved[:2] != [first, second] or moved[1:3] != [second, moved[2]]
    window.desk.undo()
    window.settle()
    assert names(page)[:2] == [first, second]
    qtbot.mouseClick(page.ranking.by_severity, LEFT)
    window.settle()
    assert names(page)[0] == "Hayy al-Safsaf"


def test_the_map_is_chosen_from_zoomed_and_moved(window: Window, page: AreaPage, qtbot: QtBot) -> None:
    open_tab(window, page, "map", qtbot)
    view = page.map.map
    spot = view.spots[0]
    x, y = view.ground().point(spot.latitude, spot.longitude)
    qtbot.mouseClick(view.viewport(), LEFT, pos=QPointF(x, y).toPoint())
    window.settle()
    assert view.chosen() is not None
    assert page.map.table.chosen_id() == view.chosen().id
    assert page.editor.isHidden()
    before = view.ground()
    qtbot.keyClick(view, Qt.Key.Key_Plus)
    assert view.ground().km < before.km
    qtbot.keyClick(view, Qt.Key.Key_Right)
    assert view.ground().longitude > before.longitude
    qtbot.keyClick(view, Qt.Key.Key_Home)
    assert view.ground().km == pytest.approx(before.km)
    wheel(view, QPoint(200, 200), 120)
    assert view.ground().km < before.km
    window.settle()
    qtbot.keyClick(view, Qt.Key.Key_PageDown)
    window.settle()
    assert view.chosen() is not None
    qtbot.mouseClick(page.map.edit, LEFT)
    window.settle()
    assert page.editor.location.record == view.chosen().id


def wheel(view: object, at: QPoint, turned: int) -> None:
    viewport = view.viewport()  # type: ignore[attr-defined]
    where = QPointF(viewport.mapToGlobal(at))
    buttons, keys = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
    event = QWheelEvent(
        QPointF(at), where, QPoint(), QPoint(0, turned), buttons, keys, Qt.ScrollPhase.NoScrollPhase, False
    )
    QApplication.sendEvent(viewport, event)


def test_dragging_moves_the_map_and_chooses_nothing(window: Window, page: AreaPage, qtbot: QtBot) -> None:
    open_tab(window, page, "map", qtbot)
    view, target = page.map.map, page.map.map.viewport()
    before = view.ground()
    qtbot.mousePress(target, LEFT, pos=QPoint(200, 200))
    qtbot.mouseMove(target, QPoint(230, 220))
    qtbot.mouseMove(target, QPoint(260, 240))
    qtbot.mouseRelease(target, LEFT, pos=QPoint(260, 240))
    assert view.ground().longitude < before.longitude
    assert view.chosen() is None


@pytest.mark.parametrize(
    ("name", "start"), [("map.svg", b"<svg"), ("map.png", b"\x89PNG"), ("map", b"\x89PNG")]
)
def test_the_map_is_saved_as_a_picture(
    window: Window, page: AreaPage, qtbot: QtBot, tmp_path: Path, name: str, start: bytes
) -> None:
    open_tab(window, page, "map", qtbot)
    window.door.save = tmp_path / name
    qtbot.mouseClick(page.map.save, LEFT)
    window.settle()
    written = next(tmp_path.glob("map.*"))
    assert written.read_bytes().startswith(start)
    if name.endswith("svg"):
        said = written.read_text("utf-8")
        assert "No boundaries are shown" in said
        assert "invented data" in said
        assert "informal sites are left out" in said
        assert "Sidra lower site" not in said
        assert "Tal Narjis" in said


def test_a_picture_that_cannot_be_written_is_told(
    window: Window, page: AreaPage, qtbot: QtBot, tmp_path: Path
) -> None:
    open_tab(window, page, "map", qtbot)
    window.door.save = tmp_path / "missing" / "map.svg"
    qtbot.mouseClick(page.map.save, LEFT)
    assert window.door.said


def test_sources_show_their_uses_and_lead_there(window: Window, page: AreaPage, qtbot: QtBot) -> None:
    open_tab(window, page, "sources", qtbot)
    assert page.sources.list.model.shown_count() == len(window.desk.records(Source))
    source = next(one for one in page.view_now().sources if len(one.uses) in range(1, 10))
    page.open_source(source.id)
    window.settle()
    assert str(len(source.uses)) in page.editor.source.used.text()
    page.editor.source.go_to(source.uses[0].kind, source.uses[0].id)
    assert window.places[-1].id == source.uses[0].id


def test_a_figure_without_a_source_is_listed_and_leads_to_its_location(
    window: Window, page: AreaPage, qtbot: QtBot
) -> None:
    one = window.desk.records(Location)[0].id
    rank = add_severity(window.desk, one, {"index": "return_index", "round": "E9", "score": "50"})
    window.settle()
    open_tab(window, page, "sources", qtbot)
    page.sources.rows[0].pick()
    assert (window.places[-1].kind, window.places[-1].id) == ("severity_rank", rank)
    page.go_to(window.places[-1])
    window.settle()
    assert page.tabs.current() == "locations"
    assert page.editor.location.record == one
    page.editor.location._name_source(rank, window.desk.records(Source)[0].id)
    window.settle()
    assert window.desk.find(SeverityRank, rank).source
    assert not page.view_now().unsourced


def test_a_class_is_a_number(window: Window, page: AreaPage, qtbot: QtBot) -> None:
    source = window.desk.records(Source)[0].id
    page.go_to(Place("area", "source", source))
    window.settle()
    field = page.editor.source.form.fields["sensitivity"]
    field.control.show_value(1)
    field.commit()
    window.settle()
    assert window.desk.find(Source, source).sensitivity == 1


def test_a_pasted_list_is_looked_at_confirmed_and_taken_in_one_step(
    window: Window, page: AreaPage, qtbot: QtBot
) -> None:
    before = len(window.desk.records(Location))
    QApplication.clipboard().setText(
        "Location\tAdmin 3\tFamilies\tIndividuals\n"
        "Tal Narjis\tMarkaz Sinjar\t66\t396\nBir Jadid\tAl-Shamal\t10\t60\n"
    )
    open_tab(window, page, "locations", qtbot)
    qtbot.mouseClick(page.paste, LEFT)
    window.settle()
    dialog = next(one for one in QApplication.topLevelWidgets() if isinstance(one, LocationImportDialog))
    assert not dialog.take.isEnabled()
    dialog.setting_form.fields["source"].control.show_value(window.desk.records(Source)[0].id)
    dialog.setting_form.fields["as_of"].control.show_value("2026-06-30")
    dialog.look()
    window.settle()
    assert len(dialog.confirming) == 1
    qtbot.mouseClick(dialog.same_all, LEFT)
    window.settle()
    qtbot.mouseClick(dialog.take, LEFT)
    window.settle()
    assert len(window.desk.records(Location)) == before + 1
    assert len(window.desk.records(PopulationFigure, as_of="2026-06-30")) == 2
    window.desk.undo()
    assert len(window.desk.records(Location)) == before
    assert not window.crashed


def test_nothing_copied_is_said(fresh: Window, empty_page: AreaPage, qtbot: QtBot) -> None:
    QApplication.clipboard().clear()
    empty_page.take_clipboard()
    assert fresh.notices
