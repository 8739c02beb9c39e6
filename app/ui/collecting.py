"""Garbage is collected on the main thread only.

Python collects wherever an allocation happens to cross a threshold. On a worker that would destroy Qt
objects away from the thread they belong to, which ends the program.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

EVERY = 1000
YOUNG, MIDDLE = 700, 10


class MainThreadCollector(QObject):
    """Switches automatic collection off and looks once a second, on the main thread, whether it is due."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._was_enabled = gc.isenabled()
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Collect the generations that are due."""
        young, middle, old = gc.get_count()
        if old > MIDDLE:
            gc.collect(2)
        elif middle > MIDDLE:
            gc.collect(1)
        elif young > YOUNG:
            gc.collect(0)

    def stop(self) -> None:
        """Leave collection as it was found."""
        self._timer.stop()
        if self._was_enabled:
            gc.enable()
