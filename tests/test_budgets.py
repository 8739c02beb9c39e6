"""Size budgets: small files and small functions are what keeps the program changeable."""

from __future__ import annotations

import pytest

from tools.measure import (
    Measured,
    at_percentile,
    file_lengths,
    function_lengths,
    product_files,
)


@pytest.fixture(scope="module")
def functions() -> list[Measured]:
    return function_lengths(product_files())


def over(measured: list[Measured], limit: int) -> list[Measured]:
    return [one for one in measured if one.lines > limit]


def test_no_file_is_longer_than_400_lines() -> None:
    assert over(file_lengths(product_files()), 400) == []


def test_no_function_is_longer_than_50_lines(functions: list[Measured]) -> None:
    assert over(functions, 50) == []


def test_half_of_the_files_stay_within_150_lines_and_nine_in_ten_within_350() -> None:
    files = file_lengths(product_files())
    assert at_percentile(files, 50) <= 150
    assert at_percentile(files, 90) <= 350


def test_half_of_the_functions_stay_within_8_lines(functions: list[Measured]) -> None:
    assert at_percentile(functions, 50) <= 8


def test_percentile_is_the_nearest_rank() -> None:
    ten = [Measured(str(lines), lines) for lines in range(1, 11)]
    assert (at_percentile(ten, 50), at_percentile(ten, 90), at_percentile(ten, 100)) == (5, 9, 10)
