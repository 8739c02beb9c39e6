"""Steps 3 and 5: outreach, consultations with voices, intentions, relations; then a further consultation."""

from __future__ import annotations

from ui.walk.mapping import COUNCIL, RELIEF, WOMEN
from ui.walk.person import Person

TALKS = (
    ("Returnee women of Tal Zahra", "local", "Women of Sinjar", "Water comes once in three days"),
    ("Talk with Relief Bridge", "international", "Relief Bridge", "Shelter support ends in March"),
)
ANSWERS = (
    (RELIEF, "They can bring trainers"),
    (WOMEN, "They ask to be heard apart"),
    ("Water directorate", "They will come"),
)
FURTHER = "Youth of Kherbat Noor"


def relate(person: Person) -> None:
    """Say how two stakeholders stand to each other."""
    person.page("stakeholders")
    person.click("stakeholders.tab.list")
    person.row(COUNCIL)
    person.click("stakeholders.relations.add")
    person.choose("stakeholders.relations.whom", WOMEN)
    person.choose("field.stakeholder_link.type", "code.link_type.supports")
    person.click("stakeholders.relations.keep")
    person.click("stakeholders.tab.relations")
    person.picture("relations")


def put_on_the_list(person: Person) -> None:
    """Put two on the list of those who are to be heard."""
    person.click("stakeholders.tab.outreach")
    for name, scope in ((RELIEF, "international"), (WOMEN, "local")):
        person.click("stakeholders.outreach.add")
        person.row(name)
        person.choose("field.outreach.scope", f"code.actor_scope.{scope}")


def hear_back_from_the_list(person: Person) -> None:
    """Note who answered what."""
    person.click("stakeholders.tab.outreach")
    for name, answer in ANSWERS:
        if not person.sees(name):
            continue
        person.row(name)
        person.choose("field.outreach.status", "code.outreach_status.answered")
        person.fill("field.outreach.contacted_on", "10/2/2026")
        person.fill("field.outreach.answer", answer)


def consult(person: Person) -> None:
    """Hold two talks, one with a local and one with an international actor, and note what was said."""
    person.page("voices")
    for title, scope, organisation, heard in TALKS:
        person.click("voices.tab.consultations")
        person.door.answers = [title]
        person.click("voices.add.consultations")
        person.choose("field.consultation.method", "code.consultation_method.fgd")
        person.choose("field.consultation.status", "code.consultation_status.finished")
        person.choose("field.consultation.scope", f"code.actor_scope.{scope}")
        person.fill("field.consultation.held_on", "12/2/2026")
        person.choose("field.consultation.organisation", organisation)
        person.click("code.population_group.returnee")
        person.fill("field.consultation.women", "9")
        person.fill("field.consultation.summary_en", "They want water first.")
        person.fill("field.consultation.fed_back_on", "20/2/2026")
        person.door.answers = [heard]
        person.click("voices.add.inputs")
        assert person.sees(heard)
    person.picture("consultation")


def note_intentions(person: Person) -> None:
    """Note how many want what, what they were told before; and an expectation with what was answered."""
    person.click("voices.tab.intentions")
    person.click("voices.add.intentions")
    person.row("code.population_group.returnee")
    person.choose("field.intentions.location", "Tal Zahra")
    person.choose("field.intentions.pathway", "code.solution_path.return")
    person.fill("field.intentions.households", "60")
    person.fill("field.intentions.information_given", "What the town offers, read out in Arabic")
    person.click("voices.tab.expectations")
    person.door.answers = ["Every family will get a house"]
    person.click("voices.add.expectations")
    person.choose("field.expectation.raised_by", "code.affiliation.returnee")
    person.fill("field.expectation.message_given", "The plan names who repairs what; it promises no houses")
    person.picture("expectation")


def consult_further(person: Person) -> None:
    """Step 5: close a gap that the roundtable found, and tell people what came of it."""
    person.page("voices")
    person.click("voices.tab.consultations")
    person.door.answers = [FURTHER]
    person.click("voices.add.consultations")
    person.choose("field.consultation.step_id", "step.consult_further.title")
    person.choose("field.consultation.method", "code.consultation_method.fgd")
    person.choose("field.consultation.status", "code.consultation_status.finished")
    person.fill("field.consultation.held_on", "10/4/2026")
    person.fill("field.consultation.summary_en", "They ask for a bus to the school.")
    person.fill("field.consultation.fed_back_on", "15/4/2026")
