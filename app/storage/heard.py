"""What people's laptops themselves said of how far they had come."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec
from sqlalchemy import Connection

from app.models.vector import Vector, from_json, to_json


def keep_heard(
    connection: Connection,
    sign_key: str,
    replica: str,
    heard: Mapping[str, Vector],
    moment: str,
    wanted: Sequence[str] = (),
) -> None:
    """Remember how far a person's laptop had come, by its own word, and which attached files it lacked."""
    for space, vector in heard.items():
        connection.exec_driver_sql(
            "INSERT OR REPLACE INTO heard (sign_key, replica, space, vector, heard_at, wanted)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            (sign_key, replica, space, _text(to_json(vector)), moment, _text(sorted(wanted))),
        )


def _text(shape: object) -> str:
    return msgspec.json.encode(shape).decode()


class Heard(msgspec.Struct, frozen=True):
    """How far one laptop of a person had come in one space, and when it said so.

    `wanted` are the attached files (SHA-256) of the spaces it then spoke of that it did not have.
    """

    sign_key: str
    replica: str
    space: str
    vector: Vector
    heard_at: str
    wanted: tuple[str, ...] = ()


def heard(connection: Connection) -> list[Heard]:
    """Return the last word of every laptop heard from."""
    rows = connection.exec_driver_sql("SELECT sign_key, replica, space, vector, heard_at, wanted FROM heard")
    return [
        Heard(
            key, replica, space, from_json(msgspec.json.decode(vector)), moment,
            tuple(msgspec.json.decode(files)),
        )
        for key, replica, space, vector, moment, files in rows
    ]  # fmt: skip
