"""What is next: own tasks, comments, action points, overdue promises, in the order they press."""

from __future__ import annotations

from datetime import date

import pytest

from app.models.book import Book
from app.models.kinds.area import Task
from app.models.kinds.country import Deadline
from app.models.kinds.meetings import ActionPoint, Commitment, Meeting
from app.models.kinds.people import Member, Organisation
from app.models.kinds.review import Comment
from app.models.record import Record
from app.process.terms import On, Term
from app.services.views.next_things import MOST, NextThing, has_little_time, next_things
from app.services.views.said import Name

TODAY = date(2026, 4, 7)
ME = Member(id="m1", space="s", person="p1", name_en="Dalia", role="focal_point")
ORG = Organisation(id="o1", space="s", name_en="Duhok DMMD")


def things(*records: Record, person: str = "p1") -> tuple[NextThing, ...]:
    return next_things(Book([ME, ORG, *records]), person, TODAY)


def task(record_id: str, due: str | None, **values: str) -> Task:
    given = {"assignee": "m1", "title_en": "Call", "step_id": "draft", "status": "open", **values}
    return Task(id=record_id, space="s", due=due, **given)


@pytest.mark.parametrize(
    ("due", "code", "tone"),
    [
        ("2026-04-05", "home.days_late", "wrong"),
        ("2026-04-07", "home.due_today", "attention"),
        ("2026-04-20", "home.days_left", "attention"),
        ("2026-06-01", "home.step_chip", "neutral"),
        (None, "home.step_chip", "neutral"),
    ],
)
def test_a_task_says_how_it_stands(due: str | None, code: str, tone: str) -> None:
    (found,) = things(task("t", due))
    assert (found.chip.code, found.tone, found.can_tick) == (code, tone, True)


def test_days_late_are_counted() -> None:
    assert things(task("t", "2026-04-05"))[0].chip.params == {"count": 2}


def test_only_open_tasks_of_mine_are_mine() -> None:
    others = (task("a", None, assignee="m2"), task("b", None, status="done"))
    assert things(*others, task("c", None, status="dropped")) == ()
    assert things(task("t", None), person="p2") == ()


def test_a_task_of_the_process_is_named_by_its_code() -> None:
    plain = Task(id="t", space="s", step_id="draft", template="context", assignee="m1")
    assert things(plain)[0].text.params["text"] == Term("step.draft.task.context")


def test_comments_are_one_thing_per_organisation() -> None:
    comments = [
        Comment(id=f"q{number}", space="s", organisation="o1", type=sort, text="x", status="open")
        for number, sort in enumerate(("must", "edit", "question"))
    ]
    (found,) = things(*comments)
    assert (found.text.params["count"], found.text.params["who"]) == (3, Name(en="Duhok DMMD"))
    assert (found.chip.params["step"], found.under.params) == (Term("next.topic.must"), {"count": 1})


def test_comments_of_nobody_are_answered_too() -> None:
    (found,) = things(Comment(id="q", space="s", type="edit", text="x"))
    assert (found.text.code, found.tone) == ("next.comments_unnamed", "neutral")


def test_an_action_point_names_its_meeting_and_day() -> None:
    meeting = Meeting(id="r", space="s", title_en="Roundtable")
    point = ActionPoint(id="a", space="s", meeting="r", text_en="Call the mayor", due="2026-04-10")
    (found,) = things(meeting, point)
    assert found.under.code == "home.action_point_at_by"
    assert found.under.params == {"meeting": Name(en="Roundtable"), "day": On("2026-04-10")}


def test_far_action_points_wait() -> None:
    assert things(ActionPoint(id="a", space="s", meeting="r", text_en="x", due="2026-09-01")) == ()


@pytest.mark.parametrize(
    ("status", "shown"), [("made", 1), ("overdue", 1), ("fulfilled", 0), ("withdrawn", 0)]
)
def test_overdue_promises_are_asked_about_until_kept(status: str, shown: int) -> None:
    given = {"organisation": "o1", "text_en": "40 teachers", "due": "2026-04-01", "status": status}
    assert len(things(Commitment(id="p", space="s", **given))) == shown


def test_what_presses_most_comes_first_and_the_list_ends() -> None:
    late, soon, far = task("late", "2026-04-01"), task("soon", "2026-04-09"), task("far", "2026-07-01")
    assert [one.id for one in things(far, soon, late)] == ["late", "soon", "far"]
    assert len(things(*(task(f"t{number}", None) for number in range(30)))) == MOST


def test_unreadable_days_are_no_days() -> None:
    assert things(task("t", "soon"))[0].tone == "neutral"


def test_who_has_little_time_sees_only_their_own() -> None:
    other = Member(id="m2", space="s", person="p2", name_en="Karim", role="member", organisation="o1")
    records = (
        task("mine", None, assignee="m2"),
        task("late", "2026-04-01"),
        Commitment(id="p", space="s", organisation="o1", text_en="40 teachers", due="2026-05-01"),
        Comment(id="q", space="s", type="must", text="x"),
    )
    book = Book([ME, ORG, other, *records])
    assert has_little_time(book, "p2")
    assert not has_little_time(book, "p1")
    assert {one.id for one in next_things(book, "p2", TODAY)} == {"mine", "p"}
    everything = {one.id for one in next_things(book, "p2", TODAY, mine_only=False)}
    assert everything == {"mine", "late", "q"}


def test_a_late_task_of_somebody_else_says_whose_it_is() -> None:
    other = Member(id="m2", space="s", name_en="Karim")
    found = things(other, task("t", "2026-04-01", assignee="m2"), task("u", "2026-05-01", assignee=""))
    assert [one.under.code for one in found] == ["home.task_of_by", "home.nobody_has_it"]


def test_word_from_headquarters_is_among_the_things() -> None:
    deadline = Deadline(id="d", space="country", title_en="Send the draft", due="2026-04-15")
    (found,) = things(deadline, person="nobody")
    assert (found.text.code, found.tone, found.can_tick) == ("next.deadline", "attention", False)
