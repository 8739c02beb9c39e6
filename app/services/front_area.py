"""Which of the areas in a file is in front of the person."""

from __future__ import annotations

from app.foundation.errors import UserError
from app.services.desk import Changed, Desk
from app.services.opening import AREA


def go_to_area(desk: Desk, area: str) -> None:
    """Put another area of this file in front; it stays so when the file is opened again.

    Raises UserError `unknown_record` for an area that is not in this file.
    """
    if area not in {one.id for one in desk.areas()}:
        raise UserError("unknown_record", kind="area", id=area)
    desk.area = area
    desk.remember(AREA, area)
    desk.refresh(Changed(frozenset(), frozenset()))
