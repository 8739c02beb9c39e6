"""Progress and cancelling: one small object handed to whatever may take long."""

from __future__ import annotations

from collections.abc import Callable

from app.foundation.errors import Cancelled

Listener = Callable[[int, int], None]


class Progress:
    """Counts work done and passes on a wish to stop. Safe to cancel from another thread."""

    def __init__(self, listener: Listener | None = None) -> None:
        self._listener = listener
        self._cancelled = False

    def cancel(self) -> None:
        """Ask the work to stop at its next step."""
        self._cancelled = True

    def step(self, done: int, total: int) -> None:
        """Report `done` of `total` units. Raises Cancelled when someone asked to stop."""
        if self._cancelled:
            raise Cancelled
        if self._listener is not None:
            self._listener(done, total)


def unwatched() -> Progress:
    """Return a progress nobody looks at."""
    return Progress()
