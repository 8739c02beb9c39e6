"""An invitation lets a newcomer prove, without meeting anyone, that a steward asked them in.

`invite.json` carries a private signing key; its public half is a record of the roster. The newcomer's
program signs the first bytes of the new chain with it. Whoever holds the roster record believes that.
"""

from __future__ import annotations

import os
import re

import msgspec

from app.foundation.errors import UserError
from app.models.signature import Purpose, fits, public_key, sign

_SEED = re.compile(r"[0-9a-f]{64}")
_AREA = re.compile(r"[0-9A-Za-z-]{1,64}")


class Invitation(msgspec.Struct, frozen=True):
    """`invite.json`: the private seed (64 hex characters), the area's record id, a role to wish for."""

    version: int = msgspec.field(name="masar-invite")
    seed: str
    area: str
    role: str = ""

    @property
    def key(self) -> str:
        """The public half, as it stands in the roster (64 hex characters)."""
        return public_key(bytes.fromhex(self.seed))


def new_invitation(area: str, role: str = "") -> Invitation:
    """Return an invitation to an area with a fresh key from the operating system's randomness."""
    return Invitation(1, os.urandom(32).hex(), area, role)


def encode_invitation(invitation: Invitation) -> bytes:
    """Return the bytes of `invite.json`."""
    return msgspec.json.encode(invitation)


def decode_invitation(data: bytes) -> Invitation:
    """Return the invitation in these bytes. Raises UserError `package_damaged`."""
    try:
        invitation = msgspec.json.decode(data, type=Invitation)
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError) as error:
        raise UserError("package_damaged") from error
    if not (_SEED.fullmatch(invitation.seed) and _AREA.fullmatch(invitation.area)):
        raise UserError("package_damaged")
    return invitation


def prove_join(invitation: Invitation, begin: bytes) -> str:
    """Return the proof (128 hex characters) that the holder of the invitation began the chain `begin`."""
    return sign(bytes.fromhex(invitation.seed), Purpose.JOIN, begin)


def check_join(key: str, begin: bytes, proof: str) -> bool:
    """Return whether `proof` was made for `begin` with the invitation whose public half is `key`."""
    return fits(key, Purpose.JOIN, begin, proof)
