from __future__ import annotations

import csv
import zipfile
from datetime import date, datetime, time
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from app.documents.workbook import limits
from app.documents.workbook.csv_rows import sniffed
from app.documents.workbook.digits import western
from app.documents.workbook.reader import Table, layout_fingerprint, read_table
from app.documents.workbook.writer import write_book
from app.documents.workbook.xlsx_rows import as_text
from app.documents.workbook_content import Book, Column, Sheet
from app.foundation.errors import PlaceError, UserError


def refused(code: str) -> pytest.RaisesExc[UserError]:
    return pytest.raises(UserError, check=lambda error: error.code == code)


def excel(*rows: tuple[Any, ...], title: str = "Places") -> bytes:
    book = Workbook()
    page = book.worksheets[0]
    page.title = title
    for row in rows:
        page.append(row)
    return saved(book)


def saved(book: Workbook) -> bytes:
    output = BytesIO()
    book.save(output)
    return output.getvalue()


def repacked(data: bytes, part: str, change: Any) -> bytes:
    """An Excel file with one of its parts changed."""
    output = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, change(content) if name == part else content)
    return output.getvalue()


SHEET = "xl/worksheets/sheet1.xml"
TEXT = "Name,Families\nسنجار,120\nSinuni,45\n"

# -------------------------------------------------------------------------------------------------- CSV


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1256"])
def test_encodings(encoding: str) -> None:
    table = read_table(TEXT.encode(encoding), "places.csv")
    assert table.headers == ("Name", "Families")
    assert table.rows == (("سنجار", "120"), ("Sinuni", "45"))


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_delimiters(delimiter: str) -> None:
    table = read_table(TEXT.replace(",", delimiter).encode(), "places.csv")
    assert table.rows[0] == ("سنجار", "120")


def test_told_delimiter() -> None:
    assert read_table(b"sep=;\nName;Note\nA;1,2,3\n", "x.csv").rows == (("A", "1,2,3"),)


def test_commas_inside_semicolon_tables() -> None:
    assert sniffed("Name;Note\nA, B;x, y\nC;z\n") == ";"


def test_quotes_and_line_breaks() -> None:
    table = read_table(b'Name,Note\n"Al-Jazira, Ltd","two\nlines"\n', "x.csv")
    assert table.rows == (("Al-Jazira, Ltd", "two\nlines"),)


def test_one_column() -> None:
    assert read_table(b"Name\nSinjar\nSinuni\n", "x.csv").rows == (("Sinjar",), ("Sinuni",))


@given(
    st.lists(
        st.tuples(*[st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1)] * 3),
        min_size=1,
        max_size=8,
    )
)
def test_csv_comes_back(rows: list[tuple[str, ...]]) -> None:
    output = StringIO()
    csv.writer(output).writerows([("First", "Second", "Third"), *rows])
    table = read_table(b"sep=,\n" + output.getvalue().encode(), "x.csv")
    assert table.rows == tuple(tuple(map(western, row)) for row in rows)


# ------------------------------------------------------------------------------------------------ Excel


def test_excel_types_become_text() -> None:
    row = ("0012", 12, 12.5, True, date(2026, 3, 14), datetime(2026, 3, 14, 9, 30), None)  # noqa: DTZ001
    table = read_table(excel(("a", "b", "c", "d", "e", "f", "g"), row), "x.xlsx")
    assert table.rows == (("0012", "12", "12.5", "true", "2026-03-14", "2026-03-14 09:30:00", ""),)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1e21, "1" + "0" * 21),
        (1e-7, "0.0000001"),
        (float("nan"), ""),
        ("#N/A", ""),
        (time(9, 30), "09:30:00"),
        ("  x ", "x"),
        (-0.5, "-0.5"),
    ],
)
def test_values_as_text(value: object, text: str) -> None:
    assert as_text(value) == text


def test_own_workbook_comes_back() -> None:
    columns = (Column("Record ID", "code", tag="#meta+id"), Column("Start", "date", tag="#date+start"))
    sheet = Sheet("Activities", columns, [("0012", "2026-03-14"), ("=1", None)], note="Training example")
    table = read_table(write_book(Book("Plan", (sheet,))), "plan.xlsx")
    assert table.headers == ("Record ID", "Start")
    assert table.tags == ("#meta+id", "#date+start")
    assert table.rows == (("0012", "2026-03-14"), ("=1", ""))
    assert table.numbers == (4, 5)
    assert table.first_row == 4


def test_first_sheet_that_holds_something() -> None:
    book = Workbook()
    book.create_sheet("Data").append(("Name", "Families"))
    book["Data"].append(("Sinjar", 120))
    table = read_table(saved(book), "x.xlsx")
    assert (table.sheet, table.sheets) == ("Data", ("Sheet", "Data"))


def test_named_sheet() -> None:
    book = Workbook()
    for number in (1, 2):
        page = book.create_sheet(f"S{number}")
        page.append(("Name", "Number"))
        page.append(("Sinjar", number))
    assert read_table(saved(book), "x.xlsx", "S2").rows == (("Sinjar", "2"),)
    with refused("table_sheet_missing"):
        read_table(saved(book), "x.xlsx", "S3")


