"""What is typed in a list finds what is seen: marks of direction, which nobody types, are no difference."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.ui.kit.combo import TypedLetters
from app.ui.kit.inputs import ChoiceInput, ReferenceInput
from app.ui.pages.voices_parts import FilterBox

MARKED = (
    ("a", "\u2068S-001\u2069 · \u2068تقييم الاحتياجات\u2069"),
    ("b", "\u2068\u200f\u2068S-002\u2069 \u2068مؤشر العودة\u2069\u2069"),
    ("c", "\u2068إحصاء البعاج\u2069"),
)


def typed(place: QWidget, letters: str) -> None:
    """Press keys of any script; QTest's own know only ASCII."""
    for letter in letters:
        QApplication.sendEvent(
            place, QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter)
        )


@pytest.fixture
def reference(qtbot: QtBot) -> ReferenceInput:
    """Return an input of records with marked names, shown."""
    made = ReferenceInput(MARKED)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.mark.parametrize("text", ["S-002 مؤشر العودة", "s-002 مؤشر العوده", MARKED[1][1]])
def test_a_record_is_typed_as_it_is_seen(reference: ReferenceInput, text: str) -> None:
    reference.combo.setEditText(text)
    assert (reference.value(), reference.problem()) == ("b", "")


@pytest.mark.parametrize(("text", "rows"), [("01 · تقييم", [1]), ("احصا", [3]), ("S-00", [1, 2]), ("x", [])])
def test_entries_are_offered_by_what_is_seen(reference: ReferenceInput, text: str, rows: list[int]) -> None:
    reference.completer.setCompletionPrefix(text)
    assert reference.completer.completionCount() == len(rows)
    assert reference.completer.rows(text) == rows


def test_what_is_offered_anew_is_found_too(reference: ReferenceInput) -> None:
    assert reference.completer.rows("S-001") == [1]
    reference.set_options((("d", "\u2068S-009\u2069"),))
    assert (reference.completer.rows("S-001"), reference.completer.rows("S-009")) == ([], [1])


def test_of_two_that_read_alike_the_chosen_one_stays(qtbot: QtBot) -> None:
    one = ReferenceInput((("a", "Baaj"), ("b", "Ba'aj"), ("c", "Baaj")))
    qtbot.addWidget(one)
    one.show_value("c")
    assert one.value() == "c"
    one.combo.setEditText("ba'aj")
    assert one.value() == "b"


@pytest.mark.parametrize("closed", [True, False])
def test_letters_lead_to_a_choice_as_it_is_seen(qtbot: QtBot, closed: bool) -> None:
    one = ChoiceInput(MARKED)
    qtbot.addWidget(one)
    one.show()
    if not closed:
        one.combo.showPopup()
    keys = one.combo if closed else one.combo.view()
    with qtbot.waitSignal(one.finished):
        typed(keys, "إح")
        if not closed:
            QTest.keyClick(keys, Qt.Key.Key_Return)
    assert one.value() == "c"


def test_a_filter_is_chosen_by_its_letters(qtbot: QtBot) -> None:
    box = FilterBox()
    qtbot.addWidget(box)
    box.offer("الكل", MARKED)
    with qtbot.waitSignal(box.chosen):
        typed(box, "إ")
    assert box.value() == "c"


def test_one_letter_again_goes_on_to_the_next(qapp: QApplication) -> None:
    letters, texts = TypedLetters(), ("sinjar", "baaj", "\u2068snuny\u2069", "snow")
    assert [letters.row("s", texts, 0), letters.row("s", texts, 2), letters.row("s", texts, 3)] == [2, 3, 0]


def test_letters_that_lead_nowhere_change_nothing(qapp: QApplication) -> None:
    assert TypedLetters().row("x", ("sinjar",), 0) == -1
    assert TypedLetters().row("\u200f", ("sinjar",), 0) == -1
