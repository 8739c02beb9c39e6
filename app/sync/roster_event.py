"""One change of the roster as the log holds it, and what follows from several of one record."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

Value = str | int | bool | None


@dataclass(frozen=True, slots=True)
class RosterEvent:
    """The changes of one changeset to one record of the kinds that make up the roster.

    `kind`: person, steward, invitation, comparison, revocation (`values` by the field names of
    these kinds, `alive` among them), or `begin` (a replica's first changeset: the fields of the person record
    that it shows, and `invitation` = the public half that its proof fits, given only when it fits).
    `changeset` is the hash (64 hex characters), `person` the author's signing key, `known` what the causes
    cover: chain → number, the own chain included. A chain is called by its replica, a branch of it (after a
    fork) by a name of its own, `branch`; what branches are called decides nothing.
    """

    changeset: str
    replica: str
    person: str
    sequence: int
    lamport: int
    known: Mapping[str, int] = field(hash=False)
    kind: str
    record: str
    values: Mapping[str, Value] = field(hash=False)
    branch: str = ""

    @property
    def chain(self) -> str:
        """The name of the chain, or branch of one, that the changeset stands in."""
        return self.branch or self.replica

    @property
    def order(self) -> tuple[int, str, str, str, str]:
        """A sorting key in which causes come before what they caused."""
        return (self.lamport, self.replica, self.changeset, self.kind, self.record)

    def knows(self, other: RosterEvent) -> bool:
        """Return whether `other` is among the causes of this event's changeset."""
        if other.chain == self.chain:
            return other.sequence < self.sequence
        return other.sequence <= self.known.get(other.chain, 0)


def merged(events: Iterable[RosterEvent]) -> dict[str, Value]:
    """Return the fields after all `events`, which come in their order: the later value of a field stands."""
    state: dict[str, Value] = {}
    for event in events:
        state.update(event.values)
    return state
