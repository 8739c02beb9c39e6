"""Replicas without keys or packages: they write into a file and hand each other lines of the log."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from app.foundation.progress import unwatched
from app.models.changeset import Begin, arrived, encode, read_line
from app.models.ids import CountedIds
from app.models.vector import Vector
from app.storage.appending import Author, Stamp, Write, append_writes, begin_chain
from app.storage.chains import has_begun, heads, spaces, vector
from app.storage.conflicts import Conflict, conflicts
from app.storage.marks import mark_action, own_actions
from app.storage.rebuilding import rebuild, state_hash
from app.storage.receiving import Outcome, receive
from app.storage.sending import HeadSignature, bounds_unsigned, keep_signature, lines
from app.storage.setting_aside import last_take, set_aside
from app.storage.taking import begin_take
from app.storage.workspace import Workspace

NETWORK = "area/a/network"
DATE = "2026-03-14T09:30:00Z"


@dataclass
class Pen:
    """One replica writing in one file. Ids count up, so the same story gives the same bytes."""

    workspace: Workspace
    number: int
    ids: CountedIds = field(init=False)
    author: Author = field(init=False)

    def __post_init__(self) -> None:
        self.ids = CountedIds(self.number)
        key = f"{self.number:064x}"
        self.author = Author(f"replica{self.number}", key, key[:16])

    @classmethod
    def at(cls, path: Path, number: int) -> Pen:
        return cls(Workspace.create(path, None), number)

    def write(self, *writes: Write, space: str = NETWORK, action: str = "activity.edit") -> str:
        """Write one changeset and return its action id."""
        action_id = self.ids.record()
        stamp = Stamp(DATE, action, action_id)
        with self.workspace.write() as connection:
            if not has_begun(connection, space, self.author.replica):
                begin = encode(Begin(name=f"Person {self.number}", sign=self.author.sign_key))
                begin_chain(connection, space, self.author, Stamp(DATE, "begin", self.ids.record()), begin)
            append_writes(connection, space, self.author, stamp, writes, self.ids)
        return action_id

    def set(self, record: str, name: str, value: object, element: str = "", kind: str = "activity") -> str:
        return self.write(Write(kind, record, name, element, value))  # type: ignore[arg-type]

    def mark(self, which: str) -> bool:
        """Undo or redo the last own action. Returns whether there was one."""
        with self.workspace.write() as connection:
            done, undone = own_actions(connection, self.author.replica)
            stack = done if which == "undo" else undone
            if stack:
                stamp = Stamp(DATE, which, self.ids.record())
                mark_action(connection, self.author, stamp, stack[-1], in_force=which == "redo")
        return bool(stack)

    def undo(self) -> bool:
        return self.mark("undo")

    def redo(self) -> bool:
        return self.mark("redo")

    def send(self, base: Vector | None = None) -> list[str]:
        """Return everything applied here that a receiver with the vector `base` lacks, vouched for."""
        with self.workspace.write() as connection:
            return [
                line
                for space in spaces(connection)
                for line in lines(connection, bounds_unsigned(connection, space, base or Vector()))
            ]

    def vouch(self, sent: Pen) -> None:
        """Keep signatures of all heads that another replica has, as a package would bring them."""
        with sent.workspace.read() as connection:
            found = [(space, head) for space in spaces(connection) for head in heads(connection, space)]
        with self.workspace.write() as connection:
            for space, head in found:
                signer = f"{int(head.replica.removeprefix('replica')):064x}"
                signed = HeadSignature(space, head.replica, head.sequence, head.hash, signer, "")
                keep_signature(connection, signed)

    def take(self, sent: Iterable[str]) -> Outcome:
        with self.workspace.write() as connection:
            came = [arrived(read_line(line)) for line in sent]
            return receive(connection, came, begin_take(connection, DATE, "", ""), unwatched())

    def untake(self) -> frozenset[str]:
        with self.workspace.write() as connection:
            take = last_take(connection)
            return set_aside(connection, take) if take is not None else frozenset()

    def state(self) -> dict[str, tuple[bytes, str]]:
        with self.workspace.read() as connection:
            return {
                space: (vector(connection, space).canonical(), state_hash(connection, space))
                for space in spaces(connection)
            }

    def rebuilt(self) -> dict[str, tuple[bytes, str]]:
        with self.workspace.write() as connection:
            rebuild(connection)
        return self.state()

    def conflicts(self) -> list[Conflict]:
        with self.workspace.read() as connection:
            return conflicts(connection)

    def column(self, record: str, name: str, kind: str = "activity") -> object:
        """Return what stands in a column of a record's row, None also when there is no row."""
        with self.workspace.read() as connection:
            sql = f'SELECT "{name}" FROM record_{kind} WHERE id = ?'
            return connection.exec_driver_sql(sql, (record,)).scalar()

    def alive(self, record: str, kind: str = "activity") -> bool:
        return self.column(record, "alive", kind) == 1


def exchange(pens: list[Pen]) -> None:
    """Let everything reach everyone through the first."""
    for pen in pens[1:]:
        pens[0].vouch(pen)
        pens[0].take(pen.send())
    for pen in pens[1:]:
        pen.vouch(pens[0])
        pen.take(pens[0].send())
