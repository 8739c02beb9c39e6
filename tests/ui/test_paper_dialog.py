"""A paper of one page in the window: texts on one side, the page on the other, saved as PDF."""

from __future__ import annotations

import weakref
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from services.example import example_desk
from shiboken6 import isValid
from ui.reach import let_go, nameless
from ui.windows import Window

from app.models.kinds.meetings import PaperParagraph
from app.services.begun import begun, begun_values, keep_all, keep_begun
from app.ui.pages.paper_dialog import PaperDialog, open_paper


@pytest.fixture
def window(tmp_path: Path, qtbot: QtBot) -> Iterator[Window]:
    made = Window(example_desk(tmp_path))
    yield made
    made.close()


@pytest.fixture
def dialog(window: Window, qtbot: QtBot) -> PaperDialog:
    made = PaperDialog(window.session, "proposition")
    qtbot.addWidget(made)
    made.show()
    made.begin("en")
    qtbot.waitUntil(made.save.isEnabled)
    return made


def test_texts_and_page_stand_beside_each_other(dialog: PaperDialog, window: Window) -> None:
    window.settle()
    assert "11,100" in str(dialog.form.fields["situation"].value())
    assert dialog.pages.page.sceneRect().height() > 600
    assert dialog.fits.text() == "Fits on one page"
    assert nameless(dialog) == []


def test_a_paragraph_written_over_is_kept_and_said_to_be(
    dialog: PaperDialog, window: Window, qtbot: QtBot
) -> None:
    field = dialog.form.fields["closing"]
    field.control.box.setPlainText("We shall call you.")
    field.commit()
    qtbot.waitUntil(lambda: dialog.form.fields["closing"].hint.text() == "written by hand")
    assert [one.text_en for one in window.desk.records(PaperParagraph, part="closing")] == [
        "We shall call you."
    ]
    field.control.box.setPlainText("")
    field.commit()
    qtbot.waitUntil(lambda: "thank you" in str(dialog.form.fields["closing"].value()))
    assert window.desk.records(PaperParagraph, part="closing") == []


def test_another_language_and_another_office_are_read(dialog: PaperDialog, qtbot: QtBot) -> None:
    offices = [dialog.to.combo.itemData(line) for line in range(dialog.to.combo.count())]
    dialog.to.show_value(offices[1])
    dialog.to.finished.emit()
    qtbot.waitUntil(lambda: dialog.save.isEnabled() and dialog.authority == offices[1])
    assert "Sinjar" in str(dialog.form.fields["addressee"].value())
    dialog.language.show_value("ar")
    dialog.language.finished.emit()
    qtbot.waitUntil(dialog.save.isEnabled)
    assert str(dialog.form.fields["addressee"].value()).startswith("إلى")
    assert dialog.authority == offices[1]


def test_it_is_saved_as_pdf(dialog: PaperDialog, window: Window, tmp_path: Path) -> None:
    window.door.save = tmp_path / "note.pdf"
    dialog.save.click()
    assert (tmp_path / "note.pdf").read_bytes().startswith(b"%PDF")


def test_a_place_that_cannot_be_written_is_told(dialog: PaperDialog, window: Window, tmp_path: Path) -> None:
    window.door.save = tmp_path / "missing" / "note.pdf"
    dialog.save.click()
    assert window.door.said


def test_too_long_a_text_says_so(dialog: PaperDialog, qtbot: QtBot) -> None:
    field = dialog.form.fields["opening"]
    field.control.box.setPlainText("A very long sentence indeed. " * 400)
    field.commit()
    qtbot.waitUntil(lambda: "shorten" in dialog.fits.text(), timeout=20_000)


def test_typing_cut_off_becomes_the_paragraph_when_kept(window: Window) -> None:
    desk = window.desk
    keep_begun(desk, "paper_paragraph", "proposition/en", {"closing": "Half a sen"})
    assert begun_values(desk, "paper_paragraph", "proposition/en") == {"closing": "Half a sen"}
    keep_all(desk, "9999")
    assert [one.text_en for one in desk.records(PaperParagraph, part="closing")] == ["Half a sen"]
    assert begun(desk) == []


def test_the_update_has_no_office_to_go_to(window: Window, qtbot: QtBot) -> None:
    made = PaperDialog(window.session, "partner_update")
    qtbot.addWidget(made)
    made.show()
    made.begin("ar")
    qtbot.waitUntil(made.save.isEnabled)
    assert made.to.isHidden()
    assert set(made.form.fields) == {"message", "standing"}


def test_the_dialog_dies_when_it_is_closed(window: Window, qtbot: QtBot) -> None:
    made = open_paper(window.session, "partner_update", None)
    qtbot.waitUntil(made.save.isEnabled)
    alive = weakref.ref(made)
    made.accept()
    del made
    let_go()
    held = alive()
    assert held is None or not isValid(held)
