"""Work on the stakeholder map: adding, rating, positions, re-checks, contacts; one undo step each."""

from __future__ import annotations

from collections.abc import Mapping

from app.models.kinds.inside import Engagement, Stakeholder, StakeholderLink, StakeholderView
from app.models.kinds.people import Member, Person
from app.services.desk import Desk

Values = Mapping[str, object]
RATINGS = frozenset({"influence", "interest"})
_LANGUAGES = ("en", "ar", "ckb", "fr")


def add_stakeholder(desk: Desk, name: str, language: str) -> str:
    """Add a stakeholder by its name in a language and return its id. Raises UserError for an empty name."""
    with desk.write("stakeholder.add") as unit:
        return unit.add(Stakeholder, **{f"name_{language}": name})


def rate(desk: Desk, stakeholder: str, values: Values) -> None:
    """Change how the group sees a stakeholder; who said so and when is noted with it.

    `values` holds any of influence, interest (1 to 5) and position; None clears. Raises UserError.
    """
    noted: dict[str, object] = {**values}
    author, today = author_name(desk), desk.today
    if "position" in values:
        said = values["position"] is not None
        noted |= {"position_by": author if said else None, "position_on": today if said else None}
    if RATINGS & values.keys():
        noted |= {"seen_by": author, "seen_on": today}
    with desk.write("stakeholder_view.edit") as unit:
        held = next(iter(desk.records(StakeholderView, stakeholder=stakeholder)), None)
        if held is None:
            unit.add(StakeholderView, "", stakeholder=stakeholder, **noted)
        else:
            unit.set(StakeholderView, held.id, **noted)


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


def member_here(desk: Desk) -> str | None:
    """Return the id of the member who writes here, None when the person is not a member (yet)."""
    return next((one.id for one in desk.records(Member, person=desk.person) if desk.person), None)


def author_name(desk: Desk) -> str:
    """Return the name of the person who writes here, "" when nobody is known by their keys."""
    person = desk.find(Person, desk.person)
    names = (getattr(person, f"name_{language}", None) for language in _LANGUAGES)
    return next((str(name) for name in names if name), "")
