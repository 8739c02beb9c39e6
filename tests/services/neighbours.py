"""An invented country that goes through the four neighbouring processes, up to the draft of each document."""

from __future__ import annotations

import tomllib
from pathlib import Path

from app.models.kinds.area import AreaDecision
from app.models.kinds.inside import Stakeholder, StakeholderView
from app.models.kinds.meetings import Commitment, Consultation, Meeting
from app.models.kinds.people import CoordinationMechanism, Member, Organisation
from app.models.kinds.plan import (
    Activity,
    Agreement,
    CostShare,
    Indicator,
    JointActivity,
    JointShare,
    Target,
)
from app.models.kinds.review import FrozenVersion, ReviewRound, Signoff
from app.process.definition import process_of
from app.services.desk import Desk
from app.services.framework_work import add_project, align
from app.services.plan_text import add_paragraph
from app.services.views.plan_text import plan_text

TEXTS = tomllib.loads((Path(__file__).parents[1] / "data/neighbours.toml").read_text(encoding="utf-8"))
WORK = (
    (
        "Repair of homes with legal aid",
        "ترميم المساكن مع العون القانوني",
        "2026-01-15",
        "2026-11-30",
        "households",
    ),
    (
        "Civil documents by mobile office",
        "وثائق مدنية عبر مكتب متنقل",
        "2026-03-01",
        "2027-02-28",
        "documents",
    ),
    (
        "Training of committees that settle disputes",
        "تدريب لجان فض النزاعات",
        "2026-06-01",
        "2026-09-30",
        "sessions",
    ),
    (
        "Outreach on rights and services",
        "التوعية بالحقوق والخدمات",
        "2026-10-01",
        "2027-06-30",
        "individuals",
    ),
)
NAMES = (
    ("Shelter Agency", "وكالة المأوى", "40"),
    ("Rights Agency", "وكالة الحقوق", "40"),
    ("Fund for Youth", "صندوق الشباب", "40"),
    ("Ministry of Planning", "وزارة التخطيط", "10"),
    ("Joint Mission", "البعثة المشتركة", "40"),
)


def fill(desk: Desk) -> None:
    """Do everything of the process of this workspace up to its draft."""
    process = process_of(desk.book())
    {
        "integrated_framework": integrated_framework,
        "joint_programme": joint_programme,
        "priority_zone": priority_zone,
        "security_sector": security_sector,
    }[process.id](desk)


def write_texts(desk: Desk) -> None:
    """Write every section in English and Arabic."""
    for section, texts in TEXTS[process_of(desk.book()).id].items():
        for language, text in zip(("en", "ar"), texts, strict=True):
            add_paragraph(desk, section, language, text)


def organisations(desk: Desk) -> tuple[str, ...]:
    """Add the organisations and return their ids."""
    with desk.write("records") as unit:
        return tuple(unit.add(Organisation, name_en=en, name_ar=ar, type=kind) for en, ar, kind in NAMES)


def work(
    desk: Desk, ids: tuple[str, ...], nodes: tuple[tuple[str, ...], ...], joint: str | None = None
) -> None:
    """Add the activities; each answers nodes of the framework of the process."""
    framework = process_of(desk.book()).scope.framework
    made = []
    with desk.write("records") as unit:
        for place, (en, ar, starts, ends, measured) in enumerate(WORK):
            activity = unit.add(
                Activity,
                code=f"A-{place + 1:03}",
                title_en=en,
                title_ar=ar,
                starts=starts,
                ends=ends,
                lead=ids[place % 3],
                partners=(ids[(place + 1) % 3],),
                government_counterpart=ids[3],
                status="committed",
                origin="new",
                budget=str(100_000 * (place + 1)),
                currency="USD",
                donor="Peace fund",
                gender_marker="2",
                youth_marker="1",
                joint_activity=joint,
            )
            unit.add(Target, activity=activity, unit=measured, value=str(300 * (place + 1)))
            made.append(activity)
    for place, activity in enumerate(made):
        for node in nodes[place % len(nodes)]:
            align(desk, framework, node, "activity", activity)


