"""Checks of joint activities and programmes, and of compacts. Findings on fields."""

from __future__ import annotations

from collections.abc import Iterator

from app.models.book import Book
from app.models.kinds.people import Organisation
from app.models.kinds.plan import Activity, Agreement, CostShare, JointActivity
from app.process import facts
from app.process.checks.finding import PRACTICE, Context, Finding
from app.process.compacts import ENGAGEMENTS, engagements_of, next_review
from app.process.joint import UNDER_WAY, lacks, may_run, unsigned
from app.process.overlaps import overlapping
from app.process.terms import NameOf, On, Param, Params

JOINT = "source.joint"
LESSONS = "source.joint_lessons"
COMPACTS = "source.issss_public"
COSTS = "source.cost_sharing"


def joint_activities(book: Book, _context: Context) -> Iterator[Finding]:
    """A joint activity has partners, a lead, a level, a modality with its agent, a steering body, shares."""
    for joint in book.of(JointActivity):
        for one in lacks(book, joint):
            params: dict[str, Param] = {"joint": NameOf(joint.id), **one.params}
            place = ("plan", "joint_activity", joint.id, one.field)
            yield Finding(
                0, f"check.joint_{one.code}", "error" if one.grave else "warning", JOINT, *place, params
            )


def signed_before_work(book: Book, _context: Context) -> Iterator[Finding]:
    """Agreements are signed before implementation starts, or a reason for the exception stands."""
    for joint in book.of(JointActivity):
        if may_run(book, joint):
            continue
        params: dict[str, Param] = {"joint": NameOf(joint.id), "count": len(unsigned(book, joint))}
        if joint.status in UNDER_WAY:
            place = ("plan", "joint_activity", joint.id, "status")
            yield Finding(0, "check.joint_unsigned", "error", LESSONS, *place, params)
        for activity in book.where(Activity, joint_activity=joint.id):
            if activity.status in UNDER_WAY:
                place = ("plan", "activity", activity.id, "status")
                more: Params = {**params, "activity": NameOf(activity.id)}
                yield Finding(0, "check.joint_activity_unsigned", "error", LESSONS, *place, more)


def compacts(book: Book, context: Context) -> Iterator[Finding]:
    """A compact says at which level it holds, and asks financial, legislative or political engagements."""
    for compact in book.where(Agreement, type="compact"):
        params: Params = {"compact": NameOf(compact.id)}
        if not compact.level:
            place = ("plan", "agreement", compact.id, "level")
            yield Finding(0, "check.compact_no_level", "warning", COMPACTS, *place, params)
        if not any(one.type in ENGAGEMENTS for one in engagements_of(book, compact)):
            place = ("plan", "agreement", compact.id, "type")
            yield Finding(0, "check.compact_empty", "warning", COMPACTS, *place, params)
        due = next_review(compact)
        if due is not None and due.isoformat() < context.today:
            place = ("plan", "agreement", compact.id, "reviewed_on")
            more: Params = {**params, "due": On(due.isoformat())}
            yield Finding(0, "check.compact_review_due", "warning", COMPACTS, *place, more)


def duplications(book: Book, _context: Context) -> Iterator[Finding]:
    """Two activities do the same at the same time in the same place for the same group, apart."""
    for pair in overlapping(book):
        params: Params = {"activity": NameOf(pair.first), "other": NameOf(pair.second)}
        place = ("plan", "activity", pair.first, "locations")
        yield Finding(0, "check.activities_overlap", "info", LESSONS, *place, params)


def cost_shares(book: Book, _context: Context) -> Iterator[Finding]:
    """Staff costs of a post with several hats are halved; its operations come from the shared budget."""
    for one in book.of(CostShare):
        params: Params = {"post": one.post or ""}
        mission, other = facts.number(one.mission), facts.number(one.coordinator_system)
        if one.item == "staff" and mission is not None and other is not None and mission != other:
            place = ("plan", "cost_share", one.id, "coordinator_system")
            yield Finding(0, "check.cost_not_equal", "warning", COSTS, *place, params)
        if one.item in ("operations", "travel") and mission:
            place = ("plan", "cost_share", one.id, "mission")
            yield Finding(0, "check.cost_by_mission", "warning", COSTS, *place, params)


def due_diligence(book: Book, _context: Context) -> Iterator[Finding]:
    """Support to security actors says how human-rights due diligence is exercised."""
    actors = {one.id for one in book.where(Organisation, type="security_actor")}
    for activity in facts.live_activities(book):
        supported = {*activity.partners, activity.government_counterpart, activity.lead} & actors
        concerned = activity.objective == "SO7" or "SO7" in activity.other_objectives or supported
        if concerned and not facts.filled(activity.due_diligence):
            place = ("plan", "activity", activity.id, "due_diligence")
            params: Params = {"activity": NameOf(activity.id)}
            yield Finding(0, "check.no_due_diligence", "warning", PRACTICE, *place, params)
