"""One open workspace as the window sees it: reading, writing, going to places, and asking the person."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal

from app.foundation.progress import Progress
from app.ui.door import Door
from app.ui.operations import Done, Failed, Lane, Operation, Operations
from app.ui.places import Place, place_of

OnDesk = Callable[[Any], Any]


class Session(QObject):
    """What pages are given. `desk` is the service's desk for writing, `reader` the one for lists.

    Signals: `asked_for` a Place to show; `saved` after each write; `undoable` carries a sentence that
    the toast shows with a way to undo.
    """

    asked_for = Signal(object)
    saved = Signal()
    undoable = Signal(str)
    noticed = Signal(str)

    def __init__(
        self, desk: Any, operations: Operations, door: Door, reader: Any = None, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.desk, self.operations, self.door = desk, operations, door
        self._reader = reader

    def read(self, work: OnDesk, done: Done, failed: Failed | None = None) -> Operation:
        """Run `work(desk)` for reading and hand its result to `done` on the main thread."""
        desk = self._reader or self.desk
        lane = Lane.READ if self._reader is not None else Lane.WRITE
        return self.operations.start(_on(desk, work), done, failed, lane)

    def write(self, work: OnDesk, done: Done | None = None, failed: Failed | None = None) -> Operation:
        """Run `work(desk)`, a service call that changes records; pages hear of the change afterwards."""
        operation = self.operations.start(_on(self.desk, work), done, failed, Lane.WRITE)
        operation.done.connect(self._written)
        return operation

    def go(self, place: Place) -> None:
        """Show a place."""
        self.asked_for.emit(place)

    def go_to_record(self, kind: str, record_id: str = "") -> None:
        """Show the page on which a record is edited, with the record open."""
        self.asked_for.emit(place_of(kind, record_id))

    def notice(self, sentence: str) -> None:
        """Say something in passing at the foot of the window."""
        self.noticed.emit(sentence)

    def offer_undo(self, sentence: str) -> None:
        """Say what was done, with a button to undo it."""
        self.undoable.emit(sentence)

    def _written(self, _result: object) -> None:
        self.saved.emit()
        take = getattr(self.desk, "take_changed", None)
        kinds, ids = take() if take is not None else (frozenset(), frozenset())
        self.operations.tell_changed(frozenset(kinds), frozenset(ids))


def _on(desk: Any, work: OnDesk) -> Callable[[Progress], Any]:
    def run(_progress: Progress) -> Any:
        return work(desk)

    return run
