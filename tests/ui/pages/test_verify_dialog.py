"""A PDF looked into: its dialog, let go over the window, opened with the program, with a file or none."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent
from PySide6.QtWidgets import QApplication, QTextEdit, QWidget
from pytestqt.qtbot import QtBot
from services.example import example_desk
from ui.windows import Window

from app.documents.signing.attach import attach_plan, read_plan
from app.documents.signing.prepare import prepare
from app.models.kinds.meetings import Meeting
from app.models.kinds.plan import Activity
from app.services.desk import Desk
from app.services.documents import minutes_pdf, plan_pdf
from app.services.recognising import kind_of_file
from app.services.verifying import check_pdf
from app.ui.door import Door
from app.ui.language import use_language
from app.ui.operations import Operations
from app.ui.pages.exchange_drop import DropVeil
from app.ui.pages.paper_signing import PaperSignDialog, may_sign
from app.ui.pages.review_verify import VerifyDialog, look_into
from app.ui.preferences import Preferences
from app.ui.program import Program
from tests.documents.signing.made import make_pdf


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Desk, Path]]:
    """The example, and a draft of its plan as a file; an activity was renamed since."""
    folder = tmp_path_factory.mktemp("looked_into")
    desk = example_desk(folder)
    file = folder / "draft.pdf"
    file.write_bytes(plan_pdf(desk, "en"))
    with desk.write("activity.edit") as unit:
        unit.set(Activity, desk.records(Activity)[0].id, title_en="Lay a pipe to the quarry")
    yield desk, file
    desk.close()


def text_of(dialog: VerifyDialog, key: str) -> str:
    shown = dialog.shown[key]
    assert isinstance(shown, QTextEdit)
    return shown.toPlainText()


def test_the_plan_and_what_differs_stand_behind_tabs(qtbot: QtBot, made: tuple[Desk, Path]) -> None:
    desk, file = made
    dialog = VerifyDialog("draft.pdf", check_pdf(file.read_bytes(), desk, "en"))
    qtbot.addWidget(dialog)
    dialog.show()
    assert list(dialog.shown) == ["found", "plan", "differs"]
    dialog.tabs.choose("plan")
    assert dialog.stack.currentWidget() is dialog.shown["plan"]
    assert "1 · Context" in text_of(dialog, "plan")
    assert "Lay a pipe to the quarry" not in text_of(dialog, "plan")
    assert "Lay a pipe to the quarry" in text_of(dialog, "differs")


def test_what_people_wrote_is_text_and_not_markup(qtbot: QtBot, made: tuple[Desk, Path]) -> None:
    desk, file = made
    data = (read_plan(file.read_bytes()) or b"").replace(b"Sinjar", b"<h1>Sinjar</h1><img src='x'>")
    found = check_pdf(prepare(attach_plan(make_pdf(), data), ()), desk, "en")
    dialog = VerifyDialog("odd.pdf", found)
    qtbot.addWidget(dialog)
    assert "<h1>Sinjar</h1>" in text_of(dialog, "plan")


def test_the_dialog_speaks_arabic(qapp: QApplication, qtbot: QtBot, made: tuple[Desk, Path]) -> None:
    desk, file = made
    use_language(qapp, "ar")
    dialog = VerifyDialog("draft.pdf", check_pdf(file.read_bytes(), desk, "ar"))
    qtbot.addWidget(dialog)
    assert dialog.lines[0].text == "لم يوقّع أحد هذه الوثيقة رقميًا."
    assert "1 · " in text_of(dialog, "plan")


def test_the_dialog_dies_when_it_is_closed(qtbot: QtBot, made: tuple[Desk, Path]) -> None:
    dialog = VerifyDialog("draft.pdf", check_pdf(made[1].read_bytes(), made[0], "en"))
    watched = weakref.ref(dialog)
    dialog.close()
    dialog.deleteLater()
    del dialog
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    assert watched() is None


def test_a_window_that_went_away_is_shown_nothing(
    qtbot: QtBot, operations: Operations, made: tuple[Desk, Path]
) -> None:
    window = QWidget()
    look_into(operations, None, made[1], window)
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    qtbot.waitUntil(lambda: not operations.is_busy(), timeout=20_000)
    assert shown() == []


def test_documents_are_told_from_scans_by_what_is_in_them(made: tuple[Desk, Path], tmp_path: Path) -> None:
    desk, file = made
    scan, minutes, empty = (tmp_path / name for name in ("scan.pdf", "minutes.bin", "empty.pdf"))
    scan.write_bytes(make_pdf())
    minutes.write_bytes(minutes_pdf(desk, desk.records(Meeting)[0].id, "en"))
    empty.write_bytes(b"")
    assert [kind_of_file(one) for one in (file, minutes, scan, empty)] == [
        "document",
        "document",
        "pdf",
        "other",
    ]


def test_the_veil_says_that_a_document_will_be_looked_into(qtbot: QtBot, made: tuple[Desk, Path]) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    veil = DropVeil(window)
    window.show()
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(made[1]))])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(
        window, QDragEnterEvent(QPoint(5, 5), Qt.DropAction.CopyAction, data, buttons, keys)
    )
    assert veil.title.text() == "Let go to look into it"


def test_minutes_are_signed_in_the_window_and_the_copy_is_kept_where_one_says(
    qtbot: QtBot, tmp_path: Path
) -> None:
    window, file = Window(example_desk(tmp_path)), tmp_path / "minutes.pdf"
    file.write_bytes(minutes_pdf(window.desk, window.desk.records(Meeting)[0].id, "en"))
    frame = QWidget()
    qtbot.addWidget(frame)
    look_into(window.operations, window.session, file, frame)
    window.settle()
    (dialog,) = frame.findChildren(VerifyDialog)
    assert dialog.sign.isVisible()
    window.door.save = tmp_path / "copy.pdf"
    dialog.sign.click()
    window.settle()
    (asking,) = dialog.findChildren(PaperSignDialog)
    asking.go.click()
    window.settle()
    assert window.notices == ["Saved as copy.pdf"]
    assert check_pdf((tmp_path / "copy.pdf").read_bytes(), window.desk, "en").fine
    window.close()


def test_a_plan_is_signed_on_the_page_of_its_versions_only(made: tuple[Desk, Path]) -> None:
    desk, file = made
    assert not may_sign(check_pdf(file.read_bytes(), desk, "en"), desk)


@pytest.fixture
def program(qapp: QApplication, door: Door, monkeypatch: pytest.MonkeyPatch) -> Iterator[Program]:
    monkeypatch.setattr("app.ui.crash.CrashHook.install", lambda _hook: None)
    made = Program(qapp, door, Preferences())
    yield made
    made.close()
    if made.welcome is not None:
        made.welcome.close()


def shown() -> list[VerifyDialog]:
    return [
        one for one in QApplication.topLevelWidgets() if isinstance(one, VerifyDialog) and one.isVisible()
    ]


def test_a_document_opened_where_nothing_was_ever_opened(
    qtbot: QtBot, program: Program, made: tuple[Desk, Path]
) -> None:
    program.begin(made[1])
    qtbot.waitUntil(lambda: bool(shown()), timeout=20_000)
    (dialog,) = shown()
    assert (dialog.parent(), dialog.found.known) == (program.welcome, False)
    assert list(dialog.shown) == ["found", "plan"]
    dialog.reject()


def test_a_document_opened_with_the_program_is_held_against_the_workspace_used_last(
    qtbot: QtBot, program: Program, made: tuple[Desk, Path], tmp_path: Path
) -> None:
    other = example_desk(tmp_path)
    path = other.workspace.path
    other.close()
    Preferences().add_recent(path)
    program.begin(made[1])
    qtbot.waitUntil(lambda: bool(shown()), timeout=20_000)
    (dialog,) = shown()
    assert dialog.found.known
    assert dialog.found.inside is not None
    assert dialog.found.inside.relation == "draft"
    dialog.reject()


def test_a_document_picked_on_welcome_is_shown_and_not_opened_as_a_workspace(
    qtbot: QtBot, program: Program, made: tuple[Desk, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(program._door, "file_to_open", lambda *_: made[1])
    program.show_welcome()
    program.ask_open()
    qtbot.waitUntil(lambda: bool(shown()), timeout=20_000)
    shown()[0].reject()
    assert program.desk_window is None
