"""Block 5 of a plan and its annexes: indicators, commitments, risks, lessons, sources, signing."""

from __future__ import annotations

from itertools import groupby

from reportlab.platypus import CondPageBreak, Spacer
from reportlab.platypus.flowables import Flowable

from app.documents.pdf.composer import Composer
from app.documents.pdf.marks import gap_chart, gap_legend
from app.documents.pdf.plan_front import edition
from app.documents.pdf.shapes import PictureBox
from app.documents.pdf.signature import SignaturePlace, signature_rows
from app.documents.pdf.tables import Column, Row
from app.documents.plan_content import Indicator, PlanDocument

CHART = 90.0
ANNEX, SOURCES, SOURCE = 230.0, 60.0, 18.0
"""What must be left on a page, in points: for an annex to begin there, for the title of sources, for each."""


def monitoring(make: Composer, plan: PlanDocument) -> list[Flowable]:
    """Return block 5: displaced people beside those not displaced, with the gap and no verdict."""
    made = make.title(plan.monitoring_title or make.say("block.5")) + make.block(plan.monitoring)
    if not plan.criteria:
        return made
    made += make.heading(make.say("indicators_beside" if plan.chapters else "indicators_title"))
    made.append(make.note(make.say("indicators_note"), keep=True))
    baseline, latest, other = (
        make.label(make.say(f"sign.{one}")) for one in ("baseline", "latest", "comparison")
    )
    made.append(PictureBox(gap_legend(baseline, latest, other, 420, make.rtl, 7.2), make.rtl))
    heads = (
        ("indicator", 31), ("chart", 18), ("baseline", 9), ("latest", 9), ("comparison", 10), ("gap", 12)
    )  # fmt: skip
    columns = make.columns(heads, ends=("baseline", "latest", "comparison", "gap"))
    rows: list[Row] = []
    for criterion in plan.criteria:
        rows.append(Row((make.cells.strong(criterion.title),), "group"))
        rows += [_indicator_row(make, indicator) for indicator in criterion.indicators]
    return [*made, make.table(columns, rows)]


def _indicator_row(make: Composer, indicator: Indicator) -> Row:
    cells = make.cells
    target = make.say("target_is", target=indicator.target) if indicator.target else ""
    quiet = make.line(indicator.code, indicator.unit, indicator.period, target, indicator.note)
    return Row(
        (
            cells.with_quiet(make.marked(indicator.name, indicator.sources), quiet),
            (PictureBox(gap_chart(indicator, CHART, make.rtl), make.rtl),),
            cells.text(indicator.baseline.text or "–", "number"),
            cells.strong(indicator.latest.text or "–", align="number"),
            cells.text(indicator.comparison.text or "–", "number"),
            cells.text(indicator.gap or "–", "number"),
        )
    )


def commitments(make: Composer, plan: PlanDocument) -> list[Flowable]:
    """Return the table of what organisations committed themselves to."""
    cells = make.cells
    heads = (("commitment", 33), ("by", 18), ("kind", 13), ("due", 14), ("status", 11))
    columns = make.columns(heads)
    rows: list[Row] = []
    for side, of_side in groupby(plan.commitments, key=lambda entry: entry.side):
        rows += [Row((cells.strong(side),), "group")] if side else []
        rows += [
            Row(
                (
                    cells.with_quiet(entry.text, make.line(entry.code, entry.made_at)),
                    cells.text(entry.by),
                    cells.text(entry.kind),
                    cells.text(make.day(entry.due) or make.say("no_day")),
                    cells.toned(entry.status, entry.status_tone),
                )
            )
            for entry in of_side
        ]
    return _annex(make, "commitments", [make.table(columns, rows)] if rows else [])


def risks(make: Composer, plan: PlanDocument) -> list[Flowable]:
    """Return the risks, highest score first."""
    cells = make.cells
    heads = (("risk", 27), ("likelihood", 9), ("impact", 7), ("score", 6), ("mitigation", 35), ("owner", 15))
    columns = make.columns(heads, ends=("likelihood", "impact", "score"))
    ranked = sorted(plan.risks, key=lambda risk: -risk.likelihood * risk.impact)
    rows = []
    for risk in ranked:
        score = risk.likelihood * risk.impact
        rows.append(
            Row(
                (
                    cells.text(risk.title),
                    cells.text(str(risk.likelihood), "number"),
                    cells.text(str(risk.impact), "number"),
                    cells.toned(str(score), "attention" if score >= 15 else "plain", align="number"),
                    cells.text(risk.mitigation),
                    cells.with_quiet(risk.owner, risk.status),
                )
            )
        )
    table = [make.note(make.say("risks_note"), keep=True), make.table(columns, rows)] if rows else []
    return _annex(make, "risks", make.parts(plan.risk_parts) + table)


def lessons(make: Composer, plan: PlanDocument) -> list[Flowable]:
    """Return lessons and what they recommend."""
    cells = make.cells
    heads = (("lesson", 22), ("what_happened", 34), ("recommendation", 34))
    columns = make.columns(heads)
    rows = [
        Row((cells.strong(entry.title), cells.text(entry.text), cells.text(entry.recommendation)))
        for entry in plan.lessons
    ]
    table = [make.table(columns, rows)] if rows else []
    return _annex(make, "lessons", make.parts(plan.lesson_parts) + table)


def attendance(make: Composer, plan: PlanDocument) -> list[Flowable]:
    """Return the numbers of people who took part, without names."""
    tables = [table for table in (plan.attendance, plan.ages) if table is not None]
    return _annex(make, "attendance", [item for table in tables for item in make.figures_table(table)])


def places(make: Composer, plan: PlanDocument) -> list[Flowable]:
    """Return the locations with their p-codes."""
    return _annex(make, "places", make.figures_table(plan.places) if plan.places else [])


def notes(make: Composer, plan: PlanDocument) -> list[Flowable]:
    """Return what is written about the annexes."""
    return _annex(make, "notes", make.parts(plan.annex_parts))


def sources(make: Composer, plan: PlanDocument) -> list[Flowable]:
    """Return the numbered sources."""
    rows = [Row((make.cells.text(str(entry.number)), make.cells.text(entry.text))) for entry in plan.sources]
    columns = [Column((), 4), Column((), 80)]
    room = min(ANNEX, SOURCES + SOURCE * len(rows))
    return _annex(make, "sources", [make.table(columns, rows, dense=True)] if rows else [], room)


def _annex(make: Composer, code: str, made: list[Flowable], room: float = ANNEX) -> list[Flowable]:
    return [CondPageBreak(room), *make.title(make.say(f"annex.{code}")), *made] if made else []


def signing(make: Composer, plan: PlanDocument, places: list[SignaturePlace]) -> list[Flowable]:
    """Return the page to sign, with a box for each expected signatory and the spare ones."""
    made = make.title(make.say("signing_title"))
    said = plan.signing_text or make.say("signing_text", edition=edition(make, plan), code=plan.short_hash)
    made.append(make.body(said))
    made.append(Spacer(1, 8))
    if not plan.frozen:
        made.append(make.note(make.say("signing_draft" if plan.version else "signing_draft_paper")))
    made += signature_rows(make, plan.signatories, plan.spare_signatures, places)
    return made
