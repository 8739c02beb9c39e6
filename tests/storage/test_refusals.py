"""What is wrong with a file is said as it is: each cause has its own code."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from contextlib import AbstractContextManager
from itertools import chain
from pathlib import Path

import pytest

from app.foundation.errors import MasarError, PlaceError, UserError
from app.storage.apart import trial_apart
from app.storage.lock_box import Cost
from app.storage.rows import insert
from app.storage.schema import SCHEMA
from app.storage.settings import write_setting
from app.storage.workspace import Workspace

CHEAP = Cost(2)
ROOT = Path(__file__).parents[2]


def create(path: Path, passphrase: str | None = "open sesame") -> Path:
    made = Workspace.create(path, passphrase, CHEAP)
    with made.write() as connection:
        for number in range(300):
            write_setting(connection, f"setting {number}", "x" * 500)
    made.close()
    return path


def refusal(path: Path, passphrase: str | None = "open sesame") -> tuple[str, int]:
    """Return code and exit status of what opening and reading everything says."""
    with pytest.raises(MasarError) as refused:
        read_all(path, passphrase)
    assert refused.value.params.get("file", path.name) == path.name
    return refused.value.code, refused.value.exit_status


def read_all(path: Path, passphrase: str | None) -> None:
    opened = Workspace.open(path, passphrase, CHEAP)
    try:
        with opened.read() as connection:
            connection.exec_driver_sql("SELECT * FROM setting").fetchall()
    finally:
        opened.close()


def fill(opened: Workspace) -> None:
    with opened.write() as connection:
        for number in range(300):
            write_setting(connection, f"more {number}", "x" * 4000)


def spoil(path: Path, start: int, length: int = 64) -> None:
    with path.open("r+b") as file:
        file.seek(start)
        file.write(os.urandom(length))


def test_a_wrong_passphrase(tmp_path: Path) -> None:
    assert refusal(create(tmp_path / "work.masarw"), "a guess") == ("wrong_passphrase", 2)


def test_no_passphrase(tmp_path: Path) -> None:
    assert refusal(create(tmp_path / "work.masarw"), None) == ("passphrase_needed", 2)


@pytest.mark.parametrize("data", [b"", b"MASAR1", b"%PDF-1.7 and much more of it", b"MASAR2" + bytes(4096)])
def test_not_a_workspace(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "work.masarw"
    path.write_bytes(data)
    assert refusal(path)[0] == "not_a_workspace"


def test_another_programs_database(tmp_path: Path) -> None:
    path = tmp_path / "work.masarw"
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE notes (text)")
    other.commit()
    other.close()
    assert refusal(path, None)[0] == "not_a_workspace"


def test_a_spoilt_first_page_is_damage_and_no_wrong_passphrase(tmp_path: Path) -> None:
    path = create(tmp_path / "work.masarw")
    spoil(path, 100)
    assert refusal(path) == ("damaged", 3)


def test_a_spoilt_salt_is_a_wrong_passphrase_at_worst(tmp_path: Path) -> None:
    path = create(tmp_path / "work.masarw")
    spoil(path, 8, 4)
    assert refusal(path)[0] == "wrong_passphrase"


def test_spoilt_pages_in_the_middle(tmp_path: Path) -> None:
    path = create(tmp_path / "work.masarw")
    size = path.stat().st_size
    spoil(path, size // 2, size // 2 - 4096)
    assert refusal(path) == ("damaged", 3)


def test_a_truncated_file(tmp_path: Path) -> None:
    path = create(tmp_path / "work.masarw")
    with path.open("r+b") as file:
        file.truncate(path.stat().st_size // 2)
    assert refusal(path) == ("damaged", 3)


def test_a_plain_file_with_a_spoilt_beginning(tmp_path: Path) -> None:
    path = create(tmp_path / "work.masarw", None)
    spoil(path, 100, 3000)
    assert refusal(path, None)[0] == "damaged"


@pytest.mark.parametrize("passphrase", [None, "open sesame"])
def test_a_newer_version(tmp_path: Path, passphrase: str | None) -> None:
    path = create(tmp_path / "work.masarw", passphrase)
    opened = Workspace.open(path, passphrase, CHEAP)
    with opened.write() as connection:
        connection.exec_driver_sql(f"PRAGMA user_version = {SCHEMA + 1}")
    opened.close()
    assert refusal(path, passphrase) == ("newer_version", 3)
    path.rename(tmp_path / "moved.masarw")


def test_a_missing_file_and_a_missing_folder(tmp_path: Path) -> None:
    assert refusal(tmp_path / "gone.masarw") == ("file_missing", 3)
    with pytest.raises(PlaceError, match="folder_missing"):
        Workspace.create(tmp_path / "gone" / "work.masarw", None)


def test_a_file_that_is_there_already(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="file_exists"):
        Workspace.create(create(tmp_path / "work.masarw"), None)


HOLD = (
    "import sys; from pathlib import Path; from app.storage.workspace import Workspace\n"
    "opened = Workspace.open(Path(sys.argv[1]), None); print('open', flush=True); sys.stdin.read()"
)


def test_open_in_another_program(tmp_path: Path) -> None:
    path = create(tmp_path / "work.masarw", None)
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path)], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    with holder:
        assert holder.stdout is not None
        assert holder.stdout.readline().strip() == b"open"
        assert refusal(path, None) == ("already_open", 3)
        assert holder.stdin is not None
        holder.stdin.close()
    Workspace.open(path, None).close()


@pytest.mark.skipif(os.geteuid() == 0 if hasattr(os, "geteuid") else True, reason="may write everywhere")
def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    path = (
        create(tmp_path / "locked" / "work.masarw", None) if (tmp_path / "locked").mkdir() is None else None
    )
    assert path is not None
    path.parent.chmod(0o500)
    try:
        assert refusal(path, None) == ("read_only_place", 3)
    finally:
        path.parent.chmod(0o700)


def test_a_read_only_place_by_what_the_system_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever runs the tests may be allowed to write everywhere; the system's answer is given instead."""
    import errno

    from filelock import FileLock

    def refuse(self: FileLock, *args: object, **kwargs: object) -> None:
        raise OSError(errno.EROFS, "Read-only file system")

    path = create(tmp_path / "work.masarw", None)
    monkeypatch.setattr(FileLock, "acquire", refuse)
    assert refusal(path, None) == ("read_only_place", 3)


