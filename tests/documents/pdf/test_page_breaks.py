"""No page without content, and no group heading parted from its rows, wherever a table breaks."""

from __future__ import annotations

import io

from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Spacer
from reportlab.platypus.flowables import Flowable

from app.documents.pdf.composer import Composer
from app.documents.pdf.keeping import KeepWithStart
from app.documents.pdf.paragraph import BidiParagraph
from app.documents.pdf.tables import BidiTable, CellMaker, Column, Row
from app.documents.pdf.theme import styles
from app.documents.plan_content import Drawing, Part
from app.drawing.shapes import Picture
from app.words.catalogue import Words

STYLES = styles(False)
MAKE = CellMaker(STYLES)
ROOM = 420.0


class Pages(BaseDocTemplate):
    """Notes which tables stand on which page."""

    def __init__(self) -> None:
        super().__init__(io.BytesIO(), pagesize=(320, ROOM))
        frame = Frame(0, 0, 320, ROOM, leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0)
        self.addPageTemplates([PageTemplate("page", [frame])])
        self.keepTogetherClass = KeepWithStart
        self.tables: dict[int, list[Row]] = {}
        self.headings: list[int] = []

    def afterFlowable(self, flowable: Flowable) -> None:
        if isinstance(flowable, BidiTable):
            self.tables.setdefault(self.page, []).extend(flowable._rows)
        elif isinstance(flowable, BidiParagraph):
            self.headings.append(self.page)


def laid_out(before: float, lines: list[int], first_group: int = 0) -> Pages:
    rows = []
    for number, count in enumerate(lines):
        if (number - first_group) % 4 == 0:
            rows.append(Row((MAKE.text("Group"),), "group"))
        rows.append(Row((MAKE.text("\n".join(["line"] * count)), MAKE.text(str(number)))))
    table = BidiTable([Column(MAKE.head("One"), 1), Column(MAKE.head("Two"), 1)], rows, False)
    pages = Pages()
    pages.build([Spacer(1, before), BidiParagraph("Title", STYLES.title), table])
    return pages


@settings(max_examples=50, deadline=None)
@given(st.floats(0, ROOM - 1), st.lists(st.integers(1, 30), min_size=1, max_size=18))
def test_every_page_from_the_title_on_holds_rows(before: float, lines: list[int]) -> None:
    pages = laid_out(before, lines)
    assert set(range(pages.headings[0], pages.page + 1)) == set(pages.tables)


@settings(max_examples=50, deadline=None)
@given(st.floats(0, ROOM - 1), st.lists(st.integers(1, 30), min_size=1, max_size=18))
def test_no_page_ends_with_a_group_heading(before: float, lines: list[int]) -> None:
    assert all(rows[-1].kind == "row" for rows in laid_out(before, lines).tables.values())


def test_all_rows_are_printed() -> None:
    rows = [row for listed in laid_out(200, [3] * 40).tables.values() for row in listed]
    assert sum(row.kind == "row" for row in rows) == 40
    assert len({id(row.cells) for row in rows if row.kind == "group"}) == 10


def test_rows_that_go_on_overleaf_stand_under_their_heading_again() -> None:
    pages = list(laid_out(200, [3] * 40).tables.values())
    assert [rows[0].kind for rows in pages] == ["group"] * len(pages)


def test_a_short_text_goes_along_with_the_list_that_it_leads_to() -> None:
    made, make = Pages(), Composer(Words("en"))
    parts = [Part("heading", "Lesson"), Part("text", "What happened"), Part("bullet", "We recommend\n" * 9)]
    made.build([Spacer(1, ROOM - 70), *make.parts(parts)])
    assert made.headings[:2] == [2, 2]


def test_a_question_goes_along_with_its_answer() -> None:
    made, make = Pages(), Composer(Words("en"))
    parts = [Part("heading", "Host families"), Part("quote", "What changed?"), Part("text", "Rents\n" * 3)]
    made.build([Spacer(1, ROOM - 75), *make.parts(parts)])
    assert made.headings[:1] == [2]


def test_a_heading_goes_along_with_the_picture_beneath_it() -> None:
    made, make = Pages(), Composer(Words("en"))
    picture = Drawing("", Picture(200, 300, ()), "Source: the group")
    made.build([Spacer(1, ROOM - 120), *make.title("Who is related to whom"), *make.drawing(picture)])
    assert made.headings == [2, 2]
