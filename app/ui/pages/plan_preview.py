"""The plan as it prints: its pages as pictures, page by page, and a way to save the file."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.foundation.errors import MasarError
from app.foundation.progress import Progress
from app.ui.kit.button import Button
from app.ui.kit.dialog import ReadDialog
from app.ui.kit.inputs import ChoiceInput
from app.ui.kit.text import label, row
from app.ui.language import say, words
from app.ui.operations import Lane, Operation
from app.ui.pages.pages_view import PagesView
from app.ui.process_here import is_plan_of_action, process_here
from app.ui.saving import save_file
from app.ui.session import Session
from app.ui.weak import weakly
from app.words.catalogue import Words

LANGUAGES = ("en", "ar", "ckb", "fr")
WIDTH, HEIGHT = 980, 700
BESIDE = 680
"""Width of a preview that stands beside what is being written."""
OTHERWISE = {
    "response_approach_return": "documents.approach.return",
    "response_approach_displacement": "documents.approach.displacement",
    "activity_breakdown": "documents.block.4",
    "annex": "documents.annex.notes",
}
"""Sections that the document calls otherwise than the outline beside the text."""
REST = 900
"""Milliseconds without a change after which a document that follows is drawn again."""


class PlanPreview(ReadDialog):
    """Draws the plan in a language, off the main thread, and shows its pages one at a time."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._data, self._section = b"", ""
        self._operation: Operation | None = None
        self.pages, self.language = PagesView(session, wide=True), ChoiceInput((), nothing="")
        self.working = label("", "quiet")
        self.save, self.leave = Button("", "primary", "download"), Button("", "outlined")
        self._lay_out()
        self._wire()
        self.retranslate()
        self.resize(WIDTH, HEIGHT)

    def retranslate(self) -> None:
        """Say the fixed texts in the language in force."""
        self.setWindowTitle(say("plan.preview"))
        self.pages.page.setAccessibleName(say("plan.preview"))
        self.pages.retranslate()
        self.working.setText(say("frame.working"))
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

    def stand_beside(self, window: QWidget) -> None:
        """Stand at the trailing edge of a window, so that what is written there stays in view."""
        place = window.geometry()
        self.resize(min(BESIDE, place.width()), place.height())
        left = place.left() if words().right_to_left else place.right() + 1 - self.width()
        self.move(left, place.top())

    def show_section(self, key: str) -> None:
        """Turn to the page on which a section begins, now or as soon as it is drawn."""
        self._section = key
        if self._data and self.save.isEnabled():
            self.take(self._data)

    def take(self, data: bytes) -> None:
        """Show a finished document; drawn again, it stays on its page."""
        self._data = data
        self.save.setEnabled(True)
        self.working.hide()
        key, self._section = self._section, ""
        self.pages.show_file(data, titles=titles_of(key, str(self.language.value())) if key else ())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.pages.take_key(event):
            super().keyPressEvent(event)

    def save_as(self) -> None:
        """Ask where to, and write the file."""
        language = str(self.language.value() or "en")
        name = say("plan.file_name", language=language)
        if not is_plan_of_action():
            name = f"{words().code('process', process_here())} ({language})"
        save_file(self._session, self._data, name)

    def done_with(self, _result: int) -> None:
        """Stop drawing when the dialog goes away."""
        if self._operation is not None and not self.save.isEnabled():
            self._operation.cancel()

    def _show_waiting(self) -> None:
        self.save.setEnabled(False)
        self.working.show()

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

    def _wire(self) -> None:
        self.pages.failed.connect(self._failed)
        self.language.finished.connect(self._language_chosen)
        self.save.clicked.connect(self.save_as)
        self.leave.clicked.connect(self.accept)
        self.finished.connect(self.done_with)

    def _lay_out(self) -> None:
        self.language.setFixedWidth(150)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(14, 12, 14, 12)
        whole.addLayout(row(self.language, self.pages.bar, self.working, self.leave, self.save))
        whole.addWidget(self.pages, 1)


def titles_of(section: str, language: str) -> tuple[str, ...]:
    """Return how a section of the plan, by its key, may be called in the outline of the document."""
    spoken = Words(language)
    also = (spoken.say(code).rpartition(" · ")[2] for code in (OTHERWISE.get(section),) if code)
    return (spoken.code("section_key", section), *also)


def _make(desk: Any, language: str, progress: Progress) -> bytes:
    from app.services.documents import plan_pdf

    return plan_pdf(desk, language, progress)
