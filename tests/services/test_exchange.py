"""Packages between laptops of one area: waiting, taking twice, undoing a take, withheld values, removals."""

from __future__ import annotations

from pathlib import Path

import pytest
from services.laptops import Laptop, bring_everyone_up_to_date, found, inside

from app.foundation.errors import UserError
from app.models.kinds.country import Place
from app.models.kinds.inside import Contact, Stakeholder
from app.models.kinds.plan import Activity, Target
from app.services.asking import what_waits
from app.services.conflicts import conflict_list, decide
from app.services.taking import inspect_package, undo_last_take
from app.services.taking_again import take_again
from app.storage.packages import taken_packages


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> list[Laptop]:
    """Three laptops that know each other and hold one activity, closed."""
    folder = tmp_path_factory.mktemp("template")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MASAR_DATA_DIR", str(folder / "data"))
        laptops = found(folder, "Omar", "Nadia")
        with laptops[0].use().write("activity.add") as unit:
            unit.add(Activity, title_en="Wells")
        bring_everyone_up_to_date(laptops, folder)
        for laptop in laptops:
            laptop.use().close()
    return laptops


def wells(laptop: Laptop) -> Activity:
    return laptop.use().records(Activity)[0]


def rename(laptop: Laptop, title: str) -> None:
    activity = wells(laptop).id
    with laptop.desk.write("activity.edit") as unit:
        unit.set(Activity, activity, title_en=title)


def test_taking_twice_changes_nothing(laptops: list[Laptop], tmp_path: Path) -> None:
    dalia, omar, _ = laptops
    rename(dalia, "Deep wells")
    package = dalia.pack(tmp_path / "1.masar", "Omar")
    first = omar.take(package)
    state = omar.state()
    second = omar.take(package)
    assert (first.changed, second.changed) == ({"activity": 1}, {})
    assert second.already_known > 0
    assert omar.state() == state


def test_looking_changes_nothing_and_says_the_same(laptops: list[Laptop], tmp_path: Path) -> None:
    dalia, omar, _ = laptops
    rename(dalia, "Deep wells")
    package = dalia.pack(tmp_path / "1.masar", "Omar")
    before = omar.state()
    seen = inspect_package(omar.use(), package)
    assert omar.state() == before
    assert seen == omar.take(package)


def test_a_few_of_the_records_are_named(laptops: list[Laptop], tmp_path: Path) -> None:
    """New ones in the order they were added, removed ones as they were called; at most three of a kind."""
    dalia, omar, _ = laptops
    old = wells(dalia).id
    with dalia.use().write("activity.add") as unit:
        for number in range(5):
            unit.add(Activity, title_en=f"Road {number}")
    report = omar.take(dalia.pack(tmp_path / "1.masar", "Omar"))
    assert report.new["activity"] == 5
    assert [one.en for one in report.named["new"]["activity"]] == ["Road 0", "Road 1", "Road 2"]
    with omar.use().write("activity.remove") as unit:
        unit.remove(Activity, old)
    rename(omar, "Roads of 2027")
    report = dalia.take(omar.pack(tmp_path / "2.masar", "Dalia"))
    assert [one.en for one in report.named["removed"]["activity"]] == ["Wells"]
    assert [one.en for one in report.named["changed"]["activity"]] == ["Roads of 2027"]


def last_taken(laptop: Laptop) -> int:
    with laptop.use().workspace.read() as connection:
        return max(one.id for one in taken_packages(connection))


def test_what_lacks_its_cause_waits_and_is_named(laptops: list[Laptop], tmp_path: Path) -> None:
    """Nadia built on Omar's work, which Dalia has not got; her package does not bring it."""
    dalia, omar, nadia = laptops
    rename(omar, "Deep wells")
    lost = omar.pack(tmp_path / "lost.masar", "Nadia")
    nadia.take(lost)
    rename(nadia, "Clean wells")
    nadia.take(dalia.pack(tmp_path / "dalia.masar", "Nadia"))
    from services.laptops import make_package

    from app.models.vector import union
    from app.services.packing import Parcel
    from app.storage.chains import spaces, vector
    from app.sync.request import Request

    with omar.use().workspace.read() as connection:
        omars = {space: vector(connection, space) for space in spaces(connection)}
    with dalia.use().workspace.read() as connection:
        dalias = {space: vector(connection, space) for space in spaces(connection)}
    claimed = {space: union([dalias[space], omars[space]]) for space in dalias}
    request = Request(
        dalia.desk.identity_card(), dalia.desk.author().replica, "2026-03-14T09:30:00Z", claimed, ()
    )
    make_package(nadia.use(), Parcel(to=("Dalia",), request=request), tmp_path / "late.masar")
    report = dalia.take(tmp_path / "late.masar")
    assert report.waiting == 1
    assert wells(dalia).title_en == "Wells"
    missing, _ = what_waits(dalia.use())
    assert [(one.replica, one.waiting) for one in missing] == [(omar.desk.author().replica, 1)]
    assert missing[0].date
    dalia.take(omar.pack(tmp_path / "found.masar", "Dalia"))
    assert wells(dalia).title_en == "Clean wells"
    assert what_waits(dalia.use())[0] == []
    undo_last_take(dalia.use())  # What had waited waits again, and counts as soon as what it builds on does.
    assert wells(dalia).title_en == "Wells"
    assert [(one.set_aside, one.waiting) for one in what_waits(dalia.use())[0]] == [(True, 1)]
    take_again(dalia.use(), last_taken(dalia))
    assert wells(dalia).title_en == "Clean wells"
    assert what_waits(dalia.use())[0] == []
    assert dalia.rebuilt() == dalia.state()


