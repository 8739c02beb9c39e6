"""What goes into a workbook that somebody fills and sends back: plain frozen values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from app.documents.workbook_content import Kind, Properties

MARKS_SHEET, LISTS_SHEET = "_masar", "_lists"


@dataclass(frozen=True, slots=True)
class FormColumn:
    """A column: `fill` says that people write in it, `choices` names the list its drop-down offers.

    With `free` a value besides those of the list is accepted. A column of `width` 0 is hidden. In columns of
    numbers and dates stand such, so that they can be summed and sorted.
    """

    header: str
    width: float = 20.0
    fill: bool = False
    choices: str = ""
    free: bool = False
    kind: Kind = "text"


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing that is asked for above the table: a label and a cell to fill."""

    label: str
    choices: str = ""
    value: str = ""


@dataclass(frozen=True, slots=True)
class FormSheet:
    """A protected sheet: title, lines that explain, what is asked once, then a table with rows.

    Cells of columns that are not filled are locked in `rows`. After them stand `spare` empty rows whose
    columns named in `spare_choices` (header → list) can be filled besides those of `fill`. `freeze` is the
    number of leading columns that stay in view, hidden ones counted.
    """

    title: str
    heading: str
    explained: tuple[str, ...] = ()
    asked: tuple[Asked, ...] = ()
    columns: tuple[FormColumn, ...] = ()
    rows: Sequence[Sequence[str]] = ()
    spare: int = 0
    spare_choices: Mapping[str, str] = field(default_factory=dict, hash=False)
    freeze: int = 0

    @property
    def header_row(self) -> int:
        """The number of the row with the headers, from 1."""
        return 2 + len(self.explained) + len(self.asked)

    @property
    def first_row(self) -> int:
        """The number of the first row of the table, from 1."""
        return self.header_row + 1

    def asked_row(self, number: int) -> int:
        """Return the number of the row in which something is asked, counted from 0."""
        return 2 + len(self.explained) + number


@dataclass(frozen=True, slots=True)
class FormBook:
    """A workbook to be filled. `marks` say what it belongs to and are read when it comes back."""

    title: str
    sheets: tuple[FormSheet, ...]
    lists: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)
    marks: Mapping[str, str] = field(default_factory=dict, hash=False)
    right_to_left: bool = False
    properties: Properties = field(default_factory=Properties)
