"""What state this file is in: words, hashes and vectors per space, and how much waits or is open."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from app.models.registry import KINDS
from app.models.vector import Vector
from app.services.desk import Desk
from app.storage.chains import spaces, vector
from app.storage.conflicts import conflicts
from app.storage.records import count_records
from app.storage.setting_aside import set_aside_count
from app.storage.waiting import waiting_count
from app.sync.state_words import state_hash, state_hash_of_all, state_words


@dataclass(frozen=True, slots=True)
class SpaceState:
    """One space: its four word indexes, hash of the applied heads (64 hex characters), and vector."""

    words: tuple[int, ...]
    state_hash: str
    vector: Vector


@dataclass(frozen=True, slots=True)
class State:
    """The whole file: the words and hash over all its spaces, and counts. `records` counts alive ones by
    kind."""

    replica: str
    words: tuple[int, ...]
    state_hash: str
    waiting: int
    conflicts: int
    set_aside: int
    records: dict[str, int]
    spaces: dict[str, SpaceState]


def state(desk: Desk) -> State:
    """Return the state of the file that is open."""
    with desk.workspace.read() as connection:
        vectors = {space: vector(connection, space) for space in spaces(connection)}
        vectors = {space: held for space, held in vectors.items() if held.heads}
        digest = state_hash_of_all(vectors)
        counts = {kind: count_records(connection, kind) for kind in sorted(KINDS)}
        return State(
            replica=desk.writer.replica if desk.writer is not None else "",
            words=state_words(digest),
            state_hash=digest,
            waiting=waiting_count(connection),
            conflicts=len(conflicts(connection)),
            set_aside=set_aside_count(connection),
            records={kind: count for kind, count in counts.items() if count},
            spaces={space: _space(space, held) for space, held in vectors.items()},
        )


def _space(space: str, held: Vector) -> SpaceState:
    digest = state_hash(space, held)
    return SpaceState(state_words(digest), digest, held)


def space_words(desk: Desk, names: Iterable[str]) -> dict[str, tuple[int, ...]]:
    """Return the four word indexes of each of the spaces named that this file holds."""
    with desk.workspace.read() as connection:
        held = set(spaces(connection))
        return {
            name: state_words(state_hash(name, vector(connection, name))) for name in names if name in held
        }
