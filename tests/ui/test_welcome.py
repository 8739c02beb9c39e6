"""Welcome and its forms: four ways to begin, what is missing is said, no passphrase is warned of."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.ui.door import Door
from app.ui.kit.link import TextLink
from app.ui.language import use_language
from app.ui.recovery import RecoveryDialog
from app.ui.screens import screen_of
from app.ui.welcome import WAYS, Welcome
from app.ui.welcome_forms import JoinDialog, NewWorkspaceDialog
from app.ui.welcome_parts import Who, file_for


@pytest.fixture
def new_dialog(qtbot: QtBot, door: Door) -> NewWorkspaceDialog:
    made = NewWorkspaceDialog(door)
    qtbot.addWidget(made)
    return made


def fill_who(dialog: NewWorkspaceDialog | JoinDialog) -> None:
    dialog.who.name.control.show_value("Dalia Haddad")
    dialog.who.organisation.control.show_value("Sunbula")
    dialog.passphrase.none.setChecked(True)


def test_four_ways_are_four_signals(qtbot: QtBot) -> None:
    welcome = Welcome()
    qtbot.addWidget(welcome)
    signals = (welcome.sample_asked, welcome.new_asked, welcome.join_asked, welcome.open_asked)
    for (key, _), signal in zip(WAYS, signals, strict=True):
        with qtbot.waitSignal(signal):
            welcome.ways[key].title.clicked.emit()


def test_recent_files_open_at_a_click(qtbot: QtBot) -> None:
    welcome = Welcome(["/a/Sinjar.masarw"])
    qtbot.addWidget(welcome)
    link = welcome.recent.findChild(TextLink)
    assert link.text() == "Sinjar"
    with qtbot.waitSignal(welcome.recent_chosen) as caught:
        link.clicked.emit()
    assert caught.args == ["/a/Sinjar.masarw"]


def test_languages_can_be_chosen_before_anything_is_open(qapp: QApplication, qtbot: QtBot) -> None:
    welcome = Welcome()
    qtbot.addWidget(welcome)
    with qtbot.waitSignal(welcome.language_chosen) as caught:
        welcome.languages["ar"].click()
    assert caught.args == ["ar"]
    use_language(qapp, "ar")
    assert welcome.product.text() == "مسار"
    assert [code for code, button in welcome.languages.items() if button.isChecked()] == ["ar"]


def test_while_working_nothing_else_can_be_started(qtbot: QtBot) -> None:
    welcome = Welcome()
    qtbot.addWidget(welcome)
    welcome.show_working("Opening…")
    assert not any(card.isEnabled() for card in welcome.ways.values())
    welcome.show_working("")
    assert all(card.isEnabled() for card in welcome.ways.values())


def test_what_is_missing_is_said_and_nothing_is_begun(new_dialog: NewWorkspaceDialog, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(new_dialog.agreed):
        new_dialog.go.click()
    entries = (new_dialog.area, new_dialog.who.name, new_dialog.who.organisation, new_dialog.passphrase.first)
    assert all(entry.error.text() for entry in entries)


def test_what_was_missing_is_not_said_any_more_once_it_is_there(new_dialog: NewWorkspaceDialog) -> None:
    new_dialog.go.click()
    line = new_dialog.who.name.control.line  # type: ignore[attr-defined]
    line.insert("Dalia Haddad")
    line.textEdited.emit("Dalia Haddad")
    assert new_dialog.who.name.error.text() == ""
    assert new_dialog.who.organisation.error.text() != ""


def test_the_form_asks_for_no_more_height_than_the_screen_has(
    new_dialog: NewWorkspaceDialog, qtbot: QtBot
) -> None:
    new_dialog.show()
    new_dialog.go.click()
    qtbot.waitUntil(lambda: new_dialog.port.minimumHeight() > 0)
    assert new_dialog.minimumSizeHint().height() <= screen_of(new_dialog).availableGeometry().height()


def test_a_complete_form_gives_its_answer(
    new_dialog: NewWorkspaceDialog, qtbot: QtBot, tmp_path: Path
) -> None:
    fill_who(new_dialog)
    code = next(code for code in new_dialog._places if len(code) == 8)
    new_dialog.area.control.show_value(code)
    new_dialog.file.entry.control.show_value(str(tmp_path / "x.masarw"))
    with qtbot.waitSignal(new_dialog.agreed) as caught:
        new_dialog.go.click()
    answer = caught.args[0]
    assert (answer.path, answer.place, answer.passphrase) == (tmp_path / "x.masarw", code, None)
    assert answer.who == Who("Dalia Haddad", "Sunbula", "focal_point")
    assert answer.process == "durable_solutions"


def test_a_new_workspace_can_follow_another_process(
    new_dialog: NewWorkspaceDialog, qtbot: QtBot, tmp_path: Path
) -> None:
    fill_who(new_dialog)
    new_dialog.area.control.show_value(next(iter(new_dialog._places)))
    new_dialog.process.control.show_value("joint_programme")
    new_dialog.file.entry.control.show_value(str(tmp_path / "x.masarw"))
    with qtbot.waitSignal(new_dialog.agreed) as caught:
        new_dialog.go.click()
    assert caught.args[0].process == "joint_programme"


def test_the_area_is_found_by_its_name_in_another_language(new_dialog: NewWorkspaceDialog) -> None:
    new_dialog.area.control.combo.setEditText("سنجار")  # type: ignore[attr-defined]
    completer = new_dialog.area.control.combo.completer()  # type: ignore[attr-defined]
    completer.setCompletionPrefix("سنجار")
    assert completer.currentCompletion().startswith("Sinjar, ")


def test_the_file_is_named_after_the_area_until_the_person_names_it(new_dialog: NewWorkspaceDialog) -> None:
    code = next(code for code, place in new_dialog._places.items() if place.name_en == "Sinjar")
    new_dialog.area.control.show_value(code)
    new_dialog.area.control.finished.emit()
    assert new_dialog.file.path().stem == "Sinjar"


@pytest.mark.parametrize(
    ("first", "again", "complete"),
    [
        ("", "", False),
        ("short", "short", False),
        ("river garden", "river gardens", False),
        ("river garden",) * 2 + (True,),
    ],
)
def test_a_passphrase_is_typed_twice(
    new_dialog: NewWorkspaceDialog, first: str, again: str, complete: bool
) -> None:
    new_dialog.passphrase.first.control.line.setText(first)
    new_dialog.passphrase.again.control.line.setText(again)
    assert new_dialog.passphrase.is_complete() is complete


def test_going_without_a_passphrase_is_warned_of(new_dialog: NewWorkspaceDialog) -> None:
    assert new_dialog.passphrase.warning.isHidden()
    new_dialog.passphrase.none.setChecked(True)
    assert not new_dialog.passphrase.warning.isHidden()
    assert "sign in your name" in new_dialog.passphrase.warning.text()


def test_joining_reads_the_six_words(qtbot: QtBot, door: Door, tmp_path: Path) -> None:
    dialog = JoinDialog(door)
    qtbot.addWidget(dialog)
    fill_who(dialog)
    dialog.package.entry.control.show_value(str(tmp_path / "p.masar"))
    dialog.words.control.show_value("nonsense words that nobody knows at all")
    assert dialog.answer() is None
    assert dialog.words.error.text()
    dialog.words.control.show_value(None)
    assert dialog.answer().words == ()


def test_a_package_is_chosen_through_the_door(qtbot: QtBot, door: Door, tmp_path: Path) -> None:
    door.answers["open"] = tmp_path / "from dalia.masar"
    dialog = JoinDialog(door)
    qtbot.addWidget(dialog)
    dialog.package.button.click()
    assert dialog.package.path() == tmp_path / "from dalia.masar"
    assert dialog.file.path().stem == "from dalia"


def test_the_recovery_code_stays_until_it_is_kept(qtbot: QtBot, door: Door, tmp_path: Path) -> None:
    dialog = RecoveryDialog("ABCD-EFGH", "x.masarw", door)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.reject()
    assert not dialog.isHidden()
    assert not dialog.go.isEnabled()
    door.answers["save"] = tmp_path / "sheet.pdf"
    dialog.sheet.click()
    assert (tmp_path / "sheet.pdf").read_bytes().startswith(b"%PDF")
    assert "sheet.pdf" in dialog.told.text()
    dialog.kept.setChecked(True)
    dialog.go.click()
    assert dialog.isHidden()


def test_the_recovery_sheet_goes_to_the_printer(qtbot: QtBot, door: Door, tmp_path: Path) -> None:
    dialog = RecoveryDialog("ABCD-EFGH", "x.masarw", door)
    qtbot.addWidget(dialog)
    door.answers["printer"] = printer = QPrinter()
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    dialog.print.click()
    assert (tmp_path / "printed.pdf").stat().st_size > 1_000


def test_proposed_files_do_not_exist_yet(tmp_path: Path) -> None:
    assert file_for("Al-Ba'aj", tmp_path).name == "Al-Ba'aj.masarw"
    (tmp_path / "Sinjar.masarw").touch()
    assert file_for("Sin/jar", tmp_path).name == "Sinjar 2.masarw"
