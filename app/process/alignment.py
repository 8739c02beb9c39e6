"""How far a plan and its parts answer to a framework, node by node. Computed, never ticked.

A node is covered when something says so that can be looked at: a written section, a record, an aligned
activity, commitment or outside project, or an alignment of the plan with its explanation. A node with others
beneath it is covered when each of these is. A framework is complete only when all its required nodes are.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from app.models.book import Book
from app.models.kinds.inside import Engagement
from app.models.kinds.plan import Activity, Alignment, FrameworkAnswer
from app.process import facts
from app.process.expected import found
from app.process.nodes import OWN, Node, NodeFramework
from app.process.written import written_sections

NodeState = Literal["covered", "partly", "reason", "none"]
SUBJECTS = ("activity", "commitment", "project")
"""What can be aligned besides the plan itself: fields of an alignment."""


@dataclass(frozen=True, slots=True)
class NodeCoverage:
    """What answers a node, by record id; `sections` by key.

    `plan` holds the alignment of the plan, `alignable` alignments of what could be joined up, `apart` those
    that say it does not answer. `engagements` are entries of the group's own log, `evidence` records that
    the framework names.
    """

    node: Node
    state: NodeState
    plan: str = ""
    activities: tuple[str, ...] = ()
    commitments: tuple[str, ...] = ()
    projects: tuple[str, ...] = ()
    engagements: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    alignable: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class FrameworkCoverage:
    """A framework with its nodes as they stand."""

    framework: NodeFramework
    nodes: tuple[NodeCoverage, ...]

    @property
    def required(self) -> tuple[NodeCoverage, ...]:
        """The nodes without which the framework is not complete."""
        return tuple(one for one in self.nodes if one.node.required)

    @property
    def missing(self) -> tuple[str, ...]:
        """The required nodes that are not covered."""
        return tuple(one.node.id for one in self.required if one.state != "covered")

    @property
    def complete(self) -> bool:
        """Whether every required node is covered; never for a framework that requires nothing."""
        return bool(self.required) and not self.missing

    def at(self, node: str) -> NodeCoverage | None:
        """Return how one node stands."""
        return next((one for one in self.nodes if one.node.id == node), None)


def alignments_of(book: Book, framework: NodeFramework) -> tuple[Alignment, ...]:
    """Return the alignments with a framework."""
    if framework.own:
        return book.where(Alignment, framework=OWN, own_framework=framework.own)
    return book.where(Alignment, framework=framework.id)


def answers_to(book: Book, framework: NodeFramework) -> tuple[FrameworkAnswer, ...]:
    """Return the records that say why a node is not addressed, also while they say nothing yet."""
    answers = book.where(FrameworkAnswer, framework=OWN if framework.own else framework.id)
    return tuple(one for one in answers if (one.own_framework or "") == framework.own)


def answers_of(book: Book, framework: NodeFramework) -> Mapping[str, str]:
    """Return node → why it is not addressed."""
    answers = answers_to(book, framework)
    said = (one for one in answers if facts.filled(one.not_addressed_reason))
    return {one.code or "": (one.not_addressed_reason or "").strip() for one in said}


def coverage(book: Book, framework: NodeFramework) -> FrameworkCoverage:
    """Return how the plan answers to a framework."""
    said: dict[str, list[Alignment]] = {}
    for one in alignments_of(book, framework):
        said.setdefault(one.code or "", []).append(one)
    reasons, written = answers_of(book, framework), written_sections(book, facts.current_plan(book))
    alone = {
        node.id: _alone(book, framework, node, said.get(node.id, []), reasons, written)
        for node in framework.nodes
    }
    return FrameworkCoverage(
        framework, tuple(_with_children(framework, alone, one) for one in alone.values())
    )


def _alone(
    book: Book,
    framework: NodeFramework,
    node: Node,
    said: list[Alignment],
    reasons: Mapping[str, str],
    written: Iterable[str],
) -> NodeCoverage:
    """Return how a node stands by what is said of itself."""
    aligned = [one for one in said if one.status in (None, "aligned")]
    by_plan = next((one for one in aligned if _subject(one) == ""), None)
    activities = (*_by_field(book, framework, node), *_named(aligned, "activity"))
    proofs = {
        "activities": tuple(dict.fromkeys(one for one in activities if _lives(book, one))),
        "commitments": _named(aligned, "commitment"),
        "projects": _named(aligned, "project"),
        "engagements": tuple(one.id for one in engagements_at(book, framework, node.id)),
        "evidence": tuple(dict.fromkeys(one.id for asked in node.evidence for one in found(book, asked))),
        "sections": tuple(key for key in node.sections if key in written),
    }
    alignable = tuple(one.id for one in said if one.status == "alignable")
    shown = any(proofs.values()) or (by_plan is not None and facts.filled(by_plan.explanation))
    partly = bool(by_plan or alignable)
    state: NodeState = "covered" if shown else "partly" if partly else "none"
    return NodeCoverage(
        node,
        "reason" if state == "none" and node.id in reasons else state,
        by_plan.id if by_plan else "",
        alignable=alignable,
        apart=tuple(one.id for one in said if one.status == "not"),
        reason=reasons.get(node.id, ""),
        **proofs,
    )


def engagements_at(book: Book, framework: NodeFramework, node: str) -> tuple[Engagement, ...]:
    """Return the engagements that name a node: good offices, advocacy, outreach (interim SSR strategy)."""
    named = book.where(Engagement, framework=OWN if framework.own else framework.id, node=node)
    return tuple(one for one in named if (one.own_framework or "") == framework.own)


def _subject(one: Alignment) -> str:
    return next((getattr(one, name) for name in SUBJECTS if getattr(one, name)), "")


def _named(aligned: list[Alignment], field: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(getattr(one, field) for one in aligned if getattr(one, field)))


def _lives(book: Book, activity: str) -> bool:
    found_here = book.get(Activity, activity)
    return found_here is not None and found_here.status != "cancelled"


def _by_field(book: Book, framework: NodeFramework, node: Node) -> Iterable[str]:
    """Yield the activities that name the node in a field of their own, as their objective."""
    for activity in book.of(Activity) if framework.activity_fields else ():
        for name in framework.activity_fields:
            held = getattr(activity, name)
            if node.id == held or (isinstance(held, tuple) and node.id in held):
                yield activity.id


def _with_children(
    framework: NodeFramework, alone: Mapping[str, NodeCoverage], one: NodeCoverage
) -> NodeCoverage:
    """Return a node that has others beneath it as these stand; its own coverage counts as well."""
    beneath = [_with_children(framework, alone, alone[child.id]) for child in framework.children(one.node.id)]
    if not beneath or one.state == "covered":
        return one
    states = {child.state for child in beneath}
    state: NodeState = one.state
    if states <= {"covered", "reason"} and "covered" in states:
        state = "covered"
    elif states & {"covered", "partly"}:
        state = "partly"
    return NodeCoverage(
        one.node, state, one.plan, one.activities, one.commitments, one.projects, one.engagements,
        one.evidence, one.sections, one.alignable, one.apart, one.reason,
    )  # fmt: skip
