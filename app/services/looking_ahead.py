"""What taking several packages would do: tried out in their order, one upon the other, in a copy.

The workspace itself stays free meanwhile: what is edited is saved at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.foundation.errors import MasarError
from app.foundation.files import readable_name
from app.foundation.progress import Progress, unwatched
from app.services.collecting import Found, Took, settled
from app.services.desk import Desk
from app.services.taking import Report, open_package, put
from app.storage.apart import Inside, trial_apart
from app.storage.cutting import beyond_count
from app.storage.outlook import difference, newest_take, waiting_by_take
from app.storage.staging import Staging
from app.storage.touched import Touched
from app.storage.workspace import Transaction, Workspace


@dataclass(frozen=True, slots=True)
class Outlook:
    """What taking packages would do: each in its turn, after those before it, and all of them together.

    `waiting` of one is what it brings that still waits when all are taken; of `together`, all that waits
    then. `together` has no sender and counts what is here today against what would be here.
    """

    each: tuple[Took, ...]
    together: Report


def inspect_all(desk: Desk, packages: Sequence[Found], progress: Progress | None = None) -> Outlook:
    """Return what taking packages in this order would do now; nothing is changed. Raises Cancelled."""
    watch = progress or unwatched()
    with trial_apart(desk.workspace) as (copy, connection):
        trial = _Trial(desk, copy, connection)
        for number, one in enumerate(packages):
            watch.step(number, len(packages))
            trial.take(one)
        return trial.outlook()


class _Trial:
    """Takes packages within a transaction in a copy; what is refused leaves the others alone."""

    def __init__(self, desk: Desk, copy: Workspace, connection: Transaction) -> None:
        self._desk, self._copy, self._connection = desk, copy, connection
        self._staging = Staging(Inside(connection))
        self._each: list[tuple[int, Took]] = []
        self._touched = Touched()

    def take(self, one: Found) -> None:
        """Take a package upon those before it."""
        self._connection.exec_driver_sql("SAVEPOINT package")
        try:
            report = self._put(one)
        except MasarError as error:
            self._connection.exec_driver_sql("ROLLBACK TO package")
            self._each.append((0, Took(one.path, error=error)))
        else:
            self._each.append((newest_take(self._connection), Took(one.path, report=report)))
        self._connection.exec_driver_sql("RELEASE package")

    def _put(self, one: Found) -> Report:
        watch = unwatched()
        opened, staging = open_package(self._desk, one.path, one.words, watch, staging=self._staging)
        try:
            report, taken = put(self._desk, self._connection, opened, staging, readable_name(one.path), watch)
        finally:
            staging.clear()
        self._touched.join(taken.touched)
        return report

    def outlook(self) -> Outlook:
        """Return what was found out."""
        waiting = waiting_by_take(self._connection)
        each = tuple(settled(took, waiting.get(take, 0)) for take, took in self._each)
        return Outlook(each, self._together([took.report for took in each if took.report is not None]))

    def _together(self, reports: Sequence[Report]) -> Report:
        with self._copy.read() as today:
            sum_ = difference(today, self._connection, self._touched)
            fallen = max(0, beyond_count(self._connection) - beyond_count(today))
        return Report(
            sender="",
            sender_key="",
            created="",
            training=any(one.training for one in reports),
            area_titles={},
            spaces=tuple(sorted({space for one in reports for space in one.spaces})),
            new=dict(sum_.new),
            changed=dict(sum_.changed),
            removed=dict(sum_.removed),
            conflicts=dict(sum_.conflicts),
            waiting=sum_.waiting,
            files=sum(one.files for one in reports),
            not_counted=fallen,
            device_revoked=any(one.device_revoked for one in reports),
            forgotten=sum(one.forgotten for one in reports),
            forks=tuple(dict.fromkeys(name for one in reports for name in one.forks)),
        )
