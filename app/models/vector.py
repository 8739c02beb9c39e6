"""How far somebody has come in one space: the last changeset held of every chain.

A head is (replica, number, first 16 bytes of the chain hash). Usually a replica has one head; two heads
of one replica are a fork: two branches of one chain, told apart by their hashes.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

import msgspec

from app.foundation.errors import UserError
from app.models.changeset import GREATEST

MOST_HEADS = 20_000
"""Heads of one space: every laptop that ever wrote there, ten times over."""

_REPLICA = re.compile(r"[0-9A-Za-z-]{1,64}")
_HASH = re.compile(r"[0-9a-f]{32}")

VectorJson = dict[str, list[tuple[int, str]]]


class Head(msgspec.Struct, frozen=True, order=True):
    """One branch's last changeset; `hash` is the first 16 bytes of its chain hash as 32 hex characters."""

    replica: str
    number: int
    hash: str


class Vector(msgspec.Struct, frozen=True):
    """A set of heads. The empty vector means: nothing received yet."""

    heads: frozenset[Head] = frozenset()

    def number(self, replica: str) -> int:
        """Return the highest number held of a replica, 0 when nothing is."""
        return max((head.number for head in self.heads if head.replica == replica), default=0)

    def of(self, replica: str) -> frozenset[Head]:
        """Return the heads of one replica: none, one, or several after a fork."""
        return frozenset(head for head in self.heads if head.replica == replica)

    def replicas(self) -> frozenset[str]:
        """Return every replica named."""
        return frozenset(head.replica for head in self.heads)

    def covers(self, head: Head) -> bool:
        """Return whether `head` is held as far as numbers can tell: the same head, or a longer chain.

        A head with the same number and another hash is a fork and is not covered.
        """
        return head in self.heads or self.number(head.replica) > head.number

    def covers_all(self, other: Vector) -> bool:
        """Return whether every head of `other` is covered."""
        return all(self.covers(head) for head in other.heads)

    def forked(self) -> frozenset[str]:
        """Return the replicas with more than one head."""
        return frozenset(replica for replica, heads in _by_replica(self).items() if len(heads) > 1)

    def canonical(self) -> bytes:
        """Return the sorted text that state hashes are computed from: `replica number hash` per line."""
        return "".join(f"{head.replica} {head.number} {head.hash}\n" for head in sorted(self.heads)).encode()


def union(vectors: Iterable[Vector]) -> Vector:
    """Return what is held by one or the other: of each replica the heads of who has come furthest.

    Of two that have come equally far by different hashes, both heads are kept.
    """
    furthest: dict[str, frozenset[Head]] = {}
    for vector in vectors:
        for replica, heads in _by_replica(vector).items():
            furthest[replica] = _further(furthest.get(replica, frozenset()), heads)
    return Vector(frozenset().union(*furthest.values()))


def minimum(vectors: Sequence[Vector], forked: Collection[str] = ()) -> Vector:
    """Return what everyone certainly holds: of each replica the lowest head.

    A replica that somebody lacks, that shows a fork among the vectors, or that is named in `forked` is
    left out: sending too much is harmless, sending too little is not. No vectors give the empty vector.
    """
    if not vectors:
        return Vector()
    common = frozenset.intersection(*(vector.replicas() for vector in vectors)) - frozenset(forked)
    lowest = (_lowest([vector.of(replica) for vector in vectors]) for replica in common)
    return Vector(frozenset(head for head in lowest if head is not None))


def to_json(vector: Vector) -> VectorJson:
    """Return the vector as `{replica: [[number, hash], …]}`, sorted."""
    shape: VectorJson = {}
    for head in sorted(vector.heads):
        shape.setdefault(head.replica, []).append((head.number, head.hash))
    return shape


def from_json(shape: Mapping[str, Sequence[Sequence[object]]]) -> Vector:
    """Return the vector of `to_json`'s shape. Raises UserError `vector_malformed`."""
    if len(shape) > MOST_HEADS or sum(map(len, shape.values())) > MOST_HEADS:
        raise UserError("vector_malformed")
    return Vector(frozenset(_head(replica, pair) for replica, pairs in shape.items() for pair in pairs))


def _head(replica: str, pair: Sequence[object]) -> Head:
    number, digest = pair if len(pair) == 2 else (None, None)
    well_formed = (
        _REPLICA.fullmatch(replica)
        and type(number) is int
        and 0 < number <= GREATEST
        and isinstance(digest, str)
        and _HASH.fullmatch(digest)
    )
    if not well_formed:
        raise UserError("vector_malformed")
    return Head(replica, number, digest)  # type: ignore[arg-type]


def _by_replica(vector: Vector) -> dict[str, frozenset[Head]]:
    heads: dict[str, set[Head]] = defaultdict(set)
    for head in vector.heads:
        heads[head.replica].add(head)
    return {replica: frozenset(found) for replica, found in heads.items()}


def _further(one: frozenset[Head], other: frozenset[Head]) -> frozenset[Head]:
    reach_one = max((head.number for head in one), default=0)
    reach_other = max((head.number for head in other), default=0)
    if reach_one == reach_other:
        return one | other
    return one if reach_one > reach_other else other


def _lowest(heads: Sequence[frozenset[Head]]) -> Head | None:
    every = frozenset().union(*heads)
    hashes: dict[int, set[str]] = defaultdict(set)
    for head in every:
        hashes[head.number].add(head.hash)
    if any(len(of_one) > 1 for of_one in heads) or any(len(found) > 1 for found in hashes.values()):
        return None
    return min(every, key=lambda head: head.number)
