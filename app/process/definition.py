"""A planning process as data: its steps, tasks, roles, expected records and gates.

Another process is another file in `resources/processes`, with its id in the code list `process` and those
of its steps in the code list `step_id`; the code stays.
"""

from __future__ import annotations

import inspect
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import msgspec

from app.foundation.errors import UserError
from app.foundation.paths import resources
from app.models.book import Book
from app.models.codes import CODE_LISTS
from app.process.checks import CHECK_NAMES
from app.process.expected import Expected, Plain, are_fields, plain, read_expected
from app.process.gates import GATES, Gate
from app.process.intervals import Intervals, intervals_in
from app.process.nodes import BUILT_IN, built_in
from app.process.reading import Reader, once, read
from app.process.scope import Scope, process_id, scope_in


class TaskTemplate(msgspec.Struct, frozen=True):
    """A task of a step: `id` names it among the step's tasks, `role` is one of the six duty roles."""

    id: str
    text: str
    role: str


@dataclass(frozen=True, slots=True)
class GateRule:
    """A rule by name, with its parameters."""

    name: str
    params: Mapping[str, Plain | tuple[str, ...]] = field(default_factory=dict, hash=False)


class Duty(msgspec.Struct, frozen=True):
    """Who does what: a role, and the code of the sentence."""

    role: str
    text: str


USUAL_WEEKS = 2


class StepDefinition(msgspec.Struct, frozen=True):
    """One step. Texts are codes of the catalogues; guidance has several paragraphs between empty lines.

    `weeks` is how long it is proposed to take where no dates were planned: ours, from planning practice.
    """

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
    weeks: int = USUAL_WEEKS

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
    source: str = ""
    intervals: Intervals = Intervals()
    scope: Scope = Scope("", "so", ())

    @property
    def title(self) -> str:
        """The code of the name: "Joint programme"."""
        return f"code.process.{self.id}"

    @property
    def about(self) -> str:
        """The code of one sentence on what the process is for."""
        return f"process.{self.id}.about"

    def step(self, step_id: str) -> StepDefinition | None:
        """Return one step by its id."""
        return next((step for step in self.steps if step.id == step_id), None)

    def step_with(self, gate: str) -> StepDefinition | None:
        """Return the first step with a rule of this name."""
        return next((one for one in self.steps if gate in {rule.name for rule in one.gates}), None)

    def step_of_meeting(self, meeting_type: str) -> StepDefinition | None:
        """Return the first step that expects a meeting of this type."""
        wanted = ("meeting", meeting_type)
        return next(
            (one for one in self.steps for e in one.expects if (e.kind, e.equals.get("type")) == wanted), None
        )

    def steps_at(self, page: str) -> tuple[StepDefinition, ...]:
        """Return the steps whose work is done on a page."""
        return tuple(one for one in self.steps if one.page == page)


def load(path: Path) -> ProcessDefinition:
    """Return the process in a file. Raises UserError `bad_definition` naming what is wrong."""
    reader = read(path)
    reader.only("id", "source", "framework", "leaves_out", "signs", "intervals", "outline", "steps")
    steps = tuple(_step(one) for one in reader.tables("steps"))
    once(reader, "steps.id", tuple(step.id for step in steps))
    if not steps or [step.number for step in steps] != list(range(1, len(steps) + 1)):
        raise reader.refuse("steps.number")
    scope = scope_in(reader)
    if not scope.leaves_out <= CHECK_NAMES:
        raise reader.refuse("leaves_out")
    return ProcessDefinition(reader.text("id"), steps, reader.text("source"), intervals_in(reader), scope)


_KNOWN = (
    *("id", "number", "page", "source", "conditional", "implementing"),
    *("tasks", "duties", "expects", "gates", "leaves", "weeks"),
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
        expects=tuple(read_expected(one) for one in reader.tables("expects")),
        gates=gates,
        leaves=tuple(f"leaves.{one}" for one in reader.texts("leaves")),
        weeks=reader.whole("weeks") if "weeks" in reader.others() else USUAL_WEEKS,
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


_LISTS = ("sections", "nodes")
"""Parameters of gates that are lists."""


def _gate(reader: Reader) -> GateRule:
    name = reader.text("rule")
    gate = GATES.get(name)
    lists = {one: reader.texts(one) for one in _LISTS if one in reader.others()}
    params: dict[str, Plain | tuple[str, ...]] = {**plain(reader, "rule", *lists), **lists}
    if gate is None or not _accepted(gate, params):
        raise reader.refuse(f"rule: {name}")
    _check_lists(reader, params, lists)
    return GateRule(name, params)


def _accepted(gate: Gate, params: Mapping[str, object]) -> bool:
    """Return whether a gate takes these parameters; what it asks of records must be fields of their kind."""
    parameters = inspect.signature(gate).parameters.values()
    named = {one.name for one in parameters if one.kind is not one.VAR_KEYWORD} - {"view"}
    others = tuple(name for name in params if name not in named)
    if any(one.kind is one.VAR_KEYWORD for one in parameters):
        return are_fields(str(params.get("kind", "")), others) and "says" in params
    return not others


def _check_lists(reader: Reader, params: Mapping[str, object], lists: Mapping[str, tuple[str, ...]]) -> None:
    framework = str(params.get("framework", ""))
    if framework and framework not in BUILT_IN:
        raise reader.refuse(f"framework: {framework}")
    known = {"sections": set(CODE_LISTS["section_key"])}
    known["nodes"] = {one.id for one in built_in(framework).nodes} if framework else set()
    for name, values in lists.items():
        for value in values:
            if value not in known[name]:
                raise reader.refuse(f"{name}: {value}")


@cache
def process_named(process: str) -> ProcessDefinition:
    """Return a process of the program by its id. Raises UserError `unknown_process`."""
    if process not in CODE_LISTS["process"]:
        raise UserError("unknown_process", name=process[:80], known=", ".join(CODE_LISTS["process"]))
    return load(resources() / "processes" / f"{process}.toml")


def process_of(book: Book) -> ProcessDefinition:
    """Return the process of the area whose records these are."""
    return process_named(process_id(book))


def durable_solutions() -> ProcessDefinition:
    """Return the eight steps of a durable-solutions Plan of Action."""
    return process_named("durable_solutions")


@cache
def step_anywhere(step_id: str) -> StepDefinition | None:
    """Return a step of whichever process has it; ids of steps are unique over all processes."""
    found = (process_named(one).step(step_id) for one in CODE_LISTS["process"])
    return next((step for step in found if step is not None), None)
