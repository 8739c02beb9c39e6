"""Small books for the process: an area that has done everything, and ways to take things away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeVar

import msgspec

from app.models.book import Book
from app.models.kinds.area import (
    Area,
    AreaDecision,
    Location,
    SelectionCriterion,
    Source,
)
from app.models.kinds.inside import Outreach, Stakeholder, StakeholderView
from app.models.kinds.meetings import AttendanceCount, Commitment, Consultation, Decision, Issue, Meeting
from app.models.kinds.people import Member, Organisation
from app.models.kinds.plan import (
    Activity,
    FrameworkAnswer,
    Indicator,
    Measurement,
    Paragraph,
    Plan,
    Section,
    Target,
)
from app.models.kinds.review import Comment, FrozenVersion, ReviewRound, Signoff
from app.models.record import Record

R = TypeVar("R", bound=Record)
TODAY = "2026-06-01"
HASH = "a" * 64
AREA, GROUP = "area/1/network", "area/1/group"


def make(kind: type[R], record_id: str, **fields: object) -> R:
    """Return a record in the network space."""
    return kind(id=record_id, space=AREA, **fields)  # type: ignore[arg-type]


def prepared() -> list[Record]:
    """Return the records of a finished step 1."""
    people = [
        make(
            Member,
            f"m{i}",
            name_en=f"Member {i}",
            role=role,
            represents="villages",
            potential_asked_on="2026-01-20",
            spectrum=("humanitarian", "development", "stabilisation", "peacebuilding")[i % 4],
            started="2026-01-05",
        )
        for i, role in enumerate(["focal_point"] * 2 + ["member"] * 5)
    ]
    backstops = [
        make(
            Member, "b1", name_en="Bee", role="backstop_area", backstop_function="drafting_linkage_technical"
        ),
        make(Member, "b2", name_en="Bo", role="dso", backstop_function="secretariat"),
    ]
    actors = [("s1", "10"), ("s2", "tribal_leader"), ("s3", "22")]
    return [
        make(Area, "1", name_en="Sinjar", code="SIN", governorate="IQG15", districts=("IQG15Q07",)),
        make(AreaDecision, "d1", decision="selected", rationale_en="Need and will.", decided_on="2026-01-10"),
        *(
            make(SelectionCriterion, f"c{i}", criterion=name, assessment="met", source="src")
            for i, name in enumerate(["evidence_of_need", "actors_available"])
        ),
        make(Source, "src", title_en="Return Index"),
        make(Issue, "i1", text_en="No water", source="src", raised_on="2026-01-12", effect="adopted"),
        *(make(Stakeholder, record, name_en=record, type=kind) for record, kind in actors),
        *(
            make(StakeholderView, f"v{record}", stakeholder=record, influence="4", interest="3")
            for record, _ in actors
        ),
        *people,
        *backstops,
    ]


def consulted() -> list[Record]:
    """Return the records of finished steps 2, 3 and 5."""
    return [
        make(
            Meeting,
            "mt1",
            title_en="At the mayor's",
            type="authority_meeting",
            status="held",
            held_on="2026-02-03",
            agreement_reached=True,
            agreement_form="letter",
            agreement_on="2026-02-03",
            backstoppers=("b1", "b2"),
        ),
        make(
            Consultation,
            "co1",
            step_id="consult",
            scope="local",
            status="finished",
            held_on="2026-02-10",
            fed_back_on="2026-02-20",
        ),
        make(
            Consultation,
            "co2",
            step_id="consult",
            scope="international",
            status="finished",
            held_on="2026-02-12",
            fed_back_on="2026-02-20",
        ),
        make(
            Outreach,
            "o1",
            stakeholder="s3",
            scope="local",
            status="answered",
            answer="Yes",
            contacted_on="2026-02-09",
        ),
        make(
            Consultation,
            "co3",
            step_id="consult_further",
            status="finished",
            held_on="2026-03-20",
            fed_back_on="2026-03-25",
        ),
    ]


def around_the_table() -> list[Record]:
    """Return the records of a finished step 4."""
    seats = [("district", "male", 4), ("idp", "female", 10), ("host", "male", 8), ("returnee", "female", 9)]
    return [
        make(
            Meeting,
            "rt",
            title_en="Roundtable",
            type="roundtable",
            status="approved",
            held_on="2026-03-14",
            sensitisation=True,
            members_present=("m0",),
            minutes_on="2026-03-16",
            backstoppers=("b1", "b2"),
        ),
        *(
            make(
                AttendanceCount,
                f"at{i}",
                meeting="rt",
                affiliation=who,
                sex=sex,
                age_band="25_59",
                count=count,
            )
            for i, (who, sex, count) in enumerate(seats)
        ),
        make(Decision, "de1", meeting="rt", text_en="Water first"),
        make(
            Commitment,
            "p1",
            meeting="rt",
            text_en="Teachers",
            role="government",
            organisation="org",
            due="2026-09-01",
            status="made",
            activities=("a1",),
            code="P1",
        ),
    ]


def drafted() -> list[Record]:
    """Return the records of a finished step 6."""
    keys = [
        "context_overview",
        "priority_locations_groups",
        "response_approach_return",
        "response_approach_displacement",
        "priority_activities",
        "monitoring",
    ]
    answers = [("so", f"SO{i}") for i in range(2, 9)] + [("iasc", str(i)) for i in range(1, 9)]
    return [
        make(
            Plan,
            "plan",
            cycle="2026",
            status="drafting",
            languages=("en",),
            period_from="2026-01-01",
            period_to="2027-12-31",
        ),
        *(make(Section, f"se{i}", plan="plan", key=key) for i, key in enumerate(keys)),
        *(
            make(Paragraph, f"pa{i}", section=f"se{i}", language="en", text="Words.")
            for i in range(len(keys))
        ),
        make(Organisation, "org", name_en="Directorate of Education", type="10"),
        make(Location, "l1", name_en="Sinuni", role="both", priority_rank=1, sub_district="IQG15Q07N02"),
        make(
            Activity,
            "a1",
            title_en="Repair wells",
            code="A1",
            objective="SO1",
            lead="org",
            locations=("l1",),
            groups=("returnee", "host_community"),
            government_counterpart="org",
            origin="new",
            status="committed",
            starts="2026-06-01",
            ends="2026-12-01",
        ),
        make(Target, "t1", activity="a1", unit="individuals", value="100", women=50, men=50),
        *(
            make(FrameworkAnswer, f"fa{i}", framework=name, code=code, not_addressed_reason="Elsewhere.")
            for i, (name, code) in enumerate(answers)
        ),
        make(
            Indicator, "in1", name_en="Housing", iasc="2", type="outcome", unit="percent", direction="higher"
        ),
        *(
            make(
                Measurement,
                f"me{i}",
                indicator="in1",
                group=group,
                is_baseline=True,
                value=value,
                period="2026",
                place="IQG15",
                method="hh_survey",
                sample_size=300,
                source="src",
            )
            for i, (group, value) in enumerate([("displaced", "34"), ("non_displaced", "61")])
        ),
    ]


def reviewed() -> list[Record]:
    """Return the records of a finished step 7."""
    return [
        make(ReviewRound, "rr", plan="plan", status="closed", closed_on="2026-05-10"),
        make(
            Comment,
            "q1",
            round="rr",
            type="must",
            text="Name the villages",
            status="accepted",
            response="Done",
        ),
    ]


def signed() -> list[Record]:
    """Return the records of a frozen and signed final version."""
    hands = [("governor", "g1"), ("abc_focal_point", "g2"), ("abc_focal_point", "g3")]
    return [
        make(
            FrozenVersion,
            "fv",
            plan="plan",
            number="1",
            content_hash=HASH,
            draft=False,
            frozen_at="2026-05-20T09:00:00Z",
        ),
        *(
            make(
                Signoff,
                record,
                version="fv",
                role=role,
                decision="endorse",
                content_hash=HASH,
                signed_on="2026-05-25",
                name_en=record,
            )
            for role, record in hands
        ),
    ]


def everything() -> list[Record]:
    """Return the records of an area that has done all of it but close the plan."""
    return [*prepared(), *consulted(), *around_the_table(), *drafted(), *reviewed(), *signed()]


def whole(
    add: Sequence[Record] = (),
    drop: Sequence[str] = (),
    changed: Mapping[str, Mapping[str, object]] | None = None,
) -> Book:
    """Return a book of everything, with records left out, changed by id, and added."""
    kept = [one for one in everything() if one.id not in drop]
    altered = [msgspec.structs.replace(one, **(changed or {}).get(one.id, {})) for one in kept]
    return Book([*altered, *add])
