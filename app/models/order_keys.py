"""Fractional order keys: text that sorts between two neighbours, with three random digits at the end.

Keys are digits in base 36 without a leading point. Between equal keys there is no room: the caller gives
both neighbours new keys in the same changeset.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"

Randomness = Callable[[], str]


def three_random_digits() -> str:
    """Return three random digits, so that two laptops inserting at one place seldom tie."""
    return "".join(secrets.choice(_DIGITS) for _ in range(3))


def between(before: str, after: str, randomness: Randomness = three_random_digits) -> str:
    """Return a key that sorts after `before` and before `after` ("" means no neighbour on that side).

    Raises ValueError when `before` is not less than `after`.
    """
    if after and before >= after:
        raise ValueError("no room between equal keys")
    return _middle(before, after) + randomness()


def _middle(before: str, after: str) -> str:
    """Return a digit string strictly between, such that anything appended keeps it so."""
    prefix = ""
    for index in range(len(before) + len(after) + 2):
        low = _DIGITS.index(before[index]) if index < len(before) else 0
        high = (
            _DIGITS.index(after[index]) if index < len(after) else (36 if not after or prefix < after else 0)
        )
        if high - low > 1:
            return prefix + _DIGITS[(low + high) // 2]
        if high != low:
            after = ""
        prefix += _DIGITS[low]
    return prefix + "i"


def spread(count: int) -> list[str]:
    """Return `count` keys in order with room between them, for a fresh list."""
    step = 36**3 // (count + 1) if count < 36**3 - 1 else 1
    return [_base36((index + 1) * step) for index in range(count)]


def _base36(number: int) -> str:
    digits = ""
    while number:
        number, rest = divmod(number, 36)
        digits = _DIGITS[rest] + digits
    return digits.rjust(3, "0")
