"""A hostile package may not cost this computer its memory: at most 150 MB above the start."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from app.models.changeset import Change, Header, Line, arrived, encode, read_header, read_line
from tests.services.forging import resign
from tests.services.hostile_forms import (
    LARGE,
    TOO_LARGE,
    crowded_by_backslashes,
    crowded_line,
    crowded_titles,
    longish_text,
)
from tests.services.test_hostile_packages import (
    Case,
    bomb,
    costly_passphrase,
    deeply_nested,
    hidden_bomb,
    junk_lines,
    short_lines,
)

MOST = 150_000_000
CHILD = """
import sys
from pathlib import Path
from benchmarks.taking import memory
from app.foundation.errors import UserError
from app.services.taking import take_package
from services.laptops import CHEAP
from app.services.opening import open_workspace

desk = open_workspace(Path(sys.argv[1]), None, costs=CHEAP).desk
begun = memory()
said = []
for name in sys.argv[2:]:
    try:
        take_package(desk, Path(name), backup=False)
        said.append("taken")
    except UserError as refused:
        said.append(refused.code)
print(*said, memory() - begun)
"""


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    return Case(tmp_path_factory.mktemp("hostile"))


def above_the_start(case: Case, *paths: Path) -> tuple[list[str], int]:
    """Take packages in a program of its own. Returns what it said of each and by how many bytes it grew."""
    case.dalia.use().close()
    tests = Path(__file__).parents[1]
    done = subprocess.run(
        [sys.executable, "-c", CHILD, str(case.dalia.file), *map(str, paths)],
        capture_output=True, text=True, check=True, cwd=tests.parent,
        env={"MASAR_DATA_DIR": str(case.dalia.folder / "data"), "PYTHONPATH": f"{tests.parent}:{tests}"},
    )  # fmt: skip
    *said, grown = done.stdout.split()
    return said, int(grown)


def test_small_packages_that_would_take_much_cost_little(tmp_path: Path) -> None:
    """The cheapest forms, one after the other."""
    case = Case(tmp_path)
    forms = (crowded_line, crowded_by_backslashes, longish_text, crowded_titles)
    paths = [form(case).rename(tmp_path / form.__name__) for form in forms]
    said, grown = above_the_start(case, *paths)
    assert said == ["package_beyond_limits"] * len(forms)
    assert grown < MOST / 3


@pytest.mark.slow
@pytest.mark.parametrize("hostile", TOO_LARGE)
def test_what_is_beyond_limits_is_refused_before_memory_is_spent(
    tmp_path: Path, hostile: Callable[[Case], Path]
) -> None:
    case = Case(tmp_path)
    said, grown = above_the_start(case, hostile(case))
    assert said == ["package_beyond_limits"]
    assert grown < MOST / 3


@pytest.mark.slow
@pytest.mark.parametrize("large", LARGE)
def test_what_is_just_within_limits_is_taken_in_little_memory(
    tmp_path: Path, large: Callable[[Case], Path], record_property: Callable[[str, object], None]
) -> None:
    case = Case(tmp_path)
    said, grown = above_the_start(case, large(case))
    record_property("told", f"{large.__name__}: {grown / 1e6:.0f} MB above the start")
    assert said == ["taken"]
    assert grown < MOST


@pytest.mark.slow
@pytest.mark.parametrize(
    "hostile", [bomb, hidden_bomb, deeply_nested, junk_lines, short_lines, costly_passphrase]
)
def test_memory_stays_small(tmp_path: Path, hostile: Callable[[Case], Path]) -> None:
    case = Case(tmp_path)
    said, grown = above_the_start(case, hostile(case))
    assert said != ["taken"]
    assert grown < MOST


@pytest.mark.soak
def test_a_million_lines(tmp_path: Path, record_property: Callable[[str, object], None]) -> None:
    """A member who sends a million edits is a nuisance; they are taken, and memory stays small."""
    case = Case(tmp_path)
    said, grown = above_the_start(case, million(case, 1_000_000))
    record_property("told", f"a million lines: {grown / 1e6:.0f} MB above the start")
    assert said == ["taken"]
    assert grown < MOST


def million(case: Case, count: int) -> Path:
    made = case.parts
    header = read_header(read_line(made.lines[-1]).h)
    before = arrived(read_line(made.lines[-1]))
    digest, number, lamport = before.hash, header.n, header.l
    for place in range(count):
        number, lamport = number + 1, lamport + 1
        change = Change(k="activity", r=f"{place:032x}", f="title_en", v="A million", s="0" * 32)
        head = Header(v=1, p=header.p, w=header.w, n=number, b=digest, l=lamport)
        line = encode(Line(encode(head), (encode(change),)))
        digest = arrived(read_line(line)).hash
        made.lines.append(line)
    resign(made, case.own, case.replica)
    return case.sealed(made)
