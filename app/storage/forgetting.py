"""Removing for good: the bytes of changes go and their leaves stay, here and wherever a #forget arrives.

A #forget of a whole record is about everything that is ever said of the record; one of a field is about the
changes it names. It acts on changes of its own author, and on everybody's when its author was ever a steward
of the area. What is gone stays gone: undo, a revocation or setting a package aside bring nothing back.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from pathlib import Path

import msgspec
from sqlalchemy import Connection

from app.foundation.errors import MasarError
from app.models.changeset import FORGET, Change, leaf, read_change
from app.models.ids import natural_id
from app.models.personal import STAYS
from app.storage.engine import begin, connect
from app.storage.lock_box import Lock
from app.storage.logged import chunks
from app.storage.registers import settle
from app.storage.runs import Gone, Placed, replace_changes, text_of_gone
from app.storage.sending import signed_ends
from app.storage.settings import WIPE, write_setting

"""The setting that says that freed pages of the file still hold what was removed for good."""

FirstSteward = Callable[[str], str]
"""Network space of an area → signing key of who created the area."""

_LEFT = ", ".join(f"'{kind}'" for kind in ("", "#begin", "#mark", FORGET, *sorted(STAYS)))


class Target(msgspec.Struct, frozen=True):
    """What is to be forgotten: a whole record, or one field of it."""

    kind: str
    record: str
    field: str = ""


class Forget(msgspec.Struct, frozen=True):
    """One #forget as the log holds it: by whom (signing key) and when. `field` "" means the whole record."""

    space: str
    record: str
    field: str
    kind: str
    refs: tuple[str, ...]
    sign_key: str
    written: str

    def names(self, said: Said) -> bool:
        """Return whether it is about a change, if its author may."""
        return said.space == self.space and (not self.field or said.ref in self.refs)


class Said(msgspec.Struct, frozen=True):
    """One change whose bytes are here: which, and by whom (signing key)."""

    changeset: int
    position: int
    kind: str
    record: str
    field: str
    space: str
    ref: str
    sign_key: str
    body: str
    schema: int

    def without_bytes(self) -> Placed:
        """Return what stays of it in the log."""
        gone = Gone(leaf(self.body).hex(), self.field)
        return Placed(self.kind, self.record, self.schema, text_of_gone(gone))


_SAID = (
    "SELECT c.changeset, c.position, c.kind, c.record, c.field, h.space, substr(s.hash, 1, 32),"
    " coalesce(h.sign_key, ''), c.body, c.schema FROM change c JOIN changeset s ON s.id = c.changeset"
    f" JOIN chain h ON h.id = s.chain WHERE c.record = ? AND c.body IS NOT NULL AND c.kind NOT IN ({_LEFT})"
)


def said_of(connection: Connection, target: Target) -> list[Said]:
    """Return the changes to a record, or to one field of it, whose bytes are here, in whatever state."""
    rows = (Said(*row) for row in connection.exec_driver_sql(_SAID, (target.record,)).fetchall())
    return [one for one in rows if not target.field or one.field == target.field]


def has_travelled(connection: Connection, said: Collection[Said]) -> bool:
    """Return whether any of the changes lies before a signed head: only such leave a laptop."""
    ends = {
        chain: end
        for space in {one.space for one in said}
        for chain, end in signed_ends(connection, space).items()
    }
    for part in chunks({one.changeset for one in said}):
        rows = connection.exec_driver_sql(
            f"SELECT chain, sequence FROM changeset WHERE id IN ({','.join('?' * len(part))})", tuple(part)
        )
        if any(sequence <= ends.get(chain, 0) for chain, sequence in rows):
            return True
    return False


def change_for(target: Target, said: Iterable[Said]) -> Change:
    """Return the #forget of a record, or of a field and all its values that are known here."""
    refs = tuple(sorted({one.ref for one in said})) if target.field else ()
    return Change(k=FORGET, r=target.record, f=target.field, v=target.kind, x=refs)


def hanging_on(connection: Connection, record: str) -> list[Target]:
    """Return notes, reasons and files about a record that are here, removed ones too."""
    found = []
    for kind in ("attachment", "decision_reason", "private_note"):
        rows = connection.exec_driver_sql(f"SELECT id FROM record_{kind} WHERE subject = ?", (record,))
        found += [Target(kind, str(row)) for row in rows.scalars()]
    return found


def owned_by(connection: Connection, record: str, kinds: Sequence[tuple[str, str]]) -> list[Target]:
    """Return the records of kinds (kind, field of the owner) that a record owns, removed ones too."""
    found = []
    for kind, field in kinds:
        rows = connection.exec_driver_sql(f'SELECT id FROM record_{kind} WHERE "{field}" = ?', (record,))
        found += [Target(kind, str(row)) for row in rows.scalars()]
    return found


_FORGETS = (
    "SELECT h.space, c.record, c.field, c.body, h.sign_key, s.written FROM change c"
    " JOIN changeset s ON s.id = c.changeset JOIN chain h ON h.id = s.chain"
    f" WHERE c.rare = 1 AND c.kind = '{FORGET}' AND s.state = 1 AND h.sign_key IS NOT NULL{{only}}"
    " ORDER BY s.lamport, s.hash, c.position"
)


def forgets(connection: Connection, records: Collection[str] = ()) -> list[Forget]:
    """Return what people removed for good, earliest first; only of the given records, if any are given."""
    only = f" AND c.record IN ({','.join('?' * len(records))})" if records else ""
    rows = connection.exec_driver_sql(_FORGETS.format(only=only), tuple(records)).fetchall()
    return [_forget(*row) for row in rows]


