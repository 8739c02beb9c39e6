"""Rounds of the Return Index and the Displacement Index: which there are, and which the ranking uses.

A round adds to the series of each location and replaces nothing (DTM; Return Index methodology).
"""

from __future__ import annotations

import re

import msgspec

from app.models.book import Book
from app.models.kinds.area import Area, SeverityRank

INDEXES = ("return_index", "displacement_index")
USED_FIELD = {"return_index": "return_round", "displacement_index": "displacement_round"}
"""The field of the area that names the round which the ranking uses, by index."""
_DISPLACEMENT = frozenset({"displacement", "integration_site", "settlement_site"})
_NUMBER = re.compile(r"\d+")


class Round(msgspec.Struct, frozen=True):
    """One round: its name as written, its day (ISO or ""), and how many locations have a rank in it."""

    name: str
    on: str
    count: int


class RoundsOfIndex(msgspec.Struct, frozen=True):
    """The rounds of an index, oldest first, and the name of the one that the ranking uses ("" for none)."""

    index: str
    rounds: tuple[Round, ...]
    used: str

    @property
    def newest(self) -> str:
        """The name of the newest round, "" when there is none."""
        return self.rounds[-1].name if self.rounds else ""

    @property
    def is_behind(self) -> bool:
        """Whether a newer round is here than the one that the ranking uses."""
        return bool(self.used and self.newest and self.used != self.newest)


def index_for(role: str | None) -> str:
    """Return the index that ranks a location: displacement and return differ (DSTWG update)."""
    return "displacement_index" if role in _DISPLACEMENT else "return_index"


def rounds_of(book: Book, area: Area | None, index: str) -> RoundsOfIndex:
    """Return the rounds of an index. Where the area names no round, the ranking uses the newest."""
    held: dict[str, list[SeverityRank]] = {}
    for rank in book.where(SeverityRank, index=index):
        held.setdefault(rank.round or "", []).append(rank)
    found = [Round(name, _day(ranks), len(ranks)) for name, ranks in held.items()]
    rounds = tuple(sorted(found, key=lambda one: (one.on, number_in(one.name), one.name)))
    named = getattr(area, USED_FIELD[index], None) if area else None
    used = named if any(one.name == named for one in rounds) else None
    return RoundsOfIndex(index, rounds, used or (rounds[-1].name if rounds else ""))


def number_in(name: str) -> int:
    """Return the first number in a round's name, so that round 10 comes after round 9; 0 without one."""
    found = _NUMBER.search(name)
    return int(found.group()) if found else 0


def _day(ranks: list[SeverityRank]) -> str:
    return max((rank.round_date or "" for rank in ranks), default="")
