"""What each step leaves behind, computed from records."""

from __future__ import annotations

from app.models.book import Book
from app.models.kinds.meetings import Commitment, Meeting
from app.models.kinds.review import FrozenVersion
from app.models.registry import KINDS
from app.process.definition import durable_solutions
from app.process.documents_left import documents_left
from app.ui.places import PAGE_OF_KIND


def test_every_document_of_the_process_has_a_place() -> None:
    codes = [code for step in durable_solutions().steps for code in step.leaves]
    found = documents_left(codes, Book(()))
    assert [one.code for one in found if not one.page] == []
    assert all(one.kind in KINDS for one in found)
    assert {one.page for one in found} <= set(PAGE_OF_KIND.values())


def test_records_are_counted_and_the_newest_opens() -> None:
    kept = [Commitment(id=f"c{n}", space="s", text_en="x") for n in range(3)]
    (found,) = documents_left(["leaves.commitment_list"], Book(kept))
    assert (found.count, found.record) == (3, "c2")


def test_minutes_are_those_of_a_roundtable_and_a_draft_is_no_signed_plan() -> None:
    book = Book(
        [
            Meeting(id="r", space="s", type="roundtable", status="held"),
            Meeting(id="q", space="s", type="roundtable", status="approved"),
            FrozenVersion(id="v", space="s", draft=True),
        ]
    )
    minutes, revised, signed = documents_left(
        ["leaves.minutes", "leaves.revised_draft", "leaves.signed_plan"], book
    )
    assert (minutes.record, revised.count, signed.count) == ("q", 1, 0)


def test_an_unknown_document_is_only_named() -> None:
    assert documents_left(["leaves.something"], Book(()))[0].page == ""
