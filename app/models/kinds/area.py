"""The area: why it was chosen, its places, people counted in it, and where the figures come from."""

from __future__ import annotations

from typing import Annotated, ClassVar

from app.models.record import (
    Home,
    Kind,
    Named,
    Record,
    Titled,
    code,
    codes,
    day,
    decimal,
    fixed,
    line,
    order,
    ref,
    refs,
    text,
    whole,
    yes_no,
)


class Area(Named, frozen=True, kw_only=True):
    """The area of one ABC group: one or more districts (DSTWG update; p-codes of OCHA).

    `criteria_needed` says how many of the four criteria make the combination; `return_round` and
    `displacement_round` name the round of each index that the ranking of locations uses. `process` is
    the planning process that was chosen when the workspace began; none: a durable-solutions Plan of Action.
    """

    about: ClassVar[Kind] = Kind("area", Home.NETWORK, "name")
    code: Annotated[str | None, line(limit=20)] = None
    training: Annotated[bool | None, yes_no(once=True)] = None
    process: Annotated[str | None, code("process", once=True)] = None
    governorate: Annotated[str | None, line(limit=20)] = None
    districts: Annotated[tuple[str, ...], codes("")] = ()
    sub_districts: Annotated[tuple[str, ...], codes("")] = ()
    status: Annotated[str | None, code("area_status")] = None
    narrative: Annotated[str | None, text()] = None
    map_note: Annotated[str | None, text()] = None
    criteria_needed: Annotated[int | None, whole(low=1, high=4)] = None
    return_round: Annotated[str | None, line(limit=20)] = None
    displacement_round: Annotated[str | None, line(limit=20)] = None


class SelectionCriterion(Record, frozen=True, kw_only=True):
    """One of the four criteria that trigger planning (DSTWG update)."""

    about: ClassVar[Kind] = Kind("selection_criterion", Home.NETWORK, "criterion", natural_key=("criterion",))
    criterion: Annotated[str | None, code("criterion", required=True, once=True)] = None
    assessment: Annotated[str | None, code("assessment")] = None
    evidence_en: Annotated[str | None, text()] = None
    evidence_ar: Annotated[str | None, text()] = None
    source: Annotated[str | None, ref("source")] = None
    assessed_by: Annotated[str | None, line()] = None
    assessed_on: Annotated[str | None, day()] = None


class AreaDecision(Record, frozen=True, kw_only=True):
    """The decision to plan in this area, with its reason."""

    about: ClassVar[Kind] = Kind("area_decision", Home.NETWORK, "decision")
    decision: Annotated[str | None, code("area_decision", required=True)] = None
    decided_by: Annotated[str | None, line()] = None
    decided_on: Annotated[str | None, day()] = None
    rationale_en: Annotated[str | None, text()] = None
    rationale_ar: Annotated[str | None, text()] = None
    departure_reason: Annotated[str | None, text()] = None


class Location(Named, frozen=True, kw_only=True):
    """A place of return, displacement or both. Coordinates of informal sites stay with the group."""

    about: ClassVar[Kind] = Kind("location", Home.NETWORK, "name")
    sub_district: Annotated[str | None, line(limit=20)] = None
    pcode: Annotated[str | None, line(limit=20)] = None
    dtm_id: Annotated[str | None, line(limit=40)] = None
    role: Annotated[str | None, code("location_role", required=True)] = None
    type: Annotated[str | None, code("location_type")] = None
    latitude: Annotated[str | None, decimal(low=-90, high=90)] = None
    longitude: Annotated[str | None, decimal(low=-180, high=180)] = None
    aliases: Annotated[str | None, line()] = None
    priority_rank: Annotated[int | None, whole(low=1, high=999)] = None
    rationale_en: Annotated[str | None, text()] = None
    rationale_ar: Annotated[str | None, text()] = None
    uncovered_reason: Annotated[str | None, text()] = None
    same_as: Annotated[tuple[str, ...], refs("location")] = ()