def _forget(space: str, record: str, field: str, body: str, sign_key: str, written: str) -> Forget:
    change = read_change(body)
    return Forget(space, record, field, str(change.v or ""), change.x, sign_key, written)


def carry_out(connection: Connection, first_steward: FirstSteward) -> set[str]:
    """Drop the bytes of every change that a #forget here is about, and settle what it touches.

    Drafts and files of such records go too. Returns the records touched.
    """
    touched: set[str] = set()
    for forget in forgets(connection):
        found = [
            one for one in said_of(connection, Target("", forget.record, forget.field)) if forget.names(one)
        ]
        if any(one.sign_key != forget.sign_key for one in found):
            steward = was_steward(connection, forget.space, forget.sign_key, first_steward)
            found = [one for one in found if steward or one.sign_key == forget.sign_key]
        if found:
            _drop(connection, found)
            _drop_drafts(connection, forget)
            touched.add(forget.record)
    if touched:
        write_setting(connection, WIPE, "1")
        settle(connection, dict.fromkeys(touched, frozenset()))
    return touched


def was_steward(connection: Connection, space: str, key: str, first_steward: FirstSteward) -> bool:
    """Return whether a person ever was a steward of the area whose space this is.

    That is who created it, and whom somebody named who ever was one. Removal and revocation have no say:
    it only becomes true, so laptops agree in whichever order they hear of things.
    """
    area = space.split("/")[1] if space.startswith("area/") else ""
    return bool(area and key) and _named(connection, f"area/{area}/network", key, first_steward, set())


def _named(
    connection: Connection, network: str, key: str, first_steward: FirstSteward, asked: set[str]
) -> bool:
    if key == first_steward(network):
        return True
    asked.add(key)
    person = natural_id(network, "person", (key,))
    rows = connection.exec_driver_sql(
        "SELECT h.sign_key, c.body FROM change c JOIN changeset s ON s.id = c.changeset"
        " JOIN chain h ON h.id = s.chain WHERE c.record = ? AND c.field = 'granted' AND h.space = ?"
        " AND s.state = 1 AND c.body IS NOT NULL AND h.sign_key IS NOT NULL",
        (natural_id(network, "steward", (person,)), network),
    ).fetchall()
    authors = {str(author) for author, body in rows if read_change(body).v is True}
    return any(
        author not in asked and _named(connection, network, author, first_steward, asked)
        for author in authors
    )


def _drop(connection: Connection, gone: Sequence[Said]) -> None:
    files = [
        str(read_change(one.body).v) for one in gone if (one.kind, one.field) == ("attachment", "sha256")
    ]
    replace_changes(connection, {(one.changeset, one.position): one.without_bytes() for one in gone})
    mine = {one.record for one in gone}
    for name in files:
        holders = connection.exec_driver_sql("SELECT id FROM record_attachment WHERE sha256 = ?", (name,))
        if mine.issuperset(holders.scalars()):
            connection.exec_driver_sql("DELETE FROM blob WHERE sha256 = ?", (name,))


def _drop_drafts(connection: Connection, forget: Forget) -> None:
    connection.exec_driver_sql(
        "DELETE FROM draft WHERE record = ? AND (? = '' OR field = ?)",
        (forget.record, forget.field, forget.field),
    )


def drop_drafts_of_gone(connection: Connection) -> None:
    """Drop drafts of records of which nothing is left: typed beside the file while they were removed for
    good."""
    gone = tuple({one.record for one in forgets(connection) if not one.field})
    for part in chunks(gone):
        done = connection.exec_driver_sql(
            f"DELETE FROM draft WHERE record IN ({','.join('?' * len(part))}) AND NOT EXISTS (SELECT 1 FROM"
            f" change c WHERE c.record = draft.record AND c.body IS NOT NULL AND c.kind NOT IN ({_LEFT}))",
            tuple(part),
        )
        if done.rowcount > 0:
            write_setting(connection, WIPE, "1")


def emptied_actions(connection: Connection, replica: str) -> frozenset[str]:
    """Return the own actions of which nothing is left since values were removed for good."""
    if not forgets(connection):
        return frozenset()
    rows = connection.exec_driver_sql(
        "SELECT s.action_id FROM change c JOIN changeset s ON s.id = c.changeset"
        " JOIN chain h ON h.id = s.chain WHERE h.replica = ? AND h.branch = '' GROUP BY s.action_id"
        " HAVING count(c.body) = 0 AND max(c.schema) > 0",
        (replica,),
    )
    return frozenset(rows.scalars())


def holds(path: Path, lock: Lock | None, targets: Collection[Target]) -> bool | None:
    """Return whether a copy of a workspace still has bytes of what was forgotten, None if it does not
    open."""
    try:
        engine = connect(path, lock, read_only=True)
        try:
            with begin(engine, path, write=False) as connection:
                return any(_said_there(connection, part) for part in chunks(targets))
        finally:
            engine.dispose()
    except MasarError:
        return None


def _said_there(connection: Connection, targets: Sequence[Target]) -> bool:
    fields: dict[str, set[str]] = defaultdict(set)
    for target in targets:
        fields[target.record].add(target.field)
    rows = connection.exec_driver_sql(
        f"SELECT DISTINCT record, field FROM change WHERE record IN ({','.join('?' * len(fields))})"
        f" AND body IS NOT NULL AND kind NOT IN ({_LEFT})",
        tuple(fields),
    )
    return any(fields[record] & {"", field} for record, field in rows)
