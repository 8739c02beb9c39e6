"""The lessons brief: by theme, with recommendation and how far each lesson has come."""

from __future__ import annotations

import msgspec
import pytest

from app.models.book import Book
from app.models.kinds.country import SharedLesson
from app.models.kinds.plan import Lesson
from app.services.desk import Desk
from app.services.papers.lessons import lessons_document, lessons_pdf, state_of
from app.words.catalogue import Words

LESSON = Lesson(id="l1", space="s", shared_with_dstwg=True)
SHARED = SharedLesson(id="s1", space="c", from_lesson="l1")


def test_how_far_a_lesson_has_come() -> None:
    assert state_of(LESSON, (SHARED,)) == "library"
    assert state_of(LESSON, ()) == "shared"
    assert state_of(msgspec.structs.replace(LESSON, shared_with_dstwg=None), ()) == "kept"


def test_lessons_are_told_under_their_objective(desk: Desk) -> None:
    paper = lessons_document(desk, "en")
    theme = next(one for one in paper.sections if one.title == "Housing and HLP")
    kinds = [(part.kind, part.text) for part in theme.parts]
    assert kinds[0] == ("heading", "L-003 · Mixed meetings silence women on land")
    assert kinds[1][1].startswith("In the mixed meeting no woman spoke about houses")
    assert kinds[2] == (
        "bullet",
        "We recommend: Always hold a women's group before a mixed meeting on land and housing.",
    )


def test_each_lesson_is_listed_with_its_state(desk: Desk) -> None:
    glance = lessons_document(desk, "en").sections[0].tables[0]
    assert len(glance.rows) == len(desk.records(Lesson))
    assert {(row[3].text, row[3].tone) for row in glance.rows} == {("Shared with DSTWG", "accent")}


def test_without_lessons_it_says_so(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    empty = Book([])
    monkeypatch.setattr(Desk, "book", lambda _desk: empty)
    paper = lessons_document(desk, "en")
    assert paper.summary[0].text == "No lesson has been recorded in this area yet."
    assert not [one for one in paper.sections if one.parts or any(table.rows for table in one.tables)]


@pytest.mark.parametrize("language", ["ar", "ckb", "fr"])
def test_all_words_are_there(desk: Desk, language: str) -> None:
    Words.missing.clear()
    assert lessons_pdf(desk, language).startswith(b"%PDF")
    assert {one for one in Words.missing if one.startswith(f"{language}:")} == set()
