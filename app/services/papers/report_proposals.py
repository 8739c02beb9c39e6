"""What a periodic report could say, proposed from the data in sentences that a person then edits."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from app.models.book import Book
from app.models.kinds.meetings import ActionPoint, Commitment
from app.models.kinds.monitoring import Milestone
from app.models.kinds.people import Organisation
from app.models.kinds.plan import Activity, Progress, Target
from app.process import facts
from app.services.desk import Desk
from app.services.papers.progress_report import Period, reports_in
from app.services.papers.scribe import Scribe
from app.words.catalogue import Words

PARTS = ("narrative", "challenges", "next_steps")
AHEAD = timedelta(days=92)
MOST = 8
"""Sentences of one sort in a proposal; what goes beyond them is counted."""


def proposal(desk: Desk, part: str, period: Period, language: str) -> str:
    """Return a proposed text for a part of the report on a period, one sentence a line; "" for nothing."""
    scribe = Scribe(desk.book(), Words(language))
    made = {"narrative": _done, "challenges": _hard, "next_steps": _next}[part]
    return "\n".join(made(scribe, period))


def _done(scribe: Scribe, period: Period) -> Iterator[str]:
    """Yield what was reached, completed, kept and passed in the period."""
    say, book = scribe.words.say, scribe.book
    told = [_reached(scribe, activity, found[0]) for activity, found in _told(scribe, period)]
    yield from _at_most(scribe, told)
    for one in book.of(Milestone):
        if one.status == "reached" and period.holds(one.reached_on):
            day = scribe.words.date(one.reached_on or "")
            yield say("proposal.milestone", title=scribe.name(one, "title"), day=day)
    kept = [one for one in book.of(Commitment) if one.status == "fulfilled" and period.holds(one.reviewed_on)]
    promises = [say("proposal.kept", who=_who(scribe, one), text=scribe.name(one, "text")) for one in kept]
    yield from _at_most(scribe, promises)


def _told(scribe: Scribe, period: Period) -> list[tuple[Activity, list[Progress]]]:
    found = reports_in(scribe, period)
    listed = sorted(scribe.book.of(Activity), key=lambda one: (one.code or "~", one.id))
    return [(one, found[one.id]) for one in listed if one.id in found]


def _reached(scribe: Scribe, activity: Activity, report: Progress) -> str:
    say, title = scribe.words.say, _titled(scribe, activity)
    target = scribe.book.get(Target, report.target)
    if report.reached and target is not None:
        unit = target.unit_text or scribe.inside("unit", target.unit)
        amounts = {"reached": scribe.amount(report.reached), "target": scribe.amount(target.value)}
        return say("proposal.reached", title=title, unit=unit, **amounts)
    if report.percent is not None:
        return say("proposal.percent", title=title, percent=scribe.words.percent(report.percent / 100))
    return say("proposal.told", title=title)


def _hard(scribe: Scribe, period: Period) -> Iterator[str]:
    """Yield obstacles that were told, delays, and promises that are late."""
    say, book = scribe.words.say, scribe.book
    told = [
        say("proposal.obstacle", title=_titled(scribe, activity), text=report.obstacles.strip())
        for activity, reports in _told(scribe, period)
        for report in reports
        if report.obstacles
    ]
    yield from _at_most(scribe, told)
    late = [one for one in book.of(Activity) if _is_late(one, period)]
    yield from _at_most(scribe, [say("proposal.late", title=_titled(scribe, one)) for one in late])
    owed = [one for one in book.of(Commitment) if facts.is_overdue(one, period.ends)]
    yield from _at_most(scribe, [_owed(scribe, one) for one in owed])


def _owed(scribe: Scribe, one: Commitment) -> str:
    day = scribe.words.date(one.due or "")
    return scribe.words.say("proposal.owed", who=_who(scribe, one), text=scribe.name(one, "text"), day=day)


def _is_late(one: Activity, period: Period) -> bool:
    ended = one.status in ("completed", "cancelled")
    return not ended and (one.status in ("delayed", "suspended") or facts.before(one.ends, period.ends))


def _next(scribe: Scribe, period: Period) -> Iterator[str]:
    """Yield what begins, ends or is due in the quarter after the period."""
    ahead = _after(period)
    listed = sorted(scribe.book.of(Activity), key=lambda one: (one.starts or "~", one.code or "~", one.id))
    yield from _at_most(scribe, [text for one in listed if (text := _ahead(scribe, one, ahead))])
    due = [
        scribe.words.say("proposal.due", text=_text(scribe, one), day=scribe.words.date(one.due or ""))
        for one in _due(scribe.book, ahead)
    ]
    yield from _at_most(scribe, due)


def _ahead(scribe: Scribe, one: Activity, ahead: Period) -> str:
    """Return that an activity begins or ends in the time ahead, "" when it does neither."""
    say, day = scribe.words.say, scribe.words.date
    if one.status in ("proposed", "committed") and ahead.holds(one.starts):
        return say("proposal.begins", title=_titled(scribe, one), day=day(one.starts or ""))
    if one.status not in ("completed", "cancelled") and ahead.holds(one.ends):
        return say("proposal.ends", title=_titled(scribe, one), day=day(one.ends or ""))
    return ""


Due = Commitment | ActionPoint | Milestone


def _due(book: Book, ahead: Period) -> list[Due]:
    promised = [one for one in book.of(Commitment) if one.status not in facts.KEPT]
    points = [one for one in book.of(ActionPoint) if one.status not in ("done", "dropped")]
    stones = [one for one in book.of(Milestone) if one.status not in ("reached", "dropped")]
    everything: list[Due] = [*promised, *points, *stones]
    return sorted(
        (one for one in everything if ahead.holds(one.due)), key=lambda one: (one.due or "", one.id)
    )


def _after(period: Period) -> Period:
    ends = date.fromisoformat(period.ends)
    return Period((ends + timedelta(days=1)).isoformat(), (ends + AHEAD).isoformat())


def _text(scribe: Scribe, one: Due) -> str:
    return scribe.name(one, "title" if isinstance(one, Milestone) else "text")


def _titled(scribe: Scribe, one: Activity) -> str:
    return scribe.name(one, "title") or one.code or ""


def _who(scribe: Scribe, one: Commitment) -> str:
    return scribe.name(scribe.book.get(Organisation, one.organisation)) or one.representative or ""


def _at_most(scribe: Scribe, sentences: list[str]) -> Iterator[str]:
    yield from sentences[:MOST]
    if len(sentences) > MOST:
        yield scribe.words.say("proposal.more", count=len(sentences) - MOST)
