"""What two or three people do one after the other, and what must have come of it at once.

Each story makes the situation that it needs out of whatever the world holds: so it is played to its end in
nearly every schedule, also in one that is made shorter.
"""

from __future__ import annotations

from collections.abc import Callable

from services import exchange_moves as moves
from services import exchange_roster as on_roster
from services.exchange_bytes import still_said
from services.exchange_laws import snapshot
from services.exchange_moves import (
    add_activity,
    allowed,
    brought,
    edit_title,
    remove_for_good,
    set_clock,
    settle,
    some,
    take_apart,
    taken,
)  # fmt: skip
from services.exchange_played import acted
from services.exchange_world import CENTRE, GROUPS, Parcelled, Seat, World, applied, ask_and_answer, key_of

from app.models.kinds.inside import Contact, Stakeholder
from app.models.kinds.meetings import DecisionReason
from app.models.kinds.plan import Activity
from app.services.asking import make_request
from app.services.conflicts import Open, conflict_list
from app.services.duplicates import merge
from app.services.packing import Parcel
from app.services.taking import Report, undo_last_take
from app.services.taking_again import take_again
from app.services.taking_back import take_back_changes
from app.storage.setting_aside import last_take
from app.storage.waiting import waiting_count
from app.sync.request import read_request

Story = Callable[[World, Seat, Seat, str, int], None]
FAR = 900
"""Days by which clocks go wrong."""


def partners(world: World, seat: Seat, *, inside: bool = False) -> list[Seat]:
    """Return the laptops of others who still count and hold the area in front of somebody, with its group's
    own space if `inside`; none for who counts no longer, or lacks that space."""
    area = world.group_of(seat)
    names = GROUPS[area] if inside else (*GROUPS[area], CENTRE)
    if seat.name in world.stolen or seat.name not in names:
        return []
    return [one for one in world.kept() if one.name in names and one.name != seat.name]


def hand(world: World, giver: Seat, taker: Seat) -> Report | None:
    """Make a package for somebody and have them take it at once. None if it was not for them."""
    area = world.group_of(giver)
    made = world.pack(giver, Parcel(to=(taker.name,)))
    report = taken(world, world.before(taker, area), made)
    acted("hand over", report)
    world.before(giver, area)
    return report


def wrote(world: World, seat: Seat) -> set[str]:
    """Return which of what somebody just wrote in the area in front counts on their laptop."""
    return world.confirm(seat) & {hash_ for _, hash_ in applied(seat)}


def here(seat: Seat) -> set[str]:
    return {hash_ for _, hash_ in applied(seat)}


# -- disagreeing and deciding


def disagree(world: World, seat: Seat, other: Seat, text: str, how: int) -> None:
    """Two change one title apart: both see both values, whatever their clocks say."""
    wrong = how == 1
    if wrong:
        set_clock(seat, FAR)
        set_clock(other, -FAR)
    acted("wrong clocks", bool(_disagree(world, seat, other, text)) and wrong)


def _disagree(world: World, seat: Seat, other: Seat, text: str) -> Open | None:
    """Return the conflict that two make on a title, None if one of them does not take the other's word."""
    area = world.group_of(seat)
    found = _shared(world, seat, other)
    if found is None:
        return None
    for one in (seat, other):
        _entitle(world, world.before(one, area), found, text)
    said = wrote(world, seat) | wrote(world, other)
    if hand(world, seat, other) is None or hand(world, other, seat) is None:
        return None
    for one in (seat, other):
        if said <= here(world.before(one, area)):
            assert _open(one, found), ("two values, and no conflict", one.name)
    world.before(seat, area)
    listed = _open(seat, found)
    acted("disagree", listed)
    return listed[0] if listed else None


def _open(seat: Seat, record: str) -> list[Open]:
    return [one for one in conflict_list(seat.desk, record) if one.field == "title_en"]


def _shared(world: World, seat: Seat, other: Seat) -> str | None:
    """Return an activity that shows on both laptops, made and handed over if there is none."""
    area = world.group_of(seat)
    for _ in range(2):
        theirs = {one.id for one in world.before(other, area).desk.records(Activity)}
        ours = [one.id for one in world.before(seat, area).desk.records(Activity) if one.id in theirs]
        if ours:
            return ours[0]
        add_activity(world, seat, "for both")
        world.confirm(seat)
        hand(world, seat, other)
    return None


