from __future__ import annotations

from app.models.book import Book
from app.models.kinds.area import Step, Task
from app.models.kinds.country import Deadline, Guidance
from app.models.kinds.inside import Outreach
from app.models.kinds.meetings import ActionPoint
from app.models.kinds.review import Comment
from app.process.checks import run_checks
from app.process.checks.finding import Context, Exports
from app.process.definition import durable_solutions
from app.process.next_actions import NextAction, next_actions
from app.process.readiness import grouped, readiness
from app.process.steps import step_states
from app.process.terms import On, Term
from tests.process.books import TODAY, make, whole


def actions(book: Book, member: str = "m0") -> tuple[NextAction, ...]:
    findings = run_checks(book, Context(TODAY, exports=Exports()))
    return next_actions(book, member, TODAY, findings, step_states(durable_solutions(), book, TODAY))


def codes(book: Book, member: str = "m0") -> list[str]:
    return [action.code for action in actions(book, member)]


def test_who_has_nothing_to_do_is_told_nothing() -> None:
    assert actions(whole()) == ()


def test_own_open_tasks_show_with_their_days() -> None:
    task = make(
        Task,
        "ta",
        step_id="review",
        title_en="Agree the date",
        assignee="m3",
        due="2026-06-08",
        status="open",
    )
    found = actions(whole(add=[task]), "m3")[0]
    assert (found.code, found.days, found.urgency, found.topic) == (
        "next.task",
        7,
        "soon",
        "step.review.short",
    )
    assert actions(whole(add=[task]), "m4") == ()


def test_done_tasks_do_not_show() -> None:
    assert codes(whole(add=[make(Task, "ta", step_id="review", assignee="m0", status="done")])) == []


def test_late_things_come_first() -> None:
    late = make(Task, "late", step_id="review", assignee="m0", due="2026-05-30")
    soon = make(Task, "soon", step_id="review", assignee="m0", due="2026-06-02")
    book = whole(add=[soon, late], changed={"q1": {"status": "open"}})
    assert [one.urgency for one in actions(book)] == ["late", "must", "soon"]
    assert actions(book)[0].days == -2


def test_focal_points_see_overdue_promises() -> None:
    book = whole(changed={"p1": {"due": "2026-05-01"}})
    assert codes(book) == ["next.commitment"]
    assert codes(book, "m3") == []


def test_members_see_what_their_own_organisation_promised() -> None:
    assert codes(whole(changed={"m3": {"organisation": "org"}}), "m3") == ["next.commitment"]


def test_action_points_show_when_they_are_near() -> None:
    near = make(
        ActionPoint, "ap", meeting="rt", text_en="Call", responsible="Nadia", due="2026-06-05", status="open"
    )
    far = make(ActionPoint, "ap2", meeting="rt", text_en="Write", due="2026-12-05", status="open")
    assert codes(whole(add=[near, far])) == ["next.action_point"]


def test_a_member_sees_the_action_points_that_name_them() -> None:
    mine = make(ActionPoint, "ap", meeting="rt", text_en="Call", responsible="Nadia Khalaf، Omar Saleh")
    others = make(
        ActionPoint, "ap2", meeting="rt", text_en="Go", responsible="Omar Saleh", organisation="org"
    )
    ours = make(ActionPoint, "ap3", meeting="rt", text_en="Write", organisation="org")
    changed = {"m3": {"organisation": "org", "name_en": "Nadia Khalaf"}, "p1": {"organisation": None}}
    found = actions(whole(add=[mine, others, ours], changed=changed), "m3")
    assert [one.jump.record for one in found] == ["ap", "ap3"]


def test_comments_are_gathered_by_who_sent_them() -> None:
    sent = [make(Comment, f"c{i}", type="must", organisation="org") for i in range(3)]
    nameless = make(Comment, "c9", type="must")
    found = actions(whole(add=[*sent, nameless]))
    assert [(one.code, one.params["count"]) for one in found] == [
        ("next.comments", 3),
        ("next.comments_unnamed", 1),
    ]


def test_one_error_keeps_its_sentence_and_several_are_counted() -> None:
    one = whole(changed={"a1": {"lead": None}})
    assert codes(one) == ["check.activity_lead"]
    assert codes(whole(drop=["l1", "m0", "m1", "d1"]), "m0") == []
    two = whole(drop=["pa2", "pa3"])
    assert [(a.code, a.params["count"]) for a in actions(two)] == [("check.approach_missing.many", 2)]


