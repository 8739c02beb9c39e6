"""A corrected value stays gone when its correction is undone after sending, whatever copies still have it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from services.exchange_laws import check_all
from services.exchange_moves import back_up, edit_title, fork, put_back, remove, set_target
from services.exchange_world import Seat, World, world

from app.models.changeset import MARK, Change, read_header
from app.models.kinds.plan import Activity
from app.services.packing import Parcel
from app.storage.conflicts import conflicts
from app.storage.held_back import HELD_BACK, drop_held_back, named_in
from app.storage.markers import own_heads


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


def test_a_copy_that_takes_the_correction_back_itself_drops_it_too(met: World) -> None:
    dalia = mistype(met)
    edit_title(met, met.before(dalia, 0), 0, "right")
    fork(met, dalia)
    met.carry(met.before(dalia, 0), 0, met.seats[1])
    copy, nadia = met.seats[-1], met.seats[2]
    met.before(copy, 0).desk.undo()
    assert title(copy) == "networkA mistyped"
    met.take(nadia, met.pack(met.before(copy, 0), Parcel(to=("Nadia",))))
    assert title(nadia) == "networkA mistyped"
    check_all(met)
    assert {title(seat) for seat in (*met.seats[:3], copy)} == {"networkA 0"}


def test_what_is_held_back_is_named_once_and_builds_on_nothing(met: World) -> None:
    dalia, omar = mistype(met), met.seats[1]
    met.carry(met.before(omar, 0), 0, dalia)
    edit_title(met, met.before(dalia, 0), 0, "right")
    before = own(dalia)
    met.carry(dalia, 0, omar)
    met.carry(dalia, 0, omar)
    assert own(dalia) == before + 1
    with dalia.use().workspace.read() as connection:
        header = connection.exec_driver_sql(
            "SELECT header FROM changeset WHERE action = ?", (HELD_BACK,)
        ).scalar_one()
    assert not read_header(header).c
    dalia.desk.undo()
    assert title(dalia) == "networkA 0"


def own(seat: Seat) -> int:
    """How many changesets this laptop wrote."""
    with seat.use().workspace.read() as connection:
        return sum(number for number, _ in own_heads(connection, seat.desk.author().replica).values())


def test_places_that_are_no_numbers_are_passed_over() -> None:
    said = Change(k=MARK, r="3", f=HELD_BACK, v="2 x 0 -1 \u0663 99999999999999999999 1.5")
    assert named_in(said) == {0, 2}
    assert named_in(Change(k=MARK, r="3", f=HELD_BACK, v=True)) == set()


def test_what_says_whose_word_counts_is_never_dropped(met: World) -> None:
    with met.seats[0].use().workspace.trial() as connection:
        rows = connection.exec_driver_sql("SELECT id FROM changeset").scalars().all()
        for row in rows:
            drop_held_back(connection, row, range(100))
        left = connection.exec_driver_sql(
            "SELECT kind, count(body) AS whole, count(*) AS said FROM change GROUP BY kind"
        ).fetchall()
    whole = {kind for kind, here, said in left if here == said}
    assert {"#begin", "area", "person", "steward"} <= whole
    assert "activity" not in {kind for kind, here, _ in left if here}


@pytest.mark.parametrize("owned", [False, True])
def test_what_keeps_a_removed_record_leaves_although_it_was_corrected(met: World, owned: bool) -> None:
    """Held back, it would keep the record here and nowhere else: the correction knows of the removal."""
    dalia, omar = met.seats[:2]

    def edit(value: int) -> None:
        met.before(dalia, 0)
        set_target(met, dalia, 0, value) if owned else edit_title(met, dalia, 0, str(value))
        met.confirm(dalia)

    edit(1)
    met.carry(dalia, 0, omar)
    edit(2)
    remove(met, met.before(omar, 0), Activity, 0)
    met.confirm(omar)
    met.carry(omar, 0, dalia)
    edit(3)
    met.carry(dalia, 0, omar)
    with omar.use().workspace.read() as connection:
        assert [one.field for one in conflicts(connection)] == ["alive"]
    check_all(met)