def test_formulas_give_their_last_value_never_their_text() -> None:
    table = read_table(excel(("Name", "Sum"), ("Sinjar", "=1+1")), "x.xlsx")
    assert table.rows == (("Sinjar", ""),)


# ----------------------------------------------------------------------------------- headers, tags, layout


def test_title_rows_above_the_header_are_left_out() -> None:
    rows = (("List of places",), (), ("Name", "District", "Families"), ("A", "Sinjar", 1), ("B", "Sinjar", 2))
    table = read_table(excel(*rows), "x.xlsx")
    assert table.headers == ("Name", "District", "Families")
    assert len(table.rows) == 2


def test_hxl_row_tells_the_header() -> None:
    table = read_table(b"Title\nA,B\n#adm1 +code, #adm1+name+i_en\nIQG15,Ninewa\n", "x.csv")
    assert table.headers == ("A", "B")
    assert table.tags == ("#adm1+code", "#adm1+name+i_en")
    assert table.rows == (("IQG15", "Ninewa"),)


def test_hxl_row_without_header() -> None:
    table = read_table(b"#adm1+code,#adm1+name\nIQG15,Ninewa\n", "x.csv")
    assert table.headers == table.tags == ("#adm1+code", "#adm1+name")


def test_columns_without_or_with_the_same_header() -> None:
    table = read_table(b"Name,,Name\nA,B,C\n", "x.csv")
    assert table.headers == ("Name", "B", "Name (2)")


def test_rows_are_as_wide_as_the_headers() -> None:
    table = read_table(b"A,B,C\n1\n1,2,3,4\n,,\n", "x.csv")
    assert table.headers == ("A", "B", "C", "D")
    assert table.rows == (("1", "", "", ""), ("1", "2", "3", "4"))


def test_layout_is_recognised_again() -> None:
    one = read_table(b"Name, Families\nA,1\n", "x.csv")
    other = read_table(excel(("name", "FAMILIES "), ("B", 2)), "y.xlsx")
    assert one.fingerprint == other.fingerprint
    assert layout_fingerprint(("Families", "Name")) != one.fingerprint


def test_layout_of_a_table_without_tags_differs() -> None:
    assert layout_fingerprint(("Name",), ("#adm1",)) != layout_fingerprint(("Name",))


@pytest.mark.parametrize(
    ("typed", "read"),
    [("١٢٥٠", "1250"), ("۱۲۵۰", "1250"), ("١٬٢٥٠٫٥", "1250.5"), ("٤٦٪", "46%"), ("٢٠٢٦/٣/١٤", "2026/3/14")],
)
def test_numbers_in_other_digits(typed: str, read: str) -> None:
    assert read_table(f"Name,Number\nسنجار,{typed}\n".encode(), "x.csv").rows[0][1] == read


def test_digits_inside_words_stay() -> None:
    assert western("شارع ٦٠") == "شارع ٦٠"


# ---------------------------------------------------------------------------------- hostile or something else


@pytest.mark.parametrize("data", [b"", b"  \n \n", b"\xef\xbb\xbf\n", b"Name,Families\n", b",,,\n,,\n"])
def test_empty(data: bytes) -> None:
    with refused("table_empty"):
        read_table(data, "x.csv")


@pytest.mark.parametrize(
    "data",
    [b"%PDF-1.7 ...", b"\x89PNG\r\n\x1a\n\0\0", b"<html><table>", b"\x01\x02\0\x03" * 50, b"{\\rtf1 x}"],
)
def test_not_a_table(data: bytes) -> None:
    with refused("not_a_table"):
        read_table(data, "x")


