"""Tables over pages and in both directions."""

from __future__ import annotations

import pytest

from app.documents.pdf.pairs import Pairs
from app.documents.pdf.tables import GUTTER, BidiTable, Cell, CellMaker, Column, Row
from app.documents.pdf.theme import styles

MAKE = CellMaker(styles(False))
COLUMNS = [Column(MAKE.head("One"), 1), Column(MAKE.head("Two"), 3)]


def cells(*texts: str) -> tuple[Cell, ...]:
    return tuple(MAKE.text(text) for text in texts)


def table(rows: int, rtl: bool = False) -> BidiTable:
    return BidiTable(COLUMNS, [Row(cells(str(i), "words")) for i in range(rows)], rtl)


def test_parts_hold_all_rows_and_repeat_the_head() -> None:
    whole = table(20)
    _, height = whole.wrap(400, 1e6)
    first, second = whole.split(400, height / 2)
    assert len(first._rows) + len(second._rows) == 20
    assert first.height + second.height == pytest.approx(height + whole._head_height)


def test_no_single_row_is_left_for_the_next_page() -> None:
    whole = table(10)
    _, height = whole.wrap(400, 1e6)
    _, second = whole.split(400, height - 5)
    assert len(second._rows) == 2


def test_no_single_row_is_left_with_the_note_under_the_table() -> None:
    whole = BidiTable(COLUMNS, [*table(10)._rows, Row((MAKE.quiet("Note"),), "note")], False)
    _, height = whole.wrap(400, 1e6)
    _, second = whole.split(400, height - whole._rows[-1].height - 5)
    assert [row.kind for row in second._rows] == ["row", "row", "note"]


def test_a_note_higher_than_a_page_breaks() -> None:
    note = Row((MAKE.quiet("A note that goes on and on. " * 400),), "note")
    whole = BidiTable(COLUMNS, [Row(cells("a", "b")), note], False)
    whole.wrap(400, 1e6)
    first, second = whole.split(400, 600)
    assert [row.kind for row in first._rows] == ["row", "note"]
    assert [row.kind for row in second._rows] == ["note"]


def test_no_single_row_begins_a_table_at_the_end_of_a_page() -> None:
    whole = table(10)
    whole.wrap(400, 1e6)
    room = whole._head_height + whole._rows[0].height + 5
    assert whole.split(400, room) == []
    assert len(whole.split(400, room + whole._rows[1].height)) == 2


def test_a_group_row_goes_with_its_rows() -> None:
    rows = [Row(cells("a", "b")), Row((MAKE.text("Group"),), "group"), Row(cells("c", "d"))]
    whole = BidiTable(COLUMNS, rows, False)
    _, height = whole.wrap(400, 1e6)
    first, second = whole.split(400, height - 5)
    assert [row.kind for row in second._rows] == ["group", "row"]
    assert len(first._rows) == 1


def test_nothing_fits_leaves_the_table_whole() -> None:
    assert table(5).split(400, 20) == []


def test_a_very_long_cell_is_split_without_loss() -> None:
    whole = BidiTable(COLUMNS, [Row(cells("a", "long words " * 2000))], False)
    _, height = whole.wrap(400, 1e6)
    parts = whole.split(400, 300)
    assert len(parts) == 2
    lines = [len(part._rows[0].cells[1][0]._lines) for part in parts]
    assert sum(lines) == len(whole._rows[0].cells[1][0]._lines)
    assert parts[0].height <= 300
    assert height > 1000


def test_first_column_stands_at_the_right_when_mirrored() -> None:
    plain, mirrored = table(1), table(1, rtl=True)
    for made in (plain, mirrored):
        made.wrap(400, 1e6)
    starts = list(plain._starts(plain._rows[0])), list(mirrored._starts(mirrored._rows[0]))
    widths = plain._wide
    assert starts[0] == [0, widths[0] + GUTTER]
    assert starts[1] == [400 - widths[0], 0]


def test_no_word_breaks_in_a_narrow_column_while_others_have_room() -> None:
    columns = [Column(MAKE.head("Members"), 46), Column(MAKE.head("Meets"), 5)]
    table = BidiTable(columns, [Row((MAKE.text("a b c d " * 30), MAKE.text("Quarterly")))], rtl=False)
    table.wrap(300, 1e6)
    (meets,) = table._rows[0].cells[1]
    assert meets.height == pytest.approx(meets.line_height)


def test_a_word_longer_than_any_column_leaves_the_others_their_room() -> None:
    columns = [Column(MAKE.head("Members"), 46), Column(MAKE.head("Meets"), 5)]
    table = BidiTable(columns, [Row((MAKE.text("a b c"), MAKE.text("x" * 10_000)))], rtl=False)
    table.wrap(300, 1e6)
    assert table._wide[0] > table._wide[1]
    assert sum(table._wide) == pytest.approx(300 - GUTTER)


def test_facts_of_any_length_go_on_overleaf() -> None:
    pairs = [("What for", "word " * 900), ("Where", "hall"), ("When", "day"), ("Who", "all")]
    facts = Pairs(pairs, styles(False), rtl=False, facts=True, after=9)
    _, high = facts.wrap(495, 700)
    assert high > 2000
    upper, lower = facts.split(495, 700)
    assert upper.wrap(495, 700)[1] <= 700
    assert upper.getSpaceAfter() == 0
    assert lower.getSpaceAfter() == 9
    assert lower.wrap(495, 700)[1] < high


def test_a_long_fact_begins_on_no_page_that_has_no_room_for_a_line_of_it() -> None:
    facts = Pairs([("What for", "word " * 900)], styles(False), rtl=False, facts=True)
    assert facts.split(400, 5) == []
    first, rest = facts.split(400, 300)
    assert 0 < first.wrap(400, 300)[1] <= 300
    assert rest.wrap(400, 300)[1] < facts.height


def test_facts_that_fit_a_page_stay_together() -> None:
    facts = Pairs([("What for", "word " * 30)], styles(False), rtl=False, facts=True)
    assert facts.split(495, 20) == []


def test_a_row_over_the_whole_width_may_be_higher_than_a_page() -> None:
    cells = CellMaker(styles(False))
    rows = [Row((cells.text("word " * 3000),), "group"), Row((cells.text("a"), cells.text("b")))]
    table = BidiTable([Column((), 1), Column((), 1)], rows, rtl=False)
    upper, lower = table.split(495, 700)
    assert upper.wrap(495, 700)[1] <= 700
    assert lower.wrap(495, 1e6)[1] > 700


def test_a_note_never_stands_alone_on_the_next_page() -> None:
    rows = [Row(cells(str(i), "words")) for i in range(5)]
    whole = BidiTable(COLUMNS, [*rows, Row((MAKE.quiet("Source: the group"),), kind="note")], False)
    _, height = whole.wrap(400, 1e6)
    first, second = whole.split(400, height - 2)
    assert [row.kind for row in first._rows] == ["row"] * 4
    assert [row.kind for row in second._rows] == ["row", "note"]
    alone = BidiTable(COLUMNS, [rows[0], Row((MAKE.quiet("Source"),), kind="note")], False)
    assert alone.split(400, alone.wrap(400, 1e6)[1] - 2) == []