class PopulationFigure(Record, frozen=True, kw_only=True):
    """People of one group at one location at one date; a series, never overwritten."""

    about: ClassVar[Kind] = Kind(
        "population_figure", Home.NETWORK, "group", natural_key=("location", "group", "source", "as_of")
    )
    location: Annotated[str | None, ref("location", owner=True)] = None
    group: Annotated[str | None, code("population_group", required=True, once=True)] = None
    source: Annotated[str | None, ref("source", required=True, once=True)] = None
    as_of: Annotated[str | None, day(required=True, once=True)] = None
    households: Annotated[int | None, whole(low=0)] = None
    individuals: Annotated[int | None, whole(low=0)] = None


class SeverityRank(Record, frozen=True, kw_only=True):
    """The Return Index or Displacement Index of a location in one round (DTM)."""

    about: ClassVar[Kind] = Kind(
        "severity_rank", Home.NETWORK, "category", natural_key=("location", "index", "round")
    )
    location: Annotated[str | None, ref("location", owner=True)] = None
    index: Annotated[str | None, code("severity_index", required=True, once=True)] = None
    round: Annotated[str | None, fixed(limit=20)] = None
    round_date: Annotated[str | None, day()] = None
    score: Annotated[str | None, decimal(low=0, high=100)] = None
    category: Annotated[str | None, code("severity_category")] = None
    source: Annotated[str | None, ref("source")] = None


class Source(Titled, frozen=True, kw_only=True):
    """Where a figure or statement comes from, and how far it carries."""

    about: ClassVar[Kind] = Kind("source", Home.NETWORK, "title", code_prefix="S")
    code: Annotated[str | None, line(limit=20)] = None
    publisher: Annotated[str | None, line()] = None
    published_on: Annotated[str | None, day()] = None
    round: Annotated[str | None, line(limit=40)] = None
    link: Annotated[str | None, line(limit=500)] = None
    method: Annotated[str | None, code("evidence_method")] = None
    representativeness: Annotated[str | None, code("representativeness")] = None
    period: Annotated[str | None, line(limit=60)] = None
    licence: Annotated[str | None, line(limit=60)] = None


class Intentions(Record, frozen=True, kw_only=True):
    """What displaced people intend, counted: the evidence for an informed, voluntary choice.

    `information_given` says what people were told before they chose, `information_on` the day; a later count
    of the same people is a record of its own.
    """

    about: ClassVar[Kind] = Kind("intentions", Home.NETWORK, "pathway")
    group: Annotated[str | None, code("population_group", required=True)] = None
    location: Annotated[str | None, ref("location")] = None
    destination: Annotated[str | None, line()] = None
    pathway: Annotated[str | None, code("solution_path")] = None
    households: Annotated[int | None, whole(low=0)] = None
    individuals: Annotated[int | None, whole(low=0)] = None
    method: Annotated[str | None, code("evidence_method")] = None
    recorded_on: Annotated[str | None, day()] = None
    information_given: Annotated[str | None, text()] = None
    information_on: Annotated[str | None, day()] = None
    source: Annotated[str | None, ref("source")] = None


class Step(Record, frozen=True, kw_only=True):
    """Dates and reasons of one step of the process; its status is computed, never stored."""

    about: ClassVar[Kind] = Kind("step", Home.NETWORK, "step_id", natural_key=("step_id",))
    step_id: Annotated[str | None, code("step_id", required=True, once=True)] = None
    owner: Annotated[str | None, ref("member")] = None
    planned_start: Annotated[str | None, day()] = None
    planned_end: Annotated[str | None, day()] = None
    actual_start: Annotated[str | None, day()] = None
    actual_end: Annotated[str | None, day()] = None
    skip_reason: Annotated[str | None, text()] = None
    note: Annotated[str | None, text()] = None


class Task(Titled, frozen=True, kw_only=True):
    """Something to do within a step, by someone, by a date."""

    about: ClassVar[Kind] = Kind("task", Home.NETWORK, "title")
    step_id: Annotated[str | None, code("step_id", required=True)] = None
    template: Annotated[str | None, line(limit=60)] = None
    assignee: Annotated[str | None, ref("member")] = None
    starts: Annotated[str | None, day()] = None
    due: Annotated[str | None, day()] = None
    status: Annotated[str | None, code("task_status")] = None
    done_on: Annotated[str | None, day()] = None
    meeting: Annotated[str | None, ref("meeting")] = None
    position: Annotated[str | None, order()] = None
    locations: Annotated[tuple[str, ...], refs("location")] = ()
