"""A desk: one person at one open workspace. Every service function takes it first."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from app.foundation.clock import Clock, stamp
from app.foundation.clock import today as today_by
from app.foundation.errors import UserError
from app.foundation.paths import data_folder
from app.keys.identity import Identity
from app.keys.locker import unlock
from app.models.book import Book
from app.models.card import Card
from app.models.changeset import Begin, encode
from app.models.ids import Ids, natural_id
from app.models.kinds.area import Area
from app.models.kinds.country import HEADQUARTERS_KINDS
from app.models.kinds.people import Person
from app.models.record import Record
from app.models.registry import KINDS
from app.models.signature import Purpose, begin_message
from app.services.changed import Changed
from app.services.rosters import HEADQUARTERS_ROLES, headquarters, settle_cuts
from app.services.unit import Unit
from app.storage.appending import Author, Stamp, append_writes, begin_chain
from app.storage.chains import has_begun
from app.storage.chains import spaces as spaces_held
from app.storage.conflicts import conflicts
from app.storage.cutting import is_cut_off
from app.storage.drafts import drop_written
from app.storage.history import Deed, Event, recent_deeds, recent_events, record_history
from app.storage.identities import Writer, keep_replica, keep_writer
from app.storage.markers import own_heads, write_marker
from app.storage.marks import REDO, TAKE_BACK, UNDO, action_spaces, mark_action, own_actions
from app.storage.records import read_book, read_records
from app.storage.settings import read_setting, write_setting
from app.storage.tables import TRUST_KINDS
from app.storage.workspace import Transaction, Workspace

R = TypeVar("R", bound=Record)

MARKERS = "replicas"
OPEN = "open"
SETTLING = frozenset({*TRUST_KINDS, *HEADQUARTERS_KINDS})
"""Kinds that say whose work counts, or that count only from headquarters."""
MOST_PATCHED = 50

__all__ = ["HEADQUARTERS_ROLES", "MARKERS", "Changed", "Desk"]


class Desk:
    """One person (or nobody yet: then it only reads) at one open workspace, with one area in front of
    them."""

    def __init__(self, workspace: Workspace, clock: Clock, ids: Ids) -> None:
        self.workspace = workspace
        self.clock = clock
        self.ids = ids
        self.area = ""
        self.writer: Writer | None = None
        self.listeners: list[Callable[[Changed], None]] = []
        self._identity: Identity | None = None
        self._passphrase: str | None = None
        self._book: Book | None = None
        # Counts changes, so that what another thread read before one is not kept after it.
        self._edition = 0
        self._conflicts: frozenset[tuple[str, str]] | None = None

    # -- who and where

    def sit(self, writer: Writer, passphrase: str | None) -> None:
        """Make a person the one who writes here. Their keys are opened when they are first needed."""
        self.writer = writer
        self._identity = None
        self._passphrase = passphrase
        self._book = None

    def seat(self, identity: Identity, writer: Writer) -> None:
        """Make a person whose keys are open already the one who writes here."""
        self.sit(writer, None)
        self._identity = identity

    def identity(self) -> Identity:
        """Return the open keys of the person. Raises UserError `wrong_person_passphrase`, `nobody_here`."""
        if self._identity is None:
            self._identity = unlock(self._need_writer().locked, self._passphrase)
        return self._identity

    def identity_card(self) -> Card:
        """Return the public card of the person who writes here."""
        return self._need_writer().card

    def _need_writer(self) -> Writer:
        if self.writer is None:
            raise UserError("nobody_here")
        return self.writer

    @property
    def person(self) -> str:
        """The record id of the person in this area's roster; "" when only reading."""
        if self.writer is None or not self.area:
            return ""
        return natural_id(self.network, "person", (self.writer.sign_key,))

    def may_guide(self) -> bool:
        """Whether this person writes what only headquarters writes: by a role that a steward confirmed."""
        entry = self.find(Person, self.person)
        role = (entry.role if entry is not None else None) or (self.writer.card.role if self.writer else "")
        return role in HEADQUARTERS_ROLES and self._need_writer().sign_key in headquarters(self)

    @property
    def network(self) -> str:
        return f"area/{self.area}/network"

    @property
    def group(self) -> str:
        return f"area/{self.area}/group"

    @property
    def spaces(self) -> tuple[str, ...]:
        """The spaces that the pages of this area are read from."""
        return (self.network, self.group, "country")

    @property
    def sees_group(self) -> bool:
        """Whether this file holds the group's own space (headquarters does not)."""
        with self.workspace.read() as connection:
            return self.group in spaces_held(connection)

    @property
    def today(self) -> str:
        """Today's date as ISO text."""
        return today_by(self.clock).isoformat()

    @property
    def training(self) -> bool:
        """Whether this area is a training example with invented data."""
        area = self.find(Area, self.area)
        return bool(area is not None and area.training)

    # -- reading

    def records(self, kind: type[R], **equals: object) -> list[R]:
        """Return the records of a kind that show in this area and in the country space, oldest first."""
        return list(self.book().where(kind, **equals))

    def find(self, kind: type[R], record_id: str | None) -> R | None:
        """Return one record that shows, or None."""
        return self.book().get(kind, record_id)

    def book(self) -> Book:
        """Return all records that show; read once after each change."""
        held, edition = self._book, self._edition
        if held is None:
            with self.workspace.read() as connection:
                held = read_book(connection, self.spaces)
            if edition == self._edition:
                self._book = held
        return held

    def open_conflicts(self) -> frozenset[tuple[str, str]]:
        """Return (record, field) of everything two people changed apart and nobody decided."""
        held, edition = self._conflicts, self._edition
        if held is None:
            with self.workspace.read() as connection:
                held = frozenset((found.record, found.field) for found in conflicts(connection))
            if edition == self._edition:
                self._conflicts = held
        return held

    def areas(self) -> list[Area]:
        """Return every area in this file."""
        with self.workspace.read() as connection:
            return read_records(connection, Area)

    def removed(self, kind: type[R]) -> list[R]:
        """Return the records of a kind that someone removed and that stay removed."""
        with self.workspace.read() as connection:
            return read_records(connection, kind, self.spaces, removed=True)

    def history(self, record_id: str) -> list[Event]:
        """Return every change to a record, and to those it was merged with, in the order of the log."""
        shown = self.find(Record, record_id)
        ids = {record_id, *(one.id for one in self.book().stored(shown))} if shown else {record_id}
        with self.workspace.read() as connection:
            return record_history(connection, *sorted(ids))

    def recent(self, limit: int = 200) -> list[Event]:
        """Return the last changes that arrived here, oldest first."""
        with self.workspace.read() as connection:
            return recent_events(connection, self.spaces, limit)

    def deeds(self, limit: int = 200) -> list[Deed]:
        """Return the last changesets that arrived here in short, oldest first."""
        with self.workspace.read() as connection:
            return recent_deeds(connection, self.spaces, limit)

    def remember(self, name: str, value: str) -> None:
        """Keep a small thing in this copy of the file; it never travels."""
        with self.workspace.write() as connection:
            write_setting(connection, name, value)

    def recall(self, name: str) -> str | None:
        """Return a small thing kept in this copy of the file."""
        with self.workspace.read() as connection:
            return read_setting(connection, name)

    # -- writing

    @contextmanager
    def write(self, action: str, area: str = "") -> Iterator[Unit]:
        """Gather changes and commit them as one changeset per space, one undo step, when the block ends.

        Raises UserError for entries that break a rule, `device_revoked`; nothing is written then.
        """
        self._need_writer()
        unit = Unit(self, area or self.area)
        yield unit
        if unit.empty:
            return
        stamped = Stamp(stamp(self.clock.now()), action, self.ids.record())
        with self.write_chain() as connection:
            for space, writes in unit.by_space().items():
                author = self.author()
                self._check_counts(connection, space, author)
                self._begin(connection, space, author)
                append_writes(connection, space, author, stamped, writes, self.ids)
                drop_written(connection, writes)
            changed = unit.changed()
            moved = settle_cuts(connection) if not changed.kinds.isdisjoint(SETTLING) else set()
        self.refresh(Changed(frozenset(), changed.ids | moved) if moved else changed)

    @contextmanager
    def write_chain(self) -> Iterator[Transaction]:
        """Write changesets of this replica; once they are in the file, its marker here names them."""
        replica = self._need_writer().replica
        with self.workspace.write() as connection:
            yield connection
            held = own_heads(connection, replica)
        if held:
            write_marker(data_folder() / MARKERS, replica, held)

    def _check_counts(self, connection: Transaction, space: str, author: Author) -> None:
        """Refuse to write what would count nowhere: this device was cut off by a steward."""
        if is_cut_off(connection, space, author.replica, author.sign_key):
            raise UserError("device_revoked")

    def author(self) -> Author:
        """Return who writes, as the log names them."""
        writer = self._need_writer()
        return Author(writer.replica, writer.sign_key, writer.sign_key[:16])

    def _begin(self, connection: Transaction, space: str, author: Author) -> None:
        if not has_begun(connection, space, author.replica):
            self.begin(connection, space, self.begin_value(space))

    def begin(self, connection: Transaction, space: str, value: str, *, causes: bool = True) -> None:
        """Write this replica's first change in a space; without `causes` it builds on nothing."""
        self.settle(connection)
        begin_chain(
            connection,
            space,
            self.author(),
            Stamp(stamp(self.clock.now()), "begin", self.ids.record()),
            value,
            causes=causes,
        )

    def begin_value(self, space: str, invite: str = "", joined: str = "") -> str:
        """Return the value of this replica's first change in a space: who writes, and the proof of it."""
        writer = self._need_writer()
        card = writer.card
        return encode(
            Begin(
                name=card.name,
                organisation=card.organisation,
                role=card.role,
                sign=card.signing_key,
                age=card.recipient,
                cert=card.certificate,
                proof=self.identity().sign(
                    Purpose.BEGIN, begin_message(space, writer.replica, card.signing_key)
                ),
                invite=invite,
                joined=joined,
            )
        )

    def undo(self) -> str | None:
        """Take back the person's last action that is in force. Returns its action id, or None."""
        return self._mark(UNDO)

    def redo(self) -> str | None:
        """Put the last action taken back in force again. Returns its action id, or None."""
        return self._mark(REDO)

    def take_back(self, action_id: str) -> None:
        """Take back one own action out of its turn; `redo` puts it in force again. Others stay."""
        self._mark(TAKE_BACK, action_id)

    def can_undo(self) -> tuple[bool, bool]:
        """Return whether there is something to undo and something to redo."""
        if self.writer is None:
            return (False, False)
        with self.workspace.read() as connection:
            done, undone = own_actions(connection, self.writer.replica)
        return (bool(done), bool(undone))

    def _mark(self, which: str, action_id: str = "") -> str | None:
        writer = self._need_writer()
        with self.write_chain() as connection:
            done, undone = own_actions(connection, writer.replica)
            stack = undone if which == REDO else done
            if not stack or (action_id and action_id not in stack):
                return None
            action_id = action_id or stack[-1]
            for space in action_spaces(connection, writer.replica, action_id):
                self._check_counts(connection, space, self.author())
            stamped = Stamp(stamp(self.clock.now()), which, self.ids.record())
            touched = mark_action(connection, self.author(), stamped, action_id, in_force=which == REDO)
        self.refresh(Changed(frozenset(), frozenset(touched)))
        return action_id

    def refresh(self, changed: Changed) -> None:
        """Read again what was touched, and tell everyone who listens."""
        self._edition += 1
        self._conflicts = None
        self._book = self._patched(changed)
        for listener in list(self.listeners):
            listener(changed)

    def _patched(self, changed: Changed) -> Book | None:
        """Return the book with the touched records read anew, or None when all must be read again.

        A record that appears or vanishes may show or hide others; then nothing is patched.
        """
        if self._book is None or not changed.kinds or not 0 < len(changed.ids) <= MOST_PATCHED:
            return None
        fresh: list[Record] = []
        with self.workspace.read() as connection:
            for kind in changed.kinds:
                fresh += read_records(connection, KINDS[kind], self.spaces, only=tuple(changed.ids))
        known = [record for record in fresh if self._book.get(Record, record.id) is not None]
        if len(known) != len(changed.ids) or self._book.concerned(known):
            return None
        return self._book.patched(known)

    def refresh_all(self) -> None:
        """Forget what was read, after everything may have changed."""
        self.refresh(Changed(frozenset(), frozenset()))

    def keep_writer(self, writer: Writer) -> None:
        """Keep a person's keys and replica in this file."""
        with self.workspace.write() as connection:
            keep_writer(connection, writer, stamp(self.clock.now()))

    def settle(self, connection: Transaction) -> None:
        """Keep the replica that began when the file was opened: only now something of it stays."""
        writer = self._need_writer()
        if keep_replica(connection, writer):
            write_marker(data_folder() / MARKERS, writer.replica, {})

    def close(self) -> None:
        """Close the workspace, and note that it ended in order."""
        try:
            if not self.workspace.closed and self.recall(OPEN) == "1":
                self.remember(OPEN, "0")
        finally:
            self.workspace.close()
