"""The summary of a plan: two pages for a governor, and nothing in them that must not be."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
from services.frozen import freeze_content
from services.laptops import CHEAP
from services.neighbours import fill

from app.documents.report_content import ReportDocument, ReportTable
from app.drawing.shapes import Text
from app.foundation.errors import UserError
from app.models.kinds.area import Location
from app.models.kinds.meetings import Commitment
from app.models.kinds.people import OfficialCard
from app.models.kinds.plan import Activity, Plan
from app.services.desk import Desk
from app.services.opening import Newcomer, create_workspace
from app.services.papers.summary import MOST_ROWS, summary_document, summary_pdf
from app.words.catalogue import Words


def table(paper: ReportDocument, title: str) -> ReportTable:
    return next(one for one in paper.sections if one.title == title).tables[0]


def column(paper: ReportDocument, title: str, number: int) -> list[str]:
    return [row[number].text for row in table(paper, title).rows]


@pytest.mark.parametrize("language", ["en", "ar", "ckb", "fr"])
def test_it_keeps_to_two_pages_in_every_language_and_says_all_words_in_it(desk: Desk, language: str) -> None:
    Words.missing.clear()
    pdf = summary_pdf(desk, language)
    assert len(pypdfium2.PdfDocument(pdf)) == 2
    assert {one for one in Words.missing if one.startswith(f"{language}:")} == set()


def test_government_is_asked_for_what_it_has_not_kept_yet_the_soonest_first(desk: Desk) -> None:
    paper = summary_document(desk, "en")
    open_still = [
        one
        for one in desk.records(Commitment, role="government")
        if one.status not in ("fulfilled", "withdrawn")
    ]
    soonest = sorted(open_still, key=lambda one: one.due or "9")[:MOST_ROWS]
    told = table(paper, "What is asked of government")
    assert [row[1].text for row in told.rows] == [one.text_en for one in soonest]
    assert told.rows[0][3].text == "Overdue"
    assert told.rows[0][3].tone == "wrong"
    assert told.note.startswith(f"{len(open_still) - MOST_ROWS} further")


def test_every_live_activity_is_counted_under_its_objective(desk: Desk) -> None:
    paper = summary_document(desk, "en")
    live = [one for one in desk.records(Activity) if one.status != "cancelled"]
    counts = column(paper, "Objectives, activities and where they stand", 1)
    assert len(counts) == 8
    assert sum(map(int, counts)) == len(live)


def test_the_map_leaves_informal_sites_out_and_says_so(desk: Desk) -> None:
    section = next(one for one in summary_document(desk, "en").sections if one.drawings)
    said = [shape.text for shape in section.drawings[0].picture.shapes if isinstance(shape, Text)]
    sites = [one.name_en for one in desk.records(Location, type="informal_site")]
    assert sites
    assert not set(sites) & set(said)
    assert any("informal sites are left out" in text for text in said)


def test_contacts_stand_on_it_only_as_far_as_the_class_asked_for_allows(own: Desk) -> None:
    assert "work contacts" in summary_document(own, "en").classification
    with own.write("official_card.edit") as unit:
        for card in own.records(OfficialCard):
            unit.set(OfficialCard, card.id, sensitivity=2)
    paper = summary_document(own, "en", highest=1)
    assert not any("+964" in cell.text for row in table(paper, "How to reach the group").rows for cell in row)
    assert paper.classification == "For the authority · no contact details inside"


def test_it_says_which_version_was_frozen_last(own: Desk) -> None:
    assert summary_document(own, "en").when == "2026 – 2027 · Draft"
    freeze_content(own)
    assert summary_document(own, "en").when == "2026 – 2027 · Draft 0.1"
    freeze_content(own, draft=False)
    assert summary_document(own, "en").when == "2026 – 2027 · Version 1.0"


def test_without_a_plan_it_is_refused(own: Desk) -> None:
    with own.write("plan.remove") as unit:
        unit.remove(Plan, own.records(Plan)[0].id)
    with pytest.raises(UserError, match="no_plan"):
        summary_document(own, "en")


def test_a_plan_of_another_process_is_summed_up_by_what_it_answers(tmp_path: Path) -> None:
    who = Newcomer("Dalia", "Hand in Hand", "focal_point")
    opened = create_workspace(
        tmp_path / "w.masarw", "IQG15Q07", who, None, costs=CHEAP, process="priority_zone"
    )
    fill(opened.desk)
    told = table(summary_document(opened.desk, "en"), "Objectives, activities and where they stand").rows
    live = [one for one in opened.desk.records(Activity) if one.status != "cancelled"]
    opened.desk.close()
    assert sum(int(row[1].text) for row in told) == len(live) > 0
    assert "Housing and HLP" not in [row[0].text for row in told]
