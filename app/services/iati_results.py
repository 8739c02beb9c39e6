"""Results of an activity in an IATI file: its targets as outputs, the plan's indicators it serves."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from decimal import Decimal

from app.models.kinds.plan import Activity, Indicator, Progress, Target
from app.models.values import read_number
from app.process.gaps import Point, gaps_of
from app.services.iati_parts import narratives, put, said
from app.services.papers.scribe import Scribe

RESULTS = {"output": "1", "outcome": "2", "impact": "3", "context": "9"}
OUTPUT, UNIT, PERCENT = "1", "1", "2"
Period = tuple[str, str]


def results(made: ET.Element, scribe: Scribe, one: Activity, period: Period) -> None:
    """Add the results of an activity. Figures of fewer than ten people are left out."""
    for target in scribe.book.where(Target, activity=one.id):
        _output(made, scribe, one, target, period)
    for indicator in scribe.book.of(Indicator):
        if one.id in indicator.activities:
            _outcome(made, scribe, indicator, period)


def _output(made: ET.Element, scribe: Scribe, one: Activity, target: Target, period: Period) -> None:
    unit = target.unit_text or scribe.code("unit", target.unit)
    result = put(made, "result", type=OUTPUT)
    narratives(put(result, "title"), one, "title", one.code or one.id)
    indicator = put(result, "indicator", measure=UNIT)
    said(put(indicator, "title"), unit)
    if read_number(target.baseline) is not None:
        put(indicator, "baseline", year=period[0][:4], value=target.baseline or "")
    ends = target.due or period[1]
    reports = scribe.book.where(Progress, activity=one.id, target=target.id)
    newest = max(reports, key=lambda report: (report.reported_on or "", report.id), default=None)
    reached = newest.reached if newest else None
    _period(indicator, (period[0], ends), target.value, reached)


def _outcome(made: ET.Element, scribe: Scribe, one: Indicator, period: Period) -> None:
    for gap in gaps_of(scribe.book, one):
        result = put(made, "result", type=RESULTS.get(one.type or "", RESULTS["outcome"]))
        narratives(put(result, "title"), one, "name", one.code or one.id)
        measure = PERCENT if one.unit == "percent" else UNIT
        told = put(result, "indicator", measure=measure, ascending="0" if one.direction == "lower" else "1")
        said(put(told, "title"), f"{scribe.name(one)} · {scribe.code('compared_group', gap.group)}")
        baseline = _value(gap.baseline)
        if gap.baseline is not None and baseline is not None:
            put(told, "baseline", year=gap.baseline.period[:4], value=baseline)
        _period(told, period, one.target, _value(gap.latest))


def _period(indicator: ET.Element, period: Period, target: str | None, actual: str | None) -> None:
    starts, ends = period
    if not ends:
        return
    made = put(indicator, "period")
    put(made, "period-start", **{"iso-date": starts})
    put(made, "period-end", **{"iso-date": ends})
    for name, value in (("target", target), ("actual", actual)):
        if read_number(value) is not None:
            put(made, name, value=value or "")


def _value(point: Point | None) -> str | None:
    return None if point is None or point.small else format(Decimal(point.value), "f")
