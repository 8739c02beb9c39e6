"""What the quick jump offers, and how it is found; known to those who offer it without its window."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec


class Jump(msgspec.Struct, frozen=True):
    """One thing to go to or do: text, a quiet word beside it, an icon, and the target.

    `group` is the heading it stands under, `said` the passage that was found, `also` further folded words
    by which it is found.
    """

    text: str
    under: str
    icon: str
    target: object
    group: str = ""
    said: str = ""
    also: str = ""


Show = Callable[[Sequence[Jump]], None]
Search = Callable[[str, Show], None]
Recent = Callable[[Show], None]
