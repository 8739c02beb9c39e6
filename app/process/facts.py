"""Small questions about the records of an area that several rules ask.

Stored values may break a field's rule (they came from someone else), so dates and numbers are read
with care: what cannot be read counts as not given.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from app.models.book import Book
from app.models.kinds.area import Area
from app.models.kinds.inside import Stakeholder
from app.models.kinds.meetings import Commitment, Issue, Meeting
from app.models.kinds.people import Member, Organisation
from app.models.kinds.plan import Activity, Plan, Target
from app.models.record import Record
from app.models.values import read_day, read_number

GOVERNMENT_TYPES = frozenset({"10", "11", "15", "security_actor"})
COMMUNITY_TYPES = frozenset(
    {
        "community_structure",
        "tribal_leader",
        "religious_leader",
        "womens_group",
        "youth_group",
        "idp_committee",
    }
)
NGO_TYPES = frozenset({"21", "22", "23", "24"})
PARTNER_TYPES = NGO_TYPES | {"30", "40", "60", "70", "80", "donor"}
GOVERNMENT_AFFILIATIONS = frozenset(
    {"national_government", "governorate", "district", "line_directorate", "security_actor"}
)
DISPLACED_AFFILIATIONS = frozenset({"idp", "returnee"})
GROUP_ROLES = frozenset({"focal_point", "member"})
BACKSTOP_ROLES = frozenset({"backstop_area", "dso"})
HELD = frozenset({"held", "minutes_circulated", "approved"})
WRITTEN_UP = frozenset({"minutes_circulated", "approved"})
KEPT = frozenset({"fulfilled", "withdrawn"})
NEEDS_REASON = frozenset({"rejected", "deferred", "partly"})
"""Answers to a comment that need a reason."""
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def number(text: str | None) -> Decimal | None:
    """Return a stored decimal, or None when there is none or it is not one."""
    return read_number(text)


def day(text: str | None) -> date | None:
    """Return a stored day, or None when there is none or it is not one."""
    return read_day(text) if text and _DAY.fullmatch(text) else None


def before(text: str | None, other: str | None) -> bool:
    """Return whether both are days and the first lies before the second."""
    first, second = day(text), day(other)
    return first is not None and second is not None and first < second


def months_since(text: str | None, today: str) -> int | None:
    """Return whole months of 30 days from a day until today; None when there is no such day."""
    then, now = day(text), day(today)
    return None if then is None or now is None else (now - then).days // 30


def filled(text: str | None) -> bool:
    """Return whether a text says anything."""
    return bool(text and text.strip())


def says(record: Record, name: str) -> bool:
    """Return whether a text in several languages says anything in one of them."""
    return any(filled(getattr(record, f"{name}_{code}", None)) for code in ("en", "ar", "ckb", "fr"))


def latest(days: list[str | None]) -> str | None:
    """Return the last readable day of several."""
    return max((text for text in days if text and day(text)), default=None)


def earliest(days: list[str | None]) -> str | None:
    """Return the first readable day of several."""
    return min((text for text in days if text and day(text)), default=None)


def family(org_type: str | None) -> str:
    """Return government, community, ngo, un or other for an organisation type (IATI with additions)."""
    kind = org_type or ""
    if kind in GOVERNMENT_TYPES:
        return "government"
    if kind in COMMUNITY_TYPES:
        return "community"
    if kind in NGO_TYPES:
        return "ngo"
    return "un" if kind == "40" else "other"


def type_of(book: Book, stakeholder: Stakeholder) -> str | None:
    """Return a stakeholder's type, else that of the organisation it stands for."""
    organisation = book.get(Organisation, stakeholder.organisation)
    return stakeholder.type or (organisation.type if organisation else None)


def area_of(book: Book) -> Area | None:
    """Return the area these records belong to."""
    return next(iter(book.of(Area)), None)


def concerns(areas: tuple[str, ...], area: Area | None) -> bool:
    """Return whether something meant for `areas` (none named: for all) is meant for this area."""
    return not areas or (area is not None and bool({area.id, area.code} & set(areas)))


def current_plan(book: Book) -> Plan | None:
    """Return the plan that is worked on: the last cycle that is not superseded, else the last one."""
    plans = sorted(book.of(Plan), key=lambda plan: (plan.status != "superseded", plan.cycle or "", plan.id))
    return plans[-1] if plans else None


def live_activities(book: Book) -> tuple[Activity, ...]:
    """Return the activities that still count: all but cancelled ones."""
    return tuple(activity for activity in book.of(Activity) if activity.status != "cancelled")


def targets_of(book: Book, activity: Activity) -> tuple[Target, ...]:
    """Return the targets of an activity."""
    return book.where(Target, activity=activity.id)


def serving(book: Book, roles: frozenset[str], today: str) -> tuple[Member, ...]:
    """Return the people of these roles who have not left."""
    return tuple(
        member
        for member in book.of(Member)
        if (member.role or "") in roles and not before(member.ended, today) and member.ended != today
    )


def took_place(meeting: Meeting, today: str) -> bool:
    """Return whether a meeting was held: said by its status, or by its date when no status is given."""
    if meeting.status in HELD:
        return True
    return not meeting.status and day(meeting.held_on) is not None and not before(today, meeting.held_on)


def has_minutes(meeting: Meeting) -> bool:
    """Return whether minutes of a meeting exist."""
    return meeting.status in WRITTEN_UP or day(meeting.minutes_on) is not None


def agreement_meetings(book: Book) -> tuple[Meeting, ...]:
    """Return the meetings at which an authority agreed to start."""
    return tuple(
        meeting
        for meeting in book.of(Meeting)
        if meeting.agreement_reached
        and (meeting.type == "authority_meeting" or meeting.step_id == "engage_authority")
    )


def is_answered(issue: Issue) -> bool:
    """Return whether an issue got its answer: what became of it, or a response."""
    return filled(issue.response) or issue.effect in ("adopted", "partly", "not_adopted")


def is_overdue(commitment: Commitment, today: str) -> bool:
    """Return whether a commitment should have been kept by now and was neither kept nor withdrawn."""
    if commitment.status in KEPT:
        return False
    return commitment.status == "overdue" or before(commitment.due, today)
