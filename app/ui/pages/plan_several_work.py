"""Does for the Plan page what concerns several activities at once."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog, QWidget

from app.foundation.errors import UserError
from app.services.activity_rows import PastedRow, add_rows, change_all, read_rows, shift_all
from app.services.views.plan import PlanView
from app.ui.language import say, words
from app.ui.pages.plan_several import Change, PasteDialog, SeveralDialog
from app.ui.session import Session
from app.ui.weak import weakly


class SeveralWork(QObject):
    """Asks, writes as one step, and offers to undo it."""

    def __init__(self, session: Session, page: QWidget) -> None:
        super().__init__(page)
        self._session, self._page = session, page
        self.dialog: QDialog | None = None

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
        self._session.write(work, weakly(self._changed))

    def _changed(self, count: int) -> None:
        self._session.offer_undo(say("plan.several.changed", count=count))


def _readable(desk: Any, text: str, language: str) -> tuple[tuple[PastedRow, ...], UserError | None]:
    try:
        return read_rows(desk, text, language), None
    except UserError as error:
        return (), error
