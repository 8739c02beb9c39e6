"""Rosters are reckoned anew only when something was written that they follow from."""

from __future__ import annotations

from pathlib import Path

import pytest
from services.laptops import Laptop, found

from app.models.kinds.plan import Activity
from app.services import rosters
from app.services.people import find_person, make_steward


@pytest.fixture
def reckoned(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The spaces whose rosters were reckoned, none being kept from before."""
    asked: list[str] = []
    reckon = rosters._reckon

    def listened(connection, space, *rest):  # type: ignore[no-untyped-def]
        asked.append(space)
        return reckon(connection, space, *rest)

    monkeypatch.setattr(rosters, "_reckon", listened)
    monkeypatch.setattr(rosters, "_reckoned", rosters._Reckoned())
    return asked


def test_an_edit_leaves_the_roster_alone_and_a_steward_does_not(tmp_path: Path, reckoned: list[str]) -> None:
    dalia, omar = found(tmp_path, "Omar")
    assert _status(dalia, "Omar") == "invited"
    reckoned.clear()
    with dalia.use().write("activity.add") as unit:
        unit.add(Activity, title_en="Wells")
    assert _status(dalia, "Omar") == "invited"
    assert reckoned == []
    make_steward(dalia.desk, "Omar")
    assert _status(dalia, "Omar") == "steward"
    assert reckoned == [dalia.desk.network]
    for laptop in (dalia, omar):
        laptop.use().close()


def test_as_many_rosters_are_kept_as_a_country_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rosters, "KEPT_ROSTERS", 2)
    kept, made = rosters._Reckoned(), list[int]()
    for number in (1, 2, 1, 3, 1, 2):
        kept.get(number, lambda number=number: made.append(number) or object())  # type: ignore[misc,arg-type,return-value]
    assert made == [1, 2, 3, 2]


def _status(laptop: Laptop, name: str) -> str:
    return find_person(laptop.use(), name).status
