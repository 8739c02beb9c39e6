"""A reader of packages written from docs/package-format.md alone: it imports nothing of Masar."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import re
import zipfile
from pathlib import Path
from typing import Any

import pyrage
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

LETTERS = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"


def words_to_identity(places: tuple[int, ...]) -> str:
    """§1: the identity line of six words."""
    secret = hashlib.scrypt(
        bytes(places), salt=b"masar six words 1", n=32768, r=8, p=1, maxmem=2**26, dklen=32
    )
    bits = "".join(f"{byte:08b}" for byte in secret) + "0000"
    values = [int(bits[at : at + 5], 2) for at in range(0, 260, 5)]
    prefix = "age-secret-key-"
    check = 1
    for value in [ord(c) >> 5 for c in prefix] + [0] + [ord(c) & 31 for c in prefix] + values + [0] * 6:
        top, check = check >> 25, (check & 0x1FFFFFF) << 5 ^ value
        for bit, number in enumerate((0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)):
            check ^= number * (top >> bit & 1)
    values += [(check ^ 1) >> 5 * (5 - place) & 31 for place in range(6)]
    return (prefix + "1" + "".join(LETTERS[value] for value in values)).upper()


def verify(key: str, purpose: str, message: bytes, signature: str) -> None:
    """§3: raises InvalidSignature."""
    signed = b"masar/" + purpose.encode() + b"\0" + message
    Ed25519PublicKey.from_public_bytes(bytes.fromhex(key)).verify(bytes.fromhex(signature), signed)


def changeset(line: str) -> tuple[dict[str, Any], str, list[dict[str, Any]]]:
    """§7: header, hash and the changes that were not withheld."""
    shape = json.loads(line)
    leaves, changes = [], []
    for item in shape["c"]:
        if isinstance(item, str):
            leaves.append(hashlib.sha256(item.encode()).digest())
            changes.append(json.loads(item))
        else:
            leaves.append(bytes.fromhex(item["leaf"]))
    digest = hashlib.sha256(shape["h"].encode() + b"".join(leaves)).hexdigest()
    return json.loads(shape["h"]), digest, changes


def read(path: Path, identity: str) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Return the manifest and every change with its changeset, all signatures and hashes verified."""
    clear = pyrage.decrypt(path.read_bytes(), [pyrage.x25519.Identity.from_str(identity)])
    with zipfile.ZipFile(io.BytesIO(clear)) as archive:
        entries = {name: archive.read(name) for name in archive.namelist()}
        order = archive.namelist()
    manifest = json.loads(entries["manifest.json"])
    assert manifest["format"][0] == 1
    assert order == ["manifest.json", "manifest.sig"] + [entry["name"] for entry in manifest["entries"]]
    key = manifest["sender"]["signing_key"]
    verify(key, "package-manifest", entries["manifest.json"], entries["manifest.sig"].decode())
    for entry in manifest["entries"]:
        data = entries[entry["name"]]
        assert (len(data), hashlib.sha256(data).hexdigest()) == (entry["size"], entry["sha256"])
    changesets = [changeset(line) for line in entries["changes.jsonl"].decode().splitlines()]
    check_chains(manifest, changesets)
    return manifest, [{**change, "of": header} for header, _, changes in changesets for change in changes]


def check_chains(manifest: dict[str, Any], changesets: list[tuple[dict[str, Any], str, list[Any]]]) -> None:
    """§7: every chain runs unbroken to a signed head, whose signer began it."""
    by_hash = {digest: header for header, digest, _ in changesets}
    covered: set[str] = set()
    for head in manifest["heads"]:
        message = "\n".join((head["space"], head["replica"], str(head["number"]), head["hash"]))
        verify(head["signer"], "chain-head", message.encode(), head["signature"])
        digest, number = head["hash"], head["number"]
        while digest in by_hash and digest not in covered:
            header = by_hash[digest]
            assert (header["p"], header["w"], header["n"]) == (head["space"], head["replica"], number)
            covered.add(digest)
            digest, number = header.get("b", ""), number - 1
    assert covered == set(by_hash), "changes that no signed head covers"
    for header, _, changes in changesets:
        if changes and changes[0]["k"] == "#begin":
            begin = json.loads(changes[0]["v"])
            told = f"{header['p']}\n{header['w']}\n{begin['sign']}".encode()
            verify(begin["sign"], "begin", told, begin["proof"])
            if begin.get("invite"):
                verify(begin["invite"], "join", told, begin["joined"])
            heads = [head for head in manifest["heads"] if head["replica"] == header["w"]]
            assert {head["signer"] for head in heads} == {begin["sign"]}


def card_words(card: dict[str, str]) -> list[int]:
    """§5: the places of the eight words of a card."""
    text = "masar-keys\n" + card["signing_key"] + "\n" + card["recipient"]
    assert re.fullmatch("[0-9a-f]{64}", card["signing_key"])
    assert base64.b64decode(card["certificate"])
    return list(hashlib.sha256(text.encode()).digest()[:8])


def state_words(space: str, vector: dict[str, list[list[Any]]]) -> list[int]:
    """§9: the places of the four words of a space."""
    heads = sorted((replica, number, digest) for replica, pairs in vector.items() for number, digest in pairs)
    lines = "".join(f"{replica} {number} {digest}\n" for replica, number, digest in heads)
    return list(hashlib.sha256(f"masar-state\n{space}\n{lines}".encode()).digest()[:4])
