"""Words and what they mean, written from docs/package-format.md alone: nothing of Masar is imported."""

from __future__ import annotations

import base64
import hashlib
import re
from typing import Any

LETTERS = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"


def words_to_identity(places: tuple[int, ...]) -> str:
    """§1: the identity line of six words."""
    secret = hashlib.scrypt(
        bytes(places), salt=b"masar six words 1", n=32768, r=8, p=1, maxmem=2**26, dklen=32
    )
    bits = "".join(f"{byte:08b}" for byte in secret) + "0000"
    values = [int(bits[at : at + 5], 2) for at in range(0, 260, 5)]
    prefix = "age-secret-key-"
    check = 1
    for value in [ord(c) >> 5 for c in prefix] + [0] + [ord(c) & 31 for c in prefix] + values + [0] * 6:
        top, check = check >> 25, (check & 0x1FFFFFF) << 5 ^ value
        for bit, number in enumerate((0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)):
            check ^= number * (top >> bit & 1)
    values += [(check ^ 1) >> 5 * (5 - place) & 31 for place in range(6)]
    return (prefix + "1" + "".join(LETTERS[value] for value in values)).upper()


def card_words(card: dict[str, str]) -> list[int]:
    """§5: the places of the eight words of a card."""
    text = "masar-keys\n" + card["signing_key"] + "\n" + card["recipient"]
    assert re.fullmatch("[0-9a-f]{64}", card["signing_key"])
    assert base64.b64decode(card["certificate"])
    return list(hashlib.sha256(text.encode()).digest()[:8])


def state_words(space: str, vector: dict[str, list[list[Any]]]) -> list[int]:
    """§9: the places of the four words of a space."""
    heads = sorted((replica, number, digest) for replica, pairs in vector.items() for number, digest in pairs)
    lines = "".join(f"{replica} {number} {digest}\n" for replica, number, digest in heads)
    return list(hashlib.sha256(f"masar-state\n{space}\n{lines}".encode()).digest()[:4])
