"""A copied file that two people go on with: who takes both is told, and sees it again in the lists."""

from __future__ import annotations

import shutil
from pathlib import Path

from cli.calling import Laptop

FORKED = "Omar’s work went on in two copies of one file"


def plain(text: str) -> str:
    return text.replace("\u2068", "").replace("\u2069", "")


def branches(laptops: list[Laptop], folder: Path) -> tuple[Path, Path]:
    """Return packages to Nadia from Omar and from a copy of his file and data folder, each gone on apart."""
    omar = laptops[1]
    shutil.copytree(omar.file.parent, folder / "twin")
    twin = Laptop("Omar", folder / "twin" / "work.masarw")
    for one, title in ((omar, "Wells"), (twin, "Roads")):
        one("record", "add", "FILE", "activity", "--data", f'{{"title_en": "{title}"}}')
    return omar.pack(folder / "one.masar", "Nadia"), twin.pack(folder / "two.masar", "Nadia")


def test_a_member_who_takes_both_branches_is_told_once(laptops: list[Laptop], tmp_path: Path) -> None:
    nadia = laptops[2]
    one, two = branches(laptops, tmp_path)
    assert nadia.take(one)["forks"] == []
    assert nadia("package", "inspect", "FILE", two, "--json").data["forks"] == ["Omar"]
    assert FORKED in plain(nadia("package", "take", "FILE", two).out)
    assert FORKED not in plain(nadia("package", "take", "FILE", two).out)


def test_the_lists_show_whose_laptop_went_on_in_two_copies(laptops: list[Laptop], tmp_path: Path) -> None:
    nadia = laptops[2]
    for package in branches(laptops, tmp_path):
        nadia.take(package)
    for command in ("board", "person list"):
        lines = [one for one in nadia(*command.split(), "FILE").out.splitlines() if "two copies" in one]
        assert len(lines) == 1
        assert "Omar" in lines[0]
