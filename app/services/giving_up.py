"""One data folder goes on as one replica of a person: an earlier one of the same file is given up.

After a restore a file goes on as a new replica, and what the earlier one said of itself would hold for ever:
it never speaks again. So its marker is put away, and the new one says in its chains in whose place it goes
on. A copy of the file on another laptop has its marker in another folder, and stays a laptop of its own.
"""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path

from app.foundation.clock import stamp
from app.foundation.paths import data_folder
from app.services.desk import MARKERS, Desk
from app.storage.appending import Stamp
from app.storage.chains import has_begun, spaces
from app.storage.cutting import is_cut_off
from app.storage.given_up import earlier_replicas, give_up, given_up
from app.storage.markers import Heads
from app.storage.workspace import Transaction

WRITES, PUT_AWAY = ".json", ".over"


def put_markers_away(desk: Desk, connection: Transaction) -> None:
    """Let no file go on from this folder as an earlier replica of the person: it would begin a new one."""
    for replica in earlier_replicas(connection, desk.author()):
        marker = _marker(replica, WRITES)
        with suppress(OSError):
            marker.replace(_marker(replica, PUT_AWAY))


def give_up_earlier(desk: Desk, connection: Transaction) -> None:
    """Say that the person goes on in the place of earlier replicas, in every space in which those wrote and
    it is not said yet.
    """
    author = desk.author()
    said = {(one.space, one.replica): one.number for one in given_up(connection) if one.by == author.replica}
    moment = Stamp(stamp(desk.clock.now()), "begin", desk.ids.record())
    for replica in earlier_replicas(connection, author):
        wrote = _wrote(replica)
        for space in spaces(connection):
            number = wrote[space][0] if space in wrote else 0
            shut = is_cut_off(connection, space, author.replica, author.sign_key)
            if shut or number <= said.get((space, replica), 0):
                continue
            if not has_begun(connection, space, author.replica):
                desk.begin(connection, space, desk.begin_value(space), causes=False)
            give_up(connection, space, author, moment, replica, number)


def _wrote(replica: str) -> Heads:
    """Return how far a replica wrote from this folder, {} when it did not."""
    for ending in (WRITES, PUT_AWAY):
        try:
            noted: Heads = json.loads(_marker(replica, ending).read_bytes())
        except (OSError, ValueError):
            continue
        return noted
    return {}


def _marker(replica: str, ending: str) -> Path:
    return data_folder() / MARKERS / f"{replica}{ending}"
