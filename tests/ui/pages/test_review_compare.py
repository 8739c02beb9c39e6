"""The comparison of versions in the window."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from services.example import example_desk
from services.frozen import freeze_content
from shiboken6 import isValid
from ui.windows import Window

from app.models.kinds.plan import Activity
from app.services.views.review_versions import versions_of
from app.ui.language import use_language
from app.ui.pages.review import ReviewPage
from app.ui.pages.review_compare import CompareVersionsDialog


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[Window]:
    made = Window(example_desk(tmp_path))
    freeze_content(made.desk)
    with made.desk.write("activity.edit") as unit:
        unit.set(Activity, made.desk.records(Activity)[0].id, title_en="Meet <i>weekly</i>")
    yield made
    made.close()


def compared(window: Window, qtbot: QtBot) -> CompareVersionsDialog:
    made = CompareVersionsDialog(window.session, versions_of(window.desk))
    qtbot.addWidget(made)
    made.compare(versions_of(window.desk)[0].id)
    window.settle()
    return made


def test_the_card_of_a_version_shows_what_became_of_it(window: Window, qtbot: QtBot) -> None:
    page = window.show(ReviewPage)
    qtbot.addWidget(page)
    page.tabs.choose("versions")
    page.versions.card.buttons["compare"].click()
    window.settle()
    dialog = page.signing.dialog
    assert isinstance(dialog, CompareVersionsDialog)
    assert dialog.counts.text() == "Added 0 · Changed 1 · Removed 0"
    assert "Meet <i>weekly</i>" in dialog.text.toPlainText()


def test_equal_versions_are_said_to_be_equal_and_not_saved(window: Window, qtbot: QtBot) -> None:
    dialog = compared(window, qtbot)
    same = dialog.pair()[0]
    dialog.compare(same, same)
    window.settle()
    assert "Nothing that the plan prints differs" in dialog.text.toPlainText()
    assert not dialog.save.isEnabled()


def test_the_comparison_is_saved_as_a_pdf(window: Window, qtbot: QtBot, tmp_path: Path) -> None:
    dialog = compared(window, qtbot)
    window.door.save = tmp_path / "what changed.pdf"
    dialog.save.click()
    window.settle()
    assert window.door.save.read_bytes().startswith(b"%PDF")
    assert "what changed.pdf" in window.notices[-1]


def test_arabic_columns_begin_at_the_right(qapp: QApplication, window: Window, qtbot: QtBot) -> None:
    use_language(qapp, "ar")
    try:
        dialog = compared(window, qtbot)
        html = dialog.text.toHtml()
    finally:
        use_language(qapp, "en")
    assert html.index("Meet") < html.index("العنوان")
    # English begins at the left, the label at the right as all of the window.
    paragraphs = html.split("<p ")
    assert 'align="right"' not in next(one for one in paragraphs if "weekly" in one).partition(">")[0]
    assert 'align="right"' in next(one for one in paragraphs if "العنوان" in one).partition(">")[0]


def test_the_dialog_dies_when_it_is_closed(window: Window) -> None:
    dialog = CompareVersionsDialog(window.session, versions_of(window.desk))
    watched = weakref.ref(dialog)
    dialog.close()
    dialog.deleteLater()
    del dialog
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    found = watched()
    assert found is None or not isValid(found)
