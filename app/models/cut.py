"""A device cut off: the last changeset of a replica that still counts in one space."""

from __future__ import annotations

import msgspec


class Cut(msgspec.Struct, frozen=True, order=True):
    """A revocation in force. `number` 0: nothing of the replica counts in the space.

    `hash` (64 hex characters) names a branch: what does not lead up to it is beyond the cut as well.
    `key` is the public signing key of the person, whose other devices count for nothing in the space unless
    a cut of their own says how far they do; "" when a steward has accepted the person anew since.
    """

    space: str
    replica: str
    number: int
    hash: str
    key: str = ""
