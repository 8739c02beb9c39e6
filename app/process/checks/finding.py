"""What a readiness check finds, and what it is given."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from dataclasses import field as made
from decimal import Decimal
from typing import Literal

import msgspec

from app.models.book import Book
from app.process.intervals import usual_intervals
from app.process.terms import Params

Severity = Literal["error", "warning", "info"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")

PLAN = "source.dstwg_plan"
STEPS = "source.dstwg_steps"
ROLES = "source.dstwg_roles"
AREAS = "source.dstwg_areas"
OUTLINE = "source.outline"
PRINCIPLES = "source.dstwg_principles"
OBJECTIVES = "source.dstwg_objectives"
CRITERIA = "source.iasc"
PRACTICE = "source.practice"
RESPONSIBILITY = "source.data_responsibility"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something missing or contradictory, in codes: what, where, how grave, and by which source.

    `check` is the number of the readiness check (1 to 13), 0 for the fields themselves. `page`,
    `kind`, `record` and `field` say where to go; `field` is one of the kind, or the kind or a
    field of a record that hangs on it (an activity's target, how a stakeholder is seen).
    `source` is a word code.
    """

    check: int
    code: str
    severity: Severity
    source: str
    page: str
    kind: str = ""
    record: str = ""
    field: str = ""
    params: Params = made(default_factory=dict, hash=False)


class Thresholds(msgspec.Struct, frozen=True):
    """The numbers that rules lean on. Those of the DSTWG update are approximate; the rest are ours.

    The intervals are those of the process definition.
    """

    focal_points: int = 2
    members_low: int = 5
    members_high: int = 7
    backstoppers: int = 2
    criteria_met: int = 2
    one_spectrum: Decimal = Decimal("0.5")
    people_per_household: int = 6
    people_per_camp_household: int = 5
    tolerance: Decimal = Decimal("0.2")
    over_target: Decimal = Decimal("1.2")
    women: Decimal = Decimal("0.2")
    risk_score: int = 15
    small_sample: int = 10
    nomination_criteria: int = 3
    months_to_verify: int = msgspec.field(default_factory=lambda: usual_intervals().verify)
    months_to_review: int = msgspec.field(default_factory=lambda: usual_intervals().review)
    months_to_keep_names: int = msgspec.field(default_factory=lambda: usual_intervals().keep_names)


class Exports(msgspec.Struct, frozen=True):
    """What trial exports showed: contact data found, values above the class, problems of the HXL check."""

    contacts: int = 0
    above_class: int = 0
    hxl_problems: tuple[str, ...] = ()


class Context(msgspec.Struct, frozen=True):
    """The day, whether the group's own records are here, the thresholds, and trial exports if made."""

    today: str
    sees_group: bool = True
    thresholds: Thresholds = Thresholds()
    exports: Exports | None = None


Check = Callable[[Book, Context], Iterator[Finding]]
