"""Rules of the last three steps: draft, review, finalise and implement.

Source: DSTWG update, steps 6 to 8, and the five blocks of a Plan of Action.
"""

from __future__ import annotations

from app.models.kinds.meetings import Issue
from app.models.kinds.review import Comment, FrozenVersion, ReviewRound
from app.process import facts, signing
from app.process.checks import found_by
from app.process.checks.finding import Context
from app.process.reasons import Jump, Met, Reason, View, graded
from app.process.terms import Params, Term, names_of


def check_passes(view: View, check: int) -> Reason:
    """A readiness check shows no error."""
    errors = [
        one
        for one in found_by(check, view.book, Context(view.today, view.sees_group))
        if one.severity == "error"
    ]
    first = errors[0] if errors else None
    jump = Jump(first.page, first.kind, first.record) if first else Jump("plan")
    records = tuple(dict.fromkeys(one.record for one in errors if one.record))
    params: Params = {"count": len(errors), "where": names_of(records[:3])}
    return Reason(f"gate.check_{check}", "no" if errors else "yes", jump, params, records)


def review_closed(view: View) -> Reason:
    """A round of review was held and is closed."""
    rounds = view.book.of(ReviewRound)
    closed = [
        one for one in rounds if one.status == "closed" or (not one.status and facts.day(one.closed_on))
    ]
    shown = tuple(one.id for one in (closed or rounds))
    met: Met = "yes" if closed else "partly" if rounds else "no"
    on = facts.latest([one.closed_on for one in closed])
    params: Params = {"count": len(closed), "total": len(rounds)}
    return Reason(
        "gate.review_closed",
        met,
        Jump("review", "review_round", shown[0] if shown else ""),
        params,
        shown,
        on,
    )


def no_open_must(view: View) -> Reason:
    """No comment that must be dealt with is open."""
    musts = view.book.where(Comment, type="must")
    waiting = tuple(one.id for one in musts if one.status in (None, "open"))
    met: Met = "yes" if not waiting else "partly" if len(waiting) < len(musts) else "no"
    params: Params = {"count": len(waiting), "total": len(musts)}
    return Reason(
        "gate.no_open_must", met, Jump("review", "comment", waiting[0] if waiting else ""), params, waiting
    )


def issues_answered(view: View) -> Reason:
    """Every issue that people raised has an answer."""
    issues = view.book.of(Issue)
    waiting = tuple(issue.id for issue in issues if not facts.is_answered(issue))
    params: Params = {"count": len(waiting), "answered": len(issues) - len(waiting), "total": len(issues)}
    met: Met = graded(len(issues) - len(waiting), len(issues)) if issues else "yes"
    return Reason(
        "gate.issues_answered", met, Jump("voices", "issue", waiting[0] if waiting else ""), params, waiting
    )


def version_frozen(view: View) -> Reason:
    """A final version is frozen."""
    version = signing.final_version(view.book)
    drafts = view.book.where(FrozenVersion, draft=True)
    met: Met = "yes" if version else "partly" if drafts else "no"
    ids = (version.id,) if version else ()
    on = (version.frozen_at or "")[:10] if version else None
    params: Params = {"number": version.number or "" if version else ""}
    jump = Jump("review", "frozen_version", ids[0] if ids else "")
    return Reason("gate.version_frozen", met, jump, params, ids, on if facts.day(on) else None)


def plan_signed(view: View) -> Reason:
    """Everyone whom the process names signed the same content: government and focal points as a rule."""
    standing = signing.standing(view.book, view.today)
    met: Met = "yes" if standing.complete else "partly" if standing.counted else "no"
    points = standing.of("focal_points")
    params: Params = {
        "count": len(standing.counted),
        "government": standing.of("government").given,
        "focal_points": points.given,
        "expected": points.expected,
        "parties": tuple(Term(f"signs.{one.name}") for one in standing.parties),
        "missing": tuple(Term(f"signs.{one.name}") for one in standing.parties if not one.complete),
    }
    jump = Jump("review", "signoff", standing.counted[0] if standing.counted else "")
    code = "gate.plan_signed" if standing.usual else "gate.parties_signed"
    return Reason(code, met, jump, params, standing.counted, standing.on)


def plan_closed(view: View) -> Reason:
    """The plan is closed: implementation and follow-up have come to their end."""
    plan = facts.current_plan(view.book)
    closed = plan is not None and plan.status == "closed"
    jump = Jump("plan", "plan", plan.id if plan else "")
    on = plan.closed_on if plan and closed and facts.day(plan.closed_on) else None
    ids = (plan.id,) if plan and closed else ()
    return Reason("gate.plan_closed", "yes" if closed else "no", jump, {}, ids, on)
