"""Does for the Plan page what concerns several activities at once."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog, QWidget

from app.foundation.errors import UserError
from app.process.joint import UNDER_WAY
from app.process.sentences import label
from app.services.activity_rows import PastedRow, add_rows, change_all, read_rows, shift_all
from app.services.desk import Desk
from app.services.joint_work import exceptions_needed, give_exception
from app.services.views.plan import PlanView
from app.ui.asking import Ask
from app.ui.language import say, words
from app.ui.pages.plan_several import Change, PasteDialog, SeveralDialog
from app.ui.session import OnDesk, Session
from app.ui.weak import weakly
from app.words.catalogue import Words


class SeveralWork(QObject):
    """Asks, writes as one step, and offers to undo it."""

    def __init__(self, session: Session, page: QWidget) -> None:
        super().__init__(page)
        self._session, self._page = session, page
        self.dialog: QDialog | None = None
        self.exception = Ask(
            session, "joint_exception", "joint.ask_exception", "joint.ask_exception_several", self
        )

    def ask_paste(self) -> None:
        """Show what lies on the clipboard as activities."""
        dialog = PasteDialog(self._page)
        dialog.wanted.connect(self._read)
        dialog.agreed.connect(self._add)
        self._open(dialog)
        dialog.begin()

    def ask_several(self, view: PlanView) -> None:
        """Ask what is to be changed of which activities."""
        dialog = SeveralDialog(view, self._page)
        dialog.agreed.connect(self._change)
        self._open(dialog)

    def shift(self, activity: str, days: int) -> None:
        """Move an activity that was dragged in the timeline."""
        work = partial(shift_all, activities=(activity,), days=days)
        self._session.write(work, weakly(self._changed))

    def _open(self, dialog: QDialog) -> None:
        self.dialog = dialog
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _read(self, text: str) -> None:
        self._session.read(partial(_readable, text=text, language=words().language), weakly(self._show))

    def _show(self, found: tuple[tuple[PastedRow, ...], UserError | None]) -> None:
        rows, error = found
        if isinstance(self.dialog, PasteDialog):
            self.dialog.show_rows(rows, words().refusal(error) if error is not None else "")

    def _add(self, rows: tuple[PastedRow, ...]) -> None:
        self._session.write(partial(add_rows, rows=rows), weakly(self._added))

    def _added(self, made: tuple[str, ...]) -> None:
        self._session.offer_undo(say("plan.paste.added", count=len(made)))

    def _change(self, asked: Change) -> None:
        if asked.field == "shift":
            work: Any = partial(shift_all, activities=asked.activities, days=int(str(asked.value)))
        else:
            work = partial(change_all, activities=asked.activities, field=asked.field, value=asked.value)
        starts = asked.field == "status" and asked.value in UNDER_WAY
        done = weakly(self._begun, asked.activities) if starts else weakly(self._changed)
        self._session.write(work, done)

    def ask_why(self, activities: tuple[str, ...]) -> None:
        """Ask for the reason where joint work among these activities goes on without signatures."""
        if activities:
            self._begun(activities, 0)

    def _begun(self, activities: tuple[str, ...], count: int) -> None:
        """Look whether joint work among what is under way now lacks signatures."""
        read = partial(_unsigned, activities=activities, language=words())
        self._session.read(read, weakly(self._found, count))

    def _found(self, count: int, unsigned: dict[str, str]) -> None:
        if not unsigned and count:
            self._changed(count)
        if not unsigned:
            return
        if count:
            self._session.notice(say("plan.several.changed", count=count))
        joints = tuple(unsigned)
        self.exception.belong(joints[0])
        self.exception.ask(partial(_reason, joints), names=words().join(unsigned.values()))

    def _changed(self, count: int) -> None:
        self._session.offer_undo(say("plan.several.changed", count=count))


def _unsigned(desk: Desk, activities: tuple[str, ...], language: Words) -> dict[str, str]:
    """Return joint activities that go on unsigned, with their names."""
    book = desk.book()
    return {one.id: label(language, book, one) for one in exceptions_needed(book, activities)}


def _reason(joints: tuple[str, ...], text: str) -> OnDesk:
    return partial(give_exception, joints=joints, reason=text)


def _readable(desk: Any, text: str, language: str) -> tuple[tuple[PastedRow, ...], UserError | None]:
    try:
        return read_rows(desk, text, language), None
    except UserError as error:
        return (), error
