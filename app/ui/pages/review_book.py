"""The review workbook in the window: made for partners without Masar, and taken when it comes back."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.foundation.errors import MasarError
from app.foundation.files import write_whole
from app.services.importing_problems import row_text
from app.services.review_taking import Reviewed, ReviewedRow, read_review, take_review
from app.services.views.review import ReviewView
from app.ui.kit.button import Button
from app.ui.kit.card import Card
from app.ui.kit.choices import ChoiceInput
from app.ui.kit.dialog import ReadDialog
from app.ui.kit.rows import Cell, RowModel, TableColumn
from app.ui.kit.table import Table
from app.ui.kit.text import column, label, row
from app.ui.language import LANGUAGES, label_text, say, words
from app.ui.pages.book_work import WORKBOOKS, BookWork
from app.ui.pages.review_words import TYPE_TONES, version_title
from app.ui.session import Session
from app.ui.weak import weakly

MOST_PROBLEMS = 40
_WIDTH, _TAKE_WIDTH, _TAKE_HEIGHT = 560, 900, 600


class ReviewBookDialog(ReadDialog):
    """Makes a review workbook of a frozen version. `came_back` asks to take one."""

    came_back = Signal()

    def __init__(
        self, session: Session, view: ReviewView, round_id: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.session, self._round = session, round_id
        self.setWindowTitle(say("review.book"))
        self.setMinimumWidth(_WIDTH)
        versions = [(one.id, version_title(one)) for one in view.versions]
        self.version = ChoiceInput(versions, nothing="")
        self.language = ChoiceInput(LANGUAGES, nothing="")
        self.language.show_value(words().language)
        if versions:
            self.version.show_value(versions[0][0])
        self.make_button = Button(say("review.book.make"), "primary", "file-down")
        self.take_button = Button(say("review.book.take"), "outlined", "inbox")
        self.leave = Button(say("frame.close"))
        self.make_button.setEnabled(bool(versions))
        self.make_button.clicked.connect(self.make)
        self.take_button.clicked.connect(self._came_back)
        self.leave.clicked.connect(self.reject)
        self._lay_out(bool(versions))

    def make(self) -> None:
        """Ask where to, and write the workbook."""
        language = str(self.language.value() or "en")
        name = f"{say('review.book.file', language=language)}.xlsx"
        path = self.session.door.file_to_save(say("review.book.make"), name, WORKBOOKS)
        if path is not None:
            version = str(self.version.value() or "")
            work = partial(_write, language=language, version=version, round_id=self._round, path=path)
            self.session.read(work, weakly(self._made, path.name))

    def _made(self, name: str, _result: object) -> None:
        self.session.notice(say("plan.saved_as", file=name))
        self.accept()

    def _came_back(self) -> None:
        self.reject()
        self.came_back.emit()

    def _lay_out(self, any_version: bool) -> None:
        self.version.main().setAccessibleName(say("review.book.version"))
        self.language.main().setAccessibleName(say("review.sign.language"))
        out, back = Card(say("review.book.out")), Card(say("review.book.back"))
        why = "review.book.out.why" if any_version else "review.book.no_version"
        out.body.setSpacing(10)
        out.body.addWidget(label(say(why), "quiet", wrap=True))
        self.language.setFixedWidth(150)
        chosen = row(self.version, self.language, gap=10)
        chosen.setStretch(0, 1)
        out.body.addLayout(chosen)
        out.body.addLayout(row(1, self.make_button))
        for part in (self.version, self.language):
            part.setVisible(any_version)
        back.body.setSpacing(10)
        back.body.addWidget(label(say("review.book.back.why"), "quiet", wrap=True))
        back.body.addLayout(row(1, self.take_button))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 20, 24, 18)
        whole.setSpacing(14)
        whole.addWidget(label(say("review.book"), "title"))
        whole.addWidget(out)
        whole.addWidget(back)
        whole.addStretch(1)
        whole.addLayout(row(1, self.leave))


class TakeReviewDialog(ReadDialog):
    """Shows what a review workbook brings and takes it as one step. `taken` carries how many."""

    taken = Signal(int)

    def __init__(
        self, session: Session, view: ReviewView, reviewed: Reviewed, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.session, self.reviewed = session, reviewed
        self.setWindowTitle(say("review.book.take"))
        self.resize(_TAKE_WIDTH, _TAKE_HEIGHT)
        offices = [(key, label_text(name)) for key, name in view.choices.organisations]
        self.organisation = ChoiceInput(sorted(offices, key=lambda one: one[1].casefold()))
        self.organisation.show_value(reviewed.organisation or None)
        self.model = RowModel(_columns())
        self.table = Table(self.model)
        self.take, self.leave = Button("", "primary", "inbox"), Button(say("frame.cancel"))
        self.take.setText(say("review.book.take_count", count=len(reviewed.fresh)))
        self.take.setEnabled(bool(reviewed.fresh))
        self.take.clicked.connect(self.take_in)
        self.leave.clicked.connect(self.reject)
        self._lay_out()
        self.model.set_columns(_columns(), reviewed.rows)

    def take_in(self) -> None:
        """Take the comments."""
        chosen = str(self.organisation.value() or "")
        self.take.setEnabled(False)
        work = partial(take_review, reviewed=self.reviewed, organisation=chosen)
        self.session.write(work, weakly(self._done), weakly(self._failed))

    def _done(self, made: list[str]) -> None:
        self.accept()
        self.taken.emit(len(made))

    def _failed(self, error: BaseException) -> None:
        self.take.setEnabled(True)
        if isinstance(error, MasarError):
            self.session.door.warn(say("review.book.take"), words().refusal(error))
        else:
            self.session.operations.crashed.emit(error)

    def _lay_out(self) -> None:
        found = self.reviewed
        self.table.setAccessibleName(say("kind.comment.many"))
        self.organisation.main().setAccessibleName(words().field("comment", "organisation"))
        self.organisation.setFixedWidth(300)
        said = say("review.book.brings", count=len(found.rows), number=found.number, known=_known(found))
        from_whom = row(label(say("review.column.from"), "quiet"), self.organisation, 1, gap=10)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 20, 24, 18)
        whole.setSpacing(12)
        whole.addWidget(label(found.file or say("review.book"), "title", wrap=True))
        whole.addWidget(label(said, "quiet", wrap=True))
        whole.addLayout(from_whom)
        if found.organisation_text and not found.organisation:
            unknown = say("review.book.unknown_sender", name=found.organisation_text)
            whole.addWidget(label(unknown, "attention", wrap=True))
        whole.addWidget(self.table, 1)
        problems = column(gap=2)
        for one in found.problems[:MOST_PROBLEMS]:
            problems.addWidget(label(row_text(words(), one), "small", wrap=True))
        whole.addLayout(problems)
        whole.addLayout(row(1, self.leave, self.take))


def _columns() -> list[TableColumn]:
    return [
        TableColumn(say("review.book.row"), _number, 62),
        TableColumn(words().field("comment", "type"), _type, 104),
        TableColumn(say("review.column.about"), _about),
        TableColumn(words().field("comment", "text"), _text, share=2),
        TableColumn("", _state, 120),
    ]


def _number(one: ReviewedRow) -> Cell:
    return Cell(words().number(one.row), quiet=True)


def _type(one: ReviewedRow) -> Cell:
    return Cell(words().code("comment_type", one.type), tone=TYPE_TONES[one.type])


def _about(one: ReviewedRow) -> Cell:
    return Cell(one.about or say("review.whole_plan"))


def _text(one: ReviewedRow) -> Cell:
    return Cell(one.text)


def _state(one: ReviewedRow) -> Cell:
    return Cell(say("review.book.known"), tone="neutral") if one.known else Cell("")


def _known(found: Reviewed) -> int:
    return len(found.rows) - len(found.fresh)


class ReviewBookWork(BookWork):
    """Does for the page what concerns review workbooks. `view` is its view as it was last read."""

    def __init__(self, session: Session, page: QWidget) -> None:
        super().__init__(session, page, "review.book.take", _read)
        self.view = ReviewView()

    def ask(self, round_id: str) -> None:
        """Offer to make a workbook for a round, and to take one."""
        dialog = ReviewBookDialog(self.session, self.view, round_id, self.page)
        dialog.came_back.connect(self.ask_file)
        self.open_dialog(dialog)

    def show_brought(self, brought: Reviewed) -> None:
        dialog = TakeReviewDialog(self.session, self.view, brought, self.page)
        dialog.taken.connect(self._taken)
        self.open_dialog(dialog)

    def _taken(self, count: int) -> None:
        self.session.offer_undo(say("review.book.taken", count=count))


def _read(desk: Any, path: Path) -> Reviewed:
    return read_review(desk, path)


def _write(desk: Any, language: str, version: str, round_id: str, path: Path) -> None:
    from app.services.review_workbook import review_workbook

    write_whole(path, review_workbook(desk, language, version_id=version, round_id=round_id))
