"""What looks like one thing, and what does not."""

from __future__ import annotations

import time

import pytest

from app.models.book import Book
from app.models.kinds.area import Location
from app.models.kinds.distinct import Distinction
from app.models.kinds.inside import Contact, Stakeholder
from app.models.kinds.people import Member, OfficialCard, Organisation
from app.models.record import Record
from app.services.duplicates import proposals
from app.services.likeness import MOST_TOGETHER, name_form, phone_digits

NETWORK, GROUP = "area/x/network", "area/x/group"


def organisation(name: str, **values: object) -> Organisation:
    return Organisation(id=name, space=NETWORK, **values)  # type: ignore[arg-type]


def reasons(*records: Record) -> list[tuple[str, ...]]:
    """Return the codes of each proposal's reasons."""
    return [tuple(why.code for why in one.reasons) for one in proposals(Book(records))]


@pytest.mark.parametrize(
    ("written", "compared"),
    [
        ("+964 770 123 4567", "7701234567"),
        ("00964-770-1234567", "7701234567"),
        ("0770 123 4567", "7701234567"),
        ("٠٧٧٠١٢٣٤٥٦٧", "7701234567"),
        ("+41 22 739 11 11", "41227391111"),
        ("ext. 12", ""),
        ("", ""),
    ],
)
def test_a_phone_number_is_its_digits_without_the_prefix_of_the_country(written: str, compared: str) -> None:
    assert phone_digits(written) == compared


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Directorate of Education", "Education Directorate"),
        ("Danish Refugee Council (DRC)", "danish refugee council"),
        ("Ba'aj municipality", "Baaj Municipality"),
        ("مديرية التربية", "مديريه تربيه"),
        ("بلدية البعاج", "بلدیة البعاج"),
    ],
)
def test_names_are_compared_folded_and_in_any_order(one: str, other: str) -> None:
    assert name_form(one) == name_form(other)


def test_names_in_any_language_are_compared_with_all_others() -> None:
    """Somebody wrote the Arabic name into the English field."""
    one = organisation("a", name_en="Sinjar municipality", name_ar="بلدية سنجار")
    other = organisation("b", name_en="بلدية سنجار")
    assert reasons(one, other) == [("same_name",)]


def test_a_slip_of_the_pen_is_told_with_its_likeness() -> None:
    found = proposals(Book([organisation("b", name_en="Norwegian Refugee Council"),
                            organisation("a", name_en="Norwegian Refuge Counsil")]))  # fmt: skip
    (why,) = found[0].reasons
    assert (found[0].first, found[0].second) == ("a", "b")
    assert (why.code, why.value, why.other) == (
        "names_alike", "Norwegian Refuge Counsil", "Norwegian Refugee Council",
    )  # fmt: skip
    assert 88 <= why.percent < 100


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Debaga Camp 1", "Debaga Camp 2"),
        ("Directorate of Health", "Directorate of Water"),
        ("Zummar", "Zumar 2"),
        ("UNDP", "UNFP"),
    ],
)
def test_other_numbers_short_words_and_other_offices_are_not_alike(one: str, other: str) -> None:
    assert reasons(organisation("a", name_en=one), organisation("b", name_en=other)) == []


def test_an_acronym_is_read_from_its_field_from_brackets_and_from_capitals() -> None:
    full = organisation("a", name_en="Danish Refugee Council", acronym="DRC")
    bracket = organisation("b", name_en="Conseil danois (D.R.C.)")
    short = organisation("c", name_ar="المجلس", name_en="DRC")
    assert reasons(full, bracket, short) == [("same_acronym",)] * 3


def test_places_of_one_name_in_two_sub_districts_are_two_places() -> None:
    def place(name: str, **values: object) -> Location:
        return Location(id=name, space=NETWORK, name_en="Tal Banat", role="return", **values)  # type: ignore[arg-type]

    assert reasons(place("a", sub_district="IQ1"), place("b", sub_district="IQ2")) == []
    assert reasons(place("a", sub_district="IQ1"), place("b")) == [("same_name",)]
    coded = {"pcode": "iq-77", "dtm_id": "G-1"}
    found = reasons(place("a", sub_district="IQ1", **coded), place("b", sub_district="IQ2", **coded))
    assert found == [("same_pcode", "same_dtm_id")]


def test_another_spelling_kept_as_an_alias_counts() -> None:
    one = Location(id="a", space=NETWORK, name_en="Sinuni", aliases="Snuny، Al-Shamal")
    assert reasons(one, Location(id="b", space=NETWORK, name_en="al shamal")) == [("same_name",)]


def test_people_are_found_by_phone_and_by_their_place_in_the_roster() -> None:
    members = [Member(id=one, space=NETWORK, name_en=name, role="member", person="p") for one, name in
               (("a", "Huda Salim"), ("b", "Salim Huda"))]  # fmt: skip
    cards = [OfficialCard(id=f"card-{one.id}", space=NETWORK, member=one.id, phone=phone)
             for one, phone in zip(members, ("0770 123 4567", "+9647701234567"), strict=True)]  # fmt: skip
    assert reasons(*members, *cards) == [("same_person", "same_phone", "same_name")] or reasons(
        *members, *cards
    ) == [("same_name", "same_person", "same_phone")]


def test_contacts_are_compared_within_one_stakeholder_and_speak_for_their_stakeholders() -> None:
    named = (("k1", "Health office"), ("k2", "PHC Sinjar"))
    offices = [Stakeholder(id=one, space=GROUP, name_en=name) for one, name in named]
    phone = "0770 123 4567"
    contacts = [
        Contact(id=f"c{one.id}", space=GROUP, stakeholder=one.id, person_name="Huda", phone=phone)
        for one in offices
    ]
    found = proposals(Book([*offices, *contacts]))
    assert [(one.kind, [why.code for why in one.reasons]) for one in found] == [
        ("stakeholder", ["same_phone"])
    ]
    merged = [offices[0], Stakeholder(id="k2", space=GROUP, name_en="PHC Sinjar", same_as=("k1",))]
    found = proposals(Book([*merged, *contacts]))
    assert [(one.kind, [why.code for why in one.reasons][-1]) for one in found] == [("contact", "same_phone")]


def test_what_was_told_apart_is_not_proposed_even_after_a_merge_with_a_third() -> None:
    names = [organisation(one, name_en="Water office") for one in "ab"]
    apart = Distinction(id="x", space=NETWORK, subject_kind="organisation", first="a", second="b")
    assert reasons(*names) == [("same_name",)]
    assert reasons(*names, apart) == []
    assert reasons(names[0], names[1], organisation("c", same_as=("b",)), apart) == []


def test_a_value_that_very_many_share_does_not_pair_them_all() -> None:
    many = [organisation(f"{number:03}", name_en="Office", acronym="X1") for number in range(100)]
    assert len(reasons(*many)) <= 100 + MOST_TOGETHER**2


def test_five_hundred_organisations_are_looked_through_while_somebody_waits() -> None:
    words = (
        "water",
        "relief",
        "danish",
        "council",
        "education",
        "health",
        "women",
        "youth",
        "office",
        "camp",
    )
    made = [
        organisation(
            f"{n:03}",
            name_en=f"{words[n % 10]} {words[n // 10 % 10]} {words[n // 7 % 10]} {words[n // 50]}",
            name_ar=f"مديرية {words[n % 9]} {n // 9}",
        )
        for n in range(500)
    ]
    book = Book(made)
    proposals(Book(made[:2]))
    began = time.perf_counter()
    proposals(book)
    assert time.perf_counter() - began < 1.0
