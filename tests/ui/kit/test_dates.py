"""A day can be typed in any usual form."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication

from app.ui.kit.dates import read_date
from app.ui.language import use_language, words


@pytest.mark.parametrize(
    "typed",
    ["2026-03-14", "14/3/2026", "14.03.2026", "14 3 2026", "14 Mar 2026", " 14  mar 2026 ", "١٤/٣/٢٠٢٦"],
)
def test_usual_forms(typed: str) -> None:
    assert read_date(typed) == "2026-03-14"


@pytest.mark.parametrize("typed", ["", "soon", "31/2/2026", "2026-13-01", "14 Foo 2026", "3/2026"])
def test_what_is_no_day_is_none(typed: str) -> None:
    assert read_date(typed) is None


@pytest.mark.parametrize("language", ["en", "ar", "ckb", "fr"])
def test_what_a_field_shows_can_be_read_back(qapp: QApplication, language: str) -> None:
    use_language(qapp, language)
    days = [f"2026-{month:02}-17" for month in range(1, 13)]
    assert [read_date(words().date(day)) for day in days] == days


@given(st.dates(date(1990, 1, 1), date(2090, 12, 31)))
def test_iso_is_read_as_itself(day: date) -> None:
    assert read_date(day.isoformat()) == day.isoformat()
