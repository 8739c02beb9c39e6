from __future__ import annotations

import pytest

from app.models.book import Book
from app.models.kinds.meetings import Commitment, Consultation
from app.models.kinds.plan import (
    Activity,
    Agreement,
    Alignment,
    FrameworkAnswer,
    Indicator,
    OutsideProject,
    OwnFramework,
    Paragraph,
    Plan,
    Section,
)
from app.models.record import Record
from app.process.alignment import NodeCoverage, coverage
from app.process.nodes import built_in, framework_named
from tests.process.books import make

ELEMENTS = ("assessment_findings", "peace_priorities", "integrated_areas", "results_responsibilities")


def written(*keys: str) -> list[Record]:
    """Return a plan in which sections say something."""
    sections = [make(Section, f"s-{key}", plan="plan", key=key) for key in keys]
    texts = [make(Paragraph, f"p-{key}", section=f"s-{key}", language="en", text="Said.") for key in keys]
    return [make(Plan, "plan", cycle="2026"), *sections, *texts]


def at(framework: str, node: str, *records: Record) -> NodeCoverage:
    found = coverage(Book(records), built_in(framework)).at(node)
    assert found is not None
    return found


def aligned(node: str, framework: str = "ssr", **fields: object) -> Alignment:
    return make(Alignment, f"al-{node}", framework=framework, code=node, **{"status": "aligned", **fields})


@pytest.mark.parametrize("there", range(5))
def test_an_integrated_strategic_framework_is_complete_only_at_four_of_four(there: int) -> None:
    found = coverage(Book(written(*ELEMENTS[:there])), built_in("isf_element"))
    assert len(found.missing) == 4 - there
    assert found.complete is (there == 4)


def test_saying_that_the_plan_is_aligned_is_not_enough_without_saying_how() -> None:
    said, shown = aligned("vision"), aligned("vision", explanation="Section two.")
    assert at("ssr", "vision", said).state == "partly"
    assert at("ssr", "vision", shown).state == "covered"


def test_an_aligned_activity_covers_a_node_until_it_is_cancelled() -> None:
    link = aligned("technical", activity="a1")
    assert at("ssr", "technical", link, make(Activity, "a1", title_en="Advice")).activities == ("a1",)
    assert at("ssr", "technical", link, make(Activity, "a1", status="cancelled")).state == "none"


def test_an_objective_of_an_activity_is_its_alignment() -> None:
    activity = make(Activity, "a1", objective="SO2", other_objectives=("SO4",), iasc=("4",))
    assert [at("so", node, activity).state for node in ("SO2", "SO4", "SO5")] == [
        "covered",
        "covered",
        "none",
    ]
    assert at("iasc", "4", activity).activities == ("a1",)


def test_an_indicator_is_evidence_for_its_criterion() -> None:
    assert at("iasc", "3", make(Indicator, "i1", iasc="3")).evidence == ("i1",)


def test_a_reason_stands_where_nothing_covers() -> None:
    reason = make(
        FrameworkAnswer, "r1", framework="iasc", code="6", not_addressed_reason="No separated families."
    )
    found = at("iasc", "6", reason)
    assert (found.state, found.reason) == ("reason", "No separated families.")
    assert at("iasc", "6", reason, make(Activity, "a1", iasc=("6",))).state == "covered"


def test_a_project_that_could_be_joined_up_counts_in_part() -> None:
    project = make(OutsideProject, "x1", title_en="Roads")
    could = aligned("projects", "issss", project="x1", status="alignable")
    assert at("issss", "projects", project, could).state == "partly"
    assert at("issss", "projects", project, aligned("projects", "issss", project="x1")).projects == ("x1",)
    assert at("issss", "projects", aligned("projects", "issss", project="x1", status="not")).state == "none"


def test_an_engagement_counts_at_the_level_of_its_compact() -> None:
    compact = make(Agreement, "g1", type="compact", level="governorate", status="in_negotiation")
    promise = make(Commitment, "c1", type="financial", agreement="g1")
    assert at("issss", "provincial_financial", compact, promise).evidence == ("c1",)
    assert at("issss", "national_financial", compact, promise).state == "none"
    assert at("issss", "provincial_validated", compact).state == "none"
    assert at("issss", "provincial_validated", make(Agreement, "g1", type="compact", level="governorate",
              status="validated")).state == "covered"  # fmt: skip


def test_a_joint_assessment_says_what_it_found() -> None:
    bare = make(Consultation, "k1", joint=True, status="finished")
    full = make(Consultation, "k1", joint=True, status="finished", risks="Some", opportunities="Others")
    assert at("iap", "assessment_joint", bare).state == "covered"
    assert at("iap", "assessment_risks", bare).state == "none"
    assert at("iap", "assessment_risks", full).state == "covered"
    assert at("iap", "assessment", full).state == "partly"


def test_a_node_is_covered_when_all_beneath_it_are() -> None:
    sections = written("national_vision", "institutional_capacities", "assistance_coordination")
    assert at("ssr", "priorities", *sections).state == "covered"
    assert at("ssr", "priorities", *written("national_vision")).state == "partly"
    assert at("ssr", "levels", *sections).state == "none"


def test_a_framework_that_requires_nothing_is_never_complete() -> None:
    assert coverage(Book([make(Activity, "a1", objective="SO1")]), built_in("so")).complete is False


def test_an_own_framework_is_told_apart_by_its_record() -> None:
    head = 'id = "mine"\nsource = "us"\ntitle_en = "Mine"'
    text = f'{head}\n[[nodes]]\nid = "one"\ntitle_en = "One"\nrequired = true'
    record = make(OwnFramework, "f1", key="mine", definition=text)
    other = make(Alignment, "l1", framework="own", own_framework="f2", code="one", explanation="Else.")
    own = make(Alignment, "l2", framework="own", own_framework="f1", code="one", explanation="Here.")
    book = Book([record, other])
    assert coverage(book, framework_named(book, "mine")).complete is False
    book = Book([record, own])
    assert coverage(book, framework_named(book, "mine")).complete is True
