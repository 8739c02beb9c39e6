"""Runs service calls off the main thread; each ends in exactly one of done, failed, cancelled, on it.

One worker writes to the database, a second one reads, a pool does pure work such as drawing a PDF. What
is being typed waits for none of them: while the writer is busy, a worker of its own keeps it meanwhile.
None of them collects garbage: Qt's objects may be among it.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from enum import Enum
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimerEvent, Signal

from app.foundation.errors import Cancelled, MasarError
from app.foundation.progress import Progress, unwatched
from app.ui.collecting import MainThreadCollector

Work = Callable[[Progress], Any]
Done = Callable[[Any], None]
Failed = Callable[[BaseException], None]
_log = logging.getLogger(__name__)

SHOWN_AFTER = 600


class Lane(Enum):
    """Which worker does it."""

    WRITE = "write"
    READ = "read"
    PURE = "pure"
    TYPED = "typed"


class Operation(QObject):
    """One call under way. `progressed` carries done and total; `finished` comes last, after the outcome."""

    done = Signal(object)
    failed = Signal(object)
    cancelled = Signal()
    progressed = Signal(int, int)
    finished = Signal()
    _arrived = Signal(str, object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.progress = Progress(self._report)
        self.is_over = False
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def cancel(self) -> None:
        """Ask the work to stop; it ends as cancelled if it hears of it in time."""
        self.progress.cancel()

    def run(self, work: Work) -> None:
        """Do the work on whatever thread this is and send its outcome to the main thread."""
        try:
            self._arrived.emit("done", work(self.progress))
        except Cancelled:
            self._arrived.emit("cancelled", None)
        except BaseException as error:  # noqa: BLE001 -- every outcome is delivered
            self._arrived.emit("failed", error)

    def give_up(self) -> None:
        """End as cancelled without having run."""
        self._arrived.emit("cancelled", None)

    def timerEvent(self, event: QTimerEvent) -> None:
        self.killTimer(event.timerId())
        operations = self.parent()
        if isinstance(operations, Operations) and not self.is_over:
            operations.waiting.emit(self)

    def _report(self, done: int, total: int) -> None:
        self.progressed.emit(done, total)

    def _deliver(self, outcome: str, value: object) -> None:
        self.is_over = True
        try:
            if outcome == "cancelled":
                self.cancelled.emit()
            else:
                getattr(self, outcome).emit(value)
        finally:
            self.finished.emit()
            self.deleteLater()


class Operations(QObject):
    """Starts operations. `changed` carries (kinds, ids) of records that a service has changed.

    `refused` carries a MasarError that nobody else takes, `crashed` any other exception. `waiting`
    tells that an operation has run for longer than 600 ms and may be shown with a way to cancel.
    """

    changed = Signal(object, object)
    refused = Signal(object)
    crashed = Signal(object)
    waiting = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._collector = MainThreadCollector(self)
        self._workers = {
            Lane.WRITE: ThreadPoolExecutor(1, "writer"),
            Lane.READ: ThreadPoolExecutor(1, "reader"),
            Lane.PURE: ThreadPoolExecutor(2, "pure"),
            Lane.TYPED: ThreadPoolExecutor(1, "typed"),
        }
        self._writing: Future[None] | None = None
        self._under_way: set[Operation] = set()
        self._closed = False

    def start(
        self, work: Work, done: Done | None = None, failed: Failed | None = None, lane: Lane = Lane.WRITE
    ) -> Operation:
        """Run `work` on a lane and return the operation.

        `done` gets what it returned; `failed` gets what it raised (without it, `refused` or `crashed`
        tell). Hand in bound methods through `weakly` when their owner may go first. After `close` nothing
        runs any more: the operation ends as cancelled.
        """
        operation = Operation(self)
        self._under_way.add(operation)
        if done is not None:
            operation.done.connect(done)
        operation.failed.connect(failed or self._take_failure)
        operation.finished.connect(self._forget)
        if self._closed:
            operation.give_up()
            return operation
        future = self._workers[lane].submit(operation.run, work)
        future.add_done_callback(partial(_see_to, operation))
        if lane is Lane.WRITE:
            self._writing = future
        operation.startTimer(SHOWN_AFTER)
        return operation

    def keep_typed(self, work: Work, at_once: Work) -> Operation:
        """Run short work that keeps what is being typed, in its turn on the writing lane.

        While that lane is busy `at_once` runs too, on a worker of its own. The turn of the work comes all the
        same, so that what is written before and after counts in the order in which it was asked for.
        """
        if self._closed or self._writing is None or self._writing.done():
            return self.start(work)
        early = self._workers[Lane.TYPED].submit(at_once, unwatched())
        return self.start(partial(_in_turn, work, early))

    def is_busy(self) -> bool:
        """Return whether any operation is under way."""
        return bool(self._under_way)

    def tell_changed(self, kinds: frozenset[str], ids: frozenset[str] = frozenset()) -> None:
        """Tell every page that records of these kinds changed."""
        self.changed.emit(kinds, ids)

    def close(self) -> None:
        """Let what is running end, and everything that is to be written; take nothing more.

        Reading and pure work that has not begun ends as cancelled.
        """
        self._closed = True
        for lane in (Lane.READ, Lane.PURE, Lane.WRITE, Lane.TYPED):
            self._workers[lane].shutdown(wait=True, cancel_futures=lane is not Lane.WRITE)
        self._collector.stop()

    def _forget(self) -> None:
        operation = self.sender()
        if isinstance(operation, Operation):
            self._under_way.discard(operation)

    def _take_failure(self, error: BaseException) -> None:
        if isinstance(error, MasarError):
            self.refused.emit(error)
        else:
            self.crashed.emit(error)


def _in_turn(work: Work, early: Future[Any], progress: Progress) -> Any:
    """Do the work once its early run is over or called off, which must not come after it."""
    if not early.cancel():
        wait((early,))
    return work(progress)


def _see_to(operation: Operation, future: Future[None]) -> None:
    if future.cancelled():
        operation.give_up()
    elif future.exception() is not None:
        _log.error("an operation's outcome could not be delivered", exc_info=future.exception())
