"""Names, lists and lines in the language of a document."""

from __future__ import annotations

import pytest

from app.models.book import Book
from app.models.kinds.area import Location
from app.models.kinds.people import Member, Organisation
from app.services.papers.scribe import Scribe
from app.words.catalogue import Words

ISOLATES = dict.fromkeys(map(ord, "\u2068\u2069"))
PEOPLE = (
    Member(id="m1", space="s", name_en="Dalia Haddad", name_ar="داليا حداد"),
    Member(id="m2", space="s", name_en="Omar Saleh", name_ar="عمر صالح"),
    Organisation(id="o1", space="s", name_en="Planning Committee of Both", name_ar="لجنة التخطيط"),
    Organisation(id="o2", space="s", name_en="Directorate of Health, Ninewa", name_ar="دائرة صحة نينوى"),
    Organisation(id="o3", space="s", name_en="Open Well A", name_ar="أ"),
    Organisation(id="o4", space="s", name_en="Open Well B", name_ar="ب"),
)


def scribe(language: str, *more: Location) -> Scribe:
    return Scribe(Book([*PEOPLE, *more]), Words(language))


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Dalia Haddad", "داليا حداد"),
        ("Dalia Haddad, Omar Saleh", "داليا حداد وعمر صالح"),
        ("Directorate of Health, Ninewa", "دائرة صحة نينوى"),
        ("Planning Committee", "لجنة التخطيط"),
        ("Open Well", "Open Well"),
        ("Someone", "Someone"),
        ("", ""),
        (None, ""),
    ],
)
def test_names_in_plain_text_are_those_of_the_language(written: str | None, said: str) -> None:
    assert scribe("ar").known(written).translate(ISOLATES) == said


def test_arabic_names_are_english_in_english() -> None:
    assert scribe("en").known("داليا حداد, Omar Saleh") == "Dalia Haddad and Omar Saleh"


def test_many_places_end_with_how_many_more() -> None:
    places = [Location(id=f"l{i}", space="s", name_en=f"Place {i}") for i in range(6)]
    made = scribe("en", *places)
    assert made.places([p.id for p in places]) == "Place 0, Place 1, Place 2 and 3 more"
    assert made.places([p.id for p in places[:4]]) == "Place 0, Place 1, Place 2 and Place 3"
    assert made.places([]) == ""


def test_codes_within_a_list_begin_small_but_not_abbreviations() -> None:
    said = scribe("en").codes("population_group", ["returnee", "idp_camp", "host_community"])
    assert "IDPs in camps" in said
    assert said[0].isupper()
    assert "host community" in said


def test_a_line_keeps_each_part_in_its_own_direction() -> None:
    assert scribe("en").line("a", "", "b") == "a · b"
    assert (
        scribe("ar").line("عنوان", "Masar", "5")
        == "\u200f\u2068عنوان\u2069 · \u2068Masar\u2069 · \u20685\u2069"
    )
