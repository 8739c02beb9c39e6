"""Changesets on their way into the log: which chain, applied or waiting, written in batches."""

from __future__ import annotations

import re
from collections.abc import Iterable

import msgspec
from sqlalchemy import Connection

from app.foundation.errors import UserError
from app.models.changeset import BEGIN, MARK, Arrived, Change, Header, read_begin, read_change, read_header
from app.storage.beginnings import Beginning
from app.storage.chains import chain_of
from app.storage.in_force import marked_changeset, settle_marks
from app.storage.logged import chunks
from app.storage.parsing import Parsed, parse
from app.storage.rows import insert, plain_rows
from app.storage.runs import INSERT_RUN
from app.storage.tables import APPLIED, SET_ASIDE, WAITING

_REMEMBER = 20_000


class Course(msgspec.Struct, gc=False):
    """A chain while it grows: whose it is, and the number of its last applied changeset."""

    chain: int
    space: str
    replica: str
    end: int


class Place(msgspec.Struct, frozen=True, gc=False):
    """Where an applied changeset stands."""

    course: Course
    sequence: int
    lamport: int


class Arrivals:
    """Decides for each changeset whether it applies now or waits, and writes rows in batches.

    A changeset applies when the one before it in its chain and all its causes are applied. Two with one
    replica, space and number and different hashes are two branches of one chain; both are kept.
    """

    def __init__(self, connection: Connection, take: int | None) -> None:
        self._connection = connection
        self._take = take
        self._next = int(
            connection.exec_driver_sql("SELECT coalesce(max(id), 0) + 1 FROM changeset").scalar() or 1
        )
        self._places: dict[str, Place] = {}
        self._pending: set[str] = set()
        self._courses: dict[int, Course] = {}
        self._lasts: dict[tuple[str, str], int] = {}
        self._keys: dict[tuple[str, str], str | None] = {}
        # What is to be written, the values of each row after those of the one before, as `insert` takes them.
        self._rows: list[object] = []
        self._runs: list[object] = []
        self._causes: list[object] = []
        self._marks: list[tuple[int, int]] = []
        self._begun: dict[str, Beginning] = {}
        self._known: set[str] = set()
        self.applied = self.already_known = 0

    def take_in(self, one: Arrived) -> None:
        """Take the next changeset; its rows wait for `flush`. Raises as `parse`."""
        if self._is_known(one.header, one.hash):
            self.already_known += 1
        else:
            self._add(parse(one))

    def flush(self) -> tuple[dict[str, Beginning], set[str]]:
        """Write what was taken into the log. Returns the records touched since the last call.

        Those that begin here, straight, come with all there is about them; the others are for the log to
        tell.
        """
        self._write()
        begun, known = self._begun, self._known
        self._begun, self._known = {}, set()
        return begun, known

    def _is_known(self, header: Header, hash_: str) -> bool:
        """Whether a changeset is here already. One that was set aside is taken up again.

        A number above the highest seen of its replica is new without a look; what is not written yet is in
        `_places` or `_pending`.
        """
        whose = (header.p, header.w)
        last = self._lasts.get(whose)
        if last is None:
            last = self._lasts[whose] = int(self._connection.exec_driver_sql(_LAST, whose).scalar() or 0)
        if header.n > last:
            self._lasts[whose] = header.n
            return False
        if hash_ in self._places or hash_ in self._pending:
            return True
        found = plain_rows(self._connection, _STATE, (hash_,))
        if found and found[0][0] == SET_ASIDE:
            self._connection.exec_driver_sql(
                "UPDATE changeset SET state = ?, take = ? WHERE hash = ?", (WAITING, self._take, hash_)
            )
        return bool(found)

    def _add(self, one: Parsed) -> None:
        """Take in one changeset that is not here yet."""
        header, hash_ = one.header, one.hash
        row = self._next
        self._next += 1
        place = self._placing(header, hash_)
        state = APPLIED if place is not None else WAITING
        chain = place.course.chain if place is not None else self._provisional(header, hash_)
        self._rows += (
            row, chain, header.n, hash_, header.l, one.text, state, int(state == APPLIED),
            header.d, header.i, header.t, self._take,
        )  # fmt: skip
        for cause in header.c:
            self._causes += (row, cause.hash)
        for run in one.runs:
            self._runs.append(row)
            self._runs += run
        if place is None:
            self._pending.add(hash_)
            for change in one.others:
                _check(header, change)
            return
        self._apply(hash_, place)
        for change in one.others:
            if not self._speaks_of_log(chain, header, change):
                self._begun.setdefault(change.r, Beginning())
        for kind, record, said in one.understood:
            beginning = self._begun.get(record)
            if beginning is None:
                beginning = self._begun[record] = Beginning()
            beginning.follow(kind, said, header.p, hash_[:32])

    def _apply(self, hash_: str, place: Place) -> None:
        """Remember where a changeset stands that applies: beyond the end of its course."""
        self._places[hash_] = place
        self.applied += 1
        place.course.end = place.sequence

    def _speaks_of_log(self, chain: int, header: Header, change: Change) -> bool:
        """Whether a change is about chains, not about a record; if so it takes effect."""
        _check(header, change)
        if change.k == BEGIN:
            self._begin(chain, str(change.v))
        elif change.k == MARK:
            self._marks.append((chain, int(change.r)))
        return change.k in (BEGIN, MARK)

    def _begin(self, chain: int, said: str) -> None:
        """Note who writes in a chain."""
        self._connection.exec_driver_sql(
            "UPDATE chain SET begin = ?, sign_key = ? WHERE id = ?", (said, read_begin(said).sign, chain)
        )
        self._keys.clear()

    def _placing(self, header: Header, hash_: str) -> Place | None:
        """Return where a changeset applies now, None when something it builds on is not here."""
        before, sequence, lamport = None, 1, 1
        if header.b:
            before = self._place(header.b)
            if before is None:
                return None
            sequence, lamport = before.sequence + 1, before.lamport + 1
        for cause in header.c:
            place = self._place(cause.hash)
            if place is None:
                return None
            lamport = max(lamport, 1 + place.lamport)
        if header.l != lamport or header.n != sequence:
            raise UserError("altered_chain")
        return Place(self._course_of(header, hash_, before), sequence, lamport)

    def _placing_of_waiting(self, header: Header, hash_: str) -> Place | None:
        """Return where something that waited applies now: only what its chain's own person vouched for.

        What does not fit stays waiting; a later, innocent package is not refused for it.
        """
        try:
            return self._placing(header, hash_) if self._is_vouched_for(header) else None
        except UserError:
            return None

    def _is_vouched_for(self, header: Header) -> bool:
        sign_key = self._key_of(header.p, header.w)
        found = self._connection.exec_driver_sql(
            "SELECT 1 FROM head_signature g JOIN changeset s ON s.hash = g.hash WHERE g.space = ? AND"
            " g.replica = ?"
            " AND g.sequence >= ? AND (? IS NULL OR g.signer = ?)",
            (header.p, header.w, header.n, sign_key, sign_key),
        )
        return found.first() is not None

    def _key_of(self, space: str, replica: str) -> str | None:
        """Return who began the chain of a replica, None before its beginning is here.

        Remembered, as each changeset that waits has a chain of its own, and all are looked through for it.
        """
        whose = (space, replica)
        if whose not in self._keys:
            self._keys[whose] = self._connection.exec_driver_sql(_KEY, whose).scalar()
        return self._keys[whose]

    def _course_of(self, header: Header, hash_: str, before: Place | None) -> Course:
        """Return the chain to stand in: that of the one before, or a new branch where the place is taken."""
        if before is not None:
            course = before.course
        else:
            course = self._course(chain_of(self._connection, header.p, header.w))
        if course.replica != header.w or course.space != header.p:
            raise UserError("altered_chain")
        if course.end < header.n:
            return course
        return self._course(self._branch(course.chain, header, hash_))

    def _branch(self, parent: int, header: Header, hash_: str) -> int:
        """Return a new branch, of the same person as the chain it leaves."""
        branch = chain_of(self._connection, header.p, header.w, hash_[:32])
        self._connection.exec_driver_sql(
            "UPDATE chain SET (sign_key, begin) = (SELECT sign_key, begin FROM chain WHERE id = ?)"
            " WHERE id = ?",
            (parent, branch),
        )
        return branch

    def _course(self, chain: int) -> Course:
        course = self._courses.get(chain)
        if course is None:
            row = self._connection.exec_driver_sql(_COURSE, (chain,)).one()
            course = self._courses[chain] = Course(chain, *row)
        return course

    def _provisional(self, header: Header, hash_: str) -> int:
        return chain_of(self._connection, header.p, header.w, f"waiting-{hash_[:24]}")

    def _place(self, hash_: str) -> Place | None:
        """Return where an applied changeset stands, or None."""
        found = self._places.get(hash_)
        if found is None:
            row = self._connection.exec_driver_sql(
                "SELECT chain, sequence, lamport FROM changeset WHERE hash = ? AND state = 1", (hash_,)
            ).first()
            found = Place(self._course(row.chain), row.sequence, row.lamport) if row is not None else None
        return found

    def _write(self) -> None:
        """Write the rows gathered so far."""
        self._set_apart()
        for sql, rows in ((_CHANGESET, self._rows), (INSERT_RUN, self._runs), (_CAUSE, self._causes)):
            insert(self._connection, sql, rows)
        self._rows, self._runs, self._causes = [], [], []
        self._pending.clear()
        self._put_marks()
        if len(self._places) > _REMEMBER:
            self._places.clear()

    def _set_apart(self) -> None:
        """Leave among the begun records only straight ones of which the log holds nothing yet."""
        self._know([record for record, one in self._begun.items() if not one.straight])
        for part in chunks(tuple(self._begun)):
            sql = f"SELECT DISTINCT record FROM run WHERE record IN ({','.join('?' * len(part))})"
            self._know(self._connection.exec_driver_sql(sql, tuple(part)).scalars())

    def _know(self, records: Iterable[str]) -> None:
        for record in records:
            self._begun.pop(record, None)
            self._known.add(record)

    def _put_marks(self) -> None:
        targets: set[int] = set()
        for chain, sequence in self._marks:
            target = marked_changeset(self._connection, chain, sequence)
            if target is None:
                raise UserError("altered_chain")
            targets.add(target)
        self._know(settle_marks(self._connection, targets))
        self._marks = []

    def apply_waiting(self) -> None:
        """Apply everything that waited and now finds its causes; others stay and wait.

        To be called after `flush`: only what is written is looked at.
        """
        while self._apply_waiting_once():
            self._write()
        self._connection.exec_driver_sql(
            "DELETE FROM chain WHERE branch LIKE 'waiting-%'"
            " AND NOT EXISTS (SELECT 1 FROM changeset s WHERE s.chain = chain.id)"
        )

    def _apply_waiting_once(self) -> int:
        rows = self._connection.exec_driver_sql(
            "SELECT id, hash FROM changeset WHERE state = 0 ORDER BY lamport, hash"
        ).fetchall()
        return sum(self._apply_if_ready(row, hash_) for row, hash_ in rows)

    def _apply_if_ready(self, row: int, hash_: str) -> bool:
        """Apply what waits in a row if it can be. Headers are read one by one: they may name many causes."""
        found = self._connection.exec_driver_sql("SELECT header FROM changeset WHERE id = ?", (row,)).scalar()
        header = read_header(str(found))
        place = self._placing_of_waiting(header, hash_)
        if place is None:
            return False
        self._connection.exec_driver_sql(
            "UPDATE changeset SET state = 1, in_force = 1, chain = ? WHERE id = ?", (place.course.chain, row)
        )
        bodies = self._connection.exec_driver_sql(
            "SELECT body FROM change WHERE changeset = ? ORDER BY position", (row,)
        ).scalars()
        self._apply(hash_, place)
        for change in [read_change(body) for body in bodies if body]:
            if not self._speaks_of_log(place.course.chain, header, change):
                self._known.add(change.r)
        return True


