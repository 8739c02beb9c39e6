"""The way in: help, arguments, languages, bugs, and when the window opens instead."""

from __future__ import annotations

import pytest

import main
from app.cli import entry, looking
from app.cli.console import language_here
from app.foundation.errors import Cancelled

COMMANDS = (
    *("demo", "new", "join", "sample", "record", "steps", "check", "history", "undo", "redo", "rebuild"),
    *("board", "state", "import", "export", "sign", "verify", "person", "package", "conflicts", "backup"),
    "restore",
)
INNER = {
    "record": ("list", "get", "add", "set", "remove"),
    "import": ("places", "stakeholders", "locations"),
    "export": ("plan", "workbook"),
    "person": (
        *("list", "card", "invite", "trust", "compared", "steward", "role", "revoke", "proposals", "confirm"),
        *("decline", "propose", "strangers", "leave", "take-over", "issuer", "issue"),
        *("shared", "turn-away", "lost", "here", "begin", "change"),
    ),
    "package": (
        "make",
        "inspect",
        "take",
        "taken",
        "again",
        "back",
        "undo",
        "waiting",
        "request",
        "asked",
        "key",
    ),
    "conflicts": ("list", "show", "decide"),
}


def test_help_names_every_command_and_exit_status(fine):
    said = fine("--help").out
    assert set(COMMANDS) <= {line.split()[0] for line in said.splitlines() if line.strip()}
    assert "Exit status: 0 fine" in said


@pytest.mark.parametrize(
    "words", [(one,) for one in COMMANDS] + [(outer, one) for outer, ones in INNER.items() for one in ones]
)
def test_help_works_everywhere(fine, words):
    assert "usage: main.py" in fine(*words, "-h").out


@pytest.mark.parametrize("arguments", [("nonsense",), ("record",), ("new",), ("state", "--colour", "x")])
def test_wrong_arguments_are_one_sentence_and_status_two(cli, arguments):
    ended = cli(*arguments)
    assert ended.status == 2
    assert ended.err.count("\n") == 1


def test_a_bug_is_one_line_and_status_seventy(cli, work, monkeypatch):
    def break_down(*_):
        raise ZeroDivisionError("secret detail")

    monkeypatch.delenv("MASAR_DEBUG", raising=False)
    monkeypatch.setattr(looking, "state_of", break_down)
    ended = cli("state", work)
    assert ended.status == 70
    assert "ZeroDivisionError" in ended.err
    assert "secret detail" not in ended.err
    monkeypatch.setenv("MASAR_DEBUG", "1")
    assert "secret detail" in cli("state", work).err


@pytest.mark.parametrize("stop", [Cancelled, KeyboardInterrupt])
def test_stopping_is_no_bug(cli, work, monkeypatch, stop):
    def stopped(*_):
        raise stop

    monkeypatch.setattr(looking, "state_of", stopped)
    assert cli("state", work).status == 130


@pytest.mark.parametrize("arguments", [[], ["somewhere/work.masarw"], ["from-omar.masar"]])
def test_the_window_opens_without_a_command(monkeypatch, arguments):
    monkeypatch.setattr("app.bootstrap.run", lambda given: 42 if list(given) == arguments else 0)
    assert main.main(arguments) == 42


def test_a_command_goes_to_the_command_line(monkeypatch):
    monkeypatch.setattr(entry, "run", lambda given: len(given))
    assert main.main(["state", "x"]) == 2


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({"LANG": "ar_IQ.UTF-8"}, "ar"),
        ({"LANG": "ku_IQ"}, "ckb"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "ar_IQ", "LC_ALL": "fr_FR"}, "fr"),
        ({}, "en"),
    ],
)
def test_the_language_is_that_of_the_computer(environment, language):
    assert language_here(environment) == language


def test_sentences_come_in_arabic(cli, tmp_path):
    ended = cli("state", tmp_path / "nowhere.masarw", "--language", "ar")
    assert ended.status == 3
    assert any("\u0600" <= letter <= "\u06ff" for letter in ended.err)
