"""Objectives, criteria and principles that a plan is measured by, read from `resources/frameworks`."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import msgspec

from app.foundation.paths import resources
from app.process.nodes import BUILT_IN, built_in
from app.process.reading import read


class Objective(msgspec.Struct, frozen=True):
    """A specific objective, and the IASC criteria it serves by default, the closest first."""

    id: str
    criteria: tuple[str, ...]


class Framework(msgspec.Struct, frozen=True):
    """What a plan answers to: objectives, criteria, principles, selection criteria. Ids only."""

    id: str
    objectives: tuple[Objective, ...]
    criteria: tuple[str, ...]
    principles: tuple[str, ...]
    selection_criteria: tuple[str, ...]

    def objectives_for(self, criterion: str) -> tuple[str, ...]:
        """Return the objectives that serve a criterion by default."""
        return tuple(one.id for one in self.objectives if criterion in one.criteria)


def load(path: Path) -> Framework:
    """Return what a file puts together. Raises UserError `bad_definition` naming what is wrong."""
    reader = read(path)
    reader.only("id", "objectives", "criteria", "principles", "selection_criteria")
    for name in ("objectives", "criteria"):
        if reader.text(name) not in BUILT_IN:
            raise reader.refuse(name)
    objectives, criteria = built_in(reader.text("objectives")), built_in(reader.text("criteria"))
    known = tuple(one.id for one in criteria.nodes)
    for one in objectives.nodes:
        if not set(one.serves) <= set(known):
            raise reader.refuse(f"objectives.{one.id}")
    return Framework(
        reader.text("id"),
        tuple(Objective(one.id, one.serves) for one in objectives.nodes),
        known,
        reader.texts("principles"),
        reader.texts("selection_criteria"),
    )


@cache
def durable_solutions() -> Framework:
    """Return SO1–SO8, the IASC criteria 1–8, the three principles and the four selection criteria."""
    return load(resources() / "frameworks" / "durable_solutions.toml")
