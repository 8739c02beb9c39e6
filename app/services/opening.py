"""Making and opening workspaces, and who sits down at them.

What opening does not need is imported where it is used: this module is on the way to the first page.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from app.foundation.clock import Clock, SystemClock
from app.foundation.errors import MasarError, PlaceError, UserError
from app.foundation.paths import data_folder
from app.keys.identity import Identity, card_of, new_identity
from app.keys.locker import Cost as KeyCost
from app.keys.locker import lock, unlock
from app.models.card import Card
from app.models.codes import CODE_LISTS
from app.models.ids import Ids, RandomIds
from app.models.kinds.area import Area
from app.models.kinds.people import Group, Member, Organisation, Person, Steward
from app.models.kinds.plan import Plan
from app.services.desk import MARKERS, Desk
from app.services.rosters import roster
from app.services.unit import Unit
from app.storage.chains import spaces
from app.storage.cutting import accepted_anew
from app.storage.drafts import read_drafts
from app.storage.engine import FULL_COST
from app.storage.identities import Writer, writers
from app.storage.lock_box import Cost, read_recovery_code
from app.storage.markers import Kept, can_mark, check_marker, own_replica_here, write_marker
from app.storage.sending import unsigned
from app.storage.settings import WIPE, read_setting, write_setting
from app.storage.workspace import Workspace

if TYPE_CHECKING:
    from app.services.gazetteer import GazetteerPlace

AREA = "area"
RECOVERY = "recovery/"
RECOVERY_COST = KeyCost(2**10)
"""A recovery code is 128 random bits; making it costlier to try gains nothing."""


class Newcomer(msgspec.Struct, frozen=True):
    """Who begins to work: name, organisation and role (code list `role`)."""

    name: str
    organisation: str
    role: str


class Costs(msgspec.Struct, frozen=True):
    """What scrypt costs for the file and for a person's keys; tests use cheaper ones."""

    file: Cost = FULL_COST
    keys: KeyCost = msgspec.field(default_factory=KeyCost)


def is_recovery_code(text: str) -> bool:
    """Return whether a text is a recovery code rather than a passphrase; which file it opens is not said."""
    return read_recovery_code(text) is not None


class Opened(msgspec.Struct, frozen=True):
    """An open desk, and what to tell: the recovery code when new, why a new replica began when one did."""

    desk: Desk
    recovery_code: str | None = None
    notice: str = ""


def create_workspace(
    path: Path,
    place: str,
    newcomer: Newcomer,
    passphrase: str | None,
    *,
    clock: Clock | None = None,
    ids: Ids | None = None,
    costs: Costs | None = None,
    training: bool = False,
    process: str = "",
) -> Opened:
    """Make a workspace for a new area; the newcomer is its first steward.

    `place` is the p-code of a governorate, district or sub-district, `process` the id of a planning process,
    "" for a durable-solutions Plan of Action. Raises UserError `unknown_place`, `unknown_process`,
    `value_not_in_list`, `person_without_name`; PlaceError as `Workspace.create`.
    """
    from app.services.gazetteer import find_place

    found = find_place(place)
    if found is None:
        raise UserError("unknown_place", place=place)
    check_process(process)
    clock, ids, costs = clock or SystemClock(), ids or RandomIds(), costs or Costs()
    check_role(newcomer.role)
    identity = new_identity(newcomer.name, newcomer.organisation, clock)
    workspace = Workspace.create(path, passphrase, costs.file)
    try:
        desk = Desk(workspace, clock, ids)
        seat_newcomer(desk, identity, newcomer.role, passphrase, costs.keys)
        keep_recovery(desk, identity)
        _found_area(desk, found, newcomer, training=training, process=process)
    except BaseException:
        workspace.discard()
        raise
    return Opened(desk, workspace.recovery_code)


def check_process(process: str) -> None:
    """Raise UserError `unknown_process` for a planning process that does not exist; "" is the usual one."""
    known = CODE_LISTS["process"]
    if process and process not in known:
        raise UserError("unknown_process", name=process[:80], known=", ".join(known))


def check_role(role: str) -> None:
    """Raise UserError `value_not_in_list` for a role that does not exist."""
    if role not in CODE_LISTS["role"]:
        raise UserError("value_not_in_list", kind="person", field="role", value=role[:80])


def seat_newcomer(desk: Desk, identity: Identity, role: str, passphrase: str | None, cost: KeyCost) -> None:
    """Keep a new person's keys in this file and make them the one who writes here."""
    writer = Writer(card_of(identity, role), lock(identity, passphrase, cost), desk.ids.replica())
    desk.keep_writer(writer)
    desk.sit(writer, passphrase)
    desk.seat(identity, writer)


