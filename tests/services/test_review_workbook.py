"""The review workbook out and back in: nothing lost or taken twice, doctored files refused."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from services.example import example_desk
from services.frozen import freeze_content

from app.documents.form_content import MARKS_SHEET, FormBook, FormColumn, FormSheet
from app.documents.workbook.filled import read_form
from app.documents.workbook.form import write_form
from app.foundation.errors import UserError
from app.models.kinds.plan import Activity
from app.models.kinds.review import Comment, ReviewRound
from app.services.desk import Desk
from app.services.review_taking import read_review, take_review
from app.services.review_workbook import review_form, review_workbook
from app.services.undoing import undo

KIND, TEXT = 5, 6
Filling = Callable[[Any], None]


@dataclass(frozen=True)
class World:
    """A desk with a frozen draft, and its review workbook in English."""

    desk: Desk
    book: bytes

    @property
    def first(self) -> int:
        return review_form(self.desk, "en").sheets[0].first_row

    def row_of(self, text: str) -> int:
        rows = review_form(self.desk, "en").sheets[0].rows
        return self.first + next(n for n, row in enumerate(rows) if text in row)

    @property
    def spare(self) -> int:
        return self.first + len(review_form(self.desk, "en").sheets[0].rows)


@pytest.fixture(scope="module")
def read_only(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    desk = example_desk(tmp_path_factory.mktemp("review"))
    freeze_content(desk)
    yield World(desk, review_workbook(desk, "en"))
    desk.close()


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    desk = example_desk(tmp_path)
    freeze_content(desk)
    yield World(desk, review_workbook(desk, "en"))
    desk.close()


def filled(book: bytes, fill: Filling) -> bytes:
    """Return a workbook after somebody wrote in it and saved it."""
    workbook, out = openpyxl.load_workbook(io.BytesIO(book)), io.BytesIO()
    fill(workbook)
    workbook.save(out)
    return out.getvalue()


def text(cell: Any, value: str) -> None:
    """Write a text as a spreadsheet does in a cell of text."""
    cell.value, cell.data_type = value, "s"


def test_people_can_write_only_where_they_should(read_only: World) -> None:
    workbook = openpyxl.load_workbook(io.BytesIO(read_only.book))
    page = workbook.worksheets[0]
    assert page.protection.sheet
    assert workbook.security.lockStructure
    assert [one.sheet_state for one in workbook.worksheets] == ["visible", "visible", "hidden", "hidden"]
    first = read_only.first
    assert [page.cell(first, column).protection.locked for column in range(1, 7)] == [True] * 4 + [False] * 2
    assert not page.cell(read_only.spare, 3).protection.locked
    offered = {str(one.sqref).split(":")[0]: one.formula1 for one in page.data_validations.dataValidation}
    assert offered[f"E{first}"] == "'_lists'!$A$1:$A$4"
    assert {f"C{read_only.spare}", f"D{first - 2}"} <= offered.keys()


@pytest.mark.parametrize(("language", "turned"), [("en", False), ("ar", True)])
def test_the_workbook_speaks_the_language_asked_for(read_only: World, language: str, turned: bool) -> None:
    workbook = openpyxl.load_workbook(io.BytesIO(review_workbook(read_only.desk, language)))
    assert workbook.worksheets[0].sheet_view.rightToLeft is turned
    assert len(workbook.worksheets[1]["A"]) == 2 + 12


def test_comments_come_back_with_what_they_are_about(world: World) -> None:
    activity = next(one for one in world.desk.records(Activity) if one.code == "A-006")
    at, section, spare = world.row_of("A-006"), world.row_of("Context overview"), world.spare

    def fill(workbook: Any) -> None:
        page = workbook.worksheets[0]
        text(page.cell(world.first - 2, 4), "international agency for return and recovery")
        for row, kind, said in ((at, "Must", "Name\nthe office"), (section, "Question", "=SUM(1)?")):
            text(page.cell(row, KIND), kind)
            text(page.cell(row, TEXT), said)
        text(page.cell(spare, 3), "A-006 · Claims desk that travels to the villages")
        text(page.cell(spare, TEXT), "Once more")

    found = read_review(world.desk, filled(world.book, fill), "back.xlsx")
    assert [(one.kind, one.type, one.text) for one in found.rows] == [
        ("section", "question", "=SUM(1)?"),
        ("activity", "must", "Name\nthe office"),
        ("activity", "should", "Once more"),
    ]
    assert [one.code for one in found.problems] == ["comment_type_missing"]
    made = [world.desk.find(Comment, one) for one in take_review(world.desk, found)]
    assert [one.activity for one in made] == [None, activity.id, activity.id]
    assert {(one.status, one.channel, one.received_on) for one in made} == {
        ("open", "workbook", "2026-04-07")
    }
    assert {one.round for one in made} == {found.round} == {world.desk.records(ReviewRound)[0].id}
    assert len({one.organisation for one in made} - {None}) == 1
    again = read_review(world.desk, filled(world.book, fill), "back.xlsx")
    assert (again.fresh, take_review(world.desk, again)) == ((), [])
    undo(world.desk)
    assert len(world.desk.records(Comment)) == 12


def test_nothing_is_lost_of_parts_that_are_gone_and_senders_nobody_knows(world: World) -> None:
    activity = next(one for one in world.desk.records(Activity) if one.code == "A-006")
    at = world.row_of("A-006")

    def fill(workbook: Any) -> None:
        page = workbook.worksheets[0]
        text(page.cell(world.first - 2, 4), "Mercy Bridge")
        text(page.cell(at, TEXT), "Keep it")
        text(page.cell(at + 1, KIND), "Must")

    with world.desk.write("activity.remove") as unit:
        unit.remove(Activity, activity.id)
    found = read_review(world.desk, filled(world.book, fill), "back.xlsx")
    assert [(one.row, one.code) for one in found.problems] == [
        (at, "comment_about_gone"),
        (at, "comment_type_missing"),
        (at + 1, "comment_without_text"),
    ]
    (made,) = take_review(world.desk, found)
    assert world.desk.find(Comment, made).text == (
        "[A-006 · Claims desk that travels to the villages] Keep it\n(Mercy Bridge)"
    )


def test_a_text_longer_than_a_comment_becomes_two(world: World) -> None:
    long = "Twenty thousand letters. " * 1_000

    def fill(workbook: Any) -> None:
        text(workbook.worksheets[0].cell(world.first, TEXT), long)

    found = read_review(world.desk, filled(world.book, fill), "back.xlsx")
    made = take_review(world.desk, found)
    assert " ".join(world.desk.find(Comment, one).text for one in made) == long.strip()
    assert len(made) == 2
    assert not read_review(world.desk, filled(world.book, fill), "back.xlsx").fresh


def mark(name: str, value: str) -> Filling:
    def change(workbook: Any) -> None:
        for row in workbook[MARKS_SHEET]:
            if row[0].value == name:
                row[1].value = value

    return change


def moved(workbook: Any) -> None:
    page = workbook.worksheets[0]
    page["A9"], page["A10"] = page["A10"].value, page["A9"].value


def reworded(workbook: Any) -> None:
    workbook.worksheets[0]["C9"] = "Another section"


def without_sheet(workbook: Any) -> None:
    workbook.security.lockStructure = False
    del workbook[workbook.sheetnames[0]]


@pytest.mark.parametrize(
    ("fill", "code"),
    [
        (mark("area", "elsewhere"), "review_workbook_foreign"),
        (mark("version", "unknown"), "review_version_unknown"),
        (mark("content", "0" * 64), "review_version_unknown"),
        (mark("format", "masar-review-9"), "review_workbook_newer"),
        (mark("format", "something"), "not_a_review_workbook"),
        (mark("first_row", "900000"), "review_workbook_altered"),
        (mark("parts", "x"), "review_workbook_altered"),
        (mark("sheet", "Sheet1"), "review_workbook_altered"),
        (moved, "review_workbook_altered"),
        (reworded, "review_workbook_altered"),
        (without_sheet, "review_workbook_altered"),
    ],
)
def test_foreign_and_doctored_workbooks_are_refused(read_only: World, fill: Filling, code: str) -> None:
    with pytest.raises(UserError, match=code):
        read_review(read_only.desk, filled(read_only.book, fill), "back.xlsx")


@pytest.mark.parametrize(
    ("data", "code"),
    [(b"", "table_empty"), (b"Dear all", "not_a_table"), (b"PK\x03\x04zip", "table_not_readable")],
)
def test_what_is_no_workbook_is_refused(read_only: World, data: bytes, code: str) -> None:
    with pytest.raises(UserError, match=code):
        read_review(read_only.desk, data, "back.xlsx")


def test_any_other_workbook_is_not_a_review_workbook(read_only: World) -> None:
    out = io.BytesIO()
    openpyxl.Workbook().save(out)
    with pytest.raises(UserError, match="not_a_review_workbook"):
        read_review(read_only.desk, out.getvalue(), "back.xlsx")


def test_without_a_frozen_version_there_is_nothing_to_review(tmp_path: Path) -> None:
    desk = example_desk(tmp_path)
    with pytest.raises(UserError, match="no_version_to_review"):
        review_workbook(desk, "en")
    desk.close()


SAID = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Cn"), exclude_characters="\ufffe\uffff"), max_size=80
)


@settings(max_examples=12, deadline=None)
@given(st.lists(SAID, min_size=1, max_size=6))
def test_whatever_is_written_is_read_again(texts: list[str]) -> None:
    columns = (FormColumn("id", 0), FormColumn("Comment", fill=True))
    sheet = FormSheet("Comments", "Comments", columns=columns, rows=[(str(n), "") for n in range(len(texts))])
    book = write_form(FormBook("x", (sheet,), marks={"a": "=1", "b": ""}))

    def fill(workbook: Any) -> None:
        for row, said in enumerate(texts, sheet.first_row):
            text(workbook.worksheets[0].cell(row, 2), said)

    form = read_form(filled(book, fill), "x.xlsx")
    rows = form.sheets["Comments"][sheet.first_row - 1 :]
    read = [row[1] if len(row) > 1 else "" for row in rows]
    assert read == [said.strip() for said in texts]
    assert form.marks == {"a": "=1", "b": ""}


def test_what_begins_like_a_formula_is_a_text_and_comes_back(world: World) -> None:
    activity = world.desk.records(Activity)[0]
    with world.desk.write("activity.edit") as unit:
        unit.set(
            Activity, activity.id, title_en='=HYPERLINK("http://x")', description_en="@SUM(A1) \u202eabc"
        )
    freeze_content(world.desk)
    book = review_workbook(world.desk, "en")
    cells = [cell for page in openpyxl.load_workbook(io.BytesIO(book)) for row in page for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert any(cell.value == '=HYPERLINK("http://x")' for cell in cells)
    assert read_review(world.desk, book, "back.xlsx").rows == ()
