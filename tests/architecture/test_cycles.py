"""No import cycles, also not those hidden inside functions or behind TYPE_CHECKING."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter

from tools.measure import module_name, parsed, product_files

Graph = dict[str, set[str]]


def targets(tree: ast.Module, modules: set[str]) -> Iterator[str]:
    """Yield each of `modules` that the tree imports anywhere, a submodule before its package."""
    for node in statements(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in modules)
        elif isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                found = inner if inner in modules else node.module
                if found in modules:
                    yield found


def statements(node: ast.AST) -> Iterator[ast.AST]:
    """Yield every statement of a tree; imports stand nowhere else, and most of a tree is expressions."""
    blocks = (getattr(node, name, ()) for name in ("body", "orelse", "finalbody", "handlers", "cases"))
    for block in blocks:
        for statement in block if isinstance(block, list) else ():
            yield statement
            yield from statements(statement)


def import_graph() -> Graph:
    trees = {module_name(path): parsed(path) for path in product_files()}
    return {name: set(targets(tree, set(trees))) - {name} for name, tree in trees.items()}


def cycle_in(graph: Graph) -> list[str]:
    """Return the modules of one cycle, or nothing."""
    try:
        tuple(TopologicalSorter(graph).static_order())
    except CycleError as error:
        return list(error.args[1])
    return []


def test_there_is_no_import_cycle() -> None:
    assert cycle_in(import_graph()) == []


def test_a_cycle_inside_a_function_is_found() -> None:
    lazy = ast.parse(
        "def later():\n    try:\n        pass\n    except OSError:\n        from app.b import thing\n"
    )
    back = ast.parse("import app.a\n")
    modules = {"app.a", "app.b"}
    graph = {"app.a": set(targets(lazy, modules)), "app.b": set(targets(back, modules))}
    assert set(cycle_in(graph)) == modules
