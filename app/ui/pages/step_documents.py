"""A document that a step leaves behind: what there is of it, and the way to it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from app.process.documents_left import Left
from app.ui.icons import pixmap
from app.ui.kit.link import TextLink
from app.ui.kit.text import Label, column, label, row
from app.ui.language import say
from app.ui.places import Place


class DocumentRow(QWidget):
    """`opened` carries the place where the document stands."""

    opened = Signal(object)

    def __init__(self, left: Left) -> None:
        super().__init__()
        self.left, text = left, say(left.code)
        self.picture = Label()
        self.picture.setPixmap(
            pixmap("file-check" if left.count else "file", "good" if left.count else "quiet", 15)
        )
        self.link = TextLink(text) if left.page else label(text, "small_text", wrap=True)
        self.state = label(_state(left), "tiny", wrap=True)
        self.state.setVisible(bool(left.page))
        whole = row(self.picture, column(self.link, self.state, gap=1), gap=10)
        whole.setStretch(1, 1)
        whole.setContentsMargins(0, 3, 0, 3)
        whole.setAlignment(self.picture, Qt.AlignmentFlag.AlignTop)
        self.setLayout(whole)
        if isinstance(self.link, TextLink):
            self.link.setAccessibleName(f"{text}: {self.state.text()}")
            self.link.clicked.connect(self._open)

    def _open(self) -> None:
        left = self.left
        self.opened.emit(Place(left.page, left.kind, left.record) if left.record else Place(left.page))


def _state(left: Left) -> str:
    if left.count:
        return say("steps.document_there", count=left.count)
    return say("steps.document_lacking")