def test_open_contacts_show_to_whoever_makes_them() -> None:
    planned = make(Outreach, "o2", stakeholder="s1", by="m3", status="planned")
    waiting = make(Outreach, "o3", stakeholder="s2", by="m3", status="contacted")
    assert codes(whole(add=[planned, waiting]), "m3") == ["next.contact", "next.remind"]


def deadline(record: str, **more: object) -> Deadline:
    return Deadline(id=record, space="country", title_en="Review by", due="2026-06-20", **more)  # type: ignore[arg-type]


def test_deadlines_of_headquarters_show_to_all_until_the_step_is_finished() -> None:
    book = whole(
        add=[
            deadline("a", step="review"),
            deadline("b", step="finalise_monitor"),
            deadline("c", areas=("x",)),
        ]
    )
    assert [one.jump.record for one in actions(book, "m3")] == ["finalise_monitor"]


def test_new_guidance_shows_for_two_weeks() -> None:
    def guidance(record: str, day: str) -> Guidance:
        return Guidance(id=record, space="country", title_en="How to", issued_on=day)

    book = whole(
        add=[guidance("new", "2026-05-25"), guidance("old", "2026-05-01"), guidance("later", "2026-06-05")]
    )
    assert [one.jump.record for one in actions(book, "m3")] == ["new"]


def test_a_stranger_sees_only_what_is_for_all() -> None:
    assert codes(whole(add=[deadline("a")], changed={"a1": {"lead": None}}), "") == ["next.deadline"]


def test_readiness_counts_checks_without_errors_and_warnings() -> None:
    book = whole(drop=["t1", "b1"], add=[make(Step, "st", step_id="draft")])
    found = readiness(run_checks(book, Context(TODAY, exports=Exports())))
    assert (found.passed, found.total) == (11, 13)
    assert [one.code for one in found.blocking] == ["check.activity_target"]
    assert [one.number for one in found.results if not one.passes] == [2, 8]


def test_errors_of_signatures_do_not_stop_a_new_version() -> None:
    book = whole(changed={"g1": {"content_hash": "b" * 64}})
    found = readiness(run_checks(book, Context(TODAY, exports=Exports())))
    assert found.blocking == ()
    assert not found.results[12].passes


def test_findings_are_gathered_by_what_they_say() -> None:
    found = grouped(run_checks(whole(drop=["pa2", "pa3", "d1"]), Context(TODAY, exports=Exports())))
    assert [(group.code, len(group.findings)) for group in found] == [
        ("check.approach_missing", 2),
        ("check.area_not_selected", 1),
    ]


FINALISED = {"plan": {"status": "finalised"}, "fv": {"expected_signatories": ("focal_point_1=m0",)}}


def test_freezing_is_next_once_the_review_is_done() -> None:
    unfrozen = ["fv", "g1", "g2", "g3"]
    assert codes(whole(drop=unfrozen)) == ["next.freeze"]
    assert codes(whole(drop=unfrozen), "m3") == []
    assert codes(whole(drop=[*unfrozen, "rr"])) == []


def test_who_is_expected_to_sign_is_asked_until_they_did() -> None:
    book = whole(drop=["g2"], changed=FINALISED)
    (found,) = actions(book)
    assert (found.code, found.urgency, found.jump.record) == ("next.sign", "must", "fv")
    assert found.params == {"number": "1", "due": On("")}
    assert codes(whole(drop=["g2"], changed={**FINALISED, "g3": {"name_en": "Member 0"}})) == [
        "next.signatures"
    ]


def test_a_version_waits_for_those_who_have_not_signed() -> None:
    (found,) = actions(whole(drop=["g2"], changed=FINALISED), "m1")
    assert (found.code, found.params["missing"]) == ("next.signatures", (Term("signs.focal_points"),))
    assert codes(whole(changed=FINALISED)) == []
    assert codes(whole(drop=["g2"], changed={**FINALISED, "plan": {"status": "drafting"}})) == []


def test_a_day_for_the_last_step_presses() -> None:
    planned = make(Step, "st", step_id="finalise_monitor", planned_end="2026-05-30")
    (found,) = actions(whole(add=[planned], drop=["g2"], changed=FINALISED))
    assert (found.urgency, found.days) == ("late", -2)
