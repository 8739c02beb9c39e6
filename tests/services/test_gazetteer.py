"""The built-in gazetteer."""

from __future__ import annotations

import pytest

from app.services.gazetteer import children, find_place, level_of, parent_of, places, search


def test_it_holds_all_governorates() -> None:
    found = [place.pcode for place in places() if place.level == "governorate"]
    assert found == [f"IQG{number:02d}" for number in range(1, 19)]


def test_each_place_lies_in_one_that_is_there() -> None:
    codes = {place.pcode for place in places()}
    assert all(place.parent in codes for place in places() if place.level != "governorate")


def test_p_codes_are_unique_and_well_formed() -> None:
    codes = [place.pcode for place in places()]
    assert len(set(codes)) == len(codes)
    assert all(level_of(code) for code in codes)


def test_names_stand_in_three_languages() -> None:
    assert all(place.name_en and place.name_ar and place.name_ckb for place in places())


def test_it_holds_all_districts() -> None:
    assert sum(place.level == "district" for place in places()) == 101


@pytest.mark.parametrize(
    ("pcode", "level", "parent"),
    [
        ("IQG15", "governorate", ""),
        ("IQG15Q07", "district", "IQG15"),
        ("IQG15Q07N03", "sub_district", "IQG15Q07"),
        ("IQG19", "", ""),
        ("IQG15Q7", "", ""),
        ("", "", ""),
    ],
)
def test_level_and_parent_follow_from_the_code(pcode: str, level: str, parent: str) -> None:
    assert (level_of(pcode), parent_of(pcode)) == (level, parent)


def test_a_place_is_found_by_its_code_however_typed() -> None:
    place = find_place(" iqg١٥q07 ")
    assert place is not None
    assert place.name_ar == "سنجار"


def test_a_name_is_no_code() -> None:
    assert find_place("Sinjar") is None


def test_sub_districts_of_sinjar() -> None:
    assert [place.name_en for place in children("IQG15Q07")] == ["Al-Qairawan", "Al-Shamal", "Markaz Sinjar"]


@pytest.mark.parametrize(
    ("typed", "pcode"),
    [
        ("Hawija", "IQG13Q01"),
        ("Ba’aj", "IQG15Q02"),
        ("tuz khurmatu", "IQG16Q07"),
        ("Baiji", "IQG16Q03"),
        ("Hit", "IQG01Q07"),
        ("Qaim", "IQG01Q02"),
        ("Telkaif", "IQG15Q09"),
        ("Muqdadiyah", "IQG10Q02"),
        ("Dahuk", "IQG09"),
        ("الأنبار", "IQG01"),
        ("شنكال", "IQG15Q07"),
        ("IQG16Q04N01", "IQG16Q04N01"),
    ],
)
def test_other_spellings_lead_to_the_place(typed: str, pcode: str) -> None:
    assert search(typed)[0].pcode == pcode


def test_nothing_typed_finds_nothing() -> None:
    assert search("  ") == ()


def test_a_limit_is_kept() -> None:
    assert len(search("al", limit=4)) == 4
