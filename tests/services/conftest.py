"""Laptops of a test's own, copied from those that its module made ready and closed."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from services.laptops import Laptop, copies


@pytest.fixture
def laptops(template: list[Laptop], tmp_path: Path) -> Iterator[list[Laptop]]:
    """Return open copies of the module's `template`."""
    made = copies(template, tmp_path / "laptops")
    yield made
    for laptop in made:
        laptop.use().close()
    shutil.rmtree(tmp_path / "laptops")
