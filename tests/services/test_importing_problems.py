"""What is wrong in a row of a list is said with the names of fields, never with their codes."""

from __future__ import annotations

import pytest

from app.services.importing_location_rows import read_location_row
from app.services.importing_problems import RowProblem, problem_text, row_text
from app.services.importing_values import read_row
from app.words.catalogue import Words


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize(
    ("kind", "column", "value"),
    [
        ("stakeholder_view", "influence", "very"),
        ("stakeholder", "level", "moon"),
        ("location", "latitude", "north"),
        ("population_figure", "households", "many"),
        ("severity_rank", "category", "purple"),
    ],
)
def test_a_problem_names_its_column_in_words(language: str, kind: str, column: str, value: str) -> None:
    of_stakeholders = kind.startswith("stakeholder")
    read = read_row(3, {column: value}) if of_stakeholders else read_location_row(3, {column: value}, ())
    problem = read[1][0]
    words = Words(language)
    assert (problem.kind, problem.params["column"]) == (kind, column)
    assert words.field(kind, column) in problem_text(words, problem)
    assert column not in problem_text(words, problem).replace(words.field(kind, column), "")
    assert problem_text(words, problem) in row_text(words, problem)
    assert "3" in row_text(words, problem)


def test_a_problem_without_a_column_is_said_as_it_is() -> None:
    said = problem_text(Words("en"), RowProblem(2, "no_pcode"))
    assert said == "There is no p-code, so the row was left out."
