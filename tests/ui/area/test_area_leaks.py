"""The area page, its panels and the dialog that takes a list go away for good when they are closed."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.ui.pages.area import AreaPage
from app.ui.pages.area_import import LocationImportDialog
from app.ui.pages.area_location_panel import LocationPanel
from app.ui.pages.area_source_pick import SourceInput
from app.ui.session import Session

LIST = "Location\tFamilies\nTal Narjis\t58\n"
MAKERS: dict[str, Callable[[Session], QWidget]] = {
    "page": AreaPage,
    "list": lambda session: LocationImportDialog(session, LIST),
    "panel": LocationPanel,
    "source": lambda session: SourceInput(session, (("s1", "S-001 Master list"),)),
}


@pytest.mark.parametrize("what", MAKERS)
def test_it_dies_when_it_is_closed(qtbot: QtBot, session: Session, what: str) -> None:
    made = MAKERS[what](session)
    made.show()
    qtbot.waitUntil(lambda: not session.operations.is_busy())
    watched = weakref.ref(made)
    made.close()
    made.deleteLater()
    del made
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    assert watched() is None
