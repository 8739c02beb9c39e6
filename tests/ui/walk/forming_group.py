"""Step 1, the group: organisations, nominations, members, induction, cards, work plan, first meeting."""

from __future__ import annotations

from ui.walk.person import Person

ORGANISATIONS = (
    ("Sinjar Municipality", "11", "local", "stabilisation"),
    ("Women of Sinjar", "womens_group", "local", "peacebuilding"),
    ("Relief Bridge", "21", "international", "humanitarian"),
)
NOMINATED = (
    ("Omar Saleh", "Sinjar Municipality", "focal_point", "Mayors of the district", "stabilisation", "male"),
    ("Layla Khalaf", "Women of Sinjar", "member", "Women who returned", "peacebuilding", "female"),
    ("Karim Elias", "Relief Bridge", "member", "Relief partners", "humanitarian", "male"),
    ("Hala Adnan", "Sinjar Agriculture Office", "member", "Farmers of the north", "development", "female"),
)
BACKSTOPPERS = (("Rana Majid", "drafting_linkage_technical"), ("Yusuf Talib", "secretariat"))


def list_organisations(person: Person) -> None:
    """Add the organisations of those who will be nominated."""
    person.page("group")
    person.click("group.tab.organisations")
    for name, sort, scope, part in ORGANISATIONS:
        person.door.answers = [name]
        person.click("group.add.organisation")
        person.choose("field.organisation.type", f"code.org_type.{sort}")
        person.choose("field.organisation.scope", f"code.actor_scope.{scope}")
        person.click(f"code.spectrum.{part}")


def nominate(person: Person) -> None:
    """Enter each nomination with what speaks for it, and accept it."""
    person.click("group.tab.nominations")
    for name, organisation, role, represents, part, sex in NOMINATED:
        person.door.answers = [name]
        person.click("group.add.nomination")
        _name_organisation(person, organisation)
        person.choose("field.nomination.channel", "code.nomination_channel.direct_outreach")
        person.choose("field.nomination.outreach_status", "code.outreach_status.answered")
        person.click("code.nomination_criterion.from_area")
        person.click("code.nomination_criterion.committed")
        person.click("code.nomination_criterion.context_knowledge")
        person.choose("field.nomination.role", f"code.role.{role}")
        person.fill("field.nomination.represents", represents)
        person.choose("field.nomination.spectrum", f"code.spectrum.{part}")
        person.choose("field.nomination.sex", f"code.sex.{sex}")
        person.choose("field.nomination.consent", "fields.yes")
        person.fill("field.nomination.phone", "+964 770 000 0000")
        person.click("group.nomination.accept")
    person.picture("nominations")


def _name_organisation(person: Person, name: str) -> None:
    """Choose an organisation; one that is not listed yet is named on the spot."""
    if name in [one[0] for one in ORGANISATIONS]:
        person.choose("field.nomination.organisation", name)
    else:
        person.door.answers = [name]
        person.click("group.add.organisation")


def ask_members(person: Person) -> None:
    """Say whom Dalia stands for, and note of each member what they can support."""
    person.click("group.tab.members")
    person.row("Dalia Haddad")
    person.fill("field.member.represents", "Local organisations of the centre")
    person.choose("field.member.spectrum", "code.spectrum.humanitarian")
    person.choose("field.member.sex", "code.sex.female")
    for name in ("Dalia Haddad", *(one[0] for one in NOMINATED)):
        person.row(name)
        person.fill("field.member.potential", "Hosts meetings and knows the families")
        person.fill("field.member.potential_asked_on", "20/1/2026")


def name_backstoppers(person: Person) -> None:
    """Add the two who help the group, each with a function."""
    for name, function in BACKSTOPPERS:
        person.door.answers = [name]
        person.click("group.add.member")
        person.choose("field.member.role", "code.role.backstop_area")
        person.choose("field.member.backstop_function", f"code.backstop_function.{function}")


def give_cards(person: Person) -> None:
    """Ask the two focal points for consent and put phone and e-mail on their cards."""
    for name in ("Dalia Haddad", "Omar Saleh"):
        person.row(name)
        person.choose("field.official_card.consent", "fields.yes")
        person.fill("field.official_card.phone", "+964 770 000 0000")
        person.fill("field.official_card.email", "group@example.org")
    person.picture("members")


def hold_the_induction(person: Person) -> None:
    """Record the induction and who attended it."""
    person.click("group.tab.learning")
    person.door.answers = ["Induction on durable solutions"]
    person.click("group.add.training")
    person.choose("field.training.type", "code.training_type.induction")
    person.tick("field.training.audience", "code.training_audience.members")
    person.fill("field.training.given_by", "Rana Majid")
    person.fill("field.training.held_on", "22/1/2026")
    person.fill("field.training.hours", "2")
    for name in ("Dalia Haddad", *(one[0] for one in NOMINATED)):
        person.choose("field.training.members", name)
    person.picture("training")


def plan_the_work(person: Person) -> None:
    """Let dates be proposed for the tasks of the steps, and give one task to somebody."""
    person.click("group.tab.work")
    person.click("group.work.propose")
    person.click("group.work.people")
    person.click("group.work.list")
    person.picture("work-plan")


def hold_the_first_meeting(person: Person) -> None:
    """Record the first meeting of the group, with who was there, and who backstopped it."""
    person.page("meetings")
    person.click("meetings.add")
    person.row("code.meeting_type.first_meeting")
    person.door.answers = ["How we work together"]
    person.click("meetings.agenda.add")
    person.click("meetings.details")
    person.choose("field.meeting.status", "code.meeting_status.held")
    person.fill("field.meeting.held_on", "27/1/2026")
    person.fill("field.meeting.starts", "10:00")
    person.fill("field.meeting.ends", "12:00")
    person.fill("field.meeting.venue", "Sunbula office, Sinjar")
    person.tick("field.meeting.members_present", "Dalia Haddad", *(one[0] for one in NOMINATED))
    person.fill("field.meeting.minutes_on", "28/1/2026")
    person.click("meetings.all")


def note_the_backstopping(person: Person) -> None:
    """Tick the two who backstopped the first meeting; their functions are known."""
    person.page("group")
    person.click("group.tab.support")
    person.row("code.meeting_type.first_meeting")
    for name, _ in BACKSTOPPERS:
        person.click(name)
    assert person.sees("group.support.fine")
    person.picture("backstopping")
