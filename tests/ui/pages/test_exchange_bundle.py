"""Everything for headquarters, from the window: as a ZIP file and as a folder."""

from __future__ import annotations

import gc
import weakref
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from pytestqt.qtbot import QtBot
from services.example import example_desk
from services.frozen import freeze_content
from shiboken6 import isValid
from ui.windows import Window

from app.ui.pages.exchange import ExchangePage
from app.ui.pages.exchange_bundle import BundleDialog


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[Window]:
    made = Window(example_desk(tmp_path))
    freeze_content(made.desk)
    yield made
    made.close()


def test_the_bundle_is_made_as_a_file_and_as_a_folder(window: Window, qtbot: QtBot, tmp_path: Path) -> None:
    page = window.show(ExchangePage)
    qtbot.addWidget(page)
    assert page.bundle.text() == "For headquarters…"
    dialog = page.make_bundle()
    window.settle()
    assert dialog.package.text().startswith("No package is inside")
    window.door.save = tmp_path / "hq.zip"
    dialog.make_zip()
    window.settle()
    with zipfile.ZipFile(tmp_path / "hq.zip") as archive:
        assert archive.namelist() == ["README.txt", "workbook-en.xlsx", "4w-en.xlsx"]
    assert "3 files" in window.notices[-1]
    other = page.make_bundle()
    window.door.folder = tmp_path
    other.make_folder()
    window.settle()
    assert (tmp_path / "headquarters-2026-04-07" / "README.txt").exists()


def test_the_dialog_dies_when_it_is_closed(window: Window) -> None:
    dialog = BundleDialog(window.session)
    watched = weakref.ref(dialog)
    dialog.close()
    dialog.deleteLater()
    del dialog
    window.settle()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    found = watched()
    assert found is None or not isValid(found)
