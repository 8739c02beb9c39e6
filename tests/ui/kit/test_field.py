"""A field keeps itself: when left, on Enter, after a rest; and hands out drafts meanwhile."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.ui.kit.field import COMMIT_AFTER, DRAFT_AFTER, FieldEditor
from app.ui.kit.form import FieldSpec, Form
from app.ui.kit.inputs import DateInput, LineInput
from app.ui.language import use_language


@pytest.fixture
def field(qtbot: QtBot) -> FieldEditor:
    made = FieldEditor("Name", LineInput(), "name")
    qtbot.addWidget(made)
    made.show_value("old")
    made.show()
    return made


def type_into(qtbot: QtBot, field: FieldEditor, text: str) -> None:
    line = field.control.main()
    line.selectAll()
    qtbot.keyClicks(line, text)


def test_enter_commits(qtbot: QtBot, field: FieldEditor) -> None:
    type_into(qtbot, field, "new")
    with qtbot.waitSignal(field.committed) as caught:
        qtbot.keyClick(field.control.main(), Qt.Key.Key_Return)
    assert caught.args == ["new"]
    assert field.value() == "new"


def test_leaving_commits_once(qtbot: QtBot) -> None:
    window, taken = QWidget(), []
    form = Form([FieldSpec("a", "A"), FieldSpec("b", "B")], window)
    qtbot.addWidget(window)
    form.committed.connect(lambda name, value: taken.append((name, value)))
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    form.fields["a"].control.main().setFocus()
    qtbot.keyClicks(form.fields["a"].control.main(), "x")
    form.fields["b"].control.main().setFocus()
    form.fields["a"].control.main().setFocus()
    assert taken == [("a", "x")]


def test_times_are_those_that_were_promised() -> None:
    assert DRAFT_AFTER < 1000
    assert COMMIT_AFTER == 5000


def test_rest_gives_a_draft_and_then_commits(qtbot: QtBot, field: FieldEditor) -> None:
    field._draft.setInterval(1)
    field._rest.setInterval(30)
    with qtbot.waitSignals([field.drafted, field.committed], order="strict"):
        type_into(qtbot, field, "new")


def test_what_did_not_change_is_not_committed(qtbot: QtBot, field: FieldEditor) -> None:
    type_into(qtbot, field, "old")
    with qtbot.assertNotEmitted(field.committed):
        field.commit()


def test_what_is_no_value_stays_with_a_sentence(qtbot: QtBot) -> None:
    field = FieldEditor("Due", DateInput())
    qtbot.addWidget(field)
    type_into(qtbot, field, "soon")
    with qtbot.assertNotEmitted(field.committed):
        field.commit()
    assert field.control.line.text() == "soon"
    assert "14/3/2026" in field.error.text()
    type_into(qtbot, field, "14/3/2026")
    with qtbot.waitSignal(field.committed):
        field.commit()
    assert field.error.isHidden()


def test_a_reload_does_not_take_away_what_is_being_typed(qtbot: QtBot, field: FieldEditor) -> None:
    type_into(qtbot, field, "half a sen")
    field.show_value("from elsewhere")
    assert field.control.line.text() == "half a sen"


def test_hiding_keeps_what_was_typed(qtbot: QtBot, field: FieldEditor) -> None:
    type_into(qtbot, field, "new")
    with qtbot.waitSignal(field.committed):
        field.hide()


def test_field_and_error_are_known_to_screen_readers(field: FieldEditor) -> None:
    field.set_error("Too long.")
    assert field.control.main().accessibleName() == "Name"
    assert field.control.main().accessibleDescription() == "Too long."


def test_shown_days_follow_the_language(qapp: QApplication, qtbot: QtBot) -> None:
    field = FieldEditor("Due", DateInput())
    qtbot.addWidget(field)
    field.show_value("2026-03-14")
    use_language(qapp, "ar")
    assert "آذار" in field.control.line.text()


def test_half_fields_stand_beside_each_other(qtbot: QtBot) -> None:
    form = Form([FieldSpec("a", "A", "date", half=True), FieldSpec("b", "B", "date", half=True)])
    qtbot.addWidget(form)
    form.resize(400, 200)
    form.show()
    assert form.fields["a"].y() == form.fields["b"].y()


def test_a_form_shows_errors_beneath_their_fields(qtbot: QtBot) -> None:
    form = Form([FieldSpec("a", "A"), FieldSpec("b", "B")])
    qtbot.addWidget(form)
    form.set_errors({"b": "No."})
    assert [form.fields[name].error.text() for name in "ab"] == ["", "No."]
