"""What was wrong in a row of a table that was read in; the rest of the table is not held up by it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class RowProblem:
    """The row's number in the file (from 1), a code (`imports.problem.<code>`) and its parameters."""

    row: int
    code: str
    params: Mapping[str, str] = field(default_factory=dict, hash=False)
