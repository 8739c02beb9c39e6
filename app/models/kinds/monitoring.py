"""Keeping a signed plan alive: milestones and the roadmap, where it was taken up, and its revisions."""

from __future__ import annotations

from typing import Annotated, ClassVar

from app.models.record import Home, Kind, Record, Titled, code, day, line, ref, refs, text


class Milestone(Titled, frozen=True, kw_only=True):
    """Something to be reached by a day: of an activity, of the plan, or of the roadmap for what comes after.

    `track` tells implementation from expansion and transition (ISSSS: roadmap for expansion and transition).
    """

    about: ClassVar[Kind] = Kind("milestone", Home.NETWORK, "title")
    track: Annotated[str | None, code("milestone_track")] = None
    activity: Annotated[str | None, ref("activity")] = None
    condition_en: Annotated[str | None, text()] = None
    condition_ar: Annotated[str | None, text()] = None
    responsible: Annotated[str | None, ref("organisation")] = None
    due: Annotated[str | None, day()] = None
    status: Annotated[str | None, code("milestone_status")] = None
    reached_on: Annotated[str | None, day()] = None
    note: Annotated[str | None, text()] = None


class Uptake(Record, frozen=True, kw_only=True):
    """Where the plan was taken up: a national plan, a UN framework, an organisation's programme."""

    about: ClassVar[Kind] = Kind("uptake", Home.NETWORK, "reference")
    target: Annotated[str | None, code("uptake_target")] = None
    reference: Annotated[str | None, line(required=True)] = None
    organisation: Annotated[str | None, ref("organisation")] = None
    taken_on: Annotated[str | None, day()] = None
    activities: Annotated[tuple[str, ...], refs("activity")] = ()
    note: Annotated[str | None, text()] = None


class Revision(Record, frozen=True, kw_only=True):
    """The beginning of the next version: which version is revised, why, and which session asked for it."""

    about: ClassVar[Kind] = Kind("revision", Home.NETWORK, "reason")
    plan: Annotated[str | None, ref("plan", owner=True)] = None
    version: Annotated[str | None, ref("frozen_version")] = None
    meeting: Annotated[str | None, ref("meeting")] = None
    begun_on: Annotated[str | None, day()] = None
    reason: Annotated[str | None, text(required=True)] = None
