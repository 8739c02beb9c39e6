"""A framework as data: a tree of nodes that a plan, an activity or a commitment can be aligned with.

Those of the program stand in `resources/frameworks`, with their texts in the catalogues. One that
somebody brings along has the same form and carries its own texts.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from app.foundation.errors import UserError
from app.foundation.paths import resources
from app.models.book import Book
from app.models.codes import CODE_LISTS
from app.models.kinds.plan import Activity, OwnFramework
from app.process.expected import Expected, read_expected
from app.process.reading import Reader, read

BUILT_IN = ("so", "iasc", "isf_element", "iap", "issss", "ssr", "joint_programme", "cost_sharing")
"""The frameworks of the program, in the order in which they are shown."""
OWN = "own"
LANGUAGES = ("en", "ar", "ckb", "fr")
LONGEST_KEY, LONGEST_NODE, MOST_NODES = 40, 60, 500


@dataclass(frozen=True, slots=True)
class Texts:
    """Texts that a file carries, by language: title and guidance."""

    title: Mapping[str, str] = field(default_factory=dict, hash=False)
    guidance: Mapping[str, str] = field(default_factory=dict, hash=False)


NO_TEXTS = Texts()


@dataclass(frozen=True, slots=True)
class Node:
    """One node: whether the framework is complete only with it, and what shows by itself that it is met.

    `sections` are sections of the plan that answer it, `evidence` records, `serves` ids of another framework.
    `source` is a word code, or the text of an own framework.
    """

    id: str
    parent: str = ""
    required: bool = False
    sections: tuple[str, ...] = ()
    evidence: tuple[Expected, ...] = ()
    serves: tuple[str, ...] = ()
    source: str = ""
    title: str = ""
    guidance: str = ""
    texts: Texts = NO_TEXTS


@dataclass(frozen=True, slots=True)
class NodeFramework:
    """A framework with its nodes, parents before children. `own` is the record it was brought in as."""

    id: str
    source: str
    nodes: tuple[Node, ...]
    activity_fields: tuple[str, ...] = ()
    title: str = ""
    texts: Texts = NO_TEXTS
    own: str = ""

    def node(self, node_id: str) -> Node | None:
        """Return one node by its id."""
        return next((one for one in self.nodes if one.id == node_id), None)

    def children(self, node_id: str) -> tuple[Node, ...]:
        """Return the nodes directly beneath one; beneath "" those at the top."""
        return tuple(one for one in self.nodes if one.parent == node_id)

    def depth(self, node: Node) -> int:
        """Return how many nodes stand above one."""
        above = self.node(node.parent) if node.parent else None
        return self.depth(above) + 1 if above else 0


@cache
def built_in(framework: str) -> NodeFramework:
    """Return a framework of the program. Raises UserError `bad_definition`."""
    return _read(read(resources() / "frameworks" / f"{framework}.toml"), own=False)


def read_own(text: str, file: str) -> NodeFramework:
    """Return the framework that somebody's file defines.

    Raises UserError `bad_definition` and `framework_…` with what is wrong, and at which node.
    """
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UserError("framework_no_toml", file=file, why=str(error)) from error
    except RecursionError as error:
        raise UserError("bad_definition", file=file, what="[[[…") from error
    return _read(Reader(file, table), own=True)


def own_frameworks(book: Book) -> tuple[NodeFramework, ...]:
    """Return what was brought along, by key. A definition that cannot be read (any more) is left out."""
    found = []
    for record in sorted(book.of(OwnFramework), key=lambda one: one.key or ""):
        try:
            whole = read_own(record.definition or "", record.key or "")
        except UserError:
            continue
        found.append(_with_own(whole, record.id))
    return tuple(found)


def frameworks_of(book: Book) -> tuple[NodeFramework, ...]:
    """Return the frameworks of the program, then those brought along."""
    return (*(built_in(one) for one in BUILT_IN), *own_frameworks(book))


def framework_named(book: Book, name: str) -> NodeFramework:
    """Return a framework by its id or key. Raises UserError `unknown_framework`."""
    for one in frameworks_of(book):
        if name in (one.id, one.own):
            return one
    raise UserError("unknown_framework", name=name[:80])


def _with_own(whole: NodeFramework, record: str) -> NodeFramework:
    return NodeFramework(
        whole.id, whole.source, whole.nodes, whole.activity_fields, whole.title, whole.texts, record
    )


_TEXTS = tuple(f"{name}_{language}" for name in ("title", "guidance") for language in LANGUAGES)


def _read(reader: Reader, *, own: bool) -> NodeFramework:
    reader.only("id", "source", "words", "activity_fields", "nodes", *(_TEXTS if own else ()))
    name, source = reader.text("id"), reader.text("source")
    words = reader.optional("words") or f"framework.{name}"
    if own:
        _check_key(reader, name)
    nodes: list[Node] = []
    for one in reader.tables("nodes"):
        nodes.append(_node(one, name, "" if own else words, source, nodes))
    if not nodes or len(nodes) > MOST_NODES:
        raise UserError("framework_nodes", file=reader.file, limit=MOST_NODES)
    fields = reader.texts("activity_fields")
    if not set(fields) <= set(Activity.__struct_fields__):
        raise reader.refuse("activity_fields")
    return NodeFramework(
        name, source, tuple(nodes), fields, "" if own else f"code.framework.{name}", _texts(reader, name, own)
    )


def _check_key(reader: Reader, name: str) -> None:
    if name in CODE_LISTS["framework"] or len(name) > LONGEST_KEY:
        raise UserError("framework_key", file=reader.file, key=name[:80], limit=LONGEST_KEY)


_NODE = ("id", "parent", "required", "sections", "evidence", "serves", "source")


def _node(reader: Reader, framework: str, words: str, source: str, before: list[Node]) -> Node:
    own = not words
    reader.only(*_NODE, *(_TEXTS if own else ()))
    name, parent = reader.text("id"), reader.optional("parent")
    known = {one.id for one in before}
    if name in known or len(name) > LONGEST_NODE:
        raise UserError("framework_node", file=reader.file, node=name[:80], limit=LONGEST_NODE)
    if parent and parent not in known:
        raise UserError("framework_parent", file=reader.file, node=name, parent=parent[:80])
    sections = reader.texts("sections")
    for section in sections:
        if section not in CODE_LISTS["section_key"]:
            raise UserError("framework_section", file=reader.file, node=name, section=section[:80])
    plain_words = words == f"framework.{framework}"
    return Node(
        name,
        parent,
        reader.yes_no("required"),
        sections,
        tuple(read_expected(one) for one in reader.tables("evidence")),
        reader.texts("serves"),
        reader.optional("source") or source,
        "" if own else f"{words}.{name}.title" if plain_words else f"{words}.{name}",
        "" if own else f"framework.{framework}.{name}.guidance",
        _texts(reader, name, own),
    )


def _texts(reader: Reader, name: str, own: bool) -> Texts:
    if not own:
        return NO_TEXTS
    title = {one: reader.optional(f"title_{one}") for one in LANGUAGES}
    guidance = {one: reader.optional(f"guidance_{one}") for one in LANGUAGES}
    if not any(title.values()):
        raise UserError("framework_untitled", file=reader.file, node=name)
    return Texts(title, guidance)
