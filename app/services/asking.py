"""Asking for a package: a request file that says what is here; and what is still waited for."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from app.foundation.clock import stamp
from app.models.kinds.meetings import Attachment
from app.services.desk import Desk
from app.storage.chains import spaces, vector
from app.storage.setting_aside import set_aside_count
from app.storage.staging import blob_sizes
from app.storage.understanding import not_understood
from app.storage.waiting import Missing, missing, waiting_count
from app.sync.request import Request, write_request


@dataclass(frozen=True, slots=True)
class Waiting:
    """What is not whole here: `count` received changes wait, for what is `missing`; attached `files` that are
    not here; changes that a newer version wrote; changes that are set aside.
    """

    count: int
    missing: tuple[Missing, ...]
    files: tuple[Attachment, ...]
    not_understood: int
    set_aside: int


def make_request(desk: Desk, out: Path) -> Request:
    """Write a request file: how far this file has come in each space, and which attached files it lacks.

    Raises UserError `nobody_here`; PlaceError.
    """
    card = desk.identity_card()
    with desk.workspace.write() as connection:
        desk.settle(connection)
        vectors = {space: vector(connection, space) for space in spaces(connection)}
    lacking = {str(one.sha256) for one in files_lacking(desk)}
    request = Request(card, desk.author().replica, stamp(desk.clock.now()), vectors, tuple(sorted(lacking)))
    write_request(out, request)
    return request


def files_lacking(desk: Desk) -> list[Attachment]:
    """Return the attachments whose files are not here, one per file."""
    with desk.workspace.read() as connection:
        here = blob_sizes(connection)
    lacking = {one.sha256: one for one in desk.records(Attachment) if one.sha256 and one.sha256 not in here}
    return list(lacking.values())


def what_waits(desk: Desk) -> tuple[list[Missing], int]:
    """Return what received changes wait for, and how many this version does not understand yet."""
    with desk.workspace.read() as connection:
        return missing(connection), not_understood(connection)


def what_is_missing(desk: Desk) -> Waiting:
    """Return everything that is waited for or is not here."""
    lacking = tuple(files_lacking(desk))
    with desk.workspace.read() as connection:
        return Waiting(
            waiting_count(connection),
            tuple(missing(connection)),
            lacking,
            not_understood(connection),
            set_aside_count(connection),
        )
