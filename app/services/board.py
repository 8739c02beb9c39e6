"""Who has what: from what people's laptops themselves said, never from what was sent to them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from app.models.kinds.meetings import Attachment
from app.models.vector import Vector, minimum, union
from app.services.desk import Desk
from app.services.packing import ASKED, EMPTY_PACKAGE, SIGNED_HEAD, travels
from app.services.people import PersonRow, people
from app.services.rosters import HEADQUARTERS_ROLES
from app.storage.chains import forked_replicas, spaces, vector
from app.storage.contents import earliest, last_written, packed_size, records_of
from app.storage.heard import Laptops
from app.storage.identities import writers
from app.storage.sending import Bounds, bounds_unsigned, count, size_of
from app.storage.staging import blob_sizes
from app.storage.workspace import Transaction
from app.sync.base import base_for

PRESSED_UP_TO = 15_000
"""Bytes that are compressed to see how many they are; where it is about more, it is reckoned."""


class BoardRow(msgspec.Struct, frozen=True):
    """One person: how many changesets behind, when they made the last package heard here (a moment, "" for
    never), rough bytes of the package that brings them up to date, with the files they lack and small ones.

    `since` is when the first change they lack was written; `ahead` how many of theirs are not here; `files`
    the attached files they said they lack, of `files_size` bytes; `confirmed` when the last change of the
    person here that they said to have was written ("" for none).
    """

    person: PersonRow
    behind: int
    heard_at: str
    size: int
    since: str = ""
    ahead: int = 0
    files: int = 0
    files_size: int = 0
    confirmed: str = ""

    @property
    def up_to_date(self) -> bool:
        """Whether the person said they have all that is here."""
        return bool(self.heard_at) and self.behind == 0 and not self.files

    @property
    def at_headquarters(self) -> bool:
        """Whether the person answers for headquarters."""
        return self.person.role in HEADQUARTERS_ROLES


class _Lack(msgspec.Struct, frozen=True):
    """What somebody lacks of one space: changesets, chains, bytes, since when; attachments among it."""

    behind: int
    chains: int
    size: int
    since: str
    attachments: frozenset[str] = frozenset()


def board(desk: Desk) -> list[BoardRow]:
    """Return everyone of the area who has a copy elsewhere, those furthest behind last.

    Who shares this laptop, and was never heard from on another, has what is here.
    """
    with desk.workspace.read() as connection:
        reading = _Reading(desk, connection)
        rows = [
            reading.row(person)
            for person in people(desk)
            if not (person.me or person.ended or person.status == "removed" or person.revoked)
            and not reading.only_here(person.key)
        ]
    return sorted(rows, key=lambda row: (row.behind, row.person.name))


class _Reading:
    """The log as far as the board asks for it; people who said the same are reckoned once."""

    def __init__(self, desk: Desk, connection: Transaction) -> None:
        self._desk, self._connection = desk, connection
        self._laptops, self._forked = Laptops(connection), forked_replicas(connection)
        self._here = {space: vector(connection, space) for space in spaces(connection)}
        self._lacks: dict[tuple[str, Vector], _Lack] = {}
        self._files = _files(desk, blob_sizes(connection))
        self._at_this_file = frozenset(one.sign_key for one in writers(connection))
        self._own = desk.writer.replica if desk.writer is not None else ""

    def only_here(self, key: str) -> bool:
        """Whether a person works in this very file and was never heard from on another laptop."""
        return key in self._at_this_file and not self._laptops.last(key)

    def row(self, person: PersonRow) -> BoardRow:
        """Return a person's row."""
        held = self._spaces_for(person)
        told = {space: self._laptops.said(person.key, space) for space in held}
        lacks = {space: self._lack(space, minimum(told[space])) for space in held}
        words = [word for word in self._laptops.words(person.key) if word.space in lacks]
        wanted = {(word.space, digest) for word in words for digest in word.wanted}
        files = self._lacking(wanted)
        behind = sum(lack.behind for lack in lacks.values())
        said = {space: union(one.vector for one in words if one.space == space) for space in lacks}
        return BoardRow(
            person=person,
            behind=behind,
            heard_at=self._laptops.last(person.key),
            size=self._size(self._sent(person, told), wanted) if behind or files else 0,
            since=min((lack.since for lack in lacks.values() if lack.since), default=""),
            ahead=sum(_ahead(one, self._here[space]) for space, one in said.items()),
            files=len(files),
            files_size=sum(files.values()),
            confirmed=self._confirmed(said),
        )

    def _spaces_for(self, person: PersonRow) -> list[str]:
        """Headquarters holds no group space."""
        desk = self._desk
        group = () if person.role in HEADQUARTERS_ROLES else (desk.group,)
        return [space for space in (desk.network, *group, "country") if space in self._here]

    def _sent(self, person: PersonRow, told: Mapping[str, Sequence[Vector]]) -> dict[str, _Lack]:
        """Return what a package holds: of two copies of one laptop nobody knows which said what."""
        torn = self._forked & self._laptops.replicas(person.key)
        bases = {space: base_for([[] if torn else said], self._forked) for space, said in told.items()}
        return {space: self._lack(space, base) for space, base in bases.items()}

    def _lack(self, space: str, base: Vector) -> _Lack:
        if (space, base) not in self._lacks:
            wanted = bounds_unsigned(self._connection, space, base)
            self._lacks[space, base] = self._reckoned(wanted)
        return self._lacks[space, base]

    def _reckoned(self, wanted: Bounds) -> _Lack:
        connection = self._connection
        about = size_of(connection, wanted)
        return _Lack(
            count(wanted),
            len(wanted),
            packed_size(connection, wanted) if about <= PRESSED_UP_TO else about,
            earliest(connection, wanted),
            frozenset(records_of(connection, wanted, "attachment")["attachment"] if self._files else ()),
        )

    def _lacking(self, wanted: set[tuple[str, str]]) -> dict[str, int]:
        """Return digest → bytes of the files that are asked for and here."""
        return {
            str(one.sha256): size
            for one, size in self._files.values()
            if (one.space, str(one.sha256)) in wanted
        }

    def _size(self, lacks: Mapping[str, _Lack], wanted: set[tuple[str, str]]) -> int:
        """Return about how many bytes a package takes, as `preview_package` reckons."""
        fresh = frozenset[str]().union(*(lack.attachments for lack in lacks.values()))
        files: dict[str, int] = {}
        for one, size in self._files.values():
            asked = (one.space, str(one.sha256)) in wanted
            lacked = asked or one.id in fresh
            if one.space in lacks and lacked and travels(one, size, ASKED, asked=asked):
                files[str(one.sha256)] = size
        lines = sum(lack.size + lack.chains * SIGNED_HEAD for lack in lacks.values())
        return EMPTY_PACKAGE + lines + sum(files.values())

    def _confirmed(self, said: Mapping[str, Vector]) -> str:
        numbers = [(space, one.number(self._own)) for space, one in said.items()]
        moments = [
            last_written(self._connection, space, self._own, number) for space, number in numbers if number
        ]
        return max(moments, default="")


def _ahead(theirs: Vector, here: Vector) -> int:
    """Return how many changesets somebody said to have that are not here."""
    replicas = theirs.replicas()
    return sum(max(0, theirs.number(replica) - here.number(replica)) for replica in replicas)


def _files(desk: Desk, sizes: Mapping[str, int]) -> dict[str, tuple[Attachment, int]]:
    """Return the attachments whose file is here, by their id, with its bytes."""
    found = {one.id: one for one in desk.records(Attachment) if one.sha256 in sizes}
    return {key: (one, sizes[str(one.sha256)]) for key, one in found.items()}