def decide_together(world: World, seat: Seat, other: Seat, text: str, how: int) -> None:
    """Two disagree; one of them decides, or both do apart, and then a third time one of them."""
    area, found = world.group_of(seat), _disagree(world, seat, other, text)
    if found is None:
        return
    decider = (seat, other)[how % 2]
    if how > 1:
        found = _decide_apart(world, seat, other, found, how)
    elif decider is other:
        found = next(iter(_open(world.before(other, area), found.record)), None)
        acted("another decides", found)
    if found is not None:
        _decided(world, world.before(decider, area), (other, seat)[how % 2], found, how)


def _decide_apart(world: World, seat: Seat, other: Seat, found: Open, how: int) -> Open | None:
    """Both decide what neither knows the other decided, and disagree again."""
    area = world.group_of(seat)
    theirs = _open(world.before(other, area), found.record)
    if not theirs:
        return None
    world.confirm(other)
    settle(world, other, theirs[0], 0)
    settle(world, world.before(seat, area), found, 1)
    said = wrote(world, other) | wrote(world, seat)
    if hand(world, seat, other) is None or hand(world, other, seat) is None or not said <= here(seat):
        return None
    decider = world.before((seat, other)[how % 2], area)
    again = _open(decider, found.record)
    if decider is seat:
        assert again, "two decisions, and no conflict"
        assert all(choice.decided for choice in again[0].choices), again[0]
        assert all(choice.reason for choice in again[0].choices), again[0]
    acted("decide apart", again)
    return again[0] if again else None


def _decided(world: World, seat: Seat, other: Seat, found: Open, how: int) -> None:
    """One decides and hands it over: the other sees the value and the reason, and nothing to decide."""
    area = world.group_of(seat)
    world.confirm(seat)
    settle(world, seat, found, how % 3)
    said = wrote(world, seat)
    assert not _open(seat, found.record), "decided, and open"
    shown = [
        (one.title_en, _reasons(seat, one.id))
        for one in seat.desk.records(Activity)
        if one.id == found.record
    ]
    if hand(world, seat, other) is not None and said <= here(world.before(other, area)):
        theirs = other.desk.find(Activity, found.record)
        if not _open(other, found.record) and theirs is not None and shown:
            assert _reasons(other, found.record) >= shown[0][1]


def _reasons(seat: Seat, record: str) -> set[str]:
    return {str(one.reason) for one in seat.desk.records(DecisionReason, subject=record)}


# -- removing for good


def forget_together(world: World, seat: Seat, other: Seat, text: str, how: int) -> None:
    """One adds a contact that reaches the other; it is removed for good, also while the other edits it."""
    area, mark = world.group_of(seat), world.mark(seat, "group")
    contact = _contact(world, seat, f"{mark} {text}")
    hand(world, seat, other)
    if how > 1 and world.before(other, area).desk.find(Contact, contact):
        with other.desk.write("contact.edit") as unit:
            unit.set(Contact, contact, person_name=f"{mark} {text} of {other.name}")
        world.confirm(other)
        acted("forget what is edited apart")
    world.before(seat, area)
    if remove_for_good(world, seat, contact, "phone" if how % 2 else ""):
        record, field, hashes = world.forgotten[next(reversed(world.forgotten))]
        assert not still_said(seat, record, hashes, field)
        hand(world, seat, other)
        if how > 1:
            hand(world, other, seat)


def _contact(world: World, seat: Seat, name: str) -> str:
    """Add a contact of a stakeholder, of a new one if there is none. Returns its id."""
    whose = some(seat, Stakeholder, 0)
    with seat.desk.write("contact.add") as unit:
        owner = whose.id if whose is not None else unit.add(Stakeholder, name_en=f"{name} elder")
        added = unit.add(Contact, stakeholder=owner, person_name=name, phone=f"077{world.next()}")
    world.confirm(seat)
    return added


# -- packages out of turn


def wait_for_the_first(world: World, seat: Seat, other: Seat, text: str, how: int) -> None:
    """Of two packages the second comes first and waits; then the first, and nothing waits for it any more.

    The second goes on from the request of somebody who had the first, or from what the receiver said before
    they set the first aside.
    """
    (_after_a_request if how % 2 else _after_a_word)(world, seat, other, text)


