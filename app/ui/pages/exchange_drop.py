"""Dropping files anywhere on the window: a veil says what will happen; nothing is taken at once."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from app.services.recognising import kind_of_file
from app.ui.icons import pixmap
from app.ui.kit.text import label
from app.ui.language import say

TAKES_FILES = "takes_files"
"""The property of places that take pictures and PDFs dropped on them; the veil leaves those free."""
_PICTURES = {".jpg", ".jpeg", ".png", ".webp", ".tif", ".tiff", ".bmp", ".pdf", ".heic"}


class DropVeil(QFrame):
    """Covers a window while files are dragged over it. `dropped` carries their paths as a list."""

    dropped = Signal(object)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._over, self._papers, self._document = window, False, False
        self.setProperty("ground", "drop")
        self.setAcceptDrops(True)
        self.picture, self.title, self.why = QLabel(), label("", "title"), label("", "quiet")
        whole = QVBoxLayout(self)
        whole.setSpacing(10)
        whole.addStretch(1)
        for part in (self.picture, self.title, self.why):
            whole.addWidget(part, 0, Qt.AlignmentFlag.AlignHCenter)
        whole.addStretch(1)
        self.hide()
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QDragEnterEvent) and files_in(event.mimeData()):
            event.acceptProposedAction()
            files = files_in(event.mimeData())
            self._papers = all(is_picture(path) for path in files)
            self._document = len(files) == 1 and kind_of_file(files[0]) == "document"
            if not self._has_a_place_of_its_own():
                self.cover()
            return True
        if isinstance(event, QDropEvent) and event.type() == QEvent.Type.Drop:
            self.dropEvent(event)
            return True
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self.cover()
        return super().eventFilter(watched, event)

    def _has_a_place_of_its_own(self) -> bool:
        if not self._papers or self._document:
            return False
        shown = (one for one in self._over.findChildren(QWidget) if one.isVisible())
        return any(one.property(TAKES_FILES) for one in shown)

    def cover(self) -> None:
        """Lie over the whole window and say what letting go does."""
        topic, sign = ("attachments", "file-text") if self._papers else ("packages", "package-open")
        topic = "inside" if self._document else topic
        self.title.setText(say(f"{topic}.drop_here"))
        self.why.setText(say(f"{topic}.drop_why"))
        self.picture.setPixmap(pixmap(sign, "accent", 48))
        self.setAccessibleName(self.title.text())
        self.setGeometry(self._over.rect())
        self.show()
        self.raise_()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if files_in(event.mimeData()):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        event.acceptProposedAction()

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        self.hide()

    def dropEvent(self, event: QDropEvent) -> None:
        self.hide()
        paths = files_in(event.mimeData())
        if paths:
            event.acceptProposedAction()
            self.dropped.emit(paths)


def is_picture(path: Path) -> bool:
    """Return whether a file is named like a photo, a scan or a PDF."""
    return path.suffix.lower() in _PICTURES


def files_in(data: QMimeData) -> list[Path]:
    """Return the files and folders of this computer that are dragged."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
