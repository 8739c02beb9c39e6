"""Garbage is collected on the main thread and nowhere else."""

from __future__ import annotations

import gc
import threading
import weakref

import pytest
from pytestqt.qtbot import QtBot

from app.ui import collecting
from app.ui.collecting import MainThreadCollector
from app.ui.operations import Operations


class Knot:
    def __init__(self) -> None:
        self.me = self


def test_a_worker_collects_nothing_but_the_timer_does(qtbot: QtBot) -> None:
    gc.enable()
    collector = MainThreadCollector()
    knot = weakref.ref(Knot())

    def allocate() -> None:
        kept = [Knot() for _ in range(5000)]
        kept.clear()

    worker = threading.Thread(target=allocate)
    worker.start()
    worker.join()
    assert knot() is not None
    collector.look()
    assert knot() is None
    collector.stop()
    assert gc.isenabled()
    gc.disable()


def test_older_generations_have_their_turn(monkeypatch: pytest.MonkeyPatch) -> None:
    counts = iter([(0, 0, 0), (701, 0, 0), (0, 11, 0), (0, 0, 11)])
    done: list[int] = []
    monkeypatch.setattr(collecting.gc, "get_count", lambda: next(counts))
    monkeypatch.setattr(collecting.gc, "collect", done.append)
    collector = MainThreadCollector()
    for _ in range(4):
        collector.look()
    assert done == [0, 1, 2]
    collector.stop()


def test_who_starts_workers_lets_none_of_them_collect(qtbot: QtBot) -> None:
    gc.enable()
    try:
        operations = Operations()
        assert not gc.isenabled()
        operations.close()
        assert gc.isenabled()
    finally:
        gc.disable()
