"""Packages with work of people nobody here knows: kept whole, with a card, until somebody decides.

The file lies in the data folder as it came; its six words, when it has any, lie in the workspace.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import msgspec

from app.foundation.clock import stamp
from app.foundation.errors import MasarError, UserError
from app.foundation.files import copy_whole, digest_of, readable_name, remove
from app.foundation.paths import data_folder
from app.foundation.progress import Progress
from app.models.card import Card
from app.services.admission import UnknownPerson, standing
from app.services.desk import Desk
from app.services.exchange_work import accept_and_take, sender_card
from app.services.rosters import roster
from app.services.taking import Report, inspect_package, take_package

SETTING = "strangers"
FOLDER, SUFFIX = "waiting", ".masar"
_ID = 16


class Stranger(msgspec.Struct, frozen=True):
    """A package that waits, by the digest of its bytes: the card of who is unknown, the file's name, its six
    words or (), when it was kept."""

    package: str
    card: Card
    file: str
    words: tuple[int, ...]
    kept: str

    @property
    def id(self) -> str:
        """What it is named by: who is unknown, then the package. Nobody is accepted by another's card."""
        return f"{self.card.signing_key[:_ID]}-{self.package[:_ID]}"


def strangers(desk: Desk) -> tuple[Stranger, ...]:
    """Return the packages of unknown people that wait here, oldest first; those whose file is gone do not
    count."""
    text = desk.recall(SETTING) or "[]"
    held = msgspec.json.decode(text, type=tuple[Stranger, ...])
    return tuple(one for one in held if _place(desk, one.package).is_file())


def keep_stranger(
    desk: Desk,
    path: Path,
    words: tuple[int, ...] = (),
    card: Card | None = None,
    progress: Progress | None = None,
) -> Stranger:
    """Keep a package until somebody decides about the person nobody here knows, and return it.

    `card` is theirs as the refusal showed it; without it the package is looked into. The same file is kept
    once. Raises as `inspect_package`; PlaceError.
    """
    card = card or _unknown_in(desk, path, words, progress)
    package = copy_whole(path, _place(desk, "").parent, SUFFIX)
    kept = Stranger(package, card, readable_name(path), words, stamp(desk.clock.now()))
    _keep(desk, kept)
    return kept


def _unknown_in(desk: Desk, path: Path, words: tuple[int, ...], progress: Progress | None) -> Card:
    """Return the card of who in a package is unknown here, of its sender if nobody is."""
    try:
        inspect_package(desk, path, words, progress)
    except UnknownPerson as unknown:
        return unknown.card
    return sender_card(desk, path, words, progress)


def _keep(desk: Desk, one: Stranger) -> None:
    _remember(desk, (*(other for other in strangers(desk) if other.package != one.package), one))


def accept_stranger(desk: Desk, named: str, progress: Progress | None = None) -> Report:
    """Put the person on the roster and take the package. Raises `not_a_steward`, `unknown_stranger` and as
    `take_package`; when somebody else in it is unknown too, it goes on waiting, under another id, for that.

    Of somebody whom another steward accepted meanwhile it is only taken.
    """
    one = _named(desk, named)
    path = _place(desk, one.package)
    try:
        if standing(roster(desk), one.card):
            report = accept_and_take(desk, path, one.card, one.words, progress)
        else:
            report = take_package(desk, path, one.words, progress)
    except UnknownPerson as unknown:
        _keep(desk, msgspec.structs.replace(one, card=unknown.card))
        raise
    _drop(desk, one)
    return report


def accept_file(
    desk: Desk, path: Path, card: Card, words: tuple[int, ...] = (), progress: Progress | None = None
) -> Report:
    """Put somebody's card on the roster and take a package with their work; it waits no longer. Raises as
    `accept_and_take`.
    """
    report = accept_and_take(desk, path, card, words, progress)
    waits_no_longer(desk, path)
    return report


def waits_no_longer(desk: Desk, path: Path) -> None:
    """Delete the copy that was kept of a package, which is taken now. A file that is gone again is none."""
    held = strangers(desk)
    with suppress(MasarError):
        taken = digest_of(path) if held else ""
        for one in held:
            if one.package == taken:
                _drop(desk, one)


def throw_away(desk: Desk, named: str) -> None:
    """Delete a package that waits; nothing of it stays here. Raises `unknown_stranger`."""
    _drop(desk, _named(desk, named))


def _drop(desk: Desk, one: Stranger) -> None:
    remove(_place(desk, one.package))
    _remember(desk, tuple(other for other in strangers(desk) if other.package != one.package))


def _named(desk: Desk, named: str) -> Stranger:
    found = [one for one in strangers(desk) if named and one.id.startswith(named)]
    if len(found) != 1:
        raise UserError("unknown_stranger")
    return found[0]


def _remember(desk: Desk, held: tuple[Stranger, ...]) -> None:
    desk.remember(SETTING, msgspec.json.encode(held).decode())


def _place(desk: Desk, name: str) -> Path:
    return data_folder() / FOLDER / desk.workspace.id / f"{name}{SUFFIX}"
