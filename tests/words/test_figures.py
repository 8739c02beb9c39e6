"""Numbers, sizes and dates: Western digits, day first, Iraqi months."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.words.catalogue import Words
from app.words.languages import LANGUAGES

MARCH = "2026-03-14"


@pytest.mark.parametrize(
    ("code", "said"),
    [("en", "14 Mar 2026"), ("ar", "14 آذار 2026"), ("ckb", "14 ئازار 2026"), ("fr", "14 mars 2026")],
)
def test_medium_date(code: str, said: str) -> None:
    assert Words(code).date(MARCH) == said


@pytest.mark.parametrize(
    ("style", "said"),
    [("long", "14 March 2026"), ("short", "14/03/2026"), ("day_month", "14 Mar"), ("medium", "14 Mar 2026")],
)
def test_styles(style: str, said: str) -> None:
    assert Words("en").date(date(2026, 3, 14), style) == said


def test_january_is_the_iraqi_one() -> None:
    assert Words("ar").date("2026-01-02") == "2 كانون الثاني 2026"


@pytest.mark.parametrize("odd", ["", None, "soon", "2026-02-30", "14.3.2026"])
def test_what_is_no_date_comes_back_as_it_is(odd: str | None) -> None:
    assert Words("en").date(odd) == (odd or "")


def test_moment_is_local() -> None:
    local = datetime(2026, 3, 14, 14, 32).astimezone()
    assert Words("en").moment(local.astimezone(UTC)) == "14 Mar 2026, 14:32"
    assert Words("en").moment(local.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")) == "14 Mar 2026, 14:32"
    assert Words("en").moment(None) == ""


def test_ago_speaks_as_people_do() -> None:
    now = datetime(2026, 3, 14, 18, 0).astimezone()
    moments = [
        now.replace(hour=14, minute=32),
        now - timedelta(hours=24, minutes=40),
        now - timedelta(days=2),
    ]
    assert [Words("en").ago(moment, now) for moment in moments] == [
        "today 14:32",
        "yesterday 17:20",
        "12 Mar",
    ]
    assert Words("en").ago(now - timedelta(days=400), now) == "7 Feb 2025"
    assert Words("en").ago("soon", now) == "soon"


@pytest.mark.parametrize(
    ("size", "said"),
    [
        (0, "0 B"),
        (999, "999 B"),
        (11_264, "11 kB"),
        (999_999, "1.0 MB"),
        (1_240_000, "1.2 MB"),
        (5 * 10**9, "5.0 GB"),
    ],
)
def test_sizes(size: int, said: str) -> None:
    assert Words("en").size(size) == said


@pytest.mark.parametrize(
    ("code", "said"), [("en", "12,345.5"), ("ar", "12,345.5"), ("ckb", "12,345.5"), ("fr", "12\u202f345,5")]
)
def test_numbers(code: str, said: str) -> None:
    assert Words(code).number("12345.5") == said
    assert Words(code).number(Decimal("12345.5")) == said


def test_minus_stays_before_the_digits_in_arabic() -> None:
    assert Words("ar").number(-5) == "\u200e-5"


@pytest.mark.parametrize("odd", ["many", "", "NaN", "Infinity"])
def test_what_is_no_number_comes_back_as_it_is(odd: str) -> None:
    assert Words("en").number(odd) == odd


def test_percent_of_a_fraction() -> None:
    assert Words("en").percent(0.456) == "46%"
    assert Words("fr").percent("0.05") == "5\u202f%"
    assert Words("en").percent("most") == "most"


def test_in_arabic_the_sign_of_percent_stays_behind_its_digits() -> None:
    for said in (Words("ar").percent(0.14), Words("ar").hundredths("-14")):
        assert said.count("\u200e") == 1
        assert said.startswith("\u200e")


@given(st.integers(), st.sampled_from(LANGUAGES))
@settings(max_examples=50)
def test_digits_are_western_and_complete(value: int, code: str) -> None:
    said = Words(code).number(value)
    assert "".join(sign for sign in said if sign.isdigit()) == str(abs(value))
    assert said.translate(str.maketrans("", "", ",\u202f\u200e-")).isascii()


def test_the_first_of_a_month_in_french() -> None:
    words = Words("fr")
    assert words.date("2026-05-01") == "1er mai 2026"
    assert words.date("2026-05-11", "day_month") == "11 mai"
    assert words.date("2026-05-01", "short") == "01/05/2026"
    assert Words("en").date("2026-05-01") == "1 May 2026"


@pytest.mark.parametrize(("code", "said"), [("en", "61.5%"), ("fr", "61,5\u202f%"), ("ckb", "\u200e61.5%")])
def test_hundredths_keep_their_decimals_and_take_the_sign_of_the_language(code: str, said: str) -> None:
    assert Words(code).hundredths(Decimal("61.5")) == said
