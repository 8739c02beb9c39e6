"""Step 8, second half: two quarters are followed and reported on; a session leads to the next version."""

from __future__ import annotations

from typing import Any

from ui.walk_plan.person import TwoLaptops
from ui.walk_plan.reviewing import answer_and_close
from ui.walk_plan.signing import freeze
from ui.walking import LEFT

from app.models.kinds.meetings import Meeting
from app.models.kinds.monitoring import Milestone, Revision
from app.models.kinds.plan import Activity, Measurement, Plan, Progress
from app.models.kinds.review import FrozenVersion, Report

ENDS = {"40": "30 Jun 2026", "95": "30 Sep 2026"}
"""What was reached → the last day of the quarter it is told for."""


def follow_a_quarter(both: TwoLaptops, quarter: str, reached: str) -> None:
    """Report progress, measure, note a milestone, and write the report on the quarter that ended."""
    page = both.page("monitoring")
    _report_progress(both, page, reached)
    _measure(both, page, quarter)
    _note_a_milestone(both, page, quarter)
    _write_the_report(both, page, reached)


def _report_progress(both: TwoLaptops, page: Any, reached: str) -> None:
    both.walker.click(page.tabs.button("progress"))
    (activity,) = both.desk.records(Activity)
    page.progress.open_activity(activity.id)
    both.walker.settle()
    panel = page.progress.panel
    both.walker.pick(panel.state, "status", "ongoing")
    both.walker.click(panel.report)
    both.walker.write(panel.form, "reported_on", ENDS[reached])
    both.walker.write(panel.form, "reached", reached)
    both.walker.write(panel.form, "obstacles", "Pump parts come late from the capital.")
    both.picture("progress")
    assert panel.hints.isHidden(), panel.hints.text()
    assert max(both.desk.records(Progress), key=lambda one: one.reported_on or "").reached == reached


def _measure(both: TwoLaptops, page: Any, quarter: str) -> None:
    both.walker.click(page.tabs.button("indicators"))
    page.indicators.open_indicator(page._view.indicators[0].id)
    both.walker.settle()
    before = len(both.desk.records(Measurement))
    for group, value in (("displaced", "41"), ("non_displaced", "66")):
        both.walker.click(page.indicators.panel.measure)
        dialog = both.walker.dialog()
        both.fill(dialog.period, f"2026-{quarter}")
        dialog.group.control.show_value(group)
        both.fill(dialog.value, value)
        both.walker.agree()
    both.picture("indicator")
    assert len(both.desk.records(Measurement)) == before + 2


def _note_a_milestone(both: TwoLaptops, page: Any, quarter: str) -> None:
    both.walker.click(page.tabs.button("follow_up"))
    lists = page.follow_up.records
    lists.tabs.choose("milestone")
    both.walker.settle()
    both.door.answers["text"] = f"Forty pumps run ({quarter})"
    both.walker.click(lists.add)
    both.walker.pick(lists.form, "track", "implementation")
    both.walker.pick(lists.form, "status", "reached")
    assert both.desk.records(Milestone)


def _write_the_report(both: TwoLaptops, page: Any, reached: str) -> None:
    both.walker.click(page.tabs.button("reports"))
    both.walker.click(page.reports.add)
    editor = page.reports.editor
    for part in ("narrative", "challenges", "next_steps"):
        both.walker.click(editor.proposals[part])
    both.walker.click(editor.preview)
    both.walker.settle()
    both.picture("report")
    pdf = both.folder / f"report-{reached}.pdf"
    both.door.answers["save"] = pdf
    both.walker.click(editor.dialog.save)
    both.walker.click(editor.dialog.leave)
    assert pdf.read_bytes().startswith(b"%PDF")
    newest = max(both.desk.records(Report), key=lambda one: one.period_to or "")
    assert newest.period_to == ("2026-06-30" if reached == "40" else "2026-09-30")


def revise(both: TwoLaptops) -> None:
    """Hold a review session, begin the revision it asked for, change the plan, freeze the next version."""
    meetings = both.page("meetings")
    both.walker.click(meetings.tabs.button("meetings"))
    both.walker.bot.mouseClick(meetings.add, LEFT)
    both.walker.jump("review")
    session = max(both.desk.records(Meeting, type="review_meeting"), key=lambda one: one.id)
    page = both.page("monitoring")
    both.walker.click(page.revise)
    dialog = both.walker.dialog()
    dialog.meeting.control.show_value(session.id)
    dialog.reason.control.main().setPlainText("Prices of pump parts doubled.")
    both.picture("revision")
    both.walker.agree()
    (made,) = both.desk.records(Revision)
    assert (made.meeting, both.desk.records(Plan)[0].status) == (session.id, "drafting")
    plan = both.page("plan")
    both.walker.click(plan.tabs.button("activities"))
    plan.open_activity(both.desk.records(Activity)[0].id)
    both.walker.settle()
    both.walker.write(plan.activity_panel.form, "title_en", "Repair the pumps of all priority locations")
    review = both.page("review")
    both.walker.click(review.tabs.button("comments"))
    both.walker.click(review.new_round)
    answer_and_close(both)
    freeze(both, draft=False)
    both.picture("second-version")
    assert len([one for one in both.desk.records(FrozenVersion) if not one.draft]) == 2
