"""The Documents page: every document chosen, drawn as asked, saved; what cannot be drawn is said."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from services.example import example_desk
from ui.windows import Window

from app.foundation.errors import Cancelled, UserError
from app.foundation.progress import Progress
from app.services.desk import Desk
from app.services.paper_kinds import PAPERS, Order
from app.ui.pages.documents import DocumentsPage
from app.ui.places import Place

PDFS = [kind.code for kind in PAPERS if kind.ending == ".pdf"]


def small_pdf() -> bytes:
    from io import BytesIO

    from reportlab.pdfgen.canvas import Canvas

    out = BytesIO()
    canvas = Canvas(out, pagesize=(200, 300))
    canvas.showPage()
    canvas.save()
    return out.getvalue()


DRAWN = small_pdf()


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    made = example_desk(tmp_path_factory.mktemp("documents"))
    yield made
    made.close()


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, Order]]:
    """Let a small PDF stand for every document; return what was asked for."""
    orders: list[tuple[str, Order]] = []

    def draw(_desk: object, code: str, order: Order, _progress: Progress) -> bytes:
        orders.append((code, order))
        if order.language == "fr":
            raise UserError("no_plan")
        return DRAWN

    monkeypatch.setattr("app.ui.pages.documents_card._draw", draw)
    return orders


@pytest.fixture
def window(desk: Desk) -> Iterator[Window]:
    made = Window(desk)
    yield made
    made.session.close()
    made.operations.close()


@pytest.fixture
def page(window: Window, qtbot: QtBot, asked: list[tuple[str, Order]]) -> DocumentsPage:
    made = window.show(DocumentsPage)
    qtbot.addWidget(made)
    window.settle()
    return made


def choose(window: Window, page: DocumentsPage, name: str, value: str) -> None:
    field = page.card.options[name]
    field.control.show_value(value)
    field.control.finished.emit()
    window.settle()


def test_the_plan_is_drawn_at_once(page: DocumentsPage, asked: list[tuple[str, Order]]) -> None:
    assert asked == [("plan", Order("en", about=("now",)))]
    assert page.card.pages.count == 1
    assert page.card.save.isEnabled()
    assert page.card.working.isHidden()


def test_each_document_is_drawn_when_it_is_chosen(
    window: Window, page: DocumentsPage, asked: list[tuple[str, Order]]
) -> None:
    offered = [one.id for one in page._view.rows if one.kind.ending == ".pdf"]
    assert set(offered) <= set(PDFS)
    for code in offered:
        page.table.picked.emit(code)
        window.settle()
        assert page.card.title.text()
        assert page.card.inside.isVisibleTo(page) is page.card.kind.inside
    assert {code for code, _ in asked} == set(offered)


def test_another_language_is_drawn_anew_and_stays(
    window: Window, page: DocumentsPage, asked: list[tuple[str, Order]]
) -> None:
    choose(window, page, "language", "ar")
    assert asked[-1] == ("plan", Order("ar", about=("now",)))
    page.go_to(Place("documents", view="progress"))
    window.settle()
    code, order = asked[-1]
    assert (code, order.language) == ("progress", "ar")
    assert order.starts < order.ends


def test_a_sheet_for_one_period_is_offered_for_that_of_today(window: Window, page: DocumentsPage) -> None:
    page.go_to(Place("documents", view="measurements"))
    window.settle()
    assert page.card.options["starts"].title.text() == "A day of the period"
    assert page.card.order().starts == window.desk.today


def test_what_cannot_be_drawn_is_said_in_its_place(window: Window, page: DocumentsPage) -> None:
    choose(window, page, "language", "fr")
    assert page.card.wrong.isVisibleTo(page)
    assert page.card.wrong.text()
    assert not page.card.save.isEnabled()
    assert page.card.pages.count == 0
    choose(window, page, "language", "en")
    assert not page.card.wrong.isVisibleTo(page)


def test_what_was_stopped_is_offered_again(
    window: Window, page: DocumentsPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(*_asked: object) -> bytes:
        raise Cancelled

    with monkeypatch.context() as patch:
        patch.setattr("app.ui.pages.documents_card._draw", stopped)
        choose(window, page, "language", "ar")
    assert page.card.place.currentWidget() is page.card.elsewhere
    assert page.card.working.isHidden()
    assert not page.card.save.isEnabled()
    page.card.elsewhere.button.click()
    window.settle()
    assert page.card.place.currentWidget() is page.card.pages
    assert page.card.save.isEnabled()


def test_the_file_is_saved_as_drawn(window: Window, page: DocumentsPage, tmp_path: Path) -> None:
    window.door.save = tmp_path / "plan.pdf"
    page.card.save.click()
    assert (tmp_path / "plan.pdf").read_bytes() == DRAWN
    assert window.notices == ["Saved as plan.pdf"]


def test_a_workbook_is_written_without_pages(window: Window, page: DocumentsPage, tmp_path: Path) -> None:
    page.table.picked.emit("4w")
    window.settle()
    assert page.card.place.currentWidget() is page.card.elsewhere
    window.door.save = tmp_path / "4w.xlsx"
    page.card.save.click()
    window.settle()
    assert (tmp_path / "4w.xlsx").read_bytes().startswith(b"PK")
    assert window.notices == ["Saved as 4w.xlsx"]


def test_what_stays_out_is_counted_by_the_class_chosen(window: Window, page: DocumentsPage) -> None:
    page.table.picked.emit("4w")
    window.settle()
    counts = [held.total() for held in page._view.held]
    assert counts[0] >= counts[1] >= counts[2] > 0
    choose(window, page, "highest", "0")
    assert str(counts[0]) in page.card.held.text().replace(",", "")
    for nothing_held in ("readiness", "sensitisation"):
        page.table.picked.emit(nothing_held)
        window.settle()
        assert page.card.held.isHidden()


def test_records_that_change_are_drawn_again(
    window: Window, page: DocumentsPage, asked: list[tuple[str, Order]]
) -> None:
    window.operations.tell_changed(frozenset({"activity"}))
    window.settle()
    assert len(asked) == 2
