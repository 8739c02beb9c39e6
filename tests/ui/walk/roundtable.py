"""Step 4: the roundtable prepared, held with its note-taker's screen, and written up."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from ui.walk.eyes import words_on
from ui.walk.forming_group import BACKSTOPPERS
from ui.walk.mapping import COUNCIL
from ui.walk.person import Person

from app.ui.pages.meetings_audience import AudienceWindow

ITEMS = (("What durable solutions are", "information", "20"), ("Water and schools", "decision", "60"))
LINES = (
    (Qt.Key.Key_F2, "issue", "Girls walk an hour to school"),
    (Qt.Key.Key_F3, "decision", "Water comes first"),
    (Qt.Key.Key_F4, "commitment", "Forty desks by May"),
    (Qt.Key.Key_F5, "action_point", "Send the list of schools"),
)


def plan_the_roundtable(person: Person) -> None:
    """Make the meeting, set day and place, and write the agenda."""
    person.page("meetings")
    person.click("meetings.add")
    person.row("code.meeting_type.roundtable")
    person.click("meetings.details")
    person.fill("field.meeting.held_on", "17/3/2026")
    person.fill("field.meeting.starts", "09:30")
    person.fill("field.meeting.ends", "12:00")
    person.fill("field.meeting.venue", "Municipality hall, Sinjar")
    person.fill("field.meeting.venue_offered_by", COUNCIL)
    person.tick("field.meeting.languages", "code.language.ar")
    person.fill("field.meeting.chair", "Head of the district council")
    person.fill("field.meeting.note_taker", "Layla Khalaf")
    person.fill("field.meeting.sensitisation_by", "Rana Majid")
    person.fill("field.meeting.materials", "Ten slides")
    person.click("roundtable.check.backstoppers.open", count=0)
    for name, _ in BACKSTOPPERS:
        person.click(name)
    for title, sort, minutes in ITEMS:
        person.door.answers = [title]
        person.click("meetings.agenda.add")
        person.click(title)
        person.choose("field.agenda_item.type", f"code.agenda_type.{sort}")
        person.fill("field.agenda_item.minutes", minutes)


def invite(person: Person) -> None:
    """Take the list from the map, mark all as asked, and note that the council comes."""
    person.click("roundtable.propose", count=4)
    person.click("roundtable.guests.mark_asked", count=4)
    person.row("code.channel.letter")
    person.row(COUNCIL)
    person.choose("field.guest.answer", "code.guest_answer.coming")
    person.fill("field.guest.seats", "3")
    person.picture("before")


def hold_the_roundtable(person: Person) -> None:
    """Start the meeting, count who is there, and catch what is said with one key each."""
    person.click("meetings.start")
    person.click("meetings.count")
    for affiliation, sex, count in (("district", "male", "4"), ("returnee", "female", "11")):
        person.choose("field.attendance_count.affiliation", f"code.affiliation.{affiliation}")
        person.choose("field.attendance_count.sex", f"code.sex.{sex}")
        person.choose("field.attendance_count.age_band", "code.age_band.25_59")
        person.fill("field.attendance_count.count", count)
        person.click("meetings.count.add")
    person.click("frame.close")
    for key, kind, text in LINES:
        person.click("meetings.entry")
        person.press(key)
        person.type(text)
        if kind == "issue":
            person.click("meetings.entry.raised_by")
            person.row("code.affiliation.returnee")
            person.click("meetings.entry")
        person.press(Qt.Key.Key_Return)
        assert person.sees(text)
    person.picture("live")
    _show_the_hall(person)
    person.click("meetings.read_back")
    assert all(person.sees(text) for _, kind, text in LINES if kind != "issue")
    person.picture("read-back")
    person.click("frame.close")


def _show_the_hall(person: Person) -> None:
    """Open the second screen, look at it, and close it again with its own key."""
    person.click("roundtable.audience")
    hall = next(one for one in QApplication.topLevelWidgets() if isinstance(one, AudienceWindow))
    assert ITEMS[0][0] in words_on(hall)
    QTest.keyClick(hall, Qt.Key.Key_Escape)
    person.come_to_the_front()


def close_it(person: Person, file: Path) -> None:
    """Close the meeting and make the minutes."""
    person.door.files = [file]
    person.click("meetings.close")
    person.entry("English")
    assert file.stat().st_size > 1000
    person.picture("after")


def agree_on_the_minutes(person: Person) -> None:
    """Say that durable solutions were explained, who was there, and who approved the minutes when."""
    person.click("meetings.details")
    person.choose("field.meeting.sensitisation", "fields.yes")
    person.tick("field.meeting.members_present", "Dalia Haddad", "Omar Saleh", "Layla Khalaf")
    person.fill("field.meeting.minutes_on", "18/3/2026")
    person.fill("field.meeting.minutes_approved_by", "Head of the district council")
