from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.documents.workbook.cells import LONGEST_TEXT, clean, written
from app.documents.workbook_content import Cell, Kind

KINDS: tuple[Kind, ...] = ("text", "number", "date", "percent", "code")


@given(st.text(max_size=50), st.sampled_from(KINDS))
def test_text_is_written_as_text_a_number_or_a_day(text: str, kind: Kind) -> None:
    cell = written(text, kind)
    if kind in ("text", "code"):
        assert cell.value == (clean(text) or None)
    assert cell.value is None or isinstance(cell.value, (str, int, Decimal, date))


@given(st.text(max_size=50))
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(st.text("aع😀", min_size=1, max_size=5), st.integers(LONGEST_TEXT // 2 - 3, LONGEST_TEXT + 3))
def test_cut_text_fits_and_stays_whole_letters(pattern: str, length: int) -> None:
    kept = clean((pattern * length)[:length])
    assert len(kept.encode("utf-16-le")) // 2 <= LONGEST_TEXT
    kept.encode("utf-8")


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@x", "\t=1", "\r=1", "\n=1", "＝1", "\x00=1", "\x0b@x"])
def test_what_looks_like_a_formula_is_guarded(text: str) -> None:
    assert written(text, "text").guarded


@pytest.mark.parametrize("text", ["Sinjar", "#adm1+code", "1+1", "سنجار", " x", "(=1)"])
def test_other_text_is_not_guarded(text: str) -> None:
    assert not written(text, "text").guarded


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (0, "#,##0"),
        ("1000", "#,##0"),
        ("1000.0", "#,##0"),
        ("0.5", "#,##0.0"),
        ("0.123456", "#,##0.0000"),
        (Decimal("1E+3"), "#,##0"),
    ],
)
def test_number_formats(value: Cell, shown: str) -> None:
    assert written(value, "number").format == shown


@pytest.mark.parametrize(
    ("value", "shown"), [("1", "0%"), ("0.05", "0%"), ("0.055", "0.0%"), ("1.23456", "0.000%"), (0, "0%")]
)
def test_percent_formats(value: Cell, shown: str) -> None:
    assert written(value, "percent").format == shown


def test_negative_number_is_a_number_not_a_formula() -> None:
    cell = written("-12", "number")
    assert (cell.value, cell.guarded) == (-12, False)


@pytest.mark.parametrize("value", [True, False])
def test_yes_and_no_are_words(value: bool) -> None:
    assert written(value, "number").value == str(value).lower()


def test_days_before_spreadsheets_count_are_text() -> None:
    assert written(date(1899, 5, 1), "date").value == "1899-05-01"
    assert written(datetime(1899, 5, 1), "date").value == "1899-05-01T00:00:00"  # noqa: DTZ001
