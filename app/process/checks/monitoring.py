"""Checks of indicators, measurements, population figures, risks and commitments.

Checks 9 and 10, and fields.
"""

from __future__ import annotations

from collections.abc import Iterator

from app.models.book import Book
from app.models.kinds.area import Location, PopulationFigure
from app.models.kinds.meetings import Commitment
from app.models.kinds.plan import Indicator, Measurement, Risk
from app.process import facts, gaps
from app.process.checks.finding import CRITERIA, PRACTICE, PRINCIPLES, Context, Finding, Severity
from app.process.terms import NameOf, On, Params


def baselines(book: Book, _context: Context) -> Iterator[Finding]:
    """Check 9: each outcome indicator has baselines for displaced and compared people, or a plan."""
    for indicator in book.where(Indicator, type="outcome"):
        if facts.filled(indicator.collection_plan):
            continue
        groups = {one.group for one in book.where(Measurement, indicator=indicator.id) if _is_baseline(one)}
        place = ("monitoring", "indicator", indicator.id, "collection_plan")
        params: Params = {"indicator": NameOf(indicator.id), "code": indicator.code or ""}
        if not groups & gaps.DISPLACED:
            yield Finding(9, "check.no_displaced_baseline", "error", CRITERIA, *place, params)
        if gaps.NON_DISPLACED not in groups and not facts.filled(indicator.displaced_only_reason):
            yield Finding(9, "check.no_comparison_baseline", "error", CRITERIA, *place, params)


def _is_baseline(measurement: Measurement) -> bool:
    return bool(measurement.is_baseline) and facts.number(measurement.value) is not None


def measurements(book: Book, context: Context) -> Iterator[Finding]:
    """A measurement has a source, lies within 0 to 100 % and does not speak for fewer than ten people."""
    for one in book.of(Measurement):
        indicator = book.get(Indicator, one.indicator)
        params: Params = {"indicator": NameOf(one.indicator or ""), "period": one.period or ""}
        place = ("monitoring", "measurement", one.id)
        if not one.source:
            yield Finding(0, "check.measurement_unsourced", "warning", PRACTICE, *place, "source", params)
        value = facts.number(one.value)
        if indicator and indicator.unit == "percent" and value is not None and not 0 <= value <= 100:
            yield Finding(0, "check.percent_out_of_range", "error", PRACTICE, *place, "value", params)
        if one.sample_size is not None and one.sample_size < context.thresholds.small_sample:
            more: Params = {**params, "count": one.sample_size, "least": context.thresholds.small_sample}
            yield Finding(0, "check.small_sample", "info", PRACTICE, *place, "sample_size", more)


def comparable(book: Book, _context: Context) -> Iterator[Finding]:
    """Displaced and non-displaced people are compared by the same method in the same period."""
    for gap in gaps.gaps(book):
        for flag in gap.flags:
            params: Params = {"indicator": NameOf(gap.indicator)}
            if flag in (gaps.PERIOD_DIFFERS, gaps.METHOD_DIFFERS):
                place = ("monitoring", "indicator", gap.indicator)
                yield Finding(0, f"check.{flag}", "warning", CRITERIA, *place, "", params)


def households(book: Book, context: Context) -> Iterator[Finding]:
    """Individuals are about six per household, five in camps (DTM), with a tolerance of 20 %."""
    for figure in book.of(PopulationFigure):
        location = book.get(Location, figure.location)
        camp = figure.group == "idp_camp" or (location is not None and location.type == "camp")
        limits = context.thresholds
        factor = limits.people_per_camp_household if camp else limits.people_per_household
        if figure.households and figure.individuals is not None and figure.households > 0:
            expected = figure.households * factor
            if abs(figure.individuals - expected) > limits.tolerance * expected:
                params: Params = {
                    "location": NameOf(figure.location or ""),
                    "households": figure.households,
                    "individuals": figure.individuals,
                    "factor": factor,
                }
                place = ("area", "population_figure", figure.id, "individuals")
                yield Finding(0, "check.household_size", "warning", "source.dtm", *place, params)


def risks(book: Book, context: Context) -> Iterator[Finding]:
    """A grave risk (likelihood times impact of 15 or more) has a mitigation and an owner."""
    for risk in book.of(Risk):
        score = (risk.likelihood or 0) * (risk.impact or 0)
        prepared = facts.says(risk, "mitigation") and facts.filled(risk.owner)
        if score >= context.thresholds.risk_score and risk.status != "closed" and not prepared:
            params: Params = {"risk": NameOf(risk.id), "score": score}
            field = "owner" if facts.says(risk, "mitigation") else "mitigation_en"
            yield Finding(
                0, "check.risk_unmitigated", "warning", PRACTICE, "plan", "risk", risk.id, field, params
            )


def _about(code: str, one: Commitment, field: str, context: Context, grave: bool) -> Finding:
    due = facts.day(one.due)
    today = facts.day(context.today)
    late = (today - due).days if due and today else 0
    params: Params = {
        "code": one.code or "",
        "organisation": NameOf(one.organisation or ""),
        "due": On(one.due or ""),
        "count": late,
    }
    severity: Severity = "error" if grave else "warning"
    return Finding(10, code, severity, PRINCIPLES, "plan", "commitment", one.id, field, params)


def commitments(book: Book, context: Context) -> Iterator[Finding]:
    """Check 10: every government commitment has a due date and a status; overdue ones are flagged."""
    for one in book.of(Commitment):
        official = one.role == "government"
        if official and facts.day(one.due) is None:
            yield _about("check.commitment_due", one, "due", context, grave=True)
        if official and not one.status:
            yield _about("check.commitment_status", one, "status", context, grave=True)
        if facts.is_overdue(one, context.today):
            yield _about("check.commitment_overdue", one, "status", context, grave=False)
        if official and not one.activities and one.objective != "SO1":
            yield _about("check.commitment_unlinked", one, "activities", context, grave=False)


def commitment_reviews(book: Book, context: Context) -> Iterator[Finding]:
    """Check 10: commitments of the government are looked at again every three months."""
    for one in book.where(Commitment, role="government"):
        months = facts.months_since(one.reviewed_on, context.today)
        stale = months is not None and months >= context.thresholds.months_to_review
        if stale and one.status not in facts.KEPT:
            params: Params = {"code": one.code or "", "day": On(one.reviewed_on or ""), "count": months or 0}
            place = ("plan", "commitment", one.id, "reviewed_on")
            yield Finding(10, "check.commitment_unreviewed", "info", PRACTICE, *place, params)


def displaced_only(book: Book, _context: Context) -> Iterator[Finding]:
    """A displaced-only indicator says why no comparison is made."""
    for indicator in book.of(Indicator):
        only = bool(indicator.compared) and gaps.NON_DISPLACED not in indicator.compared
        if only and not facts.filled(indicator.displaced_only_reason):
            params: Params = {"indicator": NameOf(indicator.id)}
            place = ("monitoring", "indicator", indicator.id, "displaced_only_reason")
            yield Finding(0, "check.displaced_only", "info", CRITERIA, *place, params)
