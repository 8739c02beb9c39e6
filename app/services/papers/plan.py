"""A whole Plan of Action in words, from the records of its area."""

from __future__ import annotations

from app.documents.plan_content import Block, Fact, Figure, Part, PlanDocument, Signatory, Source
from app.models.kinds import area as area_kinds
from app.models.kinds.area import Area, Location
from app.models.kinds.meetings import Commitment, Meeting
from app.models.kinds.people import Member
from app.models.kinds.plan import Activity, Plan
from app.process.facts import agreement_meetings
from app.process.scope import USUAL, scope_of
from app.services.expected_signatures import Expected, expected_signatures
from app.services.papers import annexes, plan_parts, plan_tables
from app.services.papers.plan_outline import Outline
from app.services.papers.scribe import Scribe


def plan_document(
    scribe: Scribe, plan: Plan, area: Area, *, version: str, frozen: bool, content_hash: str, today: str
) -> PlanDocument:
    """Return what a plan prints in the scribe's language: `version` its number, `content_hash` in hex."""
    words, outline = scribe.words, Outline(scribe, today)
    chapters = outline.chapters()
    # Sources are numbered as they are first cited: the order of these lines is that of the pages.
    return PlanDocument(
        language=words.language,
        title=scribe.name(plan, "title") or outline.plan_title(),
        area=scribe.name(area),
        group_name=outline.above(area, _group_name(scribe, area)),
        period=plan_years(plan),
        version=version,
        frozen=frozen,
        training=bool(area.training),
        classification=words.say("papers.for_partners"),
        content_hash=content_hash,
        made_on=today,
        facts=_facts(scribe, plan, version, frozen=frozen) + outline.facts(),
        figures=outline.figures() or plan_figures(scribe),
        chapters=chapters,
        activities_title=outline.title(len(chapters) + 1, "activity_breakdown") if chapters else "",
        monitoring_title=outline.title(len(chapters) + 2, "monitoring") if chapters else "",
        context=_block(scribe, "context_overview", "displacement_profile", "obstacles_challenges_needs"),
        priorities=_block(scribe, "priority_locations_groups"),
        locations=plan_parts.locations(scribe),
        groups=plan_parts.groups(scribe),
        approach=_block(scribe, "priority_activities", "principles_compliance", "national_plan_relation"),
        approach_return=plan_parts.parts(scribe, "response_approach_return"),
        approach_displacement=plan_parts.parts(scribe, "response_approach_displacement"),
        activities=_block(scribe, "activity_breakdown"),
        objectives=outline.activities() if chapters else plan_tables.objectives(scribe),
        coverage=() if chapters else plan_tables.coverage(scribe),
        monitoring=_block(scribe, "monitoring"),
        criteria=plan_tables.criteria(scribe),
        commitments=plan_tables.commitments(scribe, today),
        risk_parts=plan_parts.parts(scribe, "risk"),
        risks=plan_tables.risks(scribe),
        lesson_parts=plan_parts.parts(scribe, "lessons"),
        lessons=plan_tables.lessons(scribe),
        annex_parts=plan_parts.parts(scribe, "annex"),
        attendance=annexes.attendance(scribe),
        ages=annexes.ages(scribe),
        places=annexes.places(scribe),
        sources=tuple(Source(number, source_text(scribe, one)) for number, one in scribe.sources()),
        signatories=signatories(scribe),
        signing_text=outline.signing_text(version, content_hash),
    )


def _block(scribe: Scribe, *sections: str) -> Block:
    """Return the texts of sections; where several are written each stands under its name."""
    texts = [(key, plan_parts.parts(scribe, key)) for key in sections]
    if len([key for key, parts in texts if parts]) < 2:
        return Block(tuple(part for _, parts in texts for part in parts))
    headed = [(Part("heading", scribe.code("section_key", key)), *parts) for key, parts in texts if parts]
    return Block(tuple(part for parts in headed for part in parts))


def _group_name(scribe: Scribe, area: Area) -> str:
    name = scribe.group_name(area)
    place = scribe.place(area.governorate)
    return scribe.words.say("papers.group", name=name, governorate=place) if place else name


def plan_years(plan: Plan) -> str:
    """Return the years of a plan: "2026 – 2027"."""
    years = [(value or "")[:4] for value in (plan.period_from, plan.period_to)]
    return " – ".join(year for year in dict.fromkeys(years) if year)


def _facts(scribe: Scribe, plan: Plan, version: str, *, frozen: bool) -> tuple[Fact, ...]:
    say = scribe.words.say
    facts = [Fact(say("papers.version"), version if frozen else say("papers.draft", version=version))]
    meetings = [m for m in scribe.book.where(Meeting, type="roundtable") if m.held_on]
    if meetings:
        last = max(meetings, key=lambda m: m.held_on or "")
        facts.append(Fact(say("papers.agreed_at"), say("papers.roundtable_on", day=scribe.day(last.held_on))))
    lead = scribe.organisation(plan.under_lead_of) or next(
        (scribe.organisation(m.authority) for m in agreement_meetings(scribe.book) if m.authority), ""
    )
    if lead:
        facts.append(Fact(say("papers.under_lead"), lead))
    return tuple(facts)


def plan_figures(scribe: Scribe) -> tuple[Figure, ...]:
    """Return places, activities, people and commitments of a plan in figures."""
    book, say = scribe.book, scribe.words.say
    ranked = [place for place in book.of(Location) if place.priority_rank is not None]
    live = [a for a in book.of(Activity) if a.status != "cancelled"]
    leads = {a.lead for a in live if a.lead}
    promised = book.of(Commitment)
    by_government = sum(one.role == "government" for one in promised)
    counted = [figure for listed in plan_parts.people_by_group(scribe).values() for figure in listed]
    people = plan_parts.individuals(counted)
    cited = scribe.cite(*sorted({figure.source or "" for figure in counted}))
    figures = [
        Figure(scribe.amount(len(ranked)), say("papers.priority_locations", count=len(ranked))),
        Figure(
            scribe.amount(len(live)), say("papers.activities_by", count=len(live), organisations=len(leads))
        ),
        Figure(scribe.amount(people), say("papers.people_concerned"), next(iter(cited), None))
        if people
        else None,
        Figure(
            scribe.amount(len(promised)),
            say("papers.commitments_by", count=len(promised), government=by_government),
        ),
    ]
    return tuple(figure for figure in figures if figure is not None)


def source_text(scribe: Scribe, source: area_kinds.Source) -> str:
    """Return a source as it is listed: title, publisher, round, date, method and how far it carries."""
    number = source.round or ""
    return scribe.line(
        scribe.name(source, "title"),
        source.publisher or "",
        scribe.words.say("papers.round", round=number) if number.isdecimal() else number,
        scribe.day(source.published_on),
        scribe.code("evidence_method", source.method),
        scribe.code("representativeness", source.representativeness),
        source.link or "",
    )


def signatories(scribe: Scribe) -> tuple[Signatory, ...]:
    """Return who is expected to sign, each with a box on the page; the plan's own process names them."""
    usual = scope_of(scribe.book).process == USUAL
    expected = expected_signatures(scribe.book)
    return tuple(_signatory(scribe, one) for one in expected if one.field != "government" or one.organisation
                 or not usual)  # fmt: skip


def _signatory(scribe: Scribe, one: Expected) -> Signatory:
    say, member = scribe.words.say, scribe.book.get(Member, one.member)
    organisation = say("papers.dstwg") if one.field == "dstwg" else scribe.organisation(one.organisation)
    return Signatory(scribe.name(member), say(one.capacity), organisation, "", one.field)
