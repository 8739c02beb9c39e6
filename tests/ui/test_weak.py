"""Connections through the weak helper keep nobody alive."""

from __future__ import annotations

import gc
import weakref

from PySide6.QtCore import QObject, Signal
from shiboken6 import delete

from app.ui.weak import weakly, weakly_plain


class Source(QObject):
    told = Signal(bool)


class Taker(QObject):
    def __init__(self) -> None:
        super().__init__()
        self.taken: list[tuple[object, ...]] = []

    def take(self, *arguments: object) -> None:
        self.taken.append(arguments)


def test_bound_values_come_before_what_the_signal_passes() -> None:
    source, taker = Source(), Taker()
    source.told.connect(weakly(taker.take, "key"))
    source.told.connect(weakly_plain(taker.take, "key"))
    source.told.emit(True)
    assert taker.taken == [("key", True), ("key",)]


def test_the_owner_goes_although_the_source_stays() -> None:
    source, taker = Source(), Taker()
    source.told.connect(weakly(taker.take))
    watched = weakref.ref(taker)
    del taker
    gc.collect()
    assert watched() is None
    source.told.emit(True)


def test_nothing_is_called_on_a_deleted_qt_object() -> None:
    taker = Taker()
    call = weakly(taker.take)
    delete(taker)
    call("late")
    assert taker.taken == []
