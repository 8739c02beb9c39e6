"""Who has what: from what people's laptops themselves said, never from what was sent to them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

import msgspec

from app.models.kinds.meetings import Attachment
from app.models.vector import Vector, minimum
from app.services.desk import Desk
from app.services.people import PersonRow, people
from app.storage.chains import spaces, vector
from app.storage.contents import earliest, last_written
from app.storage.heard import Heard, heard
from app.storage.sending import bounds_unsigned, count, size_of
from app.storage.staging import blob_sizes
from app.storage.workspace import Transaction

HEADQUARTERS = ("headquarters", "dstwg_national")
EMPTY_PACKAGE = 1_900
"""Bytes of a package without changes: encryption, manifest, card."""


class BoardRow(msgspec.Struct, frozen=True):
    """One person: how many changesets behind, when last heard from (a moment, "" for never), rough bytes
    of the smallest package that brings them up to date, attached files not counted.

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
        return self.person.role in HEADQUARTERS


class _Lack(msgspec.Struct, frozen=True):
    """What somebody with one vector lacks of one space."""

    behind: int
    size: int
    since: str


def board(desk: Desk) -> list[BoardRow]:
    """Return everyone of the area but the person here, those furthest behind last."""
    with desk.workspace.read() as connection:
        reading = _Reading(desk, connection)
        rows = [
            reading.row(person)
            for person in people(desk)
            if not (person.me or person.ended or person.status == "removed") and not person.revoked
        ]
    return sorted(rows, key=lambda row: (row.behind, row.person.name))


class _Reading:
    """The log as far as the board asks for it; people who said the same are reckoned once."""

    def __init__(self, desk: Desk, connection: Transaction) -> None:
        self._desk, self._connection = desk, connection
        self._words: defaultdict[str, list[Heard]] = defaultdict(list)
        for word in heard(connection):
            self._words[word.sign_key].append(word)
        self._here = {space: vector(connection, space) for space in spaces(connection)}
        self._lacks: dict[tuple[str, tuple[Vector, ...]], _Lack] = {}
        self._files = _files(desk, blob_sizes(connection))
        self._own = desk.writer.replica if desk.writer is not None else ""

    def row(self, person: PersonRow) -> BoardRow:
        """Return a person's row."""
        words = self._words.get(person.key, [])
        held = [space for space in _spaces_for(self._desk, person) if space in self._here]
        lacks = [self._lack(space, words) for space in held]
        wanted = {(word.space, digest) for word in words for digest in word.wanted}
        files = {digest: size for (space, digest), size in self._files.items() if (space, digest) in wanted}
        behind, size = sum(lack.behind for lack in lacks), sum(lack.size for lack in lacks)
        anything = behind or files
        return BoardRow(
            person=person,
            behind=behind,
            heard_at=max((word.heard_at for word in words), default=""),
            size=size + EMPTY_PACKAGE if anything else 0,
            since=min((lack.since for lack in lacks if lack.since), default=""),
            ahead=sum(_ahead(word.vector, self._here.get(word.space, Vector())) for word in words),
            files=len(files),
            files_size=sum(files.values()),
            confirmed=self._confirmed(words),
        )

    def _lack(self, space: str, words: Sequence[Heard]) -> _Lack:
        said = tuple(word.vector for word in words if word.space == space)
        key = (space, said)
        if key not in self._lacks:
            wanted = bounds_unsigned(self._connection, space, minimum(said))
            size = size_of(self._connection, wanted)
            self._lacks[key] = _Lack(count(wanted), size, earliest(self._connection, wanted))
        return self._lacks[key]

    def _confirmed(self, words: Sequence[Heard]) -> str:
        numbers = [(word.space, word.vector.number(self._own)) for word in words]
        moments = [
            last_written(self._connection, space, self._own, number) for space, number in numbers if number
        ]
        return max(moments, default="")


def _ahead(theirs: Vector, here: Vector) -> int:
    """Return how many changesets somebody said to have that are not here."""
    replicas = theirs.replicas()
    return sum(max(0, theirs.number(replica) - here.number(replica)) for replica in replicas)


def _files(desk: Desk, sizes: Mapping[str, int]) -> dict[tuple[str, str], int]:
    """Return the attached files that are here: (space, SHA-256) → bytes."""
    attachments = [one for one in desk.records(Attachment) if one.sha256 in sizes]
    return {(one.space, str(one.sha256)): sizes[str(one.sha256)] for one in attachments}


def _spaces_for(desk: Desk, person: PersonRow) -> tuple[str, ...]:
    """Headquarters holds no group space."""
    if person.role in HEADQUARTERS:
        return (desk.network, "country")
    return (desk.network, desk.group, "country")
