"""The preview of the PDF: pages as pictures, turning them, another language, saving."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from services.example import example_desk
from ui.windows import Window

from app.foundation.errors import UserError
from app.services.attachments import PDF, pages_of
from app.ui.language import use_language
from app.ui.pages.plan import PlanPage
from app.ui.pages.plan_preview import PlanPreview


def small_pdf(*colours: tuple[float, float, float], titles: tuple[str, ...] = ()) -> bytes:
    from io import BytesIO

    from reportlab.pdfgen.canvas import Canvas

    out = BytesIO()
    canvas = Canvas(out, pagesize=(200, 300))
    for number, colour in enumerate(colours):
        if number < len(titles):
            canvas.bookmarkPage(titles[number])
            canvas.addOutlineEntry(titles[number], titles[number])
        canvas.setFillColorRGB(*colour)
        canvas.rect(0, 0, 200, 300, stroke=0, fill=1)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


TWO_PAGES = small_pdf((1, 0, 0), (0, 0, 1), titles=("Displacement profile", "3 · In locations of return"))


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Let a small document stand for the plan; return the languages it was asked for in."""
    languages: list[str] = []

    def draw(_desk: object, language: str, _progress: object) -> bytes:
        languages.append(language)
        if language == "fr":
            raise UserError("no_plan")
        return TWO_PAGES

    monkeypatch.setattr("app.ui.pages.plan_preview._make", draw)
    return languages


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[Window]:
    made = Window(example_desk(tmp_path))
    yield made
    made.close()


@pytest.fixture
def preview(window: Window, qtbot: QtBot, asked: list[str]) -> PlanPreview:
    made = PlanPreview(window.session)
    qtbot.addWidget(made)
    made.show()
    made.begin("en")
    window.settle()
    return made


def test_the_first_page_is_shown_when_it_is_drawn(preview: PlanPreview) -> None:
    assert preview.pages.place.text() == "Page 1 of 2"
    assert not preview.pages.page.scene().sceneRect().isEmpty()
    assert preview.save.isEnabled()
    assert not preview.pages.back.isEnabled()


def test_it_turns_to_the_section_that_is_being_written(window: Window, preview: PlanPreview) -> None:
    for key, page in (("response_approach_return", 1), ("displacement_profile", 0), ("risk", 0)):
        preview.show_section(key)
        window.settle()
        assert preview.pages.number == page


def test_from_the_text_it_stands_beside_it_and_follows_the_outline(
    window: Window, qtbot: QtBot, asked: list[str]
) -> None:
    page = window.show(PlanPage)
    qtbot.addWidget(page)
    page.resize(1366, 768)
    page.tabs.choose("text")
    page.text.choose("response_approach_return")
    page.preview.click()
    window.settle()
    beside = page.findChildren(PlanPreview)[0]
    assert beside.isVisible()
    assert beside.pages.number == 1
    assert beside.width() < page.width() / 2
    assert abs(beside.geometry().right() - page.geometry().right()) <= 8
    page.text.outline.pick("displacement_profile")
    window.settle()
    assert (page.text.chosen, beside.pages.number) == ("displacement_profile", 0)


def test_pages_are_turned_to_the_end_and_back(preview: PlanPreview) -> None:
    preview.pages.forward.click()
    assert preview.pages.place.text() == "Page 2 of 2"
    assert not preview.pages.forward.isEnabled()
    preview.pages.show_page(7)
    assert preview.pages.number == 1
    preview.pages.back.click()
    assert preview.pages.number == 0


def test_another_language_is_drawn_anew(window: Window, preview: PlanPreview, asked: list[str]) -> None:
    preview.language.show_value("ar")
    preview.language.finished.emit()
    assert not preview.save.isEnabled()
    window.settle()
    assert asked == ["en", "ar"]
    assert preview.save.isEnabled()


def test_every_page_goes_to_the_printer(window: Window, preview: PlanPreview, tmp_path: Path) -> None:
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    window.door.paper = printer
    preview.pages.print.click()
    window.settle()
    assert pages_of((tmp_path / "printed.pdf").read_bytes(), PDF) == 2
    assert window.notices == ["Sent 2 pages to the printer"]


def test_turning_back_prints_nothing(window: Window, preview: PlanPreview) -> None:
    preview.pages.print.click()
    window.settle()
    assert window.notices == []


def test_keys_turn_pages_and_make_them_larger(window: Window, preview: PlanPreview, qtbot: QtBot) -> None:
    before = preview.pages.page.transform().m11()
    qtbot.keyClick(preview, Qt.Key.Key_Plus)
    assert preview.pages.page.transform().m11() > before
    qtbot.keyClick(preview, Qt.Key.Key_PageDown)
    window.settle()
    assert preview.pages.place.text() == "Page 2 of 2"


def test_the_file_is_saved_as_drawn(window: Window, preview: PlanPreview, tmp_path: Path) -> None:
    window.door.save = tmp_path / "plan.pdf"
    preview.save.click()
    assert (tmp_path / "plan.pdf").read_bytes() == TWO_PAGES
    assert window.notices == ["Saved as plan.pdf"]


def test_a_place_that_cannot_be_written_is_said(window: Window, preview: PlanPreview, tmp_path: Path) -> None:
    window.door.save = tmp_path / "gone" / "plan.pdf"
    preview.save.click()
    assert window.door.said
    assert window.notices == []


def test_turning_back_saves_nothing(window: Window, preview: PlanPreview) -> None:
    preview.save.click()
    assert window.notices == []
    assert window.door.said == []


def test_a_refusal_is_said_and_closes_the_preview(window: Window, preview: PlanPreview) -> None:
    preview.begin("fr")
    window.settle()
    assert window.door.said
    assert not preview.isVisible()


def ink(image: QImage, row: int) -> int:
    """Return the column of a row of pixels that holds most of what is drawn."""
    return max(range(image.width()), key=lambda x: image.pixelColor(x, row).alpha())


def test_the_arrows_point_the_other_way_in_arabic(window: Window, qtbot: QtBot, qapp: QApplication) -> None:
    use_language(qapp, "ar")
    made = PlanPreview(window.session)
    qtbot.addWidget(made)
    drawn = made.pages.back.icon().pixmap(16, 16).toImage()
    middle, upper = drawn.height() // 2, drawn.height() // 3
    assert ink(drawn, middle) > ink(drawn, upper)
    assert made.pages.back.accessibleName() == "الصفحة السابقة"


@pytest.mark.slow
def test_the_example_is_drawn_for_real(window: Window, qtbot: QtBot) -> None:
    made = PlanPreview(window.session)
    qtbot.addWidget(made)
    made.show()
    made.begin("ar")
    window.settle()
    assert made.pages.count > 5


def test_it_follows_what_is_written_and_stays_on_its_page(
    window: Window, preview: PlanPreview, asked: list[str], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.ui.pages.plan_preview.REST", 0)
    preview.follow()
    preview.pages.show_page(1)
    window.operations.tell_changed(frozenset({"activity"}))
    qtbot.waitUntil(lambda: len(asked) == 2)
    window.settle()
    assert preview.pages.number == 1
    preview.hide()
    window.operations.tell_changed(frozenset({"activity"}))
    qtbot.waitUntil(lambda: not preview._rest.isActive())
    assert len(asked) == 2
