"""A sender with keys, and a forger of packages."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from app.sync.manifest import encode
from tests.sync.parcels import Sender, content, line


@pytest.fixture(scope="session")
def sender() -> Sender:
    return Sender()


@pytest.fixture
def forge(sender: Sender, tmp_path: Path) -> Callable[..., Path]:
    """Take a right package apart, change what a test wants wrong, sign it again and seal it."""

    def forged(
        change: Callable[[dict[str, object]], None] = lambda _: None,
        entries: Callable[[list[tuple[str, bytes]]], list[tuple[str, bytes]]] = lambda right: right,
    ) -> Path:
        written = sender.write(tmp_path / "right.masar", content(line('{"v":1}'), blobs=[b"file"]))
        shape = msgspec.json.decode(encode(written.manifest))
        change(shape)
        manifest = msgspec.json.encode(shape)
        changes = line('{"v":1}').encode() + b"\n"
        name = "blobs/" + hashlib.sha256(b"file").hexdigest()
        right = [
            ("manifest.json", manifest), ("manifest.sig", sender.signed(manifest)),
            ("changes.jsonl", changes), (name, b"file"),
        ]  # fmt: skip
        return sender.seal(tmp_path / "forged.masar", entries(right))

    return forged


@pytest.fixture(scope="session")
def small(sender: Sender, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("small") / "small.masar"
    sender.write(path, content(line('{"v":1}'), blobs=[b"a file"]))
    return path.read_bytes()
