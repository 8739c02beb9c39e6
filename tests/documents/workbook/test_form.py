"""Forms to fill in a spreadsheet: how they look before anybody wrote in them."""

from __future__ import annotations

import io

import openpyxl
import pytest

from app.documents.form_content import FormBook, FormColumn, FormSheet
from app.documents.workbook.form import write_form
from app.documents.workbook.measures import row_height


@pytest.mark.parametrize("right_to_left", [False, True])
def test_the_row_of_heads_is_high_enough_for_a_head_in_two_lines(right_to_left: bool) -> None:
    columns = (FormColumn("Code", 9), FormColumn("People of the host community", 14))
    sheet = FormSheet("Targets", "Targets", columns=columns, rows=[("A-001", "")])
    made = write_form(FormBook("Plan", (sheet,), right_to_left=right_to_left))
    page = openpyxl.load_workbook(io.BytesIO(made)).worksheets[0]
    two_lines = row_height([("x\nx", 14)], right_to_left)
    assert page.row_dimensions[sheet.header_row].height >= two_lines
