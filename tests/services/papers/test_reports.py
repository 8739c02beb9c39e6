"""The readiness report and the progress report: what stands in them, and what must not."""

from __future__ import annotations

import pypdfium2
import pytest

from app.documents.report_content import ReportDocument
from app.foundation.errors import UserError
from app.models.kinds.plan import Activity, Indicator, Measurement, Plan, Progress
from app.models.kinds.review import Report
from app.process.checks import run_checks
from app.process.checks.finding import Context
from app.services.desk import Desk
from app.services.papers.progress_report import Period, last_quarter, progress_document, progress_pdf
from app.services.papers.readiness import readiness_document, readiness_pdf
from app.words.catalogue import Words

QUARTER = Period("2026-01-01", "2026-03-31")


def rows(paper: ReportDocument, title: str) -> list[list[str]]:
    section = next(one for one in paper.sections if one.title == title)
    return [[cell.text for cell in row] for table in section.tables for row in table.rows]


def whole(pdf: bytes) -> str:
    return "\n".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(pdf))


@pytest.mark.parametrize(
    ("day", "starts", "ends"),
    [
        ("2026-04-07", "2026-01-01", "2026-03-31"),
        ("2026-01-02", "2025-10-01", "2025-12-31"),
        ("2026-12-31", "2026-07-01", "2026-09-30"),
    ],
)
def test_the_last_quarter_is_the_one_that_is_over(day: str, starts: str, ends: str) -> None:
    assert last_quarter(day) == Period(starts, ends)


def test_readiness_tells_every_finding_under_its_severity(desk: Desk) -> None:
    paper = readiness_document(desk, "en")
    found = run_checks(desk.book(), Context(desk.today, sees_group=desk.sees_group))
    titles = {
        "error": "Errors: they stop a final version",
        "warning": "Warnings: to be looked at",
        "info": "Notes",
    }
    for severity, title in titles.items():
        told = [row for row in rows(paper, title) if len(row) > 1]
        assert len(told) == sum(one.severity == severity for one in found)
    assert paper.summary[0].text.startswith("2 errors stop a final version")
    assert ["8", "Every activity is complete", "1 error"] in rows(paper, "The checks")
    assert len(rows(paper, "Steps")) == 8
    assert paper.classification == "For the group: not to be passed on"
    assert paper.inside


def test_findings_stand_under_the_check_that_made_them_and_name_their_record_once(desk: Desk) -> None:
    told = rows(readiness_document(desk, "en"), "Errors: they stop a final version")
    assert told[0] == ["8 · Every activity is complete"]
    assert told[1][1] == "Activity · A-014"
    assert "Tal Narjis" in told[1][0]


def test_each_principle_stands_with_what_supports_and_contradicts_it(desk: Desk) -> None:
    told = rows(readiness_document(desk, "en"), "The three principles")
    heads = [row[0] for row in told if len(row) == 1]
    assert heads == ["Government lead and ownership", "Community engagement", "Area-based approach"]
    against = next(row for row in told if "no government counterpart" in row[0])
    named = "A-014 · Rehabilitate the Tal Narjis health post and A-018 · Court days in the villages"
    assert against[1:] == ["against it", named]
    many = next(row for row in told if row[0].startswith("32 of 32 activities answer"))
    assert many[1] == "for it"
    assert many[2] == "A-001, A-002 and A-003 and 29 more"


@pytest.mark.parametrize("language", ["en", "ar"])
def test_both_are_drawn_in_the_language_asked_for(desk: Desk, language: str) -> None:
    Words.missing.clear()
    readiness, progress = readiness_pdf(desk, language), progress_pdf(desk, language, QUARTER)
    assert "1.0" in whole(readiness)
    assert "2026" in whole(progress)
    assert readiness == readiness_pdf(desk, language)
    assert not [code for code in Words.missing if ":report." in code]


def test_progress_tells_what_was_reached_in_the_period(desk: Desk) -> None:
    paper = progress_document(desk, "en", QUARTER)
    told = rows(paper, "What activities reached")
    assert len(told) == len({one.activity for one in desk.records(Progress)})
    assert told[0][2] == "3 of 22 sessions"
    assert rows(paper, "Running activities without a report in this period")
    earlier = progress_document(desk, "en", Period("2025-01-01", "2025-03-31"))
    assert rows(earlier, "What activities reached") == []
    assert len(rows(earlier, "Commitments")) == len(rows(paper, "Commitments")) > 10


def test_what_people_wrote_stands_in_place_of_the_sentence(own: Desk) -> None:
    assert progress_document(own, "en", QUARTER).summary[0].text.startswith("Activities reported on")
    with own.write("report.add") as unit:
        unit.add(
            Report,
            kind="progress",
            period_from=QUARTER.starts,
            period_to=QUARTER.ends,
            narrative="A quiet winter.\n\nTwo schools opened.",
        )
    texts = [part.text for part in progress_document(own, "en", QUARTER).summary]
    assert texts == ["A quiet winter.", "Two schools opened."]


def test_nothing_above_class_two_is_reported(own: Desk) -> None:
    told = own.records(Progress)[0]
    activity = own.find(Activity, told.activity)
    with own.write("activity.edit") as unit:
        unit.set(Activity, activity.id, sensitivity=3)
    codes = [row[0] for row in rows(progress_document(own, "en", QUARTER), "What activities reached")]
    assert activity.code not in codes


def test_without_a_plan_or_with_a_wrong_period_they_are_refused(own: Desk) -> None:
    with pytest.raises(UserError, match="period_backwards"):
        progress_document(own, "en", Period("2026-03-31", "2026-01-01"))
    with own.write("plan.remove") as unit:
        unit.remove(Plan, own.records(Plan)[0].id)
    for make in (readiness_document, lambda desk, code: progress_document(desk, code, QUARTER)):
        with pytest.raises(UserError, match="no_plan"):
            make(own, "en")


def test_an_indicator_is_drawn_beside_its_values_and_what_rests_on_few_people_in_neither(own: Desk) -> None:
    few = next(one for one in own.records(Measurement) if one.group == "non_displaced" and one.value)
    with own.write("measurement.edit") as unit:
        for one in own.records(Measurement, indicator=few.indicator, group="non_displaced"):
            unit.set(Measurement, one.id, sample_size=9)
    name = own.find(Indicator, few.indicator).name_en
    section = next(
        one
        for one in progress_document(own, "en", QUARTER).sections
        if one.title.startswith("Displaced beside")
    )
    drawn = {row[0].text: row for row in section.tables[0].rows}
    assert drawn[name][4].text == "–"
    signs = {key: {type(shape).__name__ for shape in row[1].picture.shapes} for key, row in drawn.items()}
    assert "Diamond" not in signs.pop(name)
    assert all("Diamond" in kinds for kinds in signs.values())
    assert section.drawings  # says what the signs mean
