"""The walk has Qt's own small dialogs before it, and a person who answers them."""

from __future__ import annotations

import pytest
from ui.walk.doors import AnsweredDoor
from ui.walk.keyboard import PersonWithKeys
from ui.walk.person import Person
from ui.walking import Walker


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


@pytest.fixture(params=[Person, PersonWithKeys], ids=["mouse", "keyboard"])
def somebody(request: pytest.FixtureRequest, walker: Walker, door: AnsweredDoor) -> Person:
    """Somebody with a mouse, then somebody without one, who do the same."""
    made: Person = request.param(walker, door)
    return made
