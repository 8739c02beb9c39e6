"""Each operation ends once, on the main thread, in one of done, failed, cancelled."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest
from pytestqt.qtbot import QtBot
from ui.conftest import FakeDoor

from app.foundation.errors import Cancelled, PlaceError, UserError
from app.foundation.progress import Progress
from app.ui.operations import Lane, Operation, Operations
from app.ui.pages.exchange_duplicates_link import DuplicatesLink
from app.ui.session import Session


class Outcomes:
    """Collects what an operation says, and on which thread."""

    def __init__(self) -> None:
        self.said: list[tuple[str, Any]] = []
        self.threads: set[int] = set()

    def listen(self, operation: Operation) -> None:
        operation.done.connect(self.note("done"))
        operation.failed.connect(self.note("failed"))
        operation.cancelled.connect(self.note("cancelled"))

    def note(self, name: str) -> Callable[..., None]:
        def take(*values: Any) -> None:
            self.said.append((name, values[0] if values else None))
            self.threads.add(threading.get_ident())

        return take


def give_seven(_progress: Progress) -> int:
    return 7


def stop(_progress: Progress) -> None:
    raise Cancelled


def refuse(_progress: Progress) -> None:
    raise UserError("unknown_place", place="X")


def run(qtbot: QtBot, operations: Operations, work: Any, lane: Lane = Lane.WRITE) -> Outcomes:
    outcomes = Outcomes()
    operation = operations.start(work, failed=outcomes.note("handled"), lane=lane)
    outcomes.listen(operation)
    with qtbot.waitSignal(operation.finished):
        pass
    return outcomes


@pytest.mark.parametrize("lane", list(Lane))
def test_done_comes_once_on_the_main_thread(qtbot: QtBot, operations: Operations, lane: Lane) -> None:
    outcomes = run(qtbot, operations, give_seven, lane)
    assert outcomes.said == [("done", 7)]
    assert outcomes.threads == {threading.main_thread().ident}


def test_cancelled_is_neither_done_nor_failed(qtbot: QtBot, operations: Operations) -> None:
    assert run(qtbot, operations, stop).said == [("cancelled", None)]


def test_failure_goes_to_whoever_asked(qtbot: QtBot, operations: Operations) -> None:
    said = run(qtbot, operations, refuse).said
    assert sorted(name for name, _ in said) == ["failed", "handled"]


@pytest.mark.parametrize(
    ("error", "signal"),
    [(UserError("a"), "refused"), (PlaceError("b"), "refused"), (ZeroDivisionError(), "crashed")],
)
def test_failures_nobody_takes_are_told_by_sort(
    qtbot: QtBot, operations: Operations, error: BaseException, signal: str
) -> None:
    def fail(_progress: Progress) -> None:
        raise error

    with qtbot.waitSignal(getattr(operations, signal)) as caught:
        operations.start(fail)
    assert caught.args == [error]


def test_writes_run_one_after_another_in_order(qtbot: QtBot, operations: Operations) -> None:
    order: list[int] = []

    def note(number: int) -> Callable[[Progress], None]:
        return lambda _progress: order.append(number)

    for number in range(20):
        last = operations.start(note(number))
    with qtbot.waitSignal(last.finished):
        pass
    assert order == list(range(20))


def test_a_read_does_not_wait_for_a_write(qtbot: QtBot, operations: Operations) -> None:
    gate = threading.Event()
    writing = operations.start(lambda _progress: gate.wait(20))
    reading = operations.start(give_seven, lane=Lane.READ)
    with qtbot.waitSignal(reading.done):
        pass
    assert not writing.is_over
    with qtbot.waitSignal(writing.finished):
        gate.set()


def test_cancelling_reaches_the_work(qtbot: QtBot, operations: Operations) -> None:
    begun = threading.Event()

    def work(progress: Progress) -> None:
        begun.set()
        for number in range(10_000_000):
            progress.step(number, 10_000_000)

    operation = operations.start(work)
    assert begun.wait(20)
    with qtbot.waitSignal(operation.cancelled):
        operation.cancel()


def test_busy_until_the_last_outcome_is_delivered(qtbot: QtBot, operations: Operations) -> None:
    operation = operations.start(give_seven)
    assert operations.is_busy()
    with qtbot.waitSignal(operation.finished):
        pass
    qtbot.waitUntil(lambda: not operations.is_busy())


def test_two_hundred_operations_are_all_delivered(qtbot: QtBot, operations: Operations) -> None:
    done: list[int] = []
    for number in range(200):
        operations.start(lambda _progress, number=number: number, done.append, lane=Lane.PURE)
    qtbot.waitUntil(lambda: len(done) == 200)
    assert sorted(done) == list(range(200))


def test_what_is_started_after_closing_ends_as_cancelled(qtbot: QtBot, operations: Operations) -> None:
    operations.close()
    outcomes = run(qtbot, operations, give_seven, Lane.READ)
    assert outcomes.said == [("cancelled", None)]
    assert not operations.is_busy()


def test_closing_writes_what_waits_and_drops_what_would_be_read(qtbot: QtBot, operations: Operations) -> None:
    begun, goes_on = threading.Event(), threading.Event()

    def hold(_progress: Progress) -> None:
        begun.set()
        goes_on.wait(10)

    written: list[str] = []
    read: list[str] = []
    for lane in (Lane.WRITE, Lane.READ):
        operations.start(hold, lane=lane)
    operations.start(lambda _progress: written.append("typed"))
    operations.start(lambda _progress: read.append("seen"), lane=Lane.READ)
    begun.wait(10)
    threading.Timer(0.05, goes_on.set).start()
    operations.close()
    qtbot.waitUntil(lambda: not operations.is_busy())
    assert (written, read) == (["typed"], [])


def test_a_closed_session_reads_nothing_more(qtbot: QtBot, operations: Operations) -> None:
    class Silent:
        listeners: list[object] = []

    session = Session(Silent(), operations, FakeDoor())
    begun, goes_on, seen = threading.Event(), threading.Event(), list[str]()

    def hold(_desk: Any) -> None:
        begun.set()
        goes_on.wait(10)

    session.read(hold, seen.append)
    waiting = session.read(lambda _desk: "read", seen.append)
    begun.wait(10)
    session.close()
    link = DuplicatesLink(session, ("stakeholder",))
    qtbot.addWidget(link)
    with qtbot.waitSignal(waiting.cancelled):
        goes_on.set()
    operations.close()
    link.reload()
    qtbot.waitUntil(lambda: not operations.is_busy())
    assert seen == [None]
    assert link.isHidden()


def test_what_is_typed_is_kept_while_the_writer_is_busy(qtbot: QtBot, operations: Operations) -> None:
    goes_on, kept = threading.Event(), threading.Event()
    done: list[str] = []

    def hold(_progress: Progress) -> None:
        goes_on.wait(10)
        done.append("long task")

    def keep(_progress: Progress) -> None:
        done.append("typed")
        kept.set()

    operations.start(hold)
    operations.start(lambda _progress: done.append("committed"))
    operations.keep_typed(keep, keep)
    assert kept.wait(10)
    assert done == ["typed"]
    goes_on.set()
    qtbot.waitUntil(lambda: not operations.is_busy())
    assert done == ["typed", "long task", "committed", "typed"]


def test_what_is_typed_is_kept_once_when_the_writer_is_free(qtbot: QtBot, operations: Operations) -> None:
    done: list[str] = []
    run(qtbot, operations, give_seven)
    operations.keep_typed(lambda _progress: done.append("typed"), give_seven)
    qtbot.waitUntil(lambda: not operations.is_busy())
    assert done == ["typed"]


def test_an_early_keeping_never_comes_after_its_turn(qtbot: QtBot, operations: Operations) -> None:
    writer, typist, done = threading.Event(), threading.Event(), list[str]()

    def slow(_progress: Progress) -> None:
        typist.wait(10)
        done.append("older")

    operations.start(lambda _progress: writer.wait(10))
    operations.keep_typed(slow, slow)
    operations.keep_typed(lambda _progress: done.append("newer"), give_seven)
    writer.set()
    threading.Timer(0.05, typist.set).start()
    qtbot.waitUntil(lambda: not operations.is_busy())
    assert done[-1] == "newer"
    assert done.count("older") == 2
