"""Sizes of the source: lines per file, lines per function, test lines per code line.

Run `python -m tools.measure` to see the figures; `tests/test_budgets.py` holds them to their limits.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True, slots=True)
class Measured:
    """One file or function and its length in lines."""

    name: str
    lines: int


def product_files() -> list[Path]:
    """Return every Python file of the product, sorted."""
    return [*sorted((ROOT / "app").rglob("*.py")), *ROOT.glob("main.py")]


def module_name(path: Path) -> str:
    """Return the dotted name a file is imported by: `app.words.catalogue`."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def parsed(path: Path) -> ast.Module:
    """Return the syntax tree of a source file; nobody changes it."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def file_lengths(paths: Iterable[Path]) -> list[Measured]:
    """Return the length of each file that says anything, in lines."""
    counted = (
        Measured(str(path.relative_to(ROOT)), len(path.read_text(encoding="utf-8").splitlines()))
        for path in paths
    )
    return [measured for measured in counted if measured.lines]


def function_lengths(paths: Iterable[Path]) -> list[Measured]:
    """Return the length of each function, with its documentation, in lines."""
    return [
        Measured(f"{path.relative_to(ROOT)}:{node.lineno} {node.name}", _length(node))
        for path in paths
        for node in _functions(parsed(path))
    ]


def at_percentile(measured: Iterable[Measured], percent: int) -> int:
    """Return the length which `percent` of the measured stay within (nearest rank)."""
    lengths = sorted(one.lines for one in measured)
    return lengths[max(0, -(-len(lengths) * percent // 100) - 1)]


def _functions(tree: ast.Module) -> Iterator[Function]:
    return (node for node in ast.walk(tree) if isinstance(node, Function))


def _length(node: Function) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def _total(paths: Iterable[Path]) -> int:
    return sum(measured.lines for measured in file_lengths(paths))


def main() -> None:
    """Print the figures."""
    files, functions = file_lengths(product_files()), function_lengths(product_files())
    tests, code = _total((ROOT / "tests").rglob("*.py")), _total(product_files())
    print(
        f"files      {len(files):5}  median {at_percentile(files, 50)}, 90% {at_percentile(files, 90)}, ",
        end="",
    )
    print(f"longest {max(files, key=lambda one: one.lines)}")
    print(f"functions  {len(functions):5}  median {at_percentile(functions, 50)}, ", end="")
    print(f"99% {at_percentile(functions, 99)}, longest {max(functions, key=lambda one: one.lines)}")
    print(f"code lines {code:5}  test lines {tests}, {tests / code:.2f} per code line")


if __name__ == "__main__":
    main()
