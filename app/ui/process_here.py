"""The steps of the process of the area in front, for lists of steps that are offered."""

from __future__ import annotations

from collections.abc import Sequence

from app.models.codes import CODE_LISTS
from app.process.definition import process_named

_steps: list[str] = list(CODE_LISTS["step_id"])


def keep_steps(steps: Sequence[str]) -> None:
    """Offer these steps from now on; while none are known those of every process."""
    _steps[:] = steps or CODE_LISTS["step_id"]


def codes_here(code_list: str) -> tuple[str, ...]:
    """Return the codes of a list that can be chosen here: of the steps only those of the process."""
    return tuple(_steps) if code_list == "step_id" else CODE_LISTS[code_list]


def is_plan_of_action() -> bool:
    """Return whether the eight steps of a Plan of Action are in force, or no process is known yet."""
    return "roundtable" in _steps


def judges_the_area() -> bool:
    """Return whether the process decides on its area by criteria."""
    return not {"prepare", "pz_zone"}.isdisjoint(_steps)


def process_here() -> str:
    """Return the process whose steps are in force, that of a Plan of Action while none is known."""
    firsts = {process_named(one).steps[0].id: one for one in CODE_LISTS["process"]}
    return firsts.get(_steps[0], CODE_LISTS["process"][0])
