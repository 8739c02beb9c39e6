"""What people do on the laptops of a world: write, take back, decide, pack, take, restore, copy.

What they do together, one after the other, stands in `exchange_stories`.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import TypeVar

import pytest
from services.exchange_bytes import last_row
from services.exchange_laws import snapshot
from services.exchange_played import acted
from services.exchange_world import CENTRE, MORNING, Parcelled, Seat, World, key_of
from services.laptops import WORDS

from app.documents.attached import Prepared
from app.foundation.clock import SteppingClock
from app.foundation.errors import UserError
from app.models.ids import CountedIds
from app.models.kinds.country import Deadline, Place
from app.models.kinds.inside import Contact, PrivateNote, Stakeholder, StakeholderView
from app.models.kinds.plan import Activity, FrameworkAnswer, Paragraph, Section, Target
from app.models.record import Record
from app.services.attachments import PDF, ChosenFile, keep_chosen
from app.services.backups import make_backup, restore
from app.services.conflicts import Open, conflict_list, decide, may_decide
from app.services.devices import cut_off, cut_off_in_country, devices, take_back_cut
from app.services.duplicates import merge, separate
from app.services.forgetting import forget
from app.services.packing import Parcel
from app.services.taking import Report, undo_last_take
from app.services.taking_again import take_again
from app.services.taking_back import take_back_changes
from app.storage.forgetting import Target as About
from app.storage.forgetting import said_of
from app.storage.setting_aside import last_take

R = TypeVar("R", bound=Record)
Edit = Callable[[World, Seat, int, str], None]

NOT_FOR_THEM = (
    "wrong_words_or_not_for_you", "package_of_another_area", "unknown_sender", "unknown_author",
    "sender_cut_off", "headquarters_holds_no_group", "sender_removed",
)  # fmt: skip
"""How a package that lies about may be refused: it is for somebody else, its sender became known here by a
package that was set aside since, or somebody told headquarters the words of what a group keeps to itself."""


def allowed(action: Callable[[], object], *codes: str) -> bool:
    """Run an action that may be refused with one of the codes, and with no other. Returns whether it ran."""
    try:
        action()
    except UserError as error:
        if error.code not in codes:
            raise
        return False
    return True


def some(seat: Seat, kind: type[R], which: int) -> R | None:
    """Return one of the records of a kind that show, None when there is none."""
    listed = seat.desk.records(kind)
    return listed[which % len(listed)] if listed else None


# -- writing


def add_activity(world: World, seat: Seat, text: str) -> None:
    with seat.desk.write("activity.add") as unit:
        unit.add(Activity, title_en=f"{world.mark(seat, 'network')} {text}")


def edit_title(world: World, seat: Seat, which: int, text: str) -> None:
    if found := some(seat, Activity, which):
        with seat.desk.write("activity.edit") as unit:
            unit.set(Activity, found.id, title_en=f"{world.mark(seat, 'network')} {text}")


def edit_groups(world: World, seat: Seat, which: int, groups: Sequence[str]) -> None:
    if found := some(seat, Activity, which):
        with seat.desk.write("activity.edit") as unit:
            unit.set(Activity, found.id, groups=tuple(sorted(groups)))


def set_target(world: World, seat: Seat, which: int, value: int) -> None:
    """Own a target to an activity, or change the one that is there."""
    if found := some(seat, Activity, which):
        own = seat.desk.records(Target, activity=found.id)
        with seat.desk.write("target.edit") as unit:
            if own:
                unit.set(Target, own[0].id, value=str(value))
            else:
                unit.add(Target, activity=found.id, unit="households", value=str(value))


def paragraph(world: World, seat: Seat, which: int, text: str) -> None:
    """Change a paragraph, or write one more, which takes the last place."""
    listed, words = seat.desk.records(Paragraph), f"{world.mark(seat, 'network')} {text}"
    section = some(seat, Section, 0)
    with seat.desk.write("paragraph.edit") as unit:
        if which < len(listed):
            unit.set(Paragraph, listed[which].id, text=words)
        elif section is not None:
            unit.add(Paragraph, section=section.id, language="en", text=words)


def answer(world: World, seat: Seat, which: int, text: str) -> None:
    """Add what has a natural key: the same record wherever it is added."""
    why = f"{world.mark(seat, 'network')} {text}"
    with seat.desk.write("answer.add") as unit:
        unit.add(FrameworkAnswer, framework="so", code=f"SO{which + 1}", not_addressed_reason=why)


def place(world: World, seat: Seat, which: int, text: str) -> None:
    with seat.desk.write("place.add") as unit:
        unit.add(Place, pcode=f"IQX{which}", name_en=f"country {text}")


def deadline(world: World, seat: Seat, which: int, text: str) -> None:
    found = some(seat, Deadline, which)
    with seat.desk.write("deadline.edit") as unit:
        if found is None:
            unit.add(Deadline, title_en=f"country {text}", due="2026-12-01")
        else:
            unit.set(Deadline, found.id, title_en=f"country {text}")


def stakeholder(world: World, seat: Seat, which: int, text: str) -> None:
    """Add a stakeholder, or change one and how it is seen."""
    if seat.name == CENTRE:
        return
    found, name = some(seat, Stakeholder, which), f"{world.mark(seat, 'group')} {text}"
    with seat.desk.write("stakeholder.edit") as unit:
        if found is None or which > 2:
            unit.add(Stakeholder, name_en=name)
        else:
            unit.set(Stakeholder, found.id, name_en=name, verified_on=f"2026-03-{which + 10}")
            unit.add(StakeholderView, stakeholder=found.id, influence=str(which + 1))


def both_spaces(world: World, seat: Seat, which: int, text: str) -> None:
    """One action in two spaces."""
    found = some(seat, Activity, which)
    if found and seat.name != CENTRE:
        with seat.desk.write("activity.edit") as unit:
            unit.set(Activity, found.id, title_en=f"{world.mark(seat, 'network')} {text}")
            note = f"{world.mark(seat, 'group')} {text}"
            unit.add(PrivateNote, subject_kind="activity", subject=found.id, note=note)


def remove(world: World, seat: Seat, kind: type[Record], which: int) -> None:
    if found := some(seat, kind, which):
        with seat.desk.write("record.remove") as unit:
            unit.remove(kind, found.id)


def bring_back(world: World, seat: Seat, kind: type[Record], which: int) -> None:
    if removed := seat.desk.removed(kind):
        chosen = removed[which % len(removed)]
        if chosen.space in seat.desk.spaces:
            with seat.desk.write("record.restore") as unit:
                unit.restore(kind, chosen.id)


def decide_some(world: World, seat: Seat, which: int, keep: int) -> None:
    """Decide one of the open conflicts that this person may decide."""
    listed = [one for one in conflict_list(seat.desk) if may_decide(seat.desk, one)]
    if listed:
        settle(world, seat, listed[which % len(listed)], keep)


def settle(world: World, seat: Seat, chosen: Open, keep: int) -> None:
    """Keep one of the values of an open conflict, or write another; sometimes with a reason."""
    reason = (
        f"{world.mark(seat, chosen.space.rsplit('/')[-1])} because {seat.name} says so" if keep < 2 else ""
    )
    if keep == 0 and chosen.field == "title_en":
        decide(
            seat.desk, chosen, value=f"{world.mark(seat, 'network')} decided by {seat.name}", reason=reason
        )
    else:
        decide(seat.desk, chosen, keep=keep % len(chosen.choices), reason=reason)
    acted("decide")
    acted("decide with a reason", reason)


def merge_some(world: World, seat: Seat, kind: type[Record], which: int) -> None:
    """Merge two records that show, or take apart one that stands for several."""
    listed = seat.desk.records(kind)
    if which == 0:
        take_apart(seat, kind)
    elif len(listed) > 1:
        pair = (listed[which % len(listed)].id, listed[(which + 1) % len(listed)].id)
        name = kind.about.name
        acted("merge", allowed(lambda: merge(seat.desk, name, pair), "merge_one_record"))


def take_apart(seat: Seat, kind: type[Record]) -> None:
    """Take apart the first record that stands for several."""
    joined = [one for one in seat.desk.records(kind) if len(seat.desk.book().stored(one)) > 1]
    for one in joined[:1]:
        separate(seat.desk, kind.about.name, one.id)
        acted("separate")


def contact(world: World, seat: Seat, which: int, text: str) -> None:
    """Add a contact of a stakeholder, or change one."""
    whose, found = some(seat, Stakeholder, 0), some(seat, Contact, which)
    name = f"{world.mark(seat, 'group')} {text}"
    with seat.desk.write("contact.edit") as unit:
        if found is not None and which:
            unit.set(Contact, found.id, person_name=name)
        elif whose is not None:
            unit.add(Contact, stakeholder=whose.id, person_name=name, phone=f"077{which}")


def forget_some(world: World, seat: Seat, which: int, field: str) -> None:
    """Remove a contact, or its phone, for good."""
    if found := some(seat, Contact, which):
        remove_for_good(world, seat, found.id, field)


def remove_for_good(world: World, seat: Seat, contact_id: str, field: str) -> bool:
    """Remove a contact, or one field of it, for good, and keep in mind what is to be gone wherever it was."""
    wanted = About("contact", contact_id, field)
    with seat.desk.workspace.read() as connection:
        said = said_of(connection, wanted)
    hashes = _hashes(seat, [one.changeset for one in said])
    world.confirm(seat)
    codes = ("not_yours_to_forget", "unknown_record")
    if not allowed(lambda: forget(seat.desk, "contact", contact_id, field), *codes):
        return False
    for hash_ in world.confirm(seat):
        world.forgotten[hash_] = (contact_id, field, hashes)
    acted("forget a field" if field else "forget a record")
    return True


def _hashes(seat: Seat, rows: Sequence[int]) -> frozenset[str]:
    with seat.desk.workspace.read() as connection:
        listed = ",".join(map(str, rows))
        found = connection.exec_driver_sql(f"SELECT hash FROM changeset WHERE id IN ({listed})")
        return frozenset(found.scalars())


def attach(world: World, seat: Seat, kind: type[Record], which: int, text: str) -> None:
    """Hang a small file on a record; whoever hangs the same one there again adds nothing."""
    found = some(seat, kind, which)
    if found is None or (seat.name == CENTRE and kind is not Activity):
        return
    name = f"{world.mark(seat, 'network' if kind is Activity else 'group')} {text}"
    chosen = ChosenFile(f"{name}.pdf", Prepared(f"{name} of page {which}".encode(), PDF))
    keep_chosen(seat.desk, found.about.name, found.id, (chosen,))


def revoke_some(world: World, seat: Seat, name: str, until: str = "") -> None:
    """A steward says that somebody's laptops are lost. From then on nothing is promised to who has them."""
    own = [one.replica for one in devices(seat.desk) if one.key == key_of(seat, name)]
    if allowed(lambda: cut_off(seat.desk, own, until), "not_a_steward", "no_device_known", "own_device"):
        world.call_lost(name)
        acted("revoke")


