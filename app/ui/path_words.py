"""The path of the steps put into words for the picture of it."""

from __future__ import annotations

from collections.abc import Sequence

from app.services.views.path import PathEntry
from app.ui.kit.path import PathStep
from app.ui.language import say, words


def path_steps(path: Sequence[PathEntry]) -> list[PathStep]:
    """Return the steps as the path shows them in the language in force."""
    return [_step(entry) for entry in path]


def _step(entry: PathEntry) -> PathStep:
    title, under = say(f"step.{entry.id}.short"), _under(entry)
    state = say(f"steps.state.{entry.state}")
    spoken = say("steps.spoken", number=entry.number, title=title, state=state)
    return PathStep(entry.number, title, under, entry.state, f"{spoken} {under}".strip())


def _under(entry: PathEntry) -> str:
    if entry.under == "not_needed":
        return say("steps.not_needed")
    day = words().date(entry.day, "day_month") if entry.day else ""
    return say("steps.due", day=day) if entry.under == "due" else day