def _after_a_request(world: World, seat: Seat, other: Seat, text: str) -> None:
    area = world.group_of(seat)
    third = next((one for one in partners(world, seat) if one.name not in (seat.name, other.name)), None)
    if third is None:
        return
    to = tuple(sorted((other.name, third.name)))
    _write(world, seat, text)
    first = world.pack(seat, Parcel(to=to))
    if taken(world, world.before(third, area), first) is None:
        return
    asked = world.path(f"{third.name}.request")
    make_request(third.desk, asked)
    said = _write(world, world.before(seat, area), text)
    keys = tuple(key_of(seat, name) for name in to)
    part = "network" if CENTRE in to else ""
    second = world.pack(seat, Parcel(to=keys, spaces=part, request=read_request(asked)), *to)
    if _waits(world, other, second, said):
        world.take(other, first)
        acted("wait no longer", said <= here(other))


def _after_a_word(world: World, seat: Seat, other: Seat, text: str) -> None:
    area = world.group_of(seat)
    _write(world, seat, text)
    if (take := _taken_last(world, seat, other)) is None or hand(world, other, seat) is None:
        return
    if not _undone(world, world.before(other, area)):
        return
    said = _write(world, world.before(seat, area), text)
    if _waits(world, other, world.pack(seat, Parcel(to=(other.name,))), said):
        take_again(other.desk, take)
        acted("take again")
        acted("wait no longer", said <= here(other))


def _waits(world: World, seat: Seat, parcel: Parcelled, said: set[str]) -> bool:
    """Take a package and return whether what it says of somebody's work waits."""
    before = _waiting(seat)
    report = taken(world, seat, parcel)
    waits = report is not None and _waiting(seat) > before and not said & here(seat)
    acted("wait", waits)
    assert not waits or report is None or report.waiting
    return waits


def _waiting(seat: Seat) -> int:
    with seat.use().workspace.read() as connection:
        return waiting_count(connection)


def _write(world: World, seat: Seat, text: str) -> set[str]:
    """Write something new, and return what was written."""
    world.confirm(seat)
    add_activity(world, seat, f"{text} {world.next()}")
    return wrote(world, seat)


def _taken_last(world: World, giver: Seat, taker: Seat) -> int | None:
    """Hand something new over, and return the number of the take if it brought something."""
    report = hand(world, giver, taker)
    if report is None or not brought(report) or _waiting(taker):
        return None
    with taker.use().workspace.read() as connection:
        return last_take(connection)


def _undone(world: World, seat: Seat) -> bool:
    done = allowed(lambda: undo_last_take(seat.desk), "own_work_builds_on_it")
    acted("undo a take", done)
    return done


def undo_together(world: World, seat: Seat, other: Seat, text: str, how: int) -> None:
    """What somebody just took is undone, and taken again or not; if built upon, it is taken back instead."""
    area = world.group_of(seat)
    said = _write(world, seat, text)
    take = _taken_last(world, seat, other)
    if take is None:
        return
    parcel, before = world.parcels[-1], snapshot(world.before(other, area))
    if how == 0:
        _taken_back(world, other, take)
    elif _undone(world, other):
        assert not said & here(other)
        if how == 1:
            take_again(other.desk, take)
            acted("take again")
        elif how == 2:
            world.take(other, parcel)
            acted("take the file again")
        assert how == 3 or snapshot(other) == before


def _taken_back(world: World, seat: Seat, take: int) -> None:
    """Work upon what came; then it can no longer be set aside, and is taken back by work of one's own."""
    edit_title(world, seat, 0, f"built upon {world.next()}")
    world.confirm(seat)
    assert not allowed(lambda: undo_last_take(seat.desk), "own_work_builds_on_it")
    acted("take back", allowed(lambda: take_back_changes(seat.desk, take), "nothing_to_take_back"))
    world.confirm(seat)


def ask_together(world: World, seat: Seat, other: Seat, text: str, how: int) -> None:
    """One asks with a file, the other writes something and answers, and the first takes it."""
    area = world.group_of(seat)
    said = _write(world, world.before(other, area), text)
    world.before(seat, area)
    before = len(world.parcels)
    ask_and_answer(world, seat, other)
    for made in world.parcels[before:]:
        report = taken(world, seat, made)
        acted("request", report is not None and said <= here(seat))