def move_cut(world: World, seat: Seat, until: str) -> None:
    """A steward moves the cut of lost laptops to another day."""
    cut = [device.replica for device in devices(seat.desk) if device.cut]
    if cut:
        codes = ("not_a_steward", "no_device_known", "own_device")
        acted("move a cut", allowed(lambda: cut_off(seat.desk, cut, until), *codes))


def cut_in_country(world: World, seat: Seat, name: str, until: str) -> None:
    """Headquarters says that somebody's laptops are lost, for the country space."""
    own = [one.replica for one in devices(seat.desk) if one.key == key_of(seat, name)]
    if allowed(lambda: cut_off_in_country(seat.desk, own, until), "no_device_known"):
        world.call_lost(name)
        acted("cut in the country")


def forge_deadline(world: World, seat: Seat, which: int, text: str) -> None:
    """Somebody whose program was tampered with writes what only headquarters writes: it counts nowhere."""
    before = seat.desk.records(Deadline)
    world.confirm(seat)
    with pytest.MonkeyPatch.context() as tampered:
        tampered.setattr(seat.desk, "may_guide", lambda: True)
        deadline(world, seat, which, text)
    acted("forge", world.confirm(seat) and seat.name != CENTRE)
    assert seat.name == CENTRE or seat.desk.records(Deadline) == before


