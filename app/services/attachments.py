"""Files that hang on records: chosen, made small, kept by their SHA-256 in the record's space, opened, saved.

Reading a chosen file takes a second and needs no desk; keeping it is one unit of work.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.documents.attached import (
    LARGEST_PICTURE,
    PDF,
    Pixels,
    Prepared,
    page_count,
    page_named,
    page_pixels,
    prepared,
)
from app.foundation.errors import UserError
from app.foundation.files import read_whole, write_whole
from app.foundation.progress import Progress
from app.models.kinds.meetings import Attachment
from app.models.record import Record
from app.models.registry import KINDS
from app.services.desk import Desk
from app.services.papers.content import content_hash
from app.storage.staging import keep_blob, read_blob

__all__ = (
    "CHOSEN", "PDF", "ChosenFile", "Pixels", "attach", "drawn_page", "file_of", "keep_chosen", "keep_several",
    "pages_of", "proposed_name", "read_chosen", "save_copy", "thumbnail",
)  # fmt: skip

SUFFIXES = {"image/jpeg": ".jpg", "image/png": ".png", "application/pdf": ".pdf"}
CHOSEN = ("jpg", "jpeg", "png", "webp", "heic", "heif", "tif", "tiff", "bmp", "pdf")
"""How the names of files end that may be attached."""
THUMBNAIL = 96
LONGEST_NAME = 120


@dataclass(frozen=True, slots=True)
class ChosenFile:
    """A file that was chosen, as it will be kept."""

    name: str
    kept: Prepared

    @property
    def title(self) -> str:
        """What it is called until somebody calls it otherwise: its file name without the ending."""
        return Path(self.name).stem.replace("_", " ").strip()[:LONGEST_NAME] or self.name[:LONGEST_NAME]


def read_chosen(path: Path, progress: Progress | None = None) -> ChosenFile:
    """Return a file as it will be kept: pictures upright, small, without the place they were taken at.

    Raises UserError `attachment_…`, PlaceError `file_missing` and others.
    """
    if progress is not None:
        progress.step(0, 1)
    if not path.is_file():
        raise UserError("attachment_type", file=path.name)
    try:
        size = path.stat().st_size
    except OSError:
        size = 0
    if size > LARGEST_PICTURE:
        raise UserError("attachment_too_large", file=path.name, megabytes=LARGEST_PICTURE // 1_000_000)
    return ChosenFile(path.name, prepared(read_whole(path, LARGEST_PICTURE), path.name))


def keep_chosen(
    desk: Desk,
    kind: str,
    record_id: str,
    files: tuple[ChosenFile, ...],
    title: str = "",
    sensitivity: int | None = None,
    language: str = "en",
) -> tuple[str, ...]:
    """Hang chosen files on a record, in its space, as one undo step; return the attachments' ids.

    Without a class of their own they take the record's. A file that hangs there already is not added again.
    Raises UserError `unknown_record`, `value_…`.
    """
    return keep_several(desk, [(kind, record_id, one) for one in files], title, sensitivity, language)


def keep_several(
    desk: Desk,
    files: Sequence[tuple[str, str, ChosenFile]],
    title: str = "",
    sensitivity: int | None = None,
    language: str = "en",
) -> tuple[str, ...]:
    """Hang files on records given as (kind, id, file), as one undo step; return the attachments' ids.

    Raises as `keep_chosen`.
    """
    subjects = [_subject(desk, kind, record_id) for kind, record_id, _ in files]
    here = {(str(one.subject), str(one.sha256)): one.id for one in desk.records(Attachment)}
    made: list[str] = []
    with desk.write("attachment.add") as unit:
        for subject, (_, _, one) in zip(subjects, files, strict=True):
            known = (subject.id, content_hash(one.kept.data))
            if known not in here:
                given = _values(one, subject, title, sensitivity, language)
                here[known] = unit.add(Attachment, **given)
            made.append(here[known])
        with desk.workspace.write() as connection:
            for _, _, one in files:
                keep_blob(connection, one.kept.data)
    return tuple(made)


def _subject(desk: Desk, kind: str, record_id: str) -> Record:
    subject = desk.find(KINDS[kind], record_id)
    if subject is None:
        raise UserError("unknown_record", kind=kind, id=record_id)
    return subject


def _values(
    one: ChosenFile, subject: Record, title: str, sensitivity: int | None, language: str
) -> dict[str, Any]:
    return {
        f"name_{language}": title or one.title,
        "file_name": one.name[-LONGEST_NAME:],
        "subject_kind": subject.about.name,
        "subject": subject.id,
        "sha256": content_hash(one.kept.data),
        "size": len(one.kept.data),
        "media_type": one.kept.media_type,
        "sensitivity": subject.sensitivity if sensitivity is None else sensitivity,
    }


def attach(
    desk: Desk,
    kind: str,
    record_id: str,
    path: Path,
    title: str = "",
    sensitivity: int | None = None,
    language: str = "en",
) -> str:
    """Hang a file on a record and return the attachment's id. Raises as `read_chosen` and `keep_chosen`."""
    return keep_chosen(desk, kind, record_id, (read_chosen(path),), title, sensitivity, language)[0]


def file_of(desk: Desk, attachment_id: str) -> tuple[Attachment, bytes]:
    """Return an attachment and its bytes. Raises UserError `unknown_record`, `attachment_missing`."""
    attachment = desk.find(Attachment, attachment_id)
    if attachment is None:
        raise UserError("unknown_record", kind="attachment", id=attachment_id)
    with desk.workspace.read() as connection:
        data = read_blob(connection, str(attachment.sha256))
    if data is None:
        raise UserError("attachment_missing", file=attachment.file_name or attachment.name_en or "")
    return attachment, data


def save_copy(desk: Desk, attachment_id: str, out: Path) -> None:
    """Write an attachment's file to a place outside. Raises UserError as `file_of`; PlaceError."""
    write_whole(out, file_of(desk, attachment_id)[1])


def proposed_name(attachment: Attachment) -> str:
    """Return the name under which a copy is saved: as it came, with the ending of what is kept."""
    named = attachment.file_name or attachment.name_en or attachment.name_ar or "file"
    suffix = SUFFIXES.get(attachment.media_type or "", Path(named).suffix)
    return f"{Path(named).stem or named}{suffix}"


def thumbnail(desk: Desk, attachment_id: str, side: int = THUMBNAIL) -> Pixels | None:
    """Return the first page small, or None when the file is not here or cannot be drawn."""
    try:
        attachment, data = file_of(desk, attachment_id)
        return page_pixels(data, attachment.media_type or "", 0, side, side)
    except UserError:
        return None


def pages_of(data: bytes, media_type: str) -> int:
    """Return how many pages a kept file has. Raises UserError `attachment_unreadable`."""
    return page_count(data, media_type)


def page_titled(data: bytes, titles: Sequence[str]) -> int | None:
    """Return the page of a PDF, counted from 0, where one of these titles stands in its outline.

    Raises UserError `attachment_unreadable`.
    """
    return page_named(data, titles)


def drawn_page(data: bytes, media_type: str, number: int, width: int) -> Pixels:
    """Return a page as pixels, as wide as asked. Raises UserError `attachment_…`."""
    return page_pixels(data, media_type, number, width)
