"""A changeset as it arrived, read: its changes checked against what this version knows, and how they lie in
the log."""

from __future__ import annotations

from itertools import chain
from operator import attrgetter

import msgspec

from app.foundation.errors import UserError
from app.models.changeset import FORMAT, Arrived, Change, Header, Withheld, read_changes
from app.storage.runs import NOTHING_KNOWN, RunRow, Said, run_row
from app.storage.understanding import expected

_register = attrgetter("k", "r", "f", "e")


class Parsed(msgspec.Struct, frozen=True, gc=False):
    """One changeset as it arrived: its header and the text of it, its hash, how its changes lie in the log.

    Of the changes whose bytes came `understood` holds what this version applies, in each list changes to one
    record; `others` is what it does not know, and what speaks of the log.
    """

    header: Header
    text: str
    hash: str
    runs: list[RunRow]
    understood: list[list[Change]]
    others: list[Change]


def parse(came: Arrived) -> Parsed:
    """Return the changeset with its changes. Raises UserError `package_malformed`, `package_too_new`."""
    header = came.header
    if header.v > FORMAT:
        raise UserError("package_too_new")
    home = header.p.rsplit("/", 1)[-1]
    understood: list[list[Change]] = []
    others: list[Change] = []
    runs: list[RunRow] = []
    about, items = NOTHING_KNOWN, list[Said]()
    for place, (text, change) in enumerate(zip(came.line.c, read_changes(came.line), strict=True)):
        if isinstance(change, Withheld):
            one = NOTHING_KNOWN
            said: Said = ("", "", None, change.leaf)
        else:
            wanted, schema = expected(change.k, change.f, home)
            if change.v is not None and type(change.v) is not wanted and wanted is not object:
                raise UserError("package_malformed")
            one = (change.k, change.r, schema)
            said = (change.f, change.e, str(text), None)
            if not schema:
                others.append(change)
            elif one == about:
                understood[-1].append(change)
            else:
                understood.append([change])
        if items and one != about:
            runs.append(run_row(place - len(items), about, items))
            items = []
        about = one
        items.append(said)
    runs.append(run_row(len(came.line.c) - len(items), about, items))
    if len(came.line.c) != 1:
        _check_registers([*chain.from_iterable(understood), *others], len(items))
    return Parsed(header, came.line.h, came.hash, runs, understood, others)


def _check_registers(said: list[Change], placed: int) -> None:
    """Refuse an empty changeset, and one that changes the same thing twice."""
    if not placed or len({*map(_register, said)}) != len(said):
        raise UserError("package_malformed")
