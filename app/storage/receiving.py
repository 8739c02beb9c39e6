"""Taking changesets that others wrote: checked, put into their chains, applied when their causes are here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache

from sqlalchemy import Connection

from app.foundation.errors import UserError
from app.foundation.progress import Progress
from app.models.changeset import (
    FORMAT,
    Change,
    Header,
    Line,
    changeset_hash,
    line_leaves,
    read_change,
    read_header,
    read_line,
)
from app.models.record import Home
from app.models.registry import KINDS, describe
from app.storage.appending import schema_of
from app.storage.arrivals import Arrivals
from app.storage.logged import chunks
from app.storage.registers import settle
from app.storage.waiting import waiting_count

FLUSH = 2_000


@dataclass(frozen=True, slots=True)
class Parsed:
    """One changeset as it arrived: its header, its changes (None where withheld), and its hash."""

    line: Line
    header: Header
    changes: tuple[Change | None, ...]
    leaves: tuple[str, ...]
    hash: str


@dataclass(slots=True)
class Outcome:
    """What taking did: changesets applied, known before, left waiting; records touched."""

    applied: int = 0
    already_known: int = 0
    waiting: int = 0
    touched: dict[str, frozenset[str]] = field(default_factory=dict)
    spaces: set[str] = field(default_factory=set)


def parse(text: str) -> Parsed:
    """Return the changeset of one line. Raises UserError `package_malformed`, `too_new_changes`."""
    line = read_line(text)
    header = read_header(line.h)
    if header.v > FORMAT:
        raise UserError("package_too_new")
    changes = tuple(read_change(item) if isinstance(item, str) else None for item in line.c)
    leaves = line_leaves(line)
    for change in changes:
        if change is not None:
            _check_change(header.p, change)
    _check_registers(changes)
    return Parsed(
        line, header, changes, tuple(leaf.hex() for leaf in leaves), changeset_hash(line.h, leaves).hex()
    )


def _check_registers(changes: tuple[Change | None, ...]) -> None:
    registers = [(change.k, *change.register) for change in changes if change is not None]
    if len(set(registers)) != len(registers) or not changes:
        raise UserError("package_malformed")


def _check_change(space: str, change: Change) -> None:
    """Refuse what no Masar writes: a value of the wrong JSON type, a kind in a space it does not live in."""
    wanted = _wanted_type(change.k, change.f, space.rsplit("/", 1)[-1])
    value = change.v
    if value is not None and wanted is not object and type(value) is not wanted:
        raise UserError("package_malformed")


@cache
def _wanted_type(kind: str, field: str, place: str) -> type:
    """Return the JSON type of a field in the log; `object` for what this version does not know.

    Raises UserError `package_malformed` for a kind in a space it does not live in.
    """
    if kind not in KINDS:
        return object
    description = describe(kind)
    home = description.kind.home
    if home is not Home.OWNER and place != home.value:
        raise UserError("package_malformed")
    if field == "alive":
        return bool
    known = description.fields.get(field)
    if known is None:
        return object
    return bool if known.rule.many else known.json_type


def _arrive(arrivals: Arrivals, parsed: Parsed) -> bool:
    """Take in one changeset. Returns whether it was here already."""
    if arrivals.known(parsed.hash):
        return True
    rows = zip(parsed.changes, parsed.line.c, parsed.leaves, strict=True)
    changes = [
        (change, item if isinstance(item, str) else None, leaf, schema_of(change) if change else 0)
        for change, item, leaf in rows
    ]
    arrivals.add(parsed.header, parsed.line.h, parsed.hash, changes)
    return False


def receive(
    connection: Connection,
    lines: Iterable[str],
    take: int | None,
    progress: Progress,
    total: int = 0,
    before_settling: Callable[[Mapping[str, frozenset[str]]], None] | None = None,
) -> Outcome:
    """Put the lines into the log and settle what they touch. Returns what happened.

    Raises UserError `package_malformed`, `altered_chain`; the caller's transaction rolls everything back.
    """
    outcome = Outcome()
    arrivals = Arrivals(connection, take)
    done = 0
    for part in chunks(lines, FLUSH):
        parsed = [parse(text) for text in part]
        arrivals.look_up([one.hash for one in parsed])
        for one in parsed:
            outcome.already_known += _arrive(arrivals, one)
        outcome.spaces |= {one.header.p for one in parsed}
        arrivals.flush()
        done += len(part)
        progress.step(done, max(total, done))
    arrivals.apply_waiting()
    outcome.applied = arrivals.applied
    outcome.waiting = waiting_count(connection)
    outcome.touched = arrivals.touched
    if before_settling is not None:
        before_settling(outcome.touched)
    settle(connection, outcome.touched)
    return outcome
