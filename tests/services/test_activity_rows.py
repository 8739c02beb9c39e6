"""Activities out of a spreadsheet's cells, and several changed at once."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from services.example import example_desk

from app.foundation.errors import UserError
from app.models.kinds.area import Location
from app.models.kinds.plan import Activity, JointActivity, Target
from app.services.activity_rows import MOST_ROWS, add_rows, change_all, read_rows, shift_all
from app.services.desk import Desk
from app.services.joint_work import exceptions_needed, give_exception
from app.services.undoing import undo

HEADED = (
    "Activity\tSO\tLead\tStart date\tEnd date\tTarget\tUnit\tFor\n"
    "Repair the school\tSO4 Basic services\tSunbula Development Organisation\t1/5/2026\t2026-09-30\t1,200\t"
    "individuals\tReturnees; Host community\n"
    "\n"
    "Open a market\tsomething\tNobody\t31 Dec 26\t\t\t\t\n"
)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    made = example_desk(tmp_path_factory.mktemp("rows"))
    yield made
    made.close()


def test_headers_say_what_is_what(desk: Desk) -> None:
    school, market = read_rows(desk, HEADED, "en")
    assert (school.title, school.values["objective"], school.values["starts"], school.values["ends"]) == (
        "Repair the school", "SO4", "2026-05-01", "2026-09-30",
    )  # fmt: skip
    assert dict(school.target) == {"value": "1200", "unit": "individuals"}
    assert school.values["groups"] == ("returnee", "host_community")
    assert school.unread == ()
    assert market.values["starts"] == "2026-12-31"
    assert market.unread == (("objective", "something"), ("lead", "Nobody"))


def test_headers_may_name_money_partners_and_what_is_new(desk: Desk) -> None:
    rows = "Title\tDescription\tPartners\tBudget\tCurrency\tDonor\tExisting or new\tModality\n"
    rows += "Fix the pump\tBy hand\tOpen Well Network; IARR\t12,500\tUSD\tMeridian\tscaled_up\tworks"
    found = read_rows(desk, rows, "en")[0]
    assert not found.unread
    given = dict(found.values)
    assert len(given.pop("partners")) == 2  # type: ignore[arg-type]
    assert given == {
        "title_en": "Fix the pump", "description_en": "By hand", "budget": "12500", "currency": "USD",
        "donor": "Meridian", "origin": "scaled_up", "modality": "works",
    }  # fmt: skip


def test_arabic_headers_and_digits_are_read_too(desk: Desk) -> None:
    (row,) = read_rows(desk, "النشاط\tالهدف الرقمي\tالوحدة\nترميم المدرسة\t٤٠\tمنازل", "ar")
    assert row.values["title_ar"] == "ترميم المدرسة"
    assert row.target["value"] == "40"


def test_without_headers_the_usual_order_holds(desk: Desk) -> None:
    place = desk.records(Location)[0]
    (row,) = read_rows(desk, f"A-9\tDig a well\tSO4\t{place.name_en}", "en")
    assert (row.values["code"], row.title, row.values["locations"]) == ("A-9", "Dig a well", (place.id,))
    assert [one.title for one in read_rows(desk, "One\nTwo", "en")] == ["One", "Two"]


def test_what_was_read_is_added_as_one_step(desk: Desk) -> None:
    before = len(desk.records(Activity))
    made = add_rows(desk, read_rows(desk, HEADED, "en"))
    assert len(made) == 2
    assert [one.value for one in desk.records(Target, activity=made[0])] == ["1200"]
    assert desk.find(Activity, made[1]).status == "proposed"
    undo(desk)
    assert len(desk.records(Activity)) == before


@pytest.mark.parametrize(
    ("text", "code"),
    [("", "nothing_to_paste"), ("\t\t\n", "nothing_to_paste"), ("x\n" * (MOST_ROWS + 1), "too_many_rows")],
)
def test_what_holds_no_activities_is_refused(desk: Desk, text: str, code: str) -> None:
    with pytest.raises(UserError, match=code):
        read_rows(desk, text, "en")


def test_several_take_one_value_and_sets_grow(desk: Desk) -> None:
    first, second = (one.id for one in desk.records(Activity)[:2])
    assert change_all(desk, (first, second, "gone"), "status", "suspended") == 2
    held = desk.find(Activity, first).groups
    change_all(desk, (first,), "groups", ("other_affected",))
    assert desk.find(Activity, first).groups == tuple(sorted({*held, "other_affected"}))
    assert change_all(desk, (first,), "groups", ("other_affected",)) == 0
    undo(desk)
    undo(desk)
    assert desk.find(Activity, first).status != "suspended"


def test_several_move_by_days(desk: Desk) -> None:
    one = next(found for found in desk.records(Activity) if found.starts == "2026-05-01")
    assert shift_all(desk, (one.id,), 31) == 1
    assert desk.find(Activity, one.id).starts == "2026-06-01"
    undo(desk)
    assert shift_all(desk, (one.id,), 0) == 0


def test_one_reason_serves_all_joint_work_that_begins_unsigned(desk: Desk) -> None:
    with desk.write("joint_activity.add") as unit:
        joints = [unit.add(JointActivity, title_en=name) for name in ("Water", "Roads")]
        for joint in (*joints, joints[0]):
            unit.add(Activity, title_en="Dig", joint_activity=joint)
    chosen = [one.id for one in desk.records(Activity) if one.joint_activity in joints]
    assert exceptions_needed(desk.book(), chosen) == ()
    change_all(desk, chosen, "status", "ongoing")
    needed = exceptions_needed(desk.book(), chosen)
    assert sorted(one.id for one in needed) == sorted(joints)
    with pytest.raises(UserError, match="reason_missing"):
        give_exception(desk, joints, " ")
    give_exception(desk, joints, "Winter comes first.")
    assert exceptions_needed(desk.book(), chosen) == ()
    undo(desk)
    assert len(exceptions_needed(desk.book(), chosen)) == 2
