"""Schedules of exchange: whatever seven laptops and their copies do and whatever becomes of the packages,
once everything has reached everyone all hold the same."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import wraps

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import seed as seeded
from hypothesis import strategies as st
from hypothesis.internal.conjecture import providers
from hypothesis.stateful import RuleBasedStateMachine, get_state_machine_test, precondition, rule
from services import exchange_moves as moves
from services import exchange_roster as on_roster
from services import exchange_stories as stories
from services.exchange_laws import check_all, only_its_own_spaces
from services.exchange_played import acted
from services.exchange_world import CENTRE, CHANCE, GROUPS, NAMES, Seat, World, ask_and_answer, world
from services.lean_sql import lean_sql, rarely_collected

from app.models.kinds.inside import Stakeholder
from app.models.kinds.people import Organisation
from app.models.kinds.plan import Activity, FrameworkAnswer, Paragraph, Target
from app.models.record import Record

HOW = st.integers(0, 3)
WHO, AREA, WHICH, PACKAGE = st.integers(0, 8), st.integers(0, 1), st.integers(0, 3), st.integers(0, 11)
TEXTS = st.sampled_from(["wells", "schools", "آبار"])
KINDS = st.sampled_from([Activity, Target, FrameworkAnswer, Paragraph, Stakeholder])
DISPLACED = st.sets(st.sampled_from(["returnee", "stayee"]))
PARTS = st.sampled_from(["", "group", "network", "all"])
DAYS = st.sampled_from(["", "2000-01-01", "2026-03-14", "2027-01-01"])
LOST = st.sampled_from(["Nadia", "Omar", "Rana"])
"""Who may be lost to a group: not who brought it together, and not who carries its packages at the end."""
STEWARDS = st.sampled_from([0, 1, 3, 4])
WORLD = [0]
"""The seed of the world that is played in."""
PLAYED = [0]
"""How many schedules were begun, those of a failure that is made shorter included."""
EDITS = (
    moves.edit_title, moves.edit_title, moves.paragraph, moves.answer, moves.place, moves.stakeholder,
    moves.contact, moves.contact, moves.both_spaces,
)  # fmt: skip


def may_be_revoked(move: Callable[..., None]) -> Callable[..., None]:
    """Let a move be refused to somebody whose laptop was called lost and who has heard of it."""

    @wraps(move)
    def played(self: Exchange, who: int, **given: object) -> None:
        name = self.world.seats[who % len(self.world.seats)].name
        codes = ("device_revoked",) if name in self.world.stolen else ()
        moves.allowed(lambda: move(self, who=who, **given), *codes)

    return played


class Exchange(RuleBasedStateMachine):
    """A schedule: who does what in which order, and what becomes of the packages."""

    def __init__(self) -> None:
        super().__init__()
        self.world: World = world(WORLD[0])
        self.world.look = only_its_own_spaces
        PLAYED[0] += 1

    def teardown(self) -> None:
        try:
            check_all(self.world)
        finally:
            self.world.close()

    def _seat(self, who: int, area: int) -> Seat:
        return self.world.seat(who, area)

    def _known_to(self, seat: Seat, name: str) -> str:
        """Return somebody of the area in front who may be lost to it: the one named, or another."""
        group = GROUPS[self.world.group_of(seat)]
        return name if name in group else next(one for one in ("Nadia", "Rana") if one in group)

    def _wrote(self, name: str, seat: Seat) -> None:
        """Keep in mind what somebody wrote, and count the move if it wrote anything."""
        acted(name, self.world.confirm(seat))

    def _together(
        self, story: stories.Story, who: int, whose: int, area: int, how: int, *, inside: bool = False
    ) -> None:
        """Play a story of two people who both count and hold the area, if there are such."""
        seat = self._seat(who, area)
        others = stories.partners(self.world, seat, inside=inside)
        if others:
            story(self.world, seat, others[whose % len(others)], "story", how)

    @rule(who=WHO, area=AREA, edit=st.sampled_from(EDITS), which=WHICH, text=TEXTS)
    @may_be_revoked
    def edit(self, who: int, area: int, edit: moves.Edit, which: int, text: str) -> None:
        seat = self._seat(who, area)
        edit(self.world, seat, which, text)
        self._wrote("edit", seat)

    @rule(who=WHO, area=AREA, which=WHICH, groups=DISPLACED)
    @may_be_revoked
    def groups(self, who: int, area: int, which: int, groups: Iterable[str]) -> None:
        seat = self._seat(who, area)
        moves.edit_groups(self.world, seat, which, sorted(groups))
        self._wrote("edit elements", seat)

    @rule(who=WHO, area=AREA, which=WHICH, value=st.integers(1, 3))
    @may_be_revoked
    def target(self, who: int, area: int, which: int, value: int) -> None:
        seat = self._seat(who, area)
        moves.set_target(self.world, seat, which, value)
        self._wrote("set a target", seat)

    @rule(who=WHO, area=AREA, text=TEXTS)
    @may_be_revoked
    def add(self, who: int, area: int, text: str) -> None:
        seat = self._seat(who, area)
        moves.add_activity(self.world, seat, text)
        self._wrote("add", seat)

    @rule(who=WHO, area=AREA, kind=st.sampled_from([Activity, Stakeholder]), which=WHICH, text=TEXTS)
    @may_be_revoked
    def attach(self, who: int, area: int, kind: type[Record], which: int, text: str) -> None:
        seat = self._seat(who, area)
        moves.attach(self.world, seat, kind, which, text)
        self._wrote("attach", seat)

    @rule(area=AREA, which=WHICH, text=TEXTS)
    def deadline(self, area: int, which: int, text: str) -> None:
        seat = self._seat(NAMES.index(CENTRE), area)
        moves.deadline(self.world, seat, which, text)
        self._wrote("deadline", seat)

    @rule(who=WHO, area=AREA, kind=KINDS, which=WHICH, back=st.booleans())
    @may_be_revoked
    def remove(self, who: int, area: int, kind: type[Record], which: int, back: bool) -> None:
        seat = self._seat(who, area)
        (moves.bring_back if back else moves.remove)(self.world, seat, kind, which)
        self._wrote("bring back" if back else "remove", seat)

    @rule(who=WHO, whose=WHO, area=AREA, which=WHICH, text=TEXTS)
    @may_be_revoked
    def remove_apart(self, who: int, whose: int, area: int, which: int, text: str) -> None:
        moves.remove_apart(self.world, self._seat(who, area), which, whose, text)

    @rule(who=WHO, area=AREA, kind=st.sampled_from([Stakeholder, Organisation]), which=WHICH)
    @may_be_revoked
    def merge(self, who: int, area: int, kind: type[Record], which: int) -> None:
        seat = self._seat(who, area)
        moves.merge_some(self.world, seat, kind, which)
        self.world.confirm(seat)

    @rule(who=WHO, area=AREA, which=WHICH, field=st.sampled_from(["", "phone"]))
    @may_be_revoked
    def forget(self, who: int, area: int, which: int, field: str) -> None:
        seat = self._seat(who, area)
        moves.forget_some(self.world, seat, which, field)
        self.world.confirm(seat)

    @rule(who=WHO, area=AREA, which=WHICH, text=TEXTS)
    @may_be_revoked
    def forge(self, who: int, area: int, which: int, text: str) -> None:
        seat = self._seat(who, area)
        moves.forge_deadline(self.world, seat, which, text)
        self.world.confirm(seat)

    @rule(who=STEWARDS, name=LOST, until=DAYS)
    @may_be_revoked
    def revoke(self, who: int, name: str, until: str) -> None:
        seat = self._seat(who, 0)
        moves.revoke_some(self.world, seat, self._known_to(seat, name), until)
        self.world.confirm(seat)

    @rule(who=WHO, name=LOST, said=st.sampled_from(on_roster.SAYINGS))
    @may_be_revoked
    def say_of_somebody(self, who: int, name: str, said: on_roster.Saying) -> None:
        seat = self._seat(who, 0)
        said(self.world, seat, self._known_to(seat, name))
        self._wrote("say on the roster", seat)

    @precondition(lambda self: not self.world.stolen)
    @rule(who=STEWARDS, name=LOST, parting=st.sampled_from(on_roster.PARTINGS))
    @may_be_revoked
    def part_with_somebody(self, who: int, name: str, parting: on_roster.Saying) -> None:
        seat = self._seat(who, 0)
        parting(self.world, seat, self._known_to(seat, name))
        self.world.confirm(seat)

    @precondition(lambda self: self.world.stolen)
    @rule(who=STEWARDS, until=DAYS)
    @may_be_revoked
    def move_cut(self, who: int, until: str) -> None:
        seat = self._seat(who, 0)
        moves.move_cut(self.world, seat, until)
        self.world.confirm(seat)

    @precondition(lambda self: self.world.stolen)
    @rule(who=st.sampled_from([0, 1, 3, 4, 6]), area=AREA)
    @may_be_revoked
    def count_again(self, who: int, area: int) -> None:
        seat = self._seat(who, area)
        moves.count_again(self.world, seat)
        self.world.confirm(seat)

    @rule(area=AREA, name=LOST, until=DAYS)
    def cut_in_country(self, area: int, name: str, until: str) -> None:
        seat = self._seat(NAMES.index(CENTRE), area)
        moves.cut_in_country(self.world, seat, self._known_to(seat, name), until)
        self.world.confirm(seat)

    @rule(who=WHO, area=AREA, redo=st.booleans())
    @may_be_revoked
    def undo(self, who: int, area: int, redo: bool) -> None:
        seat = self._seat(who, area)
        if redo:
            seat.desk.redo()
        else:
            seat.desk.undo()
        self._wrote("redo" if redo else "undo", seat)

    @rule(who=WHO, area=AREA, which=WHICH, keep=st.integers(0, 2))
    @may_be_revoked
    def decide(self, who: int, area: int, which: int, keep: int) -> None:
        seat = self._seat(who, area)
        moves.decide_some(self.world, seat, which, keep)
        self.world.confirm(seat)

    @rule(who=WHO, area=AREA, whom=st.lists(WHO, min_size=1, max_size=2), part=PARTS)
    def pack(self, who: int, area: int, whom: list[int], part: str) -> None:
        moves.pack_for(self.world, self._seat(who, area), whom, part)

    @rule(who=WHO, area=AREA, part=PARTS)
    def pack_for_words(self, who: int, area: int, part: str) -> None:
        moves.pack_for_words(self.world, self._seat(who, area), part)

    @precondition(lambda self: self.world.parcels)
    @rule(which=PACKAGE)
    def lose(self, which: int) -> None:
        moves.lose(self.world, -1 - which)

    @rule(who=WHO, whom=WHO, area=AREA)
    def request(self, who: int, whom: int, area: int) -> None:
        answering = self._seat(whom, area)
        asking = self._seat(who, area)
        gone = ("person_left",) if asking.name in self.world.stolen else ()
        moves.allowed(lambda: ask_and_answer(self.world, asking, answering), *gone)

    @rule(who=WHO, whom=WHO, area=AREA)
    def hand_over(self, who: int, whom: int, area: int) -> None:
        """A package made, carried and taken at once."""
        made = moves.pack_for(self.world, self._seat(who, area), [whom], "")
        for seat in self.world.seats if made is not None else ():
            if made is not None and seat.name in made.to:
                moves.allowed(lambda seat=seat: self.world.take(seat, made), *moves.NOT_FOR_THEM)

    @precondition(lambda self: self.world.parcels)
    @rule(who=WHO, which=PACKAGE)
    def take(self, who: int, which: int) -> None:
        moves.take(self.world, self._seat(who, 0), -1 - which)

    @precondition(lambda self: self.world.parcels)
    @rule(who=WHO, which=PACKAGE)
    def take_twice(self, who: int, which: int) -> None:
        moves.take_twice(self.world, self._seat(who, 0), -1 - which)

    @rule(who=WHO)
    def untake(self, who: int) -> None:
        moves.untake(self.world, self._seat(who, 0))

    @rule(who=WHO)
    def take_up_again(self, who: int) -> None:
        moves.take_up_again(self.world, self._seat(who, 0))

    @rule(who=WHO, area=AREA)
    @may_be_revoked
    def take_back(self, who: int, area: int) -> None:
        seat = self._seat(who, area)
        moves.take_back(self.world, seat)
        self.world.confirm(seat)

    @rule(who=WHO)
    def back_up(self, who: int) -> None:
        moves.back_up(self.world, self._seat(who, 0))

    @precondition(lambda self: self.world.backups)
    @rule(which=WHICH)
    def put_back(self, which: int) -> None:
        kept = sorted(self.world.backups)
        moves.put_back(self.world, self._seat(kept[which % len(kept)], 0))

    @rule(who=WHO)
    def reopen(self, who: int) -> None:
        moves.reopen(self.world, self._seat(who, 0))

    @precondition(lambda self: len(self.world.seats) < len(NAMES) + 2)
    @rule(who=WHO)
    def fork(self, who: int) -> None:
        moves.fork(self.world, self._seat(who, 0))

    @precondition(lambda self: len(self.world.seats) < len(NAMES) + 2)
    @rule(who=WHO, area=AREA, which=WHICH, whom=WHO, text=TEXTS)
    @may_be_revoked
    def slip(self, who: int, area: int, which: int, whom: int, text: str) -> None:
        seat = self._seat(who, area)
        moves.slip(self.world, seat, which, whom, text)
        self.world.confirm(seat)

    @rule(who=WHO, days=st.integers(-730, 730))
    def clock(self, who: int, days: int) -> None:
        moves.set_clock(self._seat(who, 0), days)

    # -- what several do one after the other

    @rule(who=WHO, whose=WHO, area=AREA, how=HOW)
    def disagree(self, who: int, whose: int, area: int, how: int) -> None:
        self._together(stories.disagree, who, whose, area, how)

    @rule(who=WHO, whose=WHO, area=AREA, how=HOW)
    def decide_together(self, who: int, whose: int, area: int, how: int) -> None:
        self._together(stories.decide_together, who, whose, area, how)

    @rule(who=WHO, whose=WHO, area=AREA, how=HOW)
    def forget_together(self, who: int, whose: int, area: int, how: int) -> None:
        self._together(stories.forget_together, who, whose, area, how, inside=True)

    @rule(who=WHO, whose=WHO, area=AREA, how=HOW)
    def merge_together(self, who: int, whose: int, area: int, how: int) -> None:
        self._together(stories.merge_together, who, whose, area, how, inside=True)

    @rule(who=WHO, whose=WHO, area=AREA, how=HOW)
    def undo_together(self, who: int, whose: int, area: int, how: int) -> None:
        self._together(stories.undo_together, who, whose, area, how)

    @rule(who=WHO, whose=WHO, area=AREA, how=HOW)
    def wait_for_the_first(self, who: int, whose: int, area: int, how: int) -> None:
        self._together(stories.wait_for_the_first, who, whose, area, how)

    @rule(who=WHO, whose=WHO, area=AREA, how=HOW)
    def ask_together(self, who: int, whose: int, area: int, how: int) -> None:
        self._together(stories.ask_together, who, whose, area, how)

    @rule(who=WHO, whose=WHO, area=AREA, how=HOW)
    def undo_and_redo(self, who: int, whose: int, area: int, how: int) -> None:
        self._together(stories.undo_and_redo, who, whose, area, how)

    @rule(who=WHO, whose=WHO, area=AREA, how=HOW)
    def remove_and_bring_back(self, who: int, whose: int, area: int, how: int) -> None:
        self._together(stories.remove_and_bring_back, who, whose, area, how)

    @rule(who=STEWARDS, name=LOST, parting=st.sampled_from(stories.GONE))
    def gone_and_back(self, who: int, name: str, parting: stories.Parting) -> None:
        """A steward says that somebody's laptop is lost, or that they are gone, and then takes it back."""
        seat = self._seat(who, 0)
        if seat.name not in self.world.stolen:
            stories.gone_and_back(self.world, seat, self._known_to(seat, name), parting)


