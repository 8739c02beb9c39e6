"""What people's laptops themselves said of how far they had come."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec
from sqlalchemy import Connection

from app.models.vector import Vector, from_json, to_json


def keep_heard(
    connection: Connection, sign_key: str, replica: str, heard: Mapping[str, Vector], moment: str
) -> None:
    """Remember how far a person's laptop had come, by its own word."""
    for space, vector in heard.items():
        connection.exec_driver_sql(
            "INSERT OR REPLACE INTO heard (sign_key, replica, space, vector, heard_at) VALUES (?, ?, ?,"
            " ?, ?)",
            (sign_key, replica, space, msgspec.json.encode(to_json(vector)).decode(), moment),
        )


class Heard(msgspec.Struct, frozen=True):
    """How far one laptop of a person had come in one space, and when it said so."""

    sign_key: str
    replica: str
    space: str
    vector: Vector
    heard_at: str


def heard(connection: Connection) -> list[Heard]:
    """Return the last word of every laptop heard from."""
    rows = connection.exec_driver_sql("SELECT sign_key, replica, space, vector, heard_at FROM heard")
    return [
        Heard(key, replica, space, from_json(msgspec.json.decode(vector)), moment)
        for key, replica, space, vector, moment in rows
    ]
