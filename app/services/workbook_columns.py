"""The four tables of the workbook, column by column."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TypeVar

from app.documents.workbook_content import Cell, Column, Kind
from app.models.kinds.inside import Contact, Stakeholder
from app.models.kinds.meetings import Commitment, Meeting
from app.models.kinds.plan import Activity, Indicator, Target
from app.models.record import Record
from app.process.facts import is_overdue
from app.process.gaps import Gap, Point, gaps_of
from app.process.views_of_stakeholders import seen
from app.services.papers.plan_tables import targets
from app.services.papers.scribe import Scribe

R = TypeVar("R", bound=Record)
_WIDE = 48.0


@dataclass(slots=True)
class Columns:
    """A table that grows column by column; `cells` holds the cells of each column."""

    kind: str
    rows: int
    columns: list[Column] = field(default_factory=list)
    cells: list[Sequence[Cell]] = field(default_factory=list)

    def put(
        self, header: str, cells: Sequence[Cell], kind: Kind = "text", width: float | None = None
    ) -> None:
        """Add a column."""
        self.columns.append(Column(header, kind, width))
        self.cells.append(cells)


def by_code(scribe: Scribe, kind: type[R]) -> list[R]:
    """Return the records of a kind, by code."""
    return sorted(scribe.book.of(kind), key=lambda one: (getattr(one, "code", None) or "~", one.id))


def activities(scribe: Scribe) -> Columns:
    """Return the activities with place, lead, counterpart, target and dates."""
    listed = by_code(scribe, Activity)
    table = Columns("activity", len(listed))

    def put(
        name: str, value: Callable[[Activity], Cell], kind: Kind = "text", width: float | None = None
    ) -> None:
        table.put(scribe.words.field("activity", name), [value(one) for one in listed], kind, width)

    first = {one.id: next(iter(scribe.book.where(Target, activity=one.id)), None) for one in listed}
    put("code", lambda one: one.code, "code")
    put("title", lambda one: scribe.name(one, "title"), width=_WIDE)
    put("objective", lambda one: scribe.code("so", one.objective))
    put("iasc", lambda one: scribe.codes("iasc", one.iasc))
    put("locations", lambda one: scribe.places(one.locations, most=99))
    put("groups", lambda one: scribe.codes("population_group", one.groups))
    put("lead", lambda one: scribe.organisation(one.lead))
    put("partners", lambda one: scribe.organisations(one.partners))
    put("government_counterpart", lambda one: scribe.organisation(one.government_counterpart))
    put("no_counterpart_reason", lambda one: one.no_counterpart_reason)
    unit = scribe.words.field("target", "unit")
    table.put(scribe.words.kind("target"), [one.value if one else None for one in first.values()], "number")
    table.put(unit, [_unit(scribe, one) for one in first.values()])
    table.put(scribe.words.say("kind.target.many"), [targets(scribe, one) for one in listed])
    put("starts", lambda one: one.starts, "date")
    put("ends", lambda one: one.ends, "date")
    put("status", lambda one: scribe.code("activity_status", one.status))
    put("origin", lambda one: scribe.code("activity_origin", one.origin))
    put("modality", lambda one: scribe.code("activity_modality", one.modality))
    put("budget", lambda one: one.budget, "number")
    put("currency", lambda one: one.currency)
    return table


def _unit(scribe: Scribe, target: Target | None) -> str:
    return (target.unit_text or scribe.code("unit", target.unit)) if target is not None else ""


def indicators(scribe: Scribe, *, for_group: bool = False) -> Columns:
    """Return a row for each indicator, place and displaced group: baseline, latest, comparison and gap.

    A value that rests on fewer than ten people stays empty in what leaves the group.
    """
    listed: list[tuple[Indicator, Gap | None]] = []
    for indicator in by_code(scribe, Indicator):
        listed += [(indicator, gap) for gap in gaps_of(scribe.book, indicator) or (None,)]
    table = Columns("indicator", len(listed))
    words = scribe.words

    def put(
        name: str, value: Callable[[Indicator], Cell], kind: Kind = "text", width: float | None = None
    ) -> None:
        table.put(words.field("indicator", name), [value(one) for one, _ in listed], kind, width)

    def measured(header: str, value: Callable[[Gap], Cell], kind: Kind = "number") -> None:
        table.put(header, [value(gap) if gap else None for _, gap in listed], kind)

    def points(header: str, choose: Callable[[Gap], Point | None]) -> None:
        period = words.say("imports.period_of", value=header)
        measured(header, lambda gap: _shown(choose(gap), for_group=for_group))
        measured(period, lambda gap: getattr(choose(gap), "period", None), "code")

    put("code", lambda one: one.library_code or one.code, "code")
    put("name", scribe.name, width=_WIDE)
    put("iasc", lambda one: scribe.code("iasc", one.iasc))
    put("objective", lambda one: scribe.code("so", one.objective))
    put("unit", lambda one: scribe.code("indicator_unit", one.unit))
    put("direction", lambda one: scribe.code("direction", one.direction))
    measured(
        words.field("measurement", "group"), lambda gap: scribe.code("compared_group", gap.group), "text"
    )
    points(words.say("imports.baseline"), lambda gap: gap.baseline)
    points(words.say("imports.latest"), lambda gap: gap.latest)
    points(words.say("imports.comparison"), lambda gap: gap.comparison)
    measured(words.say("imports.gap"), lambda gap: _gap(gap, gap.gap, for_group=for_group))
    measured(words.say("imports.gap_change"), lambda gap: _gap(gap, gap.change, for_group=for_group))
    put("target", lambda one: one.target, "number")
    put("displaced_only_reason", lambda one: one.displaced_only_reason)
    return table


def _shown(point: Point | None, *, for_group: bool) -> Decimal | None:
    if point is None or (point.small and not for_group):
        return None
    return point.value


def _gap(gap: Gap, value: Decimal | None, *, for_group: bool) -> Decimal | None:
    """A gap would give away a hidden value, so it hides with it."""
    behind = (gap.baseline, gap.latest, gap.comparison, gap.comparison_at_baseline)
    hidden = any(point is not None and point.small for point in behind)
    return None if hidden and not for_group else value


def stakeholders(scribe: Scribe, *, for_group: bool = False) -> Columns:
    """Return the stakeholders; how the group sees them, and contacts, only for the group itself."""
    listed = by_code(scribe, Stakeholder)
    table = Columns("stakeholder", len(listed))

    def put(name: str, value: Callable[[Stakeholder], Cell], kind: Kind = "text") -> None:
        table.put(scribe.words.field("stakeholder", name), [value(one) for one in listed], kind)

    put("code", lambda one: one.code, "code")
    put("name", scribe.name)
    put("type", lambda one: scribe.code("org_type", one.type))
    put("level", lambda one: scribe.code("level", one.level))
    put("objectives", lambda one: scribe.codes("so", one.objectives))
    put("role_in_solutions", lambda one: one.role_in_solutions)
    put("engagement_level", lambda one: scribe.code("engagement_level", one.engagement_level))
    put("invited_to_roundtable", lambda one: _yes_no(scribe, one.invited_to_roundtable))
    put("verified_on", lambda one: one.verified_on, "date")
    if for_group:
        for name in ("can_bring", "needs", "may_hinder", "access_note"):
            table.put(scribe.words.field("stakeholder", name), [getattr(one, name) for one in listed])
        _views(scribe, table, listed)
        contact = scribe.words.say("kind.contact.many")
        table.put(contact, [_contacts(scribe, one) for one in listed])
    return table


def _views(scribe: Scribe, table: Columns, listed: Sequence[Stakeholder]) -> None:
    views = [seen(scribe.book, one.id) for one in listed]
    header = scribe.words.field
    table.put(header("stakeholder_view", "influence"), [one.influence for one in views], "number")
    table.put(header("stakeholder_view", "interest"), [one.interest for one in views], "number")
    positions = [scribe.code("position", one.position) for one in views]
    table.put(header("stakeholder_view", "position"), positions)
    days = [one.placed.position_on if one.placed else None for one in views]
    table.put(header("stakeholder_view", "position_on"), days, "date")


def _contacts(scribe: Scribe, stakeholder: Stakeholder) -> str:
    found = scribe.book.where(Contact, stakeholder=stakeholder.id)
    return "\n".join(" · ".join(filter(None, (one.person_name, one.phone, one.email))) for one in found)


def commitments(scribe: Scribe, today: str, *, for_group: bool = False) -> Columns:
    """Return the commitments by code; one past its date and not kept is overdue."""
    listed = by_code(scribe, Commitment)
    table = Columns("commitment", len(listed))

    def put(
        name: str, value: Callable[[Commitment], Cell], kind: Kind = "text", width: float | None = None
    ) -> None:
        table.put(scribe.words.field("commitment", name), [value(one) for one in listed], kind, width)

    def status(one: Commitment) -> str:
        return scribe.code("commitment_status", "overdue" if is_overdue(one, today) else one.status)

    put("code", lambda one: one.code, "code")
    put("text", lambda one: scribe.name(one, "text"), width=_WIDE)
    put("organisation", lambda one: scribe.organisation(one.organisation))
    if for_group:
        put("representative", lambda one: one.representative)
    put("role", lambda one: scribe.code("commitment_role", one.role))
    put("type", lambda one: scribe.code("commitment_type", one.type))
    put("due", lambda one: one.due, "date")
    put("status", status)
    put("reviewed_on", lambda one: one.reviewed_on, "date")
    put("resources", lambda one: one.resources)
    put("conditions", lambda one: one.conditions)
    put("objective", lambda one: scribe.code("so", one.objective))
    put("activities", lambda one: _activity_codes(scribe, one))
    put("meeting", lambda one: scribe.name(scribe.book.get(Meeting, one.meeting), "title"))
    return table


def _activity_codes(scribe: Scribe, one: Commitment) -> str:
    found = (scribe.book.get(Activity, record_id) for record_id in one.activities)
    return ", ".join(sorted(activity.code or "" for activity in found if activity is not None))


def _yes_no(scribe: Scribe, value: bool | None) -> str:
    if value is None:
        return ""
    return scribe.words.say("imports.yes" if value else "imports.no")
