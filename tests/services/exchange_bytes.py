"""The bytes of what people wrote: what was confirmed, what may be held back, what was removed for good."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager

from services.exchange_played import acted
from services.laptops import Laptop

from app.models.changeset import FORGET, MARK, Change, read_change
from app.storage.held_back import HELD_BACK, named_in

Place = tuple[str, int]
"""A change: the hash of its changeset, and its position in it."""
Bodies = tuple[tuple[int, str | None], ...]
"""The changes of a changeset: position, and bytes or None where only the leaf is kept."""

_CHANGES = (
    "SELECT h.space, s.hash, c.position, c.body FROM changeset s JOIN chain h ON h.id = s.chain"
    " JOIN change c ON c.changeset = s.id WHERE {} ORDER BY s.hash, c.position"
)


def written(seat: Laptop, replica: str, after: int) -> dict[str, dict[str, Bodies]]:
    """Return space → hash → bodies of what a replica wrote in a file beyond the row of a changeset."""
    with seat.desk.workspace.read() as connection:
        sql = _CHANGES.format("h.replica = ? AND h.branch = '' AND s.state = 1 AND s.id > ?")
        rows = connection.exec_driver_sql(sql, (replica, after)).fetchall()
    return {space: gathered(row for row in rows if row[0] == space) for space in {row[0] for row in rows}}


def last_row(seat: Laptop) -> int:
    """Return the last row of a changeset in a file."""
    with seat.desk.workspace.read() as connection:
        return int(connection.exec_driver_sql("SELECT max(id) FROM changeset").scalar() or 0)


def log_of(seat: Laptop, space: str) -> dict[str, Bodies]:
    """Return hash → bodies of what is applied of a space."""
    with seat.use().workspace.read() as connection:
        sql = _CHANGES.format("h.space = ? AND s.state = 1")
        return gathered(connection.exec_driver_sql(sql, (space,)).fetchall())


def gathered(rows: Iterable[tuple[str, str, int, str | None]]) -> dict[str, Bodies]:
    """Return rows of changes by the hash of their changeset."""
    found: dict[str, list[tuple[int, str | None]]] = defaultdict(list)
    for _, hash_, position, body in rows:
        found[hash_].append((position, body))
    return {hash_: tuple(parts) for hash_, parts in found.items()}


# -- what may be gone


def unexplained(
    seat: Laptop,
    confirmed: Mapping[str, Bodies],
    log: Mapping[str, Bodies],
    removed: Collection[tuple[str, str, frozenset[str]]] = (),
) -> list[Place]:
    """Return what was confirmed and is no longer there as it was, though nobody held it back or forgot it.

    `removed` is what was removed for good: record, field ("" for all) and changesets. Who asked for it may
    be gone, and who heard of it may have set that aside; the bytes do not come back.
    """
    missing = {
        (hash_, position): body
        for hash_, bodies in confirmed.items()
        for (position, body), (_, now) in zip(bodies, log[hash_], strict=True)
        if body is not None and now != body
    }
    if not missing:
        return []
    held_back, forgotten = _held_back(seat), _forgotten(seat)
    return [
        (hash_, position)
        for (hash_, position), body in missing.items()
        if dict(log[hash_])[position] is not None
        or not (
            (hash_, position) in held_back
            or _is_forgotten(read_change(body), hash_, forgotten)
            or _is_removed(read_change(body), hash_, removed)
        )
    ]


def _held_back(seat: Laptop) -> set[Place]:
    """Return what marks of their own chain name as held back."""
    with seat.desk.workspace.read() as connection:
        marks = connection.exec_driver_sql(
            "SELECT h.space, h.replica, c.body FROM change c JOIN changeset s ON s.id = c.changeset"
            " JOIN chain h ON h.id = s.chain WHERE c.kind = ? AND c.body IS NOT NULL", (MARK,)
        ).fetchall()  # fmt: skip
        rows = connection.exec_driver_sql(
            "SELECT h.space, h.replica, s.sequence, s.hash FROM changeset s JOIN chain h ON h.id = s.chain"
        ).fetchall()
    hashes: dict[tuple[str, str, int], list[str]] = defaultdict(list)
    for space, replica, sequence, hash_ in rows:
        hashes[space, replica, sequence].append(hash_)
    said = [(space, replica, read_change(body)) for space, replica, body in marks]
    return {
        (hash_, position)
        for space, replica, mark in said
        if mark.f == HELD_BACK
        for hash_ in hashes[space, replica, int(mark.r)]
        for position in named_in(mark)
    }


def _forgotten(seat: Laptop) -> list[Change]:
    with seat.desk.workspace.read() as connection:
        rows = connection.exec_driver_sql("SELECT body FROM change WHERE kind = ?", (FORGET,)).scalars()
        return [read_change(body) for body in rows if body is not None]


def _is_forgotten(change: Change, hash_: str, forgotten: Iterable[Change]) -> bool:
    return any(
        one.r == change.r and (not one.f or (one.f == change.f and hash_[:32] in one.x)) for one in forgotten
    )


def _is_removed(change: Change, hash_: str, removed: Iterable[tuple[str, str, frozenset[str]]]) -> bool:
    return any(
        record == change.r and field in ("", change.f) and hash_ in hashes
        for record, field, hashes in removed
    )


def still_said(seat: Laptop, record: str, hashes: Iterable[str], field: str = "") -> list[str]:
    """Return which of the changesets still hold bytes about a record, or about one field of it."""
    with seat.use().workspace.read() as connection:
        rows = connection.exec_driver_sql(
            "SELECT s.hash FROM change c JOIN changeset s ON s.id = c.changeset"
            " WHERE c.record = ? AND (? = '' OR c.field = ?) AND c.body IS NOT NULL AND c.kind <> ?",
            (record, field, field, FORGET),
        ).scalars()
        return sorted({*rows} & {*hashes})


# -- packing


_OWN = (
    "SELECT s.hash, c.position, c.body, s.sequence <= coalesce((SELECT max(t.sequence) FROM head_signature g"
    " JOIN changeset t ON t.hash = g.hash WHERE t.chain = h.id), 0) FROM changeset s"
    " JOIN chain h ON h.id = s.chain JOIN change c ON c.changeset = s.id WHERE h.mine = 1"
)


def _own(seat: Laptop) -> dict[Place, tuple[str | None, bool]]:
    """Return every change written in a file: its bytes, and whether it ever left."""
    with seat.desk.workspace.read() as connection:
        rows = connection.exec_driver_sql(_OWN).fetchall()
    return {(hash_, position): (body, bool(left)) for hash_, position, body, left in rows}


@contextmanager
def only_corrected_values_stay(seat: Laptop) -> Iterator[None]:
    """While a package is made, only what never left and was corrected since loses its bytes."""
    before = _own(seat)
    yield
    after = _own(seat)
    gone = [
        (place, body) for place, (body, _) in before.items() if body is not None and after[place][0] is None
    ]
    acted("hold back", gone)
    if gone:
        unsent = [read_change(body) for body, left in before.values() if body is not None and not left]
        corrected = {(change.register, ref) for change in unsent for ref in change.x}
    for place, body in gone:
        assert not before[place][1], ("it had left", place)
        assert (read_change(body).register, place[0][:32]) in corrected, ("nothing corrects it", place)
