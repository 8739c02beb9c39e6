"""What the Monitoring page says of targets, reports, gaps and periods."""

from __future__ import annotations

from collections.abc import Sequence

from app.drawing.gap_chart import GapNames, GapRow, gap_chart
from app.drawing.shapes import Picture
from app.process import facts
from app.process.gaps import Gap, Point
from app.services.papers.progress_report import Period
from app.services.views.monitoring import (
    FollowedActivity,
    IndicatorRow,
    MonitoringView,
    ProgressEntry,
    TargetEntry,
)
from app.services.views.records import RecordRow, RecordsView, rule_of
from app.ui.kit.form import FieldSpec
from app.ui.kit.picture import measure
from app.ui.kit.rows import Cell
from app.ui.language import label_text, say, words
from app.ui.pages.plan_words import STATUS_TONES, amount_text
from app.ui.record_words import options_of

COUNTS = ("women", "men", "girls", "boys", "elderly", "idps", "returnees", "host")


def activity_status(one: FollowedActivity) -> Cell:
    """Return the status as a chip."""
    text = words().code("activity_status", one.status) if one.status else ""
    return Cell(text, tone=STATUS_TONES.get(one.status, "neutral"))


def reached_text(target: TargetEntry) -> str:
    """Return "31 of 120 houses · 26 %", or only the target when nothing was told yet."""
    whole = _amount(target)
    if not target.reached:
        return say("monitor.target_only", target=whole)
    text = say("monitor.reached_of", reached=_number(target.reached), target=whole)
    return text if target.share is None else f"{text} · {words().percent(target.share)}"


def _amount(target: TargetEntry) -> str:
    values = {"unit": target.unit, "unit_text": target.unit_text, "value": target.value}
    return amount_text(RecordRow("target", target.id, values))


def _number(text: str) -> str:
    found = facts.number(text)
    return words().number(found) if found is not None else ""


def report_text(one: ProgressEntry) -> str:
    """Return a report's day and what it says was reached."""
    told = _number(one.reached) or (words().percent(one.percent / 100) if one.percent is not None else "")
    day = words().date(one.day) if one.day else ""
    return " · ".join(part for part in (day, told) if part)


def period_text(period: Period) -> str:
    """Return a quarter as "January to March 2026", any other period by its days."""
    start, ends = words().date(period.starts), words().date(period.ends)
    return say("report.from_to", start=start, end=ends)


def gap_text(gap: Gap) -> str:
    """Return how far displaced people are behind, in the unit: "17 points behind"; never a verdict."""
    if gap.gap is None:
        return say("monitor.gap.unknown") if gap.comparison is None else ""
    number = words().number(abs(gap.gap).normalize())
    if gap.gap == 0:
        return say("monitor.gap.none")
    code = "behind" if gap.gap > 0 else "ahead"
    unit = "points" if gap.unit == "percent" else "plain"
    return say(f"monitor.gap.{code}_{unit}", number=number)


def change_text(gap: Gap) -> str:
    """Return whether the gap closed or widened since the baseline, "" when nobody can say."""
    if gap.change is None or gap.change == 0:
        return ""
    code = "closing" if gap.change < 0 else "widening"
    return say(f"monitor.gap.{code}", number=words().number(abs(gap.change).normalize()))


def point_text(point: Point | None, unit: str) -> str:
    """Return a value with its unit, "–" for none."""
    if point is None:
        return "–"
    told = words().hundredths if unit == "percent" else words().number
    return told(point.value.normalize())


def group_text(row: IndicatorRow, gap: Gap) -> str:
    """Return which displaced people and where."""
    there = (one.place for one in row.measured if gap.place and one.values.get("place") == gap.place)
    place = next(map(label_text, there), "")
    return " · ".join(part for part in (words().code("compared_group", gap.group), place) if part)


