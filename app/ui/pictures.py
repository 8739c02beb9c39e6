"""Pictures of every page, in each language and theme: for `make screenshots` and for the demonstration."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from app.foundation.errors import PlaceError
from app.foundation.progress import Progress, unwatched
from app.ui.frame import Frame
from app.ui.language import use_language, use_theme
from app.ui.operations import Operations
from app.ui.places import Place

WIDTH, HEIGHT = 1366, 768
PROJECTOR = (1024, 768)
_LOOK_EVERY = 4
_QUIET_LOOKS = 3


LOOKS = tuple(product(("en", "ar"), ("light", "dark")))
Look = tuple[str, str]


def place_named(page: str) -> Place:
    """Return the place of a page id, or of a view of it: `plan`, `plan.coverage`."""
    page_id, _, view = page.partition(".")
    return Place(page_id, view=view)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which pictures: pages, looks (language, theme), the size of the window, where a page's name leads."""

    pages: tuple[str, ...]
    looks: tuple[Look, ...] = LOOKS
    size: tuple[int, int] = (WIDTH, HEIGHT)
    place: Callable[[str], Place] = place_named


class Quiet(QEventLoop):
    """Waits until no operation is under way and what came of them has been shown."""

    def __init__(self, operations: Operations) -> None:
        super().__init__()
        self._operations = operations
        self._looks = 0
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_EVERY)
        self._timer.timeout.connect(self._look)

    def wait(self) -> None:
        """Return once everything asked for is on the page."""
        self._looks = 0
        self._timer.start()
        self.exec()
        self._timer.stop()

    def _look(self) -> None:
        self._looks = 0 if self._operations.is_busy() else self._looks + 1
        if self._looks >= _QUIET_LOOKS:
            self.quit()


def paint_pages(
    make_frame: Callable[[], Frame],
    operations: Operations,
    folder: Path,
    wanted: Wanted,
    progress: Progress | None = None,
) -> list[Path]:
    """Write `<page>-<language>-<theme>.png` into `folder` and return the files.

    `make_frame` is called once per language and theme, after they are in force. Raises PlaceError
    `not_written`, and Cancelled.
    """
    folder.mkdir(parents=True, exist_ok=True)
    made: list[Path] = []
    for number, look in enumerate(wanted.looks):
        (progress or unwatched()).step(number, len(wanted.looks))
        made += _one_look(make_frame, Quiet(operations), folder, wanted, look)
    return made


def _one_look(
    make_frame: Callable[[], Frame], quiet: Quiet, folder: Path, wanted: Wanted, look: Look
) -> list[Path]:
    language, theme = look
    application = QApplication.instance()
    if isinstance(application, QApplication):
        use_theme(application, theme)
        use_language(application, language)
    frame = make_frame()
    frame.resize(*wanted.size)
    frame.show()
    try:
        return list(_shots(frame, quiet, folder, wanted, f"{language}-{theme}"))
    finally:
        frame.close()
        frame.deleteLater()


def _shots(frame: Frame, quiet: Quiet, folder: Path, wanted: Wanted, suffix: str) -> Iterator[Path]:
    for page in wanted.pages:
        frame.show_place(wanted.place(page))
        quiet.wait()
        file = folder / f"{page.replace(':', '-')}-{suffix}.png"
        if not frame.grab().save(str(file)):
            raise PlaceError("not_written", file=file.name)
        yield file
