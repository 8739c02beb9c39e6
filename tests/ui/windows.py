"""A page of the window over a real workspace, with everything asked for done before a test looks."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from app.foundation.errors import MasarError
from app.services.desk import Desk
from app.ui.operations import Operations
from app.ui.page import Page
from app.ui.pictures import Quiet
from app.ui.session import Session

P = TypeVar("P", bound=Page)


class Answers:
    """A door that remembers what was said and answers what it was told to."""

    def __init__(self) -> None:
        self.said: list[tuple[str, str]] = []
        self.text: str | None = None
        self.agrees = True
        self.open: Path | None = None
        self.folder: Path | None = None
        self.save: Path | None = None
        self.paper: Any = None

    def tell(self, title: str, text: str) -> None:
        self.said.append((title, text))

    def warn(self, title: str, text: str, details: str = "") -> None:
        self.said.append((title, text))

    def confirm(self, title: str, text: str, yes: str, no: str) -> bool:
        self.said.append((title, text))
        return self.agrees

    def ask_text(
        self, title: str, text: str, value: str = "", secret: bool = False, typed: Any = None
    ) -> str | None:
        self.said.append((title, text))
        return self.text

    def file_to_open(self, title: str, pattern: str) -> Path | None:
        return self.open

    def folder_to_open(self, title: str) -> Path | None:
        return self.folder

    def file_to_save(self, title: str, name: str, pattern: str) -> Path | None:
        return self.save

    def printer(self, title: str) -> Any:
        return self.paper


class Window:
    """Operations, session and answers over one desk; collects what was refused, noticed, offered to undo."""

    def __init__(self, desk: Desk) -> None:
        self.desk, self.operations, self.door = desk, Operations(), Answers()
        self.session = Session(desk, self.operations, self.door)
        self.refused: list[MasarError] = []
        self.crashed: list[BaseException] = []
        self.notices: list[str] = []
        self.undoable: list[str] = []
        self.places: list[Any] = []
        self.operations.refused.connect(self.refused.append)
        self.operations.crashed.connect(self.crashed.append)
        self.session.noticed.connect(self.notices.append)
        self.session.undoable.connect(self.undoable.append)
        self.session.asked_for.connect(self.places.append)

    def show(self, make: Callable[[Session], P]) -> P:
        """Return a page, shown and filled."""
        page = make(self.session)
        self.operations.changed.connect(page.take_change)
        page.retranslate()
        page.resize(1182, 700)
        page.show()
        self.settle()
        return page

    def settle(self) -> None:
        """Wait until nothing is under way and everything read is on the page."""
        Quiet(self.operations).wait()
        assert self.crashed == []

    def close(self) -> None:
        """Put everything away."""
        self.session.close()
        self.operations.close()
        self.desk.close()
