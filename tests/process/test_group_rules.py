"""Backstopping per meeting, voices of the group, and the guide to the first meeting."""

from __future__ import annotations

import pytest

from app.models.book import Book
from app.models.kinds.area import Task
from app.models.kinds.inside import Stakeholder
from app.models.kinds.meetings import AgendaItem, Backstopping, Meeting
from app.models.kinds.people import Group, Member, Organisation, Training
from app.models.record import Record
from app.process.backstopping import functions_served, is_area_meeting, uncovered
from app.process.checks import found_by
from app.process.checks.finding import Context
from app.process.first_meeting import first_meeting, inducted, the_first_meeting
from app.process.reasons import View

DRAFTING, SECRETARIAT = "drafting_linkage_technical", "secretariat"
TODAY = "2026-02-01"


def member(record_id: str, role: str = "member", **values: object) -> Member:
    return Member(id=record_id, space="n", role=role, name_en=record_id, **values)  # type: ignore[arg-type]


def meeting(record_id: str = "m", **values: object) -> Meeting:
    first = {"type": "first_meeting", "held_on": "2026-01-13", **values}
    return Meeting(id=record_id, space="n", **first)  # type: ignore[arg-type]


RANA = member("rana", "backstop_area", backstop_function=DRAFTING)
ALI = member("ali", "dso", backstop_function=SECRETARIAT)
LINA = member("lina", "backstop_area", backstop_function=SECRETARIAT)


def codes(*records: Record) -> set[str]:
    return {one.code.removeprefix("check.") for one in found_by(2, Book(records), Context(TODAY))}


def test_the_usual_function_counts_unless_another_one_was_noted() -> None:
    held = meeting(backstoppers=("ali", "lina"))
    noted = Backstopping(id="b", space="n", meeting="m", member="lina", function=DRAFTING)
    assert functions_served(Book([held, ALI, LINA]), held) == {"ali": SECRETARIAT, "lina": SECRETARIAT}
    assert uncovered(Book([held, ALI, LINA]), held) == (DRAFTING,)
    assert uncovered(Book([held, ALI, LINA, noted]), held) == ()


def test_two_with_one_function_are_found() -> None:
    held = meeting(backstoppers=("ali", "lina"))
    assert "meeting_function_uncovered" in codes(held, ALI, LINA, RANA)
    assert "meeting_function_uncovered" not in codes(meeting(backstoppers=("ali", "rana")), ALI, RANA)


def test_one_alone_is_found_once() -> None:
    found = codes(meeting(backstoppers=("ali",)), ALI, RANA)
    assert "meeting_not_backstopped" in found
    assert "meeting_function_uncovered" not in found


def test_meetings_of_other_forums_need_no_backstopping() -> None:
    of_another = meeting(type="coordination", mechanism="cm")
    assert not is_area_meeting(of_another)
    assert "meeting_not_backstopped" not in codes(of_another)


def people(scope: str, org_type: str) -> list[Record]:
    office = Organisation(id="o", space="n", scope=scope, type=org_type)
    leads = [member(f"f{number}", "focal_point", organisation="o") for number in range(2)]
    return [office, *leads, *(member(f"p{number}", organisation="o") for number in range(5))]


def test_a_group_without_local_or_government_voice_is_told() -> None:
    assert {"no_local_member", "no_government_member"} <= codes(*people("international", "21"))
    assert not {"no_local_member", "no_government_member"} & codes(*people("local", "11"))


def test_nothing_is_said_while_organisations_are_missing() -> None:
    assert "no_local_member" not in codes(*people("international", "21"), member("new"))


# ---------------------------------------------------------------- the guide


def guide(*records: Record, sees_group: bool = True) -> dict[str, str]:
    items = first_meeting(View(Book(records), TODAY, sees_group))
    return {one.reason.code: one.reason.met for one in items}


def test_an_empty_group_has_everything_before_it() -> None:
    assert set(guide().values()) == {"no"}
    assert len(guide()) == 12


def test_the_earliest_first_meeting_counts() -> None:
    book = Book([meeting("late", held_on="2026-01-20"), meeting("early", held_on="2026-01-10")])
    found = the_first_meeting(book)
    assert found is not None
    assert found.id == "early"


@pytest.mark.parametrize(
    ("records", "code", "met"),
    [
        ([meeting()], "guide.dated", "partly"),
        (
            [meeting(venue="Hall"), AgendaItem(id="a", space="n", meeting="m", title_en="Work plan")],
            "guide.dated",
            "yes",
        ),
        ([Group(id="g", space="n", rhythm="Every second Tuesday")], "guide.rhythm", "yes"),
        ([member("a", represents="Women's groups"), member("b")], "guide.represents", "partly"),
        ([meeting(minutes_on="2026-01-14")], "guide.minutes", "yes"),
        ([meeting(), meeting("n", type="authority_meeting", held_on="2026-02-03")], "guide.next", "yes"),
        ([meeting(), meeting("n", held_on="2026-01-13")], "guide.next", "no"),
        ([meeting(backstoppers=("rana", "ali")), RANA, ALI], "guide.backstopped", "yes"),
        ([meeting(backstoppers=("rana",)), RANA, ALI], "guide.backstopped", "partly"),
        ([Task(id="t", space="n", step_id="prepare", assignee="a", due="2026-01-20")], "guide.tasks", "yes"),
        ([Task(id="t", space="n", step_id="prepare", due="2026-01-20")], "guide.tasks", "no"),
    ],
)
def test_points_answer_themselves(records: list[Record], code: str, met: str) -> None:
    assert guide(*records)[code] == met


def test_actors_of_three_sides_are_looked_for() -> None:
    office = Stakeholder(id="k1", space="g", type="11")
    women = Stakeholder(id="k2", space="g", type="womens_group")
    agency = Stakeholder(id="k3", space="g", type="40")
    assert guide(office, women)["guide.actors"] == "partly"
    assert guide(office, women, agency)["guide.actors"] == "yes"
    assert guide(sees_group=False)["guide.actors"] == "unseen"


def test_the_first_induction_of_each_member_counts() -> None:
    first = Training(id="t1", space="n", type="induction", held_on="2026-01-11", members=("a",))
    again = Training(id="t2", space="n", type="induction", held_on="2026-01-15", members=("a", "b"))
    other = Training(id="t3", space="n", type="training", held_on="2026-01-02", members=("c",))
    assert inducted(Book([again, first, other])) == {"a": "2026-01-11", "b": "2026-01-15"}
    assert guide(first, again, member("a"), member("d"))["guide.induction"] == "partly"
