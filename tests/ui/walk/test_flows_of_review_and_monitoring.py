"""A review round, freezing, signing, and following up; once by mouse, once by keyboard alone."""

from __future__ import annotations

import pytest
from ui.walk.person import Person

from app.models.kinds.monitoring import Milestone
from app.models.kinds.plan import Activity, Indicator, Measurement, Progress
from app.models.kinds.review import Comment, FrozenVersion, Report, ReviewRound, Signoff
from app.ui.language import words

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("in_the_example")]
IN_ARABIC = True

HOUSES = "Repair 120 damaged houses"


def test_a_round_is_opened_commented_on_answered_and_closed(somebody: Person) -> None:
    somebody.page("review")
    somebody.click("review.round.open")
    somebody.fill("field.review_round.deadline", "30/4/2026")
    somebody.door.answers = ["Name who keeps the pumps running"]
    somebody.click("review.add_comment")
    somebody.choose("field.comment.type", "code.comment_type.must")
    somebody.fill("field.comment.response", "The water directorate does.")
    somebody.choose("field.comment.status", "code.comment_status.accepted")
    (made,) = somebody.walker.desk.records(Comment, text="Name who keeps the pumps running")
    assert (made.type, made.status) == ("must", "accepted")
    somebody.click("frame.close")
    somebody.click("review.round.close")
    held = somebody.walker.desk.find(ReviewRound, made.round or "")
    assert held is not None
    assert (held.status, held.deadline) == ("closed", "2026-04-30")


def test_a_draft_is_frozen_and_signed_with_ones_own_certificate(somebody: Person) -> None:
    somebody.page("review")
    somebody.click("review.tab.versions")
    somebody.click("review.freeze_draft", nth=0)
    somebody.click("review.freeze.go")
    somebody.walker.bot.waitUntil(lambda: bool(somebody.walker.desk.records(FrozenVersion)), timeout=60_000)
    somebody.walker.settle()
    somebody.click("review.action.sign")
    somebody.click("review.sign.go")
    (signed,) = somebody.walker.desk.records(Signoff)
    assert (signed.method, signed.decision) == ("digital_key", "endorse")


def test_what_was_reached_is_reported_and_a_milestone_added(somebody: Person) -> None:
    somebody.page("monitoring")
    somebody.row(HOUSES)
    (houses,) = somebody.walker.desk.records(Activity, title_en=HOUSES)
    somebody.click("monitor.report")
    somebody.fill("field.progress.reached", "44")
    somebody.fill("field.progress.obstacles", "Cement came late")
    held = somebody.walker.desk.records(Progress, activity=houses.id)
    assert {("44", "Cement came late")} <= {(one.reached, one.obstacles) for one in held}
    somebody.door.answers = ["Eighty roofs closed"]
    somebody.click("monitor.add_milestone")
    titled = {f"title_{words().language}": "Eighty roofs closed"}
    assert somebody.walker.desk.records(Milestone, activity=houses.id, **titled)


def test_an_indicator_of_ones_own_is_measured(somebody: Person) -> None:
    somebody.page("monitoring")
    somebody.click_on(somebody.walker.frame.stack.made()["monitoring"].tabs.button("indicators"))
    somebody.door.answers = ["Families who trust the claims desk"]
    somebody.click("monitor.own.add")
    named = {f"name_{words().language}": "Families who trust the claims desk"}
    (made,) = somebody.walker.desk.records(Indicator, **named)
    somebody.click("monitor.add_value")
    somebody.choose_first("field.measurement.place")
    somebody.fill("field.measurement.value", "41")
    somebody.click("monitor.value.go")
    (value,) = somebody.walker.desk.records(Measurement, indicator=made.id)
    assert (value.value, value.group) == ("41", "displaced")


def test_the_report_on_a_quarter_is_begun_and_sent(somebody: Person) -> None:
    somebody.page("monitoring")
    somebody.click("monitor.tab.reports")
    somebody.click("monitor.begin_report")
    somebody.fill("field.report.narrative", "Works began in the villages")
    somebody.fill("field.report.sent_on", "20/4/2026")
    (made,) = somebody.walker.desk.records(Report)
    assert (made.narrative, made.sent_on) == ("Works began in the villages", "2026-04-20")
