"""Finding anything written here, in whatever letters, also by the name of a record merged into another."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from services.example import example_desk

from app.models.kinds.area import Location, Source
from app.models.kinds.inside import Outreach, Stakeholder
from app.models.kinds.meetings import Attachment, Issue
from app.models.kinds.people import Organisation
from app.models.record import Record
from app.process.terms import Term
from app.services.desk import Desk
from app.services.duplicates import merge
from app.services.searching import Found, find_everywhere, found_record
from app.services.views.said import Name


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = example_desk(tmp_path)
    yield made
    made.close()


def added(desk: Desk, kind: type[Record], **values: object) -> str:
    with desk.write(f"{kind.about.name}.add") as unit:
        return unit.add(kind, **values)


def found(desk: Desk, text: str) -> list[Found]:
    return [one for group in find_everywhere(desk, text, most=400, each=400) for one in group.found]


def ids(desk: Desk, text: str) -> set[str]:
    return {one.id for one in found(desk, text)}


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("مكتب إعادة الإعمار في سنجار", "اعاده الاعمار"),
        ("کۆمەڵەی گەڕانەوە", "كومەلەي گەرانەوە"),
        ("Ba’aj Rebuilding – Directorate", "baaj rebuilding"),
        ("Comité d'été", "comite ete"),
        ("لجنة ٢٠٢٥", "2025"),
        ("مديريّة الصحّة", "مديرية الصحة"),
    ],
)
def test_letters_that_differ_only_in_form_are_the_same(desk: Desk, written: str, typed: str) -> None:
    made = added(desk, Organisation, name_ar=written)
    assert made in ids(desk, typed)


def test_all_words_are_wanted_in_any_order(desk: Desk) -> None:
    made = added(desk, Source, title_en="Returns Index, round 23", publisher="DTM")
    assert made in ids(desk, "index returns dtm")
    assert made not in ids(desk, "index returns unhcr")


def test_a_merged_record_is_found_by_the_name_it_had(desk: Desk) -> None:
    first = added(desk, Organisation, name_en="Hope Relief Network")
    second = added(desk, Organisation, name_en="Zahra Association")
    merge(desk, "organisation", (first, second), {"name_en": "Zahra Association"})
    assert {one.name_en for one in desk.book().every(Organisation) if one.id in (first, second)} == {
        "Zahra Association"
    }
    (one,) = [one for one in found(desk, "hope relief network") if one.kind == "organisation"]
    assert one.id in (first, second)


def test_a_location_is_found_by_the_sub_district_it_lies_in(desk: Desk) -> None:
    placed = next(one for one in desk.records(Location) if one.sub_district)
    from app.services.gazetteer import find_place

    place = find_place(placed.sub_district or "")
    assert place is not None
    assert placed.id in ids(desk, place.name_ar)


def test_names_come_before_passages_and_codes_before_both(desk: Desk) -> None:
    added(desk, Issue, text_en="The cooperative of Umm Shababit has no seeds")
    named = added(desk, Organisation, name_en="Cooperative of farmers")
    groups = find_everywhere(desk, "cooperative")
    assert groups[0].kind == "organisation"
    assert groups[0].found[0].id == named
    issue = next(one for one in desk.records(Issue) if one.code)
    assert found(desk, str(issue.code))[0].id == issue.id


def test_it_says_where_and_which_words_were_found(desk: Desk) -> None:
    source = added(
        desk, Source, title_en="Assessment of wells", publisher="Interviews with zanjabil households"
    )
    (one,) = found(desk, "zanjabil")
    assert (one.id, one.said) == (source, "Interviews with zanjabil households")
    file = added(
        desk, Attachment, name_en="Zanjabil scan", subject_kind="source", subject=source, sha256="ab" * 32
    )
    (scan,) = [one for one in found(desk, "zanjabil scan") if one.id == file]
    assert scan.goes_to == ("source", source)
    assert scan.said == ""


def test_a_task_of_the_process_is_found_by_its_words(desk: Desk) -> None:
    from app.models.kinds.area import Task

    made = added(desk, Task, step_id="prepare", template="judge_criteria")
    assert made in ids(desk, "criteria")
    one = found_record(desk, "task", made)
    assert one is not None
    assert one.title == Term("step.prepare.task.judge_criteria")


def test_what_is_gone_or_unknown_is_not_found(desk: Desk) -> None:
    made = added(desk, Source, title_en="Qwertz report")
    assert ids(desk, "qwertz") == {made}
    with desk.write("source.remove") as unit:
        unit.remove(Source, made)
    assert ids(desk, "qwertz") == set()
    assert find_everywhere(desk, "  ") == ()
    assert found_record(desk, "source", made) is None
    assert found_record(desk, "nonsense", made) is None


def test_what_is_known_by_another_record_shows_that_ones_name(desk: Desk) -> None:
    whom = added(desk, Stakeholder, name_en="Weavers of the hill")
    outreach = added(desk, Outreach, stakeholder=whom, status="planned", answer="They come on Sunday")
    shown = found_record(desk, "outreach", outreach)
    assert shown is not None
    assert shown.title == Name(en="Weavers of the hill")
    assert outreach in ids(desk, "come on Sunday")
    assert outreach not in ids(desk, whom[:13])


def test_groups_are_cut_and_say_how_many_there_are(desk: Desk) -> None:
    with desk.write("source.add") as unit:
        for number in range(20):
            unit.add(Source, title_en=f"Xylophone {number}")
    (group,) = find_everywhere(desk, "xylophone")
    assert (group.total, len(group.found)) == (20, 6)
    assert sum(len(one.found) for one in find_everywhere(desk, "a")) <= 40


@pytest.mark.slow
def test_five_thousand_records_are_searched_while_typing(desk: Desk) -> None:
    with desk.write("issue.add") as unit:
        for number in range(5_000):
            unit.add(Issue, text_en=f"Need number {number} of families returning to the village of Shababit")
    find_everywhere(desk, "warm")
    began = time.perf_counter()
    assert find_everywhere(desk, "need 4999")[0].total >= 1
    assert time.perf_counter() - began < 0.25
