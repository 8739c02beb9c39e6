"""Block 4 of a plan: activities by objective on wide pages, and which location each objective reaches."""

from __future__ import annotations

from datetime import date

from reportlab.platypus.flowables import Flowable

from app.documents.pdf.composer import Composer
from app.documents.pdf.lines import Span
from app.documents.pdf.marks import Quarters, count_mark, quarters, timeline_bar, timeline_head
from app.documents.pdf.shapes import PictureBox
from app.documents.pdf.tables import Cell, Column, Row
from app.documents.plan_content import Activity, CoverageRow, Objective, PlanDocument

TIMELINE = 104.0
_HEADS = (
    ("code", 5.2),
    ("activity", 21),
    ("where", 13),
    ("lead_partners", 15),
    ("government", 13),
    ("target", 14),
)


def activities(make: Composer, plan: PlanDocument) -> list[Flowable]:
    """Return the heading, texts and activity table of block 4."""
    made = make.title(plan.activities_title or make.say("block.4")) + make.block(plan.activities)
    listed = [activity for objective in plan.objectives for activity in objective.activities]
    span = quarters([day for activity in listed for day in _days(activity) if day])
    columns = [Column(make.cells.head(make.say(f"column.{name}")), weight) for name, weight in _HEADS]
    when = make.words.say("poster.when")
    head = (PictureBox(timeline_head(span, TIMELINE, make.rtl), make.rtl, title=when),)
    columns += [Column(head, 14.5), Column(make.cells.head(make.say("column.status")), 9.5)]
    rows: list[Row] = []
    for objective in plan.objectives:
        rows += _objective_rows(make, objective, span)
    return [*made, make.table(columns, rows)] if rows else made


def _objective_rows(make: Composer, objective: Objective, span: Quarters) -> list[Row]:
    name = Span(make.line(objective.code, objective.title), bold=True)
    if not objective.activities:
        text = objective.reason or make.say("objective_without_reason")
        return [
            Row((make.cells.text((name, Span(make.parting + make.isolated(text), role="quiet"))),), "group")
        ]
    rows = [Row((make.cells.text((name,)),), "group")]
    return rows + [_activity_row(make, activity, span) for activity in objective.activities]


def _activity_row(make: Composer, activity: Activity, span: Quarters) -> Row:
    cells = make.cells
    voices = make.say("answers_voices", count=activity.voices) if activity.voices else ""
    title: Cell = cells.with_quiet(activity.title, activity.detail)
    if voices:
        title += cells.quiet((Span(voices, role="accent"),))
    return Row(
        (
            cells.code(activity.code),
            title,
            cells.text(activity.where),
            cells.with_quiet(activity.lead, activity.partners),
            cells.text(activity.government or "–"),
            cells.text(activity.target or "–"),
            _when(make, activity, span),
            cells.toned(activity.status, activity.status_tone),
        )
    )


def _when(make: Composer, activity: Activity, span: Quarters) -> Cell:
    start, end = _days(activity)
    bar = PictureBox(timeline_bar(span, start, end, TIMELINE, make.rtl), make.rtl)
    texts = [make.day(day).replace(" ", "\u00a0") for day in (activity.start, activity.end)]
    return (bar, *make.cells.quiet(make.joined(" – ", [text for text in texts if text])))


def _days(activity: Activity) -> tuple[date | None, date | None]:
    return _day(activity.start), _day(activity.end)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


def coverage(make: Composer, plan: PlanDocument) -> list[Flowable]:
    """Return how many activities each priority location has under each objective."""
    if not plan.coverage:
        return []
    cells = make.cells
    columns = [Column(cells.head(make.say("column.location")), 20)]
    columns += [Column(cells.head(objective.code, "center"), 6) for objective in plan.objectives]
    wanted = len(plan.objectives)

    def counts(row: CoverageRow) -> tuple[int, ...]:
        return (row.counts + (0,) * wanted)[:wanted]

    rows = [
        Row(
            (
                cells.with_quiet(row.location, row.reason),
                *((PictureBox(count_mark(count, 30), make.rtl),) for count in counts(row)),
            )
        )
        for row in plan.coverage
    ]
    made = make.heading(make.say("coverage_title"))
    made.append(make.note(make.say("coverage_note"), keep=True))
    return [*made, make.table(columns, rows)]
