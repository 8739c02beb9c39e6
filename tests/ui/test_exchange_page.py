"""The Exchange page on real laptops: deciding, who has what, making and taking packages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot
from services.laptops import WORDS, Laptop, bring_everyone_up_to_date, copies, found
from ui.windows import Window

from app.models.kinds.plan import Activity
from app.services.field_edits import add_record, set_value
from app.services.packing import Parcel, make_package
from app.services.views.exchange import ExchangeView
from app.ui.language import use_language
from app.ui.pages.exchange import ExchangePage
from app.ui.pages.exchange_words import spoken
from app.words.wordlist import indexes


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> list[Laptop]:
    folder = tmp_path_factory.mktemp("laptops")
    laptops = found(folder, "Omar")
    activity = add_record(laptops[0].use(), "activity", {"title_en": "Cash for work", "code": "A-007"})
    add_record(laptops[0].use(), "target", {"activity": activity, "unit": "individuals", "value": "300"})
    bring_everyone_up_to_date(laptops, folder)
    for laptop in laptops:
        laptop.use().close()
    return laptops


@pytest.fixture
def laptops(template: list[Laptop], tmp_path: Path) -> Iterator[list[Laptop]]:
    copied = copies(template, tmp_path / "copies")
    yield copied
    copied[1].use().close()


@pytest.fixture
def window(laptops: list[Laptop], qtbot: QtBot) -> Iterator[Window]:
    made = Window(laptops[0].use())
    yield made
    made.close()


def shown(window: Window, laptops: list[Laptop], qtbot: QtBot) -> ExchangePage:
    laptops[0].use()
    page = window.show(ExchangePage)
    qtbot.addWidget(page)
    return page


@pytest.fixture
def page(window: Window, laptops: list[Laptop], qtbot: QtBot) -> ExchangePage:
    """Dalia's page while nothing is to decide."""
    return shown(window, laptops, qtbot)


def texts(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget))


def rows(page: ExchangePage) -> str:
    """Return what the board says, one line per cell."""
    model = page.board.rows.people
    places = [(row, column) for row in range(model.rowCount()) for column in range(model.columnCount())]
    return "\n".join(str(model.data(model.index(*place))) for place in places)


def news(laptops: list[Laptop], folder: Path, **parcel: object) -> Path:
    """Return a package of Omar's with a new activity in it."""
    omar = laptops[1]
    add_record(omar.use(), "activity", {"title_en": "Court days"})
    make_package(omar.desk, Parcel(**parcel), folder / "news.masar")  # type: ignore[arg-type]
    laptops[0].use()
    return folder / "news.masar"


def test_words_stand_whole_whenever_they_come(window: Window, qtbot: QtBot) -> None:
    """Nothing empty stands there before; then each set has its room, before the page is shown and after."""
    page = ExchangePage(window.session)
    qtbot.addWidget(page)
    holder, boxes = page._state_words, (page.group_words, page.network_words)
    assert page.group_words.isHidden()
    page.resize(1182, 700)
    for first in (0, 40):
        four = tuple(range(first, first + 4))
        page.show_view(ExchangeView(group_words=four, network_words=four))
        page.show()
        QApplication.processEvents()
        assert holder.width() >= sum(box.sizeHint().width() for box in boxes)
        assert all(holder.rect().contains(box.geometry()) for box in boxes)
    window.settle()


def test_both_sets_of_words_are_shown_in_two_languages(page: ExchangePage) -> None:
    words = page.group_words.words.text()
    assert len(indexes(words)) == 4
    assert indexes(page.group_words.others.text()) == indexes(words)
    assert page.network_words.words.text() != words
    assert page.network_words.name.text() == "What headquarters sees"


def test_the_board_names_people_and_how_far_they_are(page: ExchangePage) -> None:
    board = rows(page)
    assert "Omar" in board
    assert "behind" in board or "up to date" in board
    assert "Your own words, for others to compare" in page.board.own.text()


