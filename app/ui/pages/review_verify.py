"""What was found out about a PDF's signatures, in words with marks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFrame, QLabel, QVBoxLayout, QWidget

from app.foundation.errors import UserError
from app.foundation.files import place_error
from app.foundation.progress import Progress
from app.ui.kit.button import Button
from app.ui.kit.card import row_frame
from app.ui.kit.panel import scrolling
from app.ui.kit.text import column, label, row
from app.ui.language import say, words

if TYPE_CHECKING:
    from app.documents.signing.values import Message, SignatureReport, Verification

MARKS = {"good": "✓", "attention": "!", "wrong": "✗"}
WIDTH, HEIGHT = 620, 480
_WRONG = frozenset({"damaged", "unclear"})
_BAD_STANDING = frozenset({"revoked", "name_borrowed"})


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that was found: its mark's tone, the sentence, and what is to be said beneath."""

    tone: str
    text: str
    under: tuple[str, ...] = ()


def verified(desk: Any, path: Path, _progress: Progress) -> Verification:
    """Return what is true of a PDF file, judged by the roster of a desk. Pure work.

    Raises UserError `not_a_pdf` (a package too), and as `signatures.verify_pdf`; PlaceError.
    """
    from app.services.signatures import verify_pdf
    from app.services.verifying import PACKAGE, sort_of

    if sort_of(path) == PACKAGE:
        raise UserError("package_not_pdf", file=path.name)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise place_error(error, path) from error
    return verify_pdf(data, desk)


def lines_of(found: Verification) -> Iterator[Line]:
    """Yield the verdict, then each signature, in the language in force."""
    from app.documents.signing.wording import heading

    first, *rest = _sentences(found.messages)
    yield Line(verdict_tone(found), first, tuple(rest))
    for report in found.signatures:
        yield Line(report_tone(report), heading(report, words()), tuple(_sentences(report.messages)))


def verdict_tone(found: Verification) -> str:
    """Return good when everything counts, wrong when something is broken, else attention."""
    if found.fine:
        return "good"
    return "wrong" if found.verdict in ("damaged", "changed_after_signing") or found.missing else "attention"


def report_tone(report: SignatureReport) -> str:
    """Return good for a signature that counts, wrong for a broken or withdrawn one, else attention."""
    if report.counts:
        return "good"
    broken = not report.intact or report.later in ("content", *_WRONG) or report.standing in _BAD_STANDING
    return "wrong" if broken else "attention"


def _sentences(messages: Sequence[Message]) -> list[str]:
    from app.documents.signing.wording import say as say_message

    return [say_message(one, words()) for one in messages]


class VerdictMark(QLabel):
    """A round mark with ✓, ! or ✗."""

    def __init__(self, tone: str) -> None:
        super().__init__(MARKS[tone])
        self.setProperty("mark", tone)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setFixedSize(22, 22)
        self.setAccessibleName(say(f"review.verify.mark.{tone}"))


class VerifyDialog(QDialog):
    """Shows the verdict on one file."""

    def __init__(self, name: str, found: Verification, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(say("review.verify.title"))
        self.resize(WIDTH, HEIGHT)
        self.lines = tuple(lines_of(found))
        self.done_button = Button(say("frame.close"), "primary")
        self.done_button.clicked.connect(self.accept)
        inside = QWidget()
        inside.setObjectName("scrolled")
        rows = column(gap=0)
        for line in self.lines:
            rows.addWidget(_row(line, line is self.lines[-1]))
        rows.addStretch(1)
        inside.setLayout(rows)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 20, 24, 18)
        whole.setSpacing(12)
        whole.addWidget(label(say("review.verify.file", file=name), "title", wrap=True))
        whole.addWidget(scrolling(inside), 1)
        whole.addWidget(label(say("review.verify.clock"), "tiny", wrap=True))
        whole.addLayout(row(1, self.done_button))


def _row(line: Line, last: bool) -> QFrame:
    made = row_frame(last)
    texts = column(label(line.text, "strong", wrap=True), gap=3)
    for sentence in line.under:
        texts.addWidget(label(sentence, "small", wrap=True))
    mark = VerdictMark(line.tone)
    whole = row(mark, texts, gap=10)
    whole.setStretch(1, 1)
    whole.setAlignment(mark, Qt.AlignmentFlag.AlignTop)
    whole.setContentsMargins(0, 10, 4, 10)
    made.setLayout(whole)
    return made
