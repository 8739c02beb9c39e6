"""The meeting of today on Home: which one, its agenda, and what it lacks."""

from __future__ import annotations

from datetime import date

import pytest

from app.models.book import Book
from app.models.kinds.meetings import AgendaItem, Meeting
from app.services.views.meeting_today import MeetingCard, meeting_today

TODAY = date(2026, 4, 7)


def meeting(record_id: str, held_on: str | None, **more: object) -> Meeting:
    return Meeting(id=record_id, space="s", title_en=record_id, held_on=held_on, **more)  # type: ignore[arg-type]


def card(*records: Meeting | AgendaItem) -> MeetingCard | None:
    return meeting_today(Book(records), TODAY)


def test_no_meeting_no_card() -> None:
    assert card() is None
    assert (
        card(meeting("past", "2026-04-06"), meeting("far", "2026-05-01"), meeting("dateless", None)) is None
    )


@pytest.mark.parametrize("status", ["held", "cancelled", "approved"])
def test_what_is_over_is_no_meeting_of_today(status: str) -> None:
    assert card(meeting("m", "2026-04-07", status=status)) is None


def test_the_one_that_runs_comes_first_then_todays_then_the_next() -> None:
    live = meeting("live", "2026-04-01", status="live")
    first, second = meeting("a", "2026-04-07", starts="09:00"), meeting("b", "2026-04-07", starts="14:00")
    later = meeting("later", "2026-04-12", status="planned")
    for records, wanted, days in (
        ((later, second, first, live), "live", 0),
        ((later, second, first), "a", 0),
        ((later,), "later", 5),
    ):
        found = card(*records)
        assert found is not None
        assert (found.id, found.days) == (wanted, days)


def test_the_agenda_stands_in_its_order_with_its_minutes() -> None:
    items = [
        AgendaItem(id=f"i{n}", space="s", meeting="m", title_en=f"Item {n}", minutes=10, position=f"a{9 - n}")
        for n in range(7)
    ]
    found = card(meeting("m", "2026-04-07", venue="Hall", note_taker="Nadia"), *items)
    assert found is not None
    assert [one.title.en for one in found.items] == [f"Item {n}" for n in (6, 5, 4, 3, 2)]  # type: ignore[union-attr]
    assert (found.more, found.minutes, found.lacking) == (2, 70, ())


def test_it_says_what_is_not_there_yet() -> None:
    found = card(meeting("m", "2026-04-07", type="roundtable"))
    assert found is not None
    assert found.lacking == ("agenda", "venue", "note_taker", "sensitisation")
