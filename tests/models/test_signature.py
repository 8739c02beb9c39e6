"""Signatures fit one key, one purpose and one message."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.models.signature import Purpose, fits, head_message, public_key, sign

SEED = bytes(range(32))
KEY = public_key(SEED)


@settings(max_examples=30, deadline=None)
@given(st.binary(max_size=100), st.sampled_from(Purpose))
def test_a_signature_fits_its_own_purpose_only(message: bytes, purpose: Purpose) -> None:
    signature = sign(SEED, purpose, message)
    assert [other for other in Purpose if fits(KEY, other, message, signature)] == [purpose]
    assert not fits(KEY, purpose, message + b"x", signature)
    assert not fits(public_key(b"\1" * 32), purpose, message, signature)


@pytest.mark.parametrize(("key", "signature"), [
    ("", "00" * 64), ("00" * 32, "00" * 64), ("zz" * 32, "00" * 64), (KEY, ""), (KEY, "00" * 63),
    (KEY, "0" * 129),
])  # fmt: skip
def test_malformed_never_fits(key: str, signature: str) -> None:
    assert not fits(key, Purpose.HEAD, b"", signature)


def test_stable_values() -> None:
    """What other programs rely on; see docs/package-format.md."""
    message = head_message("country", "r1", 7, "ab" * 32)
    assert message == b"country\nr1\n7\n" + b"ab" * 32
    assert KEY == "03a107bff3ce10be1d70dd18e74bc09967e4d6309ba50d5f1ddc8664125531b8"
    assert sign(SEED, Purpose.HEAD, message).startswith("94bc6006bdce53499c079dbb31f7b467")
