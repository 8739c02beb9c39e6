"""Who is asked to a meeting, and what they answered; it stays with the group."""

from __future__ import annotations

from typing import Annotated, ClassVar

from app.models.record import Home, Kind, Named, code, day, line, ref, whole


class Guest(Named, frozen=True, kw_only=True):
    """A body that is asked to a meeting: a stakeholder of the map, or one that is only named here.

    Persons are not named; who came by name is `named_attendance`.
    """

    about: ClassVar[Kind] = Kind("guest", Home.GROUP, "name")
    meeting: Annotated[str | None, ref("meeting", owner=True)] = None
    stakeholder: Annotated[str | None, ref("stakeholder")] = None
    side: Annotated[str | None, code("guest_side")] = None
    channel: Annotated[str | None, code("channel")] = None
    asked_by: Annotated[str | None, ref("member")] = None
    asked_on: Annotated[str | None, day()] = None
    answer: Annotated[str | None, code("guest_answer")] = None
    seats: Annotated[int | None, whole(low=0, high=500)] = None
    note: Annotated[str | None, line()] = None