def test_no_space_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    opened = Workspace.open(create(tmp_path / "work.masarw", None), None)
    with opened.outside_transaction() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(PlaceError, match="no_space"):
        fill(opened)
    with opened.read() as connection:
        assert (
            connection.exec_driver_sql("SELECT count(*) FROM setting WHERE name LIKE 'more%'").scalar() == 0
        )
    with opened.write() as connection:
        write_setting(connection, "setting 1", "y")
    opened.close()


def test_no_space_in_a_trial_is_said_and_leaves_the_file_usable(tmp_path: Path) -> None:
    """SQLite itself ends the transaction when rows of one statement do not fit."""
    opened = Workspace.open(create(tmp_path / "work.masarw", None), None)

    def fill_in(trial: AbstractContextManager[object]) -> None:
        with trial as got:
            connection = got[1] if isinstance(got, tuple) else got
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
            connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
            rows = [(f"more {number}", "x" * 500) for number in range(300)]
            sql = "INSERT OR FAIL INTO setting (name, value) VALUES (?, ?)"
            insert(connection, sql, [*chain.from_iterable(rows)])

    for trial in (opened.trial(), trial_apart(opened)):
        with pytest.raises(PlaceError, match="no_space"):
            fill_in(trial)
    with opened.outside_transaction() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 1000000")
    with opened.write() as connection:
        write_setting(connection, "setting 1", "y")
    opened.close()


KEEP_WRITING = (
    "import sys; from pathlib import Path; from app.storage.settings import write_setting\n"
    "from app.storage.workspace import Workspace\n"
    "opened = Workspace.open(Path(sys.argv[1]), None); number = 0\n"
    "while True:\n"
    "    with opened.write() as connection: write_setting(connection, f'kept {number}', 'x' * 200)\n"
    "    print(number, flush=True); number += 1\n"
)


def test_a_kill_loses_nothing_committed(tmp_path: Path) -> None:
    path = create(tmp_path / "work.masarw", None)
    writer = subprocess.Popen(
        [sys.executable, "-c", KEEP_WRITING, str(path)], cwd=ROOT, stdout=subprocess.PIPE
    )
    with writer:
        assert writer.stdout is not None
        told = [int(writer.stdout.readline()) for _ in range(25)]
        writer.kill()
        told += [int(line) for line in writer.stdout.read().split(b"\n") if line.strip()]
    opened = Workspace.open(path, None)
    with opened.read() as connection:
        names = connection.exec_driver_sql("SELECT name FROM setting WHERE name LIKE 'kept%'").scalars().all()
        assert connection.exec_driver_sql("PRAGMA quick_check").scalar() == "ok"
    opened.close()
    assert {f"kept {number}" for number in told} <= set(names)
