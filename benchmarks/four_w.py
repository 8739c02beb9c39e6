"""A 4W workbook of 10,000 rows against bare openpyxl, write-only, with the same cells.

The rows are the example's activities again and again, as one large country would have them. Ours includes
working them out of the records; bare has them ready.
"""

from __future__ import annotations

import io
import os
import tempfile
from functools import partial
from pathlib import Path

import msgspec
from openpyxl import Workbook

from app.documents.workbook.cells import written
from app.foundation.clock import SteppingClock, read_stamp
from app.models.book import Book
from app.models.kinds.plan import Activity, Progress, Target
from app.models.registry import KINDS
from app.services import four_w
from app.services.desk import Desk
from app.services.sample import create_sample, founding
from benchmarks.timing import in_turn, show

ROWS, ROUNDS = 10_000, 3


class LargeDesk(Desk):
    """A desk whose book was put together in memory."""

    large: Book

    def book(self) -> Book:
        return self.large


def enlarged(book: Book) -> Book:
    """Return a book with the activities, targets and reports repeated until there are enough rows."""
    repeated = (Activity, Target, Progress)
    made = [one for kind in KINDS.values() if kind not in repeated for one in book.of(kind)]
    per_round = sum(max(1, len(one.locations)) for one in book.of(Activity))
    for number in range(-(-ROWS // per_round)):
        for kind in repeated:
            for one in book.of(kind):
                own = {"id": f"{one.id[:-4]}{number:04}"}
                for name in ("activity", "target"):
                    if getattr(one, name, None):
                        own[name] = f"{getattr(one, name)[:-4]}{number:04}"
                made.append(msgspec.structs.replace(one, **own))
    return Book(made)


def bare(sheets: list[tuple[str, list[list[object]]]]) -> bytes:
    """Return the cells as openpyxl writes them by itself."""
    book, out = Workbook(write_only=True), io.BytesIO()
    for title, rows in sheets:
        page = book.create_sheet(title)
        for row in rows:
            page.append(row)
    book.save(out)
    return out.getvalue()


def cells(desk: Desk) -> list[tuple[str, list[list[object]]]]:
    """Return the values of all cells, headers and hashtags above them, by sheet."""
    made = []
    for sheet in four_w.four_w_content(desk, "en").sheets:
        heads: list[list[object]] = [
            [one.header for one in sheet.columns],
            [one.tag for one in sheet.columns],
        ]
        rows = [[written(value, column.kind).value for value, column in zip(row, sheet.columns, strict=True)]
                for row in sheet.rows]  # fmt: skip
        made.append((sheet.title, [*heads, *rows]))
    return made


def main() -> None:
    """Print the ratio; the aim is 1.3."""
    with tempfile.TemporaryDirectory() as place:
        os.environ["MASAR_DATA_DIR"] = place
        clock = SteppingClock(read_stamp(founding()["begins"]))
        desk = create_sample(Path(place) / "sample.masarw", clock=clock).desk
        desk.__class__ = LargeDesk
        desk.large = enlarged(Desk.book(desk))
        told = cells(desk)
        assert len(told[0][1]) >= ROWS
        both = in_turn(partial(four_w.four_w, desk, "en"), partial(bare, told), ROUNDS)
        show(f"4W workbook, {len(told[0][1]):,} rows", *both, "1.3", "python -m benchmarks.four_w")
        desk.close()


if __name__ == "__main__":
    main()
