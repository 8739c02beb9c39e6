"""Each neighbouring process from Welcome to its PDF and its end, through the window alone, with the mouse.

MASAR_PICTURES=FOLDER saves a picture of each station there.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from ui.walk.doors import AnsweredDoor
from ui.walk.eyes import said
from ui.walk.person import Person
from ui.walk_processes import drafting, finishing
from ui.walk_processes.drafting import MINISTRY, ORGANISATIONS
from ui.walking import Walker

FOCAL_POINTS = (("Dalia Haddad", "abc_focal_point", ""), ("Omar Saleh", "abc_focal_point", ""))
LANGUAGES = pytest.mark.parametrize(("language", "code"), [("English", "en"), ("العربية", "ar")])


@pytest.fixture
def door() -> AnsweredDoor:
    """Answer the small dialogs of the real program by typing into them."""
    return AnsweredDoor()


@pytest.fixture
def person(walker: Walker, door: AnsweredDoor) -> Person:
    """Somebody with a mouse before Welcome."""
    return Person(walker, door)


@pytest.mark.slow
@LANGUAGES
def test_a_joint_programme_from_welcome_to_its_document(
    person: Person, tmp_path: Path, language: str, code: str
) -> None:
    drafting.begin(person, tmp_path / "own.masarw", "joint_programme", language)
    drafting.list_organisations(person)
    arrange(person)
    drafting.write_sections(person, code)
    drafting.plan_activity(person, "Repair of homes", "results", "work_plan", "strategy")
    drafting.are_done(person, 1, 2, 3, 4)
    drafting.review(person)
    signing = [(f"Head of {name}", "organisation", name) for name, _ in ORGANISATIONS[:2]]
    drafting.sign_on_paper(person, ("The minister", "national_authority", MINISTRY), *signing)
    sign_the_agreement(person)
    drafting.are_done(person, 5)
    drafting.print_the_document(person, tmp_path / "programme.pdf")
    finishing.report(person)
    finishing.learn(person)
    finishing.close(person)
    drafting.are_done(person, 6)


def sign_the_agreement(person: Person) -> None:
    """Say that the programme document is signed."""
    person.page("plan")
    person.click("plan.tab.agreements")
    person.click("kind.agreement.many")
    person.row("Programme document")
    person.choose("field.agreement.status", "code.agreement_status.signed")
    person.fill("field.agreement.signed_on", "2/3/2026")


def arrange(person: Person) -> None:
    """Enter the joint activity, who carries what, how funds are managed, and the programme document."""
    person.page("plan")
    person.click("plan.tab.agreements")
    person.door.answers = ["Homes and rights together"]
    person.click("records.add", kind=said("kind.joint_activity").lower())
    for name, _ in ORGANISATIONS[:2]:
        person.choose("joint.add_organisation", name)
    for number in range(2):
        person.fill("field.joint_share.amount", "500", nth=number)
    person.choose("field.joint_activity.lead", ORGANISATIONS[0][0])
    person.choose("field.joint_activity.national_partner", MINISTRY)
    person.choose("field.joint_activity.modality", "code.modality.parallel")
    person.choose("field.joint_activity.integration_level", "code.integration_level.2")
    person.fill("field.joint_activity.steering_body_en", "Steering committee")
    person.fill("field.joint_activity.budget", "1000")
    assert person.sees("joint.adds_up")
    person.door.answers = ["Programme document"]
    person.click("joint.add_agreement")
    person.picture("joint")


@pytest.mark.slow
@LANGUAGES
def test_an_integrated_framework_from_welcome_to_its_document(
    person: Person, tmp_path: Path, language: str, code: str
) -> None:
    drafting.begin(person, tmp_path / "own.masarw", "integrated_framework", language)
    drafting.list_organisations(person)
    name_second_planner(person)
    for level in ("national", "headquarters"):
        name_mechanism(person, level)
    assess_jointly(person)
    drafting.write_sections(person, code)
    drafting.plan_activity(person, "Dialogue on land", "areas", "results")
    drafting.are_done(person, 1, 2, 3, 4, 5)
    drafting.review(person)
    drafting.sign_on_paper(person, ("Head of mission", "mission", ""), ("Coordinator", "country_team", ""))
    drafting.are_done(person, 6)
    drafting.print_the_document(person, tmp_path / "framework.pdf")
    person.click("plan.tab.frameworks")
    assert person.sees("frameworks.complete", covered=4, total=4)
    finishing.report(person)
    finishing.close(person)
    drafting.are_done(person, 7)


def name_second_planner(person: Person) -> None:
    """Add the second focal point of the planning."""
    person.click("group.tab.members")
    person.door.answers = ["Omar Saleh"]
    person.click("group.add.member")
    person.choose("field.member.role", "code.role.focal_point")


def name_mechanism(person: Person, level: str) -> None:
    """Add a coordination mechanism of a level."""
    person.page("group")
    person.click("group.tab.coordination")
    person.door.answers = [f"Forum, {level}"]
    person.click("group.add.coordination_mechanism")
    person.choose("field.coordination_mechanism.level", f"code.mechanism_level.{level}")


def assess_jointly(person: Person) -> None:
    """Hold the joint assessment with its risks, opportunities, options and recommendation."""
    person.page("voices")
    person.click("voices.tab.consultations")
    person.door.answers = ["Joint assessment"]
    person.click("voices.add.consultations")
    person.choose("field.consultation.method", "code.consultation_method.desk")
    person.choose("field.consultation.status", "code.consultation_status.finished")
    person.choose("field.consultation.joint", "fields.yes")
    for name in ("risks", "opportunities", "options", "recommendation"):
        person.fill(f"field.consultation.{name}", f"What the entities say of {name}.")
    person.picture("assessment")


@pytest.mark.slow
@LANGUAGES
def test_a_priority_zone_from_welcome_to_its_compacts_and_programme(
    person: Person, tmp_path: Path, language: str, code: str
) -> None:
    drafting.begin(person, tmp_path / "own.masarw", "priority_zone", language)
    drafting.list_organisations(person)
    decide(person)
    know_actors(person)
    meet_the_authority(person)
    agree_on_compacts(person, tmp_path / "compact.pdf")
    drafting.write_sections(person, code)
    map_a_project(person)
    drafting.plan_activity(person, "Talks on pasture", "pillar_dialogue")
    drafting.are_done(person, 1, 2, 3, 4)
    drafting.review(person)
    drafting.sign_on_paper(person, ("The governor", "governor", ""), *FOCAL_POINTS)
    drafting.are_done(person, 5)
    drafting.print_the_document(person, tmp_path / "zone.pdf")
    name_mechanism(person, "governorate")
    finishing.follow(person, "Talks on pasture")
    finishing.learn(person)
    finishing.meet(person, "review_meeting")
    look_ahead(person, code)
    finishing.close(person)
    drafting.are_done(person, 6, 7)


def look_ahead(person: Person, language: str) -> None:
    """Write the roadmap for what comes after."""
    person.page("plan")
    person.click("plan.tab.text")
    drafting.write_section(person, "roadmap", language)


def decide(person: Person) -> None:
    """Select the zone and say why."""
    person.page("area")
    person.click("area.decide")
    person.choose("field.area_decision.decision", "code.area_decision.selected")
    person.fill("field.area_decision.rationale_en", "Conflict, and the will to end it")
    person.fill("field.area_decision.decided_on", "1/2/2026")


def know_actors(person: Person) -> None:
    """List government, community and partners, and how much each can do and wants."""
    person.page("stakeholders")
    for name, sort in (("Council", "11"), ("Elders", "community_structure"), ("Relief", "21")):
        person.door.answers = [name]
        person.click("stakeholders.add_one")
        person.choose("field.stakeholder.type", f"code.org_type.{sort}")
        person.fill("field.stakeholder_view.influence", "3")
        person.fill("field.stakeholder_view.interest", "4")


def meet_the_authority(person: Person) -> None:
    """Note a meeting with the authority that was held."""
    person.click("stakeholders.tab.authority")
    person.door.answers = ["With the governor"]
    person.click("stakeholders.authority.add_meeting")
    person.choose("field.meeting.status", "code.meeting_status.held")
    person.fill("field.meeting.held_on", "3/2/2026")
    person.picture("authority")


def agree_on_compacts(person: Person, file: Path) -> None:
    """Enter a compact of each level with its three engagements, and save one as PDF."""
    person.page("plan")
    person.click("plan.tab.agreements")
    person.click("kind.agreement.many")
    for level in ("national", "governorate"):
        person.door.answers = [f"Compact, {level}"]
        person.click("records.add", kind=said("kind.agreement").lower())
        person.choose("field.agreement.type", "code.agreement_type.compact")
        person.choose("field.agreement.level", f"code.level.{level}")
        person.choose("field.agreement.status", "code.agreement_status.validated")
        person.choose("field.agreement.authority", MINISTRY)
        for kind in ("financial", "legislative", "political"):
            person.door.answers = [f"What is engaged, {kind}, {level}"]
            person.click(f"joint.add_{kind}")
    person.picture("compact")
    person.door.files = [file]
    person.click("joint.print_compact")
    person.walker.bot.waitUntil(file.exists, timeout=60_000)
    assert file.read_bytes().startswith(b"%PDF")
    give_due_dates(person)


def give_due_dates(person: Person) -> None:
    """Say of every engagement until when, and which activity it carries."""
    page = person.walker.frame.stack.made()["plan"]
    person.click_on(page.tabs.button("commitments"))
    for level in ("national", "governorate"):
        for kind in ("financial", "legislative", "political"):
            person.row(f"What is engaged, {kind}, {level}")
            person.fill("field.commitment.due", "1/12/2027")


def map_a_project(person: Person) -> None:
    """Enter a project of somebody else, and align it."""
    person.click("plan.tab.frameworks")
    person.row("framework.issss.projects.title")
    person.door.answers = ["Market road"]
    person.click("frameworks.add_project")
    person.picture("project")


@pytest.mark.slow
@LANGUAGES
def test_support_to_the_security_sector_from_welcome_to_its_strategy(
    person: Person, tmp_path: Path, language: str, code: str
) -> None:
    drafting.begin(person, tmp_path / "own.masarw", "security_sector", language)
    drafting.list_organisations(person)
    know_actors(person)
    meet_the_authority(person)
    meet_the_committee(person)
    drafting.write_sections(person, code)
    drafting.plan_activity(person, "Advice and training", "strategic", "technical", "operational")
    drafting.are_done(person, 1, 2, 3)
    drafting.review(person)
    drafting.sign_on_paper(person, ("Head of mission", "mission", ""), *FOCAL_POINTS)
    drafting.are_done(person, 4)
    drafting.print_the_document(person, tmp_path / "strategy.pdf")
    name_mechanism(person, "national")
    finishing.place(person, "Advice and training", "before_elections", "after_elections")
    finishing.report(person)
    finishing.learn(person)
    finishing.close(person)
    drafting.are_done(person, 5, 6)


def meet_the_committee(person: Person) -> None:
    """Note a meeting of the local security committee that was held."""
    person.page("meetings")
    person.door.answers = ["Local security committee"]
    person.click("meetings.add")
    person.row("code.meeting_type.security_committee")
    person.click("meetings.details")
    person.choose("field.meeting.status", "code.meeting_status.held")
    person.fill("field.meeting.held_on", "5/2/2026")
    person.picture("committee")
