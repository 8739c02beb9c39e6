"""Laws, with real packages: any schedule of edits, removals, undo, lost and doubled packages ends alike."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from services.laptops import Laptop, bring_everyone_up_to_date, copies, found

from app.foundation.errors import UserError
from app.models.kinds.plan import Activity, Target
from app.services.taking import undo_last_take

WHO = st.integers(0, 2)
TITLES = st.sampled_from(["Wells", "Schools", "Clinic", "آبار"])
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("edit"), WHO, st.integers(0, 3), TITLES),
        st.tuples(
            st.just("groups"), WHO, st.integers(0, 3), st.sets(st.sampled_from(["returnee", "stayee"]))
        ),
        st.tuples(st.just("target"), WHO, st.integers(0, 3), st.integers(1, 9)),
        st.tuples(st.just("remove"), WHO, st.integers(0, 3)),
        st.tuples(st.just("undo"), WHO),
        st.tuples(st.just("redo"), WHO),
        st.tuples(st.just("pack"), WHO, WHO),
        st.tuples(st.just("take"), WHO, st.integers(0, 9)),
        st.tuples(st.just("untake"), WHO),
    ),
    max_size=25,
)


@pytest.fixture(scope="module")
def template() -> Iterator[list[Laptop]]:
    """Three laptops that know each other and one shared list of four activities, closed."""
    folder = Path(tempfile.mkdtemp())
    laptops = found(folder, "Omar", "Nadia")
    with laptops[0].use().write("activity.add") as unit:
        for number in range(4):
            unit.add(Activity, title_en=f"Activity {number}")
    bring_everyone_up_to_date(laptops, folder)
    for laptop in laptops:
        laptop.use().close()
    yield laptops
    shutil.rmtree(folder)


class Story:
    """What happens on the three laptops."""

    def __init__(self, laptops: list[Laptop], folder: Path) -> None:
        self.laptops = laptops
        self.folder = folder
        self.packages: list[Path] = []

    def step(self, name: str, who: int, *rest: object) -> None:
        getattr(self, name)(self.laptops[who], *rest)

    def _activity(self, laptop: Laptop, number: int) -> str | None:
        listed = laptop.use().records(Activity)
        return listed[number % len(listed)].id if listed else None

    def edit(self, laptop: Laptop, number: int, title: str) -> None:
        if activity := self._activity(laptop, number):
            with laptop.use().write("activity.set") as unit:
                unit.set(Activity, activity, title_en=title)

    def groups(self, laptop: Laptop, number: int, groups: set[str]) -> None:
        if activity := self._activity(laptop, number):
            with laptop.use().write("activity.set") as unit:
                unit.set(Activity, activity, groups=tuple(groups))

    def target(self, laptop: Laptop, number: int, value: int) -> None:
        if activity := self._activity(laptop, number):
            with laptop.use().write("target.add") as unit:
                unit.add(Target, activity=activity, unit="households", value=str(value))

    def remove(self, laptop: Laptop, number: int) -> None:
        if activity := self._activity(laptop, number):
            with laptop.use().write("activity.remove") as unit:
                unit.remove(Activity, activity)

    def undo(self, laptop: Laptop) -> None:
        laptop.use().undo()

    def redo(self, laptop: Laptop) -> None:
        laptop.use().redo()

    def pack(self, laptop: Laptop, to: int) -> None:
        out = self.folder / f"{len(self.packages)}.masar"
        self.packages.append(laptop.pack(out, self.laptops[to].name))

    def take(self, laptop: Laptop, number: int) -> None:
        if self.packages:
            _unless(
                "wrong_words_or_not_for_you", lambda: laptop.take(self.packages[number % len(self.packages)])
            )

    def untake(self, laptop: Laptop) -> None:
        _unless("no_package_taken own_work_builds_on_it", lambda: undo_last_take(laptop.use()))


def _unless(codes: str, action: Callable[[], object]) -> None:
    """Run an action that may be refused with one of the codes, and with no other."""
    try:
        action()
    except UserError as error:
        if error.code not in codes.split():
            raise


@given(steps=STEPS)
@settings(max_examples=8)
def test_any_schedule_ends_alike(template: list[Laptop], steps: list[tuple[object, ...]]) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        story = Story(copies(template, folder), folder)
        try:
            for step in steps:
                story.step(*step)  # type: ignore[arg-type]
            bring_everyone_up_to_date(story.laptops, folder)
            first = story.laptops[0]
            for laptop in story.laptops[1:]:
                assert laptop.state() == first.state()
                assert laptop.conflicts() == first.conflicts()
            for laptop in story.laptops:
                live = laptop.state()
                assert laptop.rebuilt() == live
        finally:
            for laptop in story.laptops:
                laptop.use().close()
