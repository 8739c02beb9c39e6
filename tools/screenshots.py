"""Pictures of every page of the training example, each language and theme, at 1366 × 768.

Run `python -m tools.screenshots FOLDER [PAGE …]`; a page may name a view: `stakeholders.grid`, a dialog:
`dialog.lost`, or what the Exchange page shows of a group whose laptops went apart: `group.make`.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from PySide6.QtWidgets import QApplication

from app.bootstrap import build_application
from app.foundation.clock import SteppingClock, read_stamp
from app.services.desk import Desk
from app.services.sample import create_sample, founding
from app.ui.desk_window import DeskWindow
from app.ui.door import QtDoor
from app.ui.frame import Frame
from app.ui.language import use_language, use_theme
from app.ui.operations import Operations
from app.ui.pages import PAGES
from app.ui.pictures import HEIGHT, WIDTH, Wanted, paint_pages
from app.ui.session import Session
from app.ui.welcome import Welcome
from tools.dialog_pictures import DIALOGS, add_a_person, paint_dialogs
from tools.exchange_pictures import EXCHANGE, paint_exchange

VIEWS = (
    "area.locations",
    "area.ranking",
    "area.map",
    "area.sources",
    "group.nominations",
    "group.organisations",
    "group.learning",
    "group.weeks",
    "group.support",
    "group.contributions",
    "group.coordination",
    "steps.overview",
    "stakeholders.grid",
    "stakeholders.relations",
    "stakeholders.outreach",
    "stakeholders.support",
    "stakeholders.authority",
    "meetings.before",
    "meetings.room",
    "meetings.after",
    "meetings.names",
    "meetings.register",
    "voices.consultations",
    "voices.intentions",
    "voices.expectations",
    "plan.coverage",
    "review.versions",
    "headquarters",
    "exchange.duplicates",
)
DIALOG_VIEWS = tuple(f"dialog.{name}" for name in DIALOGS)
GROUP_VIEWS = tuple(f"group.{name}" for name in EXCHANGE)
EVERY = (
    *(entry.id for entry in PAGES if not entry.only_headquarters),
    *VIEWS,
    *DIALOG_VIEWS,
    *GROUP_VIEWS,
)


class Windows:
    """Makes frames over one desk and keeps them while they are shown."""

    def __init__(self, desk: Desk, operations: Operations) -> None:
        self._desk, self._operations = desk, operations
        self._open: list[DeskWindow] = []

    def frame(self) -> Frame:
        """Return the frame of a new window; the one before lets go of the desk."""
        for window in self._open:
            window.session.close()
        window = DeskWindow(self._desk, self._operations, QtDoor())
        window.frame.show_saved(self._desk.clock.now())
        self._open = [window]
        return window.frame


def paint_welcome(application: QApplication, folder: Path, wanted: Wanted) -> None:
    """Write `welcome-<language>-<theme>.png` for each look."""
    folder.mkdir(parents=True, exist_ok=True)
    for language in wanted.languages:
        for theme in wanted.themes:
            use_theme(application, theme)
            use_language(application, language)
            welcome = Welcome([])
            welcome.resize(WIDTH, HEIGHT)
            welcome.grab().save(str(folder / f"welcome-{language}-{theme}.png"))
            welcome.deleteLater()


def main(folder: Path, pages: tuple[str, ...]) -> None:
    """Make the pictures and say how many there are."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = build_application(["masar"])
    wanted = Wanted(tuple(page for page in pages if not page.startswith(("dialog.", "group."))))
    dialogs = [page.partition(".")[2] for page in pages if page.startswith("dialog.")]
    exchange = [page.partition(".")[2] for page in pages if page.startswith("group.")]
    with tempfile.TemporaryDirectory() as place:
        os.environ["MASAR_DATA_DIR"] = place
        clock = SteppingClock(read_stamp(founding()["begins"]))
        desk = create_sample(Path(place) / "sample.masarw", clock=clock).desk
        add_a_person(desk)
        operations = Operations()
        paint_welcome(application, folder, wanted)
        made = paint_pages(Windows(desk, operations).frame, operations, folder, wanted)
        session = Session(desk, operations, QtDoor())
        made += paint_dialogs(application, session, desk, folder, dialogs)
        session.close()
        operations.close()
        desk.close()
        if exchange:
            made += paint_exchange(application, folder, Path(place) / "group", exchange)
    print(f"{len(made)} pictures of pages in {folder}")


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "screenshots"), tuple(sys.argv[2:]) or EVERY)
