"""What the pages show, as one short digest each, noted before fields are made and compared later.

They tell of pages that were edited; whoever forges a file can forge them too. Only a signature proves.
"""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import HistoricalResolver, PdfFileReader

from app.documents.signing.opening import entry

_KEY = "/MasarPages"
_DIGITS = 16
_DEEPEST = 48
_INHERITED = ("/Resources", "/MediaBox", "/CropBox", "/Rotate")
# How a stream is packed, and what leads from a page to others.
_LEFT_OUT = frozenset(
    {"/Length", "/Filter", "/DecodeParms", "/Parent", "/P", "/Annots", "/A", "/Dest", "/Popup", "/Tabs",
     "/StructParents", "/StructParent", "/Metadata", "/PieceInfo", "/LastModified"}
)  # fmt: skip


def note_pages(writer: IncrementalPdfFileWriter) -> None:
    """Put the digests of the pages into the document information."""
    put_information(writer, _KEY, " ".join(_digests(writer.prev)))


def put_information(writer: IncrementalPdfFileWriter, key: str, text: str) -> None:
    """Put one entry of the program's own into the document information."""
    information = writer.trailer.flatten().get("/Info")
    if information is None:
        named = {generic.pdf_name(key): generic.pdf_string(text)}
        writer.set_info(generic.DictionaryObject(named))
        return
    information = information.get_object()
    information[key] = generic.pdf_string(text)
    writer.update_container(information)


def changed_pages(reader: PdfFileReader) -> tuple[int, ...]:
    """Return the numbers of pages that differ from what was noted, added ones too; () where nothing was."""
    noted = str(entry(entry(reader.trailer_view, "/Info", {}), _KEY, "")).split()
    if not noted:
        return ()
    now = _digests(reader)
    longest = max(len(noted), len(now))
    return tuple(
        number + 1 for number in range(longest) if noted[number : number + 1] != now[number : number + 1]
    )


def page_leaves(root: Any) -> list[Any]:
    """Return the pages that a catalogue names, in order."""
    leaves, waiting = [], [(root["/Pages"], 0)]
    while waiting:
        node, depth = waiting.pop()
        if "/Kids" not in node:
            leaves.append(node)
        elif depth < _DEEPEST:
            waiting += [(kid.get_object(), depth + 1) for kid in reversed(node["/Kids"])]
    return leaves


def _digests(handler: PdfFileReader | HistoricalResolver) -> list[str]:
    seen: dict[Any, bytes] = {}
    return [_page(page, seen).hex()[:_DIGITS] for page in page_leaves(handler.root)]


def _page(page: Any, seen: dict[Any, bytes]) -> bytes:
    parts = [_sum(page.raw_get("/Contents"), seen)] if "/Contents" in page else []
    for key in _INHERITED:
        held = _inherited(page, key)
        parts.append(b"" if held is None else _sum(held, seen))
    notes = (note.get_object() for note in entry(page, "/Annots", ()))
    parts += [_sum(note, seen) for note in notes if note.get("/Subtype") != "/Widget"]
    return sha256(b"".join(parts)).digest()


def _inherited(page: Any, key: str) -> Any:
    for _ in range(_DEEPEST):
        if key in page:
            return page[key]
        if "/Parent" not in page:
            return None
        page = page["/Parent"]
    return None


def _sum(value: Any, seen: dict[Any, bytes], depth: int = 0) -> bytes:
    """Return a digest of an object and all it leads to, however it is numbered or packed."""
    if depth > _DEEPEST:
        raise RecursionError
    if isinstance(value, generic.IndirectObject):
        place = value.reference
        if place not in seen:
            seen[place] = b"around"  # an object that leads back to itself
            seen[place] = _sum(value.get_object(), seen, depth + 1)
        return seen[place]
    return sha256(_flat(value, seen, depth)).digest()


def _flat(value: Any, seen: dict[Any, bytes], depth: int) -> bytes:
    if isinstance(value, generic.DictionaryObject):
        keys = sorted(key for key in value if key not in _LEFT_OUT)
        held = b"".join(key.encode() + _sum(value.raw_get(key), seen, depth + 1) for key in keys)
        return b"<" + held + (bytes(value.data) if isinstance(value, generic.StreamObject) else b"")
    if isinstance(value, generic.ArrayObject):
        return b"[" + b"".join(_sum(one, seen, depth + 1) for one in value)
    if isinstance(value, (generic.NumberObject, generic.FloatObject)):
        return f"#{float(value):.3f}".encode()
    return repr(value).encode(errors="surrogatepass")
