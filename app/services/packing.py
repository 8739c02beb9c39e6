"""Making packages: for whom, what is inside and what is held back, and the file itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from app.foundation.clock import stamp
from app.foundation.errors import MasarError, UserError
from app.foundation.files import check_place, is_there, readable_name
from app.foundation.progress import Progress, unwatched
from app.keys.identity import Identity
from app.models.changeset import LARGEST_FILE
from app.models.kinds.meetings import Attachment
from app.models.vector import Vector
from app.services.desk import Desk
from app.services.giving_up import give_up_earlier, put_markers_away
from app.services.letter import letter_of, titles_of
from app.services.people import find_person, invite, withdraw_invitation
from app.services.rosters import HEADQUARTERS_ROLES, Rosters
from app.services.vouching import vouch
from app.storage.chains import forked_replicas
from app.storage.chains import spaces as spaces_held
from app.storage.contents import kept_back, packed_size, records_of
from app.storage.heard import Laptops, heard
from app.storage.identities import writers
from app.storage.packages import keep_sent
from app.storage.records import read_records
from app.storage.sending import (
    Bounds,
    bounds,
    count,
    lines,
    unsigned,
)
from app.storage.staging import blob_sizes, read_blob
from app.storage.workspace import Transaction
from app.sync.base import base_for
from app.sync.invitation import Invitation, encode_invitation
from app.sync.limits import MOST_BYTES, MOST_FILES
from app.sync.manifest import LeftOut
from app.sync.package_writer import Blob, Content, write_package
from app.sync.request import Request
from app.sync.roster import RosterPerson
from app.sync.word_key import recipient as words_recipient

SMALL_FILE = 512 * 1024
EMPTY_PACKAGE, SIGNED_HEAD = 1_900, 130
"""About how many bytes encryption, manifest and card take, and each chain with its signature."""
GROUP, NETWORK, ALL = "group", "network", "all"
ASKED = "asked"


@dataclass(frozen=True, slots=True)
class Parcel:
    """What to pack. `to` names people; `words` are six word indexes instead. `spaces`: group, network,
    all or "".

    `attachments`: none, small (up to half a megabyte each), asked (small, and whatever the receivers said
    they lack) or all; a frozen plan's files always travel.
    `request` says what the receiver has and wants.
    """

    to: tuple[str, ...] = ()
    words: tuple[int, ...] = ()
    spaces: str = ""
    invite: bool = False
    role: str = ""
    attachments: str = ASKED
    request: Request | None = None


@dataclass(frozen=True, slots=True)
class Preview:
    """What a package will hold: changes per space, records by kind, files, and what stays behind.

    `kinds` counts the records that the changes to be sent speak of. `withheld` values were corrected before
    they ever left and stay here, as do `left_out` files, for which the receivers can ask. `missing` files
    are not here either. `unsigned` names people of this laptop whose own work nobody signed yet: it stays
    here, and with its receivers what builds on it waits. `size` is about how many bytes the file will have.
    `further` are the other areas, with their titles by language, that go along because all receivers are in
    them too.
    """

    spaces: tuple[str, ...]
    changes: dict[str, int]
    kinds: dict[str, int]
    files: int
    files_size: int
    held_back: tuple[str, ...]
    recipients: tuple[str, ...]
    withheld: int = 0
    left_out: int = 0
    left_out_size: int = 0
    missing: int = 0
    unsigned: tuple[str, ...] = ()
    size: int = 0
    further: dict[str, dict[str, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Packed:
    """A finished package file: its size in bytes, what it holds, and which parts of the area it does not."""

    path: Path
    size: int
    changes: int
    spaces: tuple[str, ...]
    held_back: tuple[str, ...]


@dataclass(slots=True)
class _Plan:
    """Everything decided about a parcel before it is written."""

    people: list[RosterPerson]
    spaces: list[str]
    base: dict[str, Vector] = field(default_factory=dict)
    wanted: dict[str, Bounds] = field(default_factory=dict)
    files: list[tuple[str, int]] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    lacking: list[str] = field(default_factory=list)


def preview_package(desk: Desk, parcel: Parcel) -> Preview:
    """Return what `make_package` would put in, without writing anything. Raises as it does."""
    with desk.workspace.trial() as connection:
        plan = _plan(desk, connection, parcel)
        give_up_earlier(desk, connection)
        vouch(desk, connection, plan.spaces)
        _choose(connection, parcel, plan)
        return _preview(desk, connection, plan)


def _preview(desk: Desk, connection: Transaction, plan: _Plan) -> Preview:
    files_size = sum(size for _, size in plan.files)
    lines_size = sum(packed_size(connection, wanted) for wanted in plan.wanted.values())
    heads = sum(len(wanted) for wanted in plan.wanted.values())
    kinds = Counter[str]()
    for wanted in plan.wanted.values():
        kinds.update({kind: len(records) for kind, records in records_of(connection, wanted).items()})
    return Preview(
        spaces=tuple(plan.spaces),
        changes={space: count(wanted) for space, wanted in plan.wanted.items()},
        kinds=dict(kinds),
        files=len(plan.files),
        files_size=files_size,
        held_back=_held_back(desk, connection, plan),
        recipients=tuple(str(person.values.get("name_en") or "") for person in plan.people),
        withheld=sum(kept_back(connection, wanted) for wanted in plan.wanted.values()),
        left_out=len(plan.left_out),
        left_out_size=sum(one.size for one in plan.left_out),
        missing=len(plan.lacking),
        unsigned=_unsigned(connection, plan),
        size=EMPTY_PACKAGE + heads * SIGNED_HEAD + lines_size + files_size,
        further={area.id: titles_of(area) for area in desk.areas() if _goes_along(desk, plan, area.id)},
    )


def _held_back(desk: Desk, connection: Transaction, plan: _Plan) -> tuple[str, ...]:
    """Return the spaces of the area in front that are here and stay here."""
    return tuple(sorted(set(desk.spaces) & set(spaces_held(connection)) - set(plan.spaces)))


def _goes_along(desk: Desk, plan: _Plan, area: str) -> bool:
    return area != desk.area and any(space.startswith(f"area/{area}/") for space in plan.spaces)


def _unsigned(connection: Transaction, plan: _Plan) -> tuple[str, ...]:
    """Return the names of people of this file whose work in these spaces is not signed to its end."""
    keys = {key for space in plan.spaces for key, _ in unsigned(connection, space)}
    return tuple(sorted({one.card.name for one in writers(connection) if one.sign_key in keys}))


def make_package(
    desk: Desk, parcel: Parcel, out: Path, progress: Progress | None = None, *, replace: bool = True
) -> Packed:
    """Write a package file. Own heads are signed; own values corrected before they ever left stay behind.
    Nobody is invited by one that is refused.

    A file that is there is replaced, which the caller has asked about, or refused when `replace` is False.
    Raises UserError `file_exists`, `package_for_nobody`, `unknown_person`, `person_without_key`,
    `not_a_steward`, `space_not_here`, `package_too_full`; PlaceError; Cancelled.
    """
    if not replace and is_there(out):
        raise UserError("file_exists", file=out.name)
    identity = desk.identity()
    if not parcel.invite:
        return _make(desk, parcel, out, identity, None, progress or unwatched())
    with desk.workspace.read() as connection:
        _plan(desk, connection, parcel)
    check_place(out)
    invitation = invite(desk, parcel.role)
    try:
        return _make(desk, parcel, out, identity, invitation, progress or unwatched())
    except BaseException:
        with suppress(MasarError):
            withdraw_invitation(desk, invitation)
        raise


def _make(
    desk: Desk,
    parcel: Parcel,
    out: Path,
    identity: Identity,
    invitation: Invitation | None,
    progress: Progress,
) -> Packed:
    with desk.write_chain() as connection:
        plan = _plan(desk, connection, parcel)
        put_markers_away(desk, connection)
        give_up_earlier(desk, connection)
        vouch(desk, connection, plan.spaces)
    with desk.workspace.read() as connection:
        _choose(connection, parcel, plan)
        letter = letter_of(
            desk, connection, plan.people, plan.base, plan.wanted, lacking=plan.lacking,
            left_out=plan.left_out,
        )  # fmt: skip
        content = Content(
            lines=lambda: (line for space in plan.spaces for line in lines(connection, plan.wanted[space])),
            blobs=[Blob(name, _Reader(connection, name)) for name, _ in plan.files],
            invite=encode_invitation(invitation) if invitation is not None else None,
        )
        keys = [str(person.values["age_key"]) for person in plan.people] or [words_recipient(parcel.words)]
        written = write_package(out, letter, content, keys, identity.signing_seed, progress)
        changes = sum(count(wanted) for wanted in plan.wanted.values())
        held_back = _held_back(desk, connection, plan)
    try:
        with desk.workspace.write() as connection:
            to = [person.key for person in plan.people]
            keep_sent(connection, stamp(desk.clock.now()), readable_name(out), to, plan.spaces)
    except BaseException:
        if invitation is not None:
            out.unlink(missing_ok=True)
        raise
    return Packed(out, written.size, changes, tuple(plan.spaces), held_back)


class _Reader:
    """Reads one attached file, as often as asked."""

    def __init__(self, connection: Transaction, name: str) -> None:
        self._connection = connection
        self._name = name

    def __call__(self) -> Sequence[bytes]:
        data = read_blob(self._connection, self._name)
        if data is None:
            raise UserError("attachment_missing", file=self._name[:12])
        return [data]


def _plan(desk: Desk, connection: Transaction, parcel: Parcel) -> _Plan:
    if bool(parcel.to) == bool(parcel.words):
        raise UserError("package_for_nobody")
    people = [find_person(desk, name) for name in parcel.to]
    for person in people:
        refused = _refused(person)
        if refused:
            raise UserError(refused, name=str(person.values.get("name_en") or ""))
    held = set(spaces_held(connection))
    chosen = [space for space in _wanted_spaces(desk, connection, parcel, people) if space in held]
    if not chosen:
        raise UserError("space_not_here")
    return _Plan(people, chosen)


def _refused(person: RosterPerson) -> str:
    """Return why nothing is packed for somebody of the area in front, "" when nothing speaks against it."""
    if person.status == "removed" or person.values.get("ended"):
        return "person_left"
    if person.revoked:
        return "person_revoked"
    return "" if person.values.get("age_key") else "person_without_key"


def _wanted_spaces(
    desk: Desk, connection: Transaction, parcel: Parcel, people: Sequence[RosterPerson]
) -> list[str]:
    """Return the spaces a parcel is about: by name, or by whom it is for (headquarters gets no group
    space)."""
    which = parcel.spaces or (NETWORK if _for_headquarters(parcel, people) else ALL)
    if which not in (GROUP, NETWORK, ALL):
        raise UserError("value_not_in_list", kind="package", field="space", value=which[:40])
    if which != NETWORK and _for_headquarters(parcel, people):
        raise UserError("group_stays_inside")
    parts = {GROUP: {"group"}, NETWORK: {"network"}, ALL: {"group", "network"}}[which]
    country = [] if which == GROUP else ["country"]
    front = {f"area/{desk.area}/{part}" for part in parts}
    further = {space for space in _further(desk, connection, people) if space.rpartition("/")[2] in parts}
    return sorted(front | further) + country


def _for_headquarters(parcel: Parcel, people: Sequence[RosterPerson]) -> bool:
    return any(role in HEADQUARTERS_ROLES for role in (parcel.role, *(person.acts_as for person in people)))


def _further(desk: Desk, connection: Transaction, people: Sequence[RosterPerson]) -> set[str]:
    """Return the spaces of other areas that go along: those that every receiver holds there too."""
    if not people:
        return set()
    rosters, found = Rosters(connection), set[str]()
    areas = {space.split("/")[1] for space in spaces_held(connection) if space.startswith("area/")}
    for area in areas - {desk.area}:
        there = [rosters.of(area).persons.get(person.key) for person in people]
        receivers = [one for one in there if one is not None and one.trusted and not _refused(one)]
        if len(receivers) == len(people):
            found.add(f"area/{area}/network")
            if not any(one.acts_as in HEADQUARTERS_ROLES for one in receivers):
                found.add(f"area/{area}/group")
    return found


def _choose(connection: Transaction, parcel: Parcel, plan: _Plan) -> None:
    """Decide from where each chain is sent and which files go along."""
    for space in plan.spaces:
        plan.base[space] = _base(connection, parcel, plan, space)
        plan.wanted[space] = bounds(connection, space, plan.base[space])
    _choose_files(connection, parcel, plan)


def _choose_files(connection: Transaction, parcel: Parcel, plan: _Plan) -> None:
    """Choose among the files the receivers lack: of attachments sent now, and those they asked for."""
    sizes = blob_sizes(connection)
    asked = _asked_for(connection, parcel, plan)
    fresh: set[str] = set()
    for wanted in plan.wanted.values():
        fresh |= records_of(connection, wanted).get("attachment", set())
    files, left_out, lacking = set[tuple[str, int]](), dict[str, LeftOut](), set[str]()
    for attachment in _attachments(connection, plan.spaces):
        digest = str(attachment.sha256)
        if digest not in sizes:
            lacking.add(digest)
        elif attachment.id in fresh or digest in asked:
            named = parcel.request is not None and digest in parcel.request.wanted
            if sizes[digest] > LARGEST_FILE:
                left_out[digest] = LeftOut(digest, sizes[digest], "attachment_too_large")
            elif named or travels(attachment, sizes[digest], parcel.attachments, asked=digest in asked):
                files.add((digest, sizes[digest]))
            else:
                left_out[digest] = LeftOut(digest, sizes[digest], "attachment_left_out")
    plan.files, plan.lacking = _fitting(files), sorted(lacking)
    for digest, size in files - set(plan.files):
        left_out[digest] = LeftOut(digest, size, "package_full")
    plan.left_out = [left_out[digest] for digest in sorted(left_out.keys() - dict(plan.files).keys())]


def _fitting(files: set[tuple[str, int]]) -> list[tuple[str, int]]:
    """Return the files that one package takes, small ones first; the receivers ask for the others."""
    found, room = list[tuple[str, int]](), MOST_BYTES
    for digest, size in sorted(files, key=lambda file: (file[1], file[0]))[:MOST_FILES]:
        room -= size
        if room >= 0:
            found.append((digest, size))
    return sorted(found)


def _asked_for(connection: Transaction, parcel: Parcel, plan: _Plan) -> set[str]:
    """Return the files that the receivers' laptops last said they lack, or that their request names."""
    keys = {person.key for person in plan.people}
    named = {digest for word in heard(connection) if word.sign_key in keys for digest in word.wanted}
    return named | set(parcel.request.wanted if parcel.request is not None else ())


def _base(connection: Transaction, parcel: Parcel, plan: _Plan, space: str) -> Vector:
    """Return what all receivers are known to have. Of two copies of one laptop nobody knows which said
    what."""
    if parcel.request is not None:
        return parcel.request.vectors.get(space, Vector())
    laptops, forked = Laptops(connection), forked_replicas(connection)
    said = [
        [] if forked & laptops.replicas(person.key) else laptops.said(person.key, space)
        for person in plan.people
    ]
    return base_for(said, forked)


def _attachments(connection: Transaction, spaces: Sequence[str]) -> list[Attachment]:
    return [found for found in read_records(connection, Attachment, tuple(spaces)) if found.sha256]


def travels(attachment: Attachment, size: int, choice: str, *, asked: bool) -> bool:
    """Whether a file that a receiver lacks goes along, by the choice of `Parcel.attachments`; `asked` for by
    what a receiver's laptop last said it lacks.
    """
    if attachment.always_travels or choice == "all":
        return True
    return (choice == ASKED and asked) or (choice in (ASKED, "small") and size <= SMALL_FILE)
