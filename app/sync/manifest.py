"""The first entry of a package: what it holds, for whom, from whom, and how far the sender has come."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Annotated

import msgspec

from app.foundation.clock import is_moment
from app.foundation.errors import UserError
from app.models.card import Card, checked
from app.models.changeset import GREATEST
from app.models.signature import Purpose, fits, head_message, is_key, sign
from app.models.vector import Vector, VectorJson, from_json, to_json

FORMAT_MAJOR = 1
FORMAT_MINOR = 0
MANIFEST, SIGNATURE, INVITE, CHANGES, BLOBS = (
    "manifest.json", "manifest.sig", "invite.json", "changes.jsonl", "blobs/",
)  # fmt: skip

_DIGEST = re.compile(r"[0-9a-f]{64}")
_REPLICA = re.compile(r"[0-9A-Za-z-]{1,64}")
_SPACE = re.compile(r"country|area/[0-9A-Za-z-]{1,64}/(group|network)")
_BLOB = re.compile(r"blobs/[0-9a-f]{64}")


class Entry(msgspec.Struct, frozen=True):
    """One entry of the ZIP after the signature: its name, bytes unpacked, SHA-256 of these bytes."""

    name: str
    size: int
    sha256: str


class SignedHead(msgspec.Struct, frozen=True):
    """A chain's last changeset in this package, signed by the key of the person whose chain it is."""

    space: str
    replica: str
    number: int
    hash: str
    signer: str
    signature: str


class Recipient(msgspec.Struct, frozen=True):
    """Whom the package is for: a person's signing key with name, or both empty for six words."""

    key: str
    name: str


class LeftOut(msgspec.Struct, frozen=True):
    """A file that belongs to the changes and does not travel: digest, bytes, and why (a code)."""

    sha256: str
    size: int
    reason: str


