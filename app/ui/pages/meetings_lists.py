"""The list of meetings."""

from __future__ import annotations

from app.services.views.meetings import MeetingRow
from app.ui.kit.rows import Cell, TableColumn
from app.ui.language import label_text, say, words
from app.ui.pages.meetings_words import dotted, status_cell

_WIDTHS = {"commitments": 120}


def meeting_columns() -> list[TableColumn]:
    """Return the columns of the list of meetings."""
    field = words().field
    return [
        TableColumn(field("meeting", "held_on"), _day, _day_width(), sort_key=lambda one: one.held_on),
        TableColumn(field("meeting", "title"), lambda one: Cell(_title(one), under=one.code), share=3),
        TableColumn(say("meetings.column.type"), _type, share=2),
        _number("people"),
        _number("inputs"),
        _number("decisions"),
        _number("commitments"),
        TableColumn(field("meeting", "status"), lambda one: status_cell(one.status), 150),
    ]


def _day_width() -> int:
    """Return the room for a day with its year: the Iraqi months have long names."""
    return 148 if words().right_to_left else 112


def _title(one: MeetingRow) -> str:
    return label_text(one.title) or say("records.untitled")


def _day(one: MeetingRow) -> Cell:
    return Cell(words().date(one.held_on) if one.held_on else say("meetings.no_day"), quiet=True)


def _type(one: MeetingRow) -> Cell:
    agreed = say("meetings.agreement.reached") if one.agreement else ""
    return Cell(words().code("meeting_type", one.type), under=dotted(label_text(one.mechanism), agreed))


def _number(name: str) -> TableColumn:
    def cell(one: MeetingRow) -> Cell:
        value = getattr(one, name)
        return Cell(words().number(value) if value else "–", quiet=not value)

    def key(one: MeetingRow) -> int:
        return getattr(one, name) or 0

    return TableColumn(
        say(f"meetings.column.{name}"), cell, _WIDTHS.get(name, 104), at_end=True, sort_key=key
    )
