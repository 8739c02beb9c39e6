"""What a workbook that came back brings: changed cells, new rows, and what is wrong in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.services.importing_problems import RowProblem


@dataclass(frozen=True, slots=True)
class Difference:
    """A cell that was changed: in which row of which sheet, of which record, what is here and what came back.

    `later` says that it was changed here too since the workbook was made. `value` is what would be written.
    """

    sheet: str
    row: int
    kind: str
    record: str
    about: str
    field: str
    here: str
    there: str
    value: object
    later: bool = False

    @property
    def id(self) -> str:
        """What tells the difference from the others in a list."""
        return f"{self.kind}/{self.record}/{self.field}"


@dataclass(frozen=True, slots=True)
class NewRow:
    """A row that becomes a record. `rows` names fields that refer to other new rows, by (kind, row).

    `record` is the id of a measurement, which is known before there is one.
    """

    sheet: str
    row: int
    kind: str
    about: str
    values: Mapping[str, object] = field(hash=False)
    rows: Mapping[str, tuple[str, int]] = field(default_factory=dict, hash=False)

    @property
    def id(self) -> str:
        """What tells the row from the others in a list."""
        return f"{self.kind}/{self.row}"


@dataclass(frozen=True, slots=True)
class Returned:
    """What a workbook brings: differences, new rows, how many of them were taken before, and problems."""

    file: str
    made_on: str
    differences: tuple[Difference, ...] = ()
    added: tuple[NewRow, ...] = ()
    known: int = 0
    problems: tuple[RowProblem, ...] = ()

    @property
    def fresh(self) -> tuple[Difference, ...]:
        """The differences that nobody changed here since."""
        return tuple(one for one in self.differences if not one.later)

    @property
    def later(self) -> tuple[Difference, ...]:
        """The differences in what was changed here too."""
        return tuple(one for one in self.differences if one.later)
