"""Passphrase, recovery code and file salt; scrypt at its cheapest."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.foundation.errors import UserError
from app.storage.lock_box import MARK, Cost, new_lock, open_lock, read_recovery_code, recovery_code

CHEAP = Cost(2)
SECRETS = st.binary(min_size=16, max_size=16)
LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"


@given(SECRETS)
def test_a_recovery_code_gives_back_the_secret(secret: bytes) -> None:
    code = recovery_code(secret)
    assert len(code.replace("-", "")) == 28
    assert read_recovery_code(code) == secret
    assert read_recovery_code(code.lower().replace("-", " ")) == secret


@given(SECRETS, st.integers(0, 27), st.sampled_from(LETTERS))
def test_one_mistyped_letter_never_gives_another_secret_that_opens(
    secret: bytes, place: int, letter: str
) -> None:
    """Twelve bits see most slips at once; whatever passes them fails at the file's own check."""
    code = recovery_code(secret).replace("-", "")
    typed = code[:place] + letter + code[place + 1 :]
    found = read_recovery_code(typed)
    assert (found == secret) == (typed == code)


@pytest.mark.parametrize(
    "text", ["", "short", "A" * 27, "A" * 29, "0" * 28, "a passphrase of some words here"]
)
def test_what_is_no_recovery_code(text: str) -> None:
    assert read_recovery_code(text) is None


def test_passphrase_and_recovery_code_open_the_same_lock() -> None:
    lock = new_lock("open sesame", CHEAP)
    assert lock.salt.startswith(MARK)
    assert len(lock.salt) == 16
    assert open_lock(lock.salt, "open sesame", CHEAP) == lock
    assert open_lock(lock.salt, recovery_code(lock.secret), CHEAP) == lock


@pytest.mark.parametrize("guess", ["open sesami", "", "x" * 28])
def test_a_wrong_passphrase(guess: str) -> None:
    lock = new_lock("open sesame", CHEAP)
    with pytest.raises(UserError, match="wrong_passphrase"):
        open_lock(lock.salt, guess, CHEAP)


def test_the_same_passphrase_makes_different_locks() -> None:
    assert new_lock("open sesame", CHEAP).secret != new_lock("open sesame", CHEAP).secret


def test_the_key_pragma_is_a_raw_key_with_our_salt() -> None:
    lock = new_lock("open sesame", CHEAP)
    pragma = lock.key_pragma()
    assert pragma.startswith("x'")
    assert pragma.endswith(f"{lock.salt.hex()}'")
    assert len(pragma) == 3 + 64 + 32


def test_the_full_cost_takes_64_mebibytes() -> None:
    assert Cost().memory - 1024 * 1024 == 64 * 1024 * 1024
