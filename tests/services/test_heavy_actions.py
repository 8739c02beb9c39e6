"""However much one action enters, its changesets are light enough to travel."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.models.changeset import LONGEST_CHANGE, LONGEST_LINE, MOST_CHANGES, Change, Line, encode, read_line
from app.models.kinds.area import Location
from app.models.kinds.plan import Activity
from app.models.registry import KINDS, describe
from app.services.taking import take_package
from tests.services.laptops import Laptop, found, inside


@pytest.fixture
def laptops(tmp_path: Path) -> list[Laptop]:
    return found(tmp_path, "Omar")


def sent(laptops: list[Laptop], out: Path) -> list[str]:
    """Hand what the first did to the second. Returns the lines that travelled."""
    dalia, omar = laptops
    package = dalia.pack(out, omar.name)
    take_package(omar.use(), package, backup=False)
    assert omar.state() == dalia.state()
    return inside(omar, package).splitlines()


def test_thousands_of_locations_travel_and_are_undone_as_one(laptops: list[Laptop], tmp_path: Path) -> None:
    desk = laptops[0].use()
    with desk.write("location.add") as unit:
        for number in range(4_000):
            names = {"name_en": f"Village {number}", "name_ar": f"قرية {number}"}
            unit.add(Location, **names, role="return", type="village")
    lines = [line for line in sent(laptops, tmp_path / "all.masar") if '\\"location\\"' in line]
    assert len(lines) > 1
    assert all(len(line.encode()) < LONGEST_LINE and len(read_line(line).c) < MOST_CHANGES for line in lines)
    assert len(laptops[1].use().records(Location)) == 4_000
    laptops[0].use().undo()
    assert laptops[0].use().records(Location) == []
    sent(laptops, tmp_path / "undone.masar")
    assert laptops[1].use().records(Location) == []
    laptops[0].use().redo()
    assert len(laptops[0].use().records(Location)) == 4_000


def test_long_texts_of_one_action_travel(laptops: list[Laptop], tmp_path: Path) -> None:
    text = "😀\n\"'\\" * 4_000
    with laptops[0].use().write("activity.add") as unit:
        for _ in range(100):
            unit.add(Activity, title_en="Wells", description_en=text)
    lines = [line for line in sent(laptops, tmp_path / "long.masar") if "Wells" in line]
    assert len(lines) > 1
    assert max(len(line.encode()) for line in lines) < LONGEST_LINE


def test_the_longest_text_of_all_fits() -> None:
    longest = max(field.rule.limit for kind in KINDS for field in describe(kind).fields.values())
    change = encode(
        Change(k="k" * 64, r="r" * 64, f="f" * 64, v="\n" * longest, x=("a" * 32,) * 9, s="0" * 32)
    )
    assert len(change) < LONGEST_CHANGE
    assert len(encode(Line("{}", (change,)))) < LONGEST_LINE
