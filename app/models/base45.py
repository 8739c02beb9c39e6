"""Base 45 (RFC 9285): bytes as text that QR codes store in their compact alphanumeric mode."""

from __future__ import annotations

_LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
_VALUES = {letter: value for value, letter in enumerate(_LETTERS)}
_POWERS = (1, 45, 2025)


def to_base45(data: bytes) -> str:
    """Return `data` in base 45: three characters for two bytes, two for a last single byte."""
    return "".join(_encoded(data[at : at + 2]) for at in range(0, len(data), 2))


def from_base45(text: str) -> bytes:
    """Return the bytes that `to_base45` wrote. Raises ValueError for anything else."""
    return b"".join(_decoded(text[at : at + 3]) for at in range(0, len(text), 3))


def _encoded(pair: bytes) -> str:
    value = int.from_bytes(pair, "big")
    letters = _LETTERS[value % 45] + _LETTERS[value // 45 % 45]
    return letters + _LETTERS[value // 2025] if len(pair) == 2 else letters


def _decoded(letters: str) -> bytes:
    if len(letters) == 1 or any(letter not in _VALUES for letter in letters):
        raise ValueError("not base 45")
    value: int = sum(_VALUES[letter] * _POWERS[place] for place, letter in enumerate(letters))
    if value >= 256 ** (len(letters) - 1):
        raise ValueError("not base 45")
    return value.to_bytes(len(letters) - 1, "big")
