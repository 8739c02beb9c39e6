"""Rules that say in the definition what they look at."""

from __future__ import annotations

import pytest

from app.models.book import Book
from app.models.kinds.area import Area
from app.models.kinds.plan import Agreement, Alignment, JointActivity, Paragraph, Plan, Section
from app.models.kinds.review import Report
from app.models.record import Record
from app.process.gates import GATES
from app.process.reasons import Reason, View
from tests.process.books import TODAY, make


def judged(rule: str, *records: Record, **params: object) -> Reason:
    return GATES[rule](View(Book(records), TODAY), **params)


def written(*keys: str) -> list[Record]:
    sections = [make(Section, f"s-{key}", plan="plan", key=key) for key in keys]
    texts = [make(Paragraph, f"p-{key}", section=f"s-{key}", language="en", text="Said.") for key in keys]
    return [make(Plan, "plan", cycle="2026"), *sections, *texts]


@pytest.mark.parametrize(("sent", "met"), [([], "no"), ([None], "no"), (["2026-05-01"], "partly"),
                                           (["2026-05-01", "2026-04-01"], "yes")])  # fmt: skip
def test_so_many_records_as_the_definition_says(sent: list[str | None], met: str) -> None:
    reports = [make(Report, f"r{i}", sent_on=day) for i, day in enumerate(sent)]
    found = judged("recorded", *reports, says="progress_told", kind="report", least=2, sent_on="*")
    assert (found.code, found.met, found.jump.page) == ("gate.progress_told", met, "monitoring")


def test_sections_of_the_plan() -> None:
    found = judged("sections_written", *written("roadmap"), sections=("roadmap", "risk"))
    assert (found.met, found.records) == ("partly", ("s-roadmap",))
    assert judged("sections_written", *written("roadmap"), sections=("roadmap",)).met == "yes"
    assert judged("sections_written", sections=("roadmap",)).met == "no"


def test_the_outline_of_the_process() -> None:
    area = make(Area, "area", process="integrated_framework")
    found = judged("outline_written", area, *written("peace_priorities"))
    assert (found.met, found.params["count"]) == ("partly", 1)
    assert judged("outline_written", area).met == "no"


def test_nodes_of_a_framework() -> None:
    link = make(Alignment, "l", framework="ssr", code="vision", explanation="Section two.")
    found = judged("nodes_covered", link, framework="ssr", nodes=("vision",))
    assert (found.met, found.params["total"]) == ("yes", 1)
    found = judged("nodes_covered", link, framework="ssr")
    assert (found.met, found.params["count"], found.params["total"]) == ("partly", 1, 3)


JOINT = make(
    JointActivity, "j", lead="a", organisations=("a", "b"), integration_level="2", modality="parallel",
    steering_body_en="Committee",
)  # fmt: skip


def test_a_joint_activity_is_arranged_when_nothing_lacks() -> None:
    assert judged("joint_arranged", JOINT).met == "yes"
    assert judged("joint_arranged", JOINT, make(JointActivity, "k", lead="a")).met == "partly"
    assert judged("joint_arranged").met == "no"


def test_the_programme_document_is_among_the_signed_agreements() -> None:
    document = make(Agreement, "d", joint_activity="j", type="joint_programme_doc", status="signed",
                    signed_on="2026-05-01")  # fmt: skip
    memo = make(Agreement, "m", joint_activity="j", type="mou_fund_mgmt", status="signed")
    draft = make(Agreement, "n", joint_activity="j", type="service_agreement", status="draft")
    other = make(Agreement, "o", type="compact", status="draft")
    found = judged("agreements_signed", document, memo, other)
    assert (found.met, found.on) == ("yes", "2026-05-01")
    assert judged("agreements_signed", document, draft).met == "partly"
    assert judged("agreements_signed", memo).met == "partly"
    assert judged("agreements_signed", other).met == "no"
