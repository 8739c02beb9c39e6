"""What a file is, by its content, whatever its name: a package, request, card, document, or other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Literal

from app.foundation.files import WORKSPACE

FileKind = Literal["package", "request", "card", "workspace", "document", "pdf", "other", "unreadable"]
DEEPEST = 6
_START, _PIECE = 512, 1 << 20
_MARKS = (b"/MasarPages", b"/MasarContent", b"/ByteRange")
_LONGEST_MARK = max(map(len, _MARKS))
_AGE = b"age-encryption.org/v1\n"


def kind_of_file(path: Path) -> FileKind:
    """Return what a file is; a workspace is known by its ending alone, as its bytes are encrypted.

    A "document" is a PDF that this program made, or that somebody signed; a scan is a "pdf".
    """
    kind = kind_by_start(path)
    return "document" if kind == "pdf" and _is_document(path) else kind


def kind_by_start(path: Path) -> FileKind:
    """Return what a file is by its first bytes; of documents too that they are a "pdf"."""
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
        return "pdf"
    return "workspace" if path.suffix == WORKSPACE else "other"


def _is_document(path: Path) -> bool:
    """Whether a PDF bears the marks, in clear at its end, of one that was prepared for signatures."""
    try:
        with path.open("rb") as file:
            before = b""
            while piece := file.read(_PIECE):
                if any(mark in before + piece for mark in _MARKS):
                    return True
                before = piece[-_LONGEST_MARK:]
    except OSError:
        pass
    return False


def files_in(places: Sequence[Path]) -> Iterator[Path]:
    """Yield the files named and those in folders named, at most `DEEPEST` levels down, hidden ones not."""
    for place in places:
        yield from _walked(place, DEEPEST) if place.is_dir() else (place,)


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
