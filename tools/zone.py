"""A compact with an authority and a joint activity, for the pictures of a priority-zone programme."""

from __future__ import annotations

from app.models.kinds.meetings import Commitment
from app.models.kinds.people import Organisation
from app.models.kinds.plan import Agreement, JointActivity
from app.services.desk import Desk

ENGAGEMENTS = (
    (
        *("financial", "A budget line for the salaries of local staff", "بند في الميزانية لرواتب الموظفين"),
        *("2026-03-31", "made"),
    ),
    ("legislative", "A decree on rights to pasture", "مرسوم بشأن حقوق الرعي", "2026-06-30", "made"),
    ("political", "Monthly talks with both communities", "حوار شهري مع المجتمعين", "2026-12-31", "fulfilled"),
)


def agree_on_a_compact(desk: Desk) -> None:
    """Add a compact that is in negotiation, its three engagements, and joint work whose shares fall short."""
    with desk.write("records") as unit:
        council = unit.add(Organisation, name_en="Provincial council", name_ar="مجلس المحافظة", type="11")
        mission = unit.add(Organisation, name_en="Joint Mission", name_ar="البعثة المشتركة", type="40")
        shelter = unit.add(Organisation, name_en="Shelter Agency", name_ar="وكالة المأوى", type="40")
        unit.add(
            Agreement,
            title_en="Compact with the province",
            title_ar="ميثاق مع المحافظة",
            type="compact",
            level="governorate",
            status="in_negotiation",
            authority=council,
            organisations=(mission, shelter),
            priorities_en="Dialogue on pasture; state offices open again; safe roads.",
            priorities_ar="حوار على المراعي، وإعادة فتح الدوائر، وطرق آمنة.",
            in_return_en="The mission escorts officials; donors pay for offices and wells.",
            in_return_ar="ترافق البعثة الموظفين، ويموّل المانحون الدوائر والآبار.",
        )
        unit.add(
            JointActivity,
            code="J-001",
            title_en="State offices and wells",
            title_ar="دوائر الدولة والآبار",
            lead=mission,
            organisations=(mission, shelter),
            modality="pooled",
            budget="300000",
            currency="USD",
        )
    compact = desk.records(Agreement)[0].id
    with desk.write("records") as unit:
        for kind, english, arabic, due, status in ENGAGEMENTS:
            unit.add(
                Commitment,
                type=kind,
                text_en=english,
                text_ar=arabic,
                due=due,
                status=status,
                organisation=council,
                agreement=compact,
            )
