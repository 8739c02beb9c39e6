"""What differs between two contents of a plan, told in words."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.models.book import Book
from app.models.kinds.area import Location
from app.models.kinds.people import Organisation
from app.models.kinds.plan import Activity, Paragraph, Plan, Section, Target
from app.models.record import Record
from app.services.papers.scribe import Scribe
from app.services.version_difference import Difference, RecordDifference, difference
from app.words.catalogue import Words

PLAN = Plan(id="p", space="s")
SECTION = Section(id="s1", space="s", plan="p", key="context_overview")
PLACES = [Location(id=f"l{n}", space="s", name_en=f"Village {n}", role="return") for n in (1, 2, 3)]
LEAD = Organisation(id="o1", space="s", name_en="Hand in Hand", name_ar="يدا بيد")


def activity(**values: Any) -> Activity:
    return Activity(**{"id": "a1", "space": "s", "code": "A-001", "title_en": "Reopen the post", **values})


def told(before: list[Record], after: list[Record], language: str = "en") -> Difference:
    known: list[Record] = [PLAN, *PLACES, LEAD]
    words = Words(language)
    return difference(Scribe(Book([*known, *before]), words), Scribe(Book([*known, *after]), words))


def only(found: Difference) -> RecordDifference:
    (chapter,) = found.chapters
    (record,) = chapter.records
    return record


def test_equal_contents_do_not_differ() -> None:
    assert told([activity()], [activity()]).chapters == ()


def test_a_field_is_told_before_and_after_in_words() -> None:
    one = only(told([activity(status="proposed")], [activity(status="ongoing", lead="o1")]))
    assert (one.sort, one.code, one.title) == ("changed", "A-001", "Reopen the post")
    assert {field.label: (field.before, field.after) for field in one.fields} == {
        "Lead organisation": ("", "Hand in Hand"),
        "Status": ("Proposed", "Ongoing"),
    }


def test_a_text_is_told_word_by_word() -> None:
    (field,) = only(told([activity()], [activity(title_en="Reopen the health post")])).fields
    assert [(piece.text, piece.same) for piece in field.new] == [
        ("Reopen the ", True),
        ("health ", False),
        ("post", True),
    ]
    assert all(piece.same for piece in field.old)


def test_a_set_marks_only_what_came_and_what_went() -> None:
    (field,) = only(told([activity(locations=("l1", "l2"))], [activity(locations=("l2", "l3"))])).fields
    assert (field.before, field.after) == ("Village 1, Village 2", "Village 2, Village 3")
    assert [piece.text for piece in field.old if not piece.same] == ["Village 1"]
    assert [piece.text for piece in field.new if not piece.same] == ["Village 3"]


def test_what_was_added_and_removed_is_told_with_its_fields() -> None:
    other = activity(id="a2", code="A-002", title_en="Mobile registry", starts="2026-05-01")
    found = told([activity()], [other])
    assert [(one.sort, one.code) for one in found.chapters[0].records] == [
        ("removed", "A-001"),
        ("added", "A-002"),
    ]
    assert [field.after for field in found.chapters[0].records[1].fields] == ["1 May 2026"]
    assert [found.count(sort) for sort in ("added", "changed", "removed")] == [1, 0, 1]


def test_targets_and_paragraphs_stand_beneath_what_they_belong_to() -> None:
    target = Target(id="t1", space="s", activity="a1", unit="individuals", value="100")
    more = Target(id="t1", space="s", activity="a1", unit="individuals", value="1200")
    paragraph = Paragraph(id="x", space="s", section="s1", language="ar", text="نص")
    found = told([activity(), target, SECTION], [activity(), more, SECTION, paragraph])
    section, changed = (chapter.records[0] for chapter in found.chapters)
    assert (section.title, section.parts[0].sort, section.parts[0].title) == (
        "Context overview",
        "added",
        "Arabic",
    )
    assert changed.fields == ()
    assert [(one.before, one.after) for one in changed.parts[0].fields] == [("100", "1,200")]


@pytest.mark.parametrize(("language", "name"), [("en", "Hand in Hand"), ("ar", "يدا بيد")])
def test_names_are_in_the_language_asked_for(language: str, name: str) -> None:
    (field,) = only(told([activity()], [activity(lead="o1")], language)).fields
    assert field.after == name


def test_a_name_that_is_not_in_the_content_is_a_dash() -> None:
    (field,) = only(told([activity()], [activity(lead="elsewhere")])).fields
    assert field.after == "–"


WORDS = st.lists(st.sampled_from(["roads", "wells", "health", "post", "the"]), max_size=12).map(" ".join)


@settings(max_examples=30, deadline=None)
@given(WORDS, WORDS)
def test_before_and_after_say_the_whole_text_whatever_changed(before: str, after: str) -> None:
    found = told([activity(description_en=before or None)], [activity(description_en=after or None)])
    if (before or None) == (after or None):
        assert not found.chapters
        return
    (field,) = only(found).fields
    assert (field.before, field.after) == (before, after)
