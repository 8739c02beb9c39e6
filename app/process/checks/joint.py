"""Checks of joint activities and programmes, and of compacts. Findings on fields."""

from __future__ import annotations

from collections.abc import Iterator

from app.models.book import Book
from app.models.kinds.meetings import Commitment
from app.models.kinds.plan import Activity, Agreement, JointActivity
from app.process.checks.finding import Context, Finding
from app.process.joint import UNDER_WAY, lacks, may_run, unsigned
from app.process.terms import NameOf, Param, Params

JOINT = "source.joint"
LESSONS = "source.joint_lessons"
COMPACTS = "source.issss_public"
ENGAGEMENTS = ("financial", "legislative", "political")


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


def compacts(book: Book, _context: Context) -> Iterator[Finding]:
    """A compact says at which level it holds, and asks financial, legislative or political engagements."""
    for compact in book.where(Agreement, type="compact"):
        params: Params = {"compact": NameOf(compact.id)}
        if not compact.level:
            place = ("plan", "agreement", compact.id, "level")
            yield Finding(0, "check.compact_no_level", "warning", COMPACTS, *place, params)
        held = book.where(Commitment, agreement=compact.id)
        if not any(one.type in ENGAGEMENTS for one in held):
            place = ("plan", "agreement", compact.id, "type")
            yield Finding(0, "check.compact_empty", "warning", COMPACTS, *place, params)
