"""Numbers and days as people type them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.services.typed_values import typed_day, typed_number, typed_whole
from app.words.catalogue import Words


@pytest.mark.parametrize(("typed", "number"), [
    ("١٬٢٥٠٫٥", "1250.5"), ("1,250", "1250"), ("1,25", "1.25"), ("1.250,5", "1250.5"), ("1 250,5", "1250.5"),
    ("1'250.50", "1250.50"), ("-3", "-3"), ("+5", "5"), ("45 %", "45"), ("۴۵٪", "45"), ("1,2,3", None),
    ("1e5", None), ("NaN", None), ("many", None), ("", None),
])  # fmt: skip
def test_numbers_are_read_in_local_forms(typed: str, number: str | None) -> None:
    assert typed_number(typed) == number


@pytest.mark.parametrize(("typed", "whole"), [("1,250", 1250), ("12.0", 12), ("12.5", None), ("x", None)])
def test_whole_numbers_are_whole(typed: str, whole: int | None) -> None:
    assert typed_whole(typed) == whole


@pytest.mark.parametrize(("typed", "day"), [
    ("2026-03-31", "2026-03-31"), ("31/03/2026", "2026-03-31"), ("٣١/٣/٢٠٢٦", "2026-03-31"),
    ("31.3.26", "2026-03-31"), ("2026/3/1", "2026-03-01"), ("31 آذار 2026", "2026-03-31"),
    ("31 مارس 2026", "2026-03-31"), ("12-March-26", "2026-03-12"), ("3 mars 2026", "2026-03-03"),
    ("1er mars 2026", "2026-03-01"),
    ("2026-03-31 10:00:00", "2026-03-31"), ("31/13/2026", None), ("31 Maybe 2026", None), ("46095", None),
])  # fmt: skip
def test_days_are_read_with_the_day_first(typed: str, day: str | None) -> None:
    assert typed_day(typed) == day


@settings(max_examples=50)
@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)), st.sampled_from(["en", "ar", "ckb", "fr"]))
def test_days_as_we_write_them_are_read(day: date, language: str) -> None:
    for style in ("short", "medium", "long"):
        assert typed_day(Words(language).date(day, style)) == day.isoformat()
    assert typed_day(f"{day.day}/{day.month}/{day.year}") == day.isoformat()


@settings(max_examples=50)
@given(st.decimals(-(10**9), 10**9, places=2))
def test_numbers_as_we_write_them_are_read(number: Decimal) -> None:
    assert Decimal(typed_number(f"{number:,}") or "x") == number
