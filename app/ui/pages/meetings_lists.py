"""The two lists of the page: meetings and consultations."""

from __future__ import annotations

from app.services.views.meetings import ConsultationRow, MeetingRow
from app.ui.kit.rows import Cell, TableColumn
from app.ui.language import label_text, say, words
from app.ui.pages.meetings_words import CONSULTATION_TONES, dotted, status_cell

_WIDTHS = {"commitments": 120}


def meeting_columns() -> list[TableColumn]:
    """Return the columns of the list of meetings."""
    field = words().field
    return [
        TableColumn(field("meeting", "held_on"), _day, _day_width(), sort_key=lambda one: one.held_on),
        TableColumn(field("meeting", "title"), lambda one: Cell(_title(one), under=one.code), share=3),
        TableColumn(field("meeting", "type"), _type, share=2),
        _number("people"),
        _number("inputs"),
        _number("decisions"),
        _number("commitments"),
        TableColumn(field("meeting", "status"), lambda one: status_cell(one.status), 150),
    ]


def consultation_columns(narrow: bool) -> list[TableColumn]:
    """Return the columns of the list of consultations; fewer beside the open panel."""
    field = words().field
    columns = [
        TableColumn(field("consultation", "held_on"), _day, _day_width(), sort_key=lambda one: one.held_on),
        TableColumn(field("consultation", "title"), lambda one: Cell(_title(one), under=one.code), share=3),
        _number("people"),
        TableColumn(field("consultation", "status"), _consultation_status, 120),
    ]
    if narrow:
        return columns
    return [
        *columns[:2],
        TableColumn(
            field("consultation", "method"),
            lambda one: words().code("consultation_method", one.method),
            share=2,
        ),
        TableColumn(field("consultation", "groups"), _groups, share=2),
        columns[2],
        _number("inputs"),
        columns[3],
        TableColumn(
            field("consultation", "fed_back_on"),
            lambda one: Cell(
                words().date(one.fed_back_on, "day_month") if one.fed_back_on else "", quiet=True
            ),
            112,
        ),
    ]


def _day_width() -> int:
    """Return the room for a day with its year: the Iraqi months have long names."""
    return 148 if words().right_to_left else 112


def _title(one: MeetingRow | ConsultationRow) -> str:
    return label_text(one.title) or say("records.untitled")


def _day(one: MeetingRow | ConsultationRow) -> Cell:
    return Cell(words().date(one.held_on) if one.held_on else say("meetings.no_day"), quiet=True)


def _type(one: MeetingRow) -> Cell:
    agreed = say("meetings.agreement.reached") if one.agreement else ""
    return Cell(words().code("meeting_type", one.type), under=agreed)


def _groups(one: ConsultationRow) -> str:
    return dotted(*(words().code("population_group", group) for group in one.groups))


def _consultation_status(one: ConsultationRow) -> Cell:
    tone = CONSULTATION_TONES.get(one.status, "neutral")
    return Cell(words().code("consultation_status", one.status), tone=tone)


def _number(name: str) -> TableColumn:
    def cell(one: MeetingRow | ConsultationRow) -> Cell:
        value = getattr(one, name)
        return Cell(words().number(value) if value else "–", quiet=not value)

    def key(one: MeetingRow | ConsultationRow) -> int:
        return getattr(one, name) or 0

    return TableColumn(
        say(f"meetings.column.{name}"), cell, _WIDTHS.get(name, 104), at_end=True, sort_key=key
    )
