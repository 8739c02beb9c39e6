"""Answering a request file: who asks for what, and the parcel that gives it to them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from app.foundation.errors import UserError
from app.services.desk import Desk
from app.services.packing import Parcel, Preview, preview_package
from app.services.rosters import Rosters, roster
from app.storage.chains import spaces
from app.storage.staging import blob_sizes
from app.sync.request import Request, read_request


@dataclass(frozen=True, slots=True)
class Asked:
    """A request as the person who answers sees it: who asks, when, and what a package for them would hold.

    `wanted` attached files were asked for, `missing` of them are not here either.
    """

    name: str
    organisation: str
    created: str
    request: Request
    preview: Preview
    wanted: int
    missing: int

    @property
    def parcel(self) -> Parcel:
        """What to pack for whoever asks."""
        return parcel_for(self.request)


def parcel_for(request: Request) -> Parcel:
    """Return the parcel that answers a request: exactly what is lacking, for the one who asks."""
    return Parcel(to=(request.card.signing_key,), request=request)


def _is_known_elsewhere(desk: Desk, request: Request) -> bool:
    """Whether somebody stands on the roster of another area of this file that they ask about."""
    with desk.workspace.read() as connection:
        rosters, held = Rosters(connection), spaces(connection)
        return any(
            request.card.signing_key in rosters.trusted(space) for space in request.vectors if space in held
        )


def read_asked(desk: Desk, path: Path) -> Asked:
    """Return what a request file asks for. Raises UserError `not_a_request`, `request_damaged`,
    `request_from_stranger`, `asks_of_another_area`, and as `preview_package`; PlaceError.
    """
    request = read_request(path)
    person = roster(desk).persons.get(request.card.signing_key)
    if person is None or not person.trusted:
        if _is_known_elsewhere(desk, request):
            raise UserError("asks_of_another_area", name=request.card.name)
        raise UserError(
            "request_from_stranger", name=request.card.name, organisation=request.card.organisation
        )
    preview = preview_package(desk, parcel_for(request))
    with desk.workspace.read() as connection:
        here = blob_sizes(connection)
    missing = sum(digest not in here for digest in request.wanted)
    name = str(person.values.get("name_en") or "") or request.card.name
    return Asked(
        name, request.card.organisation, request.created, request, preview, len(request.wanted), missing
    )
