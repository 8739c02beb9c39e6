"""What the page of meetings says of statuses, lines and groups in the room."""

from __future__ import annotations

from app.services.views.meetings import MeetingsView
from app.services.views.meetings_room import Attendance, NoteEntry, Room
from app.services.views.records import Value
from app.ui.kit.rows import Cell
from app.ui.language import label_text, say, words

STATUS_TONES = {
    "planned": "neutral",
    "live": "wrong",
    "held": "attention",
    "minutes_circulated": "accent",
    "approved": "good",
    "cancelled": "neutral",
}
CONSULTATION_TONES = {"planned": "neutral", "under_way": "accent", "finished": "good"}
NOTE_TONES = {"issue": "accent", "decision": "good", "commitment": "attention", "action_point": "neutral"}
RIGHT_TO_LEFT, LEFT_TO_RIGHT = "\u200f", "\u200e"
NOTE_KINDS = ("issue", "decision", "commitment", "action_point")


def status_cell(status: str) -> Cell:
    """Return a meeting's status as a chip."""
    return Cell(words().code("meeting_status", status), tone=STATUS_TONES.get(status, "neutral"))


def note_kind(kind: str) -> str:
    """Return the short name of a kind of line: input, decision, commitment, action point."""
    return say(f"meetings.line.{kind}")


def group_name(group: str) -> str:
    """Return a group in the room in words."""
    return say(f"meetings.group.{group}")


def groups_text(groups: tuple[str, ...]) -> str:
    """Return groups as a list within or at the start of a sentence."""
    return words().join([say(f"meetings.heard.{group}") for group in groups])


def note_detail(note: NoteEntry) -> str:
    """Return what stands beneath a line: who, which objective, where, by when."""
    who = label_text(note.who) or words().code("affiliation", note.who_code)
    who = who or words().code("population_group", note.group)
    due = say("meetings.by_day", day=words().date(note.due)) if note.due else ""
    basis = words().code("decision_basis", note.basis)
    return dotted(note.code, who, note.objective, label_text(note.location), basis, due)


def dotted(*parts: str) -> str:
    """Return the parts that are not empty with a dot between them, in the direction of the language."""
    filled, between = [part for part in parts if part], say("stakeholders.separator").strip("|")
    if not words().right_to_left or not filled:
        return between.join(filled)
    return RIGHT_TO_LEFT + between.join(f"\u2068{part}\u2069" for part in filled)


def room_quiet(room: Room) -> str:
    """Return what stands beside the title: day, people, place."""
    people = say("meetings.people", count=room.attendance.total) if room.attendance.total else ""
    day = words().date(room.held_on, "day_month") if room.held_on else ""
    return dotted(day, people, room.venue)


def present_line(room: Room) -> str:
    """Return who supports the meeting and whether durable solutions were explained."""
    backstoppers = say("meetings.backstoppers", count=len(room.backstoppers)) if room.backstoppers else ""
    told = {True: "meetings.sensitisation.given", False: "meetings.sensitisation.not_given"}
    sensitisation = say(told[room.sensitisation]) if room.sensitisation is not None else ""
    return dotted(backstoppers, sensitisation)


def age_line(attendance: Attendance) -> str:
    """Return the people by age band, in the order of the bands."""
    ages = attendance.by_age()
    bands = ("under_18", "18_24", "25_59", "60_over", "unknown")
    said = [say("meetings.age", band=band_text(band), number=ages[band]) for band in bands if band in ages]
    return dotted(*said)


def band_text(band: str) -> str:
    """Return an age band in words, its numbers in their own order also between Arabic words."""
    text = words().code("age_band", band)
    return text if any(sign.isalpha() for sign in text) else f"{LEFT_TO_RIGHT}{text}{LEFT_TO_RIGHT}"


def found_line(view: MeetingsView, kind: str, record_id: str) -> tuple[str, dict[str, Value]] | None:
    """Return title and values of a record of the open meeting, None when it is not there."""
    room = view.room
    if room is None:
        return None
    if kind == "meeting" and record_id == room.id:
        return label_text(room.title), dict(room.values)
    listed = {
        "agenda_item": [(one.id, label_text(one.title), one.values) for one in room.agenda],
        "guest": [(one.id, label_text(one.name), one.values) for one in view.before.guests],
        "named_attendance": [(one.id, one.name, one.values) for one in view.named],
    }
    notes = [(note.id, note.code or label_text(note.text), note.values) for note in room.notes]
    for found, title, values in listed.get(kind, notes):
        if found == record_id:
            return title, dict(values)
    return None
