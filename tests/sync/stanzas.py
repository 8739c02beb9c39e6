"""An age file to a passphrase, made once by age itself: making one takes a second, whoever makes it."""

from __future__ import annotations

from base64 import b64decode

_SALT, _WRAPPED = "gGMkfBSRrb8EABJstxn63A", "y9GEqSuYE1MYoliyte0iW9/mju1601aU/cYujE/LmPo"
_MAC = "vOtHCduQZv+M6IJ7U+iAbrR3DO1JX2Php6DvY3VB5is"
_BODY = b64decode("FkNPIuZVIbJ4DW5x2tN2u9PYnpH3ue/a/mm/NO0LuaPN")


def to_a_passphrase(work: int) -> bytes:
    """Return the file with its stanza asking for 2 to the power of `work` kilobytes."""
    head = f"age-encryption.org/v1\n-> scrypt {_SALT} {work}\n{_WRAPPED}\n--- {_MAC}\n"
    return head.encode() + _BODY
