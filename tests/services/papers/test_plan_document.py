"""A plan in words: figures from records, names in the document's language, and no record that stops it."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.documents.plan_content import PlanDocument
from app.models.book import Book
from app.models.kinds.area import Area, Location, PopulationFigure
from app.models.kinds.meetings import Meeting
from app.models.kinds.people import Group, Member
from app.models.kinds.plan import Activity, Indicator, Measurement, Paragraph, Plan, Section, Target
from app.models.record import Record
from app.services.papers.content import PRINTED
from app.services.papers.plan_parts import individuals, people_by_group
from app.services.papers.scribe import Scribe
from app.words.catalogue import Words

LANGUAGES = ("en", "ar")
TONES = {"plain", "accent", "good", "attention", "wrong"}
FOREIGN = ("", "nothing_known", "2026-99-99", "1e999", "-", "٤", "x" * 400, "\u202e<b>&", "12,5", "NaN")


def strings(value: Any) -> list[str]:
    """Return all texts of a document."""
    if isinstance(value, str):
        return [value]
    if is_dataclass(value):
        return [text for field in fields(value) for text in strings(getattr(value, field.name))]
    return [text for item in value for text in strings(item)] if isinstance(value, (tuple, frozenset)) else []


def numbers(value: Any) -> set[int]:
    """Return the numbers of all sources that a document cites."""
    if isinstance(value, tuple):
        return {number for item in value for number in numbers(item)}
    if not is_dataclass(value):
        return set()
    own = set(getattr(value, "sources", ())) if not isinstance(value, PlanDocument) else set()
    return own.union(*(numbers(getattr(value, f.name)) for f in fields(value) if f.name != "sources"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_area_with_nothing_but_a_plan_prints(example, language) -> None:
    book = Book([Area(id="a", space="s"), Plan(id="p", space="s")])
    bare = type(example)(book, book.of(Area)[0], book.of(Plan)[0]).document(language)
    assert [objective.activities for objective in bare.objectives] == [()] * 8
    assert [one.field for one in bare.signatories] == ["dstwg"]
    assert bare.sources == ()
    assert bare.group_name


def test_a_plan_without_sections_prints_its_tables(example) -> None:
    document = example.but(without=(Section, Paragraph)).document("en")
    assert document.context.parts == ()
    assert len(document.locations) == 23


@given(st.data())
def test_foreign_values_never_stop_a_plan(example, data) -> None:
    kind = data.draw(st.sampled_from([kind for kind in PRINTED if example.book.of(kind)]))
    record = data.draw(st.sampled_from(example.book.of(kind)))
    language = data.draw(st.sampled_from(LANGUAGES))
    changed = {
        name: data.draw(st.sampled_from(FOREIGN))
        for name in record.__struct_fields__
        if name not in ("id", "space") and isinstance(getattr(record, name), str)
    }
    document = example.but(msgspec.structs.replace(record, **changed)).document(language)
    assert document.language == language


@given(st.data())
def test_empty_records_never_stop_a_plan(example, data) -> None:
    kind: type[Record] = data.draw(st.sampled_from([k for k in PRINTED if k not in (Area, Plan)]))
    example.but(kind(id="zz", space="s")).document(data.draw(st.sampled_from(LANGUAGES)))


def test_people_concerned_are_the_newest_figures_of_each_place(example) -> None:
    figures = example.document("en").figures
    newest: dict[tuple[str | None, str | None], PopulationFigure] = {}
    for one in sorted(example.book.of(PopulationFigure), key=lambda f: f.as_of or ""):
        newest[one.location, one.group] = one
    total = sum(one.individuals or 0 for one in newest.values())
    assert total > 1000
    assert f"{total:,}" in [figure.value for figure in figures]


def test_groups_add_up_whatever_the_separator_of_the_language(example) -> None:
    scribe = Scribe(example.book, Words("fr"))
    assert sum(map(individuals, people_by_group(scribe).values())) > 1000
    assert len(example.document("fr").figures) == 4


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_source_cited_is_listed(example, language) -> None:
    document = example.document(language)
    listed = [source.number for source in document.sources]
    assert listed == list(range(1, len(listed) + 1))
    assert numbers(document) == set(listed)


def test_who_is_expected_to_sign(example) -> None:
    signing = example.document("ar").signatories
    assert [one.field for one in signing] == ["government", "focal_point_1", "focal_point_2", "dstwg"]
    assert [bool(one.name) for one in signing] == [False, True, True, False]
    assert all(one.organisation and not one.role for one in signing)
    assert example.document("ar").spare_signatures == 4


def test_no_code_is_printed_raw(example) -> None:
    said = " ".join(strings(example.document("en").signatories) + strings(example.document("en").objectives))
    assert not re.search(r"\b[a-z]+_[a-z]+\b", said.replace("focal_point_", ""))


def test_names_are_arabic_in_arabic(example) -> None:
    document = example.document("ar")
    printed = strings((document.risks, document.facts, document.signatories[1:3], document.locations))
    names = [name for member in example.book.of(Member) if (name := member.name_en)]
    assert not [text for text in printed for name in names if name in text]


def test_latin_text_in_arabic_comes_only_from_texts_of_one_language(example) -> None:
    written = {
        value
        for record in example.records
        for name in record.__struct_fields__
        if isinstance(value := getattr(record, name), str) and not name.endswith("_en")
    }
    marks = dict.fromkeys(map(ord, "\u2066\u2067\u2068\u2069\u200f"))
    document = example.document("ar")
    for text in strings((document.objectives, document.criteria, document.commitments, document.lessons)):
        latin = re.findall(r"[A-Za-z]{4,}[A-Za-z ,.']*", text.translate(marks))
        assert all(any(part.strip() in one for one in written | TONES) for part in latin), text


def test_commitments_of_government_stand_first_and_under_a_heading(example) -> None:
    sides = [one.side for one in example.document("en").commitments]
    assert sides == ["Government"] * 8 + ["Partners"] * 6


def test_the_group_is_named_once(example) -> None:
    assert example.document("en").group_name.count("Area-based coordination group") == 1
    nameless = example.but(without=(Group,)).document("en").group_name
    assert nameless.startswith("Area-based coordination group Sinjar")


def test_a_draft_says_so_once(example) -> None:
    assert example.document("en").facts[0].value == "Draft 1"
    assert example.document("en", frozen=True).facts[0].value == "1"


def test_agreed_at_names_the_last_roundtable(example) -> None:
    later = Meeting(id="zz", space="s", type="roundtable", held_on="2026-12-24")
    assert "24 Dec 2026" in strings(example.but(later).document("en").facts)[3]


def test_one_facility_is_not_one_facilities(example) -> None:
    activity = example.book.of(Activity)[0]
    one = Target(id="zz", space="s", activity=activity.id, unit="facilities", value="1")
    example = example.but(one, without=(Target,))
    printed = [a for o in example.document("en").objectives for a in o.activities if a.code == activity.code]
    assert printed[0].target == "facilities: 1"


def test_locations_keep_the_order_of_their_ranks(example) -> None:
    places = [p for p in example.book.of(Location) if p.priority_rank is not None]
    assert [p.rank for p in example.document("en").locations] == sorted(p.priority_rank for p in places)


def test_every_written_section_is_printed(example) -> None:
    document = example.document("en")
    printed = " ".join(strings(document))
    written = [p.text for p in example.book.of(Paragraph) if p.language == "en" and p.text]
    assert written
    assert not [text for text in written if text not in printed]


def test_sections_of_one_block_stand_under_their_names(example) -> None:
    headings = [part.text for part in example.document("en").context.parts if part.kind == "heading"]
    assert headings == ["Context overview", "Displacement profile", "Obstacles, challenges and needs"]
    assert "heading" not in [part.kind for part in example.document("en").monitoring.parts]


def test_attendance_adds_up_by_affiliation_and_by_age(example) -> None:
    document = example.document("en")
    assert document.attendance.rows[-1] == ("Total", "17", "28", "45")
    assert document.ages.rows[-1][1:] == document.attendance.rows[-1][1:]
    assert [row[0] for row in document.ages.rows] == ["18–24", "25–59", "60 and over", "Total"]


def test_every_location_is_listed_with_a_code(example) -> None:
    rows = example.document("en").places.rows
    assert len(rows) == len(example.book.of(Location))
    assert all(row[3].startswith("IQ") for row in rows)


def test_a_value_that_rests_on_fewer_than_ten_people_is_not_printed(example) -> None:
    few = next(one for one in example.book.of(Measurement) if one.group == "non_displaced")
    small = [
        msgspec.structs.replace(one, sample_size=9)
        for one in example.book.where(Measurement, indicator=few.indicator, group="non_displaced")
    ]
    name = example.book.get(Indicator, few.indicator).name_en
    criteria = example.but(*small).document("en").criteria
    printed = {one.name: one for criterion in criteria for one in criterion.indicators}
    assert (printed[name].comparison.text, printed[name].gap) == ("", "")
    assert sum(bool(one.comparison.text) for one in printed.values()) > 10
