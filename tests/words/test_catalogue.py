"""Sentences in four languages: plurals, isolates, fallback and hostile parameters."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.foundation.errors import PlaceError, UserError
from app.words import compiled
from app.words.catalogue import FIRST_STRONG_ISOLATE, POP_ISOLATE, Words
from app.words.compiled import Compiled
from app.words.languages import LANGUAGES, form_of, language


def isolated(text: str) -> str:
    return f"{FIRST_STRONG_ISOLATE}{text}{POP_ISOLATE}"


@pytest.mark.parametrize(
    ("count", "form"),
    [(0, 0), (1, 1), (2, 2), (3, 3), (10, 3), (11, 4), (99, 4), (100, 5), (102, 5), (103, 3), (111, 4)],
)
def test_arabic_has_six_forms(count: int, form: int) -> None:
    assert form_of(language("ar"), count) == form


@pytest.mark.parametrize(
    ("code", "count", "form"),
    [
        ("en", 0, 1),
        ("en", 1, 0),
        ("fr", 0, 0),
        ("fr", 2, 1),
        ("ckb", 1, 0),
        ("ckb", 2, 1),
        ("en", 1.5, 1),
        ("ar", 2.5, 5),
    ],
)
def test_other_plurals(code: str, count: float, form: int) -> None:
    assert form_of(language(code), count) == form


@pytest.mark.parametrize(
    ("days", "text"),
    [
        (2, "بعد يومين"),
        (3, "بعد 3 أيام"),
        (11, "بعد 11 يومًا"),
        (100, "بعد 100 يوم"),
        (0, "اليوم"),
        (1, "غدًا"),
    ],
)
def test_days_ahead_in_arabic(days: int, text: str) -> None:
    assert Words("ar").in_days(days) == text


def test_days_in_english() -> None:
    said = [Words("en").in_days(days) for days in (-3, -1, 0, 1, 5)]
    assert said == ["3 days ago", "yesterday", "today", "tomorrow", "in 5 days"]


def test_text_in_arabic_is_isolated_and_numbers_are_not() -> None:
    said = Words("ar").say("words.moment", day="A-014", time=12345)
    assert said == f"{isolated('A-014')}، 12,345"


def test_a_composed_text_keeps_its_direction_inside_another() -> None:
    words = Words("ar")
    moment = words.say("words.moment", day="22", time="06:48")
    said = words.say("words.moment", day=moment, time="")
    assert said.startswith(f"{FIRST_STRONG_ISOLATE}\u200f{isolated('22')}")


def test_text_in_english_stays_plain() -> None:
    assert Words("en").say("words.moment", day="Sinjar", time="سنجار") == "Sinjar, سنجار"


@pytest.fixture
def partly_french(monkeypatch: pytest.MonkeyPatch) -> Words:
    """French of which only one field is translated, beside an English that has more."""
    texts = {
        "en": {"home.title": "Home of {name}", "field.position": "Order", "field.view.position": "Position"},
        "fr": {"field.position": "Ordre"},
    }
    made = {code: Compiled(0, (), messages, (), ()) for code, messages in texts.items()}
    monkeypatch.setattr(compiled, "load", made.__getitem__)
    monkeypatch.setattr(Words, "missing", set())
    return Words("fr")


def test_missing_code_falls_back_to_english_and_is_counted(partly_french: Words) -> None:
    assert partly_french.say("home.title", name="Nadia") == "Home of Nadia"
    assert partly_french.say("no.such.code", name="x") == "no.such.code"
    assert Words.missing == {"fr:home.title", "fr:no.such.code", "en:no.such.code"}


def test_has_tells_of_this_language_only(partly_french: Words) -> None:
    assert partly_french.has("field.position")
    assert not partly_french.has("home.title")


def test_a_meaning_is_not_changed_by_a_missing_translation(partly_french: Words) -> None:
    assert partly_french.field("view", "position") == "Position"
    assert partly_french.field("task", "position") == "Ordre"


def test_unknown_language_speaks_english() -> None:
    assert Words("xx").language == "en"


@pytest.mark.parametrize(
    "hostile", ["{0.__class__}", "{", "}", "%s", "{time}", "{{", "\\1", "\\g<1>", "{day.x}"]
)
def test_hostile_parameters_are_only_text(hostile: str) -> None:
    assert Words("en").say("words.moment", day=hostile, time="9") == f"{hostile}, 9"


@given(st.text(), st.text())
@settings(max_examples=50)
def test_any_parameter_comes_out_as_it_went_in(day: str, time: str) -> None:
    assert Words("en").say("words.moment", day=day, time=time) == f"{day}, {time}"


def test_a_field_without_value_stays_visible() -> None:
    assert Words("en").say("words.moment", day="x") == "x, {time}"


def test_values_are_written_as_the_language_does() -> None:
    words = Words("en")
    assert [
        words.value(value) for value in (None, True, 1200, Decimal("2.50"), date(2026, 3, 14), ["a", "b"])
    ] == [*("", "True", "1,200", "2.50", "14 Mar 2026", "a and b")]


@pytest.mark.parametrize(
    ("code", "said"),
    [("en", "a, b and c"), ("fr", "a, b et c"), ("ar", f"{isolated('a')}، {isolated('b')} و{isolated('c')}")],
)
def test_lists(code: str, said: str) -> None:
    assert Words(code).join(["a", "b", "c"]) == said


def test_short_lists() -> None:
    assert Words("en").join([]) == ""
    assert Words("en").join(["a"]) == "a"


def test_refusal_puts_kind_and_field_into_words() -> None:
    said = Words("en").refusal(UserError("value_required", kind="activity", field="title_en"))
    assert "Title (English)" in said
    assert "{" not in said


def test_refusal_of_an_unknown_field_names_it_as_typed() -> None:
    said = Words("en").refusal(UserError("unknown_field", kind="activity", field="colour"))
    assert said.startswith("Activity has no field “colour”")


def test_refusal_names_a_language_in_words() -> None:
    assert "was not made in Arabic" in Words("en").refusal(UserError("not_in_language", language="ar"))


def test_refusal_of_a_place_names_the_file() -> None:
    assert isolated("plan.pdf") in Words("ar").refusal(PlaceError("no_space", file="plan.pdf"))


def test_a_kind_may_name_a_field_in_its_own_way() -> None:
    words = Words("en")
    assert words.field("stakeholder_view", "position") == "Position"
    assert words.field("task", "position") == "Order"


def test_code_of_nothing_is_nothing() -> None:
    assert Words("en").code("so", None) == ""
    assert Words("en").code("so", "SO4") == "Basic services"


@dataclass
class Place:
    name_en: str | None = None
    name_ar: str | None = None
    name_ckb: str | None = None


@pytest.mark.parametrize(
    ("code", "place", "picked"),
    [
        ("ar", Place("Sinjar", "سنجار"), "سنجار"),
        ("ar", Place("Sinjar"), "Sinjar"),
        ("fr", Place(None, "سنجار", "شنگال"), "سنجار"),
        ("en", Place(), ""),
    ],
)
def test_pick_prefers_the_language_then_falls_back(code: str, place: Place, picked: str) -> None:
    assert Words(code).pick(place, "name") == picked


def test_direction() -> None:
    assert [Words(code).right_to_left for code in LANGUAGES] == [False, True, True, False]