def keep_recovery(desk: Desk, identity: Identity) -> None:
    """Lock the person's keys a second time, for the day when the file is opened with its recovery code."""
    code = desk.workspace.recovery_code
    if code is not None:
        desk.remember(RECOVERY + identity.signing_key, lock(identity, code, RECOVERY_COST).decode())


def _found_area(
    desk: Desk, place: GazetteerPlace, newcomer: Newcomer, *, training: bool, process: str
) -> None:
    """Write the area, its first steward and the group's first member, in one action."""
    desk.area = desk.ids.record()
    with desk.write("area.found") as unit:
        names = {"name_en": place.name_en, "name_ar": place.name_ar}
        chosen = {"training": training or None, "process": process or None}
        unit.add(Area, desk.area, **names, **_extent(place), status="candidate", **chosen)
        introduce(unit, desk, newcomer)
        unit.add(Steward, person=desk.person, granted=True)
        unit.add(Group, **{name: value for name, value in names.items() if value})
        if not training:
            _begin_plan(unit, desk.today)
    desk.remember(AREA, desk.area)
    with desk.workspace.write() as connection:
        desk.begin(connection, desk.group, desk.begin_value(desk.group))
        write_setting(connection, f"first_steward/{desk.network}", desk.author().sign_key)


def _begin_plan(unit: Unit, today: str) -> None:
    """Write the plan of this year's cycle, empty, so that there is something to draft."""
    year = today[:4]
    unit.add(
        Plan, cycle=year, status="preparation", languages=("en", "ar"), period_from=f"{year}-01-01",
        period_to=f"{int(year) + 1}-12-31",
    )  # fmt: skip


def introduce(unit: Unit, desk: Desk, newcomer: Newcomer) -> None:
    """Write who the person is: roster entry with public keys, organisation, and member of the group."""
    _roster_entry(unit, desk.identity_card())
    if newcomer.role == "headquarters":
        return
    listed = _listed_already(desk, newcomer.name)
    if listed is not None:
        unit.set(Member, listed.id, person=desk.person)
        return
    organisation = organisation_named(unit, desk, newcomer.organisation)
    unit.add(
        Member, name_en=newcomer.name, person=desk.person, organisation=organisation, role=newcomer.role,
        started=desk.today,
    )  # fmt: skip


def _listed_already(desk: Desk, name: str) -> Member | None:
    """Return the one member of this very name whom the group listed before they wrote in Masar."""
    found = [one for one in desk.records(Member) if one.person is None and name in (one.name_en, one.name_ar)]
    return found[0] if len(found) == 1 else None


def _roster_entry(unit: Unit, card: Card) -> None:
    unit.add(
        Person,
        name_en=card.name,
        sign_key=card.signing_key,
        age_key=card.recipient,
        certificate=card.certificate,
        organisation_name=card.organisation,
        role=card.role,
    )


def organisation_named(unit: Unit, desk: Desk, name: str) -> str | None:
    """Return the organisation of this very name in the area, added when there is none."""
    if not name.strip():
        return None
    for organisation in desk.records(Organisation):
        if name in (organisation.name_en, organisation.name_ar, organisation.acronym):
            return organisation.id
    return unit.add(Organisation, name_en=name)


def _extent(place: GazetteerPlace) -> dict[str, object]:
    code = place.pcode
    extent: dict[str, object] = {"governorate": code[:5], "code": code}
    if len(code) >= 8:
        extent["districts"] = (code[:8],)
    if len(code) > 8:
        extent["sub_districts"] = (code,)
    return extent


def open_workspace(
    path: Path,
    passphrase: str | None,
    *,
    clock: Clock | None = None,
    ids: Ids | None = None,
    costs: Costs | None = None,
) -> Opened:
    """Open a workspace; whoever worked last here sits down.

    When the file was restored or copied, a new replica begins and `notice` says so (a message code).
    Raises as `Workspace.open`.
    """
    costs = costs or Costs()
    workspace = Workspace.open(path, passphrase, costs.file, before_migration=_back_up)
    desk = Desk(workspace, clock or SystemClock(), ids or RandomIds())
    try:
        with workspace.read() as connection:
            known = writers(connection)
            desk.area = read_setting(connection, AREA) or ""
            drafted = bool(read_drafts(connection))
        if drafted:
            _drop_drafts(workspace)
        with workspace.read() as connection:
            wipe_due = read_setting(connection, WIPE) == "1"
        notice = _sit_down(desk, known, passphrase)
        if wipe_due:
            _wipe(desk)
    except BaseException:
        workspace.close()
        raise
    return Opened(desk, notice=notice)


def _back_up(workspace: Workspace) -> None:
    from app.services.backups import backup_before_migration

    backup_before_migration(workspace)


