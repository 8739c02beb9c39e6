"""The packages taken here, for lists."""

from __future__ import annotations

from app.services.desk import Desk
from app.storage.packages import TakenPackage, taken_packages


def taken_list(desk: Desk) -> list[TakenPackage]:
    """Return the packages taken here, newest first; their numbers are those `take_back_changes` takes."""
    with desk.workspace.read() as connection:
        return taken_packages(connection)
