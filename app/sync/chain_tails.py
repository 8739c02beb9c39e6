"""Checks, line by line, that every changeset of a package lies in a chain that ends at a signed head.

Memory is spent on chains, not on changesets: of every branch only its end is remembered.
"""

from __future__ import annotations

from collections import defaultdict

import msgspec

from app.foundation.errors import UserError
from app.models.changeset import (
    BEGIN,
    Arrived,
    Header,
    Line,
    read_begin,
    read_change,
)
from app.sync.manifest import Manifest, SignedHead


class _Tail(msgspec.Struct, frozen=True, gc=False):
    """A branch's last changeset so far; `signer` is the key that began it, "" when that is not inside."""

    number: int
    signer: str


class ChainTails:
    """The ends of all branches of a package while its lines go by."""

    def __init__(self, manifest: Manifest) -> None:
        self._spaces = frozenset(manifest.spaces)
        self._heads = manifest.heads
        self._tails: defaultdict[tuple[str, str], dict[str, _Tail]] = defaultdict(dict)

    def add(self, came: Arrived) -> None:
        """Take the next changeset of its chain. Raises UserError `package_malformed`, `altered_chain`."""
        header = came.header
        if header.p not in self._spaces:
            raise UserError("package_malformed")
        branches = self._tails[header.p, header.w]
        before = branches.pop(header.b, None)
        if before is not None and header.n != before.number + 1:
            raise UserError("altered_chain")
        signer = before.signer if before is not None else _signer(came.line, header)
        branches[came.hash] = _Tail(header.n, signer)

    def finish(self) -> None:
        """Raise UserError `altered_chain` unless every branch ends at a head its own person signed."""
        signed = {(head.space, head.replica, head.hash): head for head in self._heads}
        for (space, replica), branches in self._tails.items():
            for digest, tail in branches.items():
                if not _covers(signed.get((space, replica, digest)), tail):
                    raise UserError("altered_chain")


def _covers(head: SignedHead | None, tail: _Tail) -> bool:
    return head is not None and head.number == tail.number and tail.signer in ("", head.signer)


def _signer(line: Line, header: Header) -> str:
    """Return the key that begins a chain; of a later changeset whose beginning is not here, nothing."""
    if header.n != 1:
        return ""
    change = read_change(line.c[0]) if line.c and isinstance(line.c[0], str) else None
    if change is None or change.k != BEGIN or not isinstance(change.v, str):
        raise UserError("altered_chain")
    return read_begin(change.v).sign
