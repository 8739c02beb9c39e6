"""The follow-up of commitments: overdue first, each body's own, what was decided where."""

from __future__ import annotations

import pytest

from app.documents.report_content import ReportDocument, ReportTable
from app.models.kinds.meetings import ActionPoint, Commitment, Decision
from app.services.desk import Desk
from app.services.papers.commitments import commitments_document, commitments_pdf
from app.words.catalogue import Words


def table(paper: ReportDocument, title: str) -> ReportTable:
    return next(one for one in paper.sections if one.title == title).tables[0]


def test_what_is_overdue_stands_first_and_says_how_late(desk: Desk) -> None:
    paper = commitments_document(desk, "en")
    assert paper.sections[0].title == "Overdue today"
    (row,) = table(paper, "Overdue today").rows
    assert [row[0].text, row[2].text, row[3].quiet] == ["P-006", "Mobile Civil Documents Team", "6 days late"]
    assert paper.summary[0].text.startswith("One of 14 commitments is overdue.")


def test_each_commitment_stands_once_under_its_body_government_first(desk: Desk) -> None:
    rows = table(commitments_document(desk, "en"), "By responsible body").rows
    codes = [row[0].text for row in rows if len(row) > 1]
    assert sorted(codes) == sorted(one.code or "" for one in desk.records(Commitment))
    government = {one.code for one in desk.records(Commitment, role="government")}
    assert set(codes[: len(government)]) == government


def test_within_a_body_the_overdue_comes_before_the_rest(own: Desk) -> None:
    late, other = own.records(Commitment, role="government")[:2]
    with own.write("commitment.edit") as unit:
        unit.set(Commitment, late.id, due="2026-04-01", status="made", organisation=other.organisation)
        unit.set(Commitment, other.id, due="2026-01-01", status="fulfilled")
    rows = [row[0].text for row in table(commitments_document(own, "en"), "By responsible body").rows]
    assert rows.index(late.code or "") < rows.index(other.code or "")


def test_what_nobody_named_has_promised_stands_under_words_that_say_so(own: Desk) -> None:
    with own.write("commitment.add") as unit:
        unit.add(Commitment, text_en="Keep the road open.")
    rows = table(commitments_document(own, "en"), "By responsible body").rows
    assert "Nobody named yet" in [row[0].text for row in rows if len(row) == 1]


def test_decisions_stand_under_the_meeting_that_took_them(desk: Desk) -> None:
    rows = table(commitments_document(desk, "en"), "What was decided where").rows
    heads = [row[0].text for row in rows if len(row) == 1]
    assert heads == [
        "Roundtable on durable solutions, Sinjar hall · 14 Mar 2026",
        "Meeting with the district administration of Sinjar · 3 Feb 2026",
    ]
    assert len(rows) - len(heads) == len(desk.records(Decision))


def test_action_points_that_are_done_are_left_out(desk: Desk) -> None:
    rows = table(commitments_document(desk, "en"), "Action points still open").rows
    done = {one.code for one in desk.records(ActionPoint) if one.closed_on or one.status == "done"}
    assert done
    assert done & {row[0].text for row in rows} == set()


def test_nothing_above_the_class_and_nobodys_name(own: Desk) -> None:
    hidden, shown = own.records(Commitment)[:2]
    with own.write("commitment.edit") as unit:
        unit.set(Commitment, hidden.id, sensitivity=3)
        unit.set(Commitment, shown.id, representative="Layla Hidden")
    text = repr(commitments_document(own, "en"))
    assert (shown.text_en or "?") in text
    assert (hidden.text_en or "?") not in text
    assert "Layla Hidden" not in text


def test_an_area_without_commitments_says_so(own: Desk) -> None:
    with own.write("commitment.remove") as unit:
        for one in own.records(Commitment):
            unit.remove(Commitment, one.id)
    paper = commitments_document(own, "en")
    assert paper.summary[0].text == "No commitment has been recorded in this area yet."
    assert commitments_pdf(own, "ar").startswith(b"%PDF")


@pytest.mark.parametrize("language", ["ar", "ckb", "fr"])
def test_all_words_are_there(desk: Desk, language: str) -> None:
    Words.missing.clear()
    assert commitments_pdf(desk, language).startswith(b"%PDF")
    assert {one for one in Words.missing if one.startswith(f"{language}:")} == set()
