"""Devices that areas cut off, as headquarters sees them: named, with what the country's records say."""

from __future__ import annotations

from dataclasses import dataclass

from app.models.book import Book
from app.models.kinds.area import Area
from app.services.country_devices import OPEN, LostDevice, lost_devices
from app.services.desk import Desk
from app.services.views.people_names import WhoEntry, who_is
from app.services.views.said import NAMELESS, Label, Name, name_of
from app.storage.records import read_book

NOBODY = WhoEntry()


@dataclass(frozen=True, slots=True)
class LostEntry:
    """A device, whose it is, the area that cut it off, and who there said so."""

    device: LostDevice
    name: Name = NAMELESS
    area: Label = NAMELESS
    said_by: WhoEntry = NOBODY

    @property
    def open(self) -> bool:
        """Whether headquarters has not decided about it yet."""
        return self.device.state == OPEN


def lost_entries(desk: Desk) -> tuple[LostEntry, ...]:
    """Return the devices that headquarters has to know of, those to be decided first."""
    found = lost_devices(desk)
    areas = {one.id: one for one in desk.areas()}
    books = {area: _book(desk, area) for area in {one.area for one in found if one.area}}
    return tuple(_entry(one, areas.get(one.area), books.get(one.area) or desk.book()) for one in found)


def _book(desk: Desk, area: str) -> Book:
    with desk.workspace.read() as connection:
        return read_book(connection, (f"area/{area}/network",))


def _entry(one: LostDevice, area: Area | None, book: Book) -> LostEntry:
    said_by = who_is(book, one.said_by) if one.said_by else NOBODY
    return LostEntry(one, who_is(book, one.key).name, name_of(area), said_by)
