"""Photos of papers with a square code: offered to the record that the code names, at a record or anywhere."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator
from pathlib import Path

import pytest
import segno
from PIL import Image
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from services.laptops import found
from ui.reach import nameless
from ui.windows import Window

from app.models.kinds.area import Source
from app.models.kinds.meetings import Attachment, Consultation
from app.services.meeting_work import add_meeting
from app.ui.pages.attachment_papers import PaperDrop, PaperOffer
from app.ui.pages.attachments import AttachmentsBox
from app.ui.pages.exchange_drop import DropVeil


@pytest.fixture
def window(tmp_path: Path, qtbot: QtBot) -> Iterator[Window]:
    made = Window(found(tmp_path)[0].use())
    yield made
    made.close()


@pytest.fixture
def meeting(window: Window) -> str:
    return add_meeting(window.desk, "roundtable", "Roundtable of March", "en")


@pytest.fixture
def box(window: Window, qtbot: QtBot) -> AttachmentsBox:
    with window.desk.write("source.add") as unit:
        source = unit.add(Source, title_en="Letter of the district")
    made = AttachmentsBox(window.session)
    qtbot.addWidget(made)
    made.be_about("source", source)
    made.show()
    window.settle()
    return made


@pytest.fixture
def drop(window: Window, box: AttachmentsBox) -> PaperDrop:
    return PaperDrop(window.session, box, hands_on=True)


def paper(folder: Path, text: str, name: str = "form.png") -> Path:
    segno.make_qr(text).save(str(folder / name), scale=8)
    return folder / name


def plain(folder: Path) -> Path:
    Image.new("RGB", (200, 200), "teal").save(folder / "wall.png")
    return folder / "wall.png"


def code(meeting: str) -> str:
    return f"MASAR:MEETING:{meeting.upper()}"


def subjects(window: Window) -> list[str]:
    return sorted(str(one.subject) for one in window.desk.records(Attachment))


def test_a_paper_of_a_meeting_is_offered_to_it(
    window: Window, box: AttachmentsBox, meeting: str, tmp_path: Path
) -> None:
    box.take_files([paper(tmp_path, code(meeting)), plain(tmp_path)])
    window.settle()
    assert box.offer is not None
    assert "Roundtable of March" in said(box.offer)
    assert nameless(box.offer) == []
    box.offer.go.click()
    window.settle()
    assert subjects(window) == sorted((meeting, box.record))
    assert window.undoable == ["2 files were added."]


def test_it_may_stay_where_it_was_added(
    window: Window, box: AttachmentsBox, meeting: str, tmp_path: Path
) -> None:
    box.take_files([paper(tmp_path, code(meeting))])
    window.settle()
    assert box.offer is not None
    assert "Letter of the district" in box.offer.stay.text()
    box.offer.stay.click()
    window.settle()
    assert subjects(window) == [box.record]


def test_a_paper_of_this_meeting_is_kept_without_a_word(
    window: Window, box: AttachmentsBox, meeting: str, tmp_path: Path
) -> None:
    box.be_about("meeting", meeting)
    window.settle()
    box.take_files([paper(tmp_path, code(meeting))])
    window.settle()
    assert (box.offer, subjects(window)) == (None, [meeting])
    assert box.error.isHidden()


def test_a_foreign_code_gets_a_sentence_and_the_file_is_kept(
    window: Window, box: AttachmentsBox, tmp_path: Path
) -> None:
    box.take_files([paper(tmp_path, "https://example.org")])
    window.settle()
    assert subjects(window) == [box.record]
    assert "example.org" in box.error.text()
    assert box.error.property("look") == "tiny"


def test_one_of_several_places_is_chosen(
    window: Window, drop: PaperDrop, meeting: str, tmp_path: Path
) -> None:
    with window.desk.write("consultation.add") as unit:
        talk = unit.add(Consultation, title_en="Women of the camp", meeting=meeting)
    drop.take([paper(tmp_path, code(meeting))])
    window.settle()
    assert drop.offer is not None
    drop.offer.choices[0].show_value(talk)
    drop.offer.go.click()
    window.settle()
    assert subjects(window) == [talk]


def test_over_the_window_what_says_nothing_is_not_kept(
    window: Window, drop: PaperDrop, tmp_path: Path
) -> None:
    elsewhere = code("01900000-0000-7000-8000-00000000abcd")
    drop.take([plain(tmp_path), paper(tmp_path, elsewhere), tmp_path / "gone.jpg"])
    window.settle()
    assert drop.offer is not None
    assert "No square code" in said(drop.offer)
    assert "not in this workspace" in said(drop.offer)
    assert "gone.jpg" in drop.offer.error.text()
    drop.offer.go.click()
    window.settle()
    assert subjects(window) == []


def test_a_card_goes_where_cards_are_taken(
    window: Window, drop: PaperDrop, qtbot: QtBot, tmp_path: Path
) -> None:
    with qtbot.waitSignal(drop.others) as caught:
        drop.take([paper(tmp_path, "MASAR-CARD-1:AB")])
    assert caught.args == [[tmp_path / "form.png"]]


def test_the_veil_says_what_becomes_of_a_picture(qtbot: QtBot, box: AttachmentsBox, tmp_path: Path) -> None:
    veil = DropVeil(box)
    assert "code" in _over(veil, tmp_path / "form.jpg")
    assert "code" not in _over(veil, tmp_path / "news.masar")


def test_the_dialog_leaves_nothing_behind(
    qapp: QApplication, window: Window, drop: PaperDrop, meeting: str, tmp_path: Path
) -> None:
    drop.take([paper(tmp_path, code(meeting))])
    window.settle()
    assert drop.offer is not None
    gone = weakref.ref(drop.offer)
    drop.offer.reject()
    window.settle()
    gc.collect()
    assert gone() is None


def said(offer: PaperOffer) -> str:
    from PySide6.QtWidgets import QLabel

    return " ".join(one.text() for one in offer.findChildren(QLabel))


def _over(veil: DropVeil, path: Path) -> str:
    from PySide6.QtCore import QPoint, Qt
    from PySide6.QtGui import QDragEnterEvent

    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    enter = QDragEnterEvent(
        QPoint(20, 20), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    veil._papers = False
    veil.eventFilter(veil._over, enter)
    veil.cover()
    return veil.title.text()
