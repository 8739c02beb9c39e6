"""Beginning to work from a package: a member's new workspace, or one more area for headquarters."""

from __future__ import annotations

from pathlib import Path

from app.foundation.clock import Clock, SystemClock
from app.foundation.errors import UserError
from app.foundation.files import is_there, readable_name
from app.foundation.progress import Progress, unwatched
from app.keys.identity import new_identity
from app.models.ids import Ids, RandomIds, natural_id
from app.models.kinds.people import Member, Person
from app.models.signature import begin_message
from app.services.desk import Desk
from app.services.opening import (
    AREA,
    Costs,
    Newcomer,
    Opened,
    check_role,
    introduce,
    keep_recovery,
    open_workspace,
    seat_newcomer,
)
from app.services.taking import Report, finish_take, open_package
from app.storage.chains import has_begun
from app.storage.records import read_records
from app.storage.workspace import Workspace
from app.sync.invitation import Invitation, prove_join
from app.sync.package_reader import Opened as OpenedPackage


def join_workspace(
    path: Path,
    package: Path,
    newcomer: Newcomer,
    passphrase: str | None,
    words: tuple[int, ...] = (),
    *,
    clock: Clock | None = None,
    ids: Ids | None = None,
    costs: Costs | None = None,
    progress: Progress | None = None,
) -> tuple[Opened, Report]:
    """Begin a workspace from a package, or add its area to the workspace that is already at `path`.

    Raises as `create_workspace` and `take_package`; UserError `joined_already`; nothing is left behind then.
    """
    check_role(newcomer.role)
    clock, ids, costs = clock or SystemClock(), ids or RandomIds(), costs or Costs()
    watch = progress or unwatched()
    if is_there(path):
        opened = open_workspace(path, passphrase, clock=clock, ids=ids, costs=costs)
        try:
            return opened, _join(opened.desk, package, newcomer, words, watch)
        except BaseException:
            opened.desk.close()
            raise
    workspace = Workspace.create(path, passphrase, costs.file)
    try:
        desk = Desk(workspace, clock, ids)
        identity = new_identity(newcomer.name, newcomer.organisation, clock)
        seat_newcomer(desk, identity, newcomer.role, passphrase, costs.keys)
        keep_recovery(desk, identity)
        report = _join(desk, package, newcomer, words, watch)
    except BaseException:
        workspace.discard()
        raise
    return Opened(desk, workspace.recovery_code), report


def _join(
    desk: Desk, package: Path, newcomer: Newcomer, words: tuple[int, ...], progress: Progress
) -> Report:
    opened, staging = open_package(desk, package, words, progress, join=True)
    areas = [space.split("/")[1] for space in opened.manifest.spaces if space.endswith("/network")]
    try:
        if areas and _is_member(desk, areas[0]):
            raise UserError("joined_already")
        report = finish_take(desk, opened, staging, readable_name(package), progress)
    finally:
        staging.clear()
    if areas:
        first = not desk.area
        desk.area = areas[0]
        _begin_chains(desk, opened)
        with desk.write("person.join") as unit:
            introduce(unit, desk, newcomer)
        if first:
            desk.remember(AREA, desk.area)
    return report


def _is_member(desk: Desk, area: str) -> bool:
    """Whether the person began in an area before, and has not left it."""
    network = f"area/{area}/network"
    person = natural_id(network, "person", (desk.identity_card().signing_key,))
    with desk.workspace.read() as connection:
        if not any(not one.ended for one in read_records(connection, Person, only=(person,))):
            return False
        listed = any(one.person == person for one in read_records(connection, Member))
        return listed or has_begun(connection, network, desk.author().replica)


def _begin_chains(desk: Desk, opened: OpenedPackage) -> None:
    """Write the first change in each space of the area, signed with the invitation when there is one."""
    replica = desk.author().replica
    for space in opened.manifest.spaces:
        with desk.workspace.write() as connection:
            if space == "country" or has_begun(connection, space, replica):
                continue
            invite, joined = _proof(opened.invitation, desk, space, replica)
            desk.begin(connection, space, desk.begin_value(space, invite, joined))


def _proof(invitation: Invitation | None, desk: Desk, space: str, replica: str) -> tuple[str, str]:
    if invitation is None:
        return "", ""
    message = begin_message(space, replica, desk.identity_card().signing_key)
    return invitation.key, prove_join(invitation, message)
