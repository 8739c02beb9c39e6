"""Workbooks that come back, in the window: made for people without Masar, looked at, and taken."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from app.foundation.errors import MasarError
from app.foundation.files import write_whole
from app.models.record import Shape
from app.models.registry import describe
from app.services import measurement_sheet, plan_workbook
from app.services.desk import Desk
from app.services.importing_problems import row_text
from app.services.paper_kinds import Order, draw
from app.services.returned import Difference, NewRow, Returned
from app.services.returning_taking import Taken, read_returned, take_returned
from app.ui.kit.button import Button
from app.ui.kit.card import Card
from app.ui.kit.choices import ChoiceInput
from app.ui.kit.dialog import ReadDialog
from app.ui.kit.rows import Cell, RowModel, TableColumn
from app.ui.kit.table import Table
from app.ui.kit.text import column, isolated, label, row
from app.ui.language import LANGUAGES, say, words
from app.ui.pages.book_work import WORKBOOKS, BookWork
from app.ui.session import Session
from app.ui.weak import weakly

MOST_PROBLEMS = 40
_WIDTH, _TAKE_WIDTH, _TAKE_HEIGHT, _CHOICE_WIDTH = 640, 1040, 620, 140


@dataclass(frozen=True, slots=True)
class BookSort:
    """A sort of workbook: its kind in the list of documents, its format, what it is for, if by period."""

    paper: str
    format: str
    why: str
    periods: bool = False

    @property
    def name(self) -> str:
        """What it is called."""
        return say(f"paper.{self.paper}")


PLAN = BookSort("plan-workbook", plan_workbook.FORMAT, "returning.out.plan")
MEASUREMENTS = BookSort("measurements", measurement_sheet.FORMAT, "returning.out.measurements", periods=True)


class ReturningBookDialog(ReadDialog):
    """Makes a workbook that comes back. `came_back` asks to take one."""

    came_back = Signal()

    def __init__(self, session: Session, sort: BookSort, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session, self.sort = session, sort
        self.setWindowTitle(sort.name)
        self.setMinimumWidth(_WIDTH)
        self.language = ChoiceInput(LANGUAGES, nothing="")
        self.language.show_value(words().language)
        self.period = ChoiceInput([], nothing="")
        self.make_button = Button(say("review.book.make"), "primary", "file-down")
        self.take_button = Button(say("returning.take"), "outlined", "inbox")
        self.leave = Button(say("frame.close"))
        self.make_button.clicked.connect(self.make)
        self.take_button.clicked.connect(self._came_back)
        self.leave.clicked.connect(self.reject)
        self._lay_out()
        if sort.periods:
            session.read(measurement_sheet.periods, weakly(self.offer))

    def offer(self, periods: tuple[tuple[str, str], ...]) -> None:
        """Offer periods (first day, name), the newest first."""
        self.period.set_options([(day, isolated(name)) for day, name in periods])
        self.period.show_value(periods[0][0])

    def make(self) -> None:
        """Ask where to, and write the workbook."""
        order = Order(str(self.language.value() or "en"), starts=str(self.period.value() or ""))
        path = self.session.door.file_to_save(
            self.sort.name, f"{self.sort.paper}-{order.language}.xlsx", WORKBOOKS
        )
        if path is not None:
            work = partial(_write, code=self.sort.paper, order=order, path=path)
            self.session.read(work, weakly(self._made, path.name))

    def _made(self, name: str, _result: object) -> None:
        self.session.notice(say("plan.saved_as", file=name))
        self.accept()

    def _came_back(self) -> None:
        self.reject()
        self.came_back.emit()

    def _lay_out(self) -> None:
        self.language.main().setAccessibleName(say("review.sign.language"))
        self.period.main().setAccessibleName(words().field("measurement", "period"))
        out, back = Card(say("review.book.out")), Card(say("review.book.back"))
        for card, why in ((out, self.sort.why), (back, "returning.back.why")):
            card.body.setSpacing(10)
            card.body.addWidget(label(say(why), "quiet", wrap=True))
        self.period.setVisible(self.sort.periods)
        for chosen in (self.language, self.period):
            chosen.setFixedWidth(_CHOICE_WIDTH)
        out.body.addLayout(row(self.language, self.period, 1, self.make_button, gap=10))
        back.body.addLayout(row(1, self.take_button))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 20, 24, 18)
        whole.setSpacing(14)
        for part in (label(self.sort.name, "title"), out, back):
            whole.addWidget(part)
        whole.addStretch(1)
        whole.addLayout(row(1, self.leave))


class TakeReturnedDialog(ReadDialog):
    """Shows what a workbook would change beside what is here, and takes it. `taken` carries a `Taken`."""

    taken = Signal(object)

    def __init__(self, session: Session, returned: Returned, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session, self.returned = session, returned
        self.setWindowTitle(say("returning.take"))
        self.resize(_TAKE_WIDTH, _TAKE_HEIGHT)
        self.model = RowModel(_columns(), group=_sheet)
        self.table = Table(self.model)
        self.later = QCheckBox(say("returning.also_later"))
        self.take, self.leave = Button("", "primary", "inbox"), Button(say("frame.cancel"))
        self.later.toggled.connect(self._count)
        self.take.clicked.connect(self.take_in)
        self.leave.clicked.connect(self.reject)
        self._lay_out()
        self.model.set_columns(_columns(), (*returned.differences, *returned.added))
        self._count()

    def take_in(self) -> None:
        """Take what the workbook brings."""
        self.take.setEnabled(False)
        work = partial(take_returned, returned=self.returned, later=self.later.isChecked())
        self.session.write(work, weakly(self._done), weakly(self._failed))

    def _done(self, done: Taken) -> None:
        self.accept()
        self.taken.emit(done)

    def _failed(self, error: BaseException) -> None:
        self._count()
        if isinstance(error, MasarError):
            self.session.door.warn(say("returning.take"), words().refusal(error))
        else:
            self.session.operations.crashed.emit(error)

    def _count(self) -> None:
        found = self.returned
        cells = found.differences if self.later.isChecked() else found.fresh
        count = len(cells) + len(found.added)
        self.take.setText(say("returning.take_count", count=count))
        self.take.setEnabled(count > 0)

    def _lay_out(self) -> None:
        found = self.returned
        self.table.setAccessibleName(say("returning.changes"))
        self.later.setVisible(bool(found.later))
        said = say(
            "returning.brings",
            count=len(found.differences),
            added=len(found.added),
            known=found.known,
            day=words().date(found.made_on),
        )
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 20, 24, 18)
        whole.setSpacing(12)
        whole.addWidget(label(found.file, "title", wrap=True))
        whole.addWidget(label(said, "quiet", wrap=True))
        whole.addWidget(self.table, 1)
        problems = column(gap=2)
        for one in found.problems[:MOST_PROBLEMS]:
            problems.addWidget(label(row_text(words(), one), "small", wrap=True))
        whole.addLayout(problems)
        whole.addLayout(row(self.later, 1, self.leave, self.take))


def _columns() -> list[TableColumn]:
    return [
        TableColumn(say("review.book.row"), _number, 62),
        TableColumn(say("review.column.about"), _about, share=2),
        TableColumn(say("returning.column.field"), _field, 130),
        TableColumn(say("returning.column.here"), _here, share=2),
        TableColumn(say("returning.column.there"), _there, share=2),
        TableColumn("", _state, 130),
    ]


def _sheet(one: Difference | NewRow) -> str:
    return one.sheet


def _number(one: Difference | NewRow) -> Cell:
    return Cell(words().number(one.row), quiet=True)


def _about(one: Difference | NewRow) -> Cell:
    # A code before a name in Arabic: both in the order of the window.
    parts = one.about.split(" · ") if words().right_to_left else ()
    return Cell(" · ".join(isolated(part) for part in parts) or one.about)


def _field(one: Difference | NewRow) -> Cell:
    return Cell(words().field(one.kind, one.field) if isinstance(one, Difference) else "")


def _here(one: Difference | NewRow) -> Cell:
    return Cell(_said(one, one.here, one.here) if isinstance(one, Difference) else "", quiet=True)


def _there(one: Difference | NewRow) -> Cell:
    if isinstance(one, Difference):
        return Cell(_said(one, one.there, one.value) or say("returning.nothing"), quiet=not one.there)
    return Cell("")


def _said(one: Difference, text: str, value: object) -> str:
    """Return what a cell says in the words of the window, which writes days in its own way."""
    is_day = describe(one.kind).fields[one.field].rule.shape is Shape.DATE
    return words().date(str(value)) if is_day and value else text


def _state(one: Difference | NewRow) -> Cell:
    if isinstance(one, NewRow):
        return Cell(say("returning.new"), tone="good")
    return Cell(say("returning.changed_here"), tone="attention") if one.later else Cell("")


class ReturningWork(BookWork):
    """Does for a page what concerns its workbook. `begun` carries the activities that go on by what came."""

    begun = Signal(object)

    def __init__(self, session: Session, sort: BookSort, page: QWidget) -> None:
        super().__init__(session, page, "returning.take", partial(_read, sort=sort.format))
        self._sort = sort

    def ask(self) -> None:
        """Offer to make a workbook, and to take one."""
        dialog = ReturningBookDialog(self.session, self._sort, self.page)
        dialog.came_back.connect(self.ask_file)
        self.open_dialog(dialog)

    def show_brought(self, brought: Returned) -> None:
        dialog = TakeReturnedDialog(self.session, brought, self.page)
        dialog.taken.connect(weakly(self._taken, brought))
        self.open_dialog(dialog)

    def _taken(self, brought: Returned, done: Taken) -> None:
        self.session.offer_undo(say("returning.taken_all", count=done.changed + done.added))
        statuses = [one for one in brought.differences if (one.kind, one.field) == ("activity", "status")]
        self.begun.emit(tuple(one.record for one in statuses))


def _read(desk: Any, path: Path, sort: str) -> Returned:
    return read_returned(desk, path, sort)


def _write(desk: Desk, code: str, order: Order, path: Path) -> None:
    write_whole(path, draw(desk, code, order))
