"""After the signatures: a report that is sent, a lesson, what a process asks at its end, the plan closed."""

from __future__ import annotations

from ui.walk.eyes import said
from ui.walk.person import Person
from ui.walk_processes.drafting import panel


def report(person: Person) -> None:
    """Begin the report on the quarter, write it, and say on which day it was sent."""
    person.page("monitoring")
    person.click("monitor.tab.reports")
    person.click("monitor.begin_report")
    person.fill("field.report.narrative", "The first works are under way.")
    person.fill("field.report.sent_on", "1/4/2026")
    assert person.sees("monitor.sent")
    person.picture("report")


def follow(person: Person, activity: str) -> None:
    """Report what an activity has reached."""
    person.page("monitoring")
    person.row(activity)
    person.click("monitor.report")
    person.fill("field.progress.reached", "40")


def learn(person: Person) -> None:
    """Write a lesson down."""
    person.page("monitoring")
    person.click("monitor.tab.lessons")
    person.door.answers = ["Talk first, build afterwards"]
    person.click("records.add", kind=said("kind.lesson").lower())
    person.picture("lesson")


def meet(person: Person, sort: str) -> None:
    """Note a meeting of a sort that was held."""
    person.page("meetings")
    person.click("meetings.tab.meetings")
    person.door.answers = ["Meeting with everybody who signed"]
    person.click("meetings.add")
    person.row(f"code.meeting_type.{sort}")
    person.click("meetings.details")
    person.choose("field.meeting.status", "code.meeting_status.held")
    person.fill("field.meeting.held_on", "5/4/2026")


def place(person: Person, activity: str, *nodes: str) -> None:
    """Place an activity in further nodes of the framework of support to the security sector."""
    person.page("plan")
    person.click("plan.tab.activities")
    person.row(activity)
    for node in nodes:
        person.choose("code.framework.ssr", f"framework.ssr.{node}.title", panel(person))


def close(person: Person) -> None:
    """Say that the plan has come to its end."""
    person.page("plan")
    person.click("plan.about")
    person.choose("field.plan.status", "code.plan_status.closed")
    person.fill("field.plan.closed_on", "6/4/2026")
    person.click("frame.close")
    person.picture("closed")
