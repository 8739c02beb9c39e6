"""Ed25519 signatures with a purpose, so that a signature made for one thing never passes for another.

What is signed is `masar/<purpose>` + one zero byte + the message. Keys and signatures travel as
lower-case hexadecimal text (32 bytes = 64 characters, 64 bytes = 128 characters). The library is loaded
when something is first signed or verified.
"""

from __future__ import annotations

import re
from enum import Enum
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

_KEY = re.compile(r"[0-9a-f]{64}")
_SIGNATURE = re.compile(r"[0-9a-f]{128}")


class Purpose(Enum):
    """What a signature is for."""

    MANIFEST = "package-manifest"
    HEAD = "chain-head"
    BEGIN = "begin"
    JOIN = "join"
    SIGN_OFF = "sign-off"


def public_key(seed: bytes) -> str:
    """Return the public key (64 hex characters) that belongs to a private seed of 32 bytes."""
    return _private(seed).public_key().public_bytes_raw().hex()


def sign(seed: bytes, purpose: Purpose, message: bytes) -> str:
    """Return the signature (128 hex characters) over `message` for `purpose`."""
    return _private(seed).sign(_bound(purpose, message)).hex()


@lru_cache(maxsize=2048)
def fits(key: str, purpose: Purpose, message: bytes, signature: str) -> bool:
    """Return whether `signature` was made over `message` for `purpose` with the private half of `key`.

    Malformed keys and signatures simply do not fit. Who began chains and their heads are looked at again with
    every package, so the answers given last are kept.
    """
    if not (is_key(key) and _SIGNATURE.fullmatch(signature)):
        return False
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(key)).verify(
            bytes.fromhex(signature), _bound(purpose, message)
        )
    except (InvalidSignature, ValueError):
        return False
    return True


def is_key(text: str) -> bool:
    """Return whether `text` has the form of a public key."""
    return _KEY.fullmatch(text) is not None


def head_message(space: str, replica: str, number: int, digest: str) -> bytes:
    """Return the bytes that a head signature covers: four lines, without a final line end.

    `digest` is the whole chain hash (64 hex characters) of changeset `number`.
    """
    return f"{space}\n{replica}\n{number}\n{digest}".encode()


def begin_message(space: str, replica: str, key: str) -> bytes:
    """Return the bytes that both proofs in a chain's first change cover: three lines, no final line end.

    `key` is the signing key of who begins; without it an invitation's proof could be copied by another.
    """
    return f"{space}\n{replica}\n{key}".encode()


def _private(seed: bytes) -> Ed25519PrivateKey:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    return Ed25519PrivateKey.from_private_bytes(seed)


def _bound(purpose: Purpose, message: bytes) -> bytes:
    return b"masar/" + purpose.value.encode("ascii") + b"\0" + message
