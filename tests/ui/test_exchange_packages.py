"""Packages in the window: dropping, folders, requests, the finished file, taking again and back."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from shutil import copy

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow, QWidget
from pytestqt.qtbot import QtBot
from services.laptops import WORDS, Laptop, bring_everyone_up_to_date, copies, found
from ui.windows import Window

from app.models.kinds.plan import Activity
from app.services.asking import make_request
from app.services.exchange_work import check_proposed
from app.services.field_edits import add_record, set_value
from app.services.packing import Parcel, make_package
from app.ui.language import use_language
from app.ui.pages.exchange import ExchangePage
from app.ui.pages.exchange_answer import AnswerDialog
from app.ui.pages.exchange_collect import CollectDialog
from app.ui.pages.exchange_dialog import package_to_write
from app.ui.pages.exchange_drop import DropVeil
from app.ui.pages.exchange_made import MadeCard
from app.ui.pages.exchange_packages import PackageWork
from app.ui.pages.exchange_words import spoken
from app.ui.session import Session
from app.words.wordlist import indexes


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> list[Laptop]:
    folder = tmp_path_factory.mktemp("laptops")
    laptops = found(folder, "Omar")
    add_record(laptops[0].use(), "activity", {"title_en": "Cash for work"})
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
def window(laptops: list[Laptop]) -> Iterator[Window]:
    made = Window(laptops[0].use())
    yield made
    made.close()


@pytest.fixture
def page(window: Window, laptops: list[Laptop], qtbot: QtBot) -> ExchangePage:
    laptops[0].use()
    made = window.show(ExchangePage)
    qtbot.addWidget(made)
    return made


def texts(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget))


def news(laptops: list[Laptop], out: Path, title: str = "Court days", **parcel: object) -> Path:
    """Return a package of Omar's with a new activity in it."""
    omar = laptops[1]
    add_record(omar.use(), "activity", {"title_en": title})
    make_package(omar.desk, Parcel(**(parcel or {"to": ("Dalia",)})), out)  # type: ignore[arg-type]
    laptops[0].use()
    return out


def titles(window: Window) -> set[str | None]:
    return {one.title_en for one in window.desk.records(Activity)}


def dragged(paths: Sequence[Path]) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def enter(data: QMimeData) -> QDragEnterEvent:
    left, plain = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    return QDragEnterEvent(QPoint(9, 9), Qt.DropAction.CopyAction, data, left, plain)


def drop(data: QMimeData) -> QDropEvent:
    left, plain = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    return QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, data, left, plain)


@pytest.fixture
def veil(qtbot: QtBot) -> DropVeil:
    ground = QMainWindow()
    qtbot.addWidget(ground)
    ground.resize(800, 600)
    ground.show()
    made = DropVeil(ground)
    made.destroyed.connect(ground.close)
    return made


def test_files_over_the_window_are_covered_by_a_sentence(veil: DropVeil, tmp_path: Path) -> None:
    data = dragged([tmp_path / "p.masar"])
    event = enter(data)
    QApplication.sendEvent(veil.parentWidget(), event)
    assert event.isAccepted()
    assert veil.isVisible()
    assert veil.size() == veil.parentWidget().size()
    assert "Let go" in veil.title.text()
    veil.dragLeaveEvent(QDragLeaveEvent())
    assert not veil.isVisible()


def test_letting_go_hands_over_every_file(veil: DropVeil, qtbot: QtBot, tmp_path: Path) -> None:
    paths = [tmp_path / "a.masar", tmp_path / "folder"]
    data = dragged(paths)
    QApplication.sendEvent(veil.parentWidget(), enter(data))
    event = drop(data)
    with qtbot.waitSignal(veil.dropped) as given:
        QApplication.sendEvent(veil, event)
    assert given.args == [paths]
    assert event.isAccepted()
    assert not veil.isVisible()


def test_text_that_is_dragged_is_no_file(veil: DropVeil) -> None:
    data = QMimeData()
    data.setText("Cash for work")
    event = enter(data)
    event.ignore()
    QApplication.sendEvent(veil.parentWidget(), event)
    assert not veil.isVisible()


