"""Each neighbouring process from a new workspace to its PDF: steps get done by what is recorded."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from services.laptops import CHEAP
from services.neighbours import fill, review, sign

from app.models.codes import CODE_LISTS
from app.models.kinds.review import FrozenVersion
from app.process.checks import run_checks
from app.process.checks.finding import Context
from app.process.definition import process_of
from app.process.readiness import blocking
from app.process.steps import step_states
from app.services.desk import Desk
from app.services.documents import plan_pdf
from app.services.freezing import freeze
from app.services.opening import Newcomer, create_workspace
from app.words.catalogue import Words

DRAFTED = {"integrated_framework": 5, "joint_programme": 4, "priority_zone": 4, "security_sector": 3}
SIGNED = {name: number + 1 for name, number in DRAFTED.items()}
TABLES = {
    "integrated_framework": (
        "The four required elements",
        "complete: 4 of 4",
        "Integrated task force",
        "120,000",
    ),
    "joint_programme": (
        *("Document register", "CPD-2", "Total", "30%", "Q1–Q4 2026", "Ministry of Planning"),
        "takes responsibility for its part of the agreed results",
    ),
    "priority_zone": ("A decree on pasture rights", "Legislative", "Market road", "Aligned"),
    "security_sector": ("Human-rights due diligence", "Parliament", "Before elections"),
}
"""What the document of each process holds besides its texts."""


QUICK = ("integrated_framework", "joint_programme")
EACH = [
    pytest.param(one, marks=() if one in QUICK else pytest.mark.slow) for one in CODE_LISTS["process"][1:]
]


@pytest.fixture(params=EACH)
def desk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Desk]:
    who = Newcomer("Dalia", "Hand in Hand", "focal_point")
    made = create_workspace(
        tmp_path / "w.masarw", "IQG15Q07", who, None, costs=CHEAP, process=request.param
    ).desk
    yield made
    made.close()


def done(desk: Desk) -> list[int]:
    states = step_states(process_of(desk.book()), desk.book(), desk.today)
    return [one.number for one in states if one.status == "done"]


def pages(data: bytes) -> str:
    with pypdfium2.PdfDocument(BytesIO(data)) as document:
        return " ".join("\n".join(page.get_textpage().get_text_bounded() for page in document).split())


def test_from_a_new_workspace_to_its_document(desk: Desk) -> None:
    process = process_of(desk.book())
    assert done(desk) == []
    fill(desk)
    assert done(desk) == list(range(1, DRAFTED[process.id] + 1))
    assert [one.code for one in blocking(run_checks(desk.book(), Context(desk.today)))] == []
    review(desk)
    freeze(desk, draft=False, languages=("en", "ar"))
    assert SIGNED[process.id] not in done(desk)
    sign(desk)
    assert SIGNED[process.id] in done(desk)
    words, text = Words("en"), pages(plan_pdf(desk, "en"))
    for heading in process.scope.required:
        assert words.code("section_key", heading) in text
    for said in (words.say(process.title), *TABLES[process.id]):
        assert said in text
    assert "of this document" in text
    assert "Response approach" not in text
    assert "Durable Solutions Technical Working Group" not in text
    assert len(pages(plan_pdf(desk, "ar"))) > 500


def test_who_must_sign_stands_on_the_page_and_with_the_version(desk: Desk) -> None:
    fill(desk)
    version = freeze(desk, draft=True, languages=("en",))
    found = desk.find(FrozenVersion, version)
    assert found is not None
    fields = {one.partition("=")[0] for one in found.expected_signatories}
    assert (
        fields
        == {
            "integrated_framework": {"mission", "country_team"},
            "joint_programme": {"government", "organisation_1", "organisation_2", "organisation_3"},
            "priority_zone": {"government", "focal_point_1"},
            "security_sector": {"mission", "focal_point_1", "focal_point_2"},
        }[process_of(desk.book()).id]
    )