@contextmanager
def stage(seed: int) -> Iterator[None]:
    """Have all that is played go from the same seed, and faster."""
    WORLD[0] = seed
    with pytest.MonkeyPatch.context() as bare, rarely_collected():
        lean_sql(bare)
        bare.setattr(secrets, "choice", CHANCE.choice)
        # Else numbers that stand in modules which happen to be loaded would be played more often.
        bare.setattr(providers, "_get_local_constants", providers.Constants)
        providers.CONSTANTS_CACHE.cache.clear()
        yield


def play(schedules: int, seed: int, steps: int = 40) -> None:
    """Play schedules that follow from a seed. A failure is raised with the shortest schedule that fails."""
    how = settings(
        max_examples=schedules, stateful_step_count=steps, deadline=None, database=None, print_blob=True,
        suppress_health_check=list(HealthCheck), phases=[Phase.generate, Phase.shrink],
    )  # fmt: skip
    test = seeded(seed)(get_state_machine_test(Exchange, settings=how))
    with stage(seed):
        test()


Step = tuple[Callable[..., None], dict[str, object]]


def play_fixed(steps: Sequence[Step], seed: int = 1) -> None:
    """Play one schedule that is written down."""
    with stage(seed):
        schedule = Exchange()
        try:
            for step, given in steps:
                step(schedule, **given)
        except BaseException:
            schedule.world.close()
            raise
        schedule.teardown()
