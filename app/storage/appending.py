"""Writing this replica's own changesets: the only way a person's work enters the log."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from sqlalchemy import Connection

from app.foundation.errors import UserError
from app.models.changeset import (
    BEGIN,
    FORMAT,
    LONGEST_CHANGE,
    LONGEST_LINE,
    Cause,
    Change,
    Header,
    changeset_hash,
    encode,
    leaf,
)
from app.models.current import Entry, Standing
from app.models.ids import Ids
from app.models.personal import is_salted
from app.models.registry import KINDS, describe
from app.models.values import Value
from app.storage.chains import ChainHead, chain_of, heads
from app.storage.logged import Logged, Register, logged_fields, standings
from app.storage.registers import settle_items
from app.storage.rows import mapping
from app.storage.runs import Placed, write_runs
from app.storage.schema import SCHEMA

NOTHING = Standing(())

ROOM = 3_000_000
"""Bytes in which a changeset of several changes travels at most: less than `LONGEST_LINE`."""

AT_ONCE = 10_000
"""Changes of a changeset at most: fewer than `MOST_CHANGES`."""

_LINE, _TEXT = 32, 3
"""Bytes of a line around its texts, and around each text."""


class Author(msgspec.Struct, frozen=True):
    """Who writes here: replica id, signing key (hex), and the signed `begin` value for each new chain."""

    replica: str
    sign_key: str
    person: str


class Appended(msgspec.Struct, frozen=True):
    """A changeset just written: its row id, the name by which others replace its changes, its place."""

    row: int
    ref: str
    lamport: int


class Stamp(msgspec.Struct, frozen=True):
    """What all changesets of one action share: moment written, action code, action id."""

    written: str
    action: str
    action_id: str


class Write(msgspec.Struct, frozen=True):
    """One register to be set to a value: kind, record, field, element, value."""

    kind: str
    record: str
    field: str
    element: str
    value: Value

    @property
    def register(self) -> Register:
        return (self.record, self.field, self.element)


def append_writes(
    connection: Connection, space: str, author: Author, stamp: Stamp, writes: Sequence[Write], ids: Ids
) -> int:
    """Write changesets that set registers, and settle them: one, or several where one would be too heavy to
    travel. Returns the row id of the last.

    Each change replaces what stands now in its register; at most one write per register.
    """
    row = 0
    for start in range(0, len(writes), AT_ONCE):
        row = _append_part(connection, space, author, stamp, writes[start : start + AT_ONCE], ids)
    return row


def _append_part(
    connection: Connection, space: str, author: Author, stamp: Stamp, writes: Sequence[Write], ids: Ids
) -> int:
    items = logged_fields(connection, {(write.record, write.field) for write in writes})
    before = standings(items)
    changes = [
        _change(write, _replaced(connection, author, before.get(write.register, NOTHING)), ids)
        for write in writes
    ]
    done = _append_all(connection, space, author, stamp, changes)
    for appended, part in done:
        items += [_logged(change, space, author, appended) for change in part if schema_of(change)]
    settle_items(connection, items)
    return done[-1][0].row


def _change(write: Write, replaces: tuple[str, ...], ids: Ids) -> Change:
    salt = ids.salt() if is_salted(write.kind, write.field) else ""
    return Change(
        k=write.kind, r=write.record, f=write.field, e=write.element, v=write.value, x=replaces, s=salt
    )


def _logged(change: Change, space: str, author: Author, done: Appended) -> Logged:
    entry = Entry(done.ref, change.v, change.x, True, done.lamport, author.replica)
    return Logged(change.k, space, change.register, entry, done.row)


def _replaced(connection: Connection, author: Author, stands: Standing) -> tuple[str, ...]:
    """Return what a new change replaces: what stands, and what an own change replaced that never left
    this laptop.

    Its value may stay behind when a package is made; what it replaced must stay replaced all the same.
    """
    found = set(stands.refs)
    for entry in stands.current:
        own = entry.replaces and entry.replica == author.replica
        if own and connection.exec_driver_sql(_UNSENT, (entry.ref, f"{entry.ref}g", author.replica)).first():
            found.update(entry.replaces)
    return tuple(sorted(found))


_UNSENT = (
    "SELECT 1 FROM changeset s JOIN chain h ON h.id = s.chain WHERE s.hash >= ? AND s.hash < ? AND"
    " h.replica = ?"
    " AND h.branch = '' AND s.sequence > coalesce((SELECT max(t.sequence) FROM head_signature g"
    " JOIN changeset t ON t.hash = g.hash WHERE t.chain = h.id), 0)"
)


def append(
    connection: Connection,
    space: str,
    author: Author,
    stamp: Stamp,
    changes: Sequence[Change],
    *,
    causes: bool = True,
) -> Appended:
    """Write ready changes at the end of the author's chain: one changeset, or several where one would be too
    heavy to travel. Returns where the last stands.

    The first names what of others was here, unless without `causes`. Raises UserError `changed_too_often`.
    """
    return _append_all(connection, space, author, stamp, changes, causes=causes)[-1][0]


def _append_all(
    connection: Connection,
    space: str,
    author: Author,
    stamp: Stamp,
    changes: Sequence[Change],
    *,
    causes: bool = True,
) -> list[tuple[Appended, Sequence[Change]]]:
    """Write changesets, none for no changes. Returns where each stands, and its changes."""
    bodies = [_body(change) for change in changes]
    done: list[tuple[Appended, Sequence[Change]]] = []
    start = 0
    while start < len(bodies):
        begun = _begun(connection, space, author, stamp, causes=causes)
        end = _end(bodies, start, _LINE + _weight(begun.header))
        part = changes[start:end]
        done.append((_keep(connection, begun, stamp, part, bodies[start:end]), part))
        start = end
    return done


def _body(change: Change) -> str:
    body = encode(change)
    if len(body) > LONGEST_CHANGE:
        raise UserError("changed_too_often")
    return body


def _end(bodies: Sequence[str], start: int, weight: int) -> int:
    """Return up to where a changeset takes the changes from `start` on; `weight` is what it has already."""
    end = start
    for body in bodies[start : start + AT_ONCE]:
        weight += _weight(body)
        if weight > (LONGEST_LINE if end == start else ROOM):
            break
        end += 1
    if end == start < len(bodies):
        raise UserError("changed_too_often")
    return end


def _weight(text: str) -> int:
    """Return in how many bytes a JSON text travels: as a string within a line, escaped once more."""
    size = len(text) if text.isascii() else len(text.encode())
    return size + text.count('"') + text.count("\\") + _TEXT


class _Begun(msgspec.Struct, frozen=True):
    """A changeset that is to be written: its header as encoded, its place, what it names of others."""

    header: str
    chain: int
    sequence: int
    lamport: int
    named: list[ChainHead]


def _begun(connection: Connection, space: str, author: Author, stamp: Stamp, *, causes: bool) -> _Begun:
    all_heads = heads(connection, space)
    own = _own(all_heads, author.replica) or _new_chain(connection, space, author.replica)
    # A copy of the file may have begun it: what goes on here is to be signed here.
    connection.exec_driver_sql("UPDATE chain SET mine = 1 WHERE id = ? AND mine = 0", (own.chain,))
    named = _causes(connection, own, all_heads) if causes else []
    lamport = 1 + max([own.lamport, *(head.lamport for head in named)])
    header = Header(
        v=FORMAT,
        p=space,
        w=author.replica,
        n=own.sequence + 1,
        b=own.hash,
        l=lamport,
        c=tuple(Cause(head.replica, head.sequence, head.hash, head.written[:10]) for head in named),
        t=stamp.written,
        a=author.person,
        d=stamp.action,
        i=stamp.action_id,
    )
    return _Begun(encode(header), own.chain, own.sequence + 1, lamport, named)


def _keep(
    connection: Connection, begun: _Begun, stamp: Stamp, changes: Sequence[Change], bodies: Sequence[str]
) -> Appended:
    hash_ = changeset_hash(begun.header, [leaf(body) for body in bodies]).hex()
    row = _insert(connection, begun, hash_, stamp)
    said = zip(changes, bodies, strict=True)
    write_runs(connection, row, (Placed(one.k, one.r, schema_of(one), body) for one, body in said))
    if begun.named:
        connection.exec_driver_sql(
            "INSERT INTO cause (changeset, hash) VALUES (?, ?)", [(row, head.hash) for head in begun.named]
        )
    return Appended(row, hash_[:32], begun.lamport)


def _own(all_heads: list[ChainHead], replica: str) -> ChainHead | None:
    return next((head for head in all_heads if head.replica == replica and not head.branch), None)


def _new_chain(connection: Connection, space: str, replica: str) -> ChainHead:
    return ChainHead(chain_of(connection, space, replica), replica, "", 0, "", 0, "")


def schema_of(change: Change) -> int:
    """Return the schema number that applies a change, or 0 when this version does not understand it."""
    if change.k not in KINDS:
        return 0
    return SCHEMA if change.f == "alive" or change.f in describe(change.k).fields else 0


def _insert(connection: Connection, begun: _Begun, hash_: str, stamp: Stamp) -> int:
    row = connection.exec_driver_sql(
        "INSERT INTO changeset (chain, sequence, hash, lamport, header, state, in_force, action,"
        " action_id, written)"
        " VALUES (?, ?, ?, ?, ?, 1, 1, ?, ?, ?) RETURNING id",
        (
            begun.chain,
            begun.sequence,
            hash_,
            begun.lamport,
            begun.header,
            stamp.action,
            stamp.action_id,
            stamp.written,
        ),
    ).scalar()
    return int(row or 0)


def _causes(connection: Connection, own: ChainHead, all_heads: list[ChainHead]) -> list[ChainHead]:
    """Return the heads of other chains that moved since this chain last named them."""
    others = [head for head in all_heads if head.chain != own.chain and head.sequence]
    if not others or _are_named(connection, own, others):
        return []
    named: dict[int, int] = mapping(
        connection,
        "SELECT t.chain, max(t.sequence) FROM cause c JOIN changeset s ON s.id = c.changeset"
        " JOIN changeset t ON t.hash = c.hash WHERE s.chain = ? GROUP BY t.chain",
        (own.chain,),
    )
    return sorted(
        (head for head in others if head.sequence > named.get(head.chain, 0)), key=lambda head: head.hash
    )


def _are_named(connection: Connection, own: ChainHead, others: list[ChainHead]) -> bool:
    """Whether a chain has named just these heads of others: mostly nothing came since the last change."""
    marks = ",".join("?" * len(others))
    found = connection.exec_driver_sql(
        "SELECT count(DISTINCT c.hash) FROM cause c JOIN changeset s ON s.id = c.changeset"
        f" WHERE c.hash IN ({marks}) AND s.chain = ?",
        (*(head.hash for head in others), own.chain),
    ).scalar()
    return found == len(others)


def begin_chain(
    connection: Connection, space: str, author: Author, stamp: Stamp, begin: str, *, causes: bool = True
) -> None:
    """Write the first changeset of this replica in a space, which says who writes; `causes` as `append`."""
    change = Change(k=BEGIN, r=author.replica, f="begin", v=begin)
    append(connection, space, author, stamp, [change], causes=causes)
    connection.exec_driver_sql(
        "UPDATE chain SET sign_key = ?, begin = ? WHERE space = ? AND replica = ? AND branch = ''",
        (author.sign_key, begin, space, author.replica),
    )
