"""Bytes of packages: ten changes to one person in a group of nine, and a month's work against `zstd -10`.

The package is a real one, made for one person by a laptop that heard from eight others. The month's work are
5,000 changes, each in a changeset of its own (as when fields are edited one by one) by three people,
deflated as the writer of packages does it and compressed by zstd as one text.
"""

from __future__ import annotations

import random
import tempfile
import zlib
from pathlib import Path

import zstandard

from app.models.ids import RandomIds
from app.models.kinds.plan import Activity
from app.sync.package_writer import HARDEST
from benchmarks.invented_log import Chain, change
from benchmarks.nine_laptops import nine_laptops, one_to_another

MONTH = 5_000
RECORDS = 400
TEXTS = ("title_en", "title_ar", "description_en")
CODES = {"objective": ("SO1", "SO4", "SO7"), "status": ("planned", "ongoing", "done"), "end": ("2026-09-30",)}
VOCABULARY = (
    "well", "pump", "health", "post", "road", "school", "repair", "water", "people", "return", "district",
    "nurse", "clinic", "families", "shelter", "بئر", "مدرسة", "طريق", "إصلاح", "مياه", "أسر", "عائدة",
    "مركز", "صحي", "مديرية",
)  # fmt: skip
COMMAND = "python -m benchmarks.package_size"


def ten_changes(folder: Path) -> int:
    """Return the bytes of a package with ten changes of ten fields, to one person of nine."""
    laptops = nine_laptops(folder)
    sender, receiver = laptops[0], laptops[1]
    for number, activity in enumerate(sender.use().records(Activity)[:10]):
        with sender.desk.write("activity.edit") as unit:
            unit.set(Activity, activity.id, title_en=f"Wells with pumps in village number {number}")
    return one_to_another(sender, receiver, folder / "ten.masar")


def month() -> bytes:
    """Return the lines of a month's work."""
    dice, ids = random.Random(14), RandomIds()
    records = [ids.record() for _ in range(RECORDS)]
    chains = [Chain(ids) for _ in range(3)]
    last: dict[tuple[str, str], str] = {}
    lines = []
    for _ in range(MONTH):
        record, field = dice.choice(records), dice.choice((*TEXTS, *CODES))
        value = _text(dice) if field in TEXTS else dice.choice(CODES[field])
        chain = dice.choice(chains)
        made = change(chain, record, field, value, last.get((record, field), ""))
        line, last[record, field] = chain.line([made])
        lines.append(line)
    return "".join(f"{line}\n" for line in lines).encode()


def _text(dice: random.Random) -> str:
    return " ".join(dice.choice(VOCABULARY) for _ in range(dice.randint(2, 12)))


def main() -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as folder:
        size = ten_changes(Path(folder))
    print(f"ten changes to one of nine: {size:,} bytes (aim 4,000)   [{COMMAND}]")
    lines = month()
    deflated = len(zlib.compress(lines, HARDEST))
    best = len(zstandard.ZstdCompressor(level=10).compress(lines))
    print(
        f"lines of {MONTH:,} changes: {deflated:,} bytes, zstd -10 {best:,} bytes,"
        f" ratio {deflated / best:.2f} (aim 1.3)   [{COMMAND}]"
    )


if __name__ == "__main__":
    main()
