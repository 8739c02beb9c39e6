"""Removing a record where it stands: what hangs on it is said before, and a toast offers to undo it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal

from app.services.field_edits import remove_record
from app.services.views.hanging import Counted, Hanging, hanging
from app.ui.language import say, words
from app.ui.session import Session
from app.ui.weak import weakly


class Removing(QObject):
    """`removed` carries the id of a record as it is being removed, `done` tells once it is."""

    removed = Signal(str)
    done = Signal()

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session

    def remove(self, kind: str, record_id: str, title: str) -> None:
        """Remove a record at once where nothing hangs on it; else say what goes with it, and ask."""
        work = partial(hanging, kind=kind, record_id=record_id)
        self._session.read(work, weakly(self._ask, kind, record_id, title))

    def _ask(self, kind: str, record_id: str, title: str, found: Hanging) -> None:
        if found.goes and not self._agreed(title, found):
            return
        self.removed.emit(record_id)
        work = partial(remove_record, kind=kind, record_id=record_id)
        self._session.write(work, weakly(self._offer_undo, say("records.removed", title=title)))

    def _agreed(self, title: str, found: Hanging) -> bool:
        sentences = [say("records.remove.goes", title=title, what=_told(found.goes))]
        if found.stays:
            sentences.append(say("records.remove.stays", what=_told(found.stays)))
        sentences.append(say("records.remove.undo"))
        return self._session.door.confirm(
            say("records.remove.title", title=title),
            "\n\n".join(sentences),
            say("records.remove"),
            say("records.remove.keep"),
        )

    def _offer_undo(self, said: str, _result: object) -> None:
        self._session.offer_undo(said)
        self.done.emit()


def _told(counted: Counted) -> str:
    return words().join(
        [
            say("records.remove.counted", kinds=say(f"kind.{kind}.many"), number=count)
            for kind, count in counted
        ]
    )
