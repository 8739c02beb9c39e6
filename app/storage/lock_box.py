"""The workspace's own salt and keys, so that every refusal is an honest one.

SQLCipher answers "file is not a database" to everything. The 16 bytes it uses as salt are therefore ours:
`MASAR1`, 6 random bytes, 4 check bytes. From the passphrase and the 6 bytes comes a secret of 16 bytes;
from the secret come the check bytes and the database key. The secret, written out, is the recovery code.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets

import msgspec

from app.foundation.errors import UserError

MARK = b"MASAR1"
PLAIN_MARK = b"SQLite format 3\x00"
_CODE_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"


class Cost(msgspec.Struct, frozen=True):
    """What scrypt costs: `n` a power of two, `r` the block size (memory = 128 · n · r bytes)."""

    n: int = 2**16
    r: int = 8

    @property
    def memory(self) -> int:
        return 128 * self.n * self.r + 1024 * 1024


class Lock(msgspec.Struct, frozen=True):
    """What opens one encrypted file: its salt (16 bytes, the file's first) and the secret."""

    salt: bytes
    secret: bytes

    def key_pragma(self) -> str:
        """Return the raw key and salt in SQLCipher's form; no passphrase ever enters SQL text."""
        from cryptography.hazmat.primitives.hashes import SHA256
        from cryptography.hazmat.primitives.kdf.hkdf import HKDF

        derived = HKDF(SHA256(), 32, salt=self.salt, info=b"masar database key").derive(self.secret)
        return f"x'{derived.hex()}{self.salt.hex()}'"


def new_lock(passphrase: str, cost: Cost) -> Lock:
    """Return a lock for a new file."""
    nonce = secrets.token_bytes(6)
    secret = _secret(passphrase, nonce, cost)
    return Lock(MARK + nonce + _check(secret, nonce), secret)


def open_lock(salt: bytes, passphrase: str, cost: Cost) -> Lock:
    """Return the lock of a file whose first 16 bytes are `salt`. Raises UserError `wrong_passphrase`.

    The passphrase may also be the recovery code.
    """
    nonce, check = salt[6:12], salt[12:16]
    for secret in (read_recovery_code(passphrase), _secret(passphrase, nonce, cost)):
        if secret is not None and hmac.compare_digest(_check(secret, nonce), check):
            return Lock(salt, secret)
    raise UserError("wrong_passphrase")


def _secret(passphrase: str, nonce: bytes, cost: Cost) -> bytes:
    return hashlib.scrypt(
        passphrase.encode(), salt=nonce, n=cost.n, r=cost.r, p=1, maxmem=cost.memory, dklen=16
    )


def _check(secret: bytes, nonce: bytes) -> bytes:
    return hmac.new(secret, b"check" + nonce, hashlib.sha256).digest()[:4]


def recovery_code(secret: bytes) -> str:
    """Return the secret as 28 letters and digits in groups of four: 26 for 128 bits, two to catch slips."""
    checked = int.from_bytes(secret) << 12 | int.from_bytes(hashlib.sha256(secret).digest()[:2]) >> 4
    letters = "".join(_CODE_LETTERS[checked >> shift & 31] for shift in range(135, -1, -5))
    return "-".join(letters[start : start + 4] for start in range(0, 28, 4))


def read_recovery_code(text: str) -> bytes | None:
    """Return the secret that a recovery code holds, or None when the text is no (or a mistyped) code."""
    letters = [letter for letter in text.upper() if letter.isalnum()]
    if len(letters) != 28 or any(letter not in _CODE_LETTERS for letter in letters):
        return None
    number = 0
    for letter in letters:
        number = number << 5 | _CODE_LETTERS.index(letter)
    if number >> 140:
        return None
    secret = (number >> 12 & (1 << 128) - 1).to_bytes(16)
    return secret if recovery_code(secret).replace("-", "") == "".join(letters) else None
