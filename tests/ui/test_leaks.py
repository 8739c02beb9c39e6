"""Panels, pages and dialogs die when they are closed."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from app.models.kinds.area import Location
from app.ui.crash import CrashDialog
from app.ui.frame import Frame
from app.ui.jump import Jump
from app.ui.kit.form import FieldSpec, Form
from app.ui.kit.panel import SidePanel
from app.ui.kit.path import PathOfSteps, PathStep
from app.ui.kit.tabs import SegmentedTabs
from app.ui.pages.area import AreaPage
from app.ui.pages.home import HomePage
from app.ui.pages.records import RecordsPage
from app.ui.pages.steps import StepsPage
from app.ui.passphrase_dialog import NewPassphraseDialog
from app.ui.quick_jump import QuickJump
from app.ui.recovery import RecoveryDialog
from app.ui.session import Session
from app.ui.welcome import Welcome
from app.ui.welcome_forms import JoinDialog, NewWorkspaceDialog

SPECS = [FieldSpec("a", "A", "text"), FieldSpec("b", "B", "date"), FieldSpec("c", "C", "set", (("x", "X"),))]
MAKERS: dict[str, Callable[[Session], QWidget]] = {
    "side panel": lambda _session: SidePanel("Close"),
    "form": lambda _session: Form(SPECS),
    "tabs": lambda _session: SegmentedTabs((("a", "A"), ("b", "B"))),
    "path": lambda _session: PathOfSteps([PathStep(1, "One", "", "done")]),
    "quick jump": lambda _session: QuickJump([Jump("Plan", "", "file-text", "plan")]),
    "crash": lambda _session: CrashDialog("report"),
    "new workspace": lambda session: NewWorkspaceDialog(session.door),
    "new passphrase": lambda session: NewPassphraseDialog(session.door),
    "join": lambda session: JoinDialog(session.door),
    "recovery": lambda session: RecoveryDialog("AAAA", "x", session.door),
    "welcome": lambda _session: Welcome(["/nowhere/x.masarw"]),
    "records": lambda session: RecordsPage(session, "area", ("location",)),
    "area": AreaPage,
    "home": HomePage,
    "steps": StepsPage,
    "frame": lambda session: Frame(session),
}


def let_go(qtbot: QtBot, watched: weakref.ref[Any]) -> None:
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    found = watched()
    assert found is None or not isValid(found)


@pytest.mark.parametrize("what", MAKERS)
def test_it_dies_when_it_is_closed(qtbot: QtBot, session: Session, what: str) -> None:
    widget = MAKERS[what](session)
    watched = weakref.ref(widget)
    widget.close()
    widget.deleteLater()
    del widget
    let_go(qtbot, watched)
    assert watched() is None


def test_a_page_that_showed_records_dies(qtbot: QtBot, session: Session) -> None:
    session.desk.held.append(Location(id="l1", space="s", name_en="Tal Qasab", role="return"))
    watched = show_and_close(qtbot, session)
    let_go(qtbot, watched)
    assert watched() is None


def show_and_close(qtbot: QtBot, session: Session) -> weakref.ref[RecordsPage]:
    page = RecordsPage(session, "area", ("location", "source"))
    page.show()
    qtbot.waitUntil(lambda: page.model.shown_count() == 1)
    page.open_record("l1")
    qtbot.waitUntil(lambda: not session.operations.is_busy())
    page.close()
    page.deleteLater()
    return weakref.ref(page)
