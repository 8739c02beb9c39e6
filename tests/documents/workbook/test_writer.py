from __future__ import annotations

import re
import zipfile
from collections.abc import Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from app.documents.workbook import writer
from app.documents.workbook.cells import CUT_MARK, LONGEST_TEXT, clean
from app.documents.workbook.writer import sheet_title, write_book
from app.documents.workbook_content import Book, Cell, Column, Kind, Properties, Sheet
from app.foundation.errors import Cancelled, UserError
from app.foundation.progress import Progress


def page_of(
    columns: Sequence[Column], rows: Sequence[Sequence[Cell]], title: str = "Activities", **more: Any
) -> Any:
    data = write_book(Book("Plan", (Sheet(title, tuple(columns), rows, **more),)))
    return load_workbook(BytesIO(data)).worksheets[0]


def only_cell(value: Cell, kind: Kind = "text") -> Any:
    return page_of([Column("Value", kind)], [[value]])["A2"]


def test_a_header_can_be_looked_up_by_what_it_shows() -> None:
    page = page_of([Column("\u2068الاسم\u2069 (\u200f\u2068العربية\u2069)")], [["\u2068typed\u2069"]])
    assert (page["A1"].value, page["A2"].value) == ("الاسم (العربية)", "\u2068typed\u2069")


# ----------------------------------------------------------------------------------------------- values


@pytest.mark.parametrize(
    ("value", "kind", "stored", "shown"),
    [
        ("Repair wells", "text", "Repair wells", "General"),
        ("0012", "code", "0012", "@"),
        (1850, "number", 1850, "#,##0"),
        ("12.5", "number", 12.5, "#,##0.0"),
        (Decimal("-3.25"), "number", -3.25, "#,##0.00"),
        ("0.45", "percent", 0.45, "0%"),
        (0.125, "percent", 0.125, "0.0%"),
        ("2026-03-14", "date", datetime(2026, 3, 14), "yyyy-mm-dd"),  # noqa: DTZ001 - cells have no zone
        (date(2026, 3, 14), "text", datetime(2026, 3, 14), "yyyy-mm-dd"),  # noqa: DTZ001
        (datetime(2026, 3, 14, 9, 30, tzinfo=UTC), "date", datetime(2026, 3, 14, 9, 30), "yyyy-mm-dd hh:mm"),  # noqa: DTZ001
    ],
)
def test_value_keeps_its_type(value: Cell, kind: Kind, stored: object, shown: str) -> None:
    cell = only_cell(value, kind)
    assert (cell.value, cell.number_format) == (stored, shown)


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        ("some 400", "number"),
        ("spring", "date"),
        ("2026-02-30", "date"),
        ("1899-12-31", "date"),
        ("12345678901234567890", "number"),
        ("1e400", "number"),
        ("true", "number"),
        ("NaN", "number"),
    ],
)
def test_what_does_not_fit_its_kind_is_text(value: str, kind: Kind) -> None:
    cell = only_cell(value, kind)
    assert (cell.value, cell.data_type) == (value, "s")


def test_nothing_stays_nothing() -> None:
    assert only_cell(None).value is None
    assert only_cell("").value is None


# --------------------------------------------------------------------------------------------- formulas


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n"])
@pytest.mark.parametrize("kind", ["text", "number", "date", "percent", "code"])
def test_text_never_becomes_a_formula(start: str, kind: Kind) -> None:
    text = f"{start}cmd|' /C calc'!A0"
    cell = only_cell(text, kind)
    assert cell.data_type == "s"
    assert cell.value == text.replace("\r", "\n")
    assert cell.quotePrefix


def test_header_note_and_title_are_no_formulas() -> None:
    page = page_of([Column("=1+1")], [["x"]], title="=2+2", note="=3+3")
    assert [page["A1"].data_type, page["A2"].data_type] == ["s", "s"]
    assert page.title == "=2+2"


