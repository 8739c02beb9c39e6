"""What an action touched."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Changed:
    """What a write, an undo or a take touched: kinds and record ids. Pages reload what concerns them."""

    kinds: frozenset[str]
    ids: frozenset[str]
