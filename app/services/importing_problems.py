"""What was wrong in a row of a table that was read in; the rest of the table is not held up by it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.words.catalogue import Words


@dataclass(frozen=True, slots=True)
class RowProblem:
    """The row's number in the file (from 1), a code (`imports.problem.<code>`) and its parameters.

    `kind`: whose field the parameter `column` names; `sheet` the sheet of a workbook with several.
    """

    row: int
    code: str
    params: Mapping[str, str] = field(default_factory=dict, hash=False)
    kind: str = ""
    sheet: str = ""


def problem_text(words: Words, problem: RowProblem) -> str:
    """Return what was wrong in a row as a sentence; a column is named as the field that it is."""
    params = dict(problem.params)
    if problem.kind and "column" in params:
        params["column"] = words.field(problem.kind, params["column"])
    return words.say(f"imports.problem.{problem.code}", **params)


def row_text(words: Words, problem: RowProblem) -> str:
    """Return "Row 12: …", with what was wrong in it."""
    said = problem_text(words, problem)
    if problem.sheet:
        return words.say("imports.problem_in_sheet", sheet=problem.sheet, row=problem.row, text=said)
    return words.say("imports.problem", row=problem.row, text=said)
