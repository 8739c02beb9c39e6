"""The document is enough: a reader written from it alone reads and verifies what Masar writes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidSignature

from app.models.changeset import (
    BEGIN,
    Begin,
    Change,
    Header,
    Line,
    Withheld,
    changeset_hash,
    encode,
    leaf,
    line_leaves,
)
from app.models.signature import Purpose, begin_message, sign
from app.models.vector import Head, Vector
from app.sync.invitation import new_invitation, prove_join
from app.sync.manifest import Letter, sign_head
from app.sync.state_words import state_hash, state_words
from app.sync.word_key import identity_line
from tests.sync import second_reader, stranger
from tests.sync.parcels import SPACE, Sender, content

REPLICA = "00000001deadbeef"


def chain(sender: Sender) -> tuple[list[str], str]:
    """Return the lines of a chain of three changesets, one change withheld, and its last hash."""
    message, invitation = begin_message(SPACE, REPLICA, sender.key), new_invitation("0190")
    begin = Begin(
        name="نادية", sign=sender.key, age=sender.card.recipient,
        proof=sign(sender.seed, Purpose.BEGIN, message),
        invite=invitation.key, joined=prove_join(invitation, message),
    )  # fmt: skip
    first: list[str | Withheld] = [encode(Change(k=BEGIN, r=REPLICA, f="begin", v=encode(begin)))]
    title = encode(Change(k="activity", r="a1", f="title_ar", v='ترميم "المدرسة"', s="ab" * 16))
    second: list[str | Withheld] = [title, encode(Change(k="activity", r="a1", f="alive", v=True))]
    third: list[str | Withheld] = [Withheld(leaf(title).hex())]
    lines: list[str] = []
    digest = ""
    for number, changes in enumerate((first, second, third), start=1):
        header = encode(Header(v=1, p=SPACE, w=REPLICA, n=number, b=digest, l=number))
        line = Line(header, tuple(changes))
        digest = changeset_hash(header, line_leaves(line)).hex()
        lines.append(encode(line))
    return lines, digest


def letter(sender: Sender, digest: str) -> Letter:
    head = sign_head(sender.seed, SPACE, REPLICA, 3, digest, sender.key)
    vector = Vector(frozenset({Head(REPLICA, 3, digest[:32])}))
    return sender.letter(heads=(head,), vectors={SPACE: vector}, replica=REPLICA)


def test_a_stranger_reads_what_masar_writes(sender: Sender, tmp_path: Path) -> None:
    lines, digest = chain(sender)
    path = tmp_path / "a.masar"
    sender.write(path, content(*lines, blobs=[b"a", b"b"]), letter(sender, digest))
    manifest, changesets = second_reader.read(path, sender.identity)
    changes = [change for _, _, listed in changesets for change in listed]
    assert [change["f"] for change in changes] == ["begin", "title_ar", "alive"]
    assert changes[1]["v"] == 'ترميم "المدرسة"'
    assert stranger.card_words(manifest["sender"]) == list(sender.card.fingerprint())
    applied = sender.read(path)[0].manifest.vector(SPACE)
    ours = state_words(state_hash(SPACE, applied))
    assert stranger.state_words(SPACE, manifest["vectors"][SPACE]) == list(ours)


def test_a_stranger_notices_an_altered_chain(sender: Sender, tmp_path: Path) -> None:
    lines, digest = chain(sender)
    lines[1] = lines[1].replace("ترميم", "هدم")
    sender.write(tmp_path / "a.masar", content(*lines), letter(sender, digest))
    with pytest.raises(AssertionError, match="no signed head covers"):
        second_reader.read(tmp_path / "a.masar", sender.identity)


def test_a_stranger_notices_a_stolen_invitation(sender: Sender, tmp_path: Path) -> None:
    lines, _ = chain(sender)
    begin = json.loads(json.loads(json.loads(lines[0])["c"][0])["v"])
    thief = Sender(9)
    message = begin_message(SPACE, REPLICA, thief.key).decode()
    with pytest.raises(InvalidSignature):
        second_reader.verify(begin["invite"], "join", message, begin["joined"])


def test_a_stranger_makes_the_same_key_from_words() -> None:
    for words in ((1, 2, 3, 4, 5, 6), (0,) * 6, (200, 9, 131, 7, 255, 64)):
        assert stranger.words_to_identity(words) == identity_line(words)
