"""Writing this replica's own changesets: the only way a person's work enters the log."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec
from sqlalchemy import Connection

from app.models.changeset import (
    BEGIN,
    FORMAT,
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
"""What the writes of a changeset may weigh: about the bytes in which they travel."""

_WRITE, _LETTER = 300, 4


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
    for part in _light_enough(writes):
        row = _append_part(connection, space, author, stamp, part, ids)
    return row


def _light_enough(writes: Sequence[Write]) -> Iterator[list[Write]]:
    """Yield the writes in lists that fit into a changeset: see `LONGEST_LINE`."""
    part: list[Write] = []
    room = ROOM
    for write in writes:
        weight = _WRITE + _LETTER * (len(write.value) if isinstance(write.value, str) else 0)
        if part and room < weight:
            yield part
            part, room = [], ROOM
        part.append(write)
        room -= weight
    yield part


def _append_part(
    connection: Connection, space: str, author: Author, stamp: Stamp, writes: Sequence[Write], ids: Ids
) -> int:
    items = logged_fields(connection, {(write.record, write.field) for write in writes})
    before = standings(items)
    changes = [
        _change(write, _replaced(connection, author, before.get(write.register, NOTHING)), ids)
        for write in writes
    ]
    done = append(connection, space, author, stamp, changes)
    understood = (change for change in changes if schema_of(change))
    settle_items(connection, [*items, *(_logged(change, space, author, done) for change in understood)])
    return done.row


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
    """Write one changeset of ready changes at the end of the author's chain. Returns where it stands.

    It names what of others was here, unless without `causes`.
    """
    all_heads = heads(connection, space)
    own = _own(all_heads, author.replica) or _new_chain(connection, space, author.replica)
    named = _causes(connection, own, all_heads) if causes else []
    lamport = 1 + max([own.lamport, *(head.lamport for head in named)])
    header = encode(
        Header(
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
    )
    bodies = [encode(change) for change in changes]
    hash_ = changeset_hash(header, [leaf(body) for body in bodies]).hex()
    row = _insert(connection, own.chain, own.sequence + 1, hash_, lamport, header, stamp)
    said = zip(changes, bodies, strict=True)
    write_runs(connection, row, (Placed(one.k, one.r, schema_of(one), body) for one, body in said))
    if named:
        connection.exec_driver_sql(
            "INSERT INTO cause (changeset, hash) VALUES (?, ?)", [(row, head.hash) for head in named]
        )
    return Appended(row, hash_[:32], lamport)


def _own(all_heads: list[ChainHead], replica: str) -> ChainHead | None:
    return next((head for head in all_heads if head.replica == replica and not head.branch), None)


def _new_chain(connection: Connection, space: str, replica: str) -> ChainHead:
    return ChainHead(chain_of(connection, space, replica), replica, "", 0, "", 0, "")


def schema_of(change: Change) -> int:
    """Return the schema number that applies a change, or 0 when this version does not understand it."""
    if change.k not in KINDS:
        return 0
    return SCHEMA if change.f == "alive" or change.f in describe(change.k).fields else 0


def _insert(
    connection: Connection, chain: int, sequence: int, hash_: str, lamport: int, header: str, stamp: Stamp
) -> int:
    row = connection.exec_driver_sql(
        "INSERT INTO changeset (chain, sequence, hash, lamport, header, state, in_force, action,"
        " action_id, written)"
        " VALUES (?, ?, ?, ?, ?, 1, 1, ?, ?, ?) RETURNING id",
        (chain, sequence, hash_, lamport, header, stamp.action, stamp.action_id, stamp.written),
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
        "UPDATE chain SET mine = 1, sign_key = ?, begin = ? WHERE space = ? AND replica = ? AND branch = ''",
        (author.sign_key, begin, space, author.replica),
    )
