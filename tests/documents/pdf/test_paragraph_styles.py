"""What a writer sets off in a text: bold, numbered, a table of figures with its source."""

from __future__ import annotations

import pytest

from app.documents.pdf.composer import Composer, Numbered, table_of
from app.documents.pdf.paragraph import BidiParagraph
from app.documents.pdf.tables import BidiTable
from app.documents.plan_content import FiguresTable, Part
from app.words.catalogue import Words


@pytest.mark.parametrize("text", ["Place | People\nSinjar | 1,200", "Place\tPeople\nSinjar\t1,200\n\n"])
def test_a_table_is_written_in_lines(text: str) -> None:
    rows = (("Sinjar", "1,200"),)
    assert table_of(Part("table", text, (3,))) == FiguresTable(
        "", ("Place", "People"), rows, frozenset({1}), (3,)
    )


def test_short_and_empty_rows_do_no_harm() -> None:
    assert table_of(Part("table", "| a | b | c |\n1")).rows == (("1", "", ""),)
    assert table_of(Part("table", "a | b")).rows == ()
    assert table_of(Part("table", "")).columns == ()


def test_numbers_count_within_a_list_and_begin_again() -> None:
    kinds = ("numbered", "numbered", "text", "numbered")
    made = Composer(Words("en")).parts([Part(kind, "One step.") for kind in kinds])  # type: ignore[arg-type]
    assert [one._mark for one in made if isinstance(one, Numbered)] == ["1.", "2.", "1."]


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_long_step_bears_its_number_once(language: str) -> None:
    (step,) = Composer(Words(language)).parts([Part("numbered", "Wells and pumps first. " * 80)])
    step.wrap(300, 800)
    first, rest = step.split(300, 60)
    assert (first._first, rest._first, rest._mark) == (True, False, "1.")


def test_bold_and_tables_stand_where_they_were_written() -> None:
    parts = (Part("strong", "Above all"), Part("table", "a | b\n1 | 2", (1,)), Part("text", "after"))
    made = Composer(Words("en")).parts(parts)
    assert [type(one) for one in made] == [BidiParagraph, BidiTable, BidiParagraph]
    assert made[0].style.bold