def test_what_comes_before_a_signed_change_that_waits_is_signed_too(
    laptops: list[Laptop], tmp_path: Path
) -> None:
    """Dalia set aside what Omar's second change builds on; his first has its causes and is taken."""
    dalia, omar, nadia = laptops
    rename(nadia, "Deep wells")
    news = nadia.pack(tmp_path / "news.masar", "Dalia", "Omar")
    dalia.take(news)
    omar.take(dalia.pack(tmp_path / "said.masar", "Omar"))
    undo_last_take(dalia.use())
    undo_last_take(omar.use())
    with omar.use().write("activity.add") as unit:
        unit.add(Activity, title_en="Schools")
    omar.take(news)
    rename(omar, "Deeper wells")
    report = dalia.take(omar.pack(tmp_path / "both.masar", "Dalia"))
    assert (report.new, report.waiting) == ({"activity": 1}, 1)
    dalia.take(news)
    assert {one.title_en for one in dalia.desk.records(Activity)} == {"Deeper wells", "Schools"}


def test_a_take_is_undone_and_taken_again(laptops: list[Laptop], tmp_path: Path) -> None:
    dalia, omar, _ = laptops
    before = omar.state()
    rename(dalia, "Deep wells")
    with dalia.desk.write("activity.edit") as unit:
        unit.set(Activity, wells(dalia).id, groups=("returnee",), description_en="Said by nobody else")
    package = dalia.pack(tmp_path / "1.masar", "Omar")
    omar.take(package)
    after = omar.state()
    assert {wells(omar).id} <= set(undo_last_take(omar.use()))
    assert omar.state() == before
    assert omar.rebuilt() == before
    omar.take(package)
    assert omar.state() == after
    assert omar.rebuilt() == after


def test_undoing_after_taking_twice_sets_aside_what_the_first_brought(
    laptops: list[Laptop], tmp_path: Path
) -> None:
    dalia, omar, _ = laptops
    before = omar.state()
    rename(dalia, "Deep wells")
    package = dalia.pack(tmp_path / "1.masar", "Omar")
    for _ in range(2):
        omar.take(package)
    undo_last_take(omar.use())
    assert omar.state() == before
    with omar.use().workspace.read() as connection:
        twice, once, *_ = taken_packages(connection)
    assert (twice.brought, twice.set_aside, once.brought, once.set_aside) == (False, False, True, True)


def test_a_take_that_brought_an_undo_is_undone_too(laptops: list[Laptop], tmp_path: Path) -> None:
    dalia, omar, _ = laptops
    rename(dalia, "Deep wells")
    omar.take(dalia.pack(tmp_path / "1.masar", "Omar"))
    dalia.use().undo()
    omar.take(dalia.pack(tmp_path / "2.masar", "Omar"))
    assert wells(omar).title_en == "Wells"
    undo_last_take(omar.use())
    assert wells(omar).title_en == "Deep wells"


def test_own_work_that_builds_on_it_keeps_a_take(laptops: list[Laptop], tmp_path: Path) -> None:
    dalia, omar, _ = laptops
    rename(dalia, "Deep wells")
    omar.take(dalia.pack(tmp_path / "1.masar", "Omar"))
    rename(omar, "Clean wells")
    state = omar.state()
    with pytest.raises(UserError, match="own_work_builds_on_it"):
        undo_last_take(omar.use())
    assert omar.state() == state


def test_a_corrected_value_never_leaves(laptops: list[Laptop], tmp_path: Path) -> None:
    """Mistyped and put right before any package: only its leaf travels, and all end alike."""
    dalia, omar, _ = laptops
    with dalia.use().write("stakeholder.add") as unit:
        elder = unit.add(Stakeholder, name_en="Elder")
        contact = unit.add(Contact, stakeholder=elder, person_name="Mistyped Person", phone="0770 111")
    rename(dalia, "Mistyped wells")
    with dalia.desk.write("contact.edit") as unit:
        unit.set(Contact, contact, person_name="Right Person")
    rename(dalia, "Right wells")
    package = dalia.pack(tmp_path / "1.masar", "Omar")
    text = inside(omar, package)
    assert "Right Person" in text
    assert "Mistyped" not in text
    assert '"leaf"' in text
    omar.take(package)
    assert wells(omar).title_en == "Right wells"
    assert omar.conflicts() == []
    dalia.use().undo()
    omar.take(dalia.pack(tmp_path / "2.masar", "Omar"))
    assert wells(omar).title_en == wells(dalia).title_en == "Wells"
    assert omar.state()[dalia.desk.network] == dalia.state()[dalia.desk.network]
    assert dalia.rebuilt() == dalia.state()