def test_comparing_from_the_board_is_by_picking_a_row(window: Window, page: ExchangePage) -> None:
    entry = page._view.board[0]
    dialog = page.compare(entry.key)
    window.settle()
    assert dialog is not None
    next(one for one in dialog.rows if one.numbers == entry.fingerprint).click()
    dialog.go.click()
    window.settle()
    assert page._view.board[0].compared
    assert "words compared" in rows(page)


def test_a_package_for_a_person_is_previewed_and_made(
    window: Window, page: ExchangePage, tmp_path: Path
) -> None:
    dialog = page.make_for(page._view.board[0].key)
    window.settle()
    inside = texts(dialog.preview)
    assert "What headquarters sees" in inside
    assert "What is held back" in inside
    window.door.save = tmp_path / "for Omar"
    dialog.make()
    window.settle()
    assert (tmp_path / "for Omar.masar").is_file()
    assert dialog.made.file.text() == "for Omar.masar"
    assert "the key of Omar only" in texts(dialog.made)
    assert page._view.sent[0].file == "for Omar.masar"
    dialog.close()


def test_headquarters_part_holds_the_groups_own_back(window: Window, page: ExchangePage) -> None:
    dialog = page.make_for(page._view.board[0].key)
    dialog.spaces.show_value("network")
    dialog.look()
    window.settle()
    assert "private notes of stakeholders never go to headquarters" in texts(dialog.preview)
    dialog.close()


def test_nothing_is_made_for_nobody(window: Window, page: ExchangePage) -> None:
    dialog = page.make_for()
    window.settle()
    assert not dialog.go.isEnabled()
    assert "Choose whom" in texts(dialog.preview)
    dialog.close()


def test_six_words_are_shown_large_and_can_be_copied_and_changed(window: Window, page: ExchangePage) -> None:
    dialog = page.make_for()
    dialog.way.choose("words")
    window.settle()
    first = dialog.words_card.words.text()
    assert len(indexes(first)) == 6
    dialog.words_card.copy.click()
    assert QGuiApplication.clipboard().text() == first
    dialog.fresh.click()
    window.settle()
    assert dialog.words_card.words.text() != first
    dialog.close()


def test_an_invitation_with_six_words_lets_someone_join(
    window: Window, page: ExchangePage, tmp_path: Path
) -> None:
    dialog = page.make_for()
    dialog.way.choose("words")
    dialog.invite.setChecked(True)
    parcel = dialog.parcel()
    assert (parcel.invite, parcel.role, parcel.words) == (True, "member", dialog._words)
    window.door.save = tmp_path / "join.masar"
    window.settle()
    dialog.make()
    window.settle()
    assert (tmp_path / "join.masar").is_file()
    dialog.close()


def test_turning_back_from_the_file_dialog_makes_nothing(window: Window, page: ExchangePage) -> None:
    dialog = page.make_for(page._view.board[0].key)
    window.settle()
    window.door.save = None
    dialog.make()
    window.settle()
    assert page._view.sent == () or all(one.file != "" for one in page._view.sent)
    assert dialog.back.isVisible()
    dialog.close()


def test_a_folder_that_is_not_there_is_refused_in_words(
    window: Window, page: ExchangePage, tmp_path: Path
) -> None:
    dialog = page.make_for(page._view.board[0].key)
    window.settle()
    window.door.save = tmp_path / "gone" / "p.masar"
    dialog.make()
    window.settle()
    assert "gone" in dialog.error.text()
    assert dialog.go.isEnabled()
    dialog.close()


def test_taking_shows_first_and_then_does(
    window: Window, page: ExchangePage, laptops: list[Laptop], tmp_path: Path
) -> None:
    package = news(laptops, tmp_path, to=("Dalia",))
    window.door.open = package
    page.take.click()
    window.settle()
    dialog = page.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)[-1]
    assert "Activities\u00a01" in texts(dialog)
    assert len(window.desk.records(Activity)) == 1
    dialog.take()  # type: ignore[attr-defined]
    window.settle()
    assert len(window.desk.records(Activity)) == 2
    assert window.notices[-1] == "The package is taken"
    assert page._view.taken[0].file == "news.masar"
    dialog.close()


