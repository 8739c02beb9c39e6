"""Taking back what a package changed, when own work already builds on it."""

from __future__ import annotations

from pathlib import Path

import pytest
from services.laptops import Laptop, bring_everyone_up_to_date, found

from app.foundation.errors import UserError
from app.models.kinds.people import Member
from app.models.kinds.plan import Activity
from app.services.taking import undo_last_take
from app.services.taking_again import take_again
from app.services.taking_back import look_back, take_back_changes
from app.services.views.packages import taken_list


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> list[Laptop]:
    """Dalia's and Omar's laptops with two activities, up to date, closed."""
    folder = tmp_path_factory.mktemp("template")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MASAR_DATA_DIR", str(folder / "data"))
        laptops = found(folder, "Omar")
        with laptops[0].use().write("activity.add") as unit:
            unit.add(Activity, title_en="Wells")
            unit.add(Activity, title_en="Schools")
        bring_everyone_up_to_date(laptops, folder)
        for laptop in laptops:
            laptop.use().close()
    return laptops


def by_title(laptop: Laptop, title: str) -> Activity:
    return next(one for one in laptop.use().records(Activity) if one.title_en == title)


def titles(laptop: Laptop) -> set[str | None]:
    return {one.title_en for one in laptop.use().records(Activity)}


def send_news(omar: Laptop, dalia: Laptop, folder: Path) -> None:
    """Omar renames the wells, removes the schools, adds a clinic; Dalia takes it."""
    wells, schools = by_title(omar, "Wells"), by_title(omar, "Schools")
    with omar.use().write("activity.edit") as unit:
        unit.set(Activity, wells.id, title_en="Deep wells", objective="SO4", other_objectives=("SO5",))
    with omar.use().write("activity.remove") as unit:
        unit.remove(Activity, schools.id)
    with omar.use().write("activity.add") as unit:
        unit.add(Activity, title_en="Clinic")
    dalia.take(omar.pack(folder / "news.masar", "Dalia"))


def test_everything_stands_as_before_and_the_other_hears_of_it(laptops: list[Laptop], tmp_path: Path) -> None:
    dalia, omar = laptops
    send_news(omar, dalia, tmp_path)
    assert titles(dalia) == {"Deep wells", "Clinic"}
    told = take_back_changes(dalia.use())
    assert (told.changed, told.restored, told.removed) == (
        {"activity": 1}, {"activity": 1}, {"activity": 1},
    )  # fmt: skip
    assert titles(dalia) == {"Wells", "Schools"}
    wells = by_title(dalia, "Wells")
    assert (wells.objective, wells.other_objectives) == (None, ())
    omar.take(dalia.pack(tmp_path / "back.masar", "Omar"))
    assert titles(omar) == {"Wells", "Schools"}
    assert dalia.state() == omar.state()


def test_looking_says_the_same_and_changes_nothing(laptops: list[Laptop], tmp_path: Path) -> None:
    dalia, omar = laptops
    send_news(omar, dalia, tmp_path)
    before = dalia.state()
    seen = look_back(dalia.use())
    assert dalia.state() == before
    assert seen == take_back_changes(dalia.use())


def test_what_was_changed_since_stays(laptops: list[Laptop], tmp_path: Path) -> None:
    dalia, omar = laptops
    send_news(omar, dalia, tmp_path)
    with dalia.use().write("activity.edit") as unit:
        unit.set(Activity, by_title(dalia, "Deep wells").id, title_en="Deep clean wells")
    with pytest.raises(UserError, match="own_work_builds_on_it"):
        undo_last_take(dalia.use())
    told = take_back_changes(dalia.use())
    assert told.left == 1
    assert titles(dalia) == {"Deep clean wells", "Schools"}


def test_it_is_one_step_that_undo_takes_back(laptops: list[Laptop], tmp_path: Path) -> None:
    dalia, omar = laptops
    send_news(omar, dalia, tmp_path)
    take_back_changes(dalia.use())
    dalia.use().undo()
    assert titles(dalia) == {"Deep wells", "Clinic"}


def test_twice_there_is_nothing_left_to_take_back(laptops: list[Laptop], tmp_path: Path) -> None:
    dalia, omar = laptops
    send_news(omar, dalia, tmp_path)
    take_back_changes(dalia.use())
    with pytest.raises(UserError, match="nothing_to_take_back"):
        take_back_changes(dalia.use())


def test_people_who_came_with_a_package_stay(laptops: list[Laptop]) -> None:
    """The last package that brought Dalia anything holds Omar's arrival and no ordinary work."""
    dalia = laptops[0]
    with pytest.raises(UserError, match="nothing_to_take_back"):
        take_back_changes(dalia.use())
    assert {one.name_en for one in dalia.desk.records(Member)} == {"Dalia", "Omar"}


def test_a_package_set_aside_is_taken_again_without_its_file(laptops: list[Laptop], tmp_path: Path) -> None:
    dalia, omar = laptops
    send_news(omar, dalia, tmp_path)
    after = dalia.state()
    undo_last_take(dalia.use())
    assert titles(dalia) == {"Wells", "Schools"}
    take = taken_list(dalia.use())[0].id
    assert take_again(dalia.use(), take) == 3
    assert (titles(dalia), dalia.state()) == ({"Deep wells", "Clinic"}, after)
    assert dalia.rebuilt() == after
    with pytest.raises(UserError, match="not_set_aside"):
        take_again(dalia.use(), take)
