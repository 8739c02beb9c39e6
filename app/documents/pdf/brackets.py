"""Pairs of brackets, which the bidirectional algorithm treats together (UAX #9, BD14 and BD15)."""

from __future__ import annotations

import unicodedata
from functools import lru_cache


@lru_cache(maxsize=1)
def bracket_table() -> tuple[dict[str, str], dict[str, str]]:
    """Return opening -> closing and closing -> closing, both by canonical form (BD14, BD15).

    Python carries no bracket property; a pair is a mirrored Ps character and the Pe character whose
    name differs in LEFT and RIGHT only, or which follows it.
    """
    openings: dict[str, str] = {}
    for char in filter(_is_opening, map(chr, range(0x10000))):
        closing = _closing_of(char)
        if closing:
            openings[char] = unicodedata.normalize("NFD", closing)
    closings = {_closing_of(char): closing for char, closing in openings.items()}
    return openings, closings


def _is_opening(char: str) -> bool:
    return unicodedata.category(char) == "Ps" and bool(unicodedata.mirrored(char))


def _closing_of(opening: str) -> str:
    name = unicodedata.name(opening)
    candidates = [chr(ord(opening) + 1)]
    if "LEFT" in name:
        try:
            candidates.insert(0, unicodedata.lookup(name.replace("LEFT", "RIGHT")))
        except KeyError:
            candidates = candidates[-1:]
    return next((char for char in candidates if unicodedata.category(char) == "Pe"), "")
