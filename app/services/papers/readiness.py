"""The readiness report: which checks pass, what stops a final version, the principles, and the steps."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from app.documents.plan_content import Fact, Figure, Part, Tone
from app.documents.report_content import ReportCell, ReportColumn, ReportDocument, ReportSection, ReportTable
from app.foundation.errors import UserError
from app.foundation.progress import Progress
from app.models.kinds.area import Area
from app.models.kinds.people import Group
from app.models.record import Record
from app.process.checks import run_checks
from app.process.checks.finding import SEVERITIES, Context, Finding
from app.process.definition import process_of
from app.process.facts import current_plan
from app.process.readiness import CheckResult, blocking, readiness
from app.process.sentences import label, of_finding
from app.process.steps import step_states
from app.services.desk import Desk
from app.services.documents import next_number
from app.services.papers.principles import principles_section
from app.services.papers.scribe import Scribe
from app.words.catalogue import Words

TONES: dict[str, Tone] = {"error": "wrong", "warning": "attention", "info": "plain"}
_STEP_TONES: dict[str, Tone] = {"done": "good", "in_progress": "accent", "skipped_with_reason": "attention"}


def readiness_pdf(desk: Desk, language: str, progress: Progress | None = None) -> bytes:
    """Return the readiness report of the area in front as a PDF. Raises UserError `no_plan`, Cancelled."""
    from app.documents.pdf.report import render_report

    return render_report(readiness_document(desk, language), Words(language), progress)


def readiness_document(desk: Desk, language: str) -> ReportDocument:
    """Return what the readiness report prints. Raises UserError `no_plan`."""
    words = Words(language)
    scribe, plan = Scribe(desk.book(), words), current_plan(desk.book())
    area = desk.find(Area, desk.area)
    if plan is None or area is None:
        raise UserError("no_plan")
    found = run_checks(desk.book(), Context(desk.today, sees_group=desk.sees_group))
    numbers = {severity: sum(one.severity == severity for one in found) for severity in SEVERITIES}
    return ReportDocument(
        language=language,
        kind=words.say("report.readiness"),
        title=scribe.name(plan, "title") or words.say("papers.plan_of_action"),
        area=scribe.name(area),
        group_name=scribe.name(next(iter(scribe.book.of(Group)), None)),
        when=words.date(desk.today, "long"),
        training=desk.training,
        classification=words.say("report.inside"),
        inside=True,
        made_on=desk.today,
        facts=(Fact(words.say("report.next_version"), next_number(desk, draft=False)),),
        figures=tuple(
            Figure(words.number(count), words.say(f"report.count.{severity}", count=count))
            for severity, count in numbers.items()
        ),
        summary=(_verdict(words, len(blocking(found))),),
        sections=(
            _checks(words, readiness(found).results, found),
            *(_findings(scribe, severity, found) for severity in SEVERITIES),
            principles_section(scribe, desk.today),
            _steps(desk, words),
        ),
    )


def _verdict(words: Words, stopping: int) -> Part:
    code = "report.stopped" if stopping else "report.free"
    return Part("text", words.say(code, count=stopping))


def _checks(words: Words, results: Sequence[CheckResult], found: Sequence[Finding]) -> ReportSection:
    asked = {one.check for one in found}
    rows = [
        (ReportCell(words.number(one.number)), ReportCell(words.say(one.title)), _result(words, one))
        for one in results
        if one.number in asked or one.passes
    ]
    columns = (
        ReportColumn("", 5),
        ReportColumn(words.say("report.column.check"), 62),
        ReportColumn(words.say("report.column.result"), 20),
    )
    return ReportSection(words.say("report.checks"), tables=(ReportTable(columns, tuple(rows)),))


def _result(words: Words, one: CheckResult) -> ReportCell:
    if one.passes:
        return ReportCell(words.say("report.passes"), tone="good")
    counts = {"error": one.errors, "warning": one.warnings}
    texts = [words.say(f"report.counted.{name}", count=count) for name, count in counts.items() if count]
    return ReportCell(words.join(texts), tone="wrong" if one.errors else "attention")


def _findings(scribe: Scribe, severity: str, found: Sequence[Finding]) -> ReportSection:
    """Return the findings of a severity under the checks that made them."""
    words = scribe.words
    rows: list[tuple[ReportCell, ...]] = []
    listed = [one for one in found if one.severity == severity]
    for (check, source), group in groupby(listed, lambda one: (one.check, one.source)):
        asked = scribe.line(words.number(check), words.say(f"check.title.{check}")) if check else ""
        rows.append((ReportCell(asked or words.say(source), words.say(source) if asked else ""),))
        rows += [(ReportCell(of_finding(words, scribe.book, one)), _about(scribe, one)) for one in group]
    columns = (
        ReportColumn(words.say("report.column.finding"), 72),
        ReportColumn(words.say("report.column.about"), 26),
    )
    return ReportSection(words.say(f"report.section.{severity}"), tables=(ReportTable(columns, tuple(rows)),))


def _about(scribe: Scribe, one: Finding) -> ReportCell:
    """Return kind and code of the record; its name only where the finding does not say it."""
    record = scribe.book.get(Record, one.record)
    if record is None:
        return ReportCell("")
    words = scribe.words
    kind, name = words.kind(record.about.name), label(words, scribe.book, record)
    said = name in of_finding(words, scribe.book, one)
    return ReportCell(scribe.line(kind, getattr(record, "code", None) or ""), "" if said else name)


def _steps(desk: Desk, words: Words) -> ReportSection:
    book = desk.book()
    states = step_states(process_of(book), book, desk.today, sees_group=desk.sees_group)
    rows = [
        (
            ReportCell(words.number(one.number)),
            ReportCell(words.say(f"step.{one.id}.title"), one.skip_reason),
            ReportCell(words.say(f"status.{one.status}"), tone=_STEP_TONES.get(one.status, "plain")),
            ReportCell(words.date(one.done_on) if one.done_on else ""),
        )
        for one in states
    ]
    columns = (
        ReportColumn("", 5),
        ReportColumn(words.say("kind.step"), 52),
        ReportColumn(words.say("report.column.state"), 18),
        ReportColumn(words.say("report.column.done_on"), 14),
    )
    return ReportSection(words.say("kind.step.many"), tables=(ReportTable(columns, tuple(rows)),))
