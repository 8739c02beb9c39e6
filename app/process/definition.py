"""A planning process as data: its steps, tasks, roles, expected records and gates.

Another process is another file in `resources/processes`; the code stays.
"""

from __future__ import annotations

import inspect
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import msgspec

from app.foundation.paths import resources
from app.models.codes import CODE_LISTS
from app.models.registry import KINDS
from app.process.gates import GATES
from app.process.intervals import Intervals, intervals_in
from app.process.reading import Reader, once, read

Plain = str | int | bool


class TaskTemplate(msgspec.Struct, frozen=True):
    """A task of a step: `id` names it among the step's tasks, `role` is one of the six duty roles."""

    id: str
    text: str
    role: str


@dataclass(frozen=True, slots=True)
class Expected:
    """A kind of record that shows that a step is under way, when its fields equal these values."""

    kind: str
    equals: Mapping[str, Plain] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class GateRule:
    """A rule by name, with its parameters."""

    name: str
    params: Mapping[str, Plain] = field(default_factory=dict, hash=False)


class Duty(msgspec.Struct, frozen=True):
    """Who does what: a role, and the code of the sentence."""

    role: str
    text: str


class StepDefinition(msgspec.Struct, frozen=True):
    """One step. Texts are codes of the catalogues; guidance has several paragraphs between empty lines."""

    id: str
    number: int
    page: str
    source: str
    conditional: bool
    implementing: str
    tasks: tuple[TaskTemplate, ...]
    duties: tuple[Duty, ...]
    expects: tuple[Expected, ...]
    gates: tuple[GateRule, ...]
    leaves: tuple[str, ...]

    @property
    def title(self) -> str:
        """The code of the title: "Draft the plan"."""
        return f"step.{self.id}.title"

    @property
    def short(self) -> str:
        """The code of the name in a picture: "Draft plan"."""
        return f"step.{self.id}.short"

    @property
    def purpose(self) -> str:
        """The code of one sentence on what the step is for."""
        return f"step.{self.id}.purpose"

    @property
    def guidance(self) -> str:
        """The code of the guidance."""
        return f"step.{self.id}.guidance"


class ProcessDefinition(msgspec.Struct, frozen=True):
    """A process with its steps in order."""

    id: str
    steps: tuple[StepDefinition, ...]
    intervals: Intervals = Intervals()

    def step(self, step_id: str) -> StepDefinition | None:
        """Return one step by its id."""
        return next((step for step in self.steps if step.id == step_id), None)


def load(path: Path) -> ProcessDefinition:
    """Return the process in a file. Raises UserError `bad_definition` naming what is wrong."""
    reader = read(path)
    reader.only("id", "intervals", "steps")
    steps = tuple(_step(one) for one in reader.tables("steps"))
    once(reader, "steps.id", tuple(step.id for step in steps))
    if not steps or [step.number for step in steps] != list(range(1, len(steps) + 1)):
        raise reader.refuse("steps.number")
    return ProcessDefinition(reader.text("id"), steps, intervals_in(reader))


_KNOWN = (
    *("id", "number", "page", "source", "conditional", "implementing"),
    *("tasks", "duties", "expects", "gates", "leaves"),
)


def _step(reader: Reader) -> StepDefinition:
    reader.only(*_KNOWN)
    name = reader.text("id")
    gates = tuple(_gate(one) for one in reader.tables("gates"))
    implementing = reader.text("implementing") if reader.others(*_KNOWN[:5]).get("implementing") else ""
    if not gates or (implementing and implementing not in {gate.name for gate in gates}):
        raise reader.refuse("gates")
    return StepDefinition(
        id=name,
        number=reader.whole("number"),
        page=reader.text("page"),
        source=reader.text("source"),
        conditional=reader.yes_no("conditional"),
        implementing=implementing,
        tasks=_tasks(reader, name),
        duties=tuple(
            Duty(_role(reader, role), f"step.{name}.duty.{role}") for role in reader.texts("duties")
        ),
        expects=tuple(_expected(one) for one in reader.tables("expects")),
        gates=gates,
        leaves=tuple(f"leaves.{one}" for one in reader.texts("leaves")),
    )


def _tasks(reader: Reader, step: str) -> tuple[TaskTemplate, ...]:
    found = tuple(
        TaskTemplate(one.text("id"), f"step.{step}.task.{one.text('id')}", _role(one, one.text("role")))
        for one in reader.tables("tasks")
    )
    once(reader, "tasks.id", tuple(task.id for task in found))
    return found


def _role(reader: Reader, role: str) -> str:
    if role not in CODE_LISTS["duty_role"]:
        raise reader.refuse(f"role: {role}")
    return role


def _expected(reader: Reader) -> Expected:
    kind = reader.text("kind")
    equals = _plain(reader, "kind")
    record = KINDS.get(kind)
    if record is None or not set(equals) <= set(record.__struct_fields__):
        raise reader.refuse(f"kind: {kind}")
    return Expected(kind, equals)


def _gate(reader: Reader) -> GateRule:
    name, params = reader.text("rule"), _plain(reader, "rule")
    gate = GATES.get(name)
    accepted = set(inspect.signature(gate).parameters) - {"view"} if gate else set()
    if gate is None or not set(params) <= accepted:
        raise reader.refuse(f"rule: {name}")
    return GateRule(name, params)


def _plain(reader: Reader, *but: str) -> dict[str, Plain]:
    others = reader.others(*but)
    for name, value in others.items():
        if not isinstance(value, (str, int, bool)):
            raise reader.refuse(name)
    return {name: value for name, value in others.items() if isinstance(value, (str, int, bool))}


@cache
def durable_solutions() -> ProcessDefinition:
    """Return the eight steps of a durable-solutions Plan of Action."""
    return load(resources() / "processes" / "durable_solutions.toml")
