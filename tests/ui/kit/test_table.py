"""The table model keeps Qt's rules, sorts, filters and groups; the table tells what was chosen."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from app.ui.kit.cells import height_of
from app.ui.kit.faces import faces
from app.ui.kit.rows import CELL_ROLE, HEADING_ROLE, Cell, RowModel, TableColumn
from app.ui.kit.table import Table
from app.ui.kit.table_widths import PADDING
from app.ui.kit.text import isolated
from app.ui.kit.wrapping import lines_of
from app.ui.theme import ui_font


@dataclass(frozen=True)
class Thing:
    id: str
    name: str
    number: int
    group: str = ""


THINGS = (Thing("1", "Beta", 10, "x"), Thing("2", "alpha", 9, "y"), Thing("3", "Gamma", 100, "x"))
COLUMNS = (
    TableColumn("Name", lambda thing: thing.name),
    TableColumn(
        "Number", lambda thing: Cell(str(thing.number), tone="good"), 80, True, lambda thing: thing.number
    ),
)


def shown(model: RowModel) -> list[str]:
    return [model.index(line, 0).data() for line in range(model.rowCount())]


@pytest.fixture
def model() -> RowModel:
    made = RowModel(COLUMNS)
    made.set_rows(THINGS)
    return made


def test_qt_accepts_the_model(model: RowModel, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(model)
    model.sort(0)
    model.set_filter("a")
    qtmodeltester.check(model)


def test_qt_accepts_a_grouped_model(qtmodeltester: ModelTester) -> None:
    model = RowModel(COLUMNS, group=lambda thing: thing.group)
    model.set_rows(THINGS)
    qtmodeltester.check(model)
    assert shown(model) == ["x", "Beta", "Gamma", "y", "alpha"]
    assert model.headings() == [0, 3]
    assert model.row_at(model.index(0, 0)) is None


def test_order_is_by_key_and_ignores_case(model: RowModel) -> None:
    model.sort(0)
    assert shown(model) == ["alpha", "Beta", "Gamma"]
    model.sort(1, Qt.SortOrder.DescendingOrder)
    assert shown(model) == ["Gamma", "Beta", "alpha"]
    model.sort(-1)
    assert shown(model) == ["Beta", "alpha", "Gamma"]


def test_filter_looks_into_every_cell_and_asks_the_caller(model: RowModel) -> None:
    model.set_filter("100")
    assert shown(model) == ["Gamma"]
    model.set_filter("", lambda thing: thing.group == "y")
    assert shown(model) == ["alpha"]
    model.set_filter("")
    assert model.shown_count() == 3


def test_cells_and_headings_have_their_roles(model: RowModel) -> None:
    cell = model.index(0, 1).data(CELL_ROLE)
    assert (cell.text, cell.tone) == ("10", "good")
    assert model.index(0, 0).data(HEADING_ROLE) is None
    assert model.headerData(1, Qt.Orientation.Horizontal, Qt.ItemDataRole.DisplayRole) == "Number"


def test_a_click_and_the_arrow_keys_pick(model: RowModel, qtbot: QtBot) -> None:
    table, picked = Table(model), []
    qtbot.addWidget(table)
    table.picked.connect(picked.append)
    table.resize(400, 300)
    table.show()
    qtbot.mouseClick(
        table.viewport(), Qt.MouseButton.LeftButton, pos=table.visualRect(model.index(0, 0)).center()
    )
    qtbot.keyClick(table, Qt.Key.Key_Down)
    assert picked == ["1", "2"]
    assert table.chosen_id() == "2"


def test_choosing_by_program_tells_nobody(model: RowModel, qtbot: QtBot) -> None:
    table = Table(model)
    qtbot.addWidget(table)
    with qtbot.assertNotEmitted(table.picked):
        table.choose("3")
    assert table.chosen_id() == "3"
    table.choose("gone")
    assert table.chosen_id() == ""


def test_choosing_by_program_works_mirrored(model: RowModel, qtbot: QtBot) -> None:
    table = Table(model)
    qtbot.addWidget(table)
    table.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    table.resize(500, 300)
    table.show()
    table.choose("2")
    assert table.chosen_id() == "2"


def test_enter_opens(model: RowModel, qtbot: QtBot) -> None:
    table = Table(model)
    qtbot.addWidget(table)
    table.choose("2")
    with qtbot.waitSignal(table.opened) as caught:
        qtbot.keyClick(table, Qt.Key.Key_Return)
    assert caught.args == ["2"]


def test_columns_fill_the_width(model: RowModel, qtbot: QtBot) -> None:
    table = Table(model)
    qtbot.addWidget(table)
    table.resize(500, 300)
    table.show()
    assert table.columnWidth(1) == 80
    assert table.columnWidth(0) == table.viewport().width() - 80


def widths_of(table: Table) -> list[int]:
    return [table.columnWidth(number) for number in range(len(table.rows.columns))]


@pytest.mark.parametrize(
    ("title", "entry", "room", "grown"),
    [
        ("#", "x", 500, False),
        ("Representativeness of it", "x", 500, True),
        ("#", "12 كانون الثاني 2026", 500, True),
    ],
)
def test_a_column_grows_for_its_title_and_for_its_entries(
    qtbot: QtBot, title: str, entry: str, room: int, grown: bool
) -> None:
    name = TableColumn("Name", lambda thing: thing.name)
    table = Table(RowModel((name, TableColumn(title, lambda thing: entry, 70))))
    qtbot.addWidget(table)
    table.rows.set_rows(THINGS)
    table.resize(room, 300)
    table.show()
    assert (widths_of(table)[1] > 70) is grown
    assert sum(widths_of(table)) == table.viewport().width()


def test_a_word_is_not_broken_where_another_column_has_room_to_spare(qtbot: QtBot) -> None:
    columns = (
        TableColumn("Name", lambda thing: "a b c d e f", share=3),
        TableColumn("Lead", lambda thing: "International Organisation"),
    )
    table = Table(RowModel(columns))
    qtbot.addWidget(table)
    table.rows.set_rows(THINGS)
    table.resize(300, 300)
    table.show()
    room = widths_of(table)[1] - 2 * PADDING
    assert room >= table.fontMetrics().horizontalAdvance("International")
    assert sum(widths_of(table)) <= table.viewport().width()


def test_entries_take_no_room_that_names_need(qtbot: QtBot) -> None:
    name = TableColumn("Name", lambda thing: thing.name, share=3)
    table = Table(RowModel((name, TableColumn("#", lambda thing: "a long entry of many words", 90))))
    qtbot.addWidget(table)
    table.rows.set_rows(THINGS)
    table.resize(210, 300)
    table.show()
    assert widths_of(table)[1] == 90


def test_where_there_is_no_room_columns_give_back_and_spare_ones_are_left_out(qtbot: QtBot) -> None:
    columns = (
        TableColumn("Name", lambda thing: thing.name, share=3),
        TableColumn("Level", lambda thing: "District", 120, spare=True),
        TableColumn("State", lambda thing: "done", 150),
    )
    table = Table(RowModel(columns))
    qtbot.addWidget(table)
    table.rows.set_rows(THINGS)
    for width, there in ((600, [True, True, True]), (330, [True, True, True]), (200, [True, False, True])):
        table.resize(width, 300)
        table.show()
        table.fit()
        assert [not table.isColumnHidden(number) for number in range(3)] == there
        assert sum(widths_of(table)) <= table.viewport().width()


def test_long_texts_break_and_end_with_dots(qtbot: QtBot) -> None:
    lines = lines_of("one two three four five six seven eight nine ten " * 3, ui_font("en"), 120, 2)
    assert len(lines) == 2
    assert lines[1].endswith("…")
    assert lines_of("short", ui_font("en"), 120, 2) == ["short"]
    assert lines_of("", ui_font("en"), 120, 2) == []


def test_a_day_with_no_break_spaces_goes_whole_into_the_next_line(qtbot: QtBot) -> None:
    face = ui_font("en")
    wide = QFontMetrics(face).horizontalAdvance("Interviews 25 Mar")
    day = "25\u00a0Mar\u00a02026"
    assert lines_of(f"Interviews {day}", face, wide, 2) == ["Interviews", day]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Ends here.", "\u2068Ends here.\u2069"),
        ("\u2068علي\u2069, \u2068رنا\u2069", "\u2068علي\u2069, \u2068رنا\u2069"),
        ("36.26, 41.86", "\u206836.26, 41.86\u2069"),
    ],
)
def test_a_row_of_names_follows_the_direction_of_the_window(text: str, kept: str) -> None:
    assert isolated(text) == kept


def test_a_text_that_begins_further_in_has_less_room(qtbot: QtBot) -> None:
    drawn = faces(ui_font("en"))
    wide = drawn.usual.width("Return and reintegration") + 2 * PADDING + 2
    high, higher = (height_of(Cell("Return and reintegration", inset=one), drawn, wide) for one in (0, 18))
    assert higher > high


def test_letters_lead_to_a_row_as_it_is_seen(qtbot: QtBot) -> None:
    model = RowModel((TableColumn("Name", lambda thing: isolated(thing.name)),))
    model.set_rows(THINGS)
    table = Table(model)
    qtbot.addWidget(table)
    table.show()
    with qtbot.waitSignal(table.picked) as told:
        qtbot.keyClick(table, "g")
    assert told.args == ["3"]


@pytest.mark.parametrize("title", ["Name", ""])
def test_titles_stand_over_columns_that_have_one(title: str, qtbot: QtBot) -> None:
    table = Table(RowModel([TableColumn(title, lambda thing: thing.name)]))
    qtbot.addWidget(table)
    table.rows.set_rows(THINGS)
    table.show()
    qtbot.waitUntil(lambda: table.horizontalHeader().isHidden() is not bool(title))
    assert table.horizontalHeader().isVisible() is bool(title)


def test_lines_far_down_get_their_height_once_what_is_seen_has_its_own(qtbot: QtBot) -> None:
    many = [Thing(str(number), "many words " * 12, number) for number in range(60)]
    table = Table(RowModel(COLUMNS))
    qtbot.addWidget(table)
    table.rows.set_rows(many)
    table.resize(300, 300)
    table.show()
    qtbot.waitUntil(lambda: table.rowHeight(59) == table.rowHeight(0))
    assert table.rowHeight(0) > 38
    assert table.verticalScrollBar().maximum() >= 60 * table.rowHeight(0) - 300
