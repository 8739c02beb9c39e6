"""The folder of the demonstration: only what an earlier demonstration made is ever replaced."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from app.foundation.errors import UserError
from app.foundation.files import place_error

MARK = ".masar-demo"
PICTURES, PACKAGES = "pictures", "packages"
_ENDINGS = frozenset({".masarw", ".masar", ".pdf", ".xlsx"})
_BESIDE = ("-wal", "-shm", ".lock")
_INSIDE = {PICTURES: ".png", PACKAGES: ".masar"}


def claim(folder: Path) -> Path:
    """Make the folder, or empty it when an earlier demonstration made all that is in it. Returns it.

    Raises UserError `demo_folder_foreign`; PlaceError.
    """
    try:
        if folder.exists():
            _empty(folder)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / MARK).write_text("made by the demonstration\n", encoding="utf-8")
        for name in _INSIDE:
            (folder / name).mkdir(exist_ok=True)
    except OSError as error:
        raise place_error(error, folder) from error
    return folder


def _empty(folder: Path) -> None:
    if not folder.is_dir():
        raise UserError("demo_folder_foreign", folder=folder.name)
    inside = [path for path in folder.rglob("*") if not path.is_dir()]
    if inside and not (folder / MARK).exists():
        raise UserError("demo_folder_foreign", folder=folder.name)
    if not all(_is_ours(path, folder) for path in inside):
        raise UserError("demo_folder_foreign", folder=folder.name)
    for path in inside:
        path.unlink()


def _is_ours(path: Path, folder: Path) -> bool:
    if path.parent != folder:
        return path.parent.parent == folder and _INSIDE.get(path.parent.name) == path.suffix
    return path.name == MARK or path.suffix in _ENDINGS or path.name.endswith(_BESIDE)


def made_in(folder: Path) -> Iterator[Path]:
    """Yield what lies in the folder for people to look at."""
    for path in sorted(folder.iterdir()):
        if path.suffix in _ENDINGS:
            yield path
