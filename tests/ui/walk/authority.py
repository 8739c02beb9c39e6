"""Step 2: the one-page note, the meeting with the authority, and its agreement."""

from __future__ import annotations

from pathlib import Path

from ui.walk.mapping import COUNCIL
from ui.walk.person import Person


def write_the_note(person: Person, file: Path) -> None:
    """Mend the proposed text of the note and save it as PDF."""
    person.click("stakeholders.authority.write")
    person.fill("code.paper_part.closing", "We thank you and shall call your office.")
    person.walker.bot.waitUntil(person.find("paper.save").isEnabled)
    assert person.sees("paper.fits")
    person.picture("note")
    person.door.files = [file]
    person.click("paper.save")
    person.click("frame.close")
    assert file.stat().st_size > 1000


def meet_the_authority(person: Person) -> None:
    """Note the meeting, that it was held, and the agreement by letter."""
    person.door.answers = ["With the district council"]
    person.click("stakeholders.authority.add_meeting")
    person.choose("field.meeting.authority", COUNCIL)
    person.choose("field.meeting.status", "code.meeting_status.held")
    person.fill("field.meeting.held_on", "3/2/2026")
    person.choose("field.meeting.agreement_reached", "fields.yes")
    person.choose("field.meeting.agreement_form", "code.agreement_form.letter")
    person.fill("field.meeting.agreement_on", "5/2/2026")
    assert person.sees("stakeholders.authority.done", number=2)
    person.picture("authority")


def note_whom_they_name(person: Person) -> None:
    """Note one office that the council named; it goes on the outreach list at once."""
    person.click("stakeholders.named.add")
    person.fill("stakeholders.ask_name", "Water directorate")
    person.choose("field.stakeholder.type", "code.org_type.10")
    person.click("stakeholders.named.keep")
