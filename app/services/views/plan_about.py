"""What the plan says of itself: title, period, languages, status, and the rest of its first page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.models.kinds.people import Organisation
from app.process import facts
from app.services.desk import Desk
from app.services.plan_text import begin_plan
from app.services.views.plan_choices import Choices
from app.services.views.records import Value, row_of
from app.services.views.said import name_in


@dataclass(frozen=True, slots=True)
class PlanAbout:
    """The current plan's own fields, and whose lead it can stand under."""

    id: str
    values: Mapping[str, Value] = field(default_factory=dict, hash=False)
    organisations: Choices = ()


def plan_about(desk: Desk) -> PlanAbout:
    """Return what the current plan says of itself; begins a plan where there is none."""
    plan = facts.current_plan(desk.book())
    if plan is None:
        begin_plan(desk)
        plan = facts.current_plan(desk.book())
    assert plan is not None
    offices = tuple((one.id, name_in(one, "name")) for one in desk.records(Organisation))
    return PlanAbout(plan.id, row_of(plan).values, offices)