def _drop_drafts(workspace: Workspace) -> None:
    from app.storage.forgetting import drop_drafts_of_gone, forgets

    with workspace.read() as connection:
        due = bool(forgets(connection))
    if due:
        with suppress(PlaceError), workspace.write() as connection:
            drop_drafts_of_gone(connection)


def _wipe(desk: Desk) -> None:
    from app.services.forgetting import wipe_if_due

    wipe_if_due(desk)


def _sit_down(desk: Desk, known: Sequence[Writer], passphrase: str | None) -> str:
    if not known:
        return ""
    writer, notice = continued(desk, known[0])
    desk.sit(writer, passphrase)
    return notice


def continued(desk: Desk, writer: Writer) -> tuple[Writer, str]:
    """Return the writer as the same replica, or as a new one when the file is not the one it left.

    A new replica stays in the file with the first thing it writes: who only reads leaves nothing behind.
    """
    folder = data_folder() / MARKERS
    with desk.workspace.read() as connection:
        kept = check_marker(folder, writer.replica, connection)
        here = own_replica_here(folder, writer.sign_key, connection) if kept is Kept.NO_MARKER else ""
        if accepted_anew(connection, here or writer.replica, writer.sign_key):
            kept, here = Kept.ACCEPTED, ""
    if kept is Kept.SAME:
        return writer, ""
    if here:
        return Writer(writer.card, writer.locked, here), ""
    if not can_mark(folder):
        kept = Kept.NOT_WRITABLE
    return Writer(writer.card, writer.locked, desk.ids.replica()), f"notice.new_replica_{kept.value}"


def begin_anew(desk: Desk, writer: Writer) -> Writer:
    """Return the person as a new replica of this file, kept in it and marked here."""
    fresh = Writer(writer.card, writer.locked, desk.ids.replica())
    desk.keep_writer(fresh)
    write_marker(data_folder() / MARKERS, fresh.replica, {})
    return fresh


def keys_open(desk: Desk) -> bool:
    """Return whether the person at work can sign: their keys open with the passphrase that was given."""
    try:
        desk.identity()
    except UserError:
        return False
    return True


def close_workspace(desk: Desk) -> None:
    """Close a workspace. On a laptop that several people share, what the person at work wrote is signed first
    if their keys are open: whoever sits down next builds on it, and cannot sign it for them."""
    try:
        if not desk.workspace.closed and _is_shared(desk) and keys_open(desk):
            _vouch(desk)
    finally:
        desk.close()


def _is_shared(desk: Desk) -> bool:
    """Whether somebody else works in this file, and the person at work wrote what nobody signed yet."""
    key = desk.writer.sign_key if desk.writer is not None else ""
    with desk.workspace.read() as connection:
        if all(one.sign_key == key for one in writers(connection)):
            return False
        return any(key == by for space in spaces(connection) for by, _ in unsigned(connection, space))


def _vouch(desk: Desk) -> None:
    from app.services.vouching import vouch_before_leaving

    with suppress(MasarError):
        vouch_before_leaving(desk)


def change_person(desk: Desk, sign_key: str, passphrase: str | None) -> str:
    """Let another person of this file sit down; asks for their own passphrase. Returns a notice code or "".

    Raises UserError `wrong_person_passphrase`, `unknown_person`.
    """
    from app.services.vouching import vouch_before_leaving

    with desk.workspace.read() as connection:
        found = next((writer for writer in writers(connection) if writer.sign_key == sign_key), None)
    if found is None:
        raise UserError("unknown_person", name=sign_key[:8])
    identity = unlock(found.locked, passphrase)
    if keys_open(desk):
        vouch_before_leaving(desk)
    writer, notice = continued(desk, found)
    desk.seat(identity, writer)
    desk.keep_writer(found)
    return notice


def add_person(desk: Desk, newcomer: Newcomer, passphrase: str | None, costs: Costs | None = None) -> None:
    """Let a second person of this laptop begin in the area in front of us, as a replica of their own.

    A steward who hands over the laptop vouches for them; otherwise they wait to be accepted by one.
    """
    from app.services.vouching import vouch_before_leaving

    check_role(newcomer.role)
    identity = new_identity(newcomer.name, newcomer.organisation, desk.clock)
    if desk.writer is not None and desk.writer.sign_key in roster(desk).stewards():
        with desk.write("person.trust") as unit:
            _roster_entry(unit, card_of(identity, newcomer.role))
    if keys_open(desk):
        vouch_before_leaving(desk)
    seat_newcomer(desk, identity, newcomer.role, passphrase, (costs or Costs()).keys)
    with desk.write("person.join") as unit:
        introduce(unit, desk, newcomer)
