"""Keys from six words, state words, invitations, bases and request files."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import msgspec
import pyrage
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.foundation.errors import MasarError, UserError
from app.foundation.progress import unwatched
from app.models.signature import is_key
from app.models.vector import Head, Vector
from app.sync.base import base_for
from app.sync.invitation import (
    check_join,
    decode_invitation,
    encode_invitation,
    new_invitation,
    prove_join,
)
from app.sync.package_reader import read_package
from app.sync.package_writer import write_package
from app.sync.request import Request, read_request, write_request
from app.sync.state_words import state_hash, state_hash_of_all, state_words
from app.sync.word_key import identity_line, propose, recipient
from tests.sync.parcels import MOMENT, SPACE, Recorder, Sender, content, line

WORDS = (1, 2, 3, 4, 5, 6)


def vector(**numbers: int) -> Vector:
    return Vector(frozenset(Head(replica, number, "ab" * 16) for replica, number in numbers.items()))


# ------------------------------------------------------------------ six words


KEYS: dict[tuple[int, ...], str] = {
    WORDS: "XGGYL8DG2TJSZY6SGVWE37M9C7DCUTWP5KTPVQEWVF2NNWVGUJGQ0AYFTK",
    (0,) * 6: "Y5KA9H09W865RUVYL93AU7LHAUUMTUV8JTEWMMFGRM9NDJUZY69S7UWJGY",
    (255,) * 6: "E3YUQP027Z9V3DLCMV8J42WGGFPR68V4PJ7SL8FQYFNQXQ3YS6MS799R7F",
}


@pytest.mark.parametrize("words", KEYS)
def test_the_word_key_never_changes(words: tuple[int, ...]) -> None:
    assert identity_line(words) == "AGE-SECRET-KEY-1" + KEYS[words]
    assert recipient(words) == str(pyrage.x25519.Identity.from_str(identity_line(words)).to_public())


def test_the_recipient_of_words_never_changes() -> None:
    assert recipient(WORDS) == "age16pv7m40ez8krgm8vd8cjlp62cp3lr7tu7522hyyuanaj0zwpgemscll6rn"


def test_order_of_words_matters() -> None:
    assert identity_line(WORDS) != identity_line(WORDS[::-1])


@pytest.mark.parametrize("words", [(), (1,) * 5, (1,) * 7, (1, 2, 3, 4, 5, 256), (-1, 2, 3, 4, 5, 6)])
def test_only_six_words(words: tuple[int, ...]) -> None:
    with pytest.raises(UserError, match="not_six_words"):
        identity_line(words)


def test_proposals_are_six_indexes_and_differ() -> None:
    proposals = {propose() for _ in range(20)}
    assert len(proposals) > 1
    assert all(len(words) == 6 and all(0 <= word <= 255 for word in words) for words in proposals)


def words_package(path: Path) -> Path:
    sender = Sender()
    write_package(
        path, sender.letter([line()]), content(line()), [recipient(WORDS)], sender.seed, unwatched()
    )
    return path


def test_words_open_what_words_closed(tmp_path: Path) -> None:
    path = words_package(tmp_path / "a.masar")
    assert read_package(path, [identity_line(WORDS)], Recorder(), unwatched()).lines == 1
    with pytest.raises(UserError, match="wrong_words_or_not_for_you"):
        read_package(path, [identity_line(WORDS[::-1])], Recorder(), unwatched())


def test_the_age_tool_opens_it_too(tmp_path: Path) -> None:
    """With the tool itself where it is installed, else with the library and the very line we show."""
    path = words_package(tmp_path / "a.masar")
    key = tmp_path / "key.txt"
    key.write_text(identity_line(WORDS) + "\n")
    if shutil.which("age"):
        command = ["age", "--decrypt", "--identity", str(key), str(path)]
        clear = subprocess.run(command, capture_output=True, check=True).stdout
    else:
        clear = pyrage.decrypt(path.read_bytes(), [pyrage.x25519.Identity.from_str(key.read_text().strip())])
    assert clear.startswith(b"PK\x03\x04")
    assert b"changes.jsonl" in clear


# ------------------------------------------------------------------ state words


def test_state_words_are_stable() -> None:
    digest = state_hash(SPACE, vector(r1=2, r2=9))
    assert digest == "bca8a6dad4586f5a43ef8c5bb3a28adb5dd0b9cff6bfaa2a23082ee3d8616f14"
    assert state_words(digest) == tuple(bytes.fromhex(digest)[:4])


numbers = st.dictionaries(st.sampled_from(["r1", "r2", "r3"]), st.integers(1, 9))


@settings(max_examples=50)
@given(numbers, numbers)
def test_same_heads_same_state(one: dict[str, int], other: dict[str, int]) -> None:
    assert (state_hash(SPACE, vector(**one)) == state_hash(SPACE, vector(**other))) is (one == other)


def test_a_space_has_its_own_words() -> None:
    assert state_hash("country", vector(r1=1)) != state_hash(SPACE, vector(r1=1))


def test_all_spaces_together() -> None:
    spaces = {SPACE: vector(r1=1), "country": vector(r2=4)}
    assert state_hash_of_all(spaces) == state_hash_of_all(dict(reversed(spaces.items())))
    assert state_hash_of_all(spaces) != state_hash_of_all({**spaces, "country": vector(r2=5)})
    assert state_hash_of_all(spaces) != state_hash_of_all({SPACE: vector(r1=1)})


# ------------------------------------------------------------------ invitations


def test_joining_is_proved_for_one_beginning() -> None:
    invitation = new_invitation("0190", "member")
    proof = prove_join(invitation, b"begin")
    assert is_key(invitation.key)
    assert check_join(invitation.key, b"begin", proof)
    assert not check_join(invitation.key, b"another begin", proof)
    assert not check_join(new_invitation("0190").key, b"begin", proof)


def test_an_invitation_travels_as_bytes() -> None:
    invitation = new_invitation("0190", "member")
    assert decode_invitation(encode_invitation(invitation)) == invitation


@pytest.mark.parametrize("data", [
    b"", b"{}", b"\xff", b'{"masar-invite":1,"seed":"ab","area":"x"}',
    b'{"masar-invite":1,"seed":"' + b"ab" * 32 + b'","area":"../x"}', b"[" * 9999,
])  # fmt: skip
def test_malformed_invitations(data: bytes) -> None:
    with pytest.raises(UserError, match="package_damaged"):
        decode_invitation(data)


# ------------------------------------------------------------------ bases


NADIA, OMAR = [vector(r1=5, r2=3)], [vector(r1=2, r3=9), vector(r1=4)]
"""One laptop, and two laptops of one person."""


def test_the_base_is_what_was_received() -> None:
    assert base_for([NADIA]) == vector(r1=5, r2=3)


def test_several_readers_and_several_laptops_take_the_lowest() -> None:
    assert base_for([OMAR]) == vector(r1=2)
    assert base_for([NADIA, OMAR]) == vector(r1=2)


@pytest.mark.parametrize("readers", [[], [[]], [NADIA, []]])
def test_words_and_who_was_never_heard_get_everything(readers: list[list[Vector]]) -> None:
    assert base_for(readers) == Vector()


def test_a_laptop_that_never_spoke_of_the_space_gets_everything() -> None:
    assert base_for([[*NADIA, Vector()]]) == Vector()


def test_a_forked_replica_travels_whole() -> None:
    assert base_for([NADIA], forked=["r1"]) == vector(r2=3)


# ------------------------------------------------------------------ request files


def request_of(**changes: object) -> Request:
    values = {"card": Sender().card, "replica": "r1", "created": MOMENT, "vectors": {SPACE: vector(r1=5)}}
    return Request(**{**values, "wanted": ("ab" * 32,), **changes})  # type: ignore[arg-type]


def test_a_request_round_trip(tmp_path: Path) -> None:
    request = request_of()
    write_request(tmp_path / "a.json", request)
    assert read_request(tmp_path / "a.json") == request


def broken(tmp_path: Path, **changes: object) -> Path:
    path = tmp_path / "a.json"
    write_request(path, request_of())
    path.write_bytes(msgspec.json.encode({**msgspec.json.decode(path.read_bytes()), **changes}))
    return path


@pytest.mark.parametrize(("changes", "code"), [
    ({"masar-request": 2}, "request_too_new"), ({"masar-request": "1"}, "not_a_request"),
    ({"vectors": {SPACE: {"r1": [[0, "x"]]}}}, "request_damaged"), ({"wanted": ["../x"]}, "request_damaged"),
    ({"created": "2026-02-30T10:00:00Z"}, "request_damaged"),
    ({"card": {}}, "request_damaged"), ({"vectors": 1}, "request_damaged"),
    ({"vectors": {SPACE: {f"{number:x}": [] for number in range(210_000)}}}, "request_damaged"),
])  # fmt: skip
def test_broken_requests(tmp_path: Path, changes: dict[str, object], code: str) -> None:
    with pytest.raises(UserError, match=code):
        read_request(broken(tmp_path, **changes))


def test_a_request_that_is_no_utf_8(tmp_path: Path) -> None:
    path = broken(tmp_path)
    path.write_bytes(path.read_bytes().replace(b'"replica":"', b'"replica":"\xff'))
    with pytest.raises(UserError, match="request_damaged"):
        read_request(path)


@pytest.mark.parametrize("data", [b"", b"hello", b"[]", b"\xff", b"[" * 9999])
def test_other_files_are_no_requests(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.json").write_bytes(data)
    with pytest.raises(UserError, match="not_a_request"):
        read_request(tmp_path / "a.json")


def test_a_missing_request(tmp_path: Path) -> None:
    with pytest.raises(MasarError, match="file_missing"):
        read_request(tmp_path / "none.json")
