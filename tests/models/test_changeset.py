"""Bytes of changes and changesets: frozen, and strict in what they take."""

from __future__ import annotations

import hashlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.foundation.errors import UserError
from app.models.changeset import (
    Begin,
    Cause,
    Change,
    Header,
    Line,
    Withheld,
    changeset_hash,
    depth_within,
    encode,
    leaf,
    line_leaves,
    read_begin,
    read_change,
    read_header,
    read_line,
)

CHANGE = Change(k="activity", r="a1", f="title_en", v="آبار", x=("ab" * 16,), s="cd" * 16)
HEADER = Header(
    v=1, p="area/a/network", w="r1", n=2, b="ef" * 32, l=3, c=(Cause("r2", 1, "12" * 32, "2026-03-14"),),
    t="2026-03-14T09:30:00Z", a="0123456789abcdef", d="activity.edit", i="i1",
)  # fmt: skip

CHANGE_TEXT = (
    '{"k":"activity","r":"a1","f":"title_en","v":"آبار","x":["' + "ab" * 16 + '"],"s":"' + "cd" * 16 + '"}'
)
HEADER_TEXT = (
    '{"v":1,"p":"area/a/network","w":"r1","n":2,"b":"' + "ef" * 32 + '","l":3,"c":[["r2",1,"' + "12" * 32
    + '","2026-03-14"]],"t":"2026-03-14T09:30:00Z","a":"0123456789abcdef","d":"activity.edit","i":"i1"}'
)  # fmt: skip


def test_the_bytes_are_the_same_for_ever() -> None:
    assert encode(CHANGE) == CHANGE_TEXT
    assert encode(HEADER) == HEADER_TEXT
    assert leaf(CHANGE_TEXT) == hashlib.sha256(CHANGE_TEXT.encode()).digest()
    assert changeset_hash(HEADER_TEXT, [leaf(CHANGE_TEXT)]).hex() == (
        "8b78dd6a13a55bd0e6b271864015a42edf50c621c63cf39156a46c2ce36e190d"
    )


def test_empty_parts_are_left_out() -> None:
    assert encode(Change(k="activity", r="a1", f="alive")) == '{"k":"activity","r":"a1","f":"alive"}'


def test_they_are_read_back() -> None:
    assert read_change(CHANGE_TEXT) == CHANGE
    assert read_header(HEADER_TEXT) == HEADER
    assert CHANGE.register == ("a1", "title_en", "")


@given(st.one_of(st.none(), st.booleans(), st.integers(-(2**53), 2**53), st.text()))
def test_every_value_comes_back_with_its_type(value: str | int | bool | None) -> None:
    found = read_change(encode(Change(k="k", r="r", f="f", v=value))).v
    assert found == value
    assert type(found) is type(value)


@given(st.text())
def test_a_line_carries_the_very_bytes(text: str) -> None:
    body = encode(Change(k="k", r="r", f="f", v=text))
    line = Line(HEADER_TEXT, (body, Withheld("ab" * 32)))
    again = read_line(encode(line))
    assert again == line
    assert line_leaves(again) == [leaf(body), bytes.fromhex("ab" * 32)]


def test_a_withheld_change_keeps_the_hash() -> None:
    other = encode(Change(k="k", r="r", f="f", v=1))
    whole = Line(HEADER_TEXT, (CHANGE_TEXT, other))
    withheld = Line(HEADER_TEXT, (Withheld(leaf(CHANGE_TEXT).hex()), other))
    assert changeset_hash(whole.h, line_leaves(whole)) == changeset_hash(withheld.h, line_leaves(withheld))


def test_salt_makes_equal_values_look_different() -> None:
    one, other = (encode(Change(k="k", r="r", f="f", v="Nadia", s=salt * 32)) for salt in "ab")
    assert leaf(one) != leaf(other)


@pytest.mark.parametrize(
    "text",
    [
        "", "[]", "{}", "nonsense", '{"k":"a","r":"b"}', '{"k":"a","r":"b","f":3}',
        '{"k":"a","r":"b","f":"c","v":1.5}', '{"k":"a","r":"b","f":"c","v":[1]}',
        '{"k":"a","r":"b","f":"c","v":{}}', '{"k":"a","r":"b","f":"c","x":["short"]}',
        json.dumps({"k": "a" * 65, "r": "b", "f": "c"}),
    ],
)  # fmt: skip
def test_malformed_changes_are_refused(text: str) -> None:
    with pytest.raises(UserError, match="package_malformed"):
        read_change(text)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("n", 0),
        ("n", -1),
        ("n", "1"),
        ("l", 0),
        ("l", 2**53 + 1),
        ("c", [["r2", 1]]),
        ("p", "x" * 101),
        ("v", None),
    ],
)
def test_malformed_headers_are_refused(name: str, value: object) -> None:
    with pytest.raises(UserError, match="package_malformed"):
        read_header(json.dumps({**json.loads(HEADER_TEXT), name: value}))


@pytest.mark.parametrize("text", ['{"h":1,"c":[]}', '{"h":"x","c":[{"leaf":"short"}]}', '{"h":"x","c":[3]}'])
def test_malformed_lines_are_refused(text: str) -> None:
    with pytest.raises(UserError, match="package_malformed"):
        read_line(text)


def test_who_begins_a_chain() -> None:
    begin = Begin(name="Dalia", sign="ab" * 32, role="focal_point")
    assert read_begin(encode(begin)) == begin
    with pytest.raises(UserError, match="package_malformed"):
        read_begin('{"name":"Dalia","sign":"short"}')


@pytest.mark.parametrize(("depth", "fits"), [(30, True), (31, False), (9_000, False)])
def test_what_a_later_version_adds_is_read_past_unless_it_nests_too_deep(depth: int, fits: bool) -> None:
    more = f',"z":[{"[" * depth}{"]" * depth}]' + "}"
    for read, text, plain in (
        (read_change, CHANGE_TEXT, encode(CHANGE)),
        (read_header, HEADER_TEXT, encode(HEADER)),
    ):
        if fits:
            assert encode(read(text[:-1] + more)) == plain
            continue
        with pytest.raises(UserError) as refused:
            read(text[:-1] + more)
        assert refused.value.code == "package_malformed"


@pytest.mark.parametrize(("text", "fits"), [
    ("[" * 8 + "]" * 8, True), ("[" * 9 + "]" * 9, False), ('"' + "[" * 99 + '"', True),
    ('"\\"' + "{" * 99 + '"', True), ("[{}]" * 99, True), ('{"a":' * 9 + "1" + "}" * 9, False),
])  # fmt: skip
def test_depth(text: str, fits: bool) -> None:
    assert depth_within(text, 8) is fits
