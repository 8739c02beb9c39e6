"""Signing what a person wrote, so that it may travel: a head signature covers its chain up to there."""

from __future__ import annotations

from collections.abc import Iterable

from app.foundation.clock import stamp
from app.services.desk import Desk
from app.storage.appending import Stamp, append
from app.storage.chains import spaces
from app.storage.held_back import HELD_BACK
from app.storage.sending import HeadSignature, keep_signature, unsigned, withhold_corrected
from app.storage.workspace import Transaction
from app.sync.manifest import sign_head


def vouch(desk: Desk, connection: Transaction, named: Iterable[str], *, withhold: bool = True) -> None:
    """Sign the ends of the person's own chains in these spaces.

    Unless `withhold` is False values corrected before stay behind, and the chain says which; what says so
    builds on nothing, so that a package taken before can still be set aside.

    Also chains that the person wrote in this file as an earlier replica, before it was restored or copied:
    whatever of them had not left yet would otherwise never travel.
    """
    identity, author = desk.identity(), desk.author()
    desk.settle(connection)
    said = Stamp(stamp(desk.clock.now()), HELD_BACK, desk.ids.record())
    for space in named:
        held_back = withhold_corrected(connection, space, author.replica) if withhold else []
        if held_back:
            append(connection, space, author, said, held_back, causes=False)
        for key, head in unsigned(connection, space):
            if key != identity.signing_key:
                continue
            signed = sign_head(
                identity.signing_seed, space, head.replica, head.sequence, head.hash, identity.signing_key
            )
            keep_signature(
                connection,
                HeadSignature(
                    space, head.replica, head.sequence, head.hash, identity.signing_key, signed.signature
                ),
            )


def vouch_before_leaving(desk: Desk) -> None:
    """Sign everything the person wrote before somebody else sits down: others' work may build on it.

    Nothing is withheld: no package was made, and undo still brings back what was corrected.
    """
    if desk.writer is None:
        return
    with desk.write_chain() as connection:
        vouch(desk, connection, spaces(connection), withhold=False)
