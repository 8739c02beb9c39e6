"""Work on the stakeholder map: adding, rating, positions, re-checks, contacts; one undo step each."""

from __future__ import annotations

from collections.abc import Mapping

from app.models.kinds.inside import Engagement, Outreach, Stakeholder, StakeholderLink, StakeholderView
from app.models.kinds.meetings import Commitment, Meeting
from app.models.kinds.people import Member, Organisation, Person
from app.process.definition import process_of
from app.process.views_of_stakeholders import seen
from app.services.desk import Desk

Values = Mapping[str, object]
RATINGS = frozenset({"influence", "interest"})
_LANGUAGES = ("en", "ar", "ckb", "fr")


def add_stakeholder(desk: Desk, name: str, language: str) -> str:
    """Add a stakeholder by its name in a language and return its id. Raises UserError for an empty name."""
    with desk.write("stakeholder.add") as unit:
        return unit.add(Stakeholder, **{f"name_{language}": name})


def rate(desk: Desk, stakeholder: str, values: Values) -> None:
    """Say how the person here sees a stakeholder; who said so and when is noted with it.

    Others' views stay beside it; the latest is the one shown. A first view of somebody takes over the
    rating that `values` leaves out. `values` holds any of influence, interest (1 to 5) and position;
    None clears. Raises UserError.
    """
    held = next((one for one in _views(desk, stakeholder) if (one.author or "") == desk.person), None)
    noted = _taken_over(desk, stakeholder, values) if held is None else dict(values)
    noted |= _signed(desk, values)
    with desk.write("stakeholder_view.edit") as unit:
        if held is None:
            unit.add(StakeholderView, "", stakeholder=stakeholder, author=desk.person or None, **noted)
        else:
            unit.set(StakeholderView, held.id, **noted)


def _views(desk: Desk, stakeholder: str) -> tuple[StakeholderView, ...]:
    return seen(desk.book(), stakeholder).views


def _signed(desk: Desk, values: Values) -> dict[str, object]:
    noted: dict[str, object] = {}
    author, today = author_name(desk), desk.today
    if "position" in values:
        said = values["position"] is not None
        noted |= {"position_by": author if said else None, "position_on": today if said else None}
    if RATINGS & values.keys():
        noted |= {"seen_by": author, "seen_on": today}
    return noted


def _taken_over(desk: Desk, stakeholder: str, values: Values) -> dict[str, object]:
    if not RATINGS & values.keys():
        return dict(values)
    shown = seen(desk.book(), stakeholder)
    return {"influence": shown.influence, "interest": shown.interest, **values}


def place_on_grid(desk: Desk, stakeholder: str, influence: float, interest: float) -> None:
    """Set influence and interest together, to a tenth, as one undo step. Raises UserError outside 1 to 5."""
    rate(desk, stakeholder, {"influence": f"{influence:.1f}", "interest": f"{interest:.1f}"})


def checked_today(desk: Desk, stakeholder: str) -> None:
    """Note that what is said of a stakeholder was looked at today and still holds."""
    with desk.write("stakeholder.edit") as unit:
        unit.set(Stakeholder, stakeholder, verified_on=desk.today)


def add_engagement(desk: Desk, stakeholder: str, values: Values) -> str:
    """Note a contact with a stakeholder and return its id; without a day it was today. Raises UserError."""
    first = {"held_on": desk.today, "by": member_here(desk)}
    given = {name: value for name, value in values.items() if value}
    with desk.write("engagement.add") as unit:
        return unit.add(Engagement, "", stakeholder=stakeholder, **{**first, **given})


def add_link(desk: Desk, origin: str, target: str, link_type: str, two_way: bool = False) -> str:
    """Draw a relation between two stakeholders and return its id. Raises UserError."""
    with desk.write("stakeholder_link.add") as unit:
        return unit.add(
            StakeholderLink, origin=origin, target=target, type=link_type, two_way=two_way or None
        )


def place_on_map(desk: Desk, stakeholder: str, across: float, down: float) -> None:
    """Keep where a stakeholder stands on the relation map, both from 0 to 1. Raises UserError outside."""
    with desk.write("stakeholder.move") as unit:
        unit.set(Stakeholder, stakeholder, map_x=f"{across:.3f}", map_y=f"{down:.3f}")


def arrange_anew(desk: Desk) -> None:
    """Forget every place on the relation map that somebody chose, as one undo step."""
    with desk.write("stakeholder.move") as unit:
        for one in desk.records(Stakeholder):
            if one.map_x is not None or one.map_y is not None:
                unit.set(Stakeholder, one.id, map_x=None, map_y=None)


def add_named(desk: Desk, authority: str, name: str, org_type: str | None, language: str) -> str:
    """Add someone an authority named, and put them on the outreach list; returns the stakeholder's id.

    `authority` is the stakeholder who named them. Raises UserError.
    """
    referred = _called(desk.find(Stakeholder, authority), language)
    with desk.write("stakeholder.named") as unit:
        record = unit.add(
            Stakeholder, **{f"name_{language}": name}, type=org_type, referred_by=referred or None
        )
        unit.add(
            Outreach,
            stakeholder=record,
            status="planned",
            by=member_here(desk),
            brought_in_by=authority or None,
        )
    return record


def add_authority_meeting(desk: Desk, title: str, language: str) -> str:
    """Add a planned meeting with an authority and return its id. Raises UserError for an empty title."""
    step = process_of(desk.book()).step_of_meeting("authority_meeting")
    with desk.write("meeting.add") as unit:
        return unit.add(
            Meeting,
            type="authority_meeting",
            step_id=step.id if step else None,
            status="planned",
            **{f"title_{language}": title},
        )


def meet_office(desk: Desk, meeting: str, office: str | None) -> None:
    """Say with which office a meeting was held: an organisation, or a stakeholder of the map.

    A stakeholder that stands for no organisation yet gets one of its name and type, which then leaves the
    group with the meeting. Raises UserError.
    """
    one = desk.find(Stakeholder, office) if office else None
    with desk.write("meeting.edit") as unit:
        held_with = one.organisation if one else office
        if one is not None and not held_with:
            names = {f"name_{code}": getattr(one, f"name_{code}") for code in _LANGUAGES}
            held_with = unit.add(Organisation, type=one.type, scope="local", **names)
            unit.set(Stakeholder, one.id, organisation=held_with)
        unit.set(Meeting, meeting, authority=held_with)


def add_promise(desk: Desk, values: Values, language: str) -> str:
    """Add a commitment of a government body and return its id; `text` is in a language. Raises UserError.

    Made outside meetings it has no day of its own: the three months to its first review begin today.
    """
    given = {name: value for name, value in values.items() if name != "text"}
    with desk.write("commitment.add") as unit:
        return unit.add(
            Commitment,
            "",
            role="government",
            status="made",
            reviewed_on=desk.today,
            **{f"text_{language}": values.get("text"), **given},
        )


def _called(one: Stakeholder | None, language: str) -> str:
    names = (getattr(one, f"name_{code}", None) for code in (language, *_LANGUAGES))
    return next((str(name) for name in names if name), "")


def member_here(desk: Desk) -> str | None:
    """Return the id of the member who writes here, None when the person is not a member (yet)."""
    return next((one.id for one in desk.records(Member, person=desk.person) if desk.person), None)


def author_name(desk: Desk) -> str:
    """Return the name of the person who writes here, "" when nobody is known by their keys."""
    person = desk.find(Person, desk.person)
    names = (getattr(person, f"name_{language}", None) for language in _LANGUAGES)
    return next((str(name) for name in names if name), "")
