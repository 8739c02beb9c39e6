"""The difference of two texts, word by word."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

_WORDS = re.compile(r"\S+\s*|\s+")
MOST_WORDS = 4_000


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text, and whether the text it was compared with has it too."""

    text: str
    same: bool


def differing(text: str, others: Sequence[str]) -> tuple[Piece, ...]:
    """Return a text in pieces: what all others share with it, and what at least one of them does not.

    Texts of more than 4,000 words are not compared: they come back as one piece.
    """
    parts = _WORDS.findall(text)
    shared = [True] * len(parts)
    for other in others:
        theirs = _WORDS.findall(other)
        if len(parts) > MOST_WORDS or len(theirs) > MOST_WORDS:
            return (Piece(text, True),)
        kept = _common([part.strip() for part in parts], [part.strip() for part in theirs])
        shared = [one and number in kept for number, one in enumerate(shared)]
    return _joined(parts, shared)


def _common(mine: list[str], theirs: list[str]) -> set[int]:
    blocks = SequenceMatcher(None, mine, theirs, autojunk=False).get_matching_blocks()
    return {number for block in blocks for number in range(block.a, block.a + block.size)}


def _joined(parts: Sequence[str], shared: Sequence[bool]) -> tuple[Piece, ...]:
    pieces: list[Piece] = []
    for part, same in zip(parts, shared, strict=True):
        if pieces and pieces[-1].same == same:
            pieces[-1] = Piece(pieces[-1].text + part, same)
        else:
            pieces.append(Piece(part, same))
    return tuple(pieces)
