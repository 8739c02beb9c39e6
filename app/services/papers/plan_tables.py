"""The tables of a Plan of Action in words: activities, coverage, indicators, commitments, risks, lessons."""

from __future__ import annotations

from decimal import Decimal

from app.documents import plan_content as paper
from app.documents.plan_content import Reading, Tone
from app.models.codes import IASC_CRITERIA, OBJECTIVES
from app.models.kinds.area import Location
from app.models.kinds.meetings import Commitment, Meeting
from app.models.kinds.plan import Activity, FrameworkAnswer, Indicator, JointActivity, Lesson, Risk, Target
from app.models.values import read_number
from app.process.compacts import compacts_of
from app.process.facts import is_overdue
from app.process.gaps import Gap, Point, gaps_of
from app.process.joint import UNDER_WAY, may_run
from app.process.scope import USUAL, scope_of
from app.services.papers.scribe import Scribe

ACTIVITY_TONES: dict[str, Tone] = {
    "ongoing": "good",
    "completed": "good",
    "committed": "accent",
    "delayed": "attention",
    "suspended": "attention",
    "cancelled": "wrong",
}
COMMITMENT_TONES: dict[str, Tone] = {
    "fulfilled": "good",
    "in_progress": "accent",
    "confirmed_in_writing": "accent",
    "partly": "attention",
    "overdue": "wrong",
    "withdrawn": "wrong",
}


def objectives(scribe: Scribe) -> tuple[paper.Objective, ...]:
    """Return the eight specific objectives with their activities, or the reason why one has none."""
    by_objective: dict[str, list[Activity]] = {code: [] for code in OBJECTIVES}
    for activity in sorted(scribe.book.of(Activity), key=lambda a: (a.code or "", a.id)):
        by_objective.setdefault(activity.objective or "", []).append(activity)
    reasons = {
        answer.code: answer.not_addressed_reason or ""
        for answer in scribe.book.where(FrameworkAnswer, framework="so")
    }
    return tuple(
        paper.Objective(
            code,
            scribe.code("so", code) if code else scribe.words.say("papers.no_objective"),
            tuple(activity_row(scribe, activity) for activity in listed),
            reasons.get(code, ""),
        )
        for code, listed in by_objective.items()
        if code or listed
    )


def activity_row(scribe: Scribe, activity: Activity) -> paper.Activity:
    government = scribe.organisation(activity.government_counterpart) or activity.no_counterpart_reason or ""
    return paper.Activity(
        code=activity.code or "",
        title=scribe.name(activity, "title"),
        where=scribe.places(activity.locations),
        lead=scribe.organisation(activity.lead),
        partners=scribe.organisations(activity.partners),
        government=government,
        target=targets(scribe, activity),
        start=activity.starts or "",
        end=activity.ends or "",
        status=scribe.code("activity_status", activity.status),
        status_tone=ACTIVITY_TONES.get(activity.status or "", "plain"),
        detail=scribe.line(scribe.codes("population_group", activity.groups), _unsigned(scribe, activity)),
        voices=len(activity.voices),
    )


def _unsigned(scribe: Scribe, activity: Activity) -> str:
    """Return that joint work goes on before its agreements are signed and no reason stands, "" otherwise."""
    joint = scribe.book.get(JointActivity, activity.joint_activity)
    waits = joint is not None and activity.status in UNDER_WAY and not may_run(scribe.book, joint)
    return scribe.words.say("papers.joint.unsigned_work") if waits else ""


def targets(scribe: Scribe, activity: Activity) -> str:
    """Return an activity's targets: "1,850 individuals, of whom 740 host community"."""
    said = []
    for target in scribe.book.where(Target, activity=activity.id):
        unit = target.unit_text or scribe.inside("unit", target.unit)
        one = "papers.target_one" if target.value == "1" else "papers.target"
        amount = scribe.words.say(one, value=scribe.amount(target.value), unit=unit)
        if target.host:
            amount = scribe.words.say("papers.target_host", target=amount, host=scribe.amount(target.host))
        said.append(amount)
    return scribe.words.join(said) if said else ""


def coverage(scribe: Scribe) -> tuple[paper.CoverageRow, ...]:
    """Return how many activities each ranked location has under each objective, or why it has none."""
    ranked = sorted(
        (place for place in scribe.book.of(Location) if place.priority_rank is not None),
        key=lambda p: (p.priority_rank or 0, p.id),
    )
    live = [a for a in scribe.book.of(Activity) if a.status != "cancelled"]
    return tuple(
        paper.CoverageRow(
            scribe.name(place),
            tuple(sum(a.objective == code and place.id in a.locations for a in live) for code in OBJECTIVES),
            place.uncovered_reason or "",
        )
        for place in ranked
    )


