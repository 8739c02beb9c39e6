"""Changesets as another laptop would have written them: activities added, then edited three times each."""

from __future__ import annotations

from collections.abc import Iterator

from app.models.changeset import (
    BEGIN,
    FORMAT,
    Arrived,
    Begin,
    Change,
    Header,
    Line,
    changeset_hash,
    encode,
    leaf,
)
from app.models.ids import CountedIds, Ids

SPACE = "area/01920000-0000-7000-8000-000000000001/network"
REPLICA = "00000000000000b1"
ADDED = {
    "title_en": "Rehabilitate the health post with the people who return",
    "title_ar": "إعادة تأهيل المركز الصحي مع الأهالي العائدين",
    "description_en": "Repair of the building, two nurses for six months, with the directorate",
    "objective": "SO4",
    "starts": "2026-04-01",
    "ends": "2026-09-30",
    "status": "planned",
}
EDITED = ("description_en", "ends", "status")
CHANGES_PER_RECORD = 1 + len(ADDED) + len(EDITED)


class Chain:
    """One replica's chain in one space, written line by line."""

    def __init__(self, ids: Ids, space: str = SPACE, replica: str = REPLICA) -> None:
        self.ids = ids
        self._space, self._replica = space, replica
        self._count = self._lamport = 0
        self._before = ""

    def follow(self, last: Arrived) -> None:
        """Go on after a changeset that this replica wrote elsewhere."""
        self._count, self._lamport, self._before = last.header.n, last.header.l, last.hash

    def line(self, changes: list[Change]) -> tuple[str, str]:
        """Return the line of one more changeset and the reference by which later changes replace its."""
        self._count += 1
        self._lamport += 1
        header = encode(
            Header(v=FORMAT, p=self._space, w=self._replica, n=self._count, b=self._before, l=self._lamport,
                   t="2026-03-14T09:30:00Z", a="0" * 16, d="activity.edit", i=self.ids.record())
        )  # fmt: skip
        bodies = [encode(change) for change in changes]
        self._before = changeset_hash(header, [leaf(body) for body in bodies]).hex()
        return encode(Line(header, tuple(bodies))), self._before[:32]


def log_lines(changes: int) -> Iterator[str]:
    """Yield lines that hold at least `changes` changes."""
    chain = Chain(CountedIds())
    begin = Begin(name="Nadia Example", sign="a" * 64)
    yield chain.line([Change(k=BEGIN, r=REPLICA, f="begin", v=encode(begin))])[0]
    for _ in range(-(-changes // CHANGES_PER_RECORD)):
        yield from record_lines(chain)


def record_lines(chain: Chain) -> Iterator[str]:
    """Yield the lines of one activity: added in one changeset, then edited field by field."""
    record = chain.ids.record()
    added = [change(chain, record, name, value) for name, value in ADDED.items()]
    line, reference = chain.line([Change(k="activity", r=record, f="alive", v=True), *added])
    yield line
    for name in EDITED:
        yield chain.line([change(chain, record, name, ADDED[name], reference)])[0]


def change(chain: Chain, record: str, name: str, value: str, replaced: str = "") -> Change:
    """Return a change of a field; texts are salted as in real chains."""
    salt = chain.ids.salt() if name.startswith(("title", "description")) else ""
    return Change(k="activity", r=record, f=name, v=value, x=(replaced,) if replaced else (), s=salt)
