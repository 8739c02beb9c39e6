"""Why a step is or is not done: reasons in codes, with the records that prove them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

import msgspec

from app.models.book import Book
from app.process.terms import Params

Met = Literal["yes", "partly", "no", "unseen"]


class Jump(msgspec.Struct, frozen=True):
    """Where to go: a page, and there a kind or one record of it."""

    page: str
    kind: str = ""
    record: str = ""


@dataclass(frozen=True, slots=True)
class Reason:
    """One rule of a step and whether it is met.

    `code` is the rule as a statement ("The authority agreed to start"), `detail` says how it stands.
    `unseen` means that it rests on records which never leave the group and cannot be judged here.
    `on` is the day since which it is met, where a record tells.
    """

    code: str
    met: Met
    jump: Jump
    params: Params = field(default_factory=dict, hash=False)
    records: tuple[str, ...] = ()
    on: str | None = None

    @property
    def detail(self) -> str:
        """The code of the sentence that says how the rule stands."""
        return "gate.unseen" if self.met == "unseen" else f"{self.code}.{self.met}"


class View(msgspec.Struct, frozen=True):
    """The records a rule looks at, the day, and whether the group's own records are here."""

    book: Book
    today: str
    sees_group: bool = True


def unseen(code: str, page: str, kind: str) -> Reason:
    """Return a reason that cannot be judged without the group's own records."""
    return Reason(code, "unseen", Jump(page, kind))


def graded(good: int, total: int) -> Met:
    """Return how far a rule is met when `good` of `total` things are in place (none at all: not met)."""
    if total and good >= total:
        return "yes"
    return "partly" if good else "no"
