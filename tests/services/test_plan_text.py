"""Paragraphs of the plan: added, moved, and kept in order; sections made when somebody writes in them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from services.laptops import found

from app.foundation.errors import UserError
from app.models.codes import CODE_LISTS
from app.models.kinds.plan import Paragraph, Plan, Section
from app.services.desk import Desk
from app.services.plan_text import add_paragraph, move_paragraph, paragraphs, set_section
from app.services.undoing import undo
from app.services.views.plan_text import plan_text

KEY = "context_overview"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = found(tmp_path)[0].desk
    yield made
    made.close()


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    made = found(tmp_path_factory.mktemp("laptop"))[0].desk
    yield made
    made.close()


def texts(desk: Desk, language: str = "en") -> list[str]:
    section = next(one for one in plan_text(desk.book()).sections if one.key == KEY)
    return [one.text for one in section.paragraphs.get(language, ())]


def test_the_first_paragraph_makes_the_section(desk: Desk) -> None:
    add_paragraph(desk, KEY, "en", "People came back in small groups.")
    assert texts(desk) == ["People came back in small groups."]
    assert [one.plan for one in desk.records(Section)] == [one.id for one in desk.records(Plan)]
    assert [one.original_language for one in desk.records(Section)] == ["en"]


def test_writing_is_one_step_that_undo_takes_back_whole(desk: Desk) -> None:
    add_paragraph(desk, KEY, "en", "One")
    assert undo(desk) == "paragraph.add"
    assert desk.records(Section) == []


def test_paragraphs_stand_in_the_order_they_were_written(desk: Desk) -> None:
    for text in ("One", "Two", "Three"):
        add_paragraph(desk, KEY, "en", text)
    assert texts(desk) == ["One", "Two", "Three"]


def test_languages_have_paragraphs_of_their_own(desk: Desk) -> None:
    add_paragraph(desk, KEY, "en", "One")
    add_paragraph(desk, KEY, "ar", "واحد")
    assert (texts(desk, "en"), texts(desk, "ar")) == (["One"], ["واحد"])


def test_a_paragraph_moves_up_and_down(desk: Desk) -> None:
    ids = [add_paragraph(desk, KEY, "en", text) for text in ("One", "Two", "Three")]
    assert move_paragraph(desk, ids[2], -1)
    assert texts(desk) == ["One", "Three", "Two"]
    assert move_paragraph(desk, ids[0], 1)
    assert texts(desk) == ["Three", "One", "Two"]


def test_the_first_does_not_move_up_nor_the_last_down(desk: Desk) -> None:
    ids = [add_paragraph(desk, KEY, "en", text) for text in ("One", "Two")]
    assert not move_paragraph(desk, ids[0], -1)
    assert not move_paragraph(desk, ids[1], 1)
    assert texts(desk) == ["One", "Two"]


def test_equal_keys_of_two_laptops_are_spread_when_something_moves(desk: Desk) -> None:
    ids = [add_paragraph(desk, KEY, "en", text) for text in ("One", "Two", "Three")]
    with desk.write("paragraph.edit") as unit:
        for one in ids:
            unit.set(Paragraph, one, position="i")
    before = texts(desk)
    first = next(one.id for one in desk.records(Paragraph) if one.text == before[0])
    assert move_paragraph(desk, first, 1)
    assert texts(desk) == [before[1], before[0], before[2]]


def test_moving_what_is_not_here_is_refused(desk: Desk) -> None:
    with pytest.raises(UserError, match="unknown_record"):
        move_paragraph(desk, "nothing", 1)


def test_an_empty_paragraph_is_refused_and_leaves_nothing(desk: Desk) -> None:
    with pytest.raises(UserError, match="value_required"):
        add_paragraph(desk, KEY, "en", "")
    assert desk.records(Section) == []


@given(st.lists(st.tuples(st.integers(0, 3), st.sampled_from([-1, 1])), max_size=6))
def test_moving_never_loses_or_doubles_a_paragraph(shared: Desk, moves: list[tuple[int, int]]) -> None:
    section = "risk"
    if not any(one.key == section for one in shared.records(Section)):
        for text in "ABCD":
            add_paragraph(shared, section, "en", text)
    owner = next(one for one in shared.records(Section) if one.key == section)
    for place, by in moves:
        before = [one.text for one in paragraphs(shared, owner.id, "en")]
        moved = move_paragraph(shared, paragraphs(shared, owner.id, "en")[place].id, by)
        after = [one.text for one in paragraphs(shared, owner.id, "en")]
        if moved:
            before.insert(place + by, before.pop(place))
        assert after == before


def test_a_section_without_text_can_be_given_a_writer_and_be_ready(desk: Desk) -> None:
    set_section(desk, KEY, "ready", True)
    section = next(one for one in plan_text(desk.book()).sections if one.key == KEY)
    assert section.ready
    assert section.state == "empty"


def test_every_section_is_listed_before_anything_is_written(desk: Desk) -> None:
    view = plan_text(desk.book())
    assert tuple(one.key for one in view.sections) == CODE_LISTS["section_key"][:14]
    assert {one.state for one in view.sections} == {"empty"}


@pytest.mark.parametrize(
    ("written", "ready", "state"),
    [
        (("en",), False, "partly"),
        (("en",), True, "partly"),
        (("en", "ar"), False, "written"),
        (("en", "ar"), True, "ready"),
        ((), True, "empty"),
    ],
)
def test_a_section_is_judged_by_all_languages_of_the_plan(
    desk: Desk, written: tuple[str, ...], ready: bool, state: str
) -> None:
    for language in written:
        add_paragraph(desk, KEY, language, "Text")
    set_section(desk, KEY, "ready", ready)
    section = next(one for one in plan_text(desk.book()).sections if one.key == KEY)
    assert section.state == state
