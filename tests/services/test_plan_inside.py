"""Plan data that anybody may have written: read, or refused in a sentence."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from services.example import example_desk

from app.foundation.errors import UserError
from app.models.kinds.review import FrozenVersion
from app.services import plan_inside as inside
from app.services.desk import Desk
from app.services.documents import manuscript
from app.services.papers.content import content_hash
from app.services.plan_inside import plan_inside
from app.services.plan_reading import reading
from app.words.catalogue import Words


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    made = example_desk(tmp_path_factory.mktemp("inside"))
    yield made
    made.close()


@pytest.fixture(scope="module")
def content(desk: Desk) -> bytes:
    return manuscript(desk).content


def refusal(data: bytes) -> str:
    with pytest.raises(UserError) as told:
        plan_inside(data, None, "en", frozen=True)
    assert not Words("ar").refusal(told.value).startswith("refusal.")
    return told.value.code


@pytest.mark.parametrize(
    "data",
    [
        b"", b"null", b"[]", b"{}", b"\xff\xfe", b"{" * 100_000, b"[" * 100_000 + b"]" * 100_000,
        b'{"format":1,"plan":7,"version":"1","records":{}}',
        b'{"format":1,"plan":"x","version":"1","records":{}}',
        b'{"format":1,"plan":"x","version":"1","records":[1,2]}',
        b'{"format":1,"plan":"x","version":"1","records":{"plan":[{"id":["x"]}]}}',
        b'{"format":1,"plan":"x","version":"1","records":{"plan":' + b"[" * 60_000 + b"]" * 60_000 + b"}}",
    ],
)  # fmt: skip
def test_what_is_no_plan_is_refused(data: bytes) -> None:
    assert refusal(data) == "plan_data_malformed"


def test_data_of_a_newer_program(content: bytes) -> None:
    assert refusal(content.replace(b'"format":1', b'"format":2', 1)) == "plan_of_newer_program"


def test_a_flood_of_records_is_refused_unread() -> None:
    flood = b'{"format":1,"plan":"x","version":"1","records":{"plan":[' + b"{}," * 300_000 + b"{}]}}"
    assert refusal(flood) == "plan_too_large"


def test_kinds_and_fields_of_another_program_are_left_out(content: bytes) -> None:
    data = json.loads(content)
    data["records"]["moon"] = [{"id": "m", "phase": "full"}]
    data["records"]["plan"][0]["weather"] = {"rain": [1]}
    assert plan_inside(json.dumps(data).encode(), None, "ar", frozen=True).relation == "alone"


ODD: st.SearchStrategy[Any] = st.one_of(
    st.none(), st.booleans(), st.integers(-(2**70), 2**70), st.floats(allow_nan=False), st.just("9" * 400),
    st.sampled_from(["", "\u202e\u0000", "2026-02-31", "not a day", "1e999", "-", "<b>&amp;", "x" * 2_000]),
    st.lists(st.text(max_size=5), max_size=3), st.just({"a": {"b": 1}}),
)  # fmt: skip


def outcome(data: bytes) -> str:
    try:
        found = plan_inside(data, None, "ar", frozen=False)
    except UserError as error:
        return error.code
    return "shown" if list(reading(found.document, Words("ar"))) else "empty"


@settings(max_examples=50, deadline=None)
@given(st.data())
def test_odd_values_are_shown_or_refused(content: bytes, data: st.DataObject) -> None:
    """Whatever stands in a field: a plan to read, or a refusal with a sentence; never anything else."""
    plan = json.loads(content)
    for _ in range(data.draw(st.integers(1, 4))):
        kind = data.draw(st.sampled_from(sorted(plan["records"])))
        record = data.draw(st.sampled_from(plan["records"][kind]))
        record[data.draw(st.sampled_from(sorted(record)))] = data.draw(ODD)
    assert outcome(json.dumps(plan).encode()) in ("shown", "plan_data_malformed")


def version(desk: Desk, number: str, digest: str, day: str) -> str:
    with desk.write("plan.freeze") as unit:
        return unit.add(
            FrozenVersion, plan=manuscript(desk).plan.id, number=number, content_hash=digest, draft=False,
            frozen_at=f"{day}T08:00:00Z",
        )  # fmt: skip


def test_same_older_newer_apart_and_foreign(desk: Desk, content: bytes) -> None:
    def relation(data: bytes = content, frozen: bool = True) -> str:
        return plan_inside(data, desk, "en", frozen=frozen).relation

    assert (relation(), relation(frozen=False)) == ("newer", "draft")
    made = [version(desk, "1.0", content_hash(content), "2026-04-01")]
    assert relation() == "same"
    made.append(version(desk, "2.0", "ab" * 32, "2026-04-02"))
    found = plan_inside(content, desk, "en", frozen=True)
    assert (found.relation, found.newest) == ("older", "2.0")
    assert found.comparison is not None
    assert found.comparison.same
    other = manuscript(desk, version="2.0").content
    assert relation(other) == "apart"
    assert relation(manuscript(desk, version="3.0").content) == "newer"
    plan_id = manuscript(desk).plan.id.encode()
    assert relation(content.replace(plan_id, plan_id[::-1])) == "foreign"
    with desk.write("plan.freeze") as unit:
        for one in made:
            unit.remove(FrozenVersion, one)


def test_numbers_are_compared_as_numbers() -> None:
    assert inside._order("10.0") > inside._order("9.1") > inside._order("9.0")
    assert inside._order("٣.x") <= inside._order("9" * 12 + ".1") or inside._order("x") == ()
