"""Changes and changesets as bytes: what is hashed, signed, stored and relayed, never written anew.

A change is one JSON text; its leaf is the SHA-256 of its bytes. A changeset's hash is
SHA-256(header bytes ‖ leaf₁ ‖ leaf₂ …). A withheld change is its leaf alone; the chain stays valid.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from hashlib import sha256 as _sha256
from typing import Annotated, ClassVar, TypeVar

import msgspec

from app.foundation.errors import UserError

T = TypeVar("T")
L = TypeVar("L")

FORMAT = 1

LONGEST_LINE = 4 * 1024**2
"""Bytes of a changeset as it travels. Taking it needs a dozen times as many in memory."""

MOST_CHANGES = 30_000
"""Changes of a changeset. Each takes two kilobytes of memory when it begins a record of its own."""

LONGEST_CHANGE = 1_500_000
"""Characters: the longest text that a field takes, when each of its letters is escaped."""

Hash = bytes
"""32 bytes of SHA-256."""

BEGIN = "#begin"
"""The kind of a replica's first change in a space: who writes here."""

MARK = "#mark"
"""The kind of a change that says whether a changeset of its own chain is in force."""

FORGET = "#forget"
"""The kind of a change that asks every holder to drop the bytes of a change."""

GREATEST = 2**53
"""The greatest whole number that every reader of JSON takes as it is written."""

LARGEST_FILE = 40 * 1024**2
"""Bytes of a file that hangs on a record: four times the largest PDF that may be attached."""

_Short = Annotated[str, msgspec.Meta(max_length=64)]
_Whole = Annotated[int, msgspec.Meta(ge=-GREATEST, le=GREATEST)]
_Chars32 = Annotated[str, msgspec.Meta(min_length=32, max_length=32)]
_Hex64 = Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{64}$")]


class Change(
    msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False, forbid_unknown_fields=True
):
    """One field of one record set to a value, and the changes it replaces.

    k kind · r record · f field · e element of a set field · v value (JSON) · x the changesets whose change
    of this register it replaces (first 16 bytes of each hash, hexadecimal) · s salt (16 bytes, hexadecimal).
    """

    k: _Short
    r: _Short
    f: _Short
    e: str = ""
    v: str | _Whole | bool | None = None
    x: tuple[_Chars32, ...] = ()
    s: str = ""

    @property
    def register(self) -> tuple[str, str, str]:
        """The place this change writes to: record, field and element."""
        return (self.r, self.f, self.e)


