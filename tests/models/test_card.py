"""Cards: both written forms, what is refused, and the words two people compare."""

from __future__ import annotations

import base64
import re
import zlib

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.foundation.errors import UserError
from app.models.base45 import from_base45, to_base45
from app.models.card import Card, card_from_text, card_to_qr, card_to_text, checked

RECIPIENT = "age1c2p5q4nnhlyryj2dalgh8ascvhlte379y68cvptuj6qzdctwny0q22wtje"
NADIA = Card("نادية حسن", "منظمة", "focal_point", "ab" * 32, RECIPIENT, "MIIB", "2026-03-14T09:30:00Z")
names = st.text(st.characters(categories=["L", "N", "Zs"]), min_size=1, max_size=60).filter(str.strip)


def changed(**values: str) -> Card:
    return msgspec.structs.replace(NADIA, **values)


@settings(max_examples=50)
@given(names, st.binary(min_size=1, max_size=600))
def test_round_trips(name: str, certificate: bytes) -> None:
    card = changed(name=name, certificate=base64.b64encode(certificate).decode())
    assert card_from_text(card_to_text(card)) == card == card_from_text(card_to_qr(card))


def test_the_qr_form_stays_in_the_alphanumeric_mode() -> None:
    assert re.fullmatch(r"[0-9A-Z $%*+\-./:]+", card_to_qr(NADIA))


def test_fingerprint_names_both_keys_and_nothing_else() -> None:
    assert NADIA.fingerprint() == (128, 186, 80, 213, 48, 83, 11, 173)
    assert changed(name="Other", role="member", certificate="AAAA").fingerprint() == NADIA.fingerprint()
    assert changed(signing_key="cd" * 32).fingerprint() != NADIA.fingerprint()
    assert changed(recipient=RECIPIENT.replace("c2p", "c3p")).fingerprint() != NADIA.fingerprint()


def test_canonical_bytes_sort_the_keys() -> None:
    assert NADIA.canonical().startswith(b'{"certificate":"MIIB","created":')
    assert msgspec.json.decode(NADIA.canonical(), type=Card) == NADIA


@pytest.mark.parametrize("values", [
    {"name": " "}, {"name": "x" * 201}, {"name": "a\nb"}, {"name": "a\u202eb"}, {"signing_key": "AB" * 32},
    {"signing_key": "ab"}, {"recipient": "age1x"}, {"certificate": "%"}, {"certificate": ""},
    {"created": "yesterday"}, {"role": "x" * 201},
])  # fmt: skip
def test_malformed_values(values: dict[str, str]) -> None:
    with pytest.raises(UserError, match="card_malformed"):
        checked(changed(**values))


def test_names_may_hold_joiners() -> None:
    assert checked(changed(name="کوردی\u200cها")).name


@pytest.mark.parametrize(("text", "code"), [
    ("", "not_a_card"), ("hello", "not_a_card"), ("[]", "not_a_card"), ('{"card": {}}', "not_a_card"),
    ('{"masar-card": "1"}', "not_a_card"), ("x" * 20_000, "not_a_card"), ("[" * 9_000, "not_a_card"),
    ('{"masar-card": 2, "card": {}}', "card_too_new"), ('{"masar-card": 1, "card": {}}', "card_malformed"),
    ('{"masar-card": 1}', "card_malformed"), ("MASAR-CARD-1:", "card_malformed"),
    ("MASAR-CARD-1:abc", "card_malformed"), ("MASAR-CARD-1:AAA", "card_malformed"),
])  # fmt: skip
def test_other_texts(text: str, code: str) -> None:
    with pytest.raises(UserError, match=code):
        card_from_text(text)


def test_a_bomb_as_qr_text() -> None:
    with pytest.raises(UserError, match="card_malformed"):
        card_from_text("MASAR-CARD-1:" + to_base45(zlib.compress(b"\0" * 1_000_000)))


def test_something_behind_the_qr_card() -> None:
    packed = from_base45(card_to_qr(NADIA).removeprefix("MASAR-CARD-1:"))
    with pytest.raises(UserError, match="card_malformed"):
        card_from_text("MASAR-CARD-1:" + to_base45(packed + b"more"))


@settings(max_examples=50)
@given(st.binary(max_size=80))
def test_base45_round_trip(data: bytes) -> None:
    assert from_base45(to_base45(data)) == data


def test_base45_as_in_rfc_9285() -> None:
    assert to_base45(b"Hello!!") == "%69 VD92EX0"
    assert to_base45(b"ietf!") == "QED8WEX0"


@pytest.mark.parametrize("text", ["A", "GGW", "::", "ab", "::::"])
def test_base45_refuses(text: str) -> None:
    with pytest.raises(ValueError, match="base 45"):
        from_base45(text)