def test_words_are_asked_for_when_the_file_needs_them(
    window: Window, page: ExchangePage, laptops: list[Laptop], tmp_path: Path
) -> None:
    dialog = page.take_file(news(laptops, tmp_path, words=WORDS))
    window.settle()
    assert dialog.words_box.isVisibleTo(dialog)
    assert dialog.error.text() == ""
    dialog.words_entry.control.show_value(spoken(WORDS, "ar"))
    dialog.use_words()
    window.settle()
    assert "Activities\u00a01" in texts(dialog.lines)
    assert dialog.go.isEnabled()
    dialog.close()


def test_wrong_words_are_refused_in_a_sentence(
    window: Window, page: ExchangePage, laptops: list[Laptop], tmp_path: Path
) -> None:
    dialog = page.take_file(news(laptops, tmp_path, words=WORDS))
    window.settle()
    dialog.words_entry.control.show_value("river camera nonsense")
    dialog.use_words()
    assert "nonsense" in dialog.words_entry.error.text()
    dialog.words_entry.control.show_value(spoken((9, 9, 9, 9, 9, 9)))
    dialog.use_words()
    window.settle()
    assert "the words are wrong" in dialog.error.text()
    assert not dialog.go.isEnabled()
    dialog.close()


def test_a_file_that_is_no_package_is_refused(window: Window, page: ExchangePage, tmp_path: Path) -> None:
    stray = tmp_path / "letter.masar"
    stray.write_bytes(b"Dear all")
    dialog = page.take_file(stray)
    window.settle()
    assert "not a Masar package" in dialog.why.text()
    assert not dialog.go.isVisible()
    dialog.close()


def test_the_last_take_is_undone_after_asking(
    window: Window, page: ExchangePage, laptops: list[Laptop], tmp_path: Path
) -> None:
    laptops[0].take(news(laptops, tmp_path, to=("Dalia",)))
    window.settle()
    assert len(window.desk.records(Activity)) == 2
    page.history.undo_button.click()
    window.settle()
    assert len(window.desk.records(Activity)) == 1
    assert "then set aside" in texts(page.history)
    assert "set aside" in texts(page.waiting)


def test_a_take_that_own_work_builds_on_stays(
    window: Window, page: ExchangePage, laptops: list[Laptop], tmp_path: Path
) -> None:
    laptops[0].take(news(laptops, tmp_path, to=("Dalia",)))
    fresh = next(one for one in window.desk.records(Activity) if one.title_en == "Court days")
    set_value(window.desk, "activity", fresh.id, "title_en", "Court days in Sinuni")
    page.history.undo_button.click()
    window.settle()
    assert "builds on this package" in window.door.said[-1][1]
    assert len(window.desk.records(Activity)) == 2


def test_a_request_file_is_written(window: Window, page: ExchangePage, tmp_path: Path) -> None:
    window.door.save = tmp_path / "please.masar-request"
    page.work.ask_for_it()
    window.settle()
    assert window.door.save.is_file()
    assert "please.masar-request" in window.notices[-1]


def test_the_page_speaks_arabic_when_asked(window: Window, page: ExchangePage, qapp: QApplication) -> None:
    use_language(qapp, "ar")
    window.settle()
    assert page.header.title.text() == "التبادل"
    assert "لا شيء" in page.conflicts.calm.title.text()
    assert indexes(page.group_words.words.text()) == indexes(page.group_words.others.text())


def test_someone_alone_is_told_how_to_begin(qtbot: QtBot, tmp_path: Path) -> None:
    window = Window(found(tmp_path)[0].desk)
    page = window.show(ExchangePage)
    qtbot.addWidget(page)
    assert page.board.empty.isVisible()
    assert "six words" in page.board.empty.sentence.text()
    assert not page.history.undo_button.isVisible()
    window.close()
