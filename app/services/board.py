"""Who has what: from what people's laptops themselves said, never from what was sent to them."""

from __future__ import annotations

import msgspec

from app.models.vector import minimum
from app.services.desk import Desk
from app.services.people import PersonRow, people
from app.storage.chains import spaces
from app.storage.heard import Heard, heard
from app.storage.sending import bounds_unsigned, count, size_of
from app.storage.workspace import Transaction

HEADQUARTERS = ("headquarters", "dstwg_national")
EMPTY_PACKAGE = 2_400
"""Bytes of a package without changes: encryption, manifest, card."""


class BoardRow(msgspec.Struct, frozen=True):
    """One person: how many changesets behind, when last heard from (a moment, "" for never), rough bytes
    to send."""

    person: PersonRow
    behind: int
    heard_at: str
    size: int

    @property
    def up_to_date(self) -> bool:
        """Whether the person said they have all that is here."""
        return bool(self.heard_at) and self.behind == 0


def board(desk: Desk) -> list[BoardRow]:
    """Return everyone of the area but the person here, those furthest behind last."""
    with desk.workspace.read() as connection:
        words = heard(connection)
        held = spaces(connection)
        rows = [
            _row(desk, connection, person, [word for word in words if word.sign_key == person.key], held)
            for person in people(desk)
            if not person.me and person.status != "removed"
        ]
    return sorted(rows, key=lambda row: (row.behind, row.person.name))


def _row(
    desk: Desk, connection: Transaction, person: PersonRow, words: list[Heard], held: list[str]
) -> BoardRow:
    behind, size = 0, 0
    for space in _spaces_for(desk, person):
        if space not in held:
            continue
        vectors = [word.vector for word in words if word.space == space]
        wanted = bounds_unsigned(connection, space, minimum(vectors))
        behind += count(wanted)
        size += size_of(connection, wanted)
    heard_at = max((word.heard_at for word in words), default="")
    return BoardRow(person, behind, heard_at, size + EMPTY_PACKAGE if behind else 0)


def _spaces_for(desk: Desk, person: PersonRow) -> tuple[str, ...]:
    """Headquarters holds no group space."""
    if person.role in HEADQUARTERS:
        return (desk.network, "country")
    return (desk.network, desk.group, "country")
