"""The passphrase: from the environment or typed, never an argument."""

from __future__ import annotations

import pytest
from cli.calling import called

from app.cli import opening
from app.cli.console import Console
from app.foundation.errors import UserError


@pytest.fixture
def typed(monkeypatch):
    """Return the list of what somebody at a terminal is going to type."""
    lines: list[str] = []
    monkeypatch.setattr("sys.stdin", type("Terminal", (), {"isatty": staticmethod(lambda: True)})())
    monkeypatch.setattr(opening.getpass, "getpass", lambda prompt: lines.pop(0))
    return lines


def test_a_new_passphrase_is_typed_twice(typed):
    console = Console("en", as_json=False)
    typed += ["right horse", "right horse"]
    assert opening.new_passphrase(console, without=False) == "right horse"
    typed += ["right horse", "wrong horse"]
    with pytest.raises(UserError, match="passphrases_differ"):
        opening.new_passphrase(console, without=False)
    typed += [""]
    with pytest.raises(UserError, match="passphrase_or_none"):
        opening.new_passphrase(console, without=False)
    assert opening.new_passphrase(console, without=True) is None


def test_an_encrypted_file_is_opened_by_what_is_typed(typed, cli, fine, tmp_path, monkeypatch):
    path = tmp_path / "locked.masarw"
    who = ("--person", "Dalia", "--organisation", "Hand in Hand", "--role", "focal_point")
    typed += ["right horse", "right horse"]
    code = fine("new", path, "--area", "IQG15Q07", *who, "--json").data["recovery_code"]
    assert len(code.replace("-", "")) == 28
    typed += ["right horse"]
    fine("state", path)
    typed += ["wrong horse"]
    assert cli("state", path).status == 2
    assert typed == []


def test_an_empty_variable_is_no_passphrase(fine, work, monkeypatch):
    monkeypatch.setenv("MASAR_PASSPHRASE", "")
    fine("state", work)


def test_a_passphrase_does_not_matter_to_an_open_file(fine, work, monkeypatch):
    monkeypatch.setenv("MASAR_PASSPHRASE", "whatever")
    fine("record", "add", work, "activity", "--data", '{"title_en": "Repair the school"}')


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("", "words_not_set"),
        ("river copper", "not_six_words"),
        ("river copper garden lamp sun xyzzy", "unknown_word"),
    ],
)
def test_six_words_must_be_six_known_words(monkeypatch, value, code):
    monkeypatch.setenv("SIX", value)
    with pytest.raises(UserError, match=code):
        opening.words_from("SIX")


def test_no_variable_means_no_words():
    assert opening.words_from("") == ()


def test_a_copied_file_says_that_work_goes_on_as_a_new_device(fine, work, tmp_path, monkeypatch):
    before = fine("state", work, "--json").data["replica"]
    monkeypatch.setenv("MASAR_DATA_DIR", str(tmp_path / "elsewhere"))
    ended = fine("state", work, "--json")
    assert ended.data["replica"] != before
    assert "goes on as a new copy" in ended.err


def test_a_workspace_gets_a_new_passphrase_by_command(tmp_path, monkeypatch):
    file = tmp_path / "a.masarw"
    monkeypatch.setenv("MASAR_PASSPHRASE", "old horse")
    who = ("--person", "Dalia", "--organisation", "Hand in Hand", "--role", "focal_point")
    code = called("new", file, "--area", "IQG15Q07", *who, "--json").data["recovery_code"]
    monkeypatch.setenv("MASAR_PASSPHRASE", code)
    refused = called("passphrase", file)
    assert (refused.status, "MASAR_NEW_PASSPHRASE" in refused.err) == (2, True)
    monkeypatch.setenv("MASAR_NEW_PASSPHRASE", "new horse")
    done = called("passphrase", file)
    assert done.status == 0, done.err
    assert "Recovery code" in done.out
    assert called("state", file).status == 2
    monkeypatch.setenv("MASAR_PASSPHRASE", "new horse")
    assert called("state", file).status == 0
