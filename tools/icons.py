"""Icons that the window names but that are not there, and icons that nobody names.

Run `python -m tools.icons` to see them, with `--remove` to delete those nobody names.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from app.ui.theme import THEMES
from tools.measure import ROOT, parsed, product_files

FOLDER = ROOT / "resources" / "icons"
CALLS = {"icon", "pixmap", "icon_button"}


@cache
def named() -> dict[str, str]:
    """Return each name that stands first in a call that draws an icon, with the file that names it."""
    return {name: str(path.relative_to(ROOT)) for path in product_files() for name in _drawn(parsed(path))}


@cache
def literals() -> set[str]:
    """Return every text written in the product's code; a table of pages names icons too."""
    return {
        node.value
        for path in product_files()
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def missing() -> dict[str, str]:
    """Return icons drawn by name that have no file, with who names them."""
    return {name: where for name, where in named().items() if not (FOLDER / f"{name}.svg").is_file()}


def unused() -> list[Path]:
    """Return the files of icons that nobody names, also not the style sheet."""
    texts = literals()
    return [
        file
        for file in sorted(FOLDER.glob("*.svg"))
        if file.stem not in texts and not any(name in text for name in _written(file) for text in texts)
    ]


def _written(file: Path) -> tuple[str, str]:
    """Return how a style sheet may name an icon: as it is, or with `$theme` for the theme at its end."""
    themed = next((theme for theme in THEMES if file.stem.endswith(f"-{theme}")), None)
    template = f"{file.stem.removesuffix(themed)}$theme.svg" if themed else file.name
    return file.name, template


def _drawn(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _name(node.func) in CALLS and node.args:
            first = node.args[0]
            if isinstance(first, ast.Constant) and isinstance(first.value, str):
                yield first.value


def _name(called: ast.expr) -> str:
    if isinstance(called, ast.Attribute):
        return called.attr
    return called.id if isinstance(called, ast.Name) else ""


def main() -> None:
    """Print what is missing and what nobody names."""
    for name, where in missing().items():
        print(f"missing: {name} (named in {where})")
    for file in unused():
        print(f"nobody names: {file.stem}")
        if "--remove" in sys.argv:
            file.unlink()


if __name__ == "__main__":
    main()
