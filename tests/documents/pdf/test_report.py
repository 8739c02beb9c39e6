"""Reports: pictures, rows over the whole width, sources, and letters that get smaller to fit pages."""

from __future__ import annotations

import pypdfium2
import pytest

from app.documents.pdf.report import render_report
from app.documents.plan_content import Drawing, Part
from app.documents.report_content import ReportCell, ReportColumn, ReportDocument, ReportSection, ReportTable
from app.drawing.shapes import Picture, Text
from app.words.catalogue import Words

COLUMNS = (ReportColumn("Office", 30), ReportColumn("Asked", 60))


def paper(*sections: ReportSection, most: int = 0, code: str = "") -> ReportDocument:
    return ReportDocument(
        language="en",
        kind="Summary",
        title="Plan",
        area="Sinjar",
        group_name="Group",
        when="2026",
        training=False,
        classification="For partners",
        made_on="2026-04-07",
        sections=sections,
        sources=("Survey, 2026",),
        most_pages=most,
        code=code,
    )


def pages(content: ReportDocument) -> list[str]:
    made = pypdfium2.PdfDocument(render_report(content, Words("en")))
    return [page.get_textpage().get_text_bounded() for page in made]


def test_a_section_shows_texts_pictures_and_tables_in_this_order() -> None:
    picture = Drawing("A map", Picture(200, 40, (Text(4, 20, "Bir Nawras", 8, "text"),)), "No boundaries.")
    rows = ((ReportCell("Government"),), (ReportCell("Directorate"), ReportCell("Send teachers")))
    table = ReportTable(COLUMNS, rows, title="Asked of offices")
    section = ReportSection("What is asked", (Part("text", "In short."),), (table,), (picture,))
    (text,) = pages(paper(section))
    told = ("In short.", "Bir Nawras", "No boundaries.", "Asked of offices", "Government", "Send teachers")
    assert [text.index(one) for one in told] == sorted(text.index(one) for one in told)
    assert text.index("Sources") < text.index("[1] Survey, 2026")


def test_a_section_with_nothing_is_left_out() -> None:
    assert (
        "Nothing here"
        not in pages(paper(ReportSection("Nothing here", tables=(ReportTable(COLUMNS, ()),))))[0]
    )


@pytest.mark.parametrize(("lines", "most", "expected"), [(34, 1, 1), (34, 0, 2), (400, 1, None)])
def test_letters_get_smaller_to_keep_to_some_pages_and_no_text_is_lost(
    lines: int, most: int, expected: int | None
) -> None:
    section = ReportSection("Long", tuple(Part("text", f"line {number} end") for number in range(lines)))
    made = pages(paper(section, most=most))
    assert len(made) == expected if expected else len(made) > 1
    assert f"line {lines - 1} end" in "".join(made)


def test_a_table_with_a_head_goes_on_overleaf_where_half_a_page_would_stay_empty() -> None:
    above = ReportSection("Before", tuple(Part("text", f"line {number}") for number in range(12)))
    rows = tuple((ReportCell(f"office {number}"), ReportCell("asked\nfor\nthis")) for number in range(9))
    first, second = pages(paper(above, ReportSection("Table", tables=(ReportTable(COLUMNS, rows),))))
    assert "office 3" in first
    assert "office 8" in second
    assert "Asked" in second  # the head again