class Cause(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A changeset of another chain that its author had applied: replica, sequence, hash, date written."""

    replica: _Short
    sequence: int
    hash: _Hex64
    date: _Short


class Header(
    msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False, forbid_unknown_fields=True
):
    """What a changeset says of itself.

    v format · p space · w replica · n sequence (from 1) · b hash of the one before · l Lamport number ·
    c causes · t wall time (information only) · a author (first 16 hex digits of the signing key) · d
    action code · i action id (the same in every space the action touched).
    """

    v: int
    p: Annotated[str, msgspec.Meta(max_length=100)]
    w: _Short
    n: Annotated[int, msgspec.Meta(ge=1, le=GREATEST)]
    b: str = ""
    l: Annotated[int, msgspec.Meta(ge=1, le=GREATEST)]
    c: tuple[Cause, ...] = ()
    t: _Short = ""
    a: _Short = ""
    d: _Short = ""
    i: _Short = ""


class Begin(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Who writes in a chain: the value of its first change.

    name, organisation and role as the person gave them · sign and age public keys · cert certificate (DER,
    base64) · proof signature by the signing key over space and replica · invite and joined: the public half
    of the invitation used, and its signature over the same.
    """

    name: Annotated[str, msgspec.Meta(max_length=300)]
    organisation: Annotated[str, msgspec.Meta(max_length=300)] = ""
    role: _Short = ""
    sign: _Hex64
    age: Annotated[str, msgspec.Meta(max_length=100)] = ""
    cert: Annotated[str, msgspec.Meta(max_length=4000)] = ""
    proof: Annotated[str, msgspec.Meta(max_length=128)] = ""
    invite: Annotated[str, msgspec.Meta(max_length=64)] = ""
    joined: Annotated[str, msgspec.Meta(max_length=128)] = ""


class Withheld(msgspec.Struct, frozen=True, gc=False):
    """A change whose bytes were kept back or removed for good: only its leaf travels."""

    leaf: _Hex64
    k: ClassVar[str] = ""
    r: ClassVar[str] = ""
    f: ClassVar[str] = ""
    v: ClassVar[None] = None
    x: ClassVar[tuple[str, ...]] = ()
    """It speaks of nothing, and replaces nothing, that anybody could know of."""


class Line(msgspec.Struct, frozen=True, gc=False):
    """One changeset as it travels: header and changes as the very text that was hashed."""

    h: str
    c: tuple[str | Withheld, ...]


class Arrived(msgspec.Struct, frozen=True, gc=False):
    """One changeset as it came from elsewhere, read and hashed once.

    `hash` is hexadecimal, `size` the bytes it came in.
    """

    line: Line
    header: Header
    hash: str
    size: int = 0

    @property
    def text(self) -> str:
        """The line, as this program writes it."""
        return encode(self.line)


class _LaterChange(Change, frozen=True, gc=False, forbid_unknown_fields=False):
    """A change with more to it than this version knows."""


class _LaterHeader(Header, frozen=True, gc=False, forbid_unknown_fields=False):
    """A header with more to it than this version knows."""


_DEEPEST = 32
"""How deep a change or a header may nest lists and objects: only what this version does not know can."""

_MALFORMED = (msgspec.DecodeError, UnicodeError, RecursionError)
_encoder = msgspec.json.Encoder()
_change_decoder = msgspec.json.Decoder(Change, strict=True)
_header_decoder = msgspec.json.Decoder(Header, strict=True)
_later_change_decoder = msgspec.json.Decoder(_LaterChange, strict=True)
_later_header_decoder = msgspec.json.Decoder(_LaterHeader, strict=True)
_begin_decoder = msgspec.json.Decoder(Begin, strict=True)
_line_decoder = msgspec.json.Decoder(Line, strict=True)


def encode(value: Change | Header | Line | Begin) -> str:
    """Return the JSON text of a change, a header or a line."""
    return _encoder.encode(value).decode()


def read_change(text: str) -> Change:
    """Return the change that JSON text holds. Raises UserError `package_malformed`."""
    change = _read(_change_decoder, _later_change_decoder, text)
    _check_references(change.x)
    return change


def read_changes(line: Line) -> list[Change | Withheld]:
    """Return the changes of a line in their order. Raises UserError `package_malformed`."""
    try:
        changes: list[Change | Withheld] = [*map(_change_decoder.decode, line.c)]  # type: ignore[arg-type]
    except (TypeError, *_MALFORMED):
        return [read_change(item) if isinstance(item, str) else item for item in line.c]
    _check_references([one for change in changes for one in change.x])
    return changes


def _check_references(references: Sequence[str]) -> None:
    """Refuse digits that are not hexadecimal: a pattern of the decoder would cost as much as the decoding."""
    digits = "".join(references)
    try:
        well_formed = bytes.fromhex(digits).hex() == digits
    except ValueError:
        well_formed = False
    if not well_formed:
        raise UserError("package_malformed")


def read_header(text: str) -> Header:
    """Return the header that JSON text holds. Raises UserError `package_malformed`."""
    return _read(_header_decoder, _later_header_decoder, text)


def read_begin(text: str) -> Begin:
    """Return who writes, from the value of a chain's first change. Raises UserError `package_malformed`."""
    return _decode(_begin_decoder, text)


def read_line(text: str | bytes) -> Line:
    """Return the line that JSON text holds. Raises UserError `package_malformed`."""
    return _decode(_line_decoder, text)


def read_within_bounds(text: bytes) -> Line | None:
    """Return the line that JSON text holds; None of one that holds too much to be taken apart.

    Raises UserError `package_malformed`.
    """
    long = len(text) > _SHORT
    if long and (len(text) > LONGEST_LINE or text.count(b'"') - text.count(b'\\"') > _MOST_QUOTES):
        return None
    line = read_line(text)
    if long and (len(line.c) > MOST_CHANGES or any(map(_is_long, line.c))):
        return None
    return line


def _is_long(item: str | Withheld) -> bool:
    return isinstance(item, str) and len(item) > LONGEST_CHANGE


_SHORT = 64 * 1024
"""Bytes of a line that can hold nothing that takes much memory."""

_MOST_QUOTES = 4 * MOST_CHANGES + 16
"""Quotation marks outside of changes: a change takes two, what is left of one four."""


def _read(known: msgspec.json.Decoder[T], later: msgspec.json.Decoder[L], text: str) -> T | L:
    """Return what text holds that this version writes, or a later one. Raises UserError `package_malformed`.

    Whatever has nothing unknown to it cannot nest deep: the closer look is for what has.
    """
    try:
        return known.decode(text)
    except _MALFORMED as error:
        if not depth_within(text, _DEEPEST):
            raise UserError("package_malformed") from error
    return _decode(later, text)


_TOKENS = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"|[\[\]{}]', re.DOTALL)


def depth_within(text: str, most: int) -> bool:
    """Return whether JSON text nests lists and objects at most `most` deep. Malformed text may pass."""
    depth = 0
    for token in _TOKENS.finditer(text):
        depth += {"[": 1, "{": 1, "]": -1, "}": -1}.get(token.group()[:1], 0)
        if depth > most:
            return False
    return True


def _decode(decoder: msgspec.json.Decoder[T], text: str | bytes) -> T:
    try:
        return decoder.decode(text)
    except _MALFORMED as error:
        raise UserError("package_malformed") from error


def leaf(text: str) -> Hash:
    """Return the leaf of a change's bytes."""
    return _sha256(text.encode()).digest()


def changeset_hash(header: str, leaves: list[Hash]) -> Hash:
    """Return the hash of a changeset from its header's bytes and the leaves of its changes in order."""
    return _sha256(header.encode() + b"".join(leaves)).digest()


def line_leaves(line: Line) -> list[Hash]:
    """Return the leaves of a line's changes, withheld or not."""
    return [leaf(item) if isinstance(item, str) else bytes.fromhex(item.leaf) for item in line.c]


def arrived(line: Line, size: int = 0) -> Arrived:
    """Return the changeset of a line of `size` bytes with its hash; its changes are not read yet.

    Raises UserError `package_malformed`.
    """
    whole = _sha256(line.h.encode())
    for item in line.c:
        whole.update(_sha256(item.encode()).digest() if isinstance(item, str) else bytes.fromhex(item.leaf))
    return Arrived(line, read_header(line.h), whole.hexdigest(), size)
