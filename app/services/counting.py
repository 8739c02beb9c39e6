"""How many people of one sort there were: a number for each key, that counting again replaces."""

from __future__ import annotations

from app.models.record import Record
from app.services.desk import Desk


def count_line(desk: Desk, kind: type[Record], key: dict[str, str], count: int) -> None:
    """Keep a number under the natural key of a kind, as one undo step; nought takes the line away.

    Raises UserError.
    """
    held = next(iter(desk.records(kind, **key)), None)
    with desk.write(f"{kind.about.name}.edit") as unit:
        if count:
            unit.add(kind, count=count, **key)
        elif held is not None:
            unit.remove(kind, held.id)
