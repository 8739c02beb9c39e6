"""What a package that was refused may not have touched."""

from __future__ import annotations

from app.services.backups import folder_of
from tests.services.laptops import Laptop


def everything(laptop: Laptop) -> list[tuple[str, object]]:
    """Return what may not differ after a refusal: all that stands in the file, its pages, its backups."""
    workspace = laptop.use().workspace
    with workspace.read() as connection:
        tables = connection.exec_driver_sql(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE '%VIRTUAL%' ORDER BY name"
        ).scalars()
        held = [
            (name, sorted(map(repr, connection.exec_driver_sql(f'SELECT * FROM "{name}"').fetchall())))
            for name in tables.all()
        ]
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
    folder = folder_of(workspace)
    ring = [(path.name, path.read_bytes()) for path in sorted(folder.iterdir())] if folder.is_dir() else []
    return [*held, ("pages", pages), ("backups", ring), *laptop.state().items()]


def size_on_disk(laptop: Laptop) -> int:
    return sum(path.stat().st_size for path in laptop.folder.rglob("*") if path.is_file())
