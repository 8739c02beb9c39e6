"""A forger who opens a package, changes what they want, and signs it with any key they hold."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec
import pyrage

from app.keys.identity import Identity
from app.models.changeset import Line, arrived, encode, read_header, read_line
from app.models.signature import Purpose, sign
from app.sync.manifest import sign_head

MANIFEST, SIGNATURE, CHANGES = "manifest.json", "manifest.sig", "changes.jsonl"


@dataclass(slots=True)
class Parts:
    """What lies in a package: its manifest as a JSON object, its lines, its other entries."""

    manifest: dict[str, Any]
    lines: list[str]
    others: list[tuple[str, bytes]] = field(default_factory=list)

    def announce(self) -> None:
        """Let the manifest name the entries as they are now."""
        named = [(CHANGES, self.changes), *self.others]
        self.manifest["entries"] = [
            {"name": name, "size": len(data), "sha256": hashlib.sha256(data).hexdigest()}
            for name, data in named
        ]

    @property
    def changes(self) -> bytes:
        return "".join(line + "\n" for line in self.lines).encode()

    def sealed(self, path: Path, forger: Identity, recipient: str) -> Path:
        """Write a package of these parts, signed by the forger."""
        manifest = msgspec.json.encode(self.manifest)
        signature = sign(forger.signing_seed, Purpose.MANIFEST, manifest).encode()
        entries = [(MANIFEST, manifest), (SIGNATURE, signature), (CHANGES, self.changes), *self.others]
        return seal(path, entries, recipient)


def seal(path: Path, entries: list[tuple[str, bytes]], recipient: str) -> Path:
    """Write any entries as an age file with a ZIP, however wrong they are."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries:
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    path.write_bytes(pyrage.encrypt(packed.getvalue(), [pyrage.x25519.Recipient.from_str(recipient)]))
    return path


def entries_of(package: Path, identity: Identity) -> list[tuple[str, bytes]]:
    """Return the entries of a package made for the identity."""
    key = pyrage.x25519.Identity.from_str(identity.age_identity)
    with zipfile.ZipFile(io.BytesIO(pyrage.decrypt(package.read_bytes(), [key]))) as archive:
        return [(name, archive.read(name)) for name in archive.namelist()]


def parts(package: Path, identity: Identity) -> Parts:
    """Take a package made for the identity apart."""
    entries = dict(entries_of(package, identity))
    manifest = msgspec.json.decode(entries.pop(MANIFEST))
    entries.pop(SIGNATURE)
    return Parts(manifest, entries.pop(CHANGES).decode().splitlines(), list(entries.items()))


def rewritten(line: str, change: Callable[[str], str], **header: object) -> str:
    """Return a line with its changes, and fields of its header, written differently."""
    read = read_line(line)
    head = msgspec.json.decode(read.h) | header
    items = tuple(change(item) if isinstance(item, str) else item for item in read.c)
    return encode(Line(msgspec.json.encode(head).decode(), items))


def resign(made: Parts, writer: Identity, replica: str) -> None:
    """Sign the ends of a replica's chains as they are now, as their own person can."""
    kept = [head for head in made.manifest["heads"] if head["replica"] != replica]
    ends: dict[str, Any] = {}
    for line in made.lines:
        came = arrived(read_line(line))
        if came.header.w == replica:
            ends[came.header.p] = came
    signed = [
        sign_head(writer.signing_seed, space, replica, came.header.n, came.hash, writer.signing_key)
        for space, came in ends.items()
    ]
    made.manifest["heads"] = kept + msgspec.to_builtins(signed)


def rechained(lines: list[str], replica: str, space: str) -> list[str]:
    """Return the lines with the chain of a replica in a space linked anew after something in it changed."""
    before = ""
    found = []
    for line in lines:
        header = read_header(read_line(line).h)
        if (header.w, header.p) == (replica, space):
            line = rewritten(line, str, b=before) if before else line
            before = arrived(read_line(line)).hash
        found.append(line)
    return found
