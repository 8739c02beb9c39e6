"""The plan as it prints: its pages as pictures, page by page, and a way to save the file."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QDialog, QLabel, QScrollArea, QVBoxLayout, QWidget

from app.foundation.errors import MasarError
from app.foundation.files import write_whole
from app.foundation.progress import Progress
from app.services.attachments import PDF, drawn_page, pages_of
from app.ui.kit.button import Button, icon_button
from app.ui.kit.inputs import ChoiceInput
from app.ui.kit.text import label, row
from app.ui.language import say, words
from app.ui.operations import Lane, Operation
from app.ui.pages.attachment_row import image_of
from app.ui.process_here import is_plan_of_action, process_here
from app.ui.session import Session
from app.ui.weak import weakly

LANGUAGES = ("en", "ar", "ckb", "fr")
WIDTH, HEIGHT = 980, 700
PAGE_HEIGHT = 1.0
SHARPNESS = 2.0
REST = 900
"""Milliseconds without a change after which a document that follows is drawn again."""


class PlanPreview(QDialog):
    """Draws the plan in a language, off the main thread, and shows its pages one at a time."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._data = b""
        self._pages: list[bytes] = []
        self._operation: Operation | None = None
        self.number, self.count = 0, 0
        self.picture, self.area = QLabel(), QScrollArea()
        self.back, self.forward = icon_button("chevron-left", ""), icon_button("chevron-right", "")
        self.place, self.language = label("", "quiet"), ChoiceInput((), nothing="")
        self.save, self.leave = Button("", "primary", "download"), Button("", "outlined")
        self._lay_out()
        self._wire()
        self.retranslate()
        self.resize(WIDTH, HEIGHT)

    def retranslate(self) -> None:
        """Say the fixed texts in the language in force."""
        self.setWindowTitle(say("plan.preview"))
        turned = words().right_to_left
        self.back.set_icon_name("chevron-right" if turned else "chevron-left")
        self.forward.set_icon_name("chevron-left" if turned else "chevron-right")
        for button, code in ((self.back, "plan.page_before"), (self.forward, "plan.page_after")):
            button.setToolTip(say(code))
            button.setAccessibleName(say(code))
        self.language.set_options([(one, words().code("language", one)) for one in LANGUAGES])
        self.language.main().setAccessibleName(say("plan.preview_language"))
        self.save.setText(say("plan.save_pdf"))
        self.leave.setText(say("frame.close"))

    def begin(self, language: str) -> Operation:
        """Draw the plan in a language and show its first page when it is done."""
        self.language.show_value(language)
        self._show_waiting()
        made = partial(_make, self._session.desk, language)
        operation = self._session.operations.start(made, weakly(self.take), weakly(self._failed), Lane.PURE)
        self._operation = operation
        operation.cancelled.connect(self.reject)
        return operation

    def follow(self) -> None:
        """Draw the document again, a moment after each change of what it may show."""
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST)
        self._rest.timeout.connect(self._draw_again)
        self._session.operations.changed.connect(self._note_change)

    def take(self, data: bytes) -> None:
        """Show a finished document; drawn again, it stays on its page."""
        self._data, self.count = data, page_count(data)
        self.save.setEnabled(True)
        self.show_page(min(self.number, self.count - 1))

    def show_page(self, number: int) -> None:
        """Show a page, counted from 0."""
        if not 0 <= number < self.count:
            return
        self.number = number
        ratio = self.devicePixelRatioF()
        image = page_image(self._data, number, (self.area.viewport().width() - 28) * ratio)
        image.setDevicePixelRatio(ratio)
        self.picture.setPixmap(QPixmap.fromImage(image))
        self.picture.setFixedSize(image.deviceIndependentSize().toSize())
        self.place.setText(say("plan.page_of", number=number + 1, count=self.count))
        self.picture.setAccessibleName(self.place.text())
        self.area.verticalScrollBar().setValue(0)
        self.back.setEnabled(number > 0)
        self.forward.setEnabled(number + 1 < self.count)

    def save_as(self) -> None:
        """Ask where to, and write the file."""
        language = str(self.language.value() or "en")
        name = say("plan.file_name", language=language)
        if not is_plan_of_action():
            name = f"{words().code('process', process_here())} ({language})"
        path = self._session.door.file_to_save(say("plan.save_pdf"), f"{name}.pdf", "PDF (*.pdf)")
        if path is None:
            return
        try:
            write_whole(path, self._data)
        except MasarError as error:
            self._session.door.warn(say("plan.save_pdf"), words().refusal(error))
            return
        self._session.notice(say("plan.saved_as", file=path.name))

    def done_with(self, _result: int) -> None:
        """Stop drawing when the dialog goes away."""
        if self._operation is not None and not self.save.isEnabled():
            self._operation.cancel()

    def _show_waiting(self) -> None:
        self.save.setEnabled(False)
        self.back.setEnabled(False)
        self.forward.setEnabled(False)
        self.place.setText(say("frame.working"))

    def _failed(self, error: BaseException) -> None:
        if isinstance(error, MasarError):
            self._session.door.warn(say("plan.preview"), words().refusal(error))
        else:
            self._session.operations.crashed.emit(error)
        self.reject()

    def _note_change(self, _kinds: object, _ids: object) -> None:
        self._rest.start()

    def _draw_again(self) -> None:
        if not self.isVisible():
            return
        if self.save.isEnabled():
            self.begin(str(self.language.value() or "en"))
        else:
            self._rest.start()

    def _language_chosen(self) -> None:
        self.begin(str(self.language.value() or "en"))

    def _before(self) -> None:
        self.show_page(self.number - 1)

    def _after(self) -> None:
        self.show_page(self.number + 1)

    def _wire(self) -> None:
        self.back.clicked.connect(self._before)
        self.forward.clicked.connect(self._after)
        self.language.finished.connect(self._language_chosen)
        self.save.clicked.connect(self.save_as)
        self.leave.clicked.connect(self.accept)
        self.finished.connect(self.done_with)

    def _lay_out(self) -> None:
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.area.setWidget(self.picture)
        self.area.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.language.setFixedWidth(150)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(14, 12, 14, 12)
        whole.addLayout(row(self.language, 1, self.back, self.place, self.forward, 1, self.leave, self.save))
        whole.addWidget(self.area, 1)


def _make(desk: Any, language: str, progress: Progress) -> bytes:
    from app.services.documents import plan_pdf

    return plan_pdf(desk, language, progress)


def page_count(data: bytes) -> int:
    """Return how many pages a PDF has. Raises UserError `attachment_unreadable`."""
    return pages_of(data, PDF)


def page_image(data: bytes, number: int, width: float) -> QImage:
    """Return a page of a PDF, counted from 0, as a picture of a width in pixels."""
    return image_of(drawn_page(data, PDF, number, round(width)))
