"""A person's card: the public keys, handed over as a file or a QR code.

The text form is JSON with the marker `masar-card`; the QR form is `MASAR-CARD-1:` and the same values,
packed, compressed and written in base 45 (RFC 9285), which QR codes store compactly.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
import zlib

import msgspec

from app.foundation.clock import is_moment
from app.foundation.errors import UserError
from app.models.base45 import from_base45, to_base45
from app.models.signature import is_key

CARD_VERSION = 1
LONGEST_CARD = 16_384
_LONGEST_TEXT = 200
_QR_MARK = "MASAR-CARD-1:"
_RECIPIENT = re.compile(r"age1[02-9ac-hj-np-z]{58}")
_NOT_IN_NAMES = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")


class Card(msgspec.Struct, frozen=True):
    """What a person shows of themselves.

    `role` is a wish until a steward confirms it; `signing_key` is an Ed25519 public key (64 hex characters),
    `recipient` an age X25519 recipient, `certificate` a P-256 certificate (DER, base64), `created` a moment.
    """

    name: str
    organisation: str
    role: str
    signing_key: str
    recipient: str
    certificate: str
    created: str

    def canonical(self) -> bytes:
        """Return the one sequence of bytes that stands for this card: JSON, keys sorted, no spaces."""
        return msgspec.json.encode(msgspec.to_builtins(self), order="sorted")

    def fingerprint(self) -> tuple[int, ...]:
        """Return the eight word indexes (0-255) that two people compare: they name both public keys."""
        keys = f"masar-keys\n{self.signing_key}\n{self.recipient}".encode()
        return tuple(hashlib.sha256(keys).digest()[:8])


class _CardFile(msgspec.Struct, frozen=True):
    marker: int = msgspec.field(name="masar-card")
    card: Card


class _Packed(msgspec.Struct, frozen=True, array_like=True):
    name: str
    organisation: str
    role: str
    signing_key: bytes
    recipient: str
    certificate: bytes
    created: str


def card_to_text(card: Card) -> str:
    """Return the card as the text of a card file, ending with a line end."""
    shape = msgspec.to_builtins(_CardFile(CARD_VERSION, card))
    return msgspec.json.format(msgspec.json.encode(shape), indent=2).decode() + "\n"


def card_from_text(text: str) -> Card:
    """Return the card in a card file or QR text.

    Raises UserError `not_a_card`, `card_too_new` or `card_malformed`.
    """
    if len(text) > LONGEST_CARD:
        raise UserError("not_a_card")
    if text.strip().startswith(_QR_MARK):
        return _from_qr(text.strip())
    _check_marker(text)
    try:
        return checked(msgspec.json.decode(text, type=_CardFile).card)
    except (msgspec.MsgspecError, RecursionError) as error:
        raise UserError("card_malformed") from error


def card_to_qr(card: Card) -> str:
    """Return the card as text for a QR code (characters of the alphanumeric mode only)."""
    packed = _Packed(
        card.name,
        card.organisation,
        card.role,
        bytes.fromhex(card.signing_key),
        card.recipient,
        base64.b64decode(card.certificate),
        card.created,
    )
    return _QR_MARK + to_base45(zlib.compress(msgspec.msgpack.encode(packed), 9))


def checked(card: Card, *, certified: bool = True) -> Card:
    """Return `card` if every value has its form; `certified` False lets the certificate be empty.

    Raises UserError `card_malformed`.
    """
    well_formed = (
        card.name.strip()
        and all(is_name(text) for text in (card.name, card.organisation, card.role))
        and is_key(card.signing_key)
        and _RECIPIENT.fullmatch(card.recipient)
        and (_is_base64(card.certificate) or not (certified or card.certificate))
        and is_moment(card.created)
    )
    if not well_formed:
        raise UserError("card_malformed")
    return card


def is_name(text: str) -> bool:
    """Return whether a text can stand on a card: at most 200 characters, none hidden or turning direction."""
    return len(text) <= _LONGEST_TEXT and not _NOT_IN_NAMES.search(text)


def _check_marker(text: str) -> None:
    try:
        shape = msgspec.json.decode(text)
    except (msgspec.MsgspecError, RecursionError) as error:
        raise UserError("not_a_card") from error
    marker = shape.get("masar-card") if isinstance(shape, dict) else None
    if type(marker) is not int or marker < 1:
        raise UserError("not_a_card")
    if marker > CARD_VERSION:
        raise UserError("card_too_new")


def _from_qr(text: str) -> Card:
    try:
        unpacker = zlib.decompressobj()
        data = unpacker.decompress(from_base45(text.removeprefix(_QR_MARK)), LONGEST_CARD)
        packed = msgspec.msgpack.decode(data, type=_Packed)
    except (ValueError, zlib.error, msgspec.MsgspecError, RecursionError) as error:
        raise UserError("card_malformed") from error
    if not unpacker.eof or unpacker.unused_data:
        raise UserError("card_malformed")
    return checked(_unpacked(packed))


def _unpacked(packed: _Packed) -> Card:
    return Card(
        packed.name,
        packed.organisation,
        packed.role,
        packed.signing_key.hex(),
        packed.recipient,
        base64.b64encode(packed.certificate).decode(),
        packed.created,
    )


def _is_base64(text: str) -> bool:
    try:
        return bool(base64.b64decode(text, validate=True))
    except (binascii.Error, ValueError):
        return False
