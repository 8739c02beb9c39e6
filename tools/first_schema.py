"""Writes the SQL of the first schema from the table descriptions. Only until the first release."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from sqlalchemy.dialects import sqlite  # noqa: E402
from sqlalchemy.schema import CreateIndex, CreateTable  # noqa: E402

from app.storage.tables import all_tables  # noqa: E402


def main() -> None:
    """Write `app/storage/migrations/0001_first.sql`."""
    parts = []
    for table in all_tables().sorted_tables:
        parts.append(str(CreateTable(table).compile(dialect=sqlite.dialect())))
        parts += [
            str(CreateIndex(i).compile(dialect=sqlite.dialect())) for i in sorted(table.indexes, key=str)
        ]
    text = ";\n".join(" ".join(part.split()).replace(", ", ", ") for part in parts) + ";\n"
    (ROOT / "app/storage/migrations/0001_first.sql").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
