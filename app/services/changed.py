"""What an action touched."""

from __future__ import annotations

import msgspec


class Changed(msgspec.Struct, frozen=True):
    """What a write, an undo or a take touched: kinds and record ids. Pages reload what concerns them.

    Where no ids are given, any record of the kinds may have changed; without kinds, any at all.
    """

    kinds: frozenset[str]
    ids: frozenset[str]
