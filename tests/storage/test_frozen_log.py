"""A log as the first release wrote it: read, hashed and replayed to the same tables by every later version.

The file holds two replicas in three spaces with sets, an owned target, a conflict, a removal, undo and
redo, a withheld value, Arabic and Kurdish text, and a kind that this version does not know. It is never
written anew.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from storage.pens import Pen

from app.models.changeset import Withheld, read_line
from app.models.registry import KINDS
from app.storage.chains import heads, spaces
from app.storage.conflicts import conflicts
from app.storage.sending import HeadSignature, keep_signature
from app.storage.understanding import not_understood

DATA = Path(__file__).parents[1] / "data"
LOG = (DATA / "log_v1.jsonl").read_text(encoding="utf-8").splitlines()
EXPECTED: dict[str, Any] = json.loads((DATA / "log_v1.json").read_text(encoding="utf-8"))
Pens = Callable[[int], list[Pen]]


def tables(pen: Pen) -> dict[str, Any]:
    rows: dict[str, list[dict[str, object]]] = {}
    with pen.workspace.read() as connection:
        for kind in sorted(KINDS):
            for row in connection.exec_driver_sql(f"SELECT * FROM record_{kind} ORDER BY id").mappings():
                filled = {name: value for name, value in row.items() if value is not None}
                rows.setdefault(kind, []).append(filled)
        ends = {
            space: sorted([head.replica, head.sequence, head.hash] for head in heads(connection, space))
            for space in spaces(connection)
        }
        return {
            "heads": ends,
            "records": rows,
            "conflicts": [[found.record, found.field] for found in conflicts(connection)],
        }


def vouch(pen: Pen) -> None:
    with pen.workspace.write() as connection:
        for space, ends in EXPECTED["heads"].items():
            for replica, sequence, hash_ in ends:
                signer = f"{int(replica.removeprefix('replica')):064x}"
                keep_signature(connection, HeadSignature(space, replica, sequence, hash_, signer, ""))


def test_it_gives_the_same_tables_and_hashes(pens: Pens) -> None:
    pen = pens(1)[0]
    pen.take(LOG)
    assert tables(pen) == EXPECTED
    pen.rebuilt()
    assert tables(pen) == EXPECTED


@pytest.mark.parametrize("seed", range(5))
def test_in_any_order_too(pens: Pens, seed: int) -> None:
    """Line by line, each waiting for what it builds on."""
    pen = pens(1)[0]
    vouch(pen)
    shuffled = list(LOG)
    random.Random(seed).shuffle(shuffled)
    for line in shuffled:
        pen.take([line])
    assert tables(pen) == EXPECTED


def test_it_is_relayed_as_it_was_written(pens: Pens) -> None:
    pen = pens(1)[0]
    pen.take(LOG)
    assert sorted(pen.send()) == sorted(LOG)


def test_what_this_version_does_not_know_is_kept(pens: Pens) -> None:
    pen = pens(1)[0]
    pen.take(LOG)
    with pen.workspace.read() as connection:
        assert not_understood(connection) == 1


def test_the_mistyped_name_is_not_in_it() -> None:
    assert "Right name" in "".join(LOG)
    assert "Mistyped" not in "".join(LOG)
    assert sum(isinstance(change, Withheld) for line in LOG for change in read_line(line).c) == 1