def test_a_dropped_package_is_looked_into(
    window: Window, page: ExchangePage, laptops: list[Laptop], tmp_path: Path
) -> None:
    dialog = page.work.take_places([news(laptops, tmp_path / "news.bin")])
    window.settle()
    assert dialog is not None
    assert "Activities\u00a01" in texts(dialog)
    assert titles(window) == {"Cash for work"}
    dialog.close()


def test_a_stick_is_looked_through_and_taken(
    window: Window, page: ExchangePage, laptops: list[Laptop], tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    first = news(laptops, stick / "1.masar", "Court days")
    news(laptops, stick / "2.masar", "Wells")
    copy(first, stick / "again.masar")
    (stick / "holiday.jpg").write_bytes(b"\xff\xd8")
    window.door.folder = stick
    page.stick.click()
    window.settle()
    dialog = page.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)[-1]
    assert "holiday.jpg" in texts(dialog)
    assert texts(dialog).count("one new") == 2
    assert texts(dialog).count("nothing new") == 1
    assert "All of them together" in texts(dialog)
    assert "Activities\u00a02" in texts(dialog)
    dialog.take()  # type: ignore[attr-defined]
    window.settle()
    assert titles(window) == {"Cash for work", "Court days", "Wells"}
    assert "3 packages were taken" in texts(dialog)
    assert page._view.taken[0].sender == "Omar"
    dialog.close()


def test_words_typed_once_open_all_that_need_them(
    window: Window, page: ExchangePage, laptops: list[Laptop], tmp_path: Path
) -> None:
    for number in (1, 2):
        news(laptops, tmp_path / f"{number}.masar", f"Wells {number}", words=WORDS)
    dialog = page.work.collect([tmp_path / "1.masar", tmp_path / "2.masar"])
    window.settle()
    assert "2 packages need six words" in texts(dialog)
    assert not dialog.go.isEnabled()
    dialog.words_entry.control.show_value("not six words")
    dialog.use_words()
    assert dialog.words_entry.error.text() != ""
    dialog.words_entry.control.show_value(spoken(WORDS))
    dialog.use_words()
    window.settle()
    assert dialog.go.text() == "Take all 2"
    dialog.take()
    window.settle()
    assert len(titles(window)) == 3
    dialog.close()


def test_an_empty_folder_teaches(window: Window, page: ExchangePage, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    dialog = page.work.collect([tmp_path / "empty"])
    window.settle()
    assert "recognised by what is in them" in dialog.why.text()
    assert not dialog.go.isEnabled()
    dialog.close()


def test_a_request_is_shown_and_answered(
    window: Window, page: ExchangePage, laptops: list[Laptop], tmp_path: Path
) -> None:
    omar = laptops[1]
    add_record(laptops[0].use(), "activity", {"title_en": "Wells"})
    make_request(omar.use(), tmp_path / "omar.masar-request")
    laptops[0].use()
    window.door.open = tmp_path / "omar.masar-request"
    page.board.answer_button.click()
    window.settle()
    dialog = page.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)[-1]
    assert "Asked on" in texts(dialog)
    assert "Activities\u00a01" in texts(dialog)
    window.door.save = tmp_path / "answer.masar"
    dialog.make()  # type: ignore[attr-defined]
    window.settle()
    assert "the key of Omar only" in texts(dialog)
    dialog.close()
    assert omar.take(tmp_path / "answer.masar").new == {"activity": 1}


def test_a_damaged_request_has_its_sentence(window: Window, page: ExchangePage, tmp_path: Path) -> None:
    (tmp_path / "r.masar-request").write_text('{"masar-request": 1, "card": {}}')
    dialog = page.work.take_places([tmp_path / "r.masar-request"])
    window.settle()
    assert dialog is not None
    assert dialog.error.text() != ""  # type: ignore[attr-defined]
    dialog.close()


