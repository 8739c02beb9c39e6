"""People, packages and a recording sink for the tests of sync."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec
import pyrage
import pytest
from hypothesis import HealthCheck, settings

from app.foundation.errors import MasarError
from app.foundation.progress import unwatched
from app.models.card import Card
from app.models.changeset import (
    Arrived,
    Header,
    Line,
    Withheld,
    changeset_hash,
    encode,
    line_leaves,
    read_header,
    read_line,
)
from app.models.signature import Purpose, public_key, sign
from app.models.vector import Head, Vector
from app.sync.limits import Limits
from app.sync.manifest import Letter, Manifest, SignedHead, sign_head
from app.sync.package_reader import Opened, read_package
from app.sync.package_writer import Blob, Content, Written, write_package

Forge = Callable[..., Path]
Entries = list[tuple[str, bytes]]

few = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])

SPACE = "area/0190/network"
MOMENT = "2026-03-14T09:30:00Z"


class Recorder:
    """A sink that keeps what it was given and how the reading ended."""

    def __init__(self) -> None:
        self.manifests: list[Manifest] = []
        self.lines: list[str] = []
        self.unread_lines: list[list[bytes]] = []
        self.blobs: dict[str, bytes] = {}
        self.ended: list[str] = []

    def begin(self, manifest: Manifest) -> bool:
        self.manifests.append(manifest)
        return True

    def line(self, came: Arrived) -> None:
        self.lines.append(came.text)

    def unread(self, lines: list[bytes]) -> None:
        self.unread_lines.append(lines)

    def blob(self, name: str, pieces: Iterator[bytes]) -> None:
        self.blobs[name] = b"".join(pieces)

    def accepted(self) -> None:
        self.ended.append("accepted")

    def dropped(self) -> None:
        self.ended.append("dropped")


class Sender:
    """Someone with keys, who writes packages of one space."""

    def __init__(self, number: int = 1) -> None:
        self.seed = bytes([number]) * 32
        self.age = pyrage.x25519.Identity.generate()
        self.key = public_key(self.seed)
        self.card = Card("Nadia", "Org", "member", self.key, str(self.age.to_public()), "AAAA", MOMENT)

    @property
    def identity(self) -> str:
        return str(self.age)

    def heads(self, lines: Iterable[str]) -> tuple[SignedHead, ...]:
        """Return the signed heads of the chains that these lines make up."""
        ends: dict[tuple[str, str], tuple[int, str]] = {}
        for made in map(read_line, lines):
            header = read_header(made.h)
            ends[header.p, header.w] = (header.n, changeset_hash(made.h, line_leaves(made)).hex())
        return tuple(sign_head(self.seed, *place, *end, self.key) for place, end in ends.items())

    def letter(self, lines: Iterable[str] = (), **changes: object) -> Letter:
        vectors = {SPACE: Vector(frozenset({Head("r1", 2, "ab" * 16)}))}
        values: dict[str, object] = {
            "created": MOMENT, "sender": self.card, "replica": "r1", "spaces": (SPACE,),
            "vectors": vectors, "heads": self.heads(lines),
        }  # fmt: skip
        return Letter(**{**values, **changes})  # type: ignore[arg-type]

    def write(self, path: Path, content: Content, letter: Letter | None = None) -> Written:
        letter = letter or self.letter(content.lines())
        return write_package(path, letter, content, [self.card.recipient], self.seed, unwatched())

    def seal(self, path: Path, entries: Sequence[tuple[str, bytes]]) -> Path:
        """Write any entries as an age file with a ZIP, however wrong they are."""
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in entries:
                archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
        return self.wrap(path, packed.getvalue())

    def wrap(self, path: Path, data: bytes) -> Path:
        path.write_bytes(pyrage.encrypt(data, [self.age.to_public()]))
        return path

    def signed(self, manifest: bytes) -> bytes:
        return sign(self.seed, Purpose.MANIFEST, manifest).encode()

    def read(self, path: Path) -> tuple[Opened, Recorder]:
        sink = Recorder()
        return read_package(path, [self.identity], sink, unwatched()), sink


def chain(*changesets: Sequence[str | Withheld], replica: str = "r1") -> list[str]:
    """Return the lines of a chain from its second changeset on, so that nobody need begin it here."""
    lines: list[str] = []
    digest = "ab" * 32
    for number, changes in enumerate(changesets, start=2):
        made = Line(encode(Header(v=1, p=SPACE, w=replica, n=number, b=digest, l=number)), tuple(changes))
        digest = changeset_hash(made.h, line_leaves(made)).hex()
        lines.append(encode(made))
    return lines


def line(*changes: str | Withheld) -> str:
    """Return one changeset with these changes."""
    return chain(changes)[0]


def blob(data: bytes) -> Blob:
    return Blob(hashlib.sha256(data).hexdigest(), lambda: [data])


def content(*lines: str, blobs: Sequence[bytes] = (), invite: bytes | None = None) -> Content:
    return Content(lambda: lines, [blob(data) for data in blobs], invite)


def refusal(sender: Sender, path: Path, limits: Limits | None = None, identity: str = "") -> str:
    """Return the code of the refusal, after seeing that the sink was told to forget everything."""
    sink = Recorder()
    with pytest.raises(MasarError) as refused:
        read_package(path, [identity or sender.identity], sink, unwatched(), limits)
    assert sink.ended == ["dropped"]
    return refused.value.code


def with_changes(sender: Sender, data: bytes, lines: Sequence[str]) -> Callable[..., None]:
    entry = {"name": "changes.jsonl", "size": len(data), "sha256": hashlib.sha256(data).hexdigest()}

    def change(shape: dict[str, Any]) -> None:
        shape["entries"][0] = entry
        if lines:
            shape["heads"] = msgspec.to_builtins(sender.heads(lines))

    return change


def forged_changes(forge: Forge, data: bytes, lines: Sequence[str] = ()) -> Path:
    """Put `data` in the place of the changes, with heads signed for `lines`."""
    change = with_changes(Sender(), data, lines)
    return forge(change=change, entries=lambda right: [*right[:2], (right[2][0], data), right[3]])
