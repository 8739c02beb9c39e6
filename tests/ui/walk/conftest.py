"""The walk has Qt's own small dialogs before it, and a person who answers them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from ui.walk.doors import AnsweredDoor
from ui.walk.eyes import NAMES, names_of
from ui.walk.keyboard import PersonWithKeys
from ui.walk.person import Person
from ui.walking import Walker

from app.ui.language import use_language


@pytest.fixture
def door() -> AnsweredDoor:
    """Answer the small dialogs of the real program by typing into them."""
    return AnsweredDoor()


@pytest.fixture
def person(walker: Walker, door: AnsweredDoor) -> Person:
    """Somebody with a mouse before Welcome."""
    return Person(walker, door)


@pytest.fixture
def person_with_keys(walker: Walker, door: AnsweredDoor) -> PersonWithKeys:
    """Somebody without a mouse before Welcome."""
    return PersonWithKeys(walker, door)


HANDS = {"mouse": Person, "keyboard": PersonWithKeys}


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Let somebody do each script with the mouse and with the keys, in Arabic too where its file says so."""
    if "somebody" in metafunc.fixturenames:
        tongues = ("", "_in_arabic") if getattr(metafunc.module, "IN_ARABIC", False) else ("",)
        runs = [f"{hand}{tongue}" for tongue in tongues for hand in HANDS]
        metafunc.parametrize("somebody", runs, indirect=True)


@pytest.fixture
def somebody(
    request: pytest.FixtureRequest,
    in_the_example: None,
    walker: Walker,
    door: AnsweredDoor,
    qapp: QApplication,
) -> Iterator[Person]:
    """Somebody with a mouse, then somebody without one, who do the same; then both in Arabic."""
    hand, _, tongue = request.param.partition("_in_")
    if tongue:
        use_language(qapp, "ar")
        walker.settle()
        NAMES.update(names_of(walker.desk))
    yield HANDS[hand](walker, door)
    if tongue:
        # While the window is whole: told of a language, what is half deleted ends the program.
        use_language(qapp, "en")
    NAMES.clear()
