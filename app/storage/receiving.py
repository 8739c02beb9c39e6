"""Taking changesets that others wrote: checked, put into their chains, applied when their causes are here."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field

from sqlalchemy import Connection

from app.foundation.progress import Progress
from app.models.changeset import Arrived
from app.storage.arrivals import Arrivals
from app.storage.beginnings import settle_beginnings
from app.storage.registers import settle
from app.storage.touched import Touched
from app.storage.waiting import waiting_count

FLUSH, ROOM = 2_000, 2_000_000
"""Changesets that are put into the log together, and what these may weigh; a heavier one comes alone."""

_CHANGE = 40
"""What a change weighs besides its bytes."""


@dataclass(slots=True)
class Outcome:
    """What taking did: changesets applied, known before, left waiting; records touched."""

    applied: int = 0
    already_known: int = 0
    waiting: int = 0
    touched: Touched = field(default_factory=Touched)


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
    done, until, room = 0, FLUSH, ROOM
    for one in lines:
        weight = one.size + _CHANGE * len(one.line.c)
        if done == until or room < weight:
            _settle(connection, arrivals, outcome, before_settling)
            progress.step(done, max(total, done))
            until, room = done + FLUSH, ROOM
        arrivals.take_in(one)
        done += 1
        room -= weight
    _settle(connection, arrivals, outcome, before_settling)
    arrivals.apply_waiting()
    _settle(connection, arrivals, outcome, before_settling)
    progress.step(done, max(total, done))
    outcome.applied, outcome.already_known = arrivals.applied, arrivals.already_known
    outcome.waiting = waiting_count(connection)
    return outcome


def _settle(
    connection: Connection,
    arrivals: Arrivals,
    outcome: Outcome,
    before_settling: Callable[[Collection[str]], object],
) -> None:
    """Settle what the last batch touched: records that begin in it from memory, the others from the log."""
    begun, known = arrivals.flush()
    before_settling(known - outcome.touched.known)
    outcome.touched.known |= known
    outcome.touched.begin({record: one.kind for record, one in begun.items()})
    settle_beginnings(connection, begun)
    settle(connection, dict.fromkeys(known, frozenset()))
