"""Locks a person's keys into bytes for the workspace, and unlocks them again.

Locked = JSON with the marker `masar-keys`; with a passphrase the keys lie in `box`, encrypted by
ChaCha20-Poly1305 under scrypt(passphrase). Without one they lie in `keys`, in clear.
"""

from __future__ import annotations

import hashlib
import os
import unicodedata
from typing import TYPE_CHECKING

import msgspec

from app.foundation.errors import UserError
from app.keys.identity import Identity

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

_VERSION = 1
_HIGHEST_COST = 2**20


class Cost(msgspec.Struct, frozen=True):
    """scrypt parameters: `n` a power of two, memory = 128 · n · r bytes."""

    n: int = 2**16
    r: int = 8
    p: int = 1


class _Keys(msgspec.Struct, frozen=True):
    name: str
    organisation: str
    signing_seed: bytes
    age_identity: str
    certificate_key: bytes
    certificate: bytes
    created: str


class _Locked(msgspec.Struct, frozen=True, omit_defaults=True):
    version: int = msgspec.field(name="masar-keys")
    keys: _Keys | None = None
    cost: Cost | None = None
    salt: bytes = b""
    nonce: bytes = b""
    box: bytes = b""


def lock(identity: Identity, passphrase: str | None, cost: Cost | None = None) -> bytes:
    """Return the keys as bytes that only `passphrase` opens; None or "" leaves them in clear."""
    keys = _Keys(*(getattr(identity, name) for name in _Keys.__struct_fields__))
    if not passphrase:
        return msgspec.json.encode(_Locked(_VERSION, keys))
    cost, salt, nonce = cost or Cost(), os.urandom(16), os.urandom(12)
    box = _cipher(passphrase, salt, cost).encrypt(nonce, msgspec.json.encode(keys), _bound(salt, cost))
    return msgspec.json.encode(_Locked(_VERSION, None, cost, salt, nonce, box))


def unlock(data: bytes, passphrase: str | None) -> Identity:
    """Return the keys in `data`.

    Raises UserError `wrong_person_passphrase` (also when one is needed and none given) or
    `person_keys_damaged`.
    """
    locked = _locked(data)
    if locked.keys is not None:
        return _identity(locked.keys)
    if not passphrase:
        raise UserError("wrong_person_passphrase")
    return _identity(_opened(locked, passphrase))


def needs_passphrase(data: bytes) -> bool:
    """Return whether these keys are locked with a passphrase. Raises UserError `person_keys_damaged`."""
    return _locked(data).keys is None


def _locked(data: bytes) -> _Locked:
    try:
        locked = msgspec.json.decode(data, type=_Locked)
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError) as error:
        raise UserError("person_keys_damaged") from error
    if locked.version != _VERSION or (locked.keys is None and not _cost_is_right(locked)):
        raise UserError("person_keys_damaged")
    return locked


def _cost_is_right(locked: _Locked) -> bool:
    """Return whether the parameters are ours and not ones that would spend all memory."""
    cost = locked.cost
    return (
        cost is not None
        and 2 <= cost.n <= _HIGHEST_COST
        and cost.n & (cost.n - 1) == 0
        and cost.r == 8
        and cost.p == 1
        and len(locked.salt) == 16
        and len(locked.nonce) == 12
    )


def _opened(locked: _Locked, passphrase: str) -> _Keys:
    if locked.cost is None:
        raise UserError("person_keys_damaged")
    from cryptography.exceptions import InvalidTag

    cipher = _cipher(passphrase, locked.salt, locked.cost)
    try:
        data = cipher.decrypt(locked.nonce, locked.box, _bound(locked.salt, locked.cost))
    except InvalidTag as error:
        raise UserError("wrong_person_passphrase") from error
    return msgspec.json.decode(data, type=_Keys)


def _cipher(passphrase: str, salt: bytes, cost: Cost) -> ChaCha20Poly1305:
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

    typed = unicodedata.normalize("NFC", passphrase).encode()
    memory = 128 * cost.r * (cost.n + cost.p + 2) + 1024**2
    return ChaCha20Poly1305(
        hashlib.scrypt(typed, salt=salt, n=cost.n, r=cost.r, p=cost.p, maxmem=memory, dklen=32)
    )


def _bound(salt: bytes, cost: Cost) -> bytes:
    return b"masar-keys 1 %d %d %d " % (cost.n, cost.r, cost.p) + salt


def _identity(keys: _Keys) -> Identity:
    return Identity(
        name=keys.name, organisation=keys.organisation, signing_seed=keys.signing_seed,
        age_identity=keys.age_identity, certificate_key=keys.certificate_key,
        certificate=keys.certificate, created=keys.created,
    )  # fmt: skip
