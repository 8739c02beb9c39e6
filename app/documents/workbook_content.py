"""What goes into a workbook: plain frozen values, with no spreadsheet library behind them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Literal

Kind = Literal["text", "number", "date", "percent", "code"]
Cell = str | int | float | Decimal | date | datetime | bool | None


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a sheet.

    `kind` says how its values are meant: `number` takes numbers and decimal strings ("12.5"), `percent`
    takes fractions (0.45 is shown as 45%), `date` takes days and ISO strings ("2026-03-14"), `code` is text
    that must stay as it is ("0012"). What does not fit its kind is written as text. `width` is in
    characters, None to fit the content; `tag` is the HXL hashtag ("#adm1+code+v_pcode").
    """

    header: str
    kind: Kind = "text"
    width: float | None = None
    tag: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: a header, an HXL row when a column has a tag, then rows of one cell for each column.

    `note` stands above the header ("Training example, invented"). `freeze` is the number of leading columns
    that stay in view, besides the header. A `plain` sheet is for other programs to read: its rows have no
    looks, which makes long ones four times as fast.
    """

    title: str
    columns: tuple[Column, ...]
    rows: Sequence[Sequence[Cell]]
    right_to_left: bool = False
    note: str = ""
    freeze: int = 0
    plain: bool = False


@dataclass(frozen=True, slots=True)
class Properties:
    """What the file says about itself."""

    author: str = ""
    subject: str = ""
    description: str = ""
    keywords: str = ""
    language: str = ""
    created: datetime | None = None


@dataclass(frozen=True, slots=True)
class Book:
    """A workbook: its title, properties and sheets."""

    title: str
    sheets: tuple[Sheet, ...]
    properties: Properties = Properties()