def test_no_formula_in_the_file() -> None:
    rows = [[f"{start}SUM(A1)"] for start in "=+-@"]
    data = write_book(Book("=1", (Sheet("One", (Column("=A"),), rows),)))
    with zipfile.ZipFile(BytesIO(data)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml")
    assert b"<f>" not in sheet
    assert b"<f " not in sheet


@given(st.lists(st.text(max_size=40), min_size=1, max_size=20))
def test_texts_come_back(texts: list[str]) -> None:
    page = page_of([Column("Text")], [[text] for text in texts])
    found = [page.cell(at + 2, 1).value or "" for at in range(len(texts))]
    assert found == [clean(text) for text in texts]
    assert all(page.cell(at + 2, 1).data_type in ("s", "n") for at in range(len(texts)))


@given(st.integers(-(10**14), 10**14) | st.decimals(-(10**6), 10**6, places=3))
def test_numbers_come_back(number: int | Decimal) -> None:
    assert only_cell(str(number), "number").value == pytest.approx(float(number), rel=1e-12)


def test_control_characters_are_left_out() -> None:
    assert only_cell("a\x00b\x0bc\x1f d\ufffe").value == "abc d"


@pytest.mark.parametrize("letter", ["x", "ع", "😀"])
def test_long_text_is_cut_with_a_mark(letter: str) -> None:
    value = only_cell(letter * 40_000).value
    assert value.endswith(CUT_MARK)
    assert len(value.encode("utf-16-le")) // 2 <= LONGEST_TEXT


def test_text_at_the_limit_is_whole() -> None:
    assert only_cell("x" * LONGEST_TEXT).value == "x" * LONGEST_TEXT


# ----------------------------------------------------------------------------------------------- layout

COLUMNS = (Column("Record ID", "code", tag="#meta+id"), Column("Title"), Column("Start", "date"))
ROWS = [("A-1", "Repair wells", "2026-03-14"), ("A-2", "Land claims desk", "2026-04-01")]


def test_header_is_frozen_and_filtered() -> None:
    page = page_of(COLUMNS, ROWS, freeze=1)
    assert page.freeze_panes == "B3"
    assert page.auto_filter.ref == "A2:C4"
    assert [cell.value for cell in page[1]] == ["Record ID", "Title", "Start"]


def test_tags_stand_directly_below_the_header() -> None:
    page = page_of(COLUMNS, ROWS)
    assert [cell.value for cell in page[2]] == ["#meta+id", None, None]


def test_no_tag_row_without_tags() -> None:
    page = page_of([Column("Title")], [["Repair wells"]])
    assert (page["A2"].value, page.freeze_panes) == ("Repair wells", "A2")


def test_note_stands_above_the_header() -> None:
    page = page_of(COLUMNS, ROWS, note="Training example, invented")
    assert page["A1"].value == "Training example, invented"
    assert [cell.value for cell in page[2]] == ["Record ID", "Title", "Start"]
    assert page.freeze_panes == "A4"


def test_right_to_left() -> None:
    assert page_of(COLUMNS, ROWS, right_to_left=True).sheet_view.rightToLeft
    assert not page_of(COLUMNS, ROWS).sheet_view.rightToLeft


@pytest.mark.parametrize(("rtl", "side"), [(True, "left"), (False, "right")])
def test_figures_stand_at_the_trailing_edge(rtl: bool, side: str) -> None:
    page = page_of([Column("Families", "number")], [[12]], right_to_left=rtl)
    assert page["A2"].alignment.horizontal == side


def test_widths_fit_the_content_within_limits() -> None:
    columns = (Column("No", "number"), Column("Title"), Column("Description"), Column("Fixed", width=33))
    page = page_of(columns, [[1, "Repair four wells and the pump", "long " * 100, "x"]])
    widths = [page.column_dimensions[letter].width for letter in "ABCD"]
    assert widths[0] < widths[1] < widths[2] <= 46
    assert widths[3] == 33


def test_long_text_is_wrapped() -> None:
    assert only_cell("long " * 100).alignment.wrap_text


def test_print_fits_the_width_and_repeats_the_header() -> None:
    page = page_of(COLUMNS, ROWS, title="Costs & more", note="Training example")
    assert page.page_setup.orientation == "landscape"
    assert (page.page_setup.fitToWidth, page.page_setup.fitToHeight) == (1, 0)
    assert page.sheet_properties.pageSetUpPr.fitToPage
    assert page.print_title_rows == "$1:$3"
    assert page.oddFooter.left.text == "Costs && more"


def test_looks_of_the_header() -> None:
    cell = page_of(COLUMNS, ROWS)["A1"]
    assert (cell.font.bold, cell.font.color.rgb, cell.fill.fgColor.rgb) == (True, "FF0F5C63", "FFE2EFF0")


def test_properties() -> None:
    made = datetime(2026, 3, 14, 9, 0, tzinfo=UTC)
    about = Properties("Dalia Haddad", "Sinjar", "Training example", "POA", "ar", made)
    found = load_workbook(BytesIO(write_book(Book("Plan", (Sheet("A", COLUMNS, ROWS),), about)))).properties
    assert (found.title, found.creator, found.subject) == ("Plan", "Dalia Haddad", "Sinjar")
    assert (found.description, found.keywords, found.language) == ("Training example", "POA", "ar")
    assert found.created.replace(tzinfo=UTC) == made


def test_sheet_without_rows_or_columns() -> None:
    assert [cell.value for cell in page_of(COLUMNS, [])[1]] == ["Record ID", "Title", "Start"]
    assert page_of([], [], note="Nothing here").max_row == 1


@pytest.mark.parametrize(
    ("wanted", "given"),
    [
        ("Activities [2026]: all/none?", "Activities  2026   all none"),
        ("x" * 40, "x" * 31),
        ("'quoted'", "quoted"),
        ("", "1"),
        ("History", "History 1"),
        ("الأنشطة", "الأنشطة"),
    ],
)
def test_sheet_titles(wanted: str, given: str) -> None:
    assert sheet_title(wanted) == given


@given(st.lists(st.text(max_size=40), min_size=1, max_size=6))
def test_sheet_titles_are_always_accepted(wanted: list[str]) -> None:
    titles: list[str] = []
    for title in wanted:
        titles.append(sheet_title(title, titles))
    assert len({title.casefold() for title in titles}) == len(titles)
    assert all(0 < len(title) <= 31 and not re.search(r"[\[\]:*?/\\]", title) for title in titles)


def test_several_sheets_in_both_directions() -> None:
    sheets = (Sheet("Activities", COLUMNS, ROWS), Sheet("الأنشطة", COLUMNS, ROWS, right_to_left=True))
    pages = load_workbook(BytesIO(write_book(Book("Plan", sheets)))).worksheets
    assert [page.sheet_view.rightToLeft for page in pages] == [False, True]
    assert pages[0]["B3"].value == pages[1]["B3"].value == "Repair wells"


def test_too_many_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writer, "_MOST_ROWS", 3)
    with pytest.raises(UserError, check=lambda error: error.code == "workbook_too_large"):
        page_of(COLUMNS, ROWS)