class Manifest(msgspec.Struct, frozen=True):
    """`manifest.json`. Fields that a newer minor format adds are passed over by an older reader.

    `vectors` say how far the sender has come in each space, `base` from where the changes begin; the sender's
    certificate is empty for receivers who hold the sender's chain, which begins with it; `number` counts the
    packages the sender's file had made, with this one; `area_titles` = {area record id: {language: title}}.
    """

    format: tuple[int, int]
    rules: int
    created: str
    training: bool
    sender: Card
    replica: str
    recipients: tuple[Recipient, ...]
    spaces: tuple[str, ...]
    area_titles: dict[str, dict[str, str]]
    entries: tuple[Entry, ...]
    heads: tuple[SignedHead, ...]
    vectors: dict[str, VectorJson]
    base: dict[str, VectorJson]
    wanted: tuple[str, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    number: Annotated[int, msgspec.Meta(ge=0, le=GREATEST)] = 0

    def vector(self, space: str) -> Vector:
        """Return how far the sender has come in a space."""
        return from_json(self.vectors.get(space, {}))

    def base_of(self, space: str) -> Vector:
        """Return what the sender took the receiver to have already in a space."""
        return from_json(self.base.get(space, {}))

    def blobs(self) -> tuple[Entry, ...]:
        """Return the attached files that travel."""
        return tuple(entry for entry in self.entries if entry.name.startswith(BLOBS))


class _Version(msgspec.Struct, frozen=True):
    format: tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """What the caller says about a package to be written; the writer adds entries and signature."""

    created: str
    sender: Card
    replica: str
    spaces: tuple[str, ...]
    vectors: Mapping[str, Vector]
    base: Mapping[str, Vector] = field(default_factory=dict)
    heads: tuple[SignedHead, ...] = ()
    recipients: tuple[Recipient, ...] = ()
    rules: int = 1
    training: bool = False
    area_titles: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    wanted: tuple[str, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    number: int = 0


def manifest_of(letter: Letter, entries: tuple[Entry, ...]) -> Manifest:
    """Return the manifest of a letter with the entries that travel. Raises UserError `package_damaged`."""
    manifest = Manifest(
        format=(FORMAT_MAJOR, FORMAT_MINOR), rules=letter.rules, created=letter.created,
        training=letter.training, sender=letter.sender, replica=letter.replica,
        recipients=letter.recipients, spaces=letter.spaces,
        area_titles={area: dict(titles) for area, titles in letter.area_titles.items()},
        entries=entries, heads=letter.heads,
        vectors={space: to_json(vector) for space, vector in letter.vectors.items()},
        base={space: to_json(vector) for space, vector in letter.base.items()},
        wanted=letter.wanted, left_out=letter.left_out, number=letter.number,
    )  # fmt: skip
    _check(manifest)
    return manifest


def encode(manifest: Manifest) -> bytes:
    """Return the bytes of `manifest.json`; they are signed and checked as written, never written anew."""
    return msgspec.json.encode(manifest)


def decode(data: bytes) -> Manifest:
    """Return the manifest in these bytes.

    Raises UserError `package_too_new` (a newer major format) or `package_damaged` (anything malformed).
    """
    try:
        version = msgspec.json.decode(data, type=_Version).format
        if version[0] > FORMAT_MAJOR:
            raise UserError("package_too_new", major=version[0])
        manifest = msgspec.json.decode(data, type=Manifest)
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError) as error:
        raise UserError("package_damaged") from error
    _check(manifest)
    return manifest


def sign_head(seed: bytes, space: str, replica: str, number: int, digest: str, signer: str) -> SignedHead:
    """Return the own chain's head, signed; `digest` is its whole chain hash (64 hex characters)."""
    signature = sign(seed, Purpose.HEAD, head_message(space, replica, number, digest))
    return SignedHead(space, replica, number, digest, signer, signature)


def head_fits(head: SignedHead) -> bool:
    """Return whether the head's signature was made with the key that it names."""
    message = head_message(head.space, head.replica, head.number, head.hash)
    return fits(head.signer, Purpose.HEAD, message, head.signature)


def _check(manifest: Manifest) -> None:
    well_formed = (
        manifest.format[0] == FORMAT_MAJOR
        and manifest.rules > 0
        and is_moment(manifest.created)
        and _REPLICA.fullmatch(manifest.replica)
        and _spaces_are_right(manifest)
        and _entries_are_right(manifest.entries)
        and all(_head_is_right(head, manifest.spaces) for head in manifest.heads)
        and all(_DIGEST.fullmatch(digest) for digest in manifest.wanted)
        and all(_DIGEST.fullmatch(file.sha256) and file.size >= 0 for file in manifest.left_out)
        and all(recipient.key == "" or is_key(recipient.key) for recipient in manifest.recipients)
    )
    if not well_formed:
        raise UserError("package_damaged")
    _check_values(manifest)


def _check_values(manifest: Manifest) -> None:
    try:
        checked(manifest.sender, certified=False)
        for vectors in (manifest.vectors, manifest.base):
            for shape in vectors.values():
                from_json(shape)
    except UserError as error:
        raise UserError("package_damaged") from error


def _spaces_are_right(manifest: Manifest) -> bool:
    """A package names its spaces and contains nothing of others."""
    spaces = set(manifest.spaces)
    areas = {space.split("/")[1] for space in spaces if space.startswith("area/")}
    return (
        0 < len(spaces) == len(manifest.spaces)
        and all(_SPACE.fullmatch(space) for space in spaces)
        and manifest.vectors.keys() <= spaces
        and manifest.base.keys() <= spaces
        and manifest.area_titles.keys() <= areas
    )


def _entries_are_right(entries: tuple[Entry, ...]) -> bool:
    """At most one invitation, then the changes, then files in the order of their digests."""
    names = [entry.name for entry in entries]
    fixed = [INVITE, CHANGES] if names[:1] == [INVITE] else [CHANGES]
    blobs = entries[len(fixed) :]
    return (
        names[: len(fixed)] == fixed
        and all(_BLOB.fullmatch(entry.name) and entry.name == BLOBS + entry.sha256 for entry in blobs)
        and all(one.name < two.name for one, two in pairwise(blobs))
        and all(_DIGEST.fullmatch(entry.sha256) and entry.size >= 0 for entry in entries)
    )


def _head_is_right(head: SignedHead, spaces: tuple[str, ...]) -> bool:
    return bool(
        head.space in spaces
        and _REPLICA.fullmatch(head.replica)
        and 0 < head.number <= GREATEST
        and _DIGEST.fullmatch(head.hash)
        and is_key(head.signer)
    )
