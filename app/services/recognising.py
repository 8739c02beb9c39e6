"""What a file is, by its content, whatever its name: a package, request, card, document, or other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import Literal

from app.foundation.files import WORKSPACE

FileKind = Literal["package", "request", "card", "workspace", "document", "pdf", "other", "unreadable"]
MOST_FILES, DEEPEST = 20_000, 6
_START = 512
_MARKS = (b"/MasarPages", b"/MasarContent", b"/ByteRange")
_AGE = b"age-encryption.org/v1\n"


def kind_of_file(path: Path) -> FileKind:
    """Return what a file is; a workspace is known by its ending alone, as its bytes are encrypted.

    A "document" is a PDF that this program made, or that somebody signed; a scan is a "pdf".
    """
    try:
        with path.open("rb") as file:
            start = file.read(_START)
    except OSError:
        return "unreadable"
    if start.startswith(_AGE):
        return "package"
    if b'"masar-request"' in start:
        return "request"
    if b'"masar-card"' in start or start.startswith(b"MASAR-CARD-"):
        return "card"
    if b"%PDF-" in start:
        return "document" if _is_document(path) else "pdf"
    return "workspace" if path.suffix == WORKSPACE else "other"


def _is_document(path: Path) -> bool:
    """Whether a PDF bears the marks, in clear at its end, of one that was prepared for signatures."""
    try:
        with path.open("rb") as file, mmap(file.fileno(), 0, access=ACCESS_READ) as held:
            return any(held.find(mark) >= 0 for mark in _MARKS)
    except (OSError, ValueError):
        return False


def files_in(places: Sequence[Path]) -> list[Path]:
    """Return the files named and those in folders named, at most `DEEPEST` levels down, hidden ones not."""
    found = [file for place in places for file in _files(place)]
    return list(dict.fromkeys(found))


def _files(place: Path) -> list[Path]:
    if not place.is_dir():
        return [place]
    gathered: list[Path] = []
    for file in _walked(place, DEEPEST):
        gathered.append(file)
        if len(gathered) >= MOST_FILES:
            break
    return gathered


def _walked(folder: Path, deep: int) -> Iterator[Path]:
    try:
        inside = sorted(folder.iterdir())
    except OSError:
        return
    for entry in inside:
        try:
            passed_over = entry.name.startswith(".") or entry.is_symlink()
            is_folder, is_file = entry.is_dir(), entry.is_file()
        except OSError:
            continue
        if passed_over:
            continue
        if is_folder:
            yield from _walked(entry, deep - 1) if deep else ()
        elif is_file:
            yield entry
