"""Which changesets an author knew when writing one: the closure of chains and causes."""

from __future__ import annotations

from sqlalchemy import Connection

from app.models.changeset import read_header

_ROW = (
    "SELECT s.chain, s.sequence, (SELECT b.id FROM changeset b WHERE b.chain = s.chain AND b.sequence <"
    " s.sequence AND EXISTS (SELECT 1 FROM cause c WHERE c.changeset = b.id) ORDER BY b.sequence DESC"
    " LIMIT 1),"
    " (SELECT group_concat(t.id) FROM cause c JOIN changeset t ON t.hash = c.hash WHERE c.changeset = s.id)"
    " FROM changeset s WHERE s.id = ?"
)


class Knowledge:
    """Answers "did the author of this changeset know that one", following chains and causes.

    What a changeset knows is a map of chain id to the highest sequence covered; computed once per asked
    changeset and kept for the life of this object.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._known: dict[int, dict[int, int]] = {}
        self._partings: dict[int, tuple[int, ...]] = {}

    def knows(self, later: int, earlier: int) -> bool:
        """Whether changeset `later` is `earlier` or was written with knowledge of it (local row ids)."""
        chain, sequence, _, _ = self._row(earlier)
        return self.vector(later).get(chain, 0) >= sequence

    def vector(self, changeset: int) -> dict[int, int]:
        """Return chain id → highest sequence that the changeset covers, itself included."""
        stack = [changeset]
        while stack:
            top = stack[-1]
            if top in self._known:
                stack.pop()
                continue
            chain, sequence, before, causes = self._row(top)
            missing = [parent for parent in (*before, *causes) if parent not in self._known]
            if missing:
                stack.extend(missing)
                continue
            self._known[top] = self._merge(chain, sequence, (*before, *causes))
            stack.pop()
        return self._known[changeset]

    def _merge(self, chain: int, sequence: int, parents: tuple[int, ...]) -> dict[int, int]:
        merged: dict[int, int] = {}
        for parent in parents:
            for other, covered in self._known[parent].items():
                merged[other] = max(covered, merged.get(other, 0))
        merged[chain] = max(sequence, merged.get(chain, 0))
        return merged

    def _row(self, changeset: int) -> tuple[int, int, tuple[int, ...], tuple[int, ...]]:
        """Return chain, sequence, the nearest earlier changeset of the chain that has causes, own causes."""
        chain, sequence, nearest, causes = self._connection.exec_driver_sql(_ROW, (changeset,)).one()
        before = () if nearest is None else (int(nearest),)
        named = tuple(int(cause) for cause in causes.split(",")) if causes else ()
        return chain, sequence, before + self._parting(chain), named

    def _parting(self, chain: int) -> tuple[int, ...]:
        """Return the changeset that a branch left, none for a chain that is no branch."""
        if chain not in self._partings:
            header = self._connection.exec_driver_sql(
                "SELECT header FROM changeset WHERE chain = ? ORDER BY sequence LIMIT 1", (chain,)
            ).scalar()
            rows = self._connection.exec_driver_sql(
                "SELECT id FROM changeset WHERE hash = ?", (read_header(str(header)).b,)
            )
            self._partings[chain] = tuple(rows.scalars())
        return self._partings[chain]
