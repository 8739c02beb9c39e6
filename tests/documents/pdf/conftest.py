"""A plan of realistic size in English and Arabic, with invented people, organisations and figures."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256

import pytest

from app.documents.minutes_content import ActionPoint, AgendaItem, Decision, MinutesDocument, Voice
from app.documents.plan_content import (
    Activity,
    Block,
    Commitment,
    CoverageRow,
    Criterion,
    Fact,
    Figure,
    FiguresTable,
    Group,
    Indicator,
    Lesson,
    Objective,
    Part,
    PlanDocument,
    PriorityLocation,
    Reading,
    Risk,
    Signatory,
    Source,
)

TEXTS = {
    "en": {
        "title": "Plan of Action\nfor durable solutions",
        "area": "Sinjar and Al-Ba'aj",
        "group": "Area-based coordination group · Ninewa",
        "class": "For partners · no contact details inside",
        "lead": "About 54,000 people returned to or live displaced in the two districts. Most returned to "
        "villages where services were never rebuilt.",
        "long": "Returns slowed after 2021. Families name damaged housing, missing documents and the lack of "
        "water and schools as the main reasons (household survey, n = 646). People who never left face many "
        "of the same gaps, so the plan covers whole villages and not only those who were displaced. ",
        "bullet": "Housing of category 2 and 3 damage is the most named obstacle in 14 of 17 locations.",
        "quote": "We returned to our land, but not to our lives: the school is closed and the well is dry.",
        "place": "Al-Qairawan",
        "sub": "Al-Qairawan sub-district",
        "role": "Return",
        "high": "High",
        "why": "Rated high in round 12; 46% of houses damaged; no health centre within 15 km.",
        "people": "3,480 returnees",
        "activity": "Repair four wells and the main pump, and train two village committees to run them",
        "detail": "New · feasibility agreed with the directorate",
        "where": "Al-Qairawan, Sinuni",
        "lead_org": "Hand in Hand NGO",
        "partners": "Al-Rafidain Relief, UN agency",
        "government": "Directorate of Water",
        "target": "9,200 people, of whom 2,100 host community",
        "status": "Ongoing",
        "objective": "Equitable access to basic services",
        "reason": "Not addressed in this period: covered by the governorate's own programme.",
        "criterion": "Adequate standard of living",
        "indicator": "Children aged 6–11 who attend primary school",
        "unit": "% of children",
        "gap": "9 points, was 22",
        "commitment": "Open the second civil-status office two days a week and waive late-registration fees.",
        "by": "District administration of Sinjar",
        "kind": "Service delivery",
        "risk": "New arrivals exceed what repaired water points can supply",
        "mitigation": "Staged returns agreed monthly; two mobile units kept ready.",
        "owner": "Directorate of Water",
        "lesson": "Announce dates on paper",
        "lesson_text": "Families without phones missed the first registration days.",
        "source": "Training example, invented: household survey, September 2026, n = 646",
        "focal": "Focal point",
        "gov": "Government",
    },
    "ar": {
        "title": "خطة العمل\nللحلول الدائمة",
        "area": "سنجار والبعاج",
        "group": "مجموعة التنسيق على مستوى المنطقة · نينوى",
        "class": "للشركاء · لا تتضمن بيانات اتصال",
        "lead": "عاد نحو 54,000 شخص إلى القضاءين أو يعيشون فيهما نازحين. وقد عاد معظمهم إلى قرى لم تُعَد "
        "إليها الخدمات.",
        "long": "تباطأت العودة بعد عام 2021. وتذكر الأسر تضرر المساكن وفقدان الوثائق وقلة المياه والمدارس "
        "بوصفها الأسباب الرئيسة (مسح الأسر المعيشية، العدد = 646). ويواجه من لم ينزحوا كثيراً من الفجوات "
        "نفسها، ولذلك تشمل الخطة قرى بأكملها بالتعاون مع منظمة Hand in Hand NGO (فرع سنجار). ",
        "bullet": "تضرر المساكن من الفئتين 2 و3 هو أكثر العوائق ذكراً في 14 موقعاً من أصل 17.",
        "quote": "عدنا إلى أرضنا ولم نعد إلى حياتنا: المدرسة مغلقة والبئر جافة.",
        "place": "القيروان",
        "sub": "ناحية القيروان",
        "role": "عودة",
        "high": "عالية",
        "why": "شدة عالية في الجولة 12؛ 46% من المساكن متضررة؛ لا مركز صحي ضمن 15 كم.",
        "people": "3,480 عائداً",
        "activity": "إصلاح أربع آبار والمضخة الرئيسية وتدريب لجنتين من القرية على تشغيلها",
        "detail": "جديد · اتُّفق على الجدوى مع المديرية",
        "where": "القيروان، سنوني",
        "lead_org": "Hand in Hand NGO",
        "partners": "إغاثة الرافدين، وكالة أممية",
        "government": "مديرية الماء",
        "target": "9,200 شخص، منهم 2,100 من المجتمع المضيف",
        "status": "جارٍ",
        "objective": "الوصول المنصف إلى الخدمات الأساسية",
        "reason": "لم يُتناول في هذه الفترة: يشمله برنامج المحافظة.",
        "criterion": "مستوى معيشي لائق",
        "indicator": "الأطفال بعمر 6–11 سنة الملتحقون بالمدرسة الابتدائية",
        "unit": "% من الأطفال",
        "gap": "9 نقاط بعد أن كانت 22",
        "commitment": "فتح مكتب ثانٍ للأحوال المدنية يومين في الأسبوع والإعفاء من رسوم التسجيل المتأخر.",
        "by": "قائممقامية سنجار",
        "kind": "تقديم الخدمات",
        "risk": "تجاوز أعداد العائدين طاقة نقاط المياه المُصلَحة",
        "mitigation": "عودة مرحلية يُتفق عليها شهرياً؛ وحدتان متنقلتان في حالة جاهزية.",
        "owner": "مديرية الماء",
        "lesson": "الإعلان عن المواعيد ورقياً",
        "lesson_text": "فاتت أيام التسجيل الأولى الأسرَ التي لا تملك هواتف.",
        "source": "مثال تدريبي، بيانات مختلقة: مسح الأسر المعيشية، أيلول 2026، العدد = 646",
        "focal": "نقطة اتصال",
        "gov": "الحكومة",
    },
}
FACTS = {
    "en": (("Version", "1.0 final"), ("Agreed at", "Roundtable, 14 March 2026"),
           ("Under the lead of", "District administration of Sinjar")),
    "ar": (("النسخة", "1.0 نهائية"), ("اتُّفق عليها في", "المائدة المستديرة، 14 آذار 2026"),
           ("بقيادة", "قائممقامية سنجار")),
}  # fmt: skip
FIGURES = {
    "en": ("priority locations", "activities by 14 organisations",
           "returnees and displaced people concerned", "commitments, 8 by government"),
    "ar": ("موقعاً ذا أولوية", "نشاطاً لدى 14 جهة", "من العائدين والنازحين المعنيين",
           "التزاماً، 8 منها حكومية"),
}  # fmt: skip


def _activity(t: dict[str, str], number: int) -> Activity:
    month, year = number % 12 + 1, 2026 + number % 2
    return Activity(
        f"A-{number:03}", t["activity"] if number % 3 else t["activity"].split(" ")[0] + " 120",
        t["where"], t["lead_org"], t["partners"], t["government"], t["target"],
        f"2026-{month:02}-01", f"{max(year, 2026) + (month > 8)}-{(month + 4) % 12 + 1:02}-28", t["status"],
        ("good", "plain", "attention")[number % 3], t["detail"] if number % 2 else "", number % 8,
    )  # fmt: skip


def make_plan(
    language: str = "en", count: int = 30, frozen: bool = True, training: bool = True, **changes: object
) -> PlanDocument:
    t = TEXTS[language]
    per = count // 6
    objectives = tuple(
        Objective(
            f"SO{so}", t["objective"],
            tuple(_activity(t, so * 20 + i) for i in range(0 if so in (1, 8) else per)),
            t["reason"] if so == 1 else "",
        )
        for so in range(1, 9)
    )  # fmt: skip
    places = tuple(
        PriorityLocation(i, t["place"], t["sub"], t["role"], t["high"], t["people"], t["why"],
                         "attention" if i < 8 else "plain", (1,))
        for i in range(1, 18)
    )  # fmt: skip
    indicators = tuple(
        Indicator(f"I-{i:02}", t["indicator"], t["unit"], Reading("71%", 0.71), Reading("84%", 0.84),
                  Reading("93%", 0.93), t["gap"], "90%", "2026-09", "", (1,))
        for i in range(1, 4)
    )  # fmt: skip
    table = FiguresTable(
        t["indicator"], (t["place"], "2025", "2026"),
        ((t["place"], "1,200", "1,850"), (t["sub"], "11,480", "54,198")), frozenset({1, 2}), (1, 2),
    )  # fmt: skip
    prose = (
        Part("lead", t["lead"]), Part("text", t["long"] * 3, (1,)), Part("heading", t["criterion"]),
        Part("bullet", t["bullet"], (2,)), Part("bullet", t["bullet"] * 3), Part("text", t["long"] * 2),
        Part("quote", t["quote"]), Part("text", t["long"] * 4),
    )  # fmt: skip
    values: dict[str, object] = {
        "language": language, "title": t["title"], "area": t["area"], "group_name": t["group"],
        "period": "2026–2027", "version": "1.0", "frozen": frozen, "training": training,
        "classification": t["class"], "content_hash": sha256(language.encode()).hexdigest(),
        "made_on": "2026-03-20", "facts": tuple(Fact(*pair) for pair in FACTS[language]),
        "figures": tuple(
            Figure(value, label, 1 if value == "54,198" else None)
            for value, label in zip(("23", "32", "54,198", "14"), FIGURES[language], strict=True)
        ),
        "context": Block(prose, (table,)), "priorities": Block((Part("text", t["long"]),)),
        "locations": places,
        "groups": (Group(t["role"], t["where"], t["people"], t["why"], (1, 2)),) * 3,
        "approach": Block((Part("text", t["long"] * 2),)),
        "approach_return": (Part("text", t["long"] * 2), Part("bullet", t["bullet"])),
        "approach_displacement": (Part("text", t["long"]),),
        "objectives": objectives,
        "coverage": tuple(
            CoverageRow(t["place"], tuple((i * so) % 5 for so in range(8)), t["reason"] if i == 4 else "")
            for i in range(17)
        ),
        "monitoring": Block((Part("text", t["long"]),)),
        "criteria": tuple(Criterion(f"{i} · {t['criterion']}", indicators) for i in range(1, 6)),
        "commitments": tuple(
            Commitment(f"C-{i:02}", t["commitment"], t["by"], t["kind"], f"2026-{i % 12 + 1:02}-15",
                       t["status"], "good", "2026-03-14")
            for i in range(1, 15)
        ),
        "risks": tuple(Risk(t["risk"], i % 5 + 1, 4, t["mitigation"], t["owner"]) for i in range(8)),
        "lessons": (Lesson(t["lesson"], t["lesson_text"], t["bullet"]),) * 5,
        "attendance": table,
        "sources": tuple(Source(i, t["source"]) for i in range(1, 13)),
        "signatories": (
            Signatory("Dalia Haddad", t["focal"], t["lead_org"], ""),
            Signatory("Omar Saleh", t["focal"], t["partners"], ""),
            Signatory("", t["gov"], t["by"], ""),
            Signatory("", "DSTWG", "", ""),
        ),
    }  # fmt: skip
    values.update(changes)
    return PlanDocument(**values)  # type: ignore[arg-type]


@pytest.fixture(scope="session")
def plan_of() -> Callable[..., PlanDocument]:
    """Return a plan by language, number of activities and any changed fields."""
    return make_plan


def make_minutes(language: str = "en", **changes: object) -> MinutesDocument:
    t, facts = TEXTS[language], FACTS[language]
    counts = FiguresTable(
        t["group"], (t["role"], "2025", "2026"), ((t["gov"], "9", "12"), (t["where"], "14", "33")),
        frozenset({1, 2}),
    )  # fmt: skip
    values: dict[str, object] = {
        "language": language, "title": facts[1][1], "area": t["area"], "group_name": t["group"],
        "day": "2026-03-14", "final": True, "training": True, "classification": t["class"],
        "content_hash": sha256(b"minutes").hexdigest(), "made_on": "2026-03-14",
        "facts": tuple(Fact(*pair) for pair in facts),
        "figures": tuple(Figure(str(45 - i), label) for i, label in enumerate(FIGURES[language])),
        "summary": (Part("text", t["long"]),), "attendance": (counts,),
        "agenda": tuple(
            AgendaItem(f"{hour:02}:00", f"{hour:02}:45", t["objective"], t["by"], t["bullet"])
            for hour in range(9, 15)
        ),
        "voices": tuple(Voice(f"V-{i:02}", t["quote"], t["role"], t["place"], "SO4") for i in range(30)),
        "decisions": tuple(Decision(f"D-{i:02}", t["mitigation"], t["lesson"]) for i in range(12)),
        "commitments": tuple(
            Commitment(f"C-{i:02}", t["commitment"], t["by"], t["kind"], "2026-06-30", t["status"])
            for i in range(14)
        ),
        "actions": tuple(
            ActionPoint(f"P-{i:02}", t["activity"], t["lead_org"], "2026-04-30", t["status"], "attention")
            for i in range(9)
        ),
        "closing": (Part("note", t["lead"]),),
        "signatories": (Signatory("Dalia Haddad", t["focal"], t["lead_org"], ""),) * 2,
    }  # fmt: skip
    values.update(changes)
    return MinutesDocument(**values)  # type: ignore[arg-type]


@pytest.fixture(scope="session")
def minutes_of() -> Callable[..., MinutesDocument]:
    """Return minutes by language and any changed fields."""
    return make_minutes
