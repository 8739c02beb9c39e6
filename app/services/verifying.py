"""Whether a package is whole and unaltered, without a workspace to take it into."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from app.foundation.files import place_error
from app.foundation.progress import Progress, unwatched
from app.sync.package_reader import CheckingSink, read_package
from app.sync.word_key import identity_line

PDF, PACKAGE = "pdf", "package"
_PACKAGE_MARK = b"age-encryption.org/"
_PDF_MARK, _PDF_WITHIN = b"%PDF-", 1024


@dataclass(frozen=True, slots=True)
class Sender:
    """Who made a package (the name is the package's own word), when, and whether its data are invented."""

    name: str
    organisation: str
    created: str
    training: bool


def sort_of(path: Path) -> str:
    """Return "pdf" or "package" by what is in the file, "" for anything else. Raises PlaceError."""
    try:
        with path.open("rb") as file:
            start = file.read(_PDF_WITHIN)
    except OSError as error:
        raise place_error(error, path) from error
    if _PDF_MARK in start:
        return PDF
    return PACKAGE if start.startswith(_PACKAGE_MARK) else ""


def verify_package(path: Path, words: tuple[int, ...], progress: Progress | None = None) -> Sender:
    """Read a package made for six words to its end and return who made it. Raises as `read_package`."""
    opened = read_package(path, [identity_line(words)], CheckingSink(), progress or unwatched())
    sender, manifest = opened.sender, opened.manifest
    return Sender(sender.name, sender.organisation, manifest.created, manifest.training)
