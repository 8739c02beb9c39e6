"""The rows of who has what: what they say, keyboard and mouse, and nothing made that is not seen."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from app.services.views.exchange import ExchangeView
from app.services.views.exchange_board import BoardEntry
from app.services.views.said import Name
from app.ui.language import use_language
from app.ui.pages.exchange_board import BoardCard
from app.ui.pages.exchange_board_rows import LINK_ROLE, MAKE, MOST_SEEN, TOLD, WHO, WORDS, BoardModel

NOW = "2026-03-14T12:00:00Z"


def person(number: int, **changes: object) -> BoardEntry:
    values = {
        "id": f"p{number}", "key": f"k{number}", "name": Name(plain=f"Person {number}"),
        "organisation": Name(plain="Group"), "role": "member", "status": "member", "behind": 3,
        "heard_at": NOW, "size": 2000, "compared": False, "fingerprint": (1,) * 8,
    }  # fmt: skip
    return BoardEntry(**{**values, **changes})  # type: ignore[arg-type]


def view(*entries: BoardEntry, steward: bool = True) -> ExchangeView:
    return ExchangeView(board=entries, steward=steward, now=NOW)


@pytest.fixture
def card(qtbot: QtBot) -> BoardCard:
    made = BoardCard()
    qtbot.addWidget(made)
    made.resize(1100, 400)
    made.show()
    return made


def said(model: BoardModel, row: int, column: int, role: int = Qt.ItemDataRole.DisplayRole) -> object:
    return model.data(model.index(row, column), role)


def test_the_model_keeps_the_rules_of_models(qtmodeltester: ModelTester) -> None:
    model = BoardModel()
    model.set_entries([person(1), person(2, behind=0)], NOW, True)
    qtmodeltester.check(model)


def test_a_row_says_who_how_far_and_since_when(card: BoardCard) -> None:
    card.show_view(view(person(1, since="2026-03-03T08:00:00Z", forked=True)))
    model = card.rows.people
    assert said(model, 0, WHO) == "Person 1 · Member · Group"
    assert "3 March" in str(said(model, 0, TOLD)) or "3 Mar" in str(said(model, 0, TOLD))
    assert "two copies of one file" in str(said(model, 0, TOLD))
    assert "the device begins anew" in str(said(model, 0, TOLD, Qt.ItemDataRole.ToolTipRole))
    spoken = said(model, 0, MAKE, Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Make a package for Person 1"


def test_enter_makes_a_package_and_on_words_compares(card: BoardCard, qtbot: QtBot) -> None:
    card.show_view(view(person(1), person(2)))
    made: list[str] = []
    compared: list[str] = []
    card.make.connect(made.append)
    card.compare.connect(compared.append)
    card.rows.setCurrentIndex(card.rows.people.index(1, WHO))
    qtbot.keyClick(card.rows, Qt.Key.Key_Return)
    card.rows.setCurrentIndex(card.rows.people.index(0, WORDS))
    qtbot.keyClick(card.rows, Qt.Key.Key_Space)
    assert (made, compared) == (["k2"], ["k1"])


def test_a_click_on_a_link_acts_and_elsewhere_does_not(card: BoardCard, qtbot: QtBot) -> None:
    card.show_view(view(person(1)))
    made: list[str] = []
    card.make.connect(made.append)
    for column in (WHO, MAKE):
        place: QPoint = card.rows.visualRect(card.rows.people.index(0, column)).center()
        qtbot.mouseClick(card.rows.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert made == ["k1"]


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_columns_take_just_the_room_there_is(card: BoardCard, qapp: QApplication, language: str) -> None:
    """Also where a state is a short word: the link at the end was cut off."""
    use_language(qapp, language)
    try:
        card.show_view(view(person(1, heard_at="", size=200_000)))
        taken = sum(card.rows.columnWidth(column) for column in range(card.rows.people.columnCount()))
        assert taken == card.rows.viewport().width()
    finally:
        use_language(qapp, "en")


def test_rows_that_say_the_same_look_the_same(card: BoardCard) -> None:
    """The small letters of a chip were handed on to the rows beneath."""
    card.show_view(view(person(1), person(1, id="p2", key="k2"), person(1, id="p3", key="k3")))
    seen = card.rows.viewport().grab().toImage()
    high, width = card.rows.rowHeight(0), card.rows.viewport().width()
    rows = [seen.copy(0, number * high, width, high) for number in range(3)]
    assert rows[0] == rows[1] == rows[2]


def test_who_has_everything_needs_no_package_and_only_stewards_compare(card: BoardCard) -> None:
    card.show_view(view(person(1, behind=0), steward=False))
    assert said(card.rows.people, 0, MAKE, LINK_ROLE) == ""
    assert said(card.rows.people, 0, WORDS, LINK_ROLE) == ""
    assert said(card.rows.people, 0, WORDS) == "words not compared yet"


def test_sixty_people_take_no_more_widgets_than_one(card: BoardCard) -> None:
    card.show_view(view(person(1)))
    few = len(card.findChildren(QWidget))
    one = card.rows.height()
    card.show_view(view(*(person(number) for number in range(60))))
    assert len(card.findChildren(QWidget)) == few
    assert card.rows.height() == MOST_SEEN * one


def test_the_person_the_keyboard_is_at_stays_in_front(card: BoardCard) -> None:
    card.show_view(view(person(1), person(2)))
    card.rows.setCurrentIndex(card.rows.people.index(0, MAKE))
    card.show_view(view(person(2), person(1)))
    at = card.rows.currentIndex()
    assert (at.row(), at.column()) == (1, MAKE)