def _check(header: Header, change: Change) -> None:
    """Refuse what cannot be said of a chain: also where it waits, or what it waits for would be refused.

    Only its first changeset says who writes in it; a mark names an earlier one.
    """
    if change.k == BEGIN:
        fits = header.n == 1 and change.r == header.w and isinstance(change.v, str)
        if not fits or not read_begin(str(change.v)).sign:
            raise UserError("altered_chain")
    elif change.k == MARK and not (_NUMBER.fullmatch(change.r) and 0 < int(change.r) < header.n):
        raise UserError("altered_chain")


_NUMBER = re.compile("[0-9]{1,16}")
_LAST = (
    "SELECT max((SELECT max(sequence) FROM changeset WHERE chain = h.id)) FROM chain h"
    " WHERE h.space = ? AND h.replica = ?"
)
_KEY = "SELECT sign_key FROM chain WHERE space = ? AND replica = ? AND sign_key IS NOT NULL LIMIT 1"
_STATE = "SELECT state FROM changeset WHERE hash = ?"
_COURSE = (
    "SELECT space, replica, (SELECT coalesce(max(sequence), 0) FROM changeset"
    " WHERE chain = h.id AND state = 1) FROM chain h WHERE h.id = ?"
)
_CHANGESET = (
    "INSERT OR FAIL INTO changeset (id, chain, sequence, hash, lamport, header, state, in_force, action,"
    " action_id, written, take) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_CAUSE = "INSERT OR FAIL INTO cause (changeset, hash) VALUES (?, ?)"
