"""A desk over a list of records, a recording door, and the program's language and theme set back."""

from __future__ import annotations

import gc
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot
from services.example import example_file
from services.laptops import CHEAP
from ui.reach import let_go
from ui.walking import Walker

from app.foundation.clock import SteppingClock
from app.models.book import Book
from app.models.record import Record
from app.services import opening
from app.services.desk import Changed
from app.ui import collecting
from app.ui.crash import CrashDialog
from app.ui.language import use_language, use_theme, words
from app.ui.operations import Operations
from app.ui.preferences import Preferences
from app.ui.program import Program
from app.ui.session import Session
from app.ui.theme import load_fonts, theme_name


class FakeUnit:
    """Collects what a service asked for and applies it to the records at the end."""

    def __init__(self, desk: FakeDesk) -> None:
        self._desk = desk

    def __enter__(self) -> FakeUnit:
        return self

    def __exit__(self, *_error: object) -> None:
        for listener in self._desk.listeners:
            listener(Changed(frozenset(), frozenset()))

    def add(self, kind: type[Record], record_id: str = "", **values: Any) -> str:
        record_id = record_id or f"new-{len(self._desk.held)}"
        self._desk.held.append(kind(id=record_id, space="s", **values))
        return record_id

    def set(self, kind: type[Record], record_id: str, **values: Any) -> None:
        import msgspec

        self._desk.held = [
            msgspec.structs.replace(one, **values) if one.id == record_id else one for one in self._desk.held
        ]

    def remove(self, kind: type[Record], record_id: str) -> None:
        self._desk.held = [one for one in self._desk.held if one.id != record_id]


class FakeDesk:
    """Holds records in memory and remembers the actions that were written."""

    def __init__(self, *records: Record) -> None:
        self.held = list(records)
        self.actions: list[str] = []
        self.listeners: list[Any] = []
        self.writer = None
        self.kept: dict[str, str] = {}
        self.area, self.person, self.sees_group = "area-1", "me", True
        self.clock = SteppingClock(datetime(2026, 4, 7, 9, tzinfo=UTC))

    def book(self) -> Book:
        return Book(self.held)

    def records(self, kind: type[Record], **equals: Any) -> list[Any]:
        found = [one for one in self.held if type(one) is kind]
        return [one for one in found if all(getattr(one, name) == value for name, value in equals.items())]

    def recent(self, limit: int = 200) -> list[Any]:
        return []

    def deeds(self, limit: int = 200) -> list[Any]:
        return []

    def recall(self, name: str) -> str | None:
        return self.kept.get(name)

    def remember(self, name: str, value: str) -> None:
        self.kept[name] = value

    def find(self, kind: type[Record], record_id: str) -> Any:
        return next((one for one in self.records(kind) if one.id == record_id), None)

    def write(self, action: str) -> FakeUnit:
        self.actions.append(action)
        return FakeUnit(self)


class FakeDoor:
    """Remembers what was said and answers what it was told to answer."""

    def __init__(self) -> None:
        self.said: list[tuple[str, str]] = []
        self.answers: dict[str, Any] = {}

    def tell(self, title: str, text: str) -> None:
        self.said.append((title, text))

    def warn(self, title: str, text: str, details: str = "") -> None:
        self.said.append((title, text))

    def confirm(self, title: str, text: str, yes: str, no: str) -> bool:
        self.said.append((title, text))
        return bool(self.answers.get("confirm", True))

    def ask_text(
        self, title: str, text: str, value: str = "", secret: bool = False, typed: Any = None
    ) -> str | None:
        self.said.append((title, text))
        return self.answers.get("text")

    def file_to_open(self, title: str, pattern: str) -> Path | None:
        return self.answers.get("open")

    def folder_to_open(self, title: str) -> Path | None:
        return self.answers.get("folder")

    def file_to_save(self, title: str, name: str, pattern: str) -> Path | None:
        return self.answers.get("save")

    def printer(self, title: str) -> Any:
        return self.answers.get("printer")


@pytest.fixture(autouse=True, scope="session")
def collect_on_the_main_thread_only() -> Iterator[None]:
    """As the program does: automatic collection could destroy Qt objects on a worker.

    But nothing is collected while a test runs, which may hold no more of a page than a part.
    """
    gc.disable()
    collecting.EVERY = 2**31 - 1
    yield
    gc.enable()


@pytest.fixture(autouse=True, scope="module")
def only_what_a_module_makes_is_looked_through() -> None:
    """What tests before have read and kept (fonts, catalogues, parsed files) is no business of `let_go`."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def no_crash_goes_unseen() -> Iterator[None]:
    """A report of a mistake of ours that nobody closed fails the test that it came up in."""
    yield
    windows = QApplication.topLevelWidgets() if QApplication.instance() is not None else []
    reports = [one for one in windows if isinstance(one, CrashDialog) and one.isVisible()]
    for one in reports:
        one.close()
    assert [one.report.toPlainText() for one in reports] == []


@pytest.fixture(autouse=True)
def no_dialog_stays_open(no_crash_goes_unseen: None) -> Iterator[None]:
    """A dialog that a test leaves open would be taken for the next one's."""
    yield
    windows = QApplication.topLevelWidgets() if QApplication.instance() is not None else []
    for one in windows:
        if isinstance(one, QDialog) and not isinstance(one, CrashDialog) and one.isVisible():
            one.close()


@pytest.fixture(autouse=True)
def collected_after_each_test(qapp: QApplication) -> Iterator[None]:
    """Let go of what tests leave before it is much: events and styles go over windows that lie about."""
    yield
    let_go(2 if len(qapp.topLevelWidgets()) > 8 else 1)


@pytest.fixture
def door() -> FakeDoor:
    return FakeDoor()


@pytest.fixture
def walker(
    qapp: QApplication, qtbot: QtBot, door: FakeDoor, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Walker]:
    """A person before the welcome of the real program; keys are made cheaply."""
    monkeypatch.setattr(opening, "Costs", lambda: CHEAP)
    monkeypatch.setattr("app.ui.crash.CrashHook.install", lambda _hook: None)
    program = Program(qapp, door, Preferences())
    program.begin()
    yield Walker(program, qtbot)
    program.close()
    if program.welcome is not None:
        program.welcome.close()


@pytest.fixture
def in_the_example(walker: Walker, tmp_path: Path) -> None:
    """Open a copy of the training example before the person."""
    file = tmp_path / "example.masarw"
    shutil.copy(example_file(), file)
    walker.program.open_file(file)
    walker.bot.waitUntil(lambda: walker.program.desk_window is not None, timeout=20_000)
    walker.settle()
    walker.come_to_the_front()


@pytest.fixture
def operations(qtbot: QtBot) -> Iterator[Operations]:
    made = Operations()
    yield made
    made.close()


@pytest.fixture
def desk() -> FakeDesk:
    return FakeDesk()


@pytest.fixture
def session(desk: FakeDesk, operations: Operations, door: FakeDoor) -> Session:
    return Session(desk, operations, door)


@pytest.fixture(autouse=True)
def english_and_light(qapp: QApplication) -> None:
    if not load_fonts_once:
        load_fonts_once.extend(load_fonts() or ["system"])
    if theme_name() != "light" or not qapp.styleSheet():
        use_theme(qapp, "light")
    if words().language != "en" or qapp.layoutDirection() != Qt.LayoutDirection.LeftToRight:
        use_language(qapp, "en")


load_fonts_once: list[str] = []
