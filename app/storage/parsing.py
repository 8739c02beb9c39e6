"""A changeset as it arrived, read: its changes checked against what this version knows, and how they lie in
the log."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from operator import attrgetter

import msgspec

from app.foundation.errors import UserError
from app.models.changeset import FORMAT, Arrived, Change, Header, Withheld, read_changes
from app.storage.beginnings import Place, Said
from app.storage.runs import About, Gone, RunRow, run_row, text_of_gone
from app.storage.schema import SCHEMA
from app.storage.understanding import fields_of

_register = attrgetter("k", "r", "f", "e")


class Parsed(msgspec.Struct, frozen=True, gc=False):
    """One changeset as it arrived: its header and the text of it, its hash, how its changes lie in the log.

    Of the changes whose bytes came `understood` holds what this version applies, by record; `others` is what
    it does not know, and what speaks of the log.
    """

    header: Header
    text: str
    hash: str
    runs: list[RunRow]
    understood: list[Said]
    others: list[Change]


def parse(came: Arrived) -> Parsed:
    """Return the changeset with its changes. Raises UserError `package_malformed`, `package_too_new`.

    Every change that is ever taken comes by here: the loop is one, and looks things up only where they differ
    from the change before.
    """
    header, line = came.header, came.line
    if header.v > FORMAT:
        raise UserError("package_too_new")
    runs: list[RunRow] = []
    understood: list[Said] = []
    others: list[Change] = []
    kind, record, schema, start = "", "", -1, 0
    fields: Mapping[str, type] = {}
    said: dict[Place, Change] = {}
    read = read_changes(line)
    if not read:
        raise UserError("package_malformed")
    for number, change in enumerate(read):
        goes_on = change.r == record and change.k == kind
        if not goes_on:
            fields = fields_of(change.k, header.p)
        wanted = fields.get(change.f)
        if type(change.v) is not wanted and wanted is not None and change.v is not None:
            raise UserError("package_malformed")
        now = SCHEMA if wanted is not None else 0
        if now != schema or not goes_on:
            if number:
                runs.append(_row(start, (kind, record, schema), line.c[start:number]))
            kind, record, schema, start, said = change.k, change.r, now, number, {}
            if schema:
                understood.append((kind, record, said))
        if schema:
            said[change.f, change.e] = change  # type: ignore[union-attr, assignment]
        elif isinstance(change, Change):
            others.append(change)
    runs.append(_row(start, (kind, record, schema), line.c[start:]))
    if len(read) != 1:
        _check_registers(read, understood)
    return Parsed(header, line.h, came.hash, runs, understood, others)


def _row(start: int, about: About, part: tuple[str | Withheld, ...]) -> RunRow:
    """Return a part of a line as it lies in the log. What is understood came whole."""
    if not about[2]:
        part = tuple(one if isinstance(one, str) else text_of_gone(Gone(one.leaf)) for one in part)
    return run_row(start, about, part)  # type: ignore[arg-type]


def _check_registers(read: Sequence[Change | Withheld], understood: Sequence[Said]) -> None:
    """Refuse a changeset that changes the same thing twice."""
    if len(understood) == 1 and len(understood[0][2]) == len(read):
        return
    whole = [one for one in read if isinstance(one, Change)]
    if len({*map(_register, whole)}) != len(whole):
        raise UserError("package_malformed")
