"""Frameworks beside the plan: each node with what answers it, computed from records."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.models.book import Book
from app.models.kinds.inside import Engagement
from app.models.kinds.meetings import Commitment
from app.models.kinds.plan import Activity, Alignment, OutsideProject
from app.models.record import Record
from app.process import facts
from app.process.alignment import (
    SUBJECTS,
    FrameworkCoverage,
    NodeCoverage,
    alignments_of,
    answers_to,
    coverage,
)
from app.process.nodes import NodeFramework, built_in, frameworks_of
from app.process.scope import USUAL, scope_of
from app.process.terms import Term
from app.services.views.said import Label, Name, name_in, name_of

Choices = tuple[tuple[str, Label], ...]


@dataclass(frozen=True, slots=True)
class Answering:
    """A record that answers a node: activity, commitment, outside project, or evidence of its kind."""

    kind: str
    id: str
    code: str
    name: Label


@dataclass(frozen=True, slots=True)
class AlignmentRow:
    """What somebody said of a node: of which record ("" for the plan), how it stands, and why."""

    id: str
    kind: str
    record: str
    name: Label
    status: str
    explanation: str


@dataclass(frozen=True, slots=True)
class NodeRow:
    """One node: what it asks, how it stands (covered, partly, reason, none), and what answers it.

    `answer` is the record that says why it is not addressed.
    """

    id: str
    parent: str
    depth: int
    title: Label
    guidance: Label
    source: Label
    state: str
    required: bool = False
    answers: tuple[Answering, ...] = ()
    sections: tuple[Label, ...] = ()
    alignments: tuple[AlignmentRow, ...] = ()
    reason: str = ""
    answer: str = ""
    leaf: bool = True

    @property
    def of_plan(self) -> AlignmentRow | None:
        """What is said of the plan itself."""
        return next((one for one in self.alignments if not one.record), None)

    def count(self, kind: str) -> int:
        """Return how many answers of a kind there are."""
        return sum(one.kind == kind for one in self.answers)


@dataclass(frozen=True, slots=True)
class FrameworkRow:
    """One framework: how many of its required nodes are covered, and whether these are all."""

    id: str
    own: str
    title: Label
    about: Label
    source: Label
    nodes: tuple[NodeRow, ...]
    required: int = 0
    covered: int = 0
    complete: bool = False
    of_process: bool = False

    @property
    def leaves(self) -> tuple[NodeRow, ...]:
        """The nodes with none beneath them."""
        return tuple(one for one in self.nodes if one.leaf)

    @property
    def answered(self) -> int:
        """How many of these are covered."""
        return sum(one.state == "covered" for one in self.leaves)


@dataclass(frozen=True, slots=True)
class FrameworksView:
    """All frameworks, that of the process first, and what can be aligned, as (record id, name)."""

    frameworks: tuple[FrameworkRow, ...] = ()
    activities: Choices = ()
    commitments: Choices = ()
    projects: Choices = ()
    engagements: Choices = ()


@dataclass(frozen=True, slots=True)
class CoverageMatrix:
    """Activities, commitments and outside projects (rows) by the nodes without others beneath (columns).

    A cell says whether the row answers the node.
    """

    rows: tuple[Answering, ...]
    columns: tuple[NodeRow, ...]
    cells: tuple[tuple[bool, ...], ...]


def frameworks_view(book: Book) -> FrameworksView:
    """Return every framework as it stands."""
    mine = scope_of(book).framework
    rows = [framework_row(book, one, of_process=one.id == mine) for one in frameworks_of(book)]
    return FrameworksView(
        tuple(sorted(rows, key=lambda one: not one.of_process)),
        tuple((one.id, _coded(one)) for one in facts.live_activities(book)),
        tuple((one.id, _coded(one)) for one in book.of(Commitment)),
        tuple((one.id, name_of(one)) for one in book.of(OutsideProject)),
        tuple((one.id, name_of(one)) for one in book.of(Engagement)),
    )


def framework_row(book: Book, framework: NodeFramework, *, of_process: bool = False) -> FrameworkRow:
    """Return one framework as it stands."""
    whole = coverage(book, framework)
    said: dict[str, list[Alignment]] = {}
    for one in alignments_of(book, framework):
        said.setdefault(one.code or "", []).append(one)
    answered = {one.code or "": one.id for one in answers_to(book, framework)}
    return FrameworkRow(
        framework.id,
        framework.own,
        Term(framework.title) if framework.title else Name(**framework.texts.title),
        NAMELESS_ABOUT if framework.own else Term(f"framework.{framework.id}.about"),
        _source(framework.source),
        tuple(_node(book, whole, one, said.get(one.node.id, []), answered) for one in whole.nodes),
        len(whole.required),
        len(whole.required) - len(whole.missing),
        whole.complete,
        of_process,
    )


def activity_places(book: Book) -> Mapping[str, tuple[int, Term]]:
    """Return, by activity, its first place in the framework of another process, with the order of places.

    A Plan of Action has none: there, objectives say where an activity stands.
    """
    scope = scope_of(book)
    if scope.process == USUAL:
        return {}
    found: dict[str, tuple[int, Term]] = {}
    whole = coverage(book, built_in(scope.framework))
    for order, one in enumerate(whole.nodes):
        for activity in one.activities:
            found.setdefault(activity, (order, Term(one.node.title)))
    nowhere = (len(whole.nodes), Term("plan.no_place"))
    return {one.id: found.get(one.id, nowhere) for one in book.of(Activity)}


NAMELESS_ABOUT = Name()


def coverage_matrix(row: FrameworkRow) -> CoverageMatrix:
    """Return which record answers which node of a framework."""
    columns = row.leaves
    kinds = ("activity", "commitment", "outside_project")
    found = {one.id: one for node in columns for one in node.answers if one.kind in kinds}
    rows = tuple(sorted(found.values(), key=lambda one: (kinds.index(one.kind), one.code or "~", one.id)))
    answering = [{one.id for one in node.answers} for node in columns]
    return CoverageMatrix(rows, columns, tuple(tuple(one.id in ids for ids in answering) for one in rows))


def _source(source: str) -> Label:
    return Term(source) if source.startswith("source.") else Name(plain=source)


def _node(
    book: Book,
    whole: FrameworkCoverage,
    one: NodeCoverage,
    said: list[Alignment],
    answered: Mapping[str, str],
) -> NodeRow:
    node, framework = one.node, whole.framework
    ids = (*one.activities, *one.commitments, *one.projects, *one.engagements, *one.evidence)
    records = (book.get(Record, record) for record in dict.fromkeys(ids))
    return NodeRow(
        node.id,
        node.parent,
        framework.depth(node),
        Term(node.title) if node.title else Name(**node.texts.title),
        Term(node.guidance) if node.guidance else Name(**node.texts.guidance),
        _source(node.source),
        one.state,
        node.required,
        tuple(_answering(record) for record in records if record is not None),
        tuple(Term(f"code.section_key.{key}") for key in one.sections),
        tuple(_alignment(book, each) for each in said),
        one.reason,
        answered.get(node.id, ""),
        not framework.children(node.id),
    )


def _answering(record: Record) -> Answering:
    kind = type(record).about.name
    return Answering(kind, record.id, str(getattr(record, "code", None) or ""), name_of(record))


def _alignment(book: Book, one: Alignment) -> AlignmentRow:
    field = next((name for name in SUBJECTS if getattr(one, name)), "")
    record = book.get(Record, getattr(one, field)) if field else None
    kind = type(record).about.name if record is not None else ""
    return AlignmentRow(
        one.id,
        kind,
        record.id if record else "",
        name_of(record),
        one.status or "aligned",
        one.explanation or "",
    )


def _coded(record: Record) -> Label:
    name, code = name_of(record), str(getattr(record, "code", None) or "")
    if isinstance(name, Term) or not code:
        return name
    texts = {one: f"{code} · {text}" for one in ("en", "ar", "ckb", "fr") if (text := getattr(name, one))}
    return Name(**texts) if texts else name_in(record, "text")
