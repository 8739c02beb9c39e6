"""Taking changesets that others wrote: checked, put into their chains, applied when their causes are here."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field

from sqlalchemy import Connection

from app.foundation.errors import UserError
from app.foundation.progress import Progress
from app.models.changeset import FORMAT, Arrived, Change, read_change
from app.storage.arrivals import Arrivals, Parsed
from app.storage.beginnings import settle_beginnings
from app.storage.logged import chunks
from app.storage.registers import settle
from app.storage.runs import Item, Placed, runs, withheld
from app.storage.understanding import expected
from app.storage.waiting import waiting_count

FLUSH = 2_000


@dataclass(slots=True)
class Outcome:
    """What taking did: changesets applied, known before, left waiting; records touched."""

    applied: int = 0
    already_known: int = 0
    waiting: int = 0
    touched: set[str] = field(default_factory=set)
    spaces: set[str] = field(default_factory=set)


def parse(came: Arrived) -> Parsed:
    """Return the changeset with its changes. Raises UserError `package_malformed`, `package_too_new`."""
    header = came.header
    if header.v > FORMAT:
        raise UserError("package_too_new")
    home = header.p.rsplit("/", 1)[-1]
    understood: list[Change] = []
    others: list[Change] = []
    placed: list[Placed] = []
    for item in came.line.c:
        if not isinstance(item, str):
            placed.append(withheld(item.leaf))
            continue
        change = read_change(item)
        wanted, schema = expected(change.k, change.f, home)
        if change.v is not None and type(change.v) is not wanted and wanted is not object:
            raise UserError("package_malformed")
        (understood if schema else others).append(change)
        placed.append(Placed(change.k, change.r, schema, Item(change.f, change.e, item, None)))
    if len(placed) != 1:
        _check_registers(understood + others, placed)
    return Parsed(header, came.line.h, came.hash, runs(placed), understood, others)


def _check_registers(said: list[Change], placed: list[Placed]) -> None:
    """Refuse an empty changeset, and one that changes the same thing twice."""
    if not placed or len({(one.k, one.r, one.f, one.e) for one in said}) != len(said):
        raise UserError("package_malformed")


def receive(
    connection: Connection,
    lines: Iterable[Arrived],
    take: int | None,
    progress: Progress,
    total: int = 0,
    before_settling: Callable[[Collection[str]], object] = len,
) -> Outcome:
    """Put the lines into the log and settle what they touch. Returns what happened.

    `before_settling` gets the ids of records that the log spoke of before, each once and before its row
    changes. Raises UserError `package_malformed`, `altered_chain`; the caller's transaction rolls
    everything back.
    """
    outcome = Outcome()
    arrivals = Arrivals(connection, take)
    done = 0
    for part in chunks(lines, FLUSH):
        parsed = [parse(came) for came in part]
        outcome.already_known += arrivals.take_in(parsed)
        outcome.spaces |= {one.header.p for one in parsed}
        _settle(connection, arrivals, outcome, before_settling)
        done += len(part)
        progress.step(done, max(total, done))
    arrivals.apply_waiting()
    _settle(connection, arrivals, outcome, before_settling)
    outcome.applied = arrivals.applied
    outcome.waiting = waiting_count(connection)
    return outcome


def _settle(
    connection: Connection,
    arrivals: Arrivals,
    outcome: Outcome,
    before_settling: Callable[[Collection[str]], object],
) -> None:
    """Settle what the last batch touched: records that begin in it from memory, the others from the log."""
    begun, known = arrivals.batch()
    before_settling(known - outcome.touched)
    outcome.touched |= known
    outcome.touched |= begun.keys()
    settle_beginnings(connection, begun)
    settle(connection, dict.fromkeys(known, frozenset()))
