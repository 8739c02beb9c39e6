"""Removed records, and removals that someone else's edit outlives.

A change to a record, or to one it owns, concurrent with its removal keeps it alive and is a conflict:
"removed by X, edited by Y" (docs/log.md §2).
"""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection

from app.models.current import Standing, standing
from app.models.registry import KINDS, describe, owned_kinds
from app.storage.knowledge import Knowledge
from app.storage.logged import ALIVE, logged
from app.storage.rows import mapping


class Liveness:
    """Keeps the `alive` column, the list of removals and the conflicts about them."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._removed = self._removed_records()

    def owners(self, kinds: Mapping[str, str]) -> dict[str, str]:
        """Return the owners that records (id → kind) have as their rows stand, as id → kind.

        To be asked before rows change: an owner that a record leaves, or that loses it, is decided anew too.
        """
        removed = set(self._removed.values())
        found: dict[str, str] = {}
        for record, kind in kinds.items() if removed else ():
            if _leads_to(kind, removed):
                found |= self._owner(record, kind)
        return found

    def update(
        self, rows: Mapping[str, tuple[str, str]], asked: Mapping[str, Standing], left: Mapping[str, str]
    ) -> None:
        """Decide anew for the records just settled, for their owners, and for those they had before (`left`).

        `rows` maps record id to (kind, space); `asked` says what stands in the `alive` registers just read.
        """
        removed = self._removed
        for record in asked.keys() & rows.keys():
            gone = any(entry.value is False for entry in asked[record].current)
            if gone or record in removed:
                self._note(record, *rows[record], gone=gone)
                removed = self._removed_records()
        if removed:
            kinds = {
                record: kind for record, (kind, _) in rows.items() if _leads_to(kind, set(removed.values()))
            }
            for record, kind in self._concerned({**left, **kinds}, removed).items():
                self._decide(record, kind)

    def disputed(self, kinds: Mapping[str, str]) -> set[str]:
        """Return those of the records (id → kind) that someone removed while somebody else edited them, or
        that belong to such a one."""
        open_ = mapping(self._connection, "SELECT record, kind FROM conflict WHERE field = ?", (ALIVE,))
        return {record for record, kind in kinds.items() if open_ and self._concerned({record: kind}, open_)}

    def _removed_records(self) -> dict[str, str]:
        return mapping(self._connection, "SELECT record, kind FROM removal")

    def _note(self, record: str, kind: str, space: str, *, gone: bool) -> None:
        if gone:
            self._connection.exec_driver_sql(
                "INSERT OR REPLACE INTO removal (record, kind) VALUES (?, ?)", (record, kind)
            )
            return
        self._connection.exec_driver_sql("DELETE FROM removal WHERE record = ?", (record,))
        self._set(record, kind, space, alive=True, conflict=False)

    def _removals(self, record: str) -> dict[int, bool]:
        """Return the changesets that removed the record and whom nobody answered; and whether alone."""
        items = logged(self._connection, [record], frozenset({ALIVE}))
        current = standing(item.entry for item in items).current
        ids = {item.entry.ref: item.changeset for item in items}
        alone = all(entry.value is False for entry in current)
        return {ids[entry.ref]: alone for entry in current if entry.value is False}

    def _concerned(self, rows: dict[str, str], removed: Mapping[str, str]) -> dict[str, str]:
        """Return those of the records, and of their owners, that someone removed."""
        found: dict[str, str] = {}
        waiting = list(rows.items())
        while waiting:
            record, kind = waiting.pop()
            if kind not in KINDS or record in found:
                continue
            if record in removed:
                found[record] = kind
            waiting += self._owner(record, kind).items()
        return found

    def _owner(self, record: str, kind: str) -> dict[str, str]:
        """Return the owner of a record as id → kind, nothing for none."""
        owner = describe(kind).owner
        if owner is None:
            return {}
        sql = f'SELECT "{owner.name}" FROM record_{kind} WHERE id = ?'
        target = self._connection.exec_driver_sql(sql, (record,)).scalar()
        return {target: owner.rule.target} if target else {}

    def _decide(self, record: str, kind: str) -> None:
        space = self._connection.exec_driver_sql(
            f"SELECT space FROM record_{kind} WHERE id = ?", (record,)
        ).scalar()
        if space is None:
            return
        removals = self._removals(record)
        edits = self._edits(record, kind, space)
        stays = not all(removals.values()) or not self._informed(set(removals), edits)
        self._set(record, kind, space, alive=stays, conflict=stays)

    def _informed(self, removals: set[int], edits: set[int]) -> bool:
        """Whether one of the removals was written with knowledge of every edit that did not know it."""
        knowledge = Knowledge(self._connection)
        return any(
            all(knowledge.knows(removal, edit) or knowledge.knows(edit, removal) for edit in edits)
            for removal in removals
        )

    def _edits(self, record: str, kind: str, space: str) -> set[int]:
        """Return the changesets in force that changed the record or what it owns in its space (all depths).

        What it owns in another space does not count: who removes it cannot have known that, and others do
        not hold it. What was removed for good does not count: other laptops may never have had it.
        """
        found: set[int] = set()
        waiting = [(record, kind)]
        while waiting:
            current, current_kind = waiting.pop()
            rows = self._connection.exec_driver_sql(
                "SELECT DISTINCT s.id FROM change c JOIN changeset s ON s.id = c.changeset"
                " WHERE c.record = ? AND c.field <> ? AND s.in_force = 1 AND c.body IS NOT NULL",
                (current, ALIVE),
            )
            found |= set(rows.scalars())
            for owned, field in owned_kinds(current_kind):
                sql = f'SELECT id FROM record_{owned} WHERE "{field}" = ? AND space = ?'
                rows = self._connection.exec_driver_sql(sql, (current, space))
                waiting += [(row, owned) for row in rows.scalars()]
        return found

    def _set(self, record: str, kind: str, space: str, *, alive: bool, conflict: bool) -> None:
        self._connection.exec_driver_sql(
            f"UPDATE record_{kind} SET alive = ? WHERE id = ?", (int(alive), record)
        )
        self._connection.exec_driver_sql(
            "DELETE FROM conflict WHERE record = ? AND field = ?", (record, ALIVE)
        )
        if conflict:
            self._connection.exec_driver_sql(
                "INSERT INTO conflict (record, field, kind, space) VALUES (?, ?, ?, ?)",
                (record, ALIVE, kind, space),
            )


def _leads_to(kind: str, removed: set[str]) -> bool:
    """Whether a record of the kind, or an owner of it on the way up, can be among removed kinds."""
    while kind in KINDS:
        if kind in removed:
            return True
        owner = describe(kind).owner
        kind = owner.rule.target if owner is not None else ""
    return False
