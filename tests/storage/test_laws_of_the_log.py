"""Laws of the log without packages: whatever happens in whatever order, all files end alike and rebuild
alike."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from storage.pens import Pen, exchange

from app.foundation.errors import UserError
from app.storage.appending import Write
from app.storage.workspace import Workspace

WHO = st.integers(0, 2)
RECORD = st.sampled_from(["a1", "a2"])
STEPS = st.lists(
    st.one_of(
        st.tuples(
            st.just("title"), WHO, RECORD, st.sampled_from(["Wells", "Schools", " Wells", "آبار", None])
        ),
        st.tuples(st.just("group"), WHO, RECORD, st.sampled_from(["returnee", "stayee"]), st.booleans()),
        st.tuples(st.just("target"), WHO, RECORD, st.integers(1, 3)),
        st.tuples(st.just("alive"), WHO, RECORD, st.booleans()),
        st.tuples(st.just("undo"), WHO),
        st.tuples(st.just("redo"), WHO),
        st.tuples(st.just("hand"), WHO, WHO, st.integers(1, 30), st.integers(0, 30)),
        st.tuples(st.just("untake"), WHO),
    ),
    max_size=30,
)


class Story:
    """Three replicas and what happens to them."""

    def __init__(self, pens: list[Pen]) -> None:
        self.pens = pens

    def step(self, name: str, who: int, *rest: object) -> None:
        getattr(self, name)(self.pens[who], *rest)

    def title(self, pen: Pen, record: str, value: object) -> None:
        pen.set(record, "title_en", value)

    def group(self, pen: Pen, record: str, element: str, present: bool) -> None:
        pen.set(record, "groups", present, element)

    def target(self, pen: Pen, record: str, number: int) -> None:
        """Own a target to the activity, or change the one that is there."""
        target = f"t{record}"
        pen.write(
            Write("target", target, "activity", "", record), Write("target", target, "value", "", str(number))
        )

    def alive(self, pen: Pen, record: str, value: bool) -> None:
        if pen.column(record, "id") is not None:
            pen.set(record, "alive", value)

    def undo(self, pen: Pen) -> None:
        pen.undo()

    def redo(self, pen: Pen) -> None:
        pen.redo()

    def hand(self, pen: Pen, to: int, most: int, skip: int) -> None:
        """Hand on some of the log; what lacks its causes must wait."""
        receiver = self.pens[to]
        if receiver is not pen:
            receiver.vouch(pen)
            receiver.take(pen.send()[skip % 7 : skip % 7 + most])

    def untake(self, pen: Pen) -> None:
        try:
            pen.untake()
        except UserError as error:
            if error.code != "own_work_builds_on_it":
                raise


@given(steps=STEPS)
@settings(max_examples=20)
def test_any_schedule_ends_alike(empty_file: Path, steps: list[tuple[object, ...]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        pens = []
        for number in (1, 2, 3):
            path = Path(folder) / f"{number}.masarw"
            shutil.copyfile(empty_file, path)
            pens.append(Pen(Workspace.open(path, None), number))
        try:
            _play(pens, steps)
        finally:
            for pen in pens:
                pen.workspace.close()


def _play(pens: list[Pen], steps: list[tuple[object, ...]]) -> None:
    story = Story(pens)
    for step in steps:
        story.step(*step)  # type: ignore[arg-type]
    for pen in pens:
        live = pen.state()
        assert pen.rebuilt() == live
    exchange(pens)
    for pen in pens[1:]:
        assert pen.state() == pens[0].state()
        assert pen.conflicts() == pens[0].conflicts()
    for pen in pens:
        live = pen.state()
        assert pen.rebuilt() == live
