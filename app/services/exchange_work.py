"""What a person does on the Exchange page beside making and taking packages."""

from __future__ import annotations

from pathlib import Path

from app.foundation.progress import Progress, unwatched
from app.models.card import Card
from app.services.desk import Desk
from app.services.people import trust
from app.services.taking import Report, open_package, take_package
from app.sync.word_key import propose


def new_words() -> tuple[int, ...]:
    """Return six fresh word indexes for a package; words that people choose are not taken."""
    return propose()


def sender_card(
    desk: Desk, path: Path, words: tuple[int, ...] = (), progress: Progress | None = None
) -> Card:
    """Return the card of who made a package, without taking anything. Raises as `open_package`."""
    opened, staging = open_package(desk, path, words, progress or unwatched())
    staging.clear()
    return opened.sender


def accept_and_take(
    desk: Desk, path: Path, card: Card, words: tuple[int, ...] = (), progress: Progress | None = None
) -> Report:
    """Put somebody's card on the roster, then take a package with their work. Raises UserError
    `not_a_steward` and as `take_package`; they stay accepted when taking fails.
    """
    trust(desk, card)
    return take_package(desk, path, words, progress)
