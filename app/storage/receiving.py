"""Taking changesets that others wrote: checked, put into their chains, applied when their causes are here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from sqlalchemy import Connection

from app.foundation.errors import UserError
from app.foundation.progress import Progress
from app.models.changeset import (
    BEGIN,
    FORMAT,
    MARK,
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
from app.models.values import fits_json_type
from app.storage.appending import schema_of
from app.storage.arrivals import Arrivals
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
            _check_change(header, change)
    _check_registers(changes)
    return Parsed(
        line, header, changes, tuple(leaf.hex() for leaf in leaves), changeset_hash(line.h, leaves).hex()
    )


def _check_registers(changes: tuple[Change | None, ...]) -> None:
    registers = [(change.k, *change.register) for change in changes if change is not None]
    if len(set(registers)) != len(registers) or not changes:
        raise UserError("package_malformed")


def _check_change(header: Header, change: Change) -> None:
    """Refuse what no Masar writes: a value of the wrong JSON type, a kind in a space it does not live in."""
    if change.k in (BEGIN, MARK):
        return
    if change.k not in KINDS:
        return
    description = describe(change.k)
    home = description.kind.home
    place = header.p.rsplit("/", 1)[-1]
    if home is not Home.OWNER and place != home.value:
        raise UserError("package_malformed")
    if change.f == "alive":
        well_typed = isinstance(change.v, bool)
    elif change.f in description.fields:
        described = description.fields[change.f]
        well_typed = (
            isinstance(change.v, bool) if described.rule.many else fits_json_type(described, change.v)
        )
    else:
        well_typed = True
    if not well_typed:
        raise UserError("package_malformed")


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
    for number, text in enumerate(lines):
        parsed = parse(text)
        outcome.spaces.add(parsed.header.p)
        if arrivals.known(parsed.hash):
            outcome.already_known += 1
            continue
        arrivals.add(
            parsed.header,
            parsed.line.h,
            parsed.hash,
            [
                (change, item if isinstance(item, str) else None, leaf, schema_of(change) if change else 0)
                for change, item, leaf in zip(parsed.changes, parsed.line.c, parsed.leaves, strict=True)
            ],
        )
        if number % FLUSH == FLUSH - 1:
            arrivals.flush()
            progress.step(number, total or number)
    arrivals.flush()
    arrivals.apply_waiting()
    outcome.applied = arrivals.applied
    outcome.waiting = waiting_count(connection)
    outcome.touched = arrivals.touched
    if before_settling is not None:
        before_settling(outcome.touched)
    settle(connection, outcome.touched)
    return outcome
