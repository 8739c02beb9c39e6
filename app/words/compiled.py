"""Catalogues of one language read as one, and kept compiled so that a start reads a single file.

The compiled file lies in the user's data folder and is made again whenever a .po file changed
(name, size or time). When it cannot be written, everything works from memory.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import msgspec

from app.foundation.errors import PlaceError
from app.foundation.files import write_whole
from app.foundation.paths import data_folder, resources
from app.words.languages import language

FORMAT = 4
Stamp = tuple[tuple[str, int, int], ...]


class Compiled(msgspec.Struct, frozen=True):
    """All messages of one language; one text, or its plural forms, per code. Months begin with January."""

    format: int
    stamp: Stamp
    messages: dict[str, str | tuple[str, ...]]
    months: tuple[str, ...]
    short_months: tuple[str, ...]


def catalogue_folder(code: str) -> Path:
    """Return the folder of a language's .po files."""
    return resources() / "catalogues" / code


def load(code: str) -> Compiled:
    """Return the messages of a language: from memory, from the compiled file, or from the .po files."""
    return _load(code, stamp_of(catalogue_folder(code)))


def stamp_of(folder: Path) -> Stamp:
    """Return name, size and time of every .po file in the folder."""
    found = sorted(folder.glob("*.po"))
    return tuple((path.name, path.stat().st_size, path.stat().st_mtime_ns) for path in found)


@lru_cache(maxsize=16)
def _load(code: str, stamp: Stamp) -> Compiled:
    kept = data_folder() / "catalogues" / f"{code}.json"
    return read_kept(kept, stamp) or _compile_and_keep(code, stamp, kept)


def read_kept(path: Path, stamp: Stamp) -> Compiled | None:
    """Return the compiled catalogue at `path` when it was made from files of this stamp, else None."""
    try:
        found = msgspec.json.decode(path.read_bytes(), type=Compiled)
    except (OSError, ValueError):
        return None
    return found if (found.format, found.stamp) == (FORMAT, stamp) else None


def _compile_and_keep(code: str, stamp: Stamp, kept: Path) -> Compiled:
    made = compile_folder(code, catalogue_folder(code), stamp)
    try:
        kept.parent.mkdir(parents=True, exist_ok=True)
        write_whole(kept, msgspec.json.encode(made))
    except (OSError, PlaceError):
        return made
    return made


def compile_folder(code: str, folder: Path, stamp: Stamp) -> Compiled:
    """Return the messages of all .po files in `folder`, with the month names of the language."""
    # Babel costs more than everything else at a start and is not needed once a compiled file exists.
    from app.words.portable import months_of, read_messages

    messages: dict[str, str | tuple[str, ...]] = {}
    for path in sorted(folder.glob("*.po")):
        messages.update(read_messages(path, code))
    long, short = months_of(language(code).locale)
    return Compiled(FORMAT, stamp, messages, long, short)
