"""What a person does on the Exchange page beside making and taking packages."""

from __future__ import annotations

from pathlib import Path

from app.foundation.errors import UserError
from app.foundation.progress import Progress, unwatched
from app.models.card import Card
from app.services.desk import Desk
from app.services.people import trust
from app.services.taking import Report, open_package, take_package
from app.storage.staging import Staging
from app.sync.word_key import propose, recipient

PROPOSED = "proposed_words"
MOST_PROPOSED = 200


def new_words() -> tuple[int, ...]:
    """Return six fresh word indexes for a package; words that people choose are not taken."""
    return propose()


def remember_words(desk: Desk, words: tuple[int, ...]) -> None:
    """Keep in mind that six words were proposed here; what is kept is the public key that they give."""
    key = recipient(words)
    kept = [one for one in _proposed(desk) if one != key]
    desk.remember(PROPOSED, "\n".join([*kept, key][-MOST_PROPOSED:]))


def check_proposed(desk: Desk, words: tuple[int, ...]) -> None:
    """Refuse six words for a package that this file did not propose: what people choose can be guessed.

    Raises UserError `words_not_proposed`, `not_six_words`.
    """
    if recipient(words) not in _proposed(desk):
        raise UserError("words_not_proposed")


def _proposed(desk: Desk) -> list[str]:
    return (desk.recall(PROPOSED) or "").split()


def sender_card(
    desk: Desk, path: Path, words: tuple[int, ...] = (), progress: Progress | None = None
) -> Card:
    """Return the card of who made a package, without taking anything. Raises as `open_package`."""
    opened, _ = open_package(desk, path, words, progress or unwatched(), staging=Staging(None))
    return opened.sender


def accept_and_take(
    desk: Desk, path: Path, card: Card, words: tuple[int, ...] = (), progress: Progress | None = None
) -> Report:
    """Put somebody's card on the roster of the area in front, then take a package with their work.

    Raises UserError `not_a_steward`, `area_not_in_front` and as `take_package`; they stay accepted when
    taking fails.
    """
    opened, _ = open_package(desk, path, words, progress or unwatched(), staging=Staging(None))
    areas = {space.split("/")[1] for space in opened.manifest.spaces if space.startswith("area/")}
    if areas and desk.area not in areas:
        raise UserError("area_not_in_front", name=card.name)
    trust(desk, card)
    return take_package(desk, path, words, progress)
