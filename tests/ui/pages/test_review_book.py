"""The review workbook in the window: made, sent back, looked at and taken."""

from __future__ import annotations

import gc
import io
import weakref
from collections.abc import Callable, Iterator
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot
from services.example import example_desk
from services.frozen import freeze_content
from shiboken6 import isValid
from ui.windows import Window

from app.models.kinds.review import Comment
from app.services.review_taking import Reviewed, read_review
from app.services.review_workbook import review_form, review_workbook
from app.services.views.review import review_view
from app.ui.pages.review import ReviewPage
from app.ui.pages.review_book import ReviewBookDialog, TakeReviewDialog


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[Window]:
    made = Window(example_desk(tmp_path))
    freeze_content(made.desk)
    yield made
    made.close()


@pytest.fixture
def page(window: Window, qtbot: QtBot) -> ReviewPage:
    made = window.show(ReviewPage)
    qtbot.addWidget(made)
    return made


def came_back(window: Window, path: Path) -> Path:
    """Write a workbook in which somebody commented on the whole plan."""
    first = review_form(window.desk, "en").sheets[0].first_row
    workbook = openpyxl.load_workbook(io.BytesIO(review_workbook(window.desk, "en")))
    workbook.worksheets[0].cell(first, 5).value = "Must"
    workbook.worksheets[0].cell(first, 6).value = "Say who pays."
    workbook.worksheets[0].cell(first - 2, 4).value = "Mercy Bridge"
    workbook.save(path)
    return path


def test_a_workbook_is_made_taken_back_and_undone(window: Window, page: ReviewPage, tmp_path: Path) -> None:
    window.door.save = tmp_path / "review.xlsx"
    page.book.click()
    dialog = page.books.dialog
    assert isinstance(dialog, ReviewBookDialog)
    dialog.make_button.click()
    window.settle()
    assert window.door.save.read_bytes().startswith(b"PK")
    assert "review.xlsx" in window.notices[-1]
    window.door.open = came_back(window, tmp_path / "back.xlsx")
    page.book.click()
    page.books.dialog.take_button.click()
    window.settle()
    taking = page.books.dialog
    assert isinstance(taking, TakeReviewDialog)
    assert taking.take.text() == "Take 1 comment"
    taking.organisation.show_value(review_view(window.desk).choices.organisations[0][0])
    taking.take.click()
    window.settle()
    made = window.desk.records(Comment)[-1]
    assert (made.text, made.type, made.channel) == ("Say who pays.", "must", "workbook")
    assert made.organisation == review_view(window.desk).choices.organisations[0][0]
    assert window.undoable[-1] == "1 comment is taken from the workbook."
    assert page.comments.model.shown_count() == 13


def test_a_file_that_is_no_review_workbook_is_refused(
    window: Window, page: ReviewPage, tmp_path: Path
) -> None:
    path = tmp_path / "letter.xlsx"
    openpyxl.Workbook().save(path)
    page.books.take_file(path)
    window.settle()
    assert window.door.said[-1][1] == "“letter.xlsx” is not a review workbook made by Masar."
    assert page.books.dialog is None


def test_without_a_version_the_dialog_says_what_to_do(qtbot: QtBot, tmp_path: Path) -> None:
    window = Window(example_desk(tmp_path))
    dialog = ReviewBookDialog(window.session, review_view(window.desk), "")
    qtbot.addWidget(dialog)
    assert not dialog.make_button.isEnabled()
    assert dialog.take_button.isEnabled()
    window.close()


def _nothing(window: Window) -> Reviewed:
    return read_review(window.desk, review_workbook(window.desk, "en"), "empty.xlsx")


@pytest.mark.parametrize(
    "make",
    [
        lambda window: ReviewBookDialog(window.session, review_view(window.desk), ""),
        lambda window: TakeReviewDialog(window.session, review_view(window.desk), _nothing(window)),
    ],
)
def test_the_dialogs_die_when_they_are_closed(window: Window, make: Callable[[Window], QDialog]) -> None:
    dialog = make(window)
    watched = weakref.ref(dialog)
    dialog.close()
    dialog.deleteLater()
    del dialog
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    found = watched()
    assert found is None or not isValid(found)