def count_again(world: World, seat: Seat) -> None:
    """The cut is taken back. Whether the laptops count again everywhere shows at the end."""
    cut = [device.replica for device in devices(seat.desk) if device.cut]
    if cut:
        lifted: list[int] = []
        allowed(lambda: lifted.append(take_back_cut(seat.desk, cut)), "not_a_steward", "no_device_known")
        acted("lift a cut", any(lifted))


def remove_apart(world: World, seat: Seat, which: int, whose: int, text: str) -> None:
    """One removes what somebody else edits meanwhile, neither knowing of the other."""
    found, name = some(seat, Activity, which), world.receivers(seat)[whose % len(world.receivers(seat))]
    if found is None:
        return
    remove(world, seat, Activity, which)
    world.confirm(seat)
    other = next((one for one in world.kept() if one.name == name), None)
    if other is None:
        return
    world.before(other, world.group_of(seat))
    if other.desk.find(Activity, found.id):
        acted("remove apart")
        with other.desk.write("activity.edit") as unit:
            unit.set(Activity, found.id, title_en=f"{world.mark(other, 'network')} {text}")
        world.confirm(other)


# -- packages


def pack_for(world: World, seat: Seat, whom: Sequence[int], part: str) -> Parcelled | None:
    """Make a package for one or several people of the area in front, none for who is known to be gone."""
    receivers = world.receivers(seat)
    names = tuple(sorted({receivers[one % len(receivers)] for one in whom}))
    if seat.name == CENTRE or CENTRE in names:
        part = "network"
    made: list[Parcelled] = []
    gone = ("person_left",) if world.stolen.keys() & {*names} else ()
    acted("pack", allowed(lambda: made.append(world.pack(seat, Parcel(to=names, spaces=part))), *gone))
    return made[0] if made else None