def criteria(scribe: Scribe) -> tuple[paper.Criterion, ...]:
    """Return the indicators by IASC criterion: displaced beside non-displaced, and never a verdict."""
    found = []
    for code in (*IASC_CRITERIA, None):
        listed = sorted(scribe.book.where(Indicator, iasc=code), key=lambda i: (i.code or "", i.id))
        if listed:
            title = scribe.code("iasc", code) if code else scribe.words.say("papers.other_indicators")
            found.append(paper.Criterion(title, tuple(_indicator(scribe, one) for one in listed)))
    return tuple(found)


def _indicator(scribe: Scribe, indicator: Indicator) -> paper.Indicator:
    gaps = gaps_of(scribe.book, indicator)
    gap = next((one for one in gaps if one.group == "displaced"), gaps[0] if gaps else None)
    return paper.Indicator(
        code=indicator.library_code or indicator.code or "",
        name=scribe.name(indicator),
        unit=scribe.code("indicator_unit", indicator.unit),
        baseline=_reading(scribe, indicator, gap.baseline if gap else None),
        latest=_reading(scribe, indicator, gap.latest if gap else None),
        comparison=_reading(scribe, indicator, gap.comparison if gap else None),
        gap=_gap(scribe, indicator, gap),
        target=_target(scribe, indicator),
        period=gap.latest.period if gap and gap.latest else "",
        note=indicator.displaced_only_reason or "",
        sources=scribe.cite(*(point.source for point in _points(gap))),
    )


def _points(gap: Gap | None) -> list[Point]:
    points = (gap.baseline, gap.latest, gap.comparison) if gap is not None else ()
    return [point for point in points if point is not None]


def _target(scribe: Scribe, indicator: Indicator) -> str:
    number = read_number(indicator.target)
    return _value(scribe, indicator, number) if number is not None else ""


def _reading(scribe: Scribe, indicator: Indicator, point: Point | None) -> Reading:
    if point is None or point.small:
        return Reading("")
    share = float(point.value) / 100 if indicator.unit == "percent" else None
    return Reading(_value(scribe, indicator, point.value), share)


def _value(scribe: Scribe, indicator: Indicator, value: Decimal) -> str:
    return scribe.words.hundredths(value) if indicator.unit == "percent" else scribe.words.number(value)


def _gap(scribe: Scribe, indicator: Indicator, gap: Gap | None) -> str:
    if gap is None or gap.gap is None or any(point.small for point in _points(gap)):
        return ""
    if indicator.unit != "percent":
        return scribe.amount(str(gap.gap))
    return scribe.words.say("papers.points", count=int(abs(gap.gap)), points=scribe.amount(str(abs(gap.gap))))


def commitments(scribe: Scribe, today: str) -> tuple[paper.Commitment, ...]:
    """Return what was promised, government first, by due date; engagements of compacts stand in these."""
    within = {one.id for one in compacts_of(scribe.book)} if scope_of(scribe.book).process != USUAL else set()
    listed = sorted(
        (one for one in scribe.book.of(Commitment) if one.agreement not in within),
        key=lambda c: (c.role != "government", c.due or "9", c.code or "", c.id),
    )
    return tuple(commitment(scribe, one, today) for one in listed)


def commitment(scribe: Scribe, one: Commitment, today: str) -> paper.Commitment:
    """Return one commitment in words; past its date and not kept it says overdue."""
    status = "overdue" if is_overdue(one, today) else one.status or ""
    meeting = scribe.book.get(Meeting, one.meeting)
    return paper.Commitment(
        code=one.code or "",
        text=scribe.name(one, "text"),
        by=scribe.organisation(one.organisation) or scribe.code("commitment_role", one.role),
        kind=scribe.code("commitment_type", one.type),
        due=one.due or "",
        status=scribe.code("commitment_status", status),
        status_tone=COMMITMENT_TONES.get(status, "plain"),
        made_at=scribe.name(meeting, "title"),
        side=scribe.code("guest_side", "government" if one.role == "government" else "partners"),
    )


def risks(scribe: Scribe) -> tuple[paper.Risk, ...]:
    """Return the risks, the heaviest first."""
    listed = sorted(
        scribe.book.of(Risk), key=lambda r: (-(r.likelihood or 0) * (r.impact or 0), r.code or "", r.id)
    )
    return tuple(
        paper.Risk(
            title=scribe.name(risk, "title"),
            likelihood=risk.likelihood or 0,
            impact=risk.impact or 0,
            mitigation=scribe.name(risk, "mitigation"),
            owner=scribe.known(risk.owner),
            status=scribe.code("risk_status", risk.status),
        )
        for risk in listed
    )


def lessons(scribe: Scribe) -> tuple[paper.Lesson, ...]:
    """Return the lessons."""
    return tuple(
        paper.Lesson(scribe.name(one, "title"), scribe.name(one, "text"), scribe.name(one, "recommendation"))
        for one in scribe.book.of(Lesson)
    )
