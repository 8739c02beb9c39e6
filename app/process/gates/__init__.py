"""Rules of steps as named functions. A process definition refers to them by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from app.process.gates import finish, general, prepare, roundtable
from app.process.reasons import Reason

Gate = Callable[..., Reason]
_GATES: tuple[Gate, ...] = (
    prepare.area_selected,
    prepare.focal_point_named,
    prepare.issue_with_source,
    prepare.stakeholders_rated,
    prepare.potential_asked,
    prepare.authority_met,
    prepare.agreement_recorded,
    prepare.inputs_from_both,
    prepare.no_open_outreach,
    roundtable.roundtable_held,
    roundtable.sensitisation_given,
    roundtable.government_attended,
    roundtable.group_represented,
    roundtable.roundtable_outcome,
    roundtable.roundtable_minutes,
    roundtable.further_consultation,
    finish.check_passes,
    finish.review_closed,
    finish.no_open_must,
    finish.issues_answered,
    finish.version_frozen,
    finish.plan_signed,
    finish.plan_closed,
    general.recorded,
    general.sections_written,
    general.outline_written,
    general.nodes_covered,
    general.joint_arranged,
    general.agreements_signed,
)
GATES: Mapping[str, Gate] = {gate.__name__: gate for gate in _GATES}
