"""Devices that went on in two copies of their file: whose they are."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from app.services.people import card_from_values
from app.services.rosters import COUNTRY, Rosters
from app.storage.chains import replica_keys, spaces
from app.storage.workspace import Transaction


def owners_of(connection: Transaction, replicas: Collection[str]) -> tuple[str, ...]:
    """Return the names of the people who write with some devices, each person once, in order.

    Names come from the rosters here; the beginning of the key stands for one who is on none of them.
    """
    if not replicas:
        return ()
    keys, rosters = replica_keys(connection), Rosters(connection)
    areas = sorted({space.split("/")[1] for space in spaces(connection) if space != COUNTRY})
    found = {keys[replica] for replica in replicas if replica in keys}
    return tuple(sorted(_name(rosters, key, areas) for key in found))


def _name(rosters: Rosters, key: str, areas: Sequence[str]) -> str:
    persons = (rosters.of(area).persons.get(key) for area in areas)
    return next((card_from_values(person).name for person in persons if person is not None), key[:8])