def test_a_finished_package_is_copied_to_a_stick(window: Window, page: ExchangePage, tmp_path: Path) -> None:
    dialog = page.make_for()
    dialog.way.choose("words")
    window.settle()
    window.door.save = tmp_path / "p.masar"
    dialog.make()
    window.settle()
    words = indexes(dialog.made.words.words.text())
    assert len(words) == 6
    check_proposed(window.desk, words)
    assert "by phone" in texts(dialog.made)
    (tmp_path / "stick").mkdir()
    window.door.save = tmp_path / "stick" / "p.masar"
    dialog.made.copy.click()
    window.settle()
    assert window.door.save.read_bytes() == (tmp_path / "p.masar").read_bytes()
    assert "stick" in dialog.made.said.text()
    window.door.save = tmp_path / "gone" / "p.masar"
    dialog.made.copy.click()
    window.settle()
    assert dialog.made.said.property("look") == "error"
    assert dialog.made.copy.isEnabled()
    dialog.close()


def test_a_proposed_name_is_one_that_files_may_have(window: Window, monkeypatch: pytest.MonkeyPatch) -> None:
    proposed: list[str] = []
    monkeypatch.setattr(window.door, "file_to_save", lambda _title, name, _pattern: proposed.append(name))
    assert package_to_write(window.session, "Work for \u2068Ali a/k/a: Abu\\Omar\u2069.masar") is None
    assert proposed == ["Work for Ali a-k-a- Abu-Omar.masar"]


def test_a_file_the_ending_would_hit_is_asked_about(
    window: Window, page: ExchangePage, tmp_path: Path
) -> None:
    (tmp_path / "plan.masar").write_text("mine")
    dialog = page.make_for(page._view.board[0].key)
    window.settle()
    window.door.save, window.door.agrees = tmp_path / "plan", False
    dialog.make()
    window.settle()
    assert (tmp_path / "plan.masar").read_text() == "mine"
    assert "plan.masar" in window.door.said[-1][1]
    dialog.close()


def test_set_aside_and_taken_again_from_the_list(
    window: Window, page: ExchangePage, laptops: list[Laptop], tmp_path: Path
) -> None:
    laptops[0].take(news(laptops, tmp_path / "news.masar"))
    window.settle()
    page.history.undo_button.click()
    window.settle()
    assert titles(window) == {"Cash for work"}
    page.history.ask_again(page._view.taken[0].id)
    window.settle()
    assert titles(window) == {"Cash for work", "Court days"}
    assert window.notices[-1] == "Taken again: one record"


def test_changes_are_taken_back_after_asking_with_counts(
    window: Window, page: ExchangePage, laptops: list[Laptop], tmp_path: Path
) -> None:
    laptops[0].take(news(laptops, tmp_path / "news.masar"))
    set_value(window.desk, "activity", window.desk.records(Activity)[0].id, "title_en", "Cash for daily work")
    window.settle()
    page.history.ask_back(page._view.taken[0].id)
    window.settle()
    assert "removed again 1" in window.door.said[-1][1]
    assert titles(window) == {"Cash for daily work"}
    assert window.undoable == ["The changes of Omar are taken back"]


@pytest.mark.parametrize("language", ["en", "ar"])
def test_dialogs_speak_the_language(
    window: Window, page: ExchangePage, qapp: QApplication, tmp_path: Path, language: str
) -> None:
    use_language(qapp, language)
    dialog = page.work.collect([tmp_path])
    window.settle()
    QApplication.sendEvent(dialog, QEvent(QEvent.Type.LanguageChange))
    assert "packages." not in texts(dialog)
    dialog.close()


def answer_dialog(session: Session) -> QWidget:
    return AnswerDialog(session, Path("r.masar-request"))


def collect_dialog(session: Session) -> QWidget:
    return CollectDialog(session, [Path("stick")])


def work_of_a_page(session: Session) -> QWidget:
    made = QWidget()
    PackageWork(session, made)
    return made


def veil_over_a_window(_session: Session) -> QWidget:
    made = QMainWindow()
    DropVeil(made)
    return made


@pytest.mark.parametrize(
    "make", [answer_dialog, collect_dialog, MadeCard, work_of_a_page, veil_over_a_window]
)
def test_nothing_keeps_a_closed_widget(session: Session, make: Callable[[Session], QWidget]) -> None:
    widget = make(session)
    gone = weakref.ref(widget)
    widget.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    del widget
    gc.collect()
    assert gone() is None
