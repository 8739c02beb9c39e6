"""The program on a real workspace: new, edit, undo, leave, open again, passphrase, refusals."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.keys.locker import Cost as KeyCost
from app.models.kinds.area import Area, Location
from app.services import opening
from app.services.backups import backups, make_backup
from app.services.drafts import drafts, keep_draft
from app.services.field_edits import add_record, set_value
from app.storage.lock_box import Cost
from app.ui.door import Door
from app.ui.pages.restore_dialog import RestoreDialog
from app.ui.passphrase_dialog import NewPassphraseDialog
from app.ui.preferences import Preferences
from app.ui.program import Program
from app.ui.recovery import RecoveryDialog
from app.ui.welcome_forms import NewAnswer, PersonAnswer
from app.ui.welcome_parts import Who

SINJAR = "IQG15Q05"
DALIA = Who("Dalia Haddad", "Sunbula", "focal_point")
CHEAP = opening.Costs(Cost(2**4), KeyCost(2**4))


@pytest.fixture
def program(
    qapp: QApplication, qtbot: QtBot, door: Door, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Program]:
    monkeypatch.setattr(opening, "Costs", lambda: CHEAP)
    monkeypatch.setattr("app.ui.crash.CrashHook.install", lambda _hook: None)
    made = Program(qapp, door, Preferences())
    made.begin()
    yield made
    made.close()
    if made.welcome is not None:
        made.welcome.close()


def wait_for_desk(qtbot: QtBot, program: Program) -> None:
    qtbot.waitUntil(lambda: program.desk_window is not None, timeout=20_000)
    settle(qtbot, program)


def settle(qtbot: QtBot, program: Program) -> None:
    qtbot.waitUntil(lambda: not program.operations.is_busy(), timeout=20_000)


def make(qtbot: QtBot, program: Program, path: Path, passphrase: str | None = None) -> None:
    program.make_new(NewAnswer(path, SINJAR, DALIA, passphrase))
    wait_for_desk(qtbot, program)


def run(qtbot: QtBot, program: Program, work: Callable[[object], object]) -> None:
    session = program.desk_window.session
    with qtbot.waitSignal(session.saved, timeout=20_000):
        session.write(work)
    settle(qtbot, program)


def test_a_new_workspace_opens_on_home(qtbot: QtBot, program: Program, tmp_path: Path) -> None:
    make(qtbot, program, tmp_path / "a.masarw")
    frame = program.desk_window.frame
    assert frame.stack.current_id == "home"
    assert frame.header.who.name.text() == "Dalia Haddad"
    assert frame.header.area.text()
    assert program.welcome.isHidden()
    assert Preferences().recent == [str(tmp_path / "a.masarw")]


def test_an_edit_can_be_undone_and_done_again(qtbot: QtBot, program: Program, tmp_path: Path) -> None:
    make(qtbot, program, tmp_path / "a.masarw")
    window = program.desk_window
    desk = window.desk
    run(qtbot, program, lambda desk: set_value(desk, "area", desk.area, "map_note", "Two districts"))
    assert desk.find(Area, desk.area).map_note == "Two districts"
    qtbot.waitUntil(window.frame.header.undo.isEnabled)
    with qtbot.waitSignal(window.session.noticed) as caught:
        window.frame.undo_asked.emit()
    assert caught.args[0].startswith("Undone: ")
    assert desk.find(Area, desk.area).map_note is None
    with qtbot.waitSignal(window.session.noticed):
        window.frame.redo_asked.emit()
    assert desk.find(Area, desk.area).map_note == "Two districts"


def test_pages_hear_of_changes(qtbot: QtBot, program: Program, tmp_path: Path) -> None:
    make(qtbot, program, tmp_path / "a.masarw")
    frame = program.desk_window.frame
    frame.show_page("area")
    settle(qtbot, program)
    run(qtbot, program, lambda desk: add_record(desk, "location", {"name_en": "Tal Qasab", "role": "return"}))
    qtbot.waitUntil(lambda: len(frame.stack.made()["area"].view_now().locations) == 1)
    assert len(program.desk_window.desk.records(Location)) == 1


def test_leaving_and_opening_again_keeps_everything(qtbot: QtBot, program: Program, tmp_path: Path) -> None:
    make(qtbot, program, tmp_path / "a.masarw")
    run(qtbot, program, lambda desk: set_value(desk, "area", desk.area, "map_note", "kept"))
    program.show_welcome()
    settle(qtbot, program)
    assert program.desk_window is None
    program.open_recent(str(tmp_path / "a.masarw"))
    wait_for_desk(qtbot, program)
    desk = program.desk_window.desk
    assert desk.find(Area, desk.area).map_note == "kept"


@pytest.mark.parametrize(
    ("answer", "kept"),
    [("action", "half a sentence"), pytest.param("close_button", None, marks=pytest.mark.slow)],
)
def test_what_was_typed_before_a_kill_is_offered(
    qtbot: QtBot, program: Program, tmp_path: Path, answer: str, kept: str | None
) -> None:
    make(qtbot, program, tmp_path / "a.masarw")
    keep_draft(program.desk_window.desk, "area", program.desk_window.desk.area, "map_note", "half a sentence")
    program.show_welcome()
    settle(qtbot, program)
    program.open_file(tmp_path / "a.masarw")
    wait_for_desk(qtbot, program)
    banner, desk = program.desk_window.frame.drafts, program.desk_window.desk
    qtbot.waitUntil(lambda: not banner.isHidden())
    assert banner.sentence.text().startswith("Restored from")
    getattr(banner, answer).click()
    settle(qtbot, program)
    assert banner.isHidden()
    assert desk.find(Area, desk.area).map_note == kept
    assert list(drafts(desk)) == []


def test_going_back_to_a_backup_opens_it_and_says_so(
    qtbot: QtBot, program: Program, door: Door, tmp_path: Path
) -> None:
    make(qtbot, program, tmp_path / "a.masarw")
    backup = make_backup(program.desk_window.desk)
    run(qtbot, program, lambda desk: set_value(desk, "area", desk.area, "map_note", "written later"))
    program.desk_window.restore_asked.emit(backup)
    qtbot.waitUntil(lambda: any("is now:" in text for _, text in door.said), timeout=20_000)
    wait_for_desk(qtbot, program)
    desk, frame = program.desk_window.desk, program.desk_window.frame
    assert desk.find(Area, desk.area).map_note is None
    assert frame.told.sentence.text().startswith("This file is older than what you last wrote here")
    frame.told.close_button.click()
    assert frame.told.isHidden()
    frame.retranslate()
    assert frame.told.isHidden()
    assert len(list(tmp_path.glob("a*.masarw"))) == 2


def test_a_second_person_begins_and_the_first_comes_back(
    qtbot: QtBot, program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "Costs", lambda: CHEAP)
    make(qtbot, program, tmp_path / "a.masarw")
    window = program.desk_window
    window.add_person(PersonAnswer(Who("Omar Saleh", "Sunbula", "member"), None))
    qtbot.waitUntil(lambda: window.frame.header.who.name.text() == "Omar Saleh", timeout=20_000)
    dalia = next(one.key for one in window._view.people if one.role == "focal_point")
    window.frame.person_chosen.emit(dalia)
    qtbot.waitUntil(lambda: window.frame.header.who.name.text() == "Dalia Haddad", timeout=20_000)
    settle(qtbot, program)


def test_a_person_with_a_passphrase_is_asked_for_it_when_they_come_back(
    qtbot: QtBot, program: Program, door: Door, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "Costs", lambda: CHEAP)
    make(qtbot, program, tmp_path / "a.masarw")
    program.desk_window.add_person(PersonAnswer(Who("Omar Saleh", "Sunbula", "member"), "river garden"))
    qtbot.waitUntil(lambda: program.desk_window.frame.header.who.name.text() == "Omar Saleh", timeout=20_000)
    omar = program.desk_window._view.person.key
    program.show_welcome()
    settle(qtbot, program)
    door.answers["text"] = "not this one"
    program.open_file(tmp_path / "a.masarw")
    wait_for_desk(qtbot, program)
    window = program.desk_window
    qtbot.waitUntil(lambda: window._keys_shut and len(door.said) >= 2, timeout=20_000)
    door.answers["text"] = "river garden"
    window.frame.person_chosen.emit(omar)
    qtbot.waitUntil(lambda: not window._keys_shut, timeout=20_000)
    settle(qtbot, program)
    run(qtbot, program, lambda desk: set_value(desk, "area", desk.area, "map_note", "Omar was here"))


def test_a_passphrase_gives_a_recovery_code_and_is_asked_for(
    qtbot: QtBot, program: Program, door: Door, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    codes: list[str] = []
    monkeypatch.setattr(RecoveryDialog, "exec", lambda dialog: codes.append(dialog.code.text()))
    make(qtbot, program, tmp_path / "a.masarw", "river garden")
    assert len(codes[0].replace("-", "")) == 28
    program.show_welcome()
    settle(qtbot, program)
    door.answers["text"] = "river garden"
    program.open_file(tmp_path / "a.masarw")
    wait_for_desk(qtbot, program)
    assert "protected" in door.said[-1][1]


def test_the_recovery_code_leads_to_a_new_passphrase(
    qtbot: QtBot, program: Program, door: Door, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.services.mending.Costs", opening.Costs)
    codes: list[str] = []
    monkeypatch.setattr(RecoveryDialog, "exec", lambda dialog: codes.append(dialog.code.text()))
    make(qtbot, program, tmp_path / "a.masarw", "river garden")
    program.show_welcome()
    settle(qtbot, program)
    door.answers["text"] = codes[0]
    program.open_file(tmp_path / "a.masarw")
    qtbot.waitUntil(lambda: bool(shown_dialogs()), timeout=20_000)
    (dialog,) = shown_dialogs()
    dialog.go.click()
    assert dialog.isVisible()
    for entry in (dialog.passphrase.first, dialog.passphrase.again):
        entry.control.show_value("mountain road")
    dialog.go.click()
    wait_for_desk(qtbot, program)
    assert len(set(codes)) == 2
    program.show_welcome()
    settle(qtbot, program)
    door.answers["text"] = "mountain road"
    program.open_file(tmp_path / "a.masarw")
    wait_for_desk(qtbot, program)


def shown_dialogs() -> list[NewPassphraseDialog]:
    windows = QApplication.topLevelWidgets()
    return [one for one in windows if isinstance(one, NewPassphraseDialog) and one.isVisible()]


def test_a_wrong_passphrase_is_said_and_asked_again_until_the_person_turns_back(
    qtbot: QtBot, program: Program, door: Door, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(RecoveryDialog, "exec", lambda _dialog: None)
    make(qtbot, program, tmp_path / "a.masarw", "river garden")
    program.show_welcome()
    settle(qtbot, program)
    answers = iter(["wrong", None])
    monkeypatch.setattr(
        door, "ask_text", lambda title, text, **_more: door.said.append((title, text)) or next(answers)
    )
    program.open_file(tmp_path / "a.masarw")
    qtbot.waitUntil(lambda: len(door.said) == 2, timeout=20_000)
    assert "The passphrase is wrong" in door.said[1][1]
    assert program.welcome.ways["open"].isEnabled()


def test_a_file_that_is_not_ours_is_refused_in_words(
    qtbot: QtBot, program: Program, door: Door, tmp_path: Path
) -> None:
    (tmp_path / "x.masarw").write_bytes(b"something else entirely, long enough to look at")
    program.open_file(tmp_path / "x.masarw")
    qtbot.waitUntil(lambda: bool(door.said), timeout=20_000)
    assert "x.masarw" in door.said[0][1]


def test_language_and_theme_are_changed_and_remembered(program: Program, qapp: QApplication) -> None:
    program.use_language("ar")
    program.use_theme("dark")
    assert program.welcome.product.text() == "مسار"
    assert (Preferences().language, Preferences().theme) == ("ar", "dark")


def test_a_crash_is_told_without_holding_anything_up(program: Program) -> None:
    program.operations.crashed.emit(RuntimeError("slipped"))
    told = program._report
    assert told is not None
    assert told.isVisible()
    assert "RuntimeError: slipped" in told.report.toPlainText()
    told.close_button.click()
    assert not told.isVisible()


def break_file(program: Program, qtbot: QtBot, path: Path) -> None:
    program.show_welcome()
    settle(qtbot, program)
    data = bytearray(path.read_bytes())
    data[100:4096] = bytes(3996)
    path.write_bytes(bytes(data))


def test_a_damaged_file_is_told_with_its_backups_and_one_takes_its_place(
    qtbot: QtBot, program: Program, door: Door, tmp_path: Path
) -> None:
    path = tmp_path / "a.masarw"
    make(qtbot, program, path)
    run(qtbot, program, lambda desk: set_value(desk, "area", desk.area, "map_note", "kept in the backup"))
    make_backup(program.desk_window.desk)
    break_file(program, qtbot, path)
    program.open_file(path)
    qtbot.waitUntil(lambda: program.welcome.findChild(RestoreDialog) is not None, timeout=20_000)
    dialog = program.welcome.findChild(RestoreDialog)
    assert "damaged" in dialog.why.text()
    assert len(dialog.rows) == 1
    assert dialog.rows[0].entry.words
    dialog.rows[0].click()
    dialog.go.click()
    wait_for_desk(qtbot, program)
    desk = program.desk_window.desk
    assert desk.find(Area, desk.area).map_note == "kept in the backup"
    assert list(tmp_path.glob("a.set-aside-*"))


def test_a_damaged_file_without_backups_is_only_told(
    qtbot: QtBot, program: Program, door: Door, tmp_path: Path
) -> None:
    path = tmp_path / "a.masarw"
    make(qtbot, program, path)
    for one in backups(program.desk_window.desk.workspace):
        one.path.unlink()
    break_file(program, qtbot, path)
    program.open_file(path)
    qtbot.waitUntil(lambda: "damaged" in door.said[-1][1] if door.said else False, timeout=20_000)
    assert program.welcome.findChild(RestoreDialog) is None
