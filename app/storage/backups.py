"""Copies of the whole file through SQLite's online backup, with the same lock."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from pathlib import Path

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Connection

from app.foundation.files import copy_file, place_error, remove
from app.models.vector import Vector
from app.storage.chains import spaces, vector
from app.storage.engine import begin, connect, honest, unlock
from app.storage.lock_box import Lock
from app.storage.rebuilding import state_hash_of_all
from app.storage.workspace import Workspace

_BESIDE = ("", "-wal", "-shm")


def copy_whole(workspace: Workspace, target: Path) -> None:
    """Copy an open workspace to `target` as it stands, through a temporary file in the same folder."""
    temporary = target.with_name(f".{target.name}.part")
    try:
        temporary.unlink(missing_ok=True)
        with honest(target):
            copy = sqlcipher.connect(str(temporary), isolation_level=None)
            unlock(copy, workspace.lock)
            workspace.copy_into(copy)
            copy.execute("PRAGMA journal_mode = DELETE")
            copy.close()
        temporary.replace(target)
    except OSError as error:
        raise place_error(error, target) from error
    finally:
        remove(temporary)


def state_of(workspace: Workspace, copy: Path | None = None) -> str:
    """Return a fingerprint of the state of a workspace, or of a copy of it: heads and tables of every
    space."""
    if copy is not None:
        return state_at(copy, workspace.lock)
    with workspace.read() as connection:
        return _state(connection)


def state_at(path: Path, lock: Lock | None) -> str:
    """Return the fingerprint of the state of the file at `path`."""
    engine = connect(path, lock, read_only=True)
    try:
        with begin(engine, path, write=False) as connection:
            return _state(connection)
    finally:
        engine.dispose()


def _state(connection: Connection) -> str:
    digest = hashlib.sha256()
    for space in spaces(connection):
        digest.update(space.encode() + vector(connection, space).canonical())
    digest.update(state_hash_of_all(connection).encode())
    return digest.hexdigest()


def move_aside(backup: Path, target: Path) -> Path | None:
    """Put a copy of `backup` at `target`; what was there goes aside with its -wal and -shm, once the copy
    lies whole on the disk. Raises PlaceError; what was there stays in its place then.
    """
    copy, moved = target.with_name(f".{target.name}.part"), list[tuple[Path, Path]]()
    try:
        copy_file(backup, copy)
        aside = _set_aside(target, moved)
        copy.replace(target)
    except OSError as error:
        for before, now in reversed(moved):
            with suppress(OSError):
                now.rename(before)
        raise place_error(error, target) from error
    finally:
        remove(copy)
    return aside


def _set_aside(target: Path, moved: list[tuple[Path, Path]]) -> Path | None:
    """Move a file out of the way, with what SQLite keeps beside it: another file must not find that there.

    `moved` notes each step, from where to where. Returns where the file is now, None when only something
    beside it was there.
    """
    aside, was_there = _free_name(target), target.exists()
    for end in _BESIDE:
        beside = target.with_name(target.name + end)
        if beside.exists():
            now = aside.with_name(aside.name + end)
            beside.rename(now)
            moved.append((beside, now))
    return aside if was_there else None


def _free_name(target: Path) -> Path:
    number = 1
    while True:
        aside = target.with_name(f"{target.stem}.set-aside-{number}{target.suffix}")
        if not any(aside.with_name(aside.name + end).exists() for end in _BESIDE):
            return aside
        number += 1


def vectors_at(path: Path, lock: Lock | None) -> dict[str, Vector]:
    """Return what a copy of a workspace holds, by space. Raises as opening it does."""
    engine = connect(path, lock, read_only=True)
    try:
        with begin(engine, path, write=False) as connection:
            return {space: vector(connection, space) for space in spaces(connection)}
    finally:
        engine.dispose()
