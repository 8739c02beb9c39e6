"""Joint work: who carries what, what is signed, and the reason when work starts before signatures.

Each function that writes is one undo step.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from app.foundation.errors import UserError
from app.models.book import Book
from app.models.kinds.plan import Activity, Agreement, JointActivity, JointShare
from app.process.facts import filled
from app.process.joint import UNDER_WAY, may_run
from app.services.desk import Desk


def exception_needed(book: Book, kind: str, record_id: str) -> str:
    """Return the joint activity whose work goes on before its agreements are signed, "" when all is in order.

    `kind` and `record_id` name a joint activity, or an activity that belongs to one.
    """
    one = book.get(Activity, record_id) if kind == "activity" else book.get(JointActivity, record_id)
    if one is None or one.status not in UNDER_WAY:
        return ""
    joint = book.get(JointActivity, one.joint_activity) if isinstance(one, Activity) else one
    return joint.id if joint is not None and not may_run(book, joint) else ""


def exceptions_needed(book: Book, activities: Iterable[str]) -> tuple[JointActivity, ...]:
    """Return the joint activities whose work goes on unsigned through any of these activities, each once."""
    needed = dict.fromkeys(exception_needed(book, "activity", one) for one in activities)
    found = (book.get(JointActivity, joint) for joint in needed if joint)
    return tuple(joint for joint in found if joint is not None)


def give_exception(desk: Desk, joints: Sequence[str], reason: str) -> None:
    """Keep the reason why work starts before every agreement is signed, with each of these joint activities.

    Raises UserError `reason_missing` for one that says nothing, `unknown_record`.
    """
    if not filled(reason):
        raise UserError("reason_missing")
    with desk.write("joint_activity.exception") as unit:
        for joint in joints:
            unit.set(JointActivity, joint, exception_reason=reason.strip())


def add_share(desk: Desk, joint: str, organisation: str) -> str:
    """Let an organisation take part, inside the integrated section at first; return the id of its share."""
    found = desk.find(JointActivity, joint)
    if found is None:
        raise UserError("unknown_record", kind="joint_activity", id=joint[:80])
    with desk.write("joint_share.add") as unit:
        if organisation not in found.organisations:
            unit.set(JointActivity, joint, organisations=(*found.organisations, organisation))
        return unit.add(JointShare, joint_activity=joint, organisation=organisation, role="inside")


def drop_share(desk: Desk, share: str) -> None:
    """Take an organisation out of a joint activity, with its share. Raises UserError `unknown_record`."""
    one = desk.find(JointShare, share)
    joint = desk.find(JointActivity, one.joint_activity or "") if one is not None else None
    with desk.write("joint_share.remove") as unit:
        unit.remove(JointShare, share)
        if one is not None and joint is not None and one.organisation != joint.lead:
            left = tuple(each for each in joint.organisations if each != one.organisation)
            unit.set(JointActivity, joint.id, organisations=left)


def add_agreement(desk: Desk, joint: str, title: str, language: str) -> str:
    """Add an agreement of a joint activity, the programme document first; return its id."""
    held = desk.records(Agreement, joint_activity=joint)
    first = not any(one.type == "joint_programme_doc" for one in held)
    found = desk.find(JointActivity, joint)
    values = {f"title_{language}": title, "status": "draft"}
    parties = found.organisations if found is not None else ()
    with desk.write("agreement.add") as unit:
        kind = "joint_programme_doc" if first else "mou_fund_mgmt"
        return unit.add(Agreement, "", joint_activity=joint, type=kind, organisations=parties, **values)
