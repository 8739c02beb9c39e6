"""Laws of workbooks that come back: what a person wrote stands here afterwards, whatever it looks like."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from services.example import example_desk
from services.excel import at, header_row, saved, write

from app.models.kinds.people import Organisation
from app.models.kinds.plan import Activity
from app.models.record import Shape
from app.models.registry import describe
from app.models.values import clean
from app.services.desk import Desk
from app.services.plan_workbook import ACTIVITIES, FORMAT, plan_form, plan_workbook
from app.services.returning_form import HIDDEN
from app.services.returning_taking import read_returned, take_returned
from app.words.catalogue import Words

HOSTILE = (
    *('=HYPERLINK("http://x")', "@SUM(A1)", "+1", "-1", "\tindented", "a\tb", "<b>&amp;</b>", "'quoted"),
    *("w" * 10_000, "😀👩\u200d👩\u200d👧", "\u202eoverride", "e\u0301\u0327", "_x0041_", "0012"),
    *("1E5", "TRUE", "2026-01-01", "١٢٣", "سطر\nثانٍ", "  blanks  ", "\u200f\u2068x\u2069"),
)
FIELDS = describe("activity").fields
WRITTEN = [name for name in ACTIVITIES.written if name not in ("title_ckb", "title_fr", "currency")]
SHOWN = [name for name in (*ACTIVITIES.fixed, *ACTIVITIES.written) if name not in ("title_ckb", "title_fr")]
LINES = st.one_of(
    st.sampled_from(HOSTILE), st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn")), max_size=60)
)
DAYS = st.dates().filter(lambda day: day.year >= 1900)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    made = example_desk(tmp_path_factory.mktemp("laws"))
    yield made
    made.close()


def rows_of(desk: Desk) -> list[list[str]]:
    """Return the activities as people see them in a workbook made now."""
    return [list(row[HIDDEN:]) for row in plan_form(desk, "en").sheets[0].rows]


@pytest.mark.slow
@settings(max_examples=6, deadline=None, phases=[Phase.explicit, Phase.generate])
@given(st.data())
def test_what_was_written_in_excel_is_what_is_exported_next(desk: Desk, data: Any) -> None:
    words = Words("en")
    places = st.tuples(st.integers(0, 30), st.sampled_from(WRITTEN))
    drawn = {(row, name): data.draw(typed(desk, name))
             for row, name in data.draw(st.lists(places, min_size=1, max_size=30, unique=True))}  # fmt: skip

    def fill(workbook: Any) -> None:
        page = workbook.worksheets[0]
        for (row, name), text in drawn.items():
            write(at(page, header_row(page) + 1 + row, words.field("activity", name)), text)

    expected = rows_of(desk)
    for (row, name), text in drawn.items():
        expected[row][SHOWN.index(name)] = text
    found = read_returned(desk, saved(plan_workbook(desk, "en"), fill), FORMAT)
    assert not found.problems
    take_returned(desk, found)
    assert rows_of(desk) == expected
    assert not read_returned(desk, plan_workbook(desk, "en"), FORMAT).differences


def typed(desk: Desk, name: str) -> st.SearchStrategy[str]:
    """Return what a person may write in a cell of a field."""
    rule = FIELDS[name].rule
    if rule.shape in (Shape.LINE, Shape.TEXT):
        limit = rule.limit
        kept = LINES.filter(lambda text: not text.strip().startswith("#"))  # errors of a spreadsheet are none
        return kept.map(lambda text: str(clean(rule, text) or "")[:limit].strip())
    if rule.shape is Shape.DATE:
        return DAYS.map(lambda day: day.isoformat())
    if rule.shape is Shape.DECIMAL:
        return st.decimals(0, 10**9, places=2).map(lambda n: format(n.normalize(), "f"))
    labels = plan_form(desk, "en").lists[rule.code_list or rule.target]
    if rule.many:
        return st.lists(st.sampled_from(labels), max_size=4, unique=True).map(
            lambda them: "\n".join(sorted(them))
        )
    return st.sampled_from(labels)


def no_formula(workbook: Any) -> None:
    cells = (cell for page in workbook.worksheets for row in page.iter_rows() for cell in row)
    assert all(cell.data_type != "f" for cell in cells)


def test_hostile_text_goes_out_and_comes_back_as_text(desk: Desk) -> None:
    listed = sorted(desk.records(Activity), key=lambda one: one.code or "")[: len(HOSTILE)]

    def fill(workbook: Any) -> None:
        page = workbook.worksheets[0]
        for row, said in enumerate(HOSTILE, header_row(page) + 1):
            write(at(page, row, "Description (English)"), said)
            write(at(page, row, "Description (Arabic)"), said)

    take_returned(desk, read_returned(desk, saved(plan_workbook(desk, "en"), fill), FORMAT))
    rule = FIELDS["description_en"].rule
    for one, said in zip(listed, HOSTILE, strict=True):
        held = desk.find(Activity, one.id)
        assert held.description_en == held.description_ar == clean(rule, said)
    untouched = saved(plan_workbook(desk, "en"), no_formula)
    found = read_returned(desk, untouched, FORMAT)
    assert (found.differences, found.added, found.problems) == ((), (), ())


def test_organisations_of_one_name_are_told_apart(desk: Desk) -> None:
    with desk.write("organisation.add") as unit:
        twins = [unit.add(Organisation, name_en="Twin") for _ in range(2)]

    def fill(workbook: Any) -> None:
        page = workbook.worksheets[0]
        write(at(page, header_row(page) + 1, "Lead organisation"), "Twin (2)")

    (one,) = read_returned(desk, saved(plan_workbook(desk, "en"), fill), FORMAT).differences
    assert one.value == max(twins)
