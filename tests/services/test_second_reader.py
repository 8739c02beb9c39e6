"""The document is enough: a second reader, written from it alone, lists the values that the desk shows."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from services.laptops import WORDS, Laptop, bring_everyone_up_to_date, found

from app.models.kinds.country import Place
from app.models.kinds.inside import Stakeholder, StakeholderView
from app.models.kinds.plan import Activity, Paragraph, Plan, Section, Target
from app.models.record import Merge
from app.models.registry import KINDS, describe, owned_kinds
from app.services.packing import Parcel, make_package
from app.sync.request import Request
from tests.sync import second_reader
from tests.sync.stranger import words_to_identity


@pytest.fixture
def told(tmp_path: Path) -> Iterator[Laptop]:
    """Dalia's laptop after everything that can happen to a value has happened among three."""
    dalia, omar, nadia = laptops = found(tmp_path, "Omar", "Nadia")
    with dalia.use().write("plan.begin") as unit:
        shared, removed, kept = (unit.add(Activity, title_en=f"Activity {number}") for number in range(3))
        for activity in (shared, removed, kept):
            unit.add(Target, activity=activity, unit="households", value="10")
        section = unit.add(Section, plan=dalia.desk.records(Plan)[0].id, key="context_overview")
        first = unit.add(Paragraph, section=section, language="en", text="First")
        unit.add(Place, pcode="IQX1", name_en="Hamlet")
        elder = unit.add(Stakeholder, name_en="Elder")
        unit.add(StakeholderView, stakeholder=elder, influence="2")
    _withheld(dalia, shared)
    bring_everyone_up_to_date(laptops, tmp_path)
    _apart(omar, shared, removed, kept, first)
    _apart(nadia, shared, "", "", first)
    with dalia.use().write("activity.edit") as unit:
        unit.set(Target, dalia.desk.records(Target, activity=kept)[0].id, value="12")
        unit.set(Activity, shared, title_en="Wells", groups=("stayee",))
    dalia.desk.undo()
    dalia.desk.redo()
    with dalia.desk.write("activity.edit") as unit:
        unit.set(Activity, shared, title_ar="آبار")
    bring_everyone_up_to_date(laptops, tmp_path / "..")
    dalia.use().undo()
    yield dalia
    for laptop in laptops:
        laptop.use().close()


def _withheld(dalia: Laptop, activity: str) -> None:
    """A mistyped title and its correction, before anything leaves."""
    for title in ("Mistyped", "Schools"):
        with dalia.use().write("activity.edit") as unit:
            unit.set(Activity, activity, title_en=title, groups=("returnee",))


def _apart(laptop: Laptop, shared: str, removed: str, kept: str, first: str) -> None:
    """What one person does without knowing of the others."""
    with laptop.use().write("activity.edit") as unit:
        unit.set(Activity, shared, title_en=f"By {laptop.name}", groups=("returnee", "stayee"))
        unit.set(Paragraph, first, text=f"First by {laptop.name}")
        unit.set(Place, laptop.desk.records(Place)[0].id, name_en=f"Hamlet of {laptop.name}")
        unit.set(
            Stakeholder, laptop.desk.records(Stakeholder)[0].id, verified_on=f"2026-03-0{len(laptop.name)}"
        )
    for activity in filter(None, (removed, kept)):
        with laptop.desk.write("activity.remove") as unit:
            unit.remove(Activity, activity)


def shown(laptop: Laptop) -> dict[str, Any]:
    """Return the rows of all tables, without empty cells: as the second reader tells records."""
    rows: dict[str, Any] = {}
    with laptop.use().workspace.read() as connection:
        for kind in KINDS:
            for row in connection.exec_driver_sql(f"SELECT * FROM record_{kind}").mappings():
                cells = {name: _value(kind, name, value) for name, value in row.items() if value is not None}
                rows[row["id"]] = {"kind": kind, **cells, "alive": bool(row["alive"])}
                del rows[row["id"]]["id"]
    return rows


def _value(kind: str, name: str, value: object) -> object:
    field = describe(kind).fields.get(name)
    if field is None:
        return value
    if field.rule.merge is Merge.SET:
        return json.loads(str(value))
    return bool(value) if field.json_type is bool else value


def told_by(path: Path, identity: str) -> tuple[dict[str, Any], set[tuple[str, str]]]:
    records, conflicts = second_reader.tables(second_reader.read(path, identity)[1])
    for row in records.values():
        for name, value in [*row.items()]:
            if value is None:
                del row[name]
            elif isinstance(value, list):
                row[name] = sorted(value)
    return records, conflicts


def packages(laptop: Laptop, folder: Path) -> Iterator[tuple[Path, str]]:
    """Yield a whole package for six words and one for a person's key, with what opens each."""
    make_package(laptop.use(), Parcel(words=WORDS), folder / "words.masar")
    yield folder / "words.masar", words_to_identity(WORDS)
    asked = Request(laptop.desk.identity_card(), "", "2026-03-14T09:30:00Z", {})
    make_package(laptop.desk, Parcel(to=("Dalia",), request=asked), folder / "key.masar")
    yield folder / "key.masar", laptop.desk.identity().age_identity


def test_a_second_reader_lists_the_same_values(told: Laptop, tmp_path: Path) -> None:
    open_here = {(conflict.record, conflict.field) for conflict in told.conflicts()}  # type: ignore[attr-defined]
    rows = shown(told)
    for path, identity in packages(told, tmp_path):
        records, conflicts = told_by(path, identity)
        assert records == rows
        assert conflicts == open_here
    fields = {field for _, field in open_here}
    assert fields == {"title_en", "text", "name_en", "alive"}
    assert sorted(row["alive"] for row in rows.values() if row["kind"] == "activity") == [False, True, True]


def test_the_story_held_a_value_back(told: Laptop, tmp_path: Path) -> None:
    path, identity = next(packages(told, tmp_path))
    _, changesets = second_reader.read(path, identity)
    everything = json.dumps([changes for _, _, changes in changesets])
    assert "Mistyped" not in everything
    assert "Schools" in everything


def test_the_document_names_every_owner_and_every_field_without_conflict() -> None:
    """The reader takes both from the document, and so does everybody who has nothing else."""
    owned = {(field, kind) for owner in KINDS for kind, field in owned_kinds(owner)}
    assert owned == {(field, kind) for field, kinds in second_reader.OWNED.items() for kind in kinds}
    latest = {
        name
        for kind in KINDS
        for name, field in describe(kind).fields.items()
        if field.rule.merge is Merge.LATEST
    }
    assert latest == set(second_reader.LATEST)


def test_the_second_reader_stays_small_and_knows_nothing_of_the_program() -> None:
    text = Path(second_reader.__file__).read_text("utf-8")
    assert len(text.splitlines()) < 150
    assert not re.search(r"^\s*(from|import) app\b", text, re.MULTILINE)