def integrated_framework(desk: Desk) -> None:
    ids = organisations(desk)
    with desk.write("records") as unit:
        unit.add(
            Member, name_en="Second planner", name_ar="المخطط الثاني", role="focal_point", started=desk.today
        )
        for en, ar, level, rhythm in (
            ("Integrated task force", "فرقة العمل المتكاملة", "headquarters", "every two months"),
            ("Senior leadership forum", "منتدى القيادة العليا", "national", "monthly"),
            ("Area working group", "الفريق العامل للمنطقة", "area", "every two weeks"),
        ):
            unit.add(
                CoordinationMechanism,
                name_en=en,
                name_ar=ar,
                level=level,
                frequency=rhythm,
                chair="Head of mission",
                organisations=ids[:3],
                terms="Decides on joint priorities and follows results.",
            )
        unit.add(
            Consultation,
            title_en="Strategic assessment 2026",
            title_ar="التقييم الاستراتيجي 2026",
            joint=True,
            status="finished",
            held_on="2026-01-20",
            organisations=ids[:3],
            summary_en="One reading of causes, actors and priorities.",
            summary_ar="قراءة واحدة للأسباب والجهات الفاعلة والأولويات.",
            risks="Delay of the elections.",
            opportunities="A new provincial government.",
            options="Go on as before; plan together.",
            recommendation="Plan together.",
        )
        unit.add(
            CostShare,
            post="Deputy head of mission and resident coordinator",
            hats="double",
            item="staff",
            mission="120000",
            coordinator_system="120000",
            currency="USD",
        )
        unit.add(
            CostShare,
            post="Deputy head of mission and resident coordinator",
            hats="double",
            item="travel",
            shared_budget="30000",
            currency="USD",
        )
    write_texts(desk)
    work(desk, ids, (("areas", "results"), ("results",)))


def joint_programme(desk: Desk) -> None:
    ids = organisations(desk)
    with desk.write("records") as unit:
        joint = unit.add(
            JointActivity,
            code="J-001",
            title_en="Homes and rights together",
            title_ar="بيوت وحقوق معاً",
            lead=ids[0],
            organisations=ids[:3],
            national_partner=ids[3],
            integration_level="2",
            modality="pass_through",
            administrative_agent=ids[0],
            convening_agent=ids[1],
            steering_body_en="Steering committee",
            programme_manager="Programme manager",
            budget="1000000",
            currency="USD",
            purpose_en="Repair without rights does not last, rights without homes help nobody.",
            purpose_ar="لا يدوم الترميم بلا حقوق، ولا تنفع الحقوق بلا بيوت.",
            resource_mobilisation_en="One appeal to donors each year.",
            staffing_en="Six posts, two of them seconded.",
            integration_arrangements_en="One office and shared vehicles; each keeps its own systems.",
        )
        for place, (amount, role) in enumerate(
            (("500000", "inside"), ("300000", "inside"), ("200000", "outside"))
        ):
            unit.add(
                JointShare,
                joint_activity=joint,
                organisation=ids[place],
                role=role,
                amount=amount,
                instrument="Country programme document",
                reference=f"CPD-{place + 1}",
            )
        for en, ar, kind in (
            ("Programme document", "وثيقة البرنامج", "joint_programme_doc"),
            ("Memorandum on fund management", "مذكرة إدارة الأموال", "mou_fund_mgmt"),
        ):
            unit.add(
                Agreement,
                title_en=en,
                title_ar=ar,
                joint_activity=joint,
                type=kind,
                status="in_negotiation",
                organisations=ids[:4],
            )
        unit.add(
            Indicator,
            name_en="Households living in repaired homes",
            name_ar="أسر تسكن بيوتاً مرممة",
            unit="percent",
            target="80",
            frequency="every quarter",
            owner_organisation=ids[0],
            collection_plan="Household survey in spring.",
            compared=("displaced", "non_displaced"),
        )
    write_texts(desk)
    work(desk, ids, (("results", "work_plan"), ("results",)), joint)


def know_actors(desk: Desk) -> None:
    """Rate one actor of each kind and meet the authority."""
    with desk.write("records") as unit:
        unit.add(Meeting, title_en="Governor", type="authority_meeting", status="held", held_on="2026-02-10")
        for kind in ("11", "community_structure", "22", "parliament"):
            actor = unit.add(Stakeholder, name_en=f"Actor {kind}", type=kind)
            unit.add(StakeholderView, stakeholder=actor, author=desk.person, influence="3", interest="3")


