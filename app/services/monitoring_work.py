"""Work that keeps a signed plan alive: progress, measurements, reports, lessons. One undo step each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from app.foundation.errors import UserError
from app.models.kinds.area import Area
from app.models.kinds.country import SharedLesson
from app.models.kinds.meetings import Meeting
from app.models.kinds.monitoring import Revision
from app.models.kinds.plan import Activity, Indicator, Lesson, Measurement, Plan, Progress, Target
from app.models.kinds.review import Report
from app.process import facts
from app.process.signing import final_version
from app.services.desk import Desk
from app.services.papers.progress_report import Period, last_quarter

LANGUAGES = ("en", "ar", "ckb", "fr")


@dataclass(frozen=True, slots=True)
class Measured:
    """A value of an indicator as it is entered; `place` is a p-code, `measured_on` an ISO day."""

    indicator: str
    period: str
    group: str
    value: str
    place: str
    measured_on: str = ""
    sample_size: int | None = None
    method: str = ""
    representativeness: str = ""
    source: str = ""
    is_baseline: bool = False


def add_progress(desk: Desk, activity: str, target: str = "") -> str:
    """Add a report of today on an activity and one of its targets, and return its id.

    Without a target it is about the only one there is. Raises UserError `unknown_record`.
    """
    if desk.find(Activity, activity) is None:
        raise UserError("unknown_record", kind="activity", id=activity[:80])
    own = desk.records(Target, activity=activity)
    chosen = target or (own[0].id if len(own) == 1 else "")
    with desk.write("progress.add") as unit:
        return unit.add(Progress, activity=activity, target=chosen or None, reported_on=desk.today)


def add_measurement(desk: Desk, given: Measured) -> str:
    """Add a value of an indicator for a period, place and group, and return its id.

    Raises UserError `unknown_record`, `period_needed`, `measured_already`, `value_…`.
    """
    if desk.find(Indicator, given.indicator) is None:
        raise UserError("unknown_record", kind="indicator", id=given.indicator[:80])
    if not given.period.strip():
        raise UserError("period_needed")
    key = (given.period.strip(), given.place, given.group)
    held = desk.records(Measurement, indicator=given.indicator)
    if any((one.period, one.place or "", one.group) == key for one in held):
        raise UserError("measured_already")
    with desk.write("measurement.add") as unit:
        return unit.add(
            Measurement,
            indicator=given.indicator,
            period=key[0],
            place=given.place,
            group=given.group,
            value=given.value,
            measured_on=given.measured_on or desk.today,
            sample_size=given.sample_size,
            method=given.method or None,
            representativeness=given.representativeness or None,
            source=given.source or None,
            is_baseline=given.is_baseline or None,
        )


def quarters_before(today: str, count: int = 8) -> tuple[Period, ...]:
    """Return the quarter that a day lies in and those before it, the newest first."""
    first, made = quarter_of(today), list[Period]()
    for _ in range(count):
        made.append(first)
        first = quarter_of((date.fromisoformat(first.starts) - timedelta(days=1)).isoformat())
    return tuple(made)


def quarter_of(day: str) -> Period:
    """Return the quarter of a year that a day lies in."""
    found = date.fromisoformat(day)
    starts = date(found.year, (found.month - 1) // 3 * 3 + 1, 1)
    after = (starts + timedelta(days=93)).replace(day=1)
    return Period(starts.isoformat(), (after - timedelta(days=1)).isoformat())


def begin_report(desk: Desk, period: Period | None = None, language: str = "en") -> str:
    """Add a progress report on a period, the last quarter unless given, and return its id.

    Raises UserError `no_plan`, `period_backwards`.
    """
    if facts.current_plan(desk.book()) is None:
        raise UserError("no_plan")
    chosen = period or last_quarter(desk.today)
    if chosen.ends < chosen.starts:
        raise UserError("period_backwards")
    with desk.write("report.add") as unit:
        return unit.add(
            Report, kind="progress", period_from=chosen.starts, period_to=chosen.ends, language=language
        )


def begin_revision(desk: Desk, reason: str, meeting: str = "") -> str:
    """Begin the next version of the plan: note why and which session asked for it; return the note's id.

    The plan is in drafting again. Signatures stay with the version they were given for. Raises UserError
    `no_plan`, `nothing_to_revise`, `unknown_record`, `value_required`.
    """
    book = desk.book()
    plan, version = facts.current_plan(book), final_version(book)
    if plan is None:
        raise UserError("no_plan")
    if version is None:
        raise UserError("nothing_to_revise")
    if meeting and desk.find(Meeting, meeting) is None:
        raise UserError("unknown_record", kind="meeting", id=meeting[:80])
    with desk.write("revision.add") as unit:
        made = unit.add(
            Revision,
            plan=plan.id,
            version=version.id,
            meeting=meeting or None,
            begun_on=desk.today,
            reason=reason,
        )
        unit.set(Plan, plan.id, status="drafting")
    return made


def share_lesson(desk: Desk, lesson: str) -> str:
    """Put a lesson of an area into the library that all areas read; return the id of the shared one.

    Only headquarters writes there. Raises UserError `headquarters_only`, `unknown_record`, `shared_already`.
    """
    if not desk.may_guide():
        raise UserError("headquarters_only", kind="shared_lesson")
    own = desk.find(Lesson, lesson)
    if own is None:
        raise UserError("unknown_record", kind="lesson", id=lesson[:80])
    if any(one.from_lesson == own.id for one in desk.records(SharedLesson)):
        raise UserError("shared_already")
    area = desk.find(Area, desk.area)
    texts = {
        f"{name}_{language}": getattr(own, f"{name}_{language}")
        for name in ("title", "text")
        for language in LANGUAGES
    }
    with desk.write("shared_lesson.add") as unit:
        return unit.add(
            SharedLesson,
            **texts,
            lesson_type=own.type,
            replicable=own.replicable,
            objective=own.objective,
            recommendation=own.recommendation_en or own.recommendation_ar,
            reuse=own.reuse_en or own.reuse_ar,
            from_area=(area.name_en or area.name_ar) if area is not None else None,
            from_lesson=own.id,
        )


def take_lesson(desk: Desk, shared: str) -> str:
    """Add a lesson of the library to one's own as a practice to try, and return its id.

    Raises UserError `unknown_record`.
    """
    found = desk.find(SharedLesson, shared)
    if found is None:
        raise UserError("unknown_record", kind="shared_lesson", id=shared[:80])
    texts = {
        f"{name}_{language}": getattr(found, f"{name}_{language}")
        for name in ("title", "text")
        for language in LANGUAGES
    }
    with desk.write("lesson.add") as unit:
        return unit.add(
            Lesson,
            **texts,
            type="practice",
            objective=found.objective,
            replicable=True,
            recommendation_en=found.recommendation,
            reuse_en=found.reuse,
        )
