"""What is true of a PDF: its signatures and data in words with marks, the plan it carries, what differs."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QStackedWidget, QTextEdit, QVBoxLayout, QWidget
from shiboken6 import isValid

from app.foundation.errors import UserError
from app.foundation.files import read_whole
from app.foundation.progress import Progress
from app.ui.kit.button import Button
from app.ui.kit.card import row_frame
from app.ui.kit.dialog import ReadDialog
from app.ui.kit.panel import scrolling
from app.ui.kit.tabs import SegmentedTabs
from app.ui.kit.text import column, label, row
from app.ui.language import say, words
from app.ui.operations import Lane, Operation, Operations
from app.ui.pages.paper_signing import PaperSigning, may_sign
from app.ui.pages.plan_html import plan_html
from app.ui.pages.review_compare import comparison_html, text_style
from app.ui.pages.sign_returned import Recording
from app.ui.weak import weakly_plain

if TYPE_CHECKING:
    from app.services.verifying import Checked, Line
    from app.ui.session import Session

MARKS = {"good": "✓", "attention": "!", "wrong": "✗"}
WIDTH, HEIGHT = 780, 640
TABS = ("found", "plan", "differs")


def checked(desk: Any, path: Path, language: str, _progress: Progress) -> Checked:
    """Return what is true of a PDF file, judged by a desk or None. Pure work.

    Raises UserError `package_not_pdf`, and as `check_pdf`; PlaceError.
    """
    from app.services.verifying import LARGEST_PDF, PACKAGE, check_pdf, sort_of

    if sort_of(path) == PACKAGE:
        raise UserError("package_not_pdf", file=path.name)
    return check_pdf(read_whole(path, LARGEST_PDF), desk, language)


def look_into(
    operations: Operations, session: Session | None, path: Path, parent: QWidget | None, failed: Any = None
) -> Operation:
    """Find out off the main thread what is true of a PDF and show it over a window.

    Without a session nobody is known; with one, a paper can be signed there.
    """
    work = partial(checked, session.desk if session is not None else None, path, words().language)
    return operations.start(work, _shower(session, path, parent), failed, Lane.PURE)


def _shower(session: Session | None, path: Path, parent: QWidget | None) -> Callable[[Checked], None]:
    def show(found: Checked) -> None:
        if parent is None or isValid(parent):
            show_checked(session, path, found, parent)

    return show


def show_checked(session: Session | None, path: Path, found: Checked, parent: QWidget | None) -> VerifyDialog:
    """Open the dialog with what was found out about a file, and return it."""
    dialog = VerifyDialog(path.name, found, parent)
    if session is not None:
        dialog.offer_signing(session, path)
        Recording(session, path, found.returned, dialog.record, dialog)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog


class VerdictMark(QLabel):
    """A round mark with ✓, ! or ✗."""

    def __init__(self, tone: str) -> None:
        super().__init__(MARKS[tone])
        self.setProperty("mark", tone)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setFixedSize(22, 22)
        self.setAccessibleName(say(f"review.verify.mark.{tone}"))


class VerifyDialog(ReadDialog):
    """Shows what was found out about one file; where it carries a plan, that too, and what differs here."""

    def __init__(self, name: str, found: Checked, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        from app.services.verifying import last_line, lines_of

        self.found = found
        self.setWindowTitle(say("review.verify.title"))
        self.resize(WIDTH, HEIGHT)
        self.lines = tuple(lines_of(found, words()))
        self.tabs, self.stack = SegmentedTabs(), QStackedWidget()
        self.shown = {"found": _rows(self.lines), **self._texts()}
        for one in self.shown.values():
            self.stack.addWidget(one)
        self.tabs.set_tabs([(key, say(f"inside.tab.{key}")) for key in self.shown])
        self.tabs.setVisible(len(self.shown) > 1)
        self.tabs.chosen.connect(self._show)
        self.done_button = Button(say("frame.close"), "primary")
        self.done_button.clicked.connect(self.accept)
        self.sign = Button(say("inside.sign"), "outlined", "signature")
        self.record = Button(say("inside.record"), "outlined", "file-pen")
        self.sign.hide()
        self.record.hide()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 20, 24, 18)
        whole.setSpacing(12)
        whole.addWidget(label(say("review.verify.file", file=name), "title", wrap=True))
        whole.addLayout(row(self.tabs, 1))
        whole.addWidget(self.stack, 1)
        whole.addWidget(label(last_line(found, words()), "tiny", wrap=True))
        whole.addLayout(row(1, self.record, self.sign, self.done_button))
        self.done_button.setFocus()

    def offer_signing(self, session: Session, path: Path) -> None:
        """Offer to sign the file, where it can be signed by who sits here."""
        from app.services.verifying import LARGEST_PDF

        signing = PaperSigning(session, self)
        signing.signed.connect(self.accept)
        read = partial(read_whole, path, LARGEST_PDF)
        self.sign.clicked.connect(weakly_plain(signing.ask, read, path.stem))
        self.sign.setVisible(may_sign(self.found, session.desk))

    def _show(self, key: str) -> None:
        self.stack.setCurrentWidget(self.shown[key])

    def _texts(self) -> dict[str, QWidget]:
        inside = self.found.inside
        if inside is None:
            return {}
        made: dict[str, QWidget] = {"plan": _text("plan", "".join(plan_html(inside.document)))}
        if inside.comparison is not None and not inside.comparison.same:
            made["differs"] = _text("differs", "".join(comparison_html(inside.comparison)))
        return made


def _text(key: str, html: str) -> QTextEdit:
    made = QTextEdit()
    made.setReadOnly(True)
    made.setAccessibleName(say(f"inside.tab.{key}"))
    made.document().setDefaultStyleSheet(text_style())
    made.setHtml(html)
    return made


def _rows(lines: tuple[Line, ...]) -> QWidget:
    inside = QWidget()
    inside.setObjectName("scrolled")
    rows = column(gap=0)
    for line in lines:
        rows.addWidget(_row(line, line is lines[-1]))
    rows.addStretch(1)
    inside.setLayout(rows)
    return scrolling(inside)


def _row(line: Line, last: bool) -> QFrame:
    made = row_frame(last)
    texts = column(label(line.text, "strong", wrap=True), gap=3)
    for sentence in line.under:
        texts.addWidget(label(sentence, "small", wrap=True))
    mark = VerdictMark(line.tone)
    whole = row(mark, texts, gap=10)
    whole.setStretch(1, 1)
    whole.setAlignment(mark, Qt.AlignmentFlag.AlignTop)
    clear = 12  # of the scroll bar at the trailing edge
    whole.setContentsMargins(*((clear, 10, 0, 10) if words().right_to_left else (0, 10, clear, 10)))
    made.setLayout(whole)
    return made