# -- merging


def merge_together(world: World, seat: Seat, other: Seat, text: str, how: int) -> None:
    """Two stakeholders that both have are merged by one, or by both apart; then perhaps taken apart."""
    area, mark = world.group_of(seat), world.mark(seat, "group")
    with seat.desk.write("stakeholder.add") as unit:
        pair = tuple(unit.add(Stakeholder, name_en=f"{mark} {text} {world.next()}") for _ in range(2))
    world.confirm(seat)
    hand(world, seat, other)
    theirs = {one.id for one in world.before(other, area).desk.records(Stakeholder)}
    apart = how > 1 and theirs.issuperset(pair)
    if apart:
        merge(other.desk, "stakeholder", pair, {"name_en": f"{mark} {text} of {other.name}"})
        world.confirm(other)
    merge(world.before(seat, area).desk, "stakeholder", pair)
    world.confirm(seat)
    acted("merge")
    acted("merge apart", apart)
    if how % 2:
        take_apart(seat, Stakeholder)
        world.confirm(seat)
    hand(world, seat, other)
    if apart:
        hand(world, other, seat)


# -- undone, removed, and there again


def undo_and_redo(world: World, seat: Seat, other: Seat, text: str, how: int) -> None:
    """Somebody undoes what the other has already, who perhaps writes upon it, and then does it again."""
    area, found = world.group_of(seat), _shared(world, seat, other)
    if found is None:
        return
    _entitle(world, world.before(seat, area), found, text)
    hand(world, seat, other)
    acted("undo", seat.desk.undo())
    world.confirm(seat)
    if how % 2 and world.before(other, area).desk.find(Activity, found):
        _entitle(world, other, found, text)
    if how > 1:
        hand(world, seat, other)
        hand(world, other, seat)
    acted("redo", world.before(seat, area).desk.redo())
    world.confirm(seat)
    hand(world, seat, other)


def remove_and_bring_back(world: World, seat: Seat, other: Seat, text: str, how: int) -> None:
    """One removes what both have, the other brings it back; perhaps somebody edits it meanwhile."""
    area, found = world.group_of(seat), _shared(world, seat, other)
    if found is None:
        return
    if how < 3:
        hand(world, world.before(other, area), seat)
    if world.before(seat, area).desk.find(Activity, found) is None:
        return
    with seat.desk.write("record.remove") as unit:
        unit.remove(Activity, found)
    acted("remove", world.confirm(seat))
    if how % 2:
        _entitle(world, world.before(other, area), found, text)
    hand(world, seat, other)
    if found in {one.id for one in world.before(other, area).desk.removed(Activity)}:
        with other.desk.write("record.restore") as unit:
            unit.restore(Activity, found)
        acted("bring back", world.confirm(other))
    if how > 1:
        hand(world, other, seat)


def _entitle(world: World, seat: Seat, record: str, text: str) -> None:
    """Give an activity another title."""
    world.confirm(seat)
    with seat.desk.write("activity.edit") as unit:
        title = f"{world.mark(seat, 'network')} {text} of {seat.name} {world.next()}"
        unit.set(Activity, record, title_en=title)


# -- gone and back


def lost(world: World, seat: Seat, name: str) -> None:
    moves.revoke_some(world, seat, name)


Parting = Callable[[World, Seat, str], None]
GONE: tuple[Parting, ...] = (lost, lost, *on_roster.PARTINGS)


def gone_and_back(world: World, seat: Seat, name: str, parting: Parting) -> None:
    """Somebody writes; a steward says that they are lost or gone; they write on, and are taken back."""
    area, own = world.group_of(seat), next((one for one in world.kept() if one.name == name), None)
    if own is None or own.name == seat.name:
        return
    hand(world, own, seat)
    parting(world, world.before(seat, area), name)
    world.confirm(seat)
    if name not in world.stolen:
        return
    add_activity(world, world.before(own, area), f"gone {world.next()}")
    world.confirm(own)
    world.before(seat, area)
    if parting is lost:
        moves.count_again(world, seat)
    else:
        on_roster.bring_back(world, seat, name)
    world.confirm(seat)
