"""Writes a drawn document to a file: small objects packed together (PDF 1.5), streams as PDF/A asks.

The library that draws writes every object by itself, and no line end between a stream and what closes it.
"""

from __future__ import annotations

import zlib
from typing import Any

from reportlab.pdfbase.pdfdoc import PDFDocument, format

VERSION = (1, 7)
"""What parts 2 and 3 of ISO 19005 are made of."""
TOGETHER = 50
"""Objects in one stream: a reader unpacks all of them to see one."""
_HEAD = b"%%PDF-%d.%d\n%%\xe2\xe3\xcf\xd3\n" % VERSION
_CLOSES = b"endstream\n"
# Of both signs: data that end with the first would seem to be a sign shorter.
_LINE_END = b"\r\n"
_PACKED, _PLAIN = 2, 1


def packed(document: PDFDocument) -> bytes:
    """Return the bytes of a document whose pages are drawn; every object it refers to is in them."""
    return _Writer(document).written()


class _Writer:
    """Gathers objects, and notes for each number where it stands: offset, or stream and place in it."""

    def __init__(self, document: Any) -> None:
        self._document = document
        self._parts, self._size = [_HEAD], len(_HEAD)
        self._places: dict[int, tuple[int, int, int]] = {}
        self._waiting: list[tuple[int, bytes]] = []

    def written(self) -> bytes:
        document, number = self._document, 1
        catalog, information = document.Reference(document.Catalog), document.Reference(document.info)
        # Writing an object may name further ones.
        while number in document.numberToId:
            self._take(number, format(document.idToObject[document.numberToId[number]], document, toplevel=1))
            number += 1
        for at in range(0, len(self._waiting), TOGETHER):
            self._put_together(number, self._waiting[at : at + TOGETHER])
            number += 1
        entries = {b"Root": format(catalog, document), b"Info": format(information, document)}
        # The library puts a remark of its own behind the identifier.
        self._put_places(number, entries | {b"ID": document.ID().split(b"%")[0].strip()})
        return b"".join(self._parts)

    def _take(self, number: int, body: bytes) -> None:
        if not body.endswith(_CLOSES):
            self._waiting.append((number, body))
            return
        end = -len(_CLOSES)
        self._put(number, body[:end] + _LINE_END + body[end:])

    def _put(self, number: int, body: bytes) -> None:
        self._places[number] = (_PLAIN, self._size, 0)
        made = b"%d 0 obj\n%sendobj\n" % (number, body)
        self._parts.append(made)
        self._size += len(made)

    def _put_together(self, number: int, objects: list[tuple[int, bytes]]) -> None:
        """Write objects as one compressed stream: numbers and offsets, then the objects."""
        head, bodies, offset = [], [], 0
        for place, (one, body) in enumerate(objects):
            self._places[one] = (_PACKED, number, place)
            head.append(b"%d %d" % (one, offset))
            bodies.append(body.rstrip() + b"\n")
            offset += len(bodies[-1])
        heading = b" ".join(head) + b"\n"
        entries = b"/Type /ObjStm /N %d /First %d" % (len(objects), len(heading))
        self._put(number, _stream(entries, heading + b"".join(bodies)))

    def _put_places(self, number: int, entries: dict[bytes, bytes]) -> None:
        """Write where each object stands, and which of them readers begin with."""
        start = self._size
        self._places[number] = (_PLAIN, start, 0)
        rows = [b"\0\0\0\0\0\xff\xff"]
        for at in range(1, number + 1):
            kind, where, place = self._places[at]
            rows.append(b"%c" % kind + where.to_bytes(4, "big") + place.to_bytes(2, "big"))
        said = b" ".join(b"/%s %s" % entry for entry in entries.items())
        head = b"/Type /XRef /Size %d /W [1 4 2]\n%s" % (number + 1, said)
        self._put(number, _stream(head, b"".join(rows)))
        self._parts.append(b"startxref\n%d\n%%%%EOF\n" % start)


def _stream(entries: bytes, content: bytes) -> bytes:
    data = zlib.compress(content)
    return b"<<%s /Filter /FlateDecode /Length %d>>\nstream\n%s%s%s" % (
        (entries, len(data), data, _LINE_END, _CLOSES)
    )
