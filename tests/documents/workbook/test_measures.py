from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.documents.workbook.measures import (
    HIGHEST,
    NARROWEST,
    WIDEST,
    column_widths,
    row_height,
    shown_text,
)
from app.documents.workbook_content import Column, Sheet


def width_of(column: Column, *values: str | int | None) -> float:
    return column_widths(Sheet("A", (column,), [(value,) for value in values]))[0]


def test_empty_column_is_as_wide_as_its_header() -> None:
    assert NARROWEST <= width_of(Column("No")) < width_of(Column("Organisations"))


def test_long_header_wraps_instead_of_widening() -> None:
    assert width_of(Column("Reached persons of the host community")) < 25


def test_wide_and_narrow_end() -> None:
    assert width_of(Column("A"), "x" * 500) == WIDEST
    assert width_of(Column("A"), "x") == NARROWEST


def test_longest_line_counts_not_the_whole_text() -> None:
    assert width_of(Column("A"), "short\nlines\nonly") == NARROWEST


def test_tag_fits_on_one_line() -> None:
    assert width_of(Column("Code", tag="#adm1+origin+code+v_pcode")) > 20


def test_thousands_are_measured_with_separators() -> None:
    assert shown_text("1234567", Column("A", "number")) == "1,234,567"


@pytest.mark.parametrize(("value", "shown"), [(None, ""), ("2026-03-14", "2026-03-14"), ("spring", "spring")])
def test_shown_days(value: str | None, shown: str) -> None:
    assert shown_text(value, Column("A", "date")) == shown


def test_given_width_wins() -> None:
    assert width_of(Column("A", width=70), "x") == 70
    assert width_of(Column("A", width=9_000), "x") == 255


def test_rows_of_arabic_sheets_are_higher() -> None:
    texts = [("سطر\nسطر", 20.0)]
    assert row_height(texts, True) > row_height(texts, False)


@settings(max_examples=30)
@given(st.text(max_size=400), st.floats(1, 255))
def test_height_is_one_that_excel_accepts(text: str, width: float) -> None:
    assert 13 < row_height([(text, width)], False) <= HIGHEST


@settings(max_examples=30)
@given(st.text(min_size=1, max_size=300), st.floats(5, 100))
def test_more_room_never_needs_more_height(text: str, width: float) -> None:
    assert row_height([(text, width * 2)], False) <= row_height([(text, width)], False)
