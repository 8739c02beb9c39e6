"""What hangs on a record: its files, which of them are here, and whom to ask for the rest."""

from __future__ import annotations

from dataclasses import dataclass

from app.models.book import Book
from app.models.kinds.meetings import Attachment
from app.models.record import Record, Shape
from app.models.registry import KINDS, describe
from app.process.terms import Term
from app.services.attachments import THUMBNAIL, proposed_name, thumbnail
from app.services.desk import Desk
from app.services.views.people_names import WhoEntry, who_is
from app.services.views.said import NAMELESS, Label, Name, name_in, name_of
from app.storage.staging import blob_sizes


@dataclass(frozen=True, slots=True)
class FileEntry:
    """One attached file. `here`: its bytes are in this file; `fixed`: it belongs to a frozen version.

    `width`, `height` and `rgb` are a small picture of its first page, nothing where there is none.
    """

    id: str
    title: Name
    saved_as: str
    media_type: str
    size: int
    sensitivity: int | None
    here: bool
    fixed: bool
    who: WhoEntry
    added: str
    width: int = 0
    height: int = 0
    rgb: bytes = b""


@dataclass(frozen=True, slots=True)
class AttachmentsView:
    """The files on one record, oldest first, and how many bytes of them are here."""

    kind: str = ""
    record: str = ""
    subject: Label = NAMELESS
    files: tuple[FileEntry, ...] = ()
    bytes_here: int = 0
    may_write: bool = True

    @property
    def lacking(self) -> int:
        """How many files are named here and are not here."""
        return sum(not one.here for one in self.files)


def _called(book: Book, subject: Record) -> Label:
    """Return what a record is called: by what it refers to where it has no name, else by its kind."""
    about = type(subject).about
    field = describe(about.name).fields.get(about.title)
    if field is not None and field.rule.shape is Shape.REFERENCE:
        named = name_of(book.get(KINDS[field.rule.target], getattr(subject, field.name, None)))
    else:
        named = name_of(subject)
    return Term(f"kind.{about.name}") if named == NAMELESS else named


def attachments_of(desk: Desk, kind: str, record: str) -> AttachmentsView:
    """Return what hangs on a record, of whatever it was merged with too."""
    book = desk.book()
    subject = book.get(KINDS[kind], record)
    if subject is None:
        return AttachmentsView(kind, record, may_write=False)
    held = sorted(
        (one for one in book.of(Attachment) if one.subject and book.stands(one.subject) == subject.id),
        key=lambda one: one.id,
    )
    if not held:
        return AttachmentsView(kind, subject.id, _called(book, subject), may_write=desk.writer is not None)
    with desk.workspace.read() as connection:
        sizes = blob_sizes(connection)
    files = tuple(_entry(desk, one, sizes) for one in held)
    total = sum(one.size for one in files if one.here)
    return AttachmentsView(
        kind, subject.id, _called(book, subject), files, total, may_write=desk.writer is not None
    )


def _entry(desk: Desk, one: Attachment, sizes: dict[str, int]) -> FileEntry:
    first = next(iter(desk.history(one.id)), None)
    own = desk.writer.sign_key if desk.writer else ""
    who = who_is(desk.book(), first.sign_key, own) if first is not None else WhoEntry()
    here = one.sha256 in sizes
    small = thumbnail(desk, one.id, THUMBNAIL) if here else None
    return FileEntry(
        one.id, name_in(one, "name"), proposed_name(one), one.media_type or "",
        sizes.get(str(one.sha256), one.size or 0), one.sensitivity, here, bool(one.always_travels), who,
        first.written if first is not None else "",
        *((small.width, small.height, small.rgb) if small is not None else ()),
    )  # fmt: skip
