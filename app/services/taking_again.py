"""Take again: a package that was set aside counts once more, without its file."""

from __future__ import annotations

from app.services.desk import Changed, Desk
from app.services.rosters import settle_cuts
from app.storage.packages import check_taken
from app.storage.taking_up import take_up


def take_again(desk: Desk, take: int) -> int:
    """Let a package that was set aside count again. Returns how many records it touched.

    Raises UserError `unknown_take`, `not_set_aside`.
    """
    with desk.workspace.write() as connection:
        check_taken(connection, take)
        touched = take_up(connection, take) | settle_cuts(connection)
    desk.refresh(Changed(frozenset(), touched))
    return len(touched)
