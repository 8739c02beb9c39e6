"""Each refusal: its exit status, one sentence, and never a traceback."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from filelock import FileLock

from app.foundation.errors import PlaceError
from app.storage.lock_box import Cost
from app.storage.workspace import Workspace

CHEAP = Cost(2**4)
WHO = ("--person", "Dalia", "--organisation", "Hand in Hand", "--role", "focal_point")


def refused(ended, status: int, part: str) -> None:
    assert ended.status == status, ended.err
    assert ended.err.count("\n") == 1
    assert "Traceback" not in ended.err
    assert part in ended.err
    assert ended.out == ""


@pytest.fixture
def locked(tmp_path: Path) -> Path:
    path = tmp_path / "locked.masarw"
    Workspace.create(path, "right horse", CHEAP).close()
    return path


def test_a_wrong_passphrase(cli, locked, monkeypatch):
    monkeypatch.setenv("MASAR_PASSPHRASE", "wrong horse")
    refused(cli("state", locked), 2, "The passphrase is wrong.")


def test_a_missing_passphrase_is_not_asked_for_without_a_terminal(program, locked):
    refused(program("state", locked), 2, "passphrase")


def test_a_passphrase_from_the_environment_opens_an_encrypted_file(fine, tmp_path, monkeypatch):
    monkeypatch.setenv("MASAR_PASSPHRASE", "right horse")
    path = tmp_path / "locked.masarw"
    ended = fine("new", path, "--area", "IQG15Q07", *WHO)
    assert "Recovery code" in ended.out
    assert not path.read_bytes().startswith(b"SQLite")
    assert fine("state", path, "--json").data["records"]["area"] == 1
    assert "right horse" not in ended.out


def test_a_new_file_needs_a_passphrase_or_a_word_that_it_has_none(cli, tmp_path, monkeypatch):
    monkeypatch.setattr("sys.stdin.isatty", lambda: False, raising=False)
    refused(cli("new", tmp_path / "a.masarw", "--area", "IQG15Q07", *WHO), 2, "--no-passphrase")
    assert not (tmp_path / "a.masarw").exists()


def test_a_damaged_file(cli, work):
    data = bytearray(work.read_bytes())
    data[100:4000] = b"\xff" * 3900
    work.write_bytes(bytes(data))
    refused(cli("state", work), 3, "is damaged")


def test_a_damaged_encrypted_file_is_told_from_a_wrong_passphrase(cli, fine, tmp_path, monkeypatch):
    monkeypatch.setenv("MASAR_PASSPHRASE", "right horse")
    path = tmp_path / "locked.masarw"
    fine("new", path, "--area", "IQG15Q07", *WHO)
    data = bytearray(path.read_bytes())
    data[16:3000] = bytes(2984)
    path.write_bytes(bytes(data))
    refused(cli("state", path), 3, "is damaged")
    monkeypatch.setenv("MASAR_PASSPHRASE", "wrong horse")
    refused(cli("state", path), 2, "The passphrase is wrong.")


def test_a_foreign_file(cli, tmp_path):
    path = tmp_path / "letter.masarw"
    path.write_text("Dear all, this is a letter and no workspace.")
    refused(cli("state", path), 3, "is not a Masar workspace")


def test_a_foreign_database(cli, tmp_path):
    path = tmp_path / "other.masarw"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE t (a)")
    other.close()
    refused(cli("state", path), 3, "is not a Masar workspace")


def test_a_newer_version(cli, work):
    with sqlite3.connect(work) as database:
        database.execute("PRAGMA user_version = 99000")
    database.close()
    refused(cli("state", work), 3, "newer version")


def test_already_open_elsewhere(cli, work):
    with FileLock(work.with_name(f".{work.name}.lock")):
        refused(cli("state", work), 3, "already open")


def test_a_file_that_is_not_there(cli, tmp_path):
    refused(cli("state", tmp_path / "nowhere.masarw"), 3, "is not there")


@pytest.mark.skipif(not Path("/sys").is_dir(), reason="needs a place where nobody can write")
def test_a_read_only_place(cli):
    refused(cli("new", "/sys/a.masarw", "--area", "IQG15Q07", *WHO, "--no-passphrase"), 3, "")


def test_a_file_system_that_takes_nothing_says_so(cli, work, monkeypatch, tmp_path):
    def full(*_: object) -> None:
        raise PlaceError("no_space", file="out.pdf")

    monkeypatch.setattr("app.cli.reports_out.write_whole", full)
    refused(cli("export", "workbook", work, "-o", tmp_path / "out.xlsx"), 3, "not enough space")


def test_an_existing_file_is_never_overwritten_by_a_new_workspace(cli, work):
    before = work.read_bytes()
    refused(cli("new", work, "--area", "IQG15Q07", *WHO, "--no-passphrase"), 2, "exists already")
    assert work.read_bytes() == before


@pytest.mark.parametrize(
    ("change", "part"),
    [
        (("--area", "IQG99"), "IQG99"),
        (("--role", "king"), "“king” is not in the list"),
        (("--person", " "), "name"),
    ],
)
def test_wrong_arguments_of_a_new_workspace_leave_nothing_behind(cli, tmp_path, change, part):
    path = tmp_path / "a.masarw"
    arguments = ["new", path, "--area", "IQG15Q07", *WHO, "--no-passphrase", *change]
    refused(cli(*arguments), 2, part)
    assert not path.exists()
