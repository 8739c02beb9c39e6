"""Work on the group: nominations, cards, backstopping, contributions, sub-groups. One undo step each."""

from __future__ import annotations

from collections.abc import Mapping

from app.foundation.errors import UserError
from app.models.kinds.inside import Nomination
from app.models.kinds.meetings import Backstopping, Meeting
from app.models.kinds.people import Contribution, CoordinationMechanism, Member, OfficialCard
from app.process import facts
from app.services.desk import Desk
from app.services.stakeholder_work import member_here
from app.services.unit import Unit

Values = Mapping[str, object]
CARD_ROLES = frozenset({"focal_point", "backstop_area", "dso"})
"""Who may have an official card: focal points and backstoppers, so that partners can reach the group."""
_REACH = ("phone", "email")
_ARABIC = ("\u0600", "\u06ff")


def nominate(desk: Desk, candidate: str) -> str:
    """Put somebody forward, today, as open, and return the nomination's id. Raises UserError."""
    with desk.write("nomination.add") as unit:
        return unit.add(Nomination, candidate=candidate, nominated_on=desk.today, decision="open")


def accept_nomination(desk: Desk, nomination: str) -> str:
    """Make the candidate a member as of today and return the member's id.

    Name, role, organisation, spectrum and constituency go into the member, which headquarters sees; the
    judgement stays with the group. Phone and e-mail go along only with consent, and only for a role that has
    an official card. Raises UserError `unknown_record`, `accepted_already`.
    """
    found = desk.find(Nomination, nomination)
    if found is None:
        raise UserError("unknown_record", kind="nomination", id=nomination)
    if desk.find(Member, found.member) is not None:
        raise UserError("accepted_already")
    with desk.write("nomination.accept") as unit:
        member = unit.add(Member, "", **_member_of(found), started=desk.today)
        if found.consent and found.role in CARD_ROLES and (found.phone or found.email):
            said = {"consent": True, "consent_on": desk.today, "phone": found.phone, "email": found.email}
            unit.add(OfficialCard, "", member=member, **said)
        unit.set(Nomination, found.id, decision="accepted", decided_on=desk.today, member=member)
    return member


def decline_nomination(desk: Desk, nomination: str) -> None:
    """Note that the candidate does not join the group, today. Raises UserError `unknown_record`."""
    with desk.write("nomination.decline") as unit:
        unit.set(Nomination, nomination, decision="declined", decided_on=desk.today)


def _member_of(nomination: Nomination) -> dict[str, object]:
    name = nomination.candidate or ""
    language = "ar" if any(_ARABIC[0] <= letter <= _ARABIC[1] for letter in name) else "en"
    return {
        f"name_{language}": name,
        "role": nomination.role or "member",
        "organisation": nomination.organisation,
        "spectrum": nomination.spectrum,
        "represents": nomination.represents,
        "sex": nomination.sex,
        "from_area": True if "from_area" in nomination.criteria else None,
    }


def keep_card(desk: Desk, member: str, values: Values) -> str:
    """Change a member's official card, make it if there is none, and return its id.

    `values` holds any of consent, phone and email. The card goes to headquarters, so phone and e-mail need
    consent, and go when it is withdrawn. Raises UserError `card_needs_consent`.
    """
    held = next(iter(desk.records(OfficialCard, member=member)), None)
    consents = values.get("consent", held.consent if held else None)
    if not consents and any(values.get(name) for name in _REACH):
        raise UserError("card_needs_consent")
    noted = {**values, **_dated(desk, values)}
    with desk.write("official_card.keep") as unit:
        if held is None:
            return unit.add(OfficialCard, "", member=member, **noted)
        return unit.set(OfficialCard, held.id, **noted)


def _dated(desk: Desk, values: Values) -> dict[str, object]:
    if "consent" not in values:
        return {}
    if values["consent"]:
        return {"consent_on": desk.today}
    return {"consent_on": None, **dict.fromkeys(_REACH)}


def note_backstopping(desk: Desk, meeting: str, member: str, present: bool, function: str = "") -> None:
    """Note that somebody backstopped a meeting with a function, or that they did not.

    A function is kept for the meeting where it is not the member's usual one. Raises UserError.
    """
    found, who = desk.find(Meeting, meeting), desk.find(Member, member)
    if found is None:
        raise UserError("unknown_record", kind="meeting", id=meeting)
    others = {one for one in found.backstoppers if one != member}
    with desk.write("backstopping.note") as unit:
        unit.set(Meeting, meeting, backstoppers=tuple(sorted({*others, member} if present else others)))
        if present:
            _note_function(desk, unit, meeting, member, function, who.backstop_function if who else None)


def _note_function(
    desk: Desk, unit: Unit, meeting: str, member: str, function: str, usual: str | None
) -> None:
    held = next(iter(desk.records(Backstopping, meeting=meeting, member=member)), None)
    wanted = function if function and function != usual else None
    if held is not None:
        unit.set(Backstopping, held.id, function=wanted)
    elif wanted:
        unit.add(Backstopping, meeting=meeting, member=member, function=wanted)


def contribute(desk: Desk, what: str, member: str = "") -> str:
    """Note what a member gave, today, and return its id; without a member it is who writes here.

    Raises UserError `no_member_yet` when the group has nobody.
    """
    giver = member or member_here(desk) or _first_member(desk)
    with desk.write("contribution.add") as unit:
        return unit.add(Contribution, member=giver, what=what, given_on=desk.today)


def _first_member(desk: Desk) -> str:
    people = facts.serving(desk.book(), facts.GROUP_ROLES, desk.today)
    if not people:
        raise UserError("no_member_yet")
    return people[0].id


def plan_meeting_of(desk: Desk, mechanism: str) -> str:
    """Plan a meeting of a mechanism or sub-group, named like it, and return the meeting's id."""
    found = desk.find(CoordinationMechanism, mechanism)
    if found is None:
        raise UserError("unknown_record", kind="coordination_mechanism", id=mechanism)
    titles = {f"title_{code}": getattr(found, f"name_{code}") for code in ("en", "ar", "ckb", "fr")}
    with desk.write("meeting.add") as unit:
        return unit.add(Meeting, "", type="coordination", status="planned", mechanism=found.id, **titles)
