"""Inputs without names, feedback, counts that agree, informed choices, expectations; whose voices."""

from __future__ import annotations

import pytest

from app.models.book import Book
from app.models.kinds.area import Intentions, Location
from app.models.kinds.inside import Contact, NamedAttendance
from app.models.kinds.meetings import (
    AttendanceCount,
    Consultation,
    ConsultationCount,
    Expectation,
    Issue,
    Meeting,
)
from app.models.kinds.people import Member
from app.models.record import Record
from app.process.checks import run_checks
from app.process.checks.finding import Context
from app.process.naming import known_names, named_person
from app.process.voice_coverage import Coverage, voice_coverage
from tests.process.books import TODAY, make


def found(*records: Record) -> set[tuple[str, str, str]]:
    return {
        (one.code.removeprefix("check."), one.record, one.field)
        for one in run_checks(Book(records), Context(TODAY))
        if one.page == "voices"
    }


@pytest.mark.parametrize(
    ("text", "piece"),
    [
        ("Mr Karim Aziz said the well is dry.", "Mr Karim Aziz"),
        ("قال السيد كريم إن البئر جافة", "السيد كريم"),
        ("Call +964 770 123 4567 about the well.", "+964 770 123 4567"),
        ("Ask hala  rashid, she knows.", "hala  rashid"),
        ("السيد المحافظ وعد بالكهرباء", ""),
        ("310 displaced and 336 returnee households in 17 locations", ""),
        ("The pump at Umm Rayhan has no power.", ""),
        ("Conditions of 2014-2017 are known.", ""),
    ],
)
def test_a_name_a_title_or_a_number_is_found_and_a_place_or_an_office_is_not(text: str, piece: str) -> None:
    known = known_names(Book([make(Contact, "c", person_name="Hala Rashid")]))
    assert named_person(text, known) == piece


def test_single_words_are_no_full_names() -> None:
    book = Book([make(Member, "m", name_en="Amal"), make(NamedAttendance, "n", person_name="Ali Hasan")])
    assert known_names(book) == {"ali hasan"}


def test_an_input_that_names_a_person_is_found_with_its_field() -> None:
    person = make(Contact, "c", stakeholder="s", person_name="Hala Rashid")
    said = make(Issue, "v", code="V-001", text_en="Hala Rashid wants a road.", effect="adopted")
    hoped = make(Expectation, "e", text_en="A road", message_given="Mrs Rashid was told: not yet.")
    assert found(person, said, hoped) >= {
        ("issue_names_person", "v", "text_en"),
        ("expectation_names_person", "e", "message_given"),
    }


def test_a_finished_consultation_is_fed_back() -> None:
    done = make(Consultation, "c", title_en="Talk", status="finished")
    assert ("no_feedback", "c", "fed_back_on") in found(done)
    assert (
        found(make(Consultation, "c", title_en="Talk", status="finished", fed_back_on="2026-03-01")) == set()
    )
    assert found(make(Consultation, "c", title_en="Talk", status="planned")) == set()


def test_two_counts_of_one_consultation_agree() -> None:
    talk = make(Consultation, "c", title_en="Talk", women=4, men=2)
    lines = [
        make(
            ConsultationCount, f"k{n}", consultation="c", group="returnee", sex=sex, age_band="25_59", count=n
        )
        for n, sex in ((3, "female"), (2, "male"))
    ]
    assert found(talk, *lines) == {("women_counted_otherwise", "c", "women")}


@pytest.mark.parametrize(
    ("told", "on", "code"),
    [
        (None, None, "intentions_uninformed"),
        ("  ", "2026-01-01", "intentions_uninformed"),
        ("The houses", "2026-02-01", "intentions_informed_late"),
        ("The houses", "2026-01-10", ""),
        ("The houses", None, ""),
    ],
)
def test_people_are_informed_before_they_choose(told: str | None, on: str | None, code: str) -> None:
    count = make(
        Intentions,
        "i",
        group="idp_camp",
        recorded_on="2026-01-10",
        information_given=told,
        information_on=on,
        source="s",
    )
    assert {one for one, _, _ in found(count)} - {""} == ({code} if code else set())


def test_an_expectation_gets_a_message() -> None:
    assert ("expectation_unanswered", "e", "message_given") in found(
        make(Expectation, "e", text_en="A house")
    )


def coverage(*records: Record) -> Coverage:
    return voice_coverage(Book(records), TODAY)


def people(covered: Coverage) -> dict[str, int]:
    return {voice: heard.people for voice, heard in covered.total.items()}


def test_counts_say_whose_voices_were_heard() -> None:
    talk = make(Consultation, "c", method="fgd", held_on="2026-02-01", locations=("l1",), status="finished")
    lines = [
        make(
            ConsultationCount,
            "a",
            consultation="c",
            group="idp_camp",
            sex="female",
            age_band="18_24",
            count=5,
        ),
        make(ConsultationCount, "b", consultation="c", group="stayee", sex="male", age_band="25_59", count=2),
    ]
    covered = coverage(talk, *lines)
    assert people(covered) == {"women": 5, "youth": 5, "idp": 5, "host": 2}
    assert covered.missing == ("returnee",)
    assert covered.by_method["fgd"]["idp"].events == ("c",)
    assert set(covered.by_place) == {"l1"}


def test_without_counts_one_group_takes_all_and_several_stay_uncounted() -> None:
    one = make(Consultation, "c", method="fgd", groups=("returnee",), women=3, men=4)
    assert people(coverage(one)) == {"returnee": 7, "women": 3}
    two = make(Consultation, "c", method="fgd", groups=("returnee", "idp_camp"), men=4)
    assert coverage(two).uncounted == ("idp", "returnee")


def test_what_is_planned_or_still_to_come_was_not_heard() -> None:
    planned = make(Consultation, "c", method="fgd", groups=("returnee",), status="planned")
    later = make(Consultation, "d", method="fgd", groups=("returnee",), held_on="2099-01-01")
    assert coverage(planned, later).events == 0


def test_international_actors_do_not_speak_for_people() -> None:
    agencies = make(
        Consultation, "c", method="bilateral", groups=("returnee",), women=3, scope="international"
    )
    assert people(coverage(agencies)) == {}


def test_a_meeting_counts_once_with_or_without_a_consultation_about_it() -> None:
    table = make(Meeting, "m", type="roundtable", status="held", held_on="2026-02-01")
    present = make(
        AttendanceCount, "a", meeting="m", affiliation="womens_group", sex="female", age_band="25_59", count=9
    )
    assert people(coverage(table, present)) == {"women": 9}
    about = make(Consultation, "c", meeting="m", method="community_meeting", held_on="2026-02-01")
    both = coverage(table, present, about)
    assert (people(both), both.events) == ({"women": 9}, 1)


def test_an_input_of_a_group_shows_that_it_was_heard() -> None:
    talk = make(Consultation, "c", method="observation")
    said = make(Issue, "v", consultation="c", raised_by="youth", text_en="A field to play")
    covered = coverage(talk, said, make(Location, "l", name_en="x", role="return"))
    assert covered.uncounted == ("youth",)
    assert set(covered.by_method) == {"other"}
