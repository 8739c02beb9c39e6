"""Who backstopped a meeting, and with which of the two functions.

Source: DSTWG update, who develops and monitors the plan: at least two people at all area meetings, one for
drafting, linkages and technical support, the other for secretariat support.
"""

from __future__ import annotations

from app.models.book import Book
from app.models.codes import CODE_LISTS
from app.models.kinds.meetings import Backstopping, Meeting
from app.models.kinds.people import Member

FUNCTIONS = CODE_LISTS["backstop_function"]
AREA_MEETINGS = frozenset(
    {"first_meeting", "authority_meeting", "roundtable", "review_meeting", "coordination"}
)


def is_area_meeting(meeting: Meeting) -> bool:
    """Return whether backstoppers are expected: at the group's own meetings, not those of other forums."""
    return meeting.type in AREA_MEETINGS and not meeting.mechanism


def functions_served(book: Book, meeting: Meeting) -> dict[str, str]:
    """Return member → function of everyone who backstopped a meeting, "" where neither is known.

    What was noted for the meeting goes before the function that somebody usually has.
    """
    noted = {
        book.stands(one.member or ""): one.function for one in book.where(Backstopping, meeting=meeting.id)
    }
    found: dict[str, str] = {}
    for member_id in meeting.backstoppers:
        member = book.get(Member, member_id)
        usual = member.backstop_function if member else None
        found[member_id] = noted.get(member_id) or usual or ""
    return found


def uncovered(book: Book, meeting: Meeting) -> tuple[str, ...]:
    """Return the functions that nobody served at a meeting."""
    served = set(functions_served(book, meeting).values())
    return tuple(one for one in FUNCTIONS if one not in served)
