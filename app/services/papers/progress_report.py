"""The periodic progress report: what activities reached, indicators side by side, and what was promised.

Only what partners may read is in it: nothing above class 2, no contacts, small numbers hidden.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from app.documents.pdf.marks import gap_legend, gap_marks
from app.documents.plan_content import Drawing, Fact, Figure, Part
from app.documents.report_content import ReportCell, ReportColumn, ReportDocument, ReportSection, ReportTable
from app.foundation.errors import UserError
from app.foundation.progress import Progress as Watch
from app.models.kinds.area import Area
from app.models.kinds.meetings import Commitment
from app.models.kinds.people import Group
from app.models.kinds.plan import Activity, Indicator, Progress, Target
from app.models.kinds.review import Report
from app.process.facts import current_plan, is_overdue
from app.process.gaps import Gap, Point, gaps_of
from app.services.desk import Desk
from app.services.papers.plan_tables import ACTIVITY_TONES, commitments
from app.services.papers.printable import printable
from app.services.papers.scribe import Scribe
from app.words.catalogue import Words

WIDE, LETTERS, CHART = 495.0, 7.6, 106.0
RUNNING = ("ongoing", "delayed", "suspended")


@dataclass(frozen=True, slots=True)
class Period:
    """The days that a report is about, both included, as ISO days."""

    starts: str
    ends: str

    def holds(self, day: str | None) -> bool:
        """Whether a day lies in the period."""
        return bool(day) and self.starts <= (day or "") <= self.ends


def last_quarter(today: str) -> Period:
    """Return the quarter of a year that ended last before a day."""
    day = date.fromisoformat(today)
    first = date(day.year, 3 * ((day.month - 1) // 3) + 1, 1)
    ends = first - timedelta(days=1)
    return Period(date(ends.year, ends.month - 2, 1).isoformat(), ends.isoformat())


def progress_pdf(desk: Desk, language: str, period: Period, watch: Watch | None = None) -> bytes:
    """Return the progress report as a PDF. Raises UserError `no_plan`, `period_backwards`, Cancelled."""
    from app.documents.pdf.report import render_report

    return render_report(progress_document(desk, language, period), Words(language), watch)


def progress_document(desk: Desk, language: str, period: Period) -> ReportDocument:
    """Return what the progress report prints. Raises UserError `no_plan`, `period_backwards`."""
    if period.ends < period.starts:
        raise UserError("period_backwards")
    words = Words(language)
    plan = current_plan(desk.book())
    if plan is None or desk.find(Area, desk.area) is None:
        raise UserError("no_plan")
    scribe = Scribe(printable(desk.book(), plan.id, desk.area), words)
    when = words.say("report.from_to", start=words.date(period.starts), end=words.date(period.ends))
    return ReportDocument(
        language=language,
        kind=words.say("report.progress"),
        title=scribe.name(plan, "title") or words.say("papers.plan_of_action"),
        area=scribe.name(scribe.book.get(Area, desk.area)),
        group_name=scribe.name(next(iter(scribe.book.of(Group)), None)),
        when=when,
        training=desk.training,
        classification=words.say("papers.for_partners"),
        made_on=desk.today,
        facts=(Fact(words.say("report.made_on"), words.date(desk.today)),),
        figures=_figures(scribe, period, desk.today),
        summary=_summary(scribe, period, desk.today),
        sections=(
            _activities(scribe, period),
            _silent(scribe, period),
            _indicators(scribe),
            _commitments(scribe, desk.today),
            _told(scribe, period, "challenges"),
            _told(scribe, period, "next_steps"),
        ),
    )


def reports_in(scribe: Scribe, period: Period) -> dict[str, list[Progress]]:
    """Return the reports of the period by activity, the newest first."""
    found: dict[str, list[Progress]] = {}
    for one in sorted(
        scribe.book.of(Progress), key=lambda one: (one.reported_on or "", one.id), reverse=True
    ):
        if period.holds(one.reported_on):
            found.setdefault(one.activity or "", []).append(one)
    return found


def _listed(scribe: Scribe) -> list[Activity]:
    return sorted(scribe.book.of(Activity), key=lambda one: (one.code or "~", one.id))


def _figures(scribe: Scribe, period: Period, today: str) -> tuple[Figure, ...]:
    say, promised = scribe.words.say, scribe.book.of(Commitment)
    done = [one for one in scribe.book.of(Activity) if one.status == "completed"]
    counted = (
        ("reported", len(reports_in(scribe, period))),
        ("completed", len(done)),
        ("kept", sum(one.status == "fulfilled" for one in promised)),
        ("overdue", sum(is_overdue(one, today) for one in promised)),
    )
    return tuple(
        Figure(scribe.amount(count) or "0", say(f"report.figure.{name}", count=count))
        for name, count in counted
    )


def _summary(scribe: Scribe, period: Period, today: str) -> tuple[Part, ...]:
    """Return what people wrote of the period, else a sentence from the figures."""
    texts = _written(scribe, period, "narrative")
    if texts:
        return texts
    activities, promised = scribe.book.of(Activity), scribe.book.of(Commitment)
    sentence = scribe.words.say(
        "report.summary",
        count=len(reports_in(scribe, period)),
        total=len(activities),
        running=sum(one.status in RUNNING for one in activities),
        kept=sum(one.status == "fulfilled" for one in promised),
        promised=len(promised),
        overdue=sum(is_overdue(one, today) for one in promised),
    )
    return (Part("text", sentence),)


def _written(scribe: Scribe, period: Period, part: str) -> tuple[Part, ...]:
    """Return a part of the reports that people wrote on the period, those in the document's language first.

    What stands in another language only is printed as it is.
    """
    found = [
        one
        for one in scribe.book.of(Report)
        if one.kind == "progress" and (one.period_from or "") <= period.ends and period.holds(one.period_to)
    ]
    own = [one for one in found if one.language in (None, scribe.words.language) and getattr(one, part)]
    lines = (text for one in own or found for text in (getattr(one, part) or "").split("\n"))
    return tuple(Part("text", text) for text in lines if text.strip())


def _told(scribe: Scribe, period: Period, part: str) -> ReportSection:
    return ReportSection(scribe.words.field("report", part), _written(scribe, period, part))


def _activities(scribe: Scribe, period: Period) -> ReportSection:
    say, found = scribe.words.say, reports_in(scribe, period)
    rows = [_activity(scribe, one, found[one.id]) for one in _listed(scribe) if one.id in found]
    columns = (
        ReportColumn(scribe.words.field("activity", "code"), 8),
        ReportColumn(scribe.words.kind("activity"), 46),
        ReportColumn(say("report.column.reached"), 22),
        ReportColumn(scribe.words.field("activity", "status"), 14),
    )
    return ReportSection(say("report.activities"), tables=(ReportTable(columns, tuple(rows)),))


def _activity(scribe: Scribe, one: Activity, reports: list[Progress]) -> tuple[ReportCell, ...]:
    told = [text for report in reports for text in (report.narrative, _obstacles(scribe, report)) if text]
    lines = [scribe.organisation(one.lead), *told]
    reached = dict.fromkeys(filter(None, (_reached(scribe, one, report) for report in _newest(reports))))
    return (
        ReportCell(one.code or ""),
        ReportCell(scribe.name(one, "title"), "\n".join(line for line in lines if line), strong=True),
        ReportCell("\n".join(reached) or "–", scribe.day(reports[0].reported_on)),
        ReportCell(
            scribe.code("activity_status", one.status), tone=ACTIVITY_TONES.get(one.status or "", "plain")
        ),
    )


def _newest(reports: list[Progress]) -> list[Progress]:
    """Return the newest report on each target."""
    found: dict[str, Progress] = {}
    for one in reports:
        found.setdefault(one.target or "", one)
    return list(found.values())


def _obstacles(scribe: Scribe, report: Progress) -> str:
    return scribe.words.say("report.obstacles", text=report.obstacles) if report.obstacles else ""


def _reached(scribe: Scribe, activity: Activity, report: Progress) -> str:
    targets = scribe.book.where(Target, activity=activity.id)
    target = next(
        (one for one in targets if one.id == report.target), targets[0] if len(targets) == 1 else None
    )
    if report.reached and target is not None:
        unit = target.unit_text or scribe.inside("unit", target.unit)
        amounts = {"reached": scribe.amount(report.reached), "target": scribe.amount(target.value)}
        return scribe.words.say("report.reached_of", **amounts, unit=unit)
    if report.percent is not None:
        return scribe.words.percent(report.percent / 100)
    return scribe.amount(report.reached)


def _silent(scribe: Scribe, period: Period) -> ReportSection:
    """Return the running activities of which nothing was reported."""
    found = reports_in(scribe, period)
    rows = [
        (
            ReportCell(one.code or ""),
            ReportCell(scribe.name(one, "title")),
            ReportCell(scribe.organisation(one.lead)),
        )
        for one in _listed(scribe)
        if one.status in RUNNING and one.id not in found
    ]
    columns = (
        ReportColumn(scribe.words.field("activity", "code"), 8),
        ReportColumn(scribe.words.kind("activity"), 50),
        ReportColumn(scribe.words.field("activity", "lead"), 32),
    )
    return ReportSection(scribe.words.say("report.silent"), tables=(ReportTable(columns, tuple(rows)),))


def _indicators(scribe: Scribe) -> ReportSection:
    say = scribe.words.say
    listed = sorted(scribe.book.of(Indicator), key=lambda one: (one.iasc or "9", one.code or "", one.id))
    rows = [_indicator(scribe, one, gap) for one in listed for gap in gaps_of(scribe.book, one)]
    numbers = ("imports.baseline", "imports.latest", "imports.comparison")
    columns = (
        ReportColumn(scribe.words.kind("indicator"), 40),
        ReportColumn("", 26),
        *(ReportColumn(say(code), 12, numeric=True) for code in numbers),
    )
    baseline, latest, other = (say(f"documents.sign.{one}") for one in ("baseline", "latest", "comparison"))
    key = gap_legend(baseline, latest, other, WIDE, scribe.words.right_to_left, LETTERS)
    return ReportSection(
        say("report.indicators"),
        tables=(ReportTable(columns, tuple(rows), say("report.small_hidden")),),
        drawings=(Drawing("", key),) if rows else (),
    )


def _indicator(scribe: Scribe, one: Indicator, gap: Gap) -> tuple[ReportCell, ...]:
    place = scribe.place(gap.place) if gap.place else ""
    quiet = scribe.line(scribe.code("compared_group", gap.group), place)
    points = (gap.baseline, gap.latest, gap.comparison)
    chart = gap_marks([_share(one, point) for point in points], CHART, scribe.words.right_to_left)
    values = (_reading(scribe, one, point) for point in points)
    return (ReportCell(scribe.name(one), quiet), ReportCell("", picture=chart), *values)


def _share(one: Indicator, point: Point | None) -> float | None:
    """Return where a value lies on the scale from 0 to 1; None for none that may be shown."""
    shown = point is not None and not point.small and one.unit == "percent"
    return float(point.value) / 100 if point is not None and shown else None


def _reading(scribe: Scribe, one: Indicator, point: Point | None) -> ReportCell:
    if point is None or point.small:
        return ReportCell("–")
    told = scribe.words.hundredths if one.unit == "percent" else scribe.words.number
    return ReportCell(told(point.value), point.period)


def _commitments(scribe: Scribe, today: str) -> ReportSection:
    rows = [
        (
            ReportCell(one.code),
            ReportCell(one.text, one.by),
            ReportCell(scribe.day(one.due)),
            ReportCell(one.status, tone=one.status_tone),
        )
        for one in sorted(commitments(scribe, today), key=lambda one: one.due or "9")
    ]
    field = scribe.words.field
    columns = (
        ReportColumn(field("commitment", "code"), 8),
        ReportColumn(scribe.words.kind("commitment"), 54),
        ReportColumn(field("commitment", "due"), 14),
        ReportColumn(field("commitment", "status"), 16),
    )
    return ReportSection(
        scribe.words.say("kind.commitment.many"), tables=(ReportTable(columns, tuple(rows)),)
    )