def pack_for_words(world: World, seat: Seat, part: str) -> Parcelled:
    acted("pack for words")
    return world.pack(seat, Parcel(words=WORDS, spaces="network" if seat.name == CENTRE else part))


def take(world: World, seat: Seat, which: int) -> bool:
    """Take one of the packages on their way, if it is for this person. It stays on its way."""
    parcel = world.parcels[which % len(world.parcels)]
    return taken(world, seat, parcel) is not None


def taken(world: World, seat: Seat, parcel: Parcelled) -> Report | None:
    """Take a package that may be for somebody else, and return what it brought."""
    reports: list[Report] = []
    allowed(lambda: reports.append(world.take(seat, parcel)), *NOT_FOR_THEM)
    acted("take", any(map(brought, reports)))
    return reports[0] if reports else None


def brought(report: Report) -> bool:
    """Whether a package brought anything."""
    return any((report.new, report.changed, report.removed, report.conflicts, report.waiting))


def take_twice(world: World, seat: Seat, which: int) -> None:
    """Take a package and take it again: the second time nothing changes."""
    if take(world, seat, which):
        once = snapshot(seat)
        report = world.take(seat, world.parcels[which % len(world.parcels)])
        assert not any((report.new, report.changed, report.removed, report.conflicts))
        assert snapshot(seat) == once
        acted("take twice")


def untake(world: World, seat: Seat) -> None:
    """Set the last package taken aside. What it alone had brought here counts as not received.

    Not those that people met by: who sets these aside knows nobody.
    """
    with seat.use().workspace.read() as connection:
        if (last_take(connection) or 0) <= seat.met:
            return
    if allowed(lambda: undo_last_take(seat.desk), "no_package_taken", "own_work_builds_on_it"):
        acted("undo a take")
        world.forget_what_was_lost()


def take_up_again(world: World, seat: Seat) -> None:
    """Let the last package that was set aside count again, without its file."""
    with seat.desk.workspace.read() as connection:
        last = connection.exec_driver_sql("SELECT max(id) FROM take WHERE set_aside = 1").scalar()
    if last is not None:
        acted("take again", allowed(lambda: take_again(seat.desk, int(last)), "not_set_aside"))


def take_back(world: World, seat: Seat) -> None:
    """Write what stood before the last package, as work of one's own."""
    codes = ("no_package_taken", "nothing_to_take_back")
    acted("take back", allowed(lambda: take_back_changes(seat.desk), *codes))


def lose(world: World, which: int) -> None:
    """A package never arrives anywhere."""
    world.parcels.pop(which % len(world.parcels)).path.unlink()
    acted("lose")


# -- the file and the laptop


def back_up(world: World, seat: Seat) -> None:
    acted("back up")
    world.backups[world.seats.index(seat)] = make_backup(seat.desk, world.path(f"{seat.name}.masarw"))


def put_back(world: World, seat: Seat) -> None:
    """Restore the backup: what was written since and stands nowhere else is lost."""
    backup = world.backups.get(world.seats.index(seat))
    if backup is not None:
        seat.desk.close()
        restore(backup, seat.file)
        seat.open()
        seat.last = last_row(seat)
        world.forget_what_was_lost()
        acted("put back")


def reopen(world: World, seat: Seat) -> None:
    seat.desk.close()
    seat.open()
    acted("reopen")


def fork(world: World, seat: Seat) -> None:
    """Copy the laptop whole, marker and all: the same replica goes on in two places."""
    seat.desk.close()
    folder = world.folder / f"{seat.name}-{len(world.seats)}"
    shutil.copytree(seat.folder, folder)
    twin = replace(seat, folder=folder, ids=CountedIds(200 + len(world.seats)))
    world.seats.append(twin.open())
    os.environ["MASAR_DATA_DIR"] = str(seat.folder / "data")
    seat.open()
    acted("fork")


def slip(world: World, seat: Seat, which: int, whom: int, text: str) -> None:
    """A copy sends on what is corrected here before it leaves; then the correction is undone."""
    world.confirm(seat)
    edit_title(world, seat, which, f"{text} mistyped")
    acted("slip", world.confirm(seat))
    fork(world, seat)
    twin = world.before(world.seats[-1], world.group_of(seat))
    pack_for(world, twin, [whom], "")
    edit_title(world, seat, which, text)
    pack_for(world, seat, [whom + 1], "")
    seat.desk.undo()


def set_clock(seat: Seat, days: int) -> None:
    seat.desk.clock = SteppingClock(MORNING + timedelta(days=days))
