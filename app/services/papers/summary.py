"""The summary of a plan for a governor: two pages of what stands in it and what is asked of whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from app.documents.plan_content import Activity, Commitment, Objective, Part
from app.documents.report_content import (
    ReportCell,
    ReportColumn,
    ReportDocument,
    ReportSection,
    ReportTable,
    report_table,
)
from app.foundation.errors import UserError
from app.foundation.progress import Progress
from app.models.codes import CODE_LISTS
from app.models.kinds.area import Area
from app.models.kinds.meetings import Commitment as CommitmentRecord
from app.process.facts import current_plan, live_activities
from app.services.desk import Desk
from app.services.freezing import newest_version
from app.services.papers.one_page import cards
from app.services.papers.one_page_texts import PageTexts
from app.services.papers.place_picture import place_picture
from app.services.papers.plan import plan_figures, plan_years, source_text
from app.services.papers.plan_outline import Outline
from app.services.papers.plan_tables import commitment, objectives
from app.services.papers.printable import HIGHEST_CLASS, printable
from app.services.papers.scribe import Scribe
from app.words.catalogue import Words

MOST_ROWS, MOST_NAMED, PAGES = 5, 2, 2
_KEPT = frozenset({"fulfilled", "withdrawn"})


def summary_pdf(
    desk: Desk, language: str, highest: int = HIGHEST_CLASS, progress: Progress | None = None
) -> bytes:
    """Return the summary of the plan as a PDF of two pages. Raises UserError `no_plan`, Cancelled."""
    from app.documents.pdf.report import render_report

    return render_report(summary_document(desk, language, highest), Words(language), progress)


def summary_document(desk: Desk, language: str, highest: int = HIGHEST_CLASS) -> ReportDocument:
    """Return what the summary prints: nothing above the class `highest`. Raises UserError `no_plan`."""
    words, plan = Words(language), current_plan(desk.book())
    area = desk.find(Area, desk.area)
    if plan is None or area is None:
        raise UserError("no_plan")
    scribe = Scribe(printable(desk.book(), plan.id, area.id, highest=highest), words)
    texts = PageTexts(scribe, area, desk.today, sees_group=desk.sees_group)
    outline, contacts = Outline(scribe, desk.today), _contacts(texts)
    situation = texts.text("proposition", "situation")
    return ReportDocument(
        language=language,
        kind=words.say("paper.summary"),
        title=scribe.name(plan, "title") or outline.plan_title(),
        area=scribe.name(area),
        group_name=texts.group_name(),
        when=" · ".join(filter(None, (plan_years(plan), _edition(desk, words)))),
        training=bool(area.training),
        classification=words.say("summary.class" if _reachable(contacts) else "one_page.proposition.class"),
        made_on=desk.today,
        figures=outline.figures() or plan_figures(scribe),
        summary=(Part("text", situation, texts.cited["situation"]),) if situation else (),
        sections=(
            _map(desk, scribe),
            _asked(scribe, desk.today),
            _objectives(scribe, objectives(scribe) if outline.is_plan_of_action else outline.activities()),
            _promised(scribe, desk.today),
            _next(texts),
            contacts,
        ),
        sources=tuple(source_text(scribe, one) for _number, one in scribe.sources()),
        most_pages=PAGES,
    )


def _edition(desk: Desk, words: Words) -> str:
    """Return which version was frozen last, "Version 1.0" or "Draft 0.1"; without any it is a draft."""
    last = newest_version(desk)
    if last is None:
        return words.say("documents.draft_mark")
    return (
        words.say("papers.draft", version=last.number)
        if last.draft
        else words.say("review.version_title", number=last.number)
    )


def _map(desk: Desk, scribe: Scribe) -> ReportSection:
    drawing = place_picture(desk, scribe.book, scribe.words)
    return ReportSection(scribe.words.say("area.map.title"), drawings=(drawing,) if drawing else ())


def _asked(scribe: Scribe, today: str) -> ReportSection:
    """Return what government bodies promised and have still to keep, and on whom activities count."""
    say = scribe.words.say
    counted = Counter(one.government_counterpart or "" for one in live_activities(scribe.book))
    counted.pop("", None)
    bodies = [scribe.organisation(body) for body, _ in sorted(counted.items(), key=_largest)]
    named = [body for body in bodies if body][:MOST_NAMED]
    said = (
        say("summary.counterparts", count=counted.total(), bodies=scribe.words.join(named)) if named else ""
    )
    parts = (Part("text", said),) if said else ()
    return ReportSection(say("summary.asked"), parts, (_open(scribe, today, government=True),))


def _largest(counted: tuple[str, int]) -> tuple[int, str]:
    return -counted[1], counted[0]


def _promised(scribe: Scribe, today: str) -> ReportSection:
    return ReportSection(
        scribe.words.say("summary.partners"), tables=(_open(scribe, today, government=False),)
    )


def _open(scribe: Scribe, today: str, *, government: bool) -> ReportTable:
    """Return the commitments that are still to be kept, the soonest first."""
    field = scribe.words.field
    found = [
        one
        for one in scribe.book.of(CommitmentRecord)
        if (one.role == "government") == government and one.status not in _KEPT
    ]
    found.sort(key=lambda one: (one.due or "9", one.code or "", one.id))
    columns = (
        ReportColumn(field("commitment", "organisation"), 28),
        ReportColumn(scribe.words.kind("commitment"), 46),
        ReportColumn(field("commitment", "due"), 18),
        ReportColumn(field("commitment", "status"), 16),
    )
    told = [commitment(scribe, one, today) for one in found[:MOST_ROWS]]
    more = len(found) - len(told)
    note = scribe.words.say("summary.further", count=more) if more else ""
    return ReportTable(columns, tuple(_commitment(scribe, one) for one in told), note)


def _commitment(scribe: Scribe, one: Commitment) -> tuple[ReportCell, ...]:
    return (
        ReportCell(one.by, strong=True),
        ReportCell(one.text),
        ReportCell(scribe.day(one.due)),
        ReportCell(one.status, tone=one.status_tone),
    )


def _objectives(scribe: Scribe, listed: Sequence[Objective]) -> ReportSection:
    """Return the objectives with the number of their activities, some by name, and where they stand."""
    say, gone = scribe.words.say, scribe.code("activity_status", "cancelled")
    rows = []
    for one in listed:
        own = [each for each in one.activities if each.status != gone]
        titles = [each.title for each in own[:MOST_NAMED]]
        if len(own) > MOST_NAMED:
            titles.append(say("summary.more", count=len(own) - MOST_NAMED))
        rows.append(
            (
                ReportCell(one.title, scribe.line(*titles) if titles else one.reason, strong=True),
                ReportCell(scribe.words.number(len(own))),
                ReportCell(_states(scribe, own)),
            )
        )
    columns = (
        ReportColumn(scribe.words.field("activity", "objective"), 64),
        ReportColumn(say("kind.activity.many"), 12, numeric=True),
        ReportColumn(say("report.column.state"), 30),
    )
    return ReportSection(say("summary.objectives"), tables=(ReportTable(columns, tuple(rows)),))


def _states(scribe: Scribe, listed: Sequence[Activity]) -> str:
    """Return how many activities stand where: "Ongoing: 2 · Proposed: 1"."""
    counted = Counter(one.status for one in listed)
    states = (scribe.code("activity_status", code) for code in CODE_LISTS["activity_status"])
    said = (
        scribe.words.say("summary.state", state=one, count=counted[one]) for one in states if counted[one]
    )
    return scribe.line(*said) if counted.total() else ""


def _next(texts: PageTexts) -> ReportSection:
    say, scribe = texts.scribe.words.say, texts.scribe
    columns = (ReportColumn(say("one_page.when"), 18), ReportColumn(say("one_page.what"), 82))
    rows = tuple((ReportCell(scribe.day(day)), ReportCell(what)) for day, what in texts.dates())
    return ReportSection(scribe.code("paper_part", "next"), tables=(ReportTable(columns, rows),))


def _contacts(texts: PageTexts) -> ReportSection:
    """Return the focal points with the work contacts that they agreed to give."""
    tables = tuple(map(report_table, cards(texts)))
    return ReportSection(texts.scribe.code("paper_part", "reach"), tables=tables)


def _reachable(contacts: ReportSection) -> bool:
    """Whether somebody's contact stands among the focal points."""
    return any(table.note for table in contacts.tables)
