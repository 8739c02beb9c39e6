"""An attached file inside the window: its pages, larger and smaller, its name and how sensitive it is."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPixmap, QWheelEvent
from PySide6.QtWidgets import (
    QFrame,
    QGraphicsScene,
    QGraphicsView,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from app.foundation.errors import MasarError
from app.foundation.progress import Progress
from app.models.codes import CODE_LISTS
from app.services.attachments import Pixels, drawn_page, file_of, pages_of, save_copy
from app.services.views.attachments import FileEntry
from app.ui.kit.button import Button, icon_button
from app.ui.kit.dialog import ReadDialog
from app.ui.kit.form import FieldSpec
from app.ui.kit.inputs import Value
from app.ui.kit.text import label, row
from app.ui.language import label_text, say, words
from app.ui.operations import Lane
from app.ui.pages.attachment_row import about_text, added_text, image_of
from app.ui.pages.record_form import RecordForm
from app.ui.session import Session
from app.ui.theme import color
from app.ui.weak import weakly, weakly_plain

WIDTH, HEIGHT, BESIDE = 1100, 690, 250
DRAWN = 1_800
"""Pixels across a page; enough to read small print when it is made larger."""
STEP, MOST, LEAST = 1.25, 8.0, 0.05
LANGUAGES = ("en", "ar", "ckb", "fr")


class PagePicture(QGraphicsView):
    """One page that can be made larger and moved with the mouse, the wheel and the keys."""

    def __init__(self) -> None:
        super().__init__()
        self.setScene(QGraphicsScene(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setDragMode(QGraphicsView.DragMode.ScrollHandDrag)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.AnchorUnderMouse)
        self.setBackgroundBrush(color("line"))
        self.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        self.fitted = True

    def show_pixels(self, pixels: Pixels) -> None:
        """Show a page; how large it was shown before stays, unless it was whole."""
        picture = QPixmap.fromImage(image_of(pixels))
        self.scene().clear()
        self.scene().addPixmap(picture).setTransformationMode(Qt.TransformationMode.SmoothTransformation)
        self.scene().setSceneRect(QRectF(picture.rect()))
        self.fit() if self.fitted else self.verticalScrollBar().setValue(0)

    def fit(self) -> None:
        """Show the page whole."""
        self.fitted = True
        self.fitInView(self.sceneRect(), Qt.AspectRatioMode.KeepAspectRatio)

    def zoom(self, factor: float) -> None:
        """Show the page larger or smaller."""
        wanted = self.transform().m11() * factor
        if LEAST <= wanted <= MOST:
            self.fitted = False
            self.scale(factor, factor)

    def resizeEvent(self, event: Any) -> None:
        super().resizeEvent(event)
        if self.fitted:
            self.fit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(STEP if event.angleDelta().y() > 0 else 1 / STEP)
            event.accept()
        else:
            super().wheelEvent(event)


class FileForm(RecordForm):
    """What a file is called and how sensitive it is."""

    def __init__(self, session: Session, entry: FileEntry) -> None:
        language = words().language
        classes = [(one, words().code("sensitivity", one)) for one in CODE_LISTS["sensitivity"]]
        super().__init__(
            session,
            "attachment",
            (
                FieldSpec(f"name_{language}", say("attachments.name"), "line"),
                FieldSpec(
                    "sensitivity", say("attachments.sensitivity"), "choice", classes,
                    hint=say("attachments.sensitivity_why"),
                ),
            ),
        )  # fmt: skip
        held = None if entry.sensitivity is None else str(entry.sensitivity)
        names = {f"name_{one}": getattr(entry.title, one) or None for one in LANGUAGES}
        name_line = self.fields[f"name_{language}"].control.main()
        if isinstance(name_line, QLineEdit):
            name_line.setPlaceholderText(label_text(entry.title))
        self.show_record(entry.id, {**names, "sensitivity": held})

    def _commit(self, name: str, value: Value) -> None:
        whole = int(value) if name == "sensitivity" and isinstance(value, str) else value
        super()._commit(name, whole)


class AttachmentViewer(ReadDialog):
    """Shows one file. `remove_asked` carries its id."""

    remove_asked = Signal(str)

    def __init__(self, session: Session, entry: FileEntry, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._session, self.entry = session, entry
        self._data, self._media = b"", entry.media_type
        self.number, self.count = 0, 0
        self.page, self.place = PagePicture(), label("", "quiet")
        self.smaller, self.larger = icon_button("zoom-out", ""), icon_button("zoom-in", "")
        self.whole = icon_button("maximize-2", "")
        self.back, self.forward = icon_button("chevron-left", ""), icon_button("chevron-right", "")
        self.form, self.about = FileForm(session, entry), label("", "small", wrap=True)
        self.error = label("", "error", wrap=True)
        self.save, self.remove = Button("", "outlined", "download"), Button("", "danger", "trash-2")
        self.leave = Button("", "primary")
        self._lay_out()
        self._wire()
        self._name()
        self.resize(WIDTH, HEIGHT)

    def begin(self) -> None:
        """Read the file and show its first page."""
        work = partial(_bytes_of, file_id=self.entry.id)
        self._session.read(work, weakly(self._take), weakly(self._failed))

    def show_page(self, number: int) -> None:
        """Show a page, counted from 0; it is drawn off the main thread."""
        if 0 <= number < self.count:
            self.number = number
            self.place.setText(say("attachments.page_of", number=number + 1, count=self.count))
            self.back.setEnabled(number > 0)
            self.forward.setEnabled(number + 1 < self.count)
            work = partial(_drawn, self._data, self._media, number)
            self._session.operations.start(work, weakly(self._show, number), weakly(self._failed), Lane.PURE)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = {
            Qt.Key.Key_Plus: self._larger, Qt.Key.Key_Equal: self._larger, Qt.Key.Key_Minus: self._smaller,
            Qt.Key.Key_0: self.page.fit, Qt.Key.Key_PageUp: self._before, Qt.Key.Key_PageDown: self._after,
        }  # fmt: skip
        act = keys.get(Qt.Key(event.key()))
        if act is not None:
            act()
        else:
            super().keyPressEvent(event)

    def _take(self, data: bytes) -> None:
        self._data = data
        work = partial(_count, data, self._media)
        self._session.operations.start(work, weakly(self._counted), weakly(self._failed), Lane.PURE)

    def _counted(self, count: int) -> None:
        self.count = count
        for part in (self.back, self.forward, self.place):
            part.setVisible(count > 1)
        self.show_page(0)

    def _show(self, number: int, pixels: Pixels) -> None:
        if number == self.number:
            self.page.show_pixels(pixels)

    def _failed(self, error: BaseException) -> None:
        if not isinstance(error, MasarError):
            self._session.operations.crashed.emit(error)
            return
        missing = error.code == "attachment_missing"
        self.error.setText(words().refusal(error) if missing else say("attachments.unreadable"))
        self.error.show()

    def _larger(self) -> None:
        self.page.zoom(STEP)

    def _smaller(self) -> None:
        self.page.zoom(1 / STEP)

    def _before(self) -> None:
        self.show_page(self.number - 1)

    def _after(self) -> None:
        self.show_page(self.number + 1)

    def _save(self) -> None:
        end = Path(self.entry.saved_as).suffix
        pattern = f"{end[1:].upper()} (*{end})"
        path = self._session.door.file_to_save(say("attachments.save"), self.entry.saved_as, pattern)
        if path is not None:
            said = weakly(self._saved, path.name)
            self._session.read(partial(save_copy, attachment_id=self.entry.id, out=path), said)

    def _saved(self, name: str, _result: object) -> None:
        self._session.notice(say("attachments.saved", file=name))

    def _remove(self) -> None:
        self.close()
        self.remove_asked.emit(self.entry.id)

    def _name(self) -> None:
        entry, turned = self.entry, words().right_to_left
        self.setWindowTitle(label_text(entry.title) or entry.saved_as)
        self.page.setAccessibleName(self.windowTitle())
        self.back.set_icon_name("chevron-right" if turned else "chevron-left")
        self.forward.set_icon_name("chevron-left" if turned else "chevron-right")
        for button, name in (
            (self.smaller, "zoom_out"), (self.larger, "zoom_in"), (self.whole, "fit"),
            (self.back, "page_before"), (self.forward, "page_after"),
        ):  # fmt: skip
            button.setToolTip(say(f"attachments.{name}"))
            button.setAccessibleName(say(f"attachments.{name}"))
        self.about.setText("\n".join(text for text in (about_text(entry), added_text(entry)) if text))
        self.save.setText(say("attachments.save"))
        self.remove.setText(say("attachments.remove"))
        self.leave.setText(say("frame.close"))

    def _wire(self) -> None:
        self.smaller.clicked.connect(self._smaller)
        self.larger.clicked.connect(self._larger)
        self.whole.clicked.connect(self.page.fit)
        self.back.clicked.connect(self._before)
        self.forward.clicked.connect(self._after)
        self.save.clicked.connect(self._save)
        self.remove.clicked.connect(self._remove)
        self.leave.clicked.connect(self.close)
        self.finished.connect(weakly_plain(self.form.commit))

    def _lay_out(self) -> None:
        for part in (self.back, self.forward, self.place, self.error):
            part.hide()
        self.remove.setVisible(not self.entry.fixed)
        self.form.setEnabled(not self.entry.fixed)
        beside = QVBoxLayout()
        beside.setSpacing(10)
        texts: tuple[QWidget, ...] = (self.form, self.about, self.error)
        for text in texts:
            text.setFixedWidth(BESIDE)
            beside.addWidget(text)
        beside.addStretch(1)
        beside.addLayout(row(self.save, 1))
        beside.addLayout(row(self.remove, 1))
        shown = QVBoxLayout()
        shown.setSpacing(8)
        shown.addWidget(self.page, 1)
        shown.addLayout(
            row(self.smaller, self.whole, self.larger, 1, self.back, self.place, self.forward, 1, self.leave)
        )
        inside = QHBoxLayout(self)
        inside.setContentsMargins(14, 14, 14, 12)
        inside.setSpacing(14)
        inside.addLayout(shown, 1)
        inside.addLayout(beside)


def _bytes_of(desk: Any, file_id: str) -> bytes:
    return file_of(desk, file_id)[1]


def _count(data: bytes, media: str, _progress: Progress) -> int:
    return pages_of(data, media)


def _drawn(data: bytes, media: str, number: int, _progress: Progress) -> Pixels:
    return drawn_page(data, media, number, DRAWN)
