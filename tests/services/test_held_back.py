"""A corrected value stays gone when its correction is undone after sending, whatever copies still have it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from services.exchange_laws import check_all
from services.exchange_moves import back_up, edit_title, fork, put_back
from services.exchange_world import Seat, World, world

from app.models.kinds.plan import Activity
from app.services.packing import Parcel


@pytest.fixture
def met() -> Iterator[World]:
    made = world()
    yield made
    made.close()


def title(seat: Seat) -> str | None:
    return seat.use() and seat.desk.records(Activity)[0].title_en


def mistype(met: World) -> Seat:
    """Dalia mistypes a title; her file is copied or backed up by the caller before she corrects it."""
    dalia = met.seat(0)
    edit_title(met, dalia, 0, "mistyped")
    return dalia


def correct_and_undo(met: World, dalia: Seat) -> None:
    """The correction is sent, then taken back, and that is sent too."""
    edit_title(met, met.before(dalia, 0), 0, "right")
    met.carry(dalia, 0, met.seats[1])
    met.before(dalia, 0).desk.undo()
    met.carry(dalia, 0, met.seats[1])


def test_a_restored_backup_drops_it(met: World) -> None:
    dalia = mistype(met)
    back_up(met, dalia)
    correct_and_undo(met, dalia)
    put_back(met, met.before(dalia, 0))
    assert title(dalia) == "networkA mistyped"
    check_all(met)
    assert {title(seat) for seat in met.seats[:3]} == {"networkA 0"}


def test_whoever_got_it_from_a_copy_drops_it(met: World) -> None:
    dalia = mistype(met)
    fork(met, dalia)
    correct_and_undo(met, dalia)
    nadia = met.seats[2]
    made = met.pack(met.before(met.seats[-1], 0), Parcel(to=("Nadia",)))
    met.take(nadia, made)
    assert title(nadia) == "networkA mistyped"
    check_all(met)
    assert {title(seat) for seat in (*met.seats[:3], met.seats[-1])} == {"networkA 0"}