def priority_zone(desk: Desk) -> None:
    ids = organisations(desk)
    know_actors(desk)
    with desk.write("records") as unit:
        unit.add(
            AreaDecision, decision="selected", rationale_en="Conflict and will.", decided_on="2026-01-10"
        )
        for en, ar, level in (
            ("Compact with the national government", "ميثاق مع الحكومة الوطنية", "national"),
            ("Compact with the province", "ميثاق مع المحافظة", "governorate"),
        ):
            compact = unit.add(
                Agreement,
                title_en=en,
                title_ar=ar,
                type="compact",
                level=level,
                status="validated",
                validated_on=desk.today,
                authority=ids[3],
                organisations=(ids[4], ids[0]),
                priorities_en="Dialogue on pasture; state offices open again; safe roads.",
                priorities_ar="حوار على المراعي، وإعادة فتح الدوائر، وطرق آمنة.",
                in_return_en="The mission escorts officials; donors pay for offices and wells.",
                in_return_ar="ترافق البعثة الموظفين، ويموّل المانحون الدوائر والآبار.",
            )
            for kind, said, spoken in (
                (
                    "financial",
                    "A budget line for salaries of local staff",
                    "بند في الموازنة لرواتب الموظفين المحليين",
                ),
                ("legislative", "A decree on pasture rights", "مرسوم بشأن حقوق الرعي"),
                ("political", "Monthly talks with both communities", "محادثات شهرية مع المجتمعين"),
            ):
                unit.add(
                    Commitment,
                    text_en=said,
                    text_ar=spoken,
                    type=kind,
                    agreement=compact,
                    organisation=ids[3],
                    role="government",
                    due="2099-01-01",
                    status="made",
                    counterpart_obligation="The mission provides transport.",
                )
    project = add_project(desk, "Market road", "en")
    align(desk, "issss", "projects", "project", project, status="aligned")
    write_texts(desk)
    work(desk, ids, (("pillar_dialogue",), ("pillar_security",), ("pillar_state",), ("pillar_recovery",)))
    promised = desk.records(Commitment)
    with desk.write("records") as unit:
        for one in promised:
            unit.set(Commitment, one.id, activities=tuple(a.id for a in desk.records(Activity))[:1])


def security_sector(desk: Desk) -> None:
    ids = organisations(desk)
    know_actors(desk)
    with desk.write("records") as unit:
        unit.add(
            Member, name_en="Second planner", name_ar="المخطط الثاني", role="focal_point", started=desk.today
        )
        unit.add(
            Meeting, title_en="Committee", type="security_committee", status="held", held_on="2026-02-20"
        )
        unit.add(
            CoordinationMechanism,
            name_en="Working group on the security sector",
            level="national",
            name_ar="الفريق العامل المعني بقطاع الأمن",
            chair="Head of mission",
            organisations=ids[:3],
        )
    write_texts(desk)
    nodes = (
        ("strategic", "before_elections"),
        ("technical", "before_elections"),
        ("operational", "parliament", "civil_society"),
        ("outreach", "after_elections"),
    )
    work(desk, ids, nodes)
    with desk.write("records") as unit:
        for one in desk.records(Activity):
            unit.set(Activity, one.id, due_diligence="Vetting of trainees; a report every quarter.")


def review(desk: Desk) -> None:
    """Hold one round of review and close it."""
    with desk.write("records") as unit:
        plan = plan_text(desk.book()).plan
        unit.add(ReviewRound, plan=plan, status="closed", closed_on=desk.today)


SIGNERS = {
    "integrated_framework": ("mission", "country_team"),
    "joint_programme": ("organisation", "organisation", "organisation", "national_authority"),
    "priority_zone": ("governor", "abc_focal_point", "abc_focal_point"),
    "security_sector": ("mission", "abc_focal_point", "abc_focal_point"),
}


def sign(desk: Desk) -> None:
    """Enter the sign-offs that the process asks for on the last version."""
    version = desk.records(FrozenVersion)[-1]
    known = {one.name_en: one.id for one in desk.records(Organisation)}
    ids = [known[name] for name, _, _ in NAMES]
    with desk.write("records") as unit:
        for place, role in enumerate(SIGNERS[process_of(desk.book()).id]):
            unit.add(
                Signoff,
                version=version.id,
                name_en=f"Signatory {place}",
                role=role,
                decision="endorse",
                signed_on=desk.today,
                content_hash=version.content_hash,
                organisation=ids[place],
            )
        for one in desk.records(Agreement):
            unit.set(Agreement, one.id, status="signed", signed_on=desk.today)