def test_can_be_stopped() -> None:
    progress = Progress()
    progress.cancel()
    with pytest.raises(Cancelled):
        write_book(Book("Plan", (Sheet("A", COLUMNS, ROWS),)), progress)


def test_rows_are_as_high_as_their_text() -> None:
    page = page_of([Column("Title")], [["short"], ["long " * 60], ["one\ntwo\nthree"], ["x" * 30_000]])
    heights = [page.row_dimensions[row].height for row in (2, 3, 4, 5)]
    assert heights[1] > heights[2] > 30 > heights[0]
    assert heights[3] == 409


@pytest.mark.parametrize(
    ("rtl", "text", "reading"),
    [(False, "Wells", 1), (False, "آبار", 2), (True, "آبار (Wells)", 2), (True, "Wells", 1), (True, "12", 2)],
)
def test_text_is_read_in_its_own_direction(rtl: bool, text: str, reading: int) -> None:
    cell = page_of([Column("Title")], [[text]], right_to_left=rtl)["A2"]
    assert cell.alignment.readingOrder == reading
    assert cell.alignment.horizontal == ("right" if rtl else "left")


def test_header_stands_over_its_values() -> None:
    page = page_of([Column("Title"), Column("Families", "number")], [["Sinuni", 12]])
    assert page["A1"].alignment.horizontal == page["A2"].alignment.horizontal
    assert page["B1"].alignment.horizontal == page["B2"].alignment.horizontal


def test_a_plain_sheet_holds_the_same_values_as_one_with_looks() -> None:
    columns = (Column("Text"), Column("Code", "code"), Column("Number", "number"), Column("Day", "date"))
    rows = [
        ("=HYPERLINK(1)", "0012", "12.5", "2026-03-14"),
        ("@SUM(A1)", "+4", 1, date(2026, 3, 15)),
        ("سطر\nثانٍ", None, "many", None),
        (True, "", 1.0, "soon"),
    ]
    plain, dressed = (page_of(columns, rows, plain=one) for one in (True, False))
    values = [list(sheet.values) for sheet in (plain, dressed)]
    assert values[0] == values[1]
    assert [plain.cell(row, 1).data_type for row in (2, 3)] == ["s", "s"]
    assert plain.cell(2, 4).is_date
