"""Copies of the whole file through SQLite's online backup, with the same lock."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Connection

from app.foundation.errors import PlaceError
from app.foundation.files import place_error
from app.models.vector import Vector
from app.storage.chains import spaces, vector
from app.storage.engine import begin, connect, honest, unlock
from app.storage.lock_box import Lock
from app.storage.rebuilding import state_hash_of_all
from app.storage.workspace import Workspace


def copy_whole(workspace: Workspace, target: Path) -> None:
    """Copy an open workspace to `target` as it stands, through a temporary file in the same folder."""
    temporary = target.with_name(f".{target.name}.part")
    temporary.unlink(missing_ok=True)
    try:
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
        temporary.unlink(missing_ok=True)


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
    """Put a copy of `backup` at `target`; what was there goes aside with its -wal and -shm."""
    aside = None
    try:
        if target.exists():
            aside = _free_name(target)
            target.rename(aside)
            for suffix in ("-wal", "-shm"):
                beside = target.with_name(target.name + suffix)
                if beside.exists():
                    beside.rename(aside.with_name(aside.name + suffix))
        temporary = target.with_name(f".{target.name}.part")
        shutil.copyfile(backup, temporary)
        if temporary.read_bytes() != backup.read_bytes():
            raise PlaceError("not_written", file=target.name)
        temporary.replace(target)
    except OSError as error:
        raise place_error(error, target) from error
    return aside


def _free_name(target: Path) -> Path:
    number = 1
    while (aside := target.with_name(f"{target.stem}.set-aside-{number}{target.suffix}")).exists():
        number += 1
    return aside


def vectors_at(path: Path, lock: Lock | None) -> dict[str, Vector]:
    """Return what a copy of a workspace holds, by space. Raises as opening it does."""
    engine = connect(path, lock, read_only=True)
    try:
        with begin(engine, path, write=False) as connection:
            return {space: vector(connection, space) for space in spaces(connection)}
    finally:
        engine.dispose()