def test_texts_and_personal_values_are_salted(laptops: list[Laptop], tmp_path: Path) -> None:
    from app.models.changeset import read_change, read_line
    from app.models.personal import is_salted

    dalia, omar, _ = laptops
    with dalia.use().write("stakeholder.add") as unit:
        elder = unit.add(Stakeholder, name_en="Elder")
        unit.add(Contact, stakeholder=elder, person_name="Person", phone="0770 111")
    text = inside(omar, dalia.pack(tmp_path / "1.masar", "Omar"))
    changes = [
        read_change(str(item))
        for line in text.splitlines()
        for item in read_line(line).c
        if isinstance(item, str)
    ]
    salted = {change.f: change.s for change in changes if not change.k.startswith("#")}
    for change in changes:
        if not change.k.startswith("#") and change.f != "alive":
            assert bool(change.s) == is_salted(change.k, change.f), change.f
    assert len(salted["person_name"]) == 32


def test_removed_here_and_edited_there_stays_and_asks(laptops: list[Laptop], tmp_path: Path) -> None:
    dalia, omar, nadia = laptops
    activity = wells(dalia).id
    with dalia.use().write("activity.remove") as unit:
        unit.remove(Activity, activity)
    with omar.use().write("target.add") as unit:
        unit.add(Target, activity=activity, unit="households", value="3")
    bring_everyone_up_to_date(laptops, tmp_path)
    assert wells(nadia).id == activity
    asked = conflict_list(nadia.desk)
    assert [one.about_removal for one in asked] == [True]
    assert {choice.value for choice in asked[0].choices} == {True, False}
    decide(nadia.use(), asked[0], keep=next(i for i, c in enumerate(asked[0].choices) if c.value is False))
    (tmp_path / "again").mkdir()
    bring_everyone_up_to_date(laptops, tmp_path / "again")
    for laptop in laptops:
        assert laptop.use().records(Activity) == []
        assert laptop.desk.records(Target) == []
        assert laptop.conflicts() == []


def test_what_a_removed_record_owns_is_hidden_and_comes_back_with_it(laptops: list[Laptop]) -> None:
    dalia = laptops[0]
    activity = wells(dalia).id
    with dalia.use().write("target.add") as unit:
        unit.add(Target, activity=activity, unit="households", value="3")
    with dalia.desk.write("activity.remove") as unit:
        unit.remove(Activity, activity)
    assert dalia.desk.records(Target) == []
    assert [found_.id for found_ in dalia.desk.removed(Activity)] == [activity]
    with dalia.desk.write("activity.restore") as unit:
        unit.restore(Activity, activity)
    assert len(dalia.desk.records(Target)) == 1


def test_two_values_apart_are_a_conflict_until_someone_decides(laptops: list[Laptop], tmp_path: Path) -> None:
    dalia, omar, nadia = laptops
    rename(dalia, "Deep wells")
    rename(omar, "Clean wells")
    bring_everyone_up_to_date(laptops, tmp_path)
    asked = conflict_list(nadia.use())
    assert {choice.value for choice in asked[0].choices} == {"Deep wells", "Clean wells"}
    assert {choice.before for choice in asked[0].choices} == {("Wells",)}
    decide(nadia.desk, asked[0], value="Deep, clean wells")
    assert nadia.conflicts() == []
    nadia.desk.undo()
    assert len(nadia.conflicts()) == 1
    nadia.desk.redo()
    (tmp_path / "again").mkdir()
    bring_everyone_up_to_date(laptops, tmp_path / "again")
    assert {wells(laptop).title_en for laptop in laptops} == {"Deep, clean wells"}
    assert [laptop.conflicts() for laptop in laptops] == [[], [], []]


def test_history_tells_who_when_old_and_new(laptops: list[Laptop], tmp_path: Path) -> None:
    dalia, omar, _ = laptops
    rename(dalia, "Deep wells")
    omar.take(dalia.pack(tmp_path / "1.masar", "Omar"))
    rename(omar, "Clean wells")
    omar.desk.undo()
    told = [event for event in omar.desk.history(wells(omar).id) if event.field == "title_en"]
    assert [(event.old, event.new, event.in_force) for event in told] == [
        ((), "Wells", True),
        (("Wells",), "Deep wells", True),
        (("Deep wells",), "Clean wells", False),
    ]
    assert told[1].sign_key == dalia.desk.author().sign_key
    assert told[2].sign_key == omar.desk.author().sign_key
    assert all(event.written.endswith("Z") for event in told)


def test_the_same_place_added_apart_is_one_place(laptops: list[Laptop], tmp_path: Path) -> None:
    dalia, omar, _ = laptops
    for laptop, name in ((dalia, "name_en"), (omar, "name_ar")):
        with laptop.use().write("places.import") as unit:
            unit.add(Place, pcode="IQG15", **{name: "Nineveh"})
    bring_everyone_up_to_date(laptops, tmp_path)
    for laptop in laptops:
        places = laptop.use().records(Place)
        assert [(place.name_en, place.name_ar) for place in places] == [("Nineveh", "Nineveh")]
        assert laptop.conflicts() == []
