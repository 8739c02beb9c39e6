"""The list of backups, and going back to one of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot
from services.laptops import Laptop, founded
from ui.reach import let_go, nameless
from ui.windows import Window

from app.models.kinds.plan import Activity
from app.services.backups import backups, make_backup
from app.services.restoring import backup_entries
from app.services.state import space_words
from app.ui.pages.restore_dialog import RestoreDialog


@pytest.fixture
def dalia(tmp_path: Path) -> Laptop:
    return founded(tmp_path, "Dalia", "IQG15Q07")


@pytest.fixture
def window(dalia: Laptop) -> Iterator[Window]:
    made = Window(dalia.use())
    yield made
    made.close()


@pytest.fixture
def dialog(window: Window, qtbot: QtBot) -> RestoreDialog:
    made = RestoreDialog(window.session)
    made.show()
    made.look()
    window.settle()
    return made


def write(laptop: Laptop, title: str) -> None:
    with laptop.use().write("activity.edit") as unit:
        unit.add(Activity, title_en=title)


def test_a_backup_says_its_words_and_what_came_since(dalia: Laptop) -> None:
    words = space_words(dalia.use(), [dalia.desk.network])[dalia.desk.network]
    make_backup(dalia.use())
    write(dalia, "Wells")
    make_backup(dalia.use())
    newest, older = backup_entries(dalia.use())
    assert (newest.changes, older.changes) == (0, 1)
    assert older.words == words != newest.words
    older.path.write_bytes(older.path.read_bytes()[:5000])
    assert not backup_entries(dalia.use())[1].readable
    dalia.desk.close()


def test_without_backups_the_list_says_when_they_are_made(dialog: RestoreDialog) -> None:
    assert dialog.empty.isVisible()
    assert "before each package is taken" in dialog.empty.text()
    assert not dialog.go.isEnabled()


def test_going_back_is_asked_and_handed_on(dalia: Laptop, window: Window, qtbot: QtBot) -> None:
    make_backup(dalia.use())
    dialog = RestoreDialog(window.session)
    dialog.show()
    dialog.look()
    window.settle()
    asked: list[Path] = []
    dialog.chosen.connect(asked.append)
    assert nameless(dialog) == []
    assert any("newest" in one.text() for one in dialog.findChildren(QLabel))
    assert any(one.text() == "no changes since" for one in dialog.findChildren(QLabel))
    assert dialog.rows[0].isChecked()
    window.door.agrees = False
    dialog.go.click()
    assert asked == []
    window.door.agrees = True
    dialog.go.click()
    assert asked == [backups(dalia.desk.workspace)[0].path]
    assert "stays beside it" in window.door.said[-1][1]


def test_the_dialog_goes_away(dialog: RestoreDialog, window: Window, qapp: QApplication) -> None:
    dialog.reject()
    let_go()
    assert [one for one in qapp.topLevelWidgets() if isinstance(one, RestoreDialog) and one.isVisible()] == []
