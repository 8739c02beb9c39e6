"""Headquarters with two areas in one file: guidance and deadlines reach the area they are for."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest
from cli.calling import WHO, Laptop, laptop

PLACES = {"Dalia": "IQG15Q07", "Salim": "IQG15Q08"}


@pytest.fixture(scope="module")
def both_areas(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the laptops of two areas, and that of headquarters which joined both."""
    folder = tmp_path_factory.mktemp("both-areas")
    with pytest.MonkeyPatch.context() as patch:
        for name in ("MASAR_DATA_DIR", "LC_ALL", "SIX"):
            patch.setenv(name, "")
        founded(folder)
    return folder


@pytest.fixture
def three(both_areas: Path, tmp_path: Path) -> tuple[Laptop, ...]:
    """Return copies of the laptops of Dalia, Salim and headquarters."""
    shutil.copytree(both_areas, tmp_path, dirs_exist_ok=True)
    return tuple(laptop(tmp_path, name) for name in (*PLACES, "Huda"))


def founded(folder: Path) -> None:
    """Make the two areas; headquarters joins both and says hello."""
    huda = laptop(folder, "Huda")
    huda.file.parent.mkdir()
    for name, place in PLACES.items():
        founder = laptop(folder, name)
        founder.file.parent.mkdir()
        role = ("--role", "focal_point", "--no-passphrase")
        founder("new", "FILE", "--area", place, "--person", name, *WHO, *role)
        package = folder / f"{name}.masar"
        invited = ("--new-words", "--invite", "--role", "headquarters", "--json")
        words = founder("package", "make", "FILE", "-o", package, *invited).data["words"]
        os.environ["SIX"] = "-".join(words)
        joining = ("--person", "Huda", *WHO, "--role", "headquarters", "--words-env", "SIX")
        huda("join", "FILE", package, *joining, "--no-passphrase")
        hello = folder / f"hello-{name}.masar"
        huda("package", "make", "FILE", "-o", hello, "--to", name, "--area", place)
        founder.take(hello)


def test_one_file_holds_both_areas_without_the_groups_own_spaces(three):
    _, _, huda = three
    areas = {one["code"]: one["id"] for place in PLACES.values() for one in listed(huda, "area", place)}
    assert set(areas) == set(PLACES.values())
    spaces = set(huda.state()["spaces"])
    assert {f"area/{area}/network" for area in areas.values()} <= spaces
    assert not any(space.endswith("/group") for space in spaces)


def listed(one: Laptop, kind: str, area: str) -> list[dict[str, object]]:
    return list(one("record", "list", "FILE", kind, "--area", area, "--json").data)


def test_a_deadline_reaches_the_area_it_is_for_and_nothing_of_the_other(three, tmp_path):
    dalia, salim, huda = three
    salim("record", "add", "FILE", "risk", "--data", '{"title_en": "Only here"}')
    package = tmp_path / "salim.masar"
    salim("package", "make", "FILE", "-o", package, "--to", "Huda")
    huda.take(package)
    assert [one["title_en"] for one in listed(huda, "risk", "IQG15Q08")] == ["Only here"]
    assert listed(huda, "risk", "IQG15Q07") == []
    deadline = {"title_en": "First draft", "due": "2030-12-01", "step": "draft", "areas": ["IQG15Q07"]}
    huda("record", "add", "FILE", "deadline", "--data", json.dumps(deadline), "--area", "IQG15Q07")
    package = tmp_path / "dalia.masar"
    huda("package", "make", "FILE", "-o", package, "--to", "Dalia")
    report = dalia.take(package)
    assert report["by_kind"]["new"] == {"deadline": 1}
    assert listed(dalia, "deadline", "IQG15Q07")[0]["title_en"] == "First draft"
    assert listed(dalia, "risk", "IQG15Q07") == []
    assert all(
        "group" in space or "network" in space or space == "country" for space in dalia.state()["spaces"]
    )
    assert len({space.split("/")[1] for space in dalia.state()["spaces"] if "/" in space}) == 1


def test_a_deadline_for_an_area_nobody_knows_is_refused(three):
    huda = three[2]
    deadline = {"title_en": "Draft", "due": "2030-12-01", "areas": ["Atlantis"]}
    ended = huda("record", "add", "FILE", "deadline", "--data", json.dumps(deadline), status=2)
    assert "no area" in ended.err
    assert "Atlantis" in ended.err
    assert listed(huda, "deadline", "IQG15Q07") == []


def test_steps_tell_what_headquarters_sent_for_this_area(three, tmp_path):
    dalia, _, huda = three
    for kind, data in (
        (
            "deadline",
            {"title_en": "First draft", "due": "2030-12-01", "step": "draft", "areas": ["IQG15Q07"]},
        ),
        ("deadline", {"title_en": "Not yours", "due": "2030-12-01", "step": "draft", "areas": ["IQG15Q08"]}),
        ("guidance", {"title_en": "Consult women too", "issued_by": "DSTWG"}),
    ):
        huda("record", "add", "FILE", kind, "--data", json.dumps(data), "--area", "IQG15Q07")
    package = tmp_path / "dalia.masar"
    huda("package", "make", "FILE", "-o", package, "--to", "Dalia")
    dalia.take(package)
    said = dalia("steps", "FILE").out
    assert "Headquarters wrote: Consult women too (DSTWG)" in said
    assert "! Headquarters wants this by 1 Dec 2030: First draft" in said
    assert "Not yours" not in said
    steps = dalia("steps", "FILE", "--json").data
    draft = next(step for step in steps if step["id"] == "draft")
    assert [one["title"] for one in draft["sent"] if one["kind"] == "deadline"] == ["First draft"]


def test_an_answer_about_one_of_several_areas_says_which(three):
    huda = three[2]
    told = huda("record", "list", "FILE", "risk")
    assert "one of the 2 areas in this file" in told.err
    assert huda("record", "list", "FILE", "risk", "--area", "IQG15Q08").err == ""
    assert three[0]("record", "list", "FILE", "risk").err == ""
