"""Monitoring: what activities reached, displaced beside non-displaced people, reports, and the way on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from app.models.book import Book
from app.models.kinds.area import Area, Source
from app.models.kinds.meetings import Meeting
from app.models.kinds.monitoring import Milestone, Revision
from app.models.kinds.people import Organisation
from app.models.kinds.plan import Activity, Indicator, Measurement, Progress, Target
from app.models.kinds.review import Report
from app.process import facts
from app.process.gaps import Gap, gaps_of
from app.process.signing import final_version
from app.process.terms import Term
from app.services.desk import Desk
from app.services.indicator_library import LibraryEntry, library
from app.services.monitoring_work import quarters_before
from app.services.papers.progress_report import Period
from app.services.place_names import place_in
from app.services.views.frameworks import activity_places
from app.services.views.joint import unsigned_findings
from app.services.views.monitoring_hints import hints_of
from app.services.views.plan import state_of
from app.services.views.plan_choices import Choices
from app.services.views.records import Value, row_of
from app.services.views.said import NOTHING, Name, Said, name_in

SILENT_AFTER = 92
"""Days after which a running activity of which nobody reported is called silent: a quarter."""


@dataclass(frozen=True, slots=True)
class TargetEntry:
    """A target and what was reached of it; `share` is reached by value, None while nothing was reported."""

    id: str
    unit: str
    unit_text: str
    value: str
    reached: str = ""
    share: float | None = None


@dataclass(frozen=True, slots=True)
class ProgressEntry:
    """One report on an activity, with what looks implausible about it."""

    id: str
    activity: str
    target: str
    day: str
    reached: str
    percent: int | None
    narrative: str
    hints: tuple[Said, ...] = ()
    values: Mapping[str, Value] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class StoneEntry:
    """A milestone of an activity."""

    id: str
    title: Name
    due: str
    status: str


@dataclass(frozen=True, slots=True)
class FollowedActivity:
    """An activity as it is followed; `silent` when it runs and nobody reported for a quarter.

    `unsigned` is the error that joint work goes on before its agreements are signed.
    """

    id: str
    code: str
    title: Name
    objective: str
    lead: Name
    status: str
    state: str
    starts: str
    ends: str
    targets: tuple[TargetEntry, ...]
    reports: tuple[ProgressEntry, ...]
    milestones: tuple[StoneEntry, ...]
    silent: bool
    values: Mapping[str, Value] = field(default_factory=dict, hash=False)
    place: Term | None = None
    unsigned: Said = NOTHING

    @property
    def last(self) -> str:
        """The day of the newest report, "" for none."""
        return self.reports[0].day if self.reports else ""

    @property
    def reached(self) -> int:
        """How many of its milestones are reached."""
        return sum(one.status == "reached" for one in self.milestones)

    @property
    def hints(self) -> int:
        """How many things look implausible in its reports."""
        return sum(len(one.hints) for one in self.reports)


@dataclass(frozen=True, slots=True)
class MeasuredEntry:
    """One value of an indicator."""

    id: str
    period: str
    place: Name
    group: str
    value: str
    sample_size: int | None
    method: str
    baseline: bool
    values: Mapping[str, Value] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """An indicator with its gaps: one for each displaced group and place measured. Never a verdict."""

    id: str
    code: str
    name: Name
    iasc: str
    unit: str
    direction: str
    gaps: tuple[Gap, ...]
    measured: tuple[MeasuredEntry, ...]
    values: Mapping[str, Value] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class PeriodicReport:
    """A report on a period; `twice` when another in its language is on the same one."""

    id: str
    starts: str
    ends: str
    language: str
    sent_on: str
    values: Mapping[str, Value] = field(default_factory=dict, hash=False)
    twice: bool = False


@dataclass(frozen=True, slots=True)
class RevisionState:
    """Whether a revision can begin, the sessions it may rest on, and those begun (day, reason, id)."""

    can_begin: bool = False
    version: str = ""
    sessions: Choices = ()
    begun: tuple[tuple[str, Name, str], ...] = ()


@dataclass(frozen=True)
class MonitoringView:
    """The whole page. Indicators with all their values are worked out from `book` when first asked for."""

    today: str = ""
    activities: tuple[FollowedActivity, ...] = ()
    reports: tuple[PeriodicReport, ...] = ()
    library: tuple[LibraryEntry, ...] = ()
    quarters: tuple[Period, ...] = ()
    places: Choices = ()
    sources: Choices = ()
    revision: RevisionState = RevisionState()
    has_plan: bool = False
    guides: bool = False
    book: Book = field(default_factory=lambda: Book(()), repr=False, compare=False)

    @cached_property
    def indicators(self) -> tuple[IndicatorRow, ...]:
        """Displaced beside non-displaced people, by indicator."""
        return tuple(_indicators(self.book))

    @property
    def indicator_count(self) -> int:
        """How many indicators there are."""
        return len(self.book.of(Indicator))


def monitoring_view(desk: Desk) -> MonitoringView:
    """Return how the plan of the area in front of the person is being carried out."""
    book = desk.book()
    return MonitoringView(
        today=desk.today,
        activities=tuple(_activities(book, desk.today)),
        reports=tuple(_reports(book)),
        library=library(desk),
        quarters=quarters_before(desk.today),
        places=_places(book, desk.area),
        sources=tuple((one.id, name_in(one, "title")) for one in book.of(Source)),
        revision=_revision(book),
        has_plan=facts.current_plan(book) is not None,
        guides=desk.may_guide(),
        book=book,
    )


def _activities(book: Book, today: str) -> Iterator[FollowedActivity]:
    """Yield the activities that are not cancelled, by objective (or place in the framework) and code."""
    listed, places = [one for one in book.of(Activity) if one.status != "cancelled"], activity_places(book)

    def rank(one: Activity) -> tuple[int, str, str, str]:
        order = places[one.id][0] if places else 0
        return (order, one.objective or "~" if not places else "", one.code or "~", one.id)

    unsigned = unsigned_findings(book)
    for one in sorted(listed, key=rank):
        stones = book.where(Milestone, activity=one.id)
        reports = _reports_on(book, one)
        yield FollowedActivity(
            id=one.id,
            code=one.code or "",
            title=name_in(one, "title"),
            objective=one.objective or "",
            lead=name_in(book.get(Organisation, one.lead), "name"),
            status=one.status or "",
            state=state_of(one, today),
            starts=one.starts or "",
            ends=one.ends or "",
            targets=tuple(_target(book, target) for target in facts.targets_of(book, one)),
            reports=reports,
            milestones=tuple(
                StoneEntry(stone.id, name_in(stone, "title"), stone.due or "", stone.status or "")
                for stone in sorted(stones, key=lambda stone: (stone.due or "~", stone.id))
            ),
            silent=_is_silent(one, reports, today),
            values=row_of(one).values,
            place=places[one.id][1] if places else None,
            unsigned=unsigned.get(one.id, NOTHING),
        )


def _target(book: Book, one: Target) -> TargetEntry:
    told = [
        report
        for report in book.where(Progress, activity=one.activity)
        if report.target in (one.id, None) and facts.number(report.reached) is not None
    ]
    newest = max(told, key=lambda report: (report.reported_on or "", report.id), default=None)
    value, reached = facts.number(one.value), facts.number(newest.reached) if newest else None
    share = float(reached / value) if value and reached is not None else None
    shown = newest.reached or "" if newest else ""
    return TargetEntry(one.id, one.unit or "", one.unit_text or "", one.value or "", shown, share)


def _reports_on(book: Book, activity: Activity) -> tuple[ProgressEntry, ...]:
    listed = sorted(
        book.where(Progress, activity=activity.id),
        key=lambda one: (one.reported_on or "", one.id),
        reverse=True,
    )
    return tuple(
        ProgressEntry(
            one.id,
            activity.id,
            one.target or "",
            one.reported_on or "",
            one.reached or "",
            one.percent,
            one.narrative or "",
            tuple(hints_of(book, activity, one)),
            row_of(one).values,
        )
        for one in listed
    )


def _is_silent(one: Activity, reports: tuple[ProgressEntry, ...], today: str) -> bool:
    if one.status not in ("ongoing", "delayed"):
        return False
    since, now = facts.day(reports[0].day if reports else one.starts), facts.day(today)
    return since is not None and now is not None and (now - since).days > SILENT_AFTER


def _indicators(book: Book) -> Iterator[IndicatorRow]:
    listed = sorted(book.of(Indicator), key=lambda one: (one.iasc or "9", one.code or "~", one.id))
    for one in listed:
        measured = sorted(
            book.where(Measurement, indicator=one.id),
            key=lambda value: (value.period or "", value.group or "", value.id),
            reverse=True,
        )
        yield IndicatorRow(
            id=one.id,
            code=one.code or "",
            name=name_in(one, "name"),
            iasc=one.iasc or "",
            unit=one.unit or "",
            direction=one.direction or "none",
            gaps=gaps_of(book, one),
            measured=tuple(_measured(book, value) for value in measured),
            values=row_of(one).values,
        )


def _measured(book: Book, one: Measurement) -> MeasuredEntry:
    return MeasuredEntry(
        one.id,
        one.period or "",
        place_name(book, one.place or ""),
        one.group or "",
        one.value or "",
        one.sample_size,
        one.method or "",
        bool(one.is_baseline),
        row_of(one).values,
    )


def place_name(book: Book, pcode: str) -> Name:
    """Return what a unit of the country is called, its code where nobody knows it."""
    found = place_in(book, pcode)
    return Name(found.name_en, found.name_ar, found.name_ckb) if found is not None else Name(plain=pcode)


def _reports(book: Book) -> Iterator[PeriodicReport]:
    listed = [one for one in book.of(Report) if one.kind == "progress"]
    told = Counter(_period_told(one) for one in listed)
    for one in sorted(listed, key=lambda one: (one.period_to or "", one.id), reverse=True):
        yield PeriodicReport(
            one.id,
            one.period_from or "",
            one.period_to or "",
            one.language or "",
            one.sent_on or "",
            row_of(one).values,
            bool(one.period_from) and told[_period_told(one)] > 1,
        )


def _period_told(one: Report) -> tuple[str | None, ...]:
    return one.period_from, one.period_to, one.language


def _places(book: Book, area_id: str) -> Choices:
    area = book.get(Area, area_id)
    codes = (*(area.districts if area else ()), *((area.governorate,) if area and area.governorate else ()))
    return tuple((code, place_name(book, code)) for code in codes)


def _revision(book: Book) -> RevisionState:
    plan, version = facts.current_plan(book), final_version(book)
    begun = sorted(book.of(Revision), key=lambda one: (one.begun_on or "", one.id), reverse=True)
    waiting = plan is not None and plan.status in ("drafting", "in_review")
    sessions = [one for one in book.of(Meeting) if one.type == "review_meeting"]
    return RevisionState(
        can_begin=plan is not None and version is not None and not waiting,
        version=version.number or "" if version else "",
        sessions=tuple((one.id, name_in(one, "title")) for one in sessions),
        begun=tuple((one.begun_on or "", name_in(one, "reason"), one.id) for one in begun),
    )
