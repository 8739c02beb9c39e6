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
    """A stretch of a text, and whether the text it was compared with has it too.

    `gone` says that only the other text has it: it was taken out.
    """

    text: str
    same: bool
    gone: bool = False


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


def changed(before: str, text: str) -> tuple[Piece, ...]:
    """Return what became of a text in pieces: what stayed, what was put in, and what was taken out.

    Texts of more than 4,000 words are not compared: they come back as one piece.
    """
    old, new = _WORDS.findall(before), _WORDS.findall(text)
    if max(len(old), len(new)) > MOST_WORDS:
        return (Piece(text, True),)
    bare = [part.strip() for part in old], [part.strip() for part in new]
    pieces: list[Piece] = []
    for sort, a, b, c, d in SequenceMatcher(None, *bare, autojunk=False).get_opcodes():
        if sort != "equal" and a < b:
            pieces.append(Piece("".join(old[a:b]).rstrip() + " ", same=False, gone=True))
        if c < d:
            pieces.append(Piece("".join(new[c:d]), same=sort == "equal"))
    return tuple(pieces)


def shortened(pieces: Sequence[Piece], most: int = 6) -> tuple[Piece, ...]:
    """Return pieces with no more than `most` words before and after each change; left out is shown by "…"."""
    last, found = len(pieces) - 1, list[Piece]()
    for number, piece in enumerate(pieces):
        parts = _WORDS.findall(piece.text)
        head, tail = (most if number else 0), (most if number < last else 0)
        if not piece.same or not last or len(parts) <= head + tail:
            found.append(piece)
            continue
        ends = "".join(parts[:head]).rstrip(), "".join(parts[len(parts) - tail :]) if tail else ""
        found.append(Piece(" … ".join(ends).lstrip() if ends[0] else f"… {ends[1]}", same=True))
    return tuple(found)


def sides(before: str, text: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Return both texts whole, each in pieces: what the other has too, and what only this one has.

    Texts of more than 4,000 words are not compared: each comes back as one piece that differs.
    """
    old, new = _WORDS.findall(before), _WORDS.findall(text)
    if max(len(old), len(new)) > MOST_WORDS:
        return (Piece(before, same=False, gone=True),), (Piece(text, same=False),)
    bare = [part.strip() for part in old], [part.strip() for part in new]
    was: list[Piece] = []
    now: list[Piece] = []
    for sort, a, b, c, d in SequenceMatcher(None, *bare, autojunk=False).get_opcodes():
        same = sort == "equal"
        was += [Piece("".join(old[a:b]), same, gone=not same)] if a < b else []
        now += [Piece("".join(new[c:d]), same)] if c < d else []
    return tuple(was), tuple(now)


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
