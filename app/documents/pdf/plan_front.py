"""The opening of a plan: cover, contents, context, priorities and response approach (blocks 1 to 3)."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.platypus import CondPageBreak, Spacer
from reportlab.platypus.flowables import Flowable

from app.documents.pdf.booklet import Heading
from app.documents.pdf.composer import Composer, ContentsLine
from app.documents.pdf.cover import Cover, CoverText
from app.documents.pdf.tables import Row
from app.documents.plan_content import Part, PlanDocument

CHAPTER = 110.0
SHORT_CHAPTER = 80.0
"""What must be left on a page, in points, for a chapter to begin there."""


def cover(make: Composer, plan: PlanDocument, code: str) -> Flowable:
    """Return the cover page."""
    chips = [make.label(make.say("training_mark"))] if plan.training else []
    if not plan.frozen:
        chips.append(make.label(make.say("draft_mark")))
    text = CoverText(
        above=plan.group_name,
        title=plan.title,
        subtitle=make.followed(make.say("area_and_period", area=plan.area), plan.period)
        if plan.period
        else plan.area,
        chips=tuple(chips),
        facts=tuple((fact.label, fact.value) for fact in plan.facts),
        figures=tuple((figure.value, _figure_label(figure.label, figure.source)) for figure in plan.figures),
        code=code,
        code_note=_code_note(make, plan),
    )
    return Cover(text, make.styles, make.rtl)


def edition(make: Composer, plan: PlanDocument) -> str:
    """Return which version or draft this is: "version 1.0", "draft 2"; "" where versions are not counted."""
    if not plan.version:
        return ""
    return make.say("version" if plan.frozen else "draft_version", version=plan.version)


def _code_note(make: Composer, plan: PlanDocument) -> str:
    """Return what the square code is for. Only a version of the plan is kept in Masar and found by it."""
    if not plan.version:
        return make.say("code_note_paper", code=plan.short_hash)
    return make.say("code_note", edition=edition(make, plan), code=plan.short_hash)


def _figure_label(label: str, source: int | None) -> str:
    return f"{label}\u00a0[{source}]" if source else label


def contents(make: Composer, headings: Sequence[Heading]) -> list[Flowable]:
    """Return the list of blocks and annexes with their pages."""
    listed = [heading for heading in headings if heading.level == 0]
    return [ContentsLine(heading, make.styles.body, make.rtl) for heading in listed]


def context(make: Composer, plan: PlanDocument) -> list[Flowable]:
    """Return block 1."""
    return make.title(make.say("block.1")) + make.block(plan.context)


def chapters(make: Composer, plan: PlanDocument) -> list[Flowable]:
    """Return the sections of an outline of its own, numbered, each under its title."""
    made: list[Flowable] = []
    for number, one in enumerate(plan.chapters, 1):
        made += [Spacer(1, 8)] if made else []
        made += [
            CondPageBreak(CHAPTER if one.tables else SHORT_CHAPTER),
            *make.title(make.line(str(number), one.title)),
        ]
        made += _parts_or_gap(make, one.parts) if one.parts or not one.tables else []
        made += [item for table in one.tables for item in make.figures_table(table)]
    return made


def priorities(make: Composer, plan: PlanDocument) -> list[Flowable]:
    """Return block 2: the ranked locations and the groups."""
    made = make.title(make.say("block.2")) + make.block(plan.priorities)
    if plan.locations:
        made += make.heading(make.say("priority_locations"))
        made.append(_locations(make, plan))
    if plan.groups:
        made += make.heading(make.say("priority_groups"))
        made.append(_groups(make, plan))
    return made


def _locations(make: Composer, plan: PlanDocument) -> Flowable:
    cells = make.cells
    heads = (("rank", 3.4), ("location", 17), ("role", 12), ("severity", 9), ("people", 7), ("why", 32))
    columns = make.columns(heads, ends=("people",))
    rows = [
        Row(
            (
                cells.text(str(place.rank)),
                cells.strong(place.name, place.sub_district),
                cells.text(place.role),
                cells.toned(place.severity, place.tone, place.severity_round),
                cells.text(place.people, "number"),
                cells.text(make.marked(place.reason, place.sources)),
            )
        )
        for place in plan.locations
    ]
    return make.table(columns, rows)


def _groups(make: Composer, plan: PlanDocument) -> Flowable:
    cells = make.cells
    noted = any(group.note for group in plan.groups)
    heads = (("group", 22), ("where", 26 if noted else 40), ("number", 10))
    columns = make.columns(heads + ((("note", 30),) if noted else ()), ends=("number",))
    rows = []
    for group in plan.groups:
        where = group.where if noted else make.marked(group.where, group.sources)
        row = (cells.strong(group.name), cells.text(where), cells.text(group.number, "number"))
        rows.append(Row((*row, cells.text(make.marked(group.note, group.sources))) if noted else row))
    return make.table(columns, rows)


def approach(make: Composer, plan: PlanDocument) -> list[Flowable]:
    """Return block 3, apart for places of return and of displacement."""
    made = make.title(make.say("block.3")) + make.block(plan.approach)
    for code, parts in (("return", plan.approach_return), ("displacement", plan.approach_displacement)):
        made += make.heading(make.say(f"approach.{code}")) + _parts_or_gap(make, parts)
    return made


def _parts_or_gap(make: Composer, parts: Sequence[Part]) -> list[Flowable]:
    return make.parts(parts) if parts else [make.note(make.say("not_written")), Spacer(1, 4)]
