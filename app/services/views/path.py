"""The path of the steps as pages show it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import msgspec

from app.process.steps import StepState

PathState = Literal["done", "current", "started", "waiting", "skipped"]
Under = Literal["done_on", "due", "not_needed", ""]


class PathEntry(msgspec.Struct, frozen=True):
    """One step on the path: how it is drawn, and what stands under it with its ISO day."""

    number: int
    id: str
    state: PathState
    under: Under = ""
    day: str = ""


def path_of(states: Sequence[StepState], current: StepState) -> tuple[PathEntry, ...]:
    """Return the path with the group's step marked."""
    return tuple(_entry(state, current) for state in states)


def _entry(state: StepState, current: StepState) -> PathEntry:
    under, day = _under(state)
    return PathEntry(state.number, state.id, _drawn(state, current), under, day)


def _drawn(state: StepState, current: StepState) -> PathState:
    if state.number == current.number and not state.finished:
        return "current"
    if state.status == "skipped_with_reason":
        return "skipped"
    if state.status == "done":
        return "done"
    return "started" if state.status == "in_progress" else "waiting"


def _under(state: StepState) -> tuple[Under, str]:
    if state.status == "done":
        return ("done_on", state.done_on) if state.done_on else ("", "")
    if state.status == "skipped_with_reason":
        return "not_needed", ""
    due = min((day for day in (state.planned_end, state.deadline) if day), default="")
    return ("due", due) if due else ("", "")
