"""Take again: a package that was set aside counts once more, without its file."""

from __future__ import annotations

from app.services.desk import Changed, Desk
from app.services.rosters import settle_cuts
from app.storage.taking_up import take_up


def take_again(desk: Desk, take: int) -> int:
    """Let a package that was set aside count again. Returns how many records it touched.

    Raises UserError `not_set_aside`.
    """
    with desk.workspace.write() as connection:
        touched = take_up(connection, take) | settle_cuts(connection)
    desk.refresh(Changed(frozenset(), touched))
    return len(touched)
