"""The list of who is asked to a meeting: proposed from the stakeholder map, kept by the group."""

from __future__ import annotations

from collections.abc import Sequence

from app.models.book import Book
from app.models.kinds.inside import Stakeholder, StakeholderView
from app.models.kinds.roundtable import Guest
from app.models.values import read_number
from app.process.facts import family, type_of
from app.services.desk import Desk

SIDES = ("government", "community", "partners")
"""Whom a roundtable brings together (DSTWG update, step 4: counterparts, representatives, partners)."""
AS_NAMED = ("name_en", "name_ar", "name_ckb", "name_fr")


def side_of(org_type: str | None) -> str:
    """Return on which side of the table a type of organisation sits."""
    found = family(org_type)
    return found if found in ("government", "community") else "partners"


def candidates(book: Book, meeting: str) -> list[Stakeholder]:
    """Return the stakeholders that are not on a meeting's list, the most influential first.

    Those of whom the map says that they are not to be asked are left out.
    """
    listed = {one.stakeholder for one in book.where(Guest, meeting=meeting)}
    views = {one.stakeholder: one for one in book.of(StakeholderView)}
    free = [
        one for one in book.of(Stakeholder) if one.id not in listed and one.invited_to_roundtable is not False
    ]

    def weight(one: Stakeholder) -> tuple[float, str]:
        number = read_number(views[one.id].influence or "") if one.id in views else None
        return -float(number or 0), one.id

    return sorted(free, key=weight)


def propose_guests(desk: Desk, meeting: str) -> int:
    """Put everyone on the map who is not listed yet on the list of a meeting; return how many."""
    book = desk.book()
    found = candidates(book, meeting)
    if not found:
        return 0
    with desk.write("guest.propose") as unit:
        for one in found:
            names = {name: getattr(one, name) for name in AS_NAMED if getattr(one, name)}
            unit.add(
                Guest,
                meeting=meeting,
                stakeholder=one.id,
                side=side_of(type_of(book, one)),
                answer="to_ask",
                **names,
            )
    return len(found)


def add_guest(desk: Desk, meeting: str, side: str, name: str, language: str) -> str:
    """Put a body that is not on the map on the list of a meeting and return its id. Raises UserError."""
    with desk.write("guest.add") as unit:
        return unit.add(Guest, meeting=meeting, side=side, answer="to_ask", **{f"name_{language}": name})


def mark_asked(desk: Desk, guests: Sequence[str], channel: str, member: str = "") -> None:
    """Say that guests were asked today through a channel; who answered before keeps the answer."""
    with desk.write("guest.asked") as unit:
        for guest in guests:
            held = desk.find(Guest, guest)
            if held is None:
                continue
            answer = "asked" if held.answer in (None, "to_ask") else held.answer
            unit.set(Guest, guest, answer=answer, channel=channel, asked_on=desk.today)
            if member:
                unit.set(Guest, guest, asked_by=member)


def guests_of(book: Book, meeting: str) -> list[Guest]:
    """Return the list of a meeting: government, community, partners, each in the order it was made."""
    order = {side: place for place, side in enumerate(SIDES)}
    return sorted(book.where(Guest, meeting=meeting), key=lambda one: (order.get(one.side or "", 9), one.id))
