"""Four words for the state of a space: two laptops that show the same words hold the same changes."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from app.models.vector import Vector


def state_hash(space: str, applied: Vector) -> str:
    """Return the SHA-256 (64 hex characters) of a space's name and its applied heads."""
    return hashlib.sha256(f"masar-state\n{space}\n".encode() + applied.canonical()).hexdigest()


def state_hash_of_all(spaces: Mapping[str, Vector]) -> str:
    """Return the SHA-256 over the state hashes of several spaces, in the order of their names."""
    lines = "".join(f"{space} {state_hash(space, spaces[space])}\n" for space in sorted(spaces))
    return hashlib.sha256(b"masar-states\n" + lines.encode()).hexdigest()


def state_words(digest: str) -> tuple[int, ...]:
    """Return the four word indexes (0-255) of a state hash."""
    return tuple(bytes.fromhex(digest)[:4])
