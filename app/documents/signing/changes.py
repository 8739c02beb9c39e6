"""What exactly a later revision changed, for the person who asks "what did they change?"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pyhanko.pdf_utils.reader import HistoricalResolver, PdfFileReader
from pyhanko.sign.fields import enumerate_sig_fields

from app.documents.signing.integrity import BROKEN
from app.documents.signing.opening import entry, page_count
from app.documents.signing.pages import page_leaves
from app.documents.signing.values import Message


def changes_since(reader: PdfFileReader, revision: int) -> tuple[Message, ...]:
    """Return sentences on how the PDF now differs from a revision of it; at least one."""
    if revision >= reader.xrefs.total_revisions - 1:
        return (Message("signing.change.bytes_after_end", {}),)
    base = reader.get_historical_resolver(revision)
    try:
        found = [*_signatures(base, reader), *_page_numbers(base, reader), *_pages(base, reader)]
    except BROKEN:
        found = []
    return tuple(found) or (Message("signing.change.other", {}),)


def _signatures(base: HistoricalResolver, reader: PdfFileReader) -> Iterator[Message]:
    now = {name: (value, field.get_object()) for name, value, field in enumerate_sig_fields(reader)}
    for name, value, field in enumerate_sig_fields(base):
        new_value, new_field = now.get(name, (None, {}))
        if value is not None and new_value is None:
            yield Message("signing.change.signature_removed", {"field": name})
        elif (value is None) == (new_value is None) and field_look(field.get_object()) != field_look(
            new_field
        ):
            yield Message("signing.change.field_look", {"field": name})


def field_look(field: Any) -> bytes:
    """Return the drawing of a field's box; a signature's own is a frame around its picture."""
    look = entry(entry(field, "/AP", {}), "/N")
    return b"" if look is None else bytes(look.data)


def _page_numbers(base: HistoricalResolver, reader: PdfFileReader) -> Iterator[Message]:
    more = page_count(reader) - page_count(base)
    if more:
        code = "signing.change.pages_added" if more > 0 else "signing.change.pages_removed"
        yield Message(code, {"count": abs(more)})


def _pages(base: HistoricalResolver, reader: PdfFileReader) -> Iterator[Message]:
    for number, (old, new) in enumerate(
        zip(page_leaves(base.root), page_leaves(reader.root), strict=False), 1
    ):
        if _drawing(old) != _drawing(new):
            yield Message("signing.change.page", {"page": number})
        elif _notes(old) != _notes(new):
            yield Message("signing.change.annotations", {"page": number})


def _drawing(page: Any) -> list[bytes]:
    contents = entry(page, "/Contents", [])
    streams = contents if isinstance(contents, list) else [contents]
    return [bytes(stream.get_object().data) for stream in streams]


def _notes(page: Any) -> int:
    """Return the number of annotations on a page that are not form fields."""
    notes = entry(page, "/Annots", [])
    return sum(note.get_object().get("/Subtype") != "/Widget" for note in notes)
