"""The files on a record in the window: added by button and by dropping, opened, renamed, saved, removed."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot
from services.laptops import found
from ui.reach import nameless
from ui.windows import Window

from app.models.kinds.area import Source
from app.models.kinds.meetings import Attachment
from app.ui.language import use_language
from app.ui.pages.attachment_row import FileRow
from app.ui.pages.attachment_viewer import AttachmentViewer
from app.ui.pages.attachments import AttachmentsBox
from app.ui.pages.exchange_drop import DropVeil

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def window(tmp_path: Path, qtbot: QtBot) -> Iterator[Window]:
    made = Window(found(tmp_path)[0].use())
    yield made
    made.close()


@pytest.fixture
def box(window: Window, qtbot: QtBot) -> AttachmentsBox:
    with window.desk.write("source.add") as unit:
        source = unit.add(Source, title_en="Letter of the district", sensitivity=1)
    made = AttachmentsBox(window.session)
    qtbot.addWidget(made)
    made.resize(330, 300)
    made.be_about("source", source)
    made.show()
    window.settle()
    return made


def photo(folder: Path, name: str = "stamp_of_the_mayor.jpg") -> Path:
    made = folder / name
    Image.new("RGB", (900, 600), "teal").save(made)
    return made


def letter(folder: Path) -> Path:
    from reportlab.pdfgen.canvas import Canvas

    made = folder / "letter.pdf"
    canvas = Canvas(str(made), pagesize=(200, 300))
    for number in range(3):
        canvas.drawString(20, 20, str(number))
        canvas.showPage()
    canvas.save()
    return made


def rows(box: AttachmentsBox) -> list[FileRow]:
    return [box.rows.itemAt(n).widget() for n in range(box.rows.count())]  # type: ignore[misc]


def added(window: Window, box: AttachmentsBox, path: Path) -> AttachmentsBox:
    window.door.open = path
    box.add.click()
    window.settle()
    return box


def opened(window: Window, box: AttachmentsBox) -> AttachmentViewer:
    rows(box)[0].open.click()
    window.settle()
    assert box.viewer is not None
    return box.viewer


def dragged(path: Path) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    return data


def enter(data: QMimeData) -> QDragEnterEvent:
    return QDragEnterEvent(
        QPoint(20, 20), Qt.DropAction.CopyAction, data, LEFT, Qt.KeyboardModifier.NoModifier
    )


def test_it_teaches_while_it_is_empty(box: AttachmentsBox) -> None:
    assert box.why.isVisible()
    assert "smaller" in box.why.text()
    assert nameless(box) == []


def test_a_file_is_added_and_can_be_undone(window: Window, box: AttachmentsBox, tmp_path: Path) -> None:
    added(window, box, photo(tmp_path))
    (one,) = rows(box)
    assert one.name.toolTip() == "stamp of the mayor"
    assert "Picture" in one.about.text()
    assert "low" in one.about.text()
    assert one.picture.pixmap() is not None  # type: ignore[attr-defined]
    assert box.window().focusWidget() is one.open
    assert window.undoable == ["The file was added."]
    window.desk.undo()
    window.settle()
    assert rows(box) == []


def test_what_cannot_be_added_is_said_there_and_the_rest_is_kept(
    window: Window, box: AttachmentsBox, tmp_path: Path
) -> None:
    wrong = tmp_path / "notes.docx"
    wrong.write_bytes(b"PK\x03\x04")
    box.take_files([wrong, photo(tmp_path)])
    window.settle()
    assert "notes.docx is neither a picture nor a PDF" in box.error.text().replace("\u2068", "")
    assert len(rows(box)) == 1


def test_files_can_be_dropped_and_the_window_leaves_them_the_place(
    window: Window, box: AttachmentsBox, tmp_path: Path, qtbot: QtBot
) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    box.setParent(host)
    host.show()
    box.show()
    veil = DropVeil(host)
    data = dragged(photo(tmp_path))
    QApplication.sendEvent(host, enter(data))
    assert not veil.isVisible()
    package = dragged(tmp_path / "p.masar")
    QApplication.sendEvent(host, enter(package))
    assert veil.isVisible()
    QApplication.sendEvent(box, enter(data))
    drop = QDropEvent(QPointF(20, 20), Qt.DropAction.CopyAction, data, LEFT, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(box, drop)
    window.settle()
    assert len(rows(box)) == 1
    box.setParent(None)


def test_it_opens_inside_and_pages_turn_by_keys(
    window: Window, box: AttachmentsBox, tmp_path: Path, qtbot: QtBot
) -> None:
    viewer = opened(window, added(window, box, letter(tmp_path)))
    assert viewer.pages.place.text() == "Page 1 of 3"
    qtbot.keyClick(viewer, Qt.Key.Key_PageDown)
    window.settle()
    assert viewer.pages.place.text() == "Page 2 of 3"
    before = viewer.pages.page.transform().m11()
    qtbot.keyClick(viewer, Qt.Key.Key_Plus)
    assert viewer.pages.page.transform().m11() > before
    qtbot.keyClick(viewer, Qt.Key.Key_0)
    qtbot.waitUntil(lambda: viewer.pages.page.transform().m11() == pytest.approx(before))
    assert nameless(viewer) == []
    viewer.close()


def test_name_and_class_keep_themselves(window: Window, box: AttachmentsBox, tmp_path: Path) -> None:
    viewer = opened(window, added(window, box, photo(tmp_path)))
    name = viewer.form.fields["name_en"].control
    name.line.setText("Stamp on the agreement")  # type: ignore[attr-defined]
    name.line.editingFinished.emit()  # type: ignore[attr-defined]
    choice = viewer.form.fields["sensitivity"].control
    choice.show_value("0")
    choice.finished.emit()
    window.settle()
    (one,) = window.desk.records(Attachment)
    assert (one.name_en, one.sensitivity) == ("Stamp on the agreement", 0)
    assert rows(box)[0].name.toolTip() == "Stamp on the agreement"
    viewer.close()


def test_a_copy_can_be_saved_and_the_file_removed(
    window: Window, box: AttachmentsBox, tmp_path: Path
) -> None:
    added(window, box, photo(tmp_path))
    window.door.save = tmp_path / "copy.jpg"
    rows(box)[0].save.click()
    window.settle()
    assert (tmp_path / "copy.jpg").is_file()
    assert any("copy.jpg" in notice for notice in window.notices)
    rows(box)[0].remove.click()
    window.settle()
    assert window.desk.records(Attachment) == []


def test_what_is_not_here_is_named_and_can_be_asked_for(window: Window, box: AttachmentsBox) -> None:
    with window.desk.write("attachment.add") as unit:
        unit.add(
            Attachment, name_en="Minutes", subject_kind="source", subject=box.record, sha256="ab" * 32, size=9
        )
    window.settle()
    (one,) = rows(box)
    assert "Not here yet" in one.about.text()
    assert not one.open.isVisible()
    one.ask.click()
    assert window.places[-1].page == "exchange"


def test_it_speaks_arabic(window: Window, box: AttachmentsBox, tmp_path: Path, qapp: QApplication) -> None:
    added(window, box, photo(tmp_path))
    use_language(qapp, "ar")
    box.retranslate()
    assert box.add.text() == "إضافة ملف"
    texts = " ".join(one.text() for one in rows(box)[0].findChildren(QLabel))
    assert "صورة" in texts


def test_nothing_keeps_a_closed_viewer_or_box(window: Window, box: AttachmentsBox, tmp_path: Path) -> None:
    viewer = opened(window, added(window, box, photo(tmp_path)))
    box.viewer = None
    gone: list[weakref.ref[Any]] = [weakref.ref(viewer)]
    viewer.close()
    del viewer
    other = AttachmentsBox(window.session)
    other.be_about("source", box.record)
    window.settle()
    gone.append(weakref.ref(other))
    other.deleteLater()
    del other
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    assert [one() for one in gone] == [None, None]
