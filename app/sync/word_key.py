"""A key from six words that the program proposes, for people whose keys are not known yet.

Six indexes into the list of 256 words (48 random bits) go through scrypt to an X25519 secret, so the
file is an ordinary age file and the cost of opening it is fixed here, not by a stranger.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence

import pyrage

from app.foundation.errors import UserError

WORDS = 6
_SALT = b"masar six words 1"
_COST, _BLOCK, _LANES = 2**15, 8, 1
_MEMORY = 64 * 1024**2
_LETTERS = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_HUMAN_PART = "age-secret-key-"


def propose() -> tuple[int, ...]:
    """Return six fresh word indexes (0-255) from the operating system's randomness."""
    return tuple(os.urandom(WORDS))


def identity_line(words: Sequence[int]) -> str:
    """Return the age identity (`AGE-SECRET-KEY-1…`) that belongs to six word indexes; takes some 0.1 s.

    Raises UserError `not_six_words`.
    """
    if len(words) != WORDS or not all(0 <= word <= 255 for word in words):
        raise UserError("not_six_words")
    secret = hashlib.scrypt(
        bytes(words), salt=_SALT, n=_COST, r=_BLOCK, p=_LANES, maxmem=_MEMORY, dklen=32
    )  # fmt: skip
    return _bech32(_HUMAN_PART, secret).upper()


def recipient(words: Sequence[int]) -> str:
    """Return the age recipient (`age1…`) of six word indexes. Raises UserError `not_six_words`."""
    return str(pyrage.x25519.Identity.from_str(identity_line(words)).to_public())


def _bech32(human_part: str, data: bytes) -> str:
    """Return `data` in bech32 (BIP 173), lower case; age uses it without a limit on length."""
    bits = int.from_bytes(data, "big") << (-len(data) * 8 % 5)
    count = -(-len(data) * 8 // 5)
    values = [bits >> 5 * place & 31 for place in reversed(range(count))]
    spread = [ord(letter) >> 5 for letter in human_part] + [0] + [ord(letter) & 31 for letter in human_part]
    check = _checksum([*spread, *values, 0, 0, 0, 0, 0, 0]) ^ 1
    tail = [check >> 5 * place & 31 for place in reversed(range(6))]
    return human_part + "1" + "".join(_LETTERS[value] for value in values + tail)


def _checksum(values: Sequence[int]) -> int:
    check = 1
    for value in values:
        top = check >> 25
        check = (check & 0x1FFFFFF) << 5 ^ value
        for bit, generator in enumerate((0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)):
            check ^= generator if top >> bit & 1 else 0
    return check
