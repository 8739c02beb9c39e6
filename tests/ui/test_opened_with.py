"""A package or request from the file manager: the workspace used last opens and proposes taking it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import segno
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from services.laptops import CHEAP, Laptop, found
from ui.conftest import FakeDoor

import main
from app.models.kinds.meetings import Attachment
from app.services.meeting_work import add_meeting
from app.services.opening import open_workspace
from app.ui.pages.attachment_papers import PaperOffer
from app.ui.pages.exchange_answer import AnswerDialog
from app.ui.pages.exchange_take import TakeDialog
from app.ui.preferences import Preferences
from app.ui.program import Program


@pytest.fixture
def laptops(tmp_path: Path) -> list[Laptop]:
    """Dalia's laptop, closed, and Omar's, who has a package for her."""
    made = found(tmp_path, "Omar")
    made[1].pack(tmp_path / "news", "Dalia")
    for laptop in made:
        laptop.use().close()
    made[0].use()
    return made


@pytest.fixture
def program(qapp: QApplication, door: FakeDoor, monkeypatch: pytest.MonkeyPatch) -> Iterator[Program]:
    monkeypatch.setattr("app.ui.crash.CrashHook.install", lambda _hook: None)
    made = Program(qapp, door, Preferences())
    yield made
    made.close()
    if made.welcome is not None:
        made.welcome.close()


def settle(qtbot: QtBot, program: Program) -> None:
    qtbot.waitUntil(lambda: program.desk_window is not None, timeout=20_000)
    qtbot.waitUntil(lambda: not program.operations.is_busy(), timeout=20_000)


def test_a_package_is_proposed_in_the_workspace_used_last(
    qtbot: QtBot, program: Program, laptops: list[Laptop], tmp_path: Path
) -> None:
    program._preferences.add_recent(laptops[0].file)
    program.begin(tmp_path / "news")
    settle(qtbot, program)
    assert program.desk_window is not None
    frame = program.desk_window.frame
    assert frame.stack.current_id == "exchange"
    dialog = frame.findChild(TakeDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.go.isEnabled(), timeout=20_000)
    assert "Omar" in dialog.why.text()
    dialog.close()


def test_a_file_dropped_on_any_page_is_looked_into(
    qtbot: QtBot, program: Program, laptops: list[Laptop], tmp_path: Path
) -> None:
    (tmp_path / "r.masar-request").write_text('{"masar-request": 1}')
    program.begin(laptops[0].file)
    settle(qtbot, program)
    assert program.desk_window is not None
    frame = program.desk_window.frame
    assert frame.stack.current_id == "home"
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "r.masar-request"))])
    left, plain = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    copy = Qt.DropAction.CopyAction
    QApplication.sendEvent(frame, QDragEnterEvent(QPoint(400, 300), copy, data, left, plain))
    assert program.desk_window.veil.isVisible()
    QApplication.sendEvent(program.desk_window.veil, QDropEvent(QPointF(400, 300), copy, data, left, plain))
    settle(qtbot, program)
    dialog = frame.findChild(AnswerDialog)
    assert dialog is not None
    assert dialog.error.text() != ""
    dialog.close()


def test_a_photo_of_a_form_dropped_on_any_page_is_offered_to_its_meeting(
    qtbot: QtBot, program: Program, laptops: list[Laptop], tmp_path: Path
) -> None:
    desk = open_workspace(laptops[0].file, None, costs=CHEAP).desk
    meeting = add_meeting(desk, "roundtable", "Roundtable of March", "en")
    desk.close()
    segno.make_qr(f"MASAR:MEETING:{meeting.upper()}").save(str(tmp_path / "form.png"), scale=8)
    program.begin(laptops[0].file)
    settle(qtbot, program)
    assert program.desk_window is not None
    program.desk_window.veil.dropped.emit([tmp_path / "form.png"])
    settle(qtbot, program)
    offer = program.desk_window.frame.findChild(PaperOffer)
    assert offer is not None
    assert program.desk_window.frame.stack.current_id == "home"
    offer.go.click()
    settle(qtbot, program)
    (kept,) = program.desk_window.desk.records(Attachment)
    assert kept.subject == meeting


def test_without_a_workspace_the_way_to_begin_is_said(
    program: Program, laptops: list[Laptop], door: FakeDoor, tmp_path: Path
) -> None:
    program.begin(tmp_path / "news")
    assert "news is a package" in door.said[-1][1].replace("\u2068", "").replace("\u2069", "")
    assert program.welcome is not None
    assert program.welcome.isVisible()


def test_what_the_file_manager_hands_over_opens_the_window(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[list[str]] = []
    monkeypatch.setattr("app.bootstrap.run", lambda arguments: shown.append(list(arguments)) or 0)
    monkeypatch.setattr("app.cli.entry.run", lambda _arguments: 7)
    (tmp_path / "from-omar").write_bytes(b"x")
    for name in ("a.masarw", "b.masar", "c.masar-request", str(tmp_path / "from-omar")):
        assert main.main([name]) == 0
    assert len(shown) == 4
    assert main.main(["package", "make"]) == 7
