"""How large a table may be that somebody hands us, and the refusals for what is larger or no table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from app.foundation.errors import UserError

LARGEST_FILE = 64 * 1024 * 1024
LARGEST_UNPACKED = 512 * 1024 * 1024
MOST_ENTRIES = 2_000
MOST_ROWS = 200_000
MOST_COLUMNS = 500
MOST_CELLS = 4_000_000
LONGEST_CELL = 100_000

Row = tuple[str, ...]


def too_large(name: str) -> UserError:
    """Return the refusal of a table that is beyond a limit."""
    return UserError("table_too_large", file=name)


def not_readable(name: str) -> UserError:
    """Return the refusal of a file that begins as a table and cannot be read to its end."""
    return UserError("table_not_readable", file=name)


def not_a_table(name: str) -> UserError:
    """Return the refusal of a file that is something else."""
    return UserError("not_a_table", file=name)


def within_limits(rows: Iterable[Row], name: str) -> Iterator[Row]:
    """Yield rows without their empty end. Raises UserError `table_too_large` at the first beyond a limit."""
    cells = 0
    for number, row in enumerate(rows, 1):
        cells += len(row)
        if number > MOST_ROWS or cells > MOST_CELLS or any(len(text) > LONGEST_CELL for text in row):
            raise too_large(name)
        width = len(row)
        while width and not row[width - 1]:
            width -= 1
        if width > MOST_COLUMNS:
            raise too_large(name)
        yield row[:width]
