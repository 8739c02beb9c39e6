"""Identifiers: time-ordered for most records, computed from a natural key for the rest."""

from __future__ import annotations

import secrets
import uuid
from typing import Protocol

import uuid_utils

_NAMESPACE = uuid.UUID("5f6d6173-6172-5000-8000-6e61747572a1")


class Ids(Protocol):
    """Where new identifiers and salts come from; tests use a counted source."""

    def record(self) -> str:
        """Return a new record id (UUIDv7)."""
        ...

    def replica(self) -> str:
        """Return a new replica id: 16 hexadecimal digits."""
        ...

    def salt(self) -> str:
        """Return 16 random bytes as 32 hexadecimal digits."""
        ...


class RandomIds:
    """Identifiers from the operating system's randomness."""

    def record(self) -> str:
        return str(uuid_utils.uuid7())

    def replica(self) -> str:
        return secrets.token_hex(8)

    def salt(self) -> str:
        return secrets.token_hex(16)


class CountedIds:
    """Identifiers that count up from a seed: the same run gives the same ids."""

    def __init__(self, seed: int = 1) -> None:
        self._seed = seed
        self._count = 0

    def _next(self) -> int:
        self._count += 1
        return self._count

    def record(self) -> str:
        return str(uuid.UUID(int=(self._seed << 80) | (0x7 << 76) | (0x2 << 62) | self._next()))

    def replica(self) -> str:
        return f"{self._seed:08x}{self._next():08x}"

    def salt(self) -> str:
        return f"{self._seed:016x}{self._next():016x}"


def natural_id(space: str, kind: str, key: tuple[str, ...]) -> str:
    """Return the id that two laptops compute alike for one (space, kind, key)."""
    name = "\x1f".join((space, kind, *key))
    return str(uuid.uuid5(_NAMESPACE, name))
