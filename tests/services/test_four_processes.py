"""Each neighbouring process from a new workspace to its PDF: steps get done by what is recorded."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from services.laptops import CHEAP

from app.models.codes import CODE_LISTS
from app.models.kinds.area import AreaDecision
from app.models.kinds.inside import Stakeholder, StakeholderView
from app.models.kinds.meetings import Commitment, Consultation, Meeting
from app.models.kinds.people import CoordinationMechanism, Member, Organisation
from app.models.kinds.plan import (
    Activity,
    Agreement,
    JointActivity,
    JointShare,
    Target,
)
from app.models.kinds.review import FrozenVersion, ReviewRound, Signoff
from app.process.checks import run_checks
from app.process.checks.finding import Context
from app.process.definition import process_of
from app.process.readiness import blocking
from app.process.steps import step_states
from app.services.desk import Desk
from app.services.documents import plan_pdf
from app.services.framework_work import add_project, align
from app.services.freezing import freeze
from app.services.opening import Newcomer, create_workspace
from app.services.plan_text import add_paragraph
from app.services.views.plan_text import plan_text
from app.words.catalogue import Words

OTHERS = CODE_LISTS["process"][1:]


@pytest.fixture(params=OTHERS)
def desk(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    monkeypatch.setenv("MASAR_DATA_DIR", str(tmp_path / "data"))
    who = Newcomer("Dalia", "Hand in Hand", "focal_point")
    made = create_workspace(
        tmp_path / "w.masarw", "IQG15Q07", who, None, costs=CHEAP, process=request.param
    ).desk
    yield made
    made.close()


def write_outline(desk: Desk) -> None:
    scope = process_of(desk.book()).scope
    for section in (*scope.required, *(one for one in scope.sections if one == "national_plan_relation")):
        add_paragraph(desk, section, "en", f"What is said of {section}.")


def plan_activity(desk: Desk, framework: str, nodes: tuple[str, ...]) -> str:
    with desk.write("activity.add") as unit:
        lead = unit.add(Organisation, name_en="Agency", type="40")
        made = unit.add(
            Activity, title_en="Advice", title_ar="مشورة", code="A-001", lead=lead, status="proposed",
            starts=desk.today, ends=desk.today, no_counterpart_reason="Done by the agencies themselves.",
        )  # fmt: skip
        unit.add(Target, activity=made, unit="sessions", value="3")
    for node in nodes:
        align(desk, framework, node, "activity", made)
    return made


def integrated_framework(desk: Desk) -> None:
    with desk.write("records") as unit:
        unit.add(Member, name_en="Second planner", role="focal_point", started=desk.today)
        for level in ("national", "headquarters"):
            unit.add(CoordinationMechanism, name_en=f"Forum, {level}", level=level)
        unit.add(
            Consultation, title_en="Joint assessment", joint=True, status="finished", risks="Delay.",
            opportunities="A new government.", options="Two.", recommendation="The first.",
        )  # fmt: skip
    plan_activity(desk, "isf_element", ("results",))


def joint_programme(desk: Desk) -> None:
    with desk.write("records") as unit:
        two = tuple(unit.add(Organisation, name_en=f"Agency {n}", type="40") for n in (1, 2))
        joint = unit.add(
            JointActivity, title_en="Housing together", lead=two[0], organisations=two, integration_level="2",
            modality="pass_through", administrative_agent=two[0], steering_body="Committee", budget="100",
        )  # fmt: skip
        for organisation, amount in zip(two, ("60", "40"), strict=True):
            unit.add(
                JointShare, joint_activity=joint, organisation=organisation, role="inside", amount=amount
            )
        unit.add(
            Agreement, title_en="Document", joint_activity=joint, type="joint_programme_doc", status="signed"
        )
    plan_activity(desk, "joint_programme", ("results",))


def priority_zone(desk: Desk) -> None:
    know_actors(desk)
    with desk.write("records") as unit:
        unit.add(AreaDecision, decision="selected", rationale_en="Conflict and will.", decided_on=desk.today)
        for level in ("national", "governorate"):
            compact = unit.add(Agreement, title_en=f"Compact, {level}", type="compact", level=level,
                               status="validated")  # fmt: skip
            for engagement in ("financial", "legislative", "political"):
                unit.add(
                    Commitment, text_en=f"{level} {engagement}", type=engagement, agreement=compact,
                    role="partner", due="2099-01-01", status="made",
                )  # fmt: skip
    align(desk, "issss", "projects", "project", add_project(desk, "Roads", "en"))
    plan_activity(desk, "issss", ("pillar_dialogue",))


def security_sector(desk: Desk) -> None:
    know_actors(desk)
    with desk.write("records") as unit:
        unit.add(Meeting, title_en="Committee", type="security_committee", status="held", held_on=desk.today)
    plan_activity(desk, "ssr", ("strategic", "technical", "operational", "before_elections"))


def know_actors(desk: Desk) -> None:
    with desk.write("records") as unit:
        unit.add(Meeting, title_en="Governor", type="authority_meeting", status="held", held_on=desk.today)
        for kind in ("11", "community_structure", "22"):
            actor = unit.add(Stakeholder, name_en=f"Actor {kind}", type=kind)
            unit.add(StakeholderView, stakeholder=actor, author=desk.person, influence="3", interest="3")


WALKS = {
    "integrated_framework": (integrated_framework, 5),
    "joint_programme": (joint_programme, 4),
    "priority_zone": (priority_zone, 4),
    "security_sector": (security_sector, 3),
}


def done(desk: Desk) -> list[int]:
    states = step_states(process_of(desk.book()), desk.book(), desk.today)
    return [one.number for one in states if one.status == "done"]


def pages(data: bytes) -> str:
    with pypdfium2.PdfDocument(BytesIO(data)) as document:
        return "\n".join(page.get_textpage().get_text_bounded() for page in document)


def test_from_a_new_workspace_to_its_document(desk: Desk) -> None:
    process = process_of(desk.book())
    assert done(desk) == []
    fill, drafted = WALKS[process.id]
    fill(desk)
    write_outline(desk)
    assert done(desk) == list(range(1, drafted + 1))
    assert [one.code for one in blocking(run_checks(desk.book(), Context(desk.today)))] == []
    with desk.write("records") as unit:
        plan = plan_text(desk.book()).plan
        unit.add(ReviewRound, plan=plan, status="closed", closed_on=desk.today)
    version = freeze(desk, draft=False, languages=("en", "ar"))
    with desk.write("records") as unit:
        unit.add(
            Signoff, version=version, name_en="Head", role="partner", decision="endorse",
            signed_on=desk.today, content_hash=desk.records(FrozenVersion)[0].content_hash,
        )  # fmt: skip
    if process.step_with("plan_signed") is None:
        assert done(desk)[-1] == drafted + 1
    words, text = Words("en"), pages(plan_pdf(desk, "en"))
    for heading in process.scope.required:
        assert words.code("section_key", heading) in text
    assert words.say(process.title) in text
    assert "Response approach" not in text
    assert len(pages(plan_pdf(desk, "ar"))) > 500
