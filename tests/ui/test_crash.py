"""A crash report tells where in the code, never whose words."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.foundation.errors import UserError
from app.ui.crash import CrashDialog, CrashHook, redacted, report_of


def broken(name: str) -> None:
    raise KeyError(f"no record of {name!r} in {Path.home()}/plans")


def caught(name: str) -> BaseException:
    try:
        broken(name)
    except KeyError as error:
        return error
    raise AssertionError


def test_report_names_the_place_but_nobody() -> None:
    report = report_of(caught("Dalia Haddad"))
    assert "KeyError" in report
    assert "broken" in report
    assert "Dalia" not in report
    assert str(Path.home()) not in report


@pytest.mark.parametrize("text", ["'Omar Saleh'", '"Omar Saleh"', "عمر صالح", "«Omar»"])
def test_peoples_words_are_taken_out(text: str) -> None:
    assert redacted(f"bad value {text} here").split() in (
        ["bad", "value", "'…'", "here"],
        ["bad", "value", "…", "…", "here"],
    )


def test_the_same_error_is_shown_once(qtbot: QtBot) -> None:
    shown: list[str] = []
    hook = CrashHook(shown.append)
    hook.take(caught("a"))
    hook.take(caught("b"))
    hook.take(ZeroDivisionError())
    assert len(shown) == 2


def test_errors_of_other_threads_arrive_on_the_main_one(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[tuple[str, int]] = []
    monkeypatch.setattr("sys.excepthook", None)
    monkeypatch.setattr("threading.excepthook", None)
    hook = CrashHook(lambda report: shown.append((report, threading.get_ident())))
    hook.install()
    thread = threading.Thread(target=broken, args=("x",))
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: len(shown) == 1)
    assert shown[0][1] == threading.main_thread().ident


def test_the_dialog_shows_exactly_the_report(qtbot: QtBot) -> None:
    dialog = CrashDialog(report_of(UserError("x", name="y")))
    qtbot.addWidget(dialog)
    assert dialog.report.toPlainText().startswith("Masar, Python")
    assert dialog.report.isReadOnly()
