"""A second reader of packages, written from docs/package-format.md alone; it imports nothing of Masar.

`read` opens a package and verifies all of it; `tables` says what stands after all its changes. Which kinds
are owned and which fields are spared conflicts it takes from the document itself.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
import zipfile
from collections import defaultdict
from pathlib import Path
from typing import Any

import pyrage
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

DOCUMENT = (Path(__file__).parents[2] / "docs" / "package-format.md").read_text("utf-8")
LATEST = re.findall(r"`(\w+)`", re.findall(r"except of the fields(.*?)of sets", DOCUMENT, re.DOTALL)[0])
ROWS = re.findall(r"^\| `(\w+)` \| (.*) \|$", DOCUMENT.partition("| owning field |")[2], re.MULTILINE)
OWNED = {field: re.findall(r"\w+", kinds) for field, kinds in ROWS}
Changeset = tuple[dict[str, Any], str, list[dict[str, Any]]]  # header, hash, changes whose bytes are there


def verify(key: str, purpose: str, message: str, signature: str) -> None:
    """§3: raises InvalidSignature."""
    signed = f"masar/{purpose}\0{message}".encode()
    Ed25519PublicKey.from_public_bytes(bytes.fromhex(key)).verify(bytes.fromhex(signature), signed)


def changeset(line: str) -> Changeset:
    """§7: a line of changes.jsonl."""
    shape = json.loads(line)
    leaves = b"".join(
        hashlib.sha256(item.encode()).digest() if isinstance(item, str) else bytes.fromhex(item["leaf"])
        for item in shape["c"]
    )
    digest = hashlib.sha256(shape["h"].encode() + leaves).hexdigest()
    return json.loads(shape["h"]), digest, [json.loads(text) for text in shape["c"] if isinstance(text, str)]


def read(path: Path, identity: str) -> tuple[dict[str, Any], list[Changeset]]:
    """Return the manifest and every changeset, all signatures, digests and hashes verified."""
    clear = pyrage.decrypt(path.read_bytes(), [pyrage.x25519.Identity.from_str(identity)])
    with zipfile.ZipFile(io.BytesIO(clear)) as archive:
        entries = {name: archive.read(name) for name in archive.namelist()}
    manifest = json.loads(entries["manifest.json"])
    assert manifest["format"][0] == 1
    assert [*entries] == ["manifest.json", "manifest.sig"] + [entry["name"] for entry in manifest["entries"]]
    signature, key = entries["manifest.sig"].decode(), manifest["sender"]["signing_key"]
    verify(key, "package-manifest", entries["manifest.json"].decode(), signature)
    for entry in manifest["entries"]:
        data = entries[entry["name"]]
        assert (len(data), hashlib.sha256(data).hexdigest()) == (entry["size"], entry["sha256"])
    changesets = [changeset(line) for line in entries["changes.jsonl"].decode().splitlines()]
    check_chains(manifest, changesets)
    return manifest, changesets


def check_chains(manifest: dict[str, Any], changesets: list[Changeset]) -> None:
    """§7: every chain runs unbroken to a signed head, whose signer began it."""
    by_hash, covered = {digest: header for header, digest, _ in changesets}, set[str]()
    for head in manifest["heads"]:
        message = "\n".join((head["space"], head["replica"], str(head["number"]), head["hash"]))
        verify(head["signer"], "chain-head", message, head["signature"])
        digest, number = head["hash"], head["number"]
        while digest in by_hash and digest not in covered:
            header = by_hash[digest]
            assert (header["p"], header["w"], header["n"]) == (head["space"], head["replica"], number)
            covered.add(digest)
            digest, number = header.get("b", ""), number - 1
    assert covered == set(by_hash), "changes that no signed head covers"
    for header, _, changes in changesets:
        if changes and changes[0]["k"] == "#begin":
            begin, told = json.loads(changes[0]["v"]), f"{header['p']}\n{header['w']}\n"
            verify(begin["sign"], "begin", told + begin["sign"], begin["proof"])
            if begin.get("invite"):
                verify(begin["invite"], "join", told + begin["sign"], begin["joined"])
            heads = [head for head in manifest["heads"] if head["replica"] == header["w"]]
            assert {head["signer"] for head in heads} == {begin["sign"]}


def in_force(changesets: list[Changeset]) -> set[str]:
    """§7, #mark: the hashes of the changesets that the highest mark naming them does not call undone."""
    headers = {digest: header for header, digest, _ in changesets}
    found = set(headers)
    for _, digest, changes in sorted(changesets, key=lambda one: (one[0]["l"], one[1])):
        for mark in (one for one in changes if (one["k"], one["f"]) == ("#mark", "in_force")):
            target = digest
            while headers[target]["n"] != int(mark["r"]):
                target = headers[target]["b"]
            (found.add if mark["v"] else found.discard)(target)
    return found


def current(entries: dict[str, Any], counting: set[str]) -> list[Any]:
    """§7: (rank, value, replaced) of what no other replaces, also not through one no longer in force."""
    standing = {ref: entry for ref, entry in entries.items() if entry[0][2] in counting}
    replaced, waiting = set[str](), [ref for entry in standing.values() for ref in entry[2]]
    while waiting:
        if (ref := waiting.pop()) not in replaced:
            replaced.add(ref)
            waiting += entries[ref][2] if ref in entries and ref not in standing else []
    return sorted((standing[ref] for ref in standing.keys() - replaced), key=lambda e: e[0], reverse=True)


def tables(changesets: list[Changeset]) -> tuple[dict[str, Any], set[tuple[str, str]]]:
    """§7: record id → kind, space, `alive` and fields as shown; and every (record, field) in conflict."""
    counting, conflicts, records, known = in_force(changesets), set[tuple[str, str]](), dict[str, Any](), {}
    registers, edits = defaultdict[tuple[str, ...], dict[str, Any]](dict), defaultdict[str, set[str]](set)
    for header, digest, changes in changesets:
        parents = [header.get("b"), *(cause[2] for cause in header.get("c", []))]
        known[digest] = {digest}.union(*(known[parent] for parent in parents if parent))
        for one in (change for change in changes if not change["k"].startswith("#")):
            entry = ((header["l"], header["w"], digest), one.get("v"), one.get("x", []))
            registers[one["r"], one["f"], one.get("e", "")][digest[:32]] = entry
            if digest in counting:
                records.setdefault(one["r"], {"kind": one["k"], "space": header["p"], "alive": True})
                edits[one["r"]] |= {digest} if one["f"] != "alive" else set()
    found = {register: current(entries, counting) for register, entries in registers.items()}
    for (record, field, element), entries in found.items():
        values = [value.strip() if isinstance(value, str) else value for _, value, _ in entries]
        if element and True in values:
            records[record].setdefault(field, []).append(element)
        elif entries and not element and field != "alive":
            records[record][field] = entries[0][1]
            conflicts |= {(record, field)} if len(set(values)) > 1 and field not in LATEST else set()

    def touching(record: str) -> set[str]:
        owned = [
            other for other, row in records.items() for field, kinds in OWNED.items()
            if row["kind"] in kinds and row.get(field) == record
        ]  # fmt: skip
        return edits[record].union(*(touching(other) for other in owned))

    for (record, _, _), entries in ((reg, found[reg]) for reg in registers if reg[1] == "alive"):
        removals = [rank[2] for rank, value, _ in entries if value is False]
        agreed = any(
            all(one in known[by] or by in known[one] for one in touching(record)) for by in removals
        ) and len(removals) == len(entries)
        if removals:
            records[record]["alive"] = not agreed
            conflicts |= set() if agreed else {(record, "alive")}
    return records, conflicts