def test_zip_of_something_else() -> None:
    output = BytesIO()
    with zipfile.ZipFile(output, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
    with refused("not_a_table"):
        read_table(output.getvalue(), "letter.odt")


def test_old_excel_or_password() -> None:
    with refused("table_old_excel"):
        read_table(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "x.xls")


@pytest.mark.parametrize("part", [0.3, 0.7, 0.99])
def test_truncated_excel(part: float) -> None:
    data = excel(("a", "b"), (1, 2))
    with refused("table_not_readable"):
        read_table(data[: int(len(data) * part)], "x.xlsx")


def test_broken_sheet() -> None:
    data = repacked(excel(("a", "b"), (1, 2)), SHEET, lambda content: content[: len(content) // 2])
    with refused("table_not_readable"):
        read_table(data, "x.xlsx")


def test_changed_bytes_inside() -> None:
    data = bytearray(excel(*[(f"name {n}", n) for n in range(50)]))
    data[data.index(b"PK\x03\x04", 200) + 60] ^= 0xFF
    with refused("table_not_readable"):
        read_table(bytes(data), "x.xlsx")


@pytest.mark.parametrize("part", [SHEET, "xl/workbook.xml", "xl/styles.xml", "[Content_Types].xml"])
@pytest.mark.parametrize("padding", [0, 1_100_000])
def test_entities_are_refused(part: str, padding: int) -> None:
    bomb = b"<!DOCTYPE x [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;'>]>"

    def change(content: bytes) -> bytes:
        start = content.index(b"?>") + 2 if content.startswith(b"<?xml") else 0
        return content[:start] + b"<!--" + b" " * padding + b"-->" + bomb + content[start:]

    with refused("table_not_readable"):
        read_table(repacked(excel(("a", "b"), (1, 2)), part, change), "x.xlsx")


def test_entities_hidden_in_another_encoding() -> None:
    def change(content: bytes) -> bytes:
        text = "<?xml version='1.0' encoding='utf-16'?><!DOCTYPE x []>" + content.decode()
        return text.encode("utf-16")

    with refused("table_not_readable"):
        read_table(repacked(excel(("a", "b"), (1, 2)), SHEET, change), "x.xlsx")


def test_claimed_dimensions_are_not_believed() -> None:
    def change(content: bytes) -> bytes:
        return content.replace(b'<dimension ref="A1:B2"', b'<dimension ref="A1:XFD1048576"')

    data = repacked(excel(("a", "b"), (1, 2)), SHEET, change)
    assert read_table(data, "x.xlsx").rows == (("1", "2"),)


@pytest.mark.parametrize("row", ["9999999", "1048576", "99999999999999"])
def test_row_number_beyond_the_limit(row: str) -> None:
    def change(content: bytes) -> bytes:
        return (
            content.replace(b'<row r="2"', f'<row r="{row}"'.encode())
            .replace(b'r="A2"', b"")
            .replace(b'r="B2"', b"")
        )

    with refused("table_too_large"):
        read_table(repacked(excel(("a", "b"), (1, 2)), SHEET, change), "x.xlsx")


def test_column_beyond_the_limit() -> None:
    with refused("table_too_large"):
        data = repacked(excel(("a", "b"), (1, 2)), SHEET, lambda content: content.replace(b'"B2"', b'"XFD2"'))
        read_table(data, "x.xlsx")


def test_what_unpacks_to_too_much(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "LARGEST_UNPACKED", 10_000)
    data = excel(*[("x" * 1000, n) for n in range(100)])
    assert len(data) < 10_000
    with refused("table_too_large"):
        read_table(data, "x.xlsx")


def test_more_parts_than_a_workbook_has(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_ENTRIES", 3)
    with refused("table_too_large"):
        read_table(excel(("a", "b"), (1, 2)), "x.xlsx")


@pytest.mark.parametrize(("limit", "value"), [("MOST_ROWS", 2), ("MOST_COLUMNS", 1), ("MOST_CELLS", 5)])
@pytest.mark.parametrize("data", [b"a,b\n1,2\n3,4\n", excel(("a", "b"), (1, 2), (3, 4))])
def test_too_many(limit: str, value: int, data: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, limit, value)
    with refused("table_too_large"):
        read_table(data, "x")


def test_one_endless_cell() -> None:
    with refused("table_too_large"):
        read_table(b"Name,Note\nA," + b"x" * (limits.LONGEST_CELL + 1) + b"\n", "x.csv")


def test_file_too_large(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(limits, "LARGEST_FILE", 10)
    file = tmp_path / "places.csv"
    file.write_text(TEXT, encoding="utf-8")
    for source in (file, TEXT.encode()):
        with refused("table_too_large"):
            read_table(source, "places.csv")


def test_file_from_the_disk(tmp_path: Path) -> None:
    file = tmp_path / "places.csv"
    file.write_text(TEXT, encoding="utf-8")
    assert isinstance(read_table(file, "places.csv"), Table)
    with pytest.raises(PlaceError):
        read_table(tmp_path / "absent.csv", "absent.csv")


@given(st.binary(max_size=300))
def test_any_bytes_give_a_table_or_a_refusal(data: bytes) -> None:
    try:
        table = read_table(data, "x")
    except UserError as error:
        known = {"table_empty", "not_a_table", "table_not_readable", "table_too_large", "table_old_excel"}
        assert error.code in known  # noqa: PT017 - both outcomes are right
    else:
        assert all(len(row) == len(table.headers) for row in table.rows)


@given(st.data())
def test_damaged_excel_gives_a_table_or_a_refusal(data: st.DataObject) -> None:
    whole = excel(("Name", "Families"), ("Sinjar", 120), ("Sinuni", 45))
    part = data.draw(st.sampled_from(zipfile.ZipFile(BytesIO(whole)).namelist()))

    def change(content: bytes) -> bytes:
        at = data.draw(st.integers(0, len(content) - 1))
        return content[:at] + data.draw(st.binary(max_size=6)) + content[at + 1 :]

    try:
        table = read_table(repacked(whole, part, change), "x.xlsx")
    except UserError as error:
        assert error.code in {"table_not_readable", "not_a_table", "table_too_large", "table_empty"}  # noqa: PT017
    else:
        assert table.sheets


def test_what_looks_like_a_sign_of_the_file_format_stays_text() -> None:
    texts = ("_x0041_", "a_x000D_b", "_x005F_x0041_", "_xyz_", "under_score")
    sheet = Sheet("S", (Column("Said"),), [(text,) for text in texts])
    assert read_table(write_book(Book("x", (sheet,))), "x.xlsx").rows == tuple((text,) for text in texts)
