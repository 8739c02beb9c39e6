"""Step 1, what is known: an issue with its source, and the stakeholders placed on the grid."""

from __future__ import annotations

from ui.walk.choosing_area import SOURCE
from ui.walk.person import Person

COUNCIL, WOMEN, RELIEF = "District council of Sinjar", "Returnee women of Tal Zahra", "Relief Bridge team"
STAKEHOLDERS = (
    (COUNCIL, "11", "4", "4"),
    (WOMEN, "womens_group", "2", "5"),
    (RELIEF, "21", "3", "4"),
)
PUMP = "The pump of Tal Zahra has no generator"


def list_an_issue(person: Person) -> None:
    """Add an issue from existing data, with where it comes from."""
    person.page("voices")
    person.door.answers = [PUMP]
    person.click("voices.add.inputs")
    person.choose("field.issue.raised_by", "code.affiliation.returnee")
    person.choose("field.issue.location", "Tal Zahra")
    person.choose("field.issue.source", SOURCE)


def map_stakeholders(person: Person) -> None:
    """List government, community and partners, and say how much each can do and wants."""
    person.page("stakeholders")
    for name, sort, influence, interest in STAKEHOLDERS:
        person.door.answers = [name]
        person.click("stakeholders.add_one")
        person.choose("field.stakeholder.type", f"code.org_type.{sort}")
        person.fill("field.stakeholder_view.influence", influence)
        person.fill("field.stakeholder_view.interest", interest)
    person.click("stakeholders.tab.grid")
    person.picture("grid")
