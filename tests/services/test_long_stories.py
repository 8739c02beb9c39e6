"""Long stories: seven laptops, two areas and headquarters, backups restored, clocks gone wrong."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from services.laptops import CHEAP, WORDS, Laptop, bring_everyone_up_to_date, founded, invited, joined

from app.foundation.clock import SteppingClock
from app.foundation.errors import UserError
from app.models.kinds.country import Deadline
from app.models.kinds.inside import Stakeholder
from app.models.kinds.plan import Activity, Target
from app.services.backups import make_backup, restore
from app.services.conflicts import conflict_list, decide
from app.services.front_area import go_to_area
from app.services.joining import join_workspace
from app.services.opening import Newcomer, open_workspace
from app.services.taking import undo_last_take

pytestmark = pytest.mark.soak

HUDA = Newcomer("Huda", "National team", "headquarters")
EXPECTED = "wrong_words_or_not_for_you package_of_another_area no_package_taken own_work_builds_on_it"


class Story:
    """Two areas with three laptops each, and headquarters."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.folder = folder
        self.chance = random.Random(seed)
        self.packages: list[Path] = []
        self.backups: dict[str, Path] = {}
        self.areas: list[tuple[str, list[Laptop]]] = []
        for creator, place, members in (("Dalia", "IQG15Q07", "Omar Nadia"), ("Karim", "IQG18", "Rana Sami")):
            first = founded(folder, creator, place)
            group = [first]
            for name in members.split():
                package = invited(first, folder / f"for-{name}.masar", "member")
                group.append(joined(folder, name, package, "member"))
            self.areas.append((first.desk.area, group))
        self.huda = self._headquarters()
        self.everyone = [laptop for _, group in self.areas for laptop in group] + [self.huda]
        self.meet()

    def _headquarters(self) -> Laptop:
        (_, first), (_, second) = self.areas
        huda = joined(
            self.folder, "Huda", invited(first[0], self.folder / "hq-1", "headquarters"), "headquarters"
        )
        huda.use().close()
        package = invited(second[0], self.folder / "hq-2", "headquarters")
        huda.desk = join_workspace(huda.use().workspace.path, package, HUDA, None, WORDS, costs=CHEAP)[0].desk
        return huda

    def meet(self) -> None:
        """Everyone gets everything; headquarters carries the country space from one area to the other."""
        for number in range(2):
            for area, group in self.areas:
                go_to_area(self.huda.use(), area)
                for laptops in (group, [group[0], self.huda], group):
                    folder = self.folder / f"meeting-{self.chance.random()}-{number}"
                    folder.mkdir()
                    bring_everyone_up_to_date(laptops, folder)

    def step(self) -> None:
        laptop = self.chance.choice(self.everyone)
        laptop.use()
        moves: list[Callable[[Laptop], object]] = [
            *[self.edit] * 4, self.add, self.target, self.remove, self.inside, self.undo, self.redo,
            self.decide, *[self.pack] * 3, *[self.take] * 4, self.untake, self.backup, self.restore,
            self.clock, self.deadline,
        ]  # fmt: skip
        try:
            self.chance.choice(moves)(laptop)
        except UserError as error:
            if error.code not in EXPECTED.split():
                raise

    def _some(self, laptop: Laptop) -> str:
        found = laptop.desk.records(Activity)
        return self.chance.choice(found).id if found else ""

    def edit(self, laptop: Laptop) -> None:
        if activity := self._some(laptop):
            with laptop.desk.write("activity.edit") as unit:
                groups = tuple(
                    self.chance.sample(["returnee", "stayee", "idp_camp"], self.chance.randint(0, 2))
                )
                title = self.chance.choice(["Wells", "Schools", "آبار", "Clinic"])
                unit.set(Activity, activity, title_en=title, groups=groups)

    def add(self, laptop: Laptop) -> None:
        with laptop.desk.write("activity.add") as unit:
            unit.add(Activity, title_en=f"New {self.chance.randint(0, 99)}")

    def target(self, laptop: Laptop) -> None:
        if activity := self._some(laptop):
            with laptop.desk.write("target.add") as unit:
                unit.add(Target, activity=activity, unit="households", value=str(self.chance.randint(1, 9)))

    def remove(self, laptop: Laptop) -> None:
        if activity := self._some(laptop):
            with laptop.desk.write("activity.remove") as unit:
                unit.remove(Activity, activity)

    def inside(self, laptop: Laptop) -> None:
        if laptop.desk.sees_group:
            with laptop.desk.write("stakeholder.add") as unit:
                unit.add(Stakeholder, name_en="Elder")

    def undo(self, laptop: Laptop) -> None:
        laptop.desk.undo()

    def redo(self, laptop: Laptop) -> None:
        laptop.desk.redo()

    def decide(self, laptop: Laptop) -> None:
        for conflict in conflict_list(laptop.desk)[:1]:
            decide(laptop.desk, conflict, keep=self.chance.randrange(len(conflict.choices)))

    def pack(self, laptop: Laptop) -> None:
        if laptop is self.huda:
            go_to_area(laptop.desk, self.chance.choice(self.areas)[0])
        group = next(group for area, group in self.areas if area == laptop.desk.area)
        to = self.chance.choice([one for one in [*group, self.huda] if one is not laptop])
        out = self.folder / f"{len(self.packages)}.masar"
        self.packages.append(laptop.pack(out, to.name))

    def take(self, laptop: Laptop) -> None:
        if self.packages:
            laptop.take(self.chance.choice(self.packages))

    def untake(self, laptop: Laptop) -> None:
        undo_last_take(laptop.desk)

    def backup(self, laptop: Laptop) -> None:
        out = self.folder / f"{laptop.name}-{self.chance.random()}.masarw"
        self.backups[laptop.name] = make_backup(laptop.desk, out)

    def restore(self, laptop: Laptop) -> None:
        if laptop.name in self.backups:
            path = laptop.desk.workspace.path
            laptop.desk.close()
            restore(self.backups[laptop.name], path)
            laptop.desk = open_workspace(path, None, costs=CHEAP).desk

    def clock(self, laptop: Laptop) -> None:
        moment = datetime(self.chance.randint(2000, 2090), self.chance.randint(1, 12), 1, tzinfo=UTC)
        laptop.desk.clock = SteppingClock(moment)

    def deadline(self, laptop: Laptop) -> None:
        with self.huda.use().write("deadline.add") as unit:
            unit.add(Deadline, title_en="Draft due", due="2026-12-01")

    def check(self) -> None:
        """All who hold a space agree on it, and what they hold rebuilds alike."""
        held: dict[str, set[tuple[bytes, str]]] = {}
        for laptop in self.everyone:
            live = laptop.state()
            for space, state in live.items():
                held.setdefault(space, set()).add(state)
            assert laptop.rebuilt() == live
        assert {space: len(states) for space, states in held.items()} == dict.fromkeys(held, 1)
        assert len(held) == 5

    def close(self) -> None:
        for laptop in self.everyone:
            laptop.use().close()


@pytest.mark.parametrize("seed", range(6))
def test_everyone_ends_alike(tmp_path: Path, seed: int) -> None:
    story = Story(tmp_path, seed)
    try:
        for _ in range(3):
            for _ in range(60):
                story.step()
            story.meet()
            story.check()
    finally:
        story.close()
