"""A package of a newer version is taken, handed on byte for byte, and takes effect after the upgrade."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import msgspec
import pytest

from app.models.changeset import Line, arrived, encode, read_line
from app.models.kinds.plan import Activity, Risk
from app.models.values import problems
from app.services.opening import open_workspace
from app.storage import migrations, parsing, workspace
from app.storage.understanding import fields_of, not_understood
from tests.services.forging import resign
from tests.services.laptops import CHEAP, Laptop, inside
from tests.services.test_hostile_packages import Case

SALT = "ab" * 16
FLOODS, QUAD = (f"01a20717-0000-7000-8000-00000000000{number}" for number in (1, 2))
NEWER = (
    {"k": "risk", "r": FLOODS, "f": "alive", "v": True},
    {"k": "risk", "r": FLOODS, "f": "title_en", "v": "Floods", "s": SALT, "later": {"why": [1]}},
    {"k": "drone", "r": QUAD, "f": "alive", "v": True},
    {"k": "drone", "r": QUAD, "f": "title_en", "v": "Quad", "s": SALT},
    {"k": "activity", "r": "a9", "f": "alive", "v": True},
    {"k": "activity", "r": "a9", "f": "title_en", "v": "Roads", "s": SALT},
    {"k": "activity", "r": "a9", "f": "description_en", "v": "Three roads", "s": SALT},
    {"k": "activity", "r": "a9", "f": "colour", "v": "red", "s": SALT},
    {"k": "activity", "r": "a9", "f": "status", "v": "teleported"},
)
"""What a newer version writes: a kind and a field that this one knows after its upgrade, others that it never
does, a code nobody knows, and something more in a change."""


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    made = Case(tmp_path)
    yield made
    for laptop in (made.dalia, made.omar, made.nadia):
        laptop.use().close()


def newer_package(case: Case) -> Path:
    """Return a package that Omar makes with a newer version."""
    made = case.parts
    last = arrived(read_line(made.lines[-1]))
    head = msgspec.json.decode(read_line(made.lines[-1]).h)
    head |= {
        "n": last.header.n + 1,
        "l": last.header.l + 1,
        "b": last.hash,
        "c": [],
        "d": "drone.fly",
        "q": [1],
    }
    changes = tuple(msgspec.json.encode(change).decode() for change in NEWER)
    made.lines.append(encode(Line(msgspec.json.encode(head).decode(), changes)))
    made.manifest |= {"format": [1, 5], "rules": 9, "later": {"a": 1}}
    resign(made, case.own, case.replica)
    return case.sealed(made)


def older(monkeypatch: pytest.MonkeyPatch) -> None:
    """Know neither risks nor the description of an activity, as an older version would."""

    def known(kind: str, place: str) -> Mapping[str, type]:
        fields = {} if kind == "risk" else dict(fields_of(kind, place))
        fields.pop("description_en", None)
        return fields

    monkeypatch.setattr(parsing, "fields_of", known)


def upgraded(monkeypatch: pytest.MonkeyPatch, laptop: Laptop) -> None:
    """Close the file and open it with a version whose schema is one number higher."""
    laptop.use().close()
    monkeypatch.setattr(parsing, "fields_of", fields_of)
    higher = migrations.SCHEMA + 1
    for module in (workspace, migrations):
        monkeypatch.setattr(module, "SCHEMA", higher)
    monkeypatch.setattr(migrations, "STEPS", {**migrations.STEPS, higher: ""})
    monkeypatch.setattr(migrations, "statements", lambda _number: [])
    laptop.desk = open_workspace(laptop.file, None, costs=CHEAP).desk


def unread(laptop: Laptop) -> int:
    with laptop.use().workspace.read() as connection:
        return not_understood(connection)


def roads(laptop: Laptop) -> Activity:
    return next(one for one in laptop.use().records(Activity) if one.title_en == "Roads")


def test_it_is_taken_handed_on_and_takes_effect_after_the_upgrade(
    case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = newer_package(case)
    sent = next(line for line in inside(case.dalia, package).splitlines() if "drone.fly" in line)
    older(monkeypatch)
    report = case.dalia.take(package)
    assert report.new["activity"] == 2
    assert "risk" not in report.new
    assert roads(case.dalia).description_en is None
    assert [problem.field for problem in problems(roads(case.dalia)) if problem.rule == "not_in_list"] == [
        "status"
    ]
    assert unread(case.dalia) == 6

    relayed = case.dalia.pack(case.folder / "relayed.masar", "Nadia")
    assert sent in inside(case.nadia, relayed).splitlines()
    monkeypatch.setattr(parsing, "fields_of", fields_of)
    case.nadia.take(relayed)
    assert [one.title_en for one in case.nadia.use().records(Risk)] == ["Floods"]
    assert roads(case.nadia).description_en == "Three roads"

    upgraded(monkeypatch, case.dalia)
    assert [one.title_en for one in case.dalia.use().records(Risk)] == ["Floods"]
    assert roads(case.dalia).description_en == "Three roads"
    assert roads(case.dalia).status == "teleported"
    assert unread(case.dalia) == unread(case.nadia) == 3
    assert case.dalia.state() == case.nadia.state() == case.dalia.rebuilt()


def test_an_upgrade_that_was_killed_is_done_to_its_end(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    older(monkeypatch)
    case.dalia.take(newer_package(case))

    def killed(_connection: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(workspace, "take_up_understood", killed)
        with pytest.raises(KeyboardInterrupt):
            upgraded(monkeypatch, case.dalia)
    case.dalia.desk = open_workspace(case.dalia.file, None, costs=CHEAP).desk
    assert [one.title_en for one in case.dalia.use().records(Risk)] == ["Floods"]