def chart_of(rows: Sequence[IndicatorRow], width: float, *, with_names: bool = True) -> Picture:
    """Return the gap chart of indicators, one line for each group and place measured."""
    lines = [_line(row, gap, with_names) for row in rows for gap in row.gaps]
    names = GapNames(*(say(f"drawing.gap.{name}") for name in ("baseline", "latest", "comparison", "gap")))
    return gap_chart(lines, names, width, measure, mirrored=words().right_to_left, size=12)


def _line(row: IndicatorRow, gap: Gap, with_names: bool) -> GapRow:
    points = (gap.baseline, gap.latest, gap.comparison)
    first, latest, other = (float(point.value) if point else None for point in points)
    told = [value for value in (first, latest, other) if value is not None]
    high = 100.0 if row.unit == "percent" else max([*told, 1.0]) * 1.1
    label = label_text(row.name) if with_names else group_text(row, gap) if len(row.gaps) > 1 else ""
    code = row.code if with_names else ""
    return GapRow(code, label, first, latest, other, gap_text(gap), high=high, tag=row.id)


def progress_specs(activity: FollowedActivity) -> list[FieldSpec]:
    """Return the fields of a report on an activity."""
    targets = tuple((one.id, reached_text(one)) for one in activity.targets)
    field = words().field
    counts = [FieldSpec(name, field("progress", name), "whole", half=True) for name in COUNTS]
    return [
        FieldSpec("target", field("progress", "target"), "choice", targets),
        FieldSpec("reported_on", field("progress", "reported_on"), "date"),
        FieldSpec("reached", field("progress", "reached"), "number", half=True),
        FieldSpec("percent", field("progress", "percent"), "whole", half=True),
        *counts,
        FieldSpec("narrative", field("progress", "narrative"), "text"),
        FieldSpec("obstacles", field("progress", "obstacles"), "text"),
        FieldSpec("verified_by", field("progress", "verified_by"), "line"),
        FieldSpec("correction_reason", field("progress", "correction_reason"), "line"),
    ]


def activity_specs() -> list[FieldSpec]:
    """Return the fields of an activity that change while it is carried out."""
    field = words().field
    return [
        coded("activity", "status"),
        FieldSpec("starts", field("activity", "starts"), "date"),
        FieldSpec("ends", field("activity", "ends"), "date"),
    ]


def indicator_specs() -> list[FieldSpec]:
    """Return the fields of an indicator."""
    field = words().field
    return [
        FieldSpec(f"name_{words().language}", field("indicator", f"name_{words().language}"), "text"),
        *(coded("indicator", name) for name in ("iasc", "objective", "type", "unit", "direction", "level")),
        FieldSpec("target", field("indicator", "target"), "number", half=True),
        FieldSpec("frequency", field("indicator", "frequency"), "line"),
        FieldSpec("collection_plan", field("indicator", "collection_plan"), "text"),
        FieldSpec("displaced_only_reason", field("indicator", "displaced_only_reason"), "text"),
    ]


def measurement_specs(view: MonitoringView) -> list[FieldSpec]:
    """Return what can be corrected of a value; indicator, period, place and group are fixed."""
    field = words().field
    sources = tuple((key, label_text(name)) for key, name in view.sources)
    return [
        FieldSpec("value", field("measurement", "value"), "number", half=True),
        FieldSpec("sample_size", field("measurement", "sample_size"), "whole", half=True),
        FieldSpec("measured_on", field("measurement", "measured_on"), "date"),
        coded("measurement", "method"),
        coded("measurement", "representativeness"),
        FieldSpec("source", field("measurement", "source"), "reference", sources),
        FieldSpec("is_baseline", field("measurement", "is_baseline"), "yes_no"),
    ]


def coded(kind: str, name: str) -> FieldSpec:
    """Return a field that holds a code."""
    options = options_of(rule_of(kind, name), RecordsView(kind, ()), {})
    return FieldSpec(name, words().field(kind, name), "choice", options)
