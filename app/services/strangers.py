"""Packages of people nobody here knows: kept whole, with the sender's card, until somebody decides.

The file lies in the data folder as it came; its six words, when it has any, lie in the workspace.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

import msgspec

from app.foundation.clock import stamp
from app.foundation.errors import UserError
from app.foundation.files import place_error, write_whole
from app.foundation.paths import data_folder
from app.foundation.progress import Progress
from app.models.card import Card
from app.services.desk import Desk
from app.services.exchange_work import accept_and_take, sender_card
from app.services.rosters import roster
from app.services.taking import Report, take_package

SETTING = "strangers"
FOLDER = "waiting"
_ID = 16


class Stranger(msgspec.Struct, frozen=True):
    """A package that waits: the sender's card, the file's name, its six words or (), when it was kept."""

    id: str
    card: Card
    file: str
    words: tuple[int, ...]
    kept: str


def strangers(desk: Desk) -> tuple[Stranger, ...]:
    """Return the packages of unknown senders that wait here, oldest first; those whose file is gone do not
    count."""
    text = desk.recall(SETTING) or "[]"
    held = msgspec.json.decode(text, type=tuple[Stranger, ...])
    return tuple(one for one in held if _place(desk, one.id).is_file())


def keep_stranger(
    desk: Desk, path: Path, words: tuple[int, ...] = (), progress: Progress | None = None
) -> Card:
    """Keep a package whose sender is unknown until somebody decides, and return the sender's card.

    The same file is kept once. Raises as `sender_card`; PlaceError.
    """
    card = sender_card(desk, path, words, progress)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise place_error(error, path) from error
    name = hashlib.sha256(data).hexdigest()[:_ID]
    place = _place(desk, name)
    place.parent.mkdir(parents=True, exist_ok=True)
    write_whole(place, data)
    one = Stranger(name, card, path.name, words, stamp(desk.clock.now()))
    _remember(desk, (*(other for other in strangers(desk) if other.id != name), one))
    return card


def accept_stranger(desk: Desk, named: str, progress: Progress | None = None) -> Report:
    """Put the sender on the roster and take the package. Raises `not_a_steward`, `unknown_stranger` and as
    `take_package`.

    Who has been accepted meanwhile by another steward is only taken.
    """
    one = _named(desk, named)
    known = roster(desk).trusts(one.card.signing_key)
    take = take_package if known else accept_and_take
    report = take(desk, _place(desk, one.id), one.words, progress)
    throw_away(desk, one.id)
    return report


def accept_file(
    desk: Desk, path: Path, words: tuple[int, ...] = (), progress: Progress | None = None
) -> Report:
    """Put a package's sender on the roster and take it; it waits no longer. Raises as `accept_and_take`."""
    report = accept_and_take(desk, path, words, progress)
    for one in strangers(desk):
        if one.card.signing_key == report.sender_key and one.file == path.name:
            throw_away(desk, one.id)
    return report


def throw_away(desk: Desk, named: str) -> None:
    """Delete a package that waits; nothing of it stays here. Raises `unknown_stranger`."""
    one = _named(desk, named)
    _place(desk, one.id).unlink(missing_ok=True)
    _remember(desk, tuple(other for other in strangers(desk) if other.id != one.id))


def _named(desk: Desk, named: str) -> Stranger:
    found = [one for one in strangers(desk) if named and one.id.startswith(named)]
    if len(found) != 1:
        raise UserError("unknown_stranger")
    return found[0]


def _remember(desk: Desk, held: tuple[Stranger, ...]) -> None:
    desk.remember(SETTING, msgspec.json.encode(held).decode())


def _place(desk: Desk, name: str) -> Path:
    return data_folder() / FOLDER / desk.workspace.id / f"{name}.masar"
