"""Comparing the eight words of somebody's keys: the person picks the row that the other reads out.

One row of four is right. Who only nods cannot confirm a key that somebody put in between.
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random, SystemRandom

from app.foundation.errors import UserError
from app.services.desk import Desk
from app.services.people import card_from_values, find_person, mark_compared, need_steward

ROWS = 4
_WORDS = 256

Row = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Offer:
    """Four rows of eight word indexes, one of them right; which one is not said."""

    key: str
    name: str
    organisation: str
    rows: tuple[Row, ...]


def offer_rows(desk: Desk, named: str, chance: Random | None = None) -> Offer:
    """Return the rows to choose from for a person of the roster.

    No invented row shares a word with the right one at the same place, or with another invented one.
    Raises UserError `not_a_steward`, `unknown_person`, `several_persons`, `own_words`.
    """
    need_steward(desk)
    person = find_person(desk, named)
    if person.key == desk.author().sign_key:
        raise UserError("own_words")
    card = card_from_values(person)
    chance = chance or SystemRandom()
    columns = [_others(word, chance) for word in card.fingerprint()]
    rows = [card.fingerprint(), *zip(*columns, strict=True)]
    chance.shuffle(rows)
    return Offer(card.signing_key, card.name, card.organisation, tuple(rows))


def _others(word: int, chance: Random) -> list[int]:
    return chance.sample([other for other in range(_WORDS) if other != word], ROWS - 1)


def pick_row(desk: Desk, named: str, row: Row) -> bool:
    """Note the comparison when the row is the right one; otherwise nothing is written. Returns which.

    Raises UserError `not_a_steward`, `unknown_person`, `several_persons`.
    """
    person = find_person(desk, named)
    if tuple(row) != card_from_values(person).fingerprint():
        need_steward(desk)
        return False
    mark_compared(desk, person.key)
    return True
