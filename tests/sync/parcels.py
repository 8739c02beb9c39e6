"""People, packages and a recording sink for the tests of sync."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import msgspec
import pyrage
import pytest
from hypothesis import HealthCheck, settings

from app.foundation.errors import MasarError
from app.foundation.progress import unwatched
from app.models.card import Card
from app.models.signature import Purpose, public_key, sign
from app.models.vector import Head, Vector
from app.sync.manifest import Letter, Manifest, sign_head
from app.sync.package_reader import Limits, Opened, read_package
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
        self.blobs: dict[str, bytes] = {}
        self.ended: list[str] = []

    def begin(self, manifest: Manifest) -> None:
        self.manifests.append(manifest)

    def line(self, text: str) -> None:
        self.lines.append(text)

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

    def letter(self, **changes: object) -> Letter:
        head = sign_head(self.seed, SPACE, "r1", 2, "ab" * 32, self.key)
        vectors = {SPACE: Vector(frozenset({Head("r1", 2, "ab" * 16)}))}
        values: dict[str, object] = {
            "created": MOMENT, "sender": self.card, "replica": "r1", "spaces": (SPACE,),
            "vectors": vectors, "heads": (head,),
        }  # fmt: skip
        return Letter(**{**values, **changes})  # type: ignore[arg-type]

    def write(self, path: Path, content: Content, letter: Letter | None = None) -> Written:
        return write_package(
            path, letter or self.letter(), content, [self.card.recipient], self.seed, unwatched()
        )

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


def line(*changes: str, header: str = "{}") -> str:
    return msgspec.json.encode({"h": header, "c": list(changes)}).decode()


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


def with_changes(data: bytes) -> Callable[..., None]:
    entry = {"name": "changes.jsonl", "size": len(data), "sha256": hashlib.sha256(data).hexdigest()}
    return lambda shape: shape["entries"].__setitem__(0, entry)


def forged_changes(forge: Forge, data: bytes) -> Path:
    return forge(change=with_changes(data), entries=lambda right: [*right[:2], (right[2][0], data), right[3]])
