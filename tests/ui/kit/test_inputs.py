"""Inputs hold values of their shape, tell when to keep them, and say what cannot be a value."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.ui.kit.inputs import (
    ChoiceInput,
    DateInput,
    Input,
    LineInput,
    NumberInput,
    ReferenceInput,
    SetInput,
    TextInput,
    Value,
    YesNoInput,
)
from app.ui.kit.line import Line
from app.ui.language import use_language

OPTIONS = (("a", "Apple"), ("b", "Banana"), ("c", "Cherry"))


def made(qtbot: QtBot, control: Input) -> Input:
    qtbot.addWidget(control)
    return control


@pytest.mark.parametrize(
    ("control", "value"),
    [
        (LineInput, "Sinjar"),
        (TextInput, "two\nlines"),
        (lambda: NumberInput(whole=True), 1200),
        (NumberInput, "12.5"),
        (DateInput, "2026-03-14"),
        (YesNoInput, True),
        (YesNoInput, False),
        (lambda: ChoiceInput(OPTIONS), "b"),
        (lambda: ReferenceInput(OPTIONS), "c"),
        (lambda: SetInput(OPTIONS), ("a", "c")),
    ],
)
def test_what_is_shown_is_held(qtbot: QtBot, control: type[Input], value: Value) -> None:
    one = made(qtbot, control())
    one.show_value(value)
    assert one.value() == value
    one.show_value(() if isinstance(value, tuple) else None)
    assert not one.value() or value is False


@pytest.mark.parametrize(
    ("typed", "whole", "value"),
    [("1,200", True, 1200), ("٣٤", True, 34), ("0.50", False, "0.5"), ("١٢٬٥٠٠٫٥", False, "12500.5")],
)
def test_numbers_are_read_as_people_write_them(qtbot: QtBot, typed: str, whole: bool, value: Value) -> None:
    one = NumberInput(whole)
    qtbot.addWidget(one)
    one.line.setText(typed)
    assert one.value() == value


@pytest.mark.parametrize(
    ("control", "typed", "problem"),
    [
        (NumberInput, "many", "fields.not_a_number"),
        (NumberInput, "36,3", "fields.not_a_number"),
        (NumberInput, "1.234,5", "fields.not_a_number"),
        (NumberInput, "1e400", "fields.not_a_number"),
        (NumberInput, "NaN", "fields.not_a_number"),
        (lambda: NumberInput(whole=True), "1.5", "fields.not_whole"),
        (DateInput, "soon", "fields.not_a_date"),
        (NumberInput, "", ""),
        (DateInput, "", ""),
    ],
)
def test_problems_are_named(qtbot: QtBot, control: type[LineInput], typed: str, problem: str) -> None:
    one = control()
    qtbot.addWidget(one)
    one.line.setText(typed)
    assert one.problem() == problem


def test_reference_that_is_not_in_the_list_is_a_problem(qtbot: QtBot) -> None:
    one = ReferenceInput(OPTIONS)
    qtbot.addWidget(one)
    one.combo.setEditText("banana")
    assert (one.value(), one.problem()) == ("b", "")
    one.combo.setEditText("Durian")
    assert (one.value(), one.problem()) == (None, "fields.not_in_list")


def test_a_code_that_is_no_longer_offered_still_shows(qtbot: QtBot) -> None:
    one = ChoiceInput(OPTIONS)
    qtbot.addWidget(one)
    one.show_value("old")
    assert one.value() == "old"


def test_ctrl_enter_keeps_a_text(qtbot: QtBot) -> None:
    one = TextInput()
    qtbot.addWidget(one)
    one.box.setPlainText("x")
    with qtbot.waitSignal(one.finished):
        qtbot.keyClick(one.box, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_showing_a_text_is_not_typing(qtbot: QtBot) -> None:
    one = TextInput()
    qtbot.addWidget(one)
    with qtbot.assertNotEmitted(one.edited):
        one.show_value("from the record")
    with qtbot.waitSignal(one.edited):
        qtbot.keyClicks(one.box, "!")


def test_a_set_keeps_at_each_click(qtbot: QtBot) -> None:
    one = SetInput(OPTIONS)
    qtbot.addWidget(one)
    with qtbot.waitSignal(one.finished):
        one.chips[1].click()
    assert one.value() == ("b",)


def test_yes_and_no_change_their_words_not_their_value(qapp: QApplication, qtbot: QtBot) -> None:
    one = YesNoInput()
    qtbot.addWidget(one)
    one.show_value(False)
    use_language(qapp, "ar")
    one.retranslate()
    assert one.value() is False
    assert one.combo.currentText() == "لا"


def test_a_long_line_ends_in_an_ellipsis_until_somebody_types_there(qtbot: QtBot) -> None:
    one = LineInput()
    qtbot.addWidget(one)
    one.resize(140, 34)
    one.show()
    one.show_value("Induction for focal points and members: the mechanism, the eight steps")
    assert one.line.is_shortened()
    one.show_value("Induction")
    assert not one.line.is_shortened()


@pytest.mark.parametrize(
    ("language", "text"), [("en", "Return Index, findings of round three"), ("ar", "نتائج الجولة")]
)
def test_shortened_lines_and_choices_are_painted(
    qapp: QApplication, qtbot: QtBot, language: str, text: str
) -> None:
    use_language(qapp, language)
    for one in (LineInput(), ChoiceInput((("a", text),)), ReferenceInput((("a", text),))):
        qtbot.addWidget(one)
        one.show_value("a" if not isinstance(one, LineInput) else text)
        one.resize(110, 34)
        narrow = one.grab().toImage()
        one.resize(400, 34)
        assert narrow != one.grab().toImage().copy(narrow.rect())
    use_language(qapp, "en")


def caret(line: Line) -> int:
    """Return where the caret is painted, in pixels from the left."""
    line.grab()
    return line.cursorRect().center().x()


def test_the_caret_of_an_empty_line_stands_where_the_window_begins(qtbot: QtBot) -> None:
    line = Line()
    qtbot.addWidget(line)
    line.resize(300, 34)
    assert caret(line) < 150
    line.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert caret(line) > 150
    line.setText("Mine")
    line.setCursorPosition(0)
    assert caret(line) < 150
    line.clear()
    assert caret(line) > 150
