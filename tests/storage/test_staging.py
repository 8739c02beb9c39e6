"""What waits of a package until it is verified: little in memory, much not at all."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.foundation.errors import UserError
from app.models.changeset import Arrived, Change, Header, Line, arrived, encode
from app.storage.settings import WIPE, read_setting
from app.storage.staging import Staging, blob_sizes, keep_blob, keep_staged_blobs, read_blob
from app.storage.workspace import Transaction, Workspace


@pytest.fixture
def workspace(tmp_path: Path, empty_file: Path) -> Iterator[Workspace]:
    path = tmp_path / "a.masarw"
    path.write_bytes(empty_file.read_bytes())
    opened = Workspace.open(path, None)
    yield opened
    opened.close()


def changeset(number: int) -> Arrived:
    body = encode(Change(k="activity", r=f"a{number}", f="alive", v=True))
    return arrived(Line(encode(Header(v=1, p="country", w="r1", n=number, l=number)), (body,)))


@pytest.mark.parametrize(("size", "held"), [(1_000, True), (10**9, False)])
def test_lines_come_as_they_came_and_long_packages_are_read_again(
    workspace: Workspace, size: int, held: bool
) -> None:
    came = [changeset(number) for number in range(1, 4)]
    pieces = [[b"one", b"two"], [b"three"]]
    asked: list[list[list[bytes]] | None] = []

    def read_later(held: Iterator[list[bytes]] | None) -> Iterator[Arrived]:
        asked.append(held if held is None else list(held))
        yield from came

    staging = Staging(workspace)
    staging.begin(size, read_later)
    for piece in pieces:
        staging.unread(piece)
    assert list(staging.lines()) == came
    assert asked == [pieces if held else None]
    assert list(staging.lines()) == []
    staging.begin(size, read_later)
    staging.unread([b"one"])
    staging.clear()
    assert list(staging.lines()) == []


def test_many_short_lines_do_not_wait_in_memory(workspace: Workspace) -> None:
    """Each takes more than its bytes: a few megabytes of `{}` would be a quarter of a gigabyte."""
    asked: list[Iterator[list[bytes]] | None] = []

    def read_later(held: Iterator[list[bytes]] | None) -> Iterator[Arrived]:
        asked.append(held)
        return iter(())

    staging = Staging(workspace)
    staging.begin(3_000_000, read_later)
    for _ in range(100):
        staging.unread([b"{}"] * 10_000)
    assert list(staging.lines()) == []
    assert asked == [None]


def test_a_file_is_joined_byte_by_byte_and_kept_once(workspace: Workspace) -> None:
    data = bytes(range(256)) * 300
    name = hashlib.sha256(data).hexdigest()
    staging = Staging(workspace)
    attach(workspace, name)
    for new in (1, 0):
        staging.blob(name, iter([data[:5], b"", data[5:70_000], data[70_000:]]))
        with workspace.write() as connection:
            assert keep_staged_blobs(connection) == new
            assert read_blob(connection, name) == data
            assert blob_sizes(connection) == {name: len(data)}


def test_without_a_holder_files_are_passed_over(workspace: Workspace) -> None:
    staging = Staging(None)
    assert not staging.has_files
    staging.blob("ab" * 32, iter([b"one"]))
    assert staging.has_files
    with workspace.write() as connection:
        assert keep_staged_blobs(connection) == 0
    staging.clear()
    assert not staging.has_files


def test_nothing_is_kept_that_nobody_could_take(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.storage.staging.LARGEST_FILE", 10)
    with workspace.write() as connection:
        assert keep_blob(connection, bytes(10)) == 1
        with pytest.raises(UserError, match="attachment_too_large"):
            keep_blob(connection, bytes(11))


def test_files_wait_in_the_workspace_and_go_when_the_package_is_dropped(workspace: Workspace) -> None:
    staging = Staging(workspace)
    staging.blob("ab" * 32, iter([b"one", b"two"]))
    staging.clear()
    with workspace.write() as connection:
        assert keep_staged_blobs(connection) == 0
    attach(workspace, "ab" * 32)
    staging.blob("ab" * 32, iter([b"one", b"two"]))
    with workspace.write() as connection:
        assert keep_staged_blobs(connection) == 1
        digest = connection.exec_driver_sql("SELECT sha256 FROM blob").scalar()
        assert read_blob(connection, str(digest)) == b"onetwo"


def test_a_file_that_nothing_names_stays_away(workspace: Workspace) -> None:
    Staging(workspace).blob("ab" * 32, iter([b"one"]))
    with workspace.write() as connection:
        assert keep_staged_blobs(connection) == 0
        assert blob_sizes(connection) == {}
        assert read_setting(connection, WIPE) == "1"


def test_a_whole_file_takes_the_place_of_a_damaged_one(workspace: Workspace) -> None:
    data = b"picture" * 100
    name = hashlib.sha256(data).hexdigest()
    attach(workspace, name)
    with workspace.write() as connection:
        assert [keep_blob(connection, data), keep_blob(connection, data)] == [1, 0]
        damage(connection)
        assert keep_blob(connection, data) == 1
        assert read_blob(connection, name) == data
    Staging(workspace).blob(name, iter([data]))
    with workspace.write() as connection:
        assert keep_staged_blobs(connection) == 0
        damage(connection)
        assert keep_staged_blobs(connection) == 1
        assert read_blob(connection, name) == data


def damage(connection: Transaction) -> None:
    connection.exec_driver_sql("UPDATE blob SET data = CAST('x' || substr(data, 2) AS BLOB)")


def attach(workspace: Workspace, name: str) -> None:
    """Have an attachment name a file."""
    with workspace.write() as connection:
        connection.exec_driver_sql(
            "INSERT INTO record_attachment (id, space, alive, sha256) VALUES ('a1', 'area/a/network', 1, ?)",
            (name,),
        )
