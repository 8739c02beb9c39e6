"""What someone writes who can sign and encrypt but does not keep to the format: refused."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from app.models.changeset import Withheld
from tests.sync.parcels import SPACE, Entries, Forge, Sender, chain, content, forged_changes, refusal

# ------------------------------------------------------------------ forged by someone who can sign


def test_the_forger_can_make_a_right_package(sender: Sender, forge: Forge) -> None:
    assert sender.read(forge())[1].blobs == {hashlib.sha256(b"file").hexdigest(): b"file"}


def drop(number: int) -> Callable[[Entries], Entries]:
    return lambda right: [entry for place, entry in enumerate(right) if place != number]


def altered(changes: bytes) -> bytes:
    return changes.replace(rb"\"v\":1", rb"\"v\":2")


ENTRY_FORGERIES: dict[str, Callable[[Entries], Entries]] = {
    "no manifest": drop(0),
    "no signature": drop(1),
    "no changes": drop(2),
    "no file": drop(3),
    "nothing": lambda right: [],
    "other order": lambda right: [right[0], right[1], right[3], right[2]],
    "signature first": lambda right: [right[1], right[0], *right[2:]],
    "one more": lambda right: [*right, ("more.txt", b"more")],
    "a file twice": lambda right: [*right, right[3]],
    "changes twice": lambda right: [*right[:3], right[2], right[3]],
    "unannounced invitation": lambda right: [*right[:2], ("invite.json", b"{}"), *right[2:]],
    "a path": lambda right: [*right[:3], ("../" + right[3][0], right[3][1])],
    "an absolute path": lambda right: [*right[:3], ("/" + right[3][0], right[3][1])],
    "a backslash": lambda right: [*right[:3], (right[3][0].replace("/", "\\"), right[3][1])],
    "other bytes": lambda right: [*right[:3], (right[3][0], b"FILE")],
    "longer": lambda right: [*right[:3], (right[3][0], b"file and more")],
    "shorter": lambda right: [*right[:3], (right[3][0], b"fil")],
    "other changes": lambda right: [
        *right[:2],
        (right[2][0], right[2][1].replace(rb"\"v\":1", rb"\"v\":2")),
        right[3],
    ],
}


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("forgery", ENTRY_FORGERIES)
def test_entries_are_exactly_those_announced(sender: Sender, forge: Forge, forgery: str) -> None:
    assert refusal(sender, forge(entries=ENTRY_FORGERIES[forgery])) == "package_damaged"


def rename(number: int, name: str) -> Callable[[dict[str, list[dict[str, object]]]], None]:
    return lambda shape: shape["entries"][number].update(name=name)


MANIFEST_FORGERIES: dict[str, Callable[..., object]] = {
    "path in the manifest": rename(1, "blobs/../../etc"),
    "other name": rename(0, "changes.json"),
    "name is not the digest": rename(1, "blobs/" + "0" * 64),
    "negative size": lambda shape: shape["entries"][0].update(size=-1),
    "two of one file": lambda shape: shape["entries"].append(shape["entries"][1]),
    "no space": lambda shape: shape.update(spaces=[]),
    "a space twice": lambda shape: shape.update(spaces=[SPACE, SPACE]),
    "a space of no known form": lambda shape: shape.update(spaces=[SPACE, "area/x/secret"]),
    "vector of another space": lambda shape: shape["vectors"].update(country={}),
    "base of another space": lambda shape: shape["base"].update(country={}),
    "head of another space": lambda shape: shape["heads"][0].update(space="country"),
    "head without number": lambda shape: shape["heads"][0].update(number=0),
    "title of another area": lambda shape: shape["area_titles"].update(other={"en": "Other"}),
    "malformed vector": lambda shape: shape["vectors"].update({SPACE: {"r1": [[0, "ab" * 16]]}}),
    "malformed card": lambda shape: shape["sender"].update(recipient="age1x"),
    "nobody": lambda shape: shape["sender"].update(name=" "),
    "wanted is no digest": lambda shape: shape.update(wanted=["../x"]),
    "no moment": lambda shape: shape.update(created="yesterday"),
    "no format": lambda shape: shape.pop("format"),
    "rules of no number": lambda shape: shape.update(rules=0),
    "recipient is no key": lambda shape: shape.update(recipients=[{"key": "x", "name": ""}]),
}


@pytest.mark.parametrize("forgery", MANIFEST_FORGERIES)
def test_a_malformed_manifest_is_refused(sender: Sender, forge: Forge, forgery: str) -> None:
    assert refusal(sender, forge(change=MANIFEST_FORGERIES[forgery])) == "package_damaged"


def test_a_newer_major_format_is_named(sender: Sender, forge: Forge) -> None:
    path = forge(change=lambda shape: (shape.clear(), shape.update(format=[2, 0], anything={"new": 1})))
    assert refusal(sender, path) == "package_too_new"


def test_a_newer_minor_format_is_taken(sender: Sender, forge: Forge) -> None:
    path = forge(change=lambda shape: shape.update(format=[1, 7], added_later=[1, 2, 3]))
    assert sender.read(path)[0].manifest.format == (1, 7)


def test_a_signature_of_somebody_else(sender: Sender, forge: Forge) -> None:
    stranger = Sender(2)
    path = forge(entries=lambda right: [right[0], ("manifest.sig", stranger.signed(right[0][1])), *right[2:]])
    assert refusal(sender, path) == "package_signature_wrong"


@pytest.mark.parametrize("signature", [b"", b"00" * 64, b"\xff" * 128, b"zz" * 64])
def test_no_signature(sender: Sender, forge: Forge, signature: bytes) -> None:
    path = forge(entries=lambda right: [right[0], ("manifest.sig", signature), *right[2:]])
    assert refusal(sender, path) == "package_signature_wrong"


def test_a_head_somebody_else_signed(sender: Sender, forge: Forge) -> None:
    path = forge(change=lambda shape: shape["heads"][0].update(number=3))
    assert refusal(sender, path) == "package_signature_wrong"


CHANGES_FORGERIES = {
    "no line end": b'{"h":"","c":[]}',
    "empty line": b'\n{"h":"","c":[]}\n',
    "no JSON": b"hello\n",
    "no UTF-8": b'{"h":"\xff","c":[]}\n',
    "another shape": b'{"h":1,"c":[]}\n',
    "malformed leaf": b'{"h":"","c":[{"leaf":"x"}]}\n',
    "very deep": b'{"h":"","c":' + b"[" * 100_000 + b"]" * 100_000 + b"}\n",
}


@pytest.mark.parametrize("forgery", CHANGES_FORGERIES)
def test_malformed_lines_are_refused(sender: Sender, forge: Forge, forgery: str) -> None:
    assert refusal(sender, forged_changes(forge, CHANGES_FORGERIES[forgery])) == "package_damaged"


def test_a_withheld_change_may_stand_as_its_leaf(sender: Sender, tmp_path: Path) -> None:
    lines = chain(['{"v":1}', Withheld("0" * 64)])
    sender.write(tmp_path / "a.masar", content(*lines))
    assert '{"leaf":"000' in lines[0]
    assert sender.read(tmp_path / "a.masar")[1].lines == lines
