"""What the people of a world say of each other: who is a steward, who was compared, who leaves, who is turned
away and who comes back. Only a steward's word counts; whoever leaves the group is out of the story, until at
the end somebody has brought them back."""

from __future__ import annotations

from collections.abc import Callable

from services.exchange_moves import allowed
from services.exchange_played import acted
from services.exchange_world import Seat, World

from app.services.people import give_role, make_steward, mark_compared
from app.services.roster_work import come_back, leave, take_over
from app.services.shared_invitations import turn_away

Saying = Callable[[World, Seat, str], None]

NOT_TO_SAY = ("not_a_steward", "left_oneself", "last_steward", "not_in_the_group", "own_words")


def name_steward(world: World, seat: Seat, name: str) -> None:
    allowed(lambda: make_steward(seat.desk, name), *NOT_TO_SAY)


def end_stewardship(world: World, seat: Seat, name: str) -> None:
    allowed(lambda: make_steward(seat.desk, name, granted=False), *NOT_TO_SAY)


def compare(world: World, seat: Seat, name: str) -> None:
    allowed(lambda: mark_compared(seat.desk, name), *NOT_TO_SAY)


def change_role(world: World, seat: Seat, name: str) -> None:
    allowed(lambda: give_role(seat.desk, name, "member"), *NOT_TO_SAY)


def hand_over(world: World, seat: Seat, name: str) -> None:
    allowed(lambda: take_over(seat.desk, name), *NOT_TO_SAY)


def bring_back(world: World, seat: Seat, name: str) -> None:
    """Somebody belongs to the group again. Whether their laptops count everywhere shows at the end."""
    came = allowed(lambda: come_back(seat.desk, name), *NOT_TO_SAY)
    acted("come back", came and name in world.stolen)


def say_left(world: World, seat: Seat, name: str) -> None:
    _parted(world, name, lambda: leave(seat.desk, name))


def refuse(world: World, seat: Seat, name: str) -> None:
    _parted(world, name, lambda: turn_away(seat.desk, name))


def refuse_keeping_their_work(world: World, seat: Seat, name: str) -> None:
    _parted(world, name, lambda: turn_away(seat.desk, name, work_counts=True))


def _parted(world: World, name: str, parting: Callable[[], object]) -> None:
    """From then on nothing is promised to who has to go."""
    if allowed(parting, *NOT_TO_SAY):
        world.call_lost(name)
        acted("part")


SAYINGS: tuple[Saying, ...] = (name_steward, end_stewardship, compare, change_role, hand_over, bring_back)
PARTINGS: tuple[Saying, ...] = (say_left, refuse, refuse_keeping_their_work)
