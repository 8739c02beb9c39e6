"""Writes the structure of a drawn document into its file: elements, what they hold on which page, names."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFDocument, PDFObject

from app.documents.pdf.tagging import Content, Link, Structure, Tag

MOST_TOLD = 2000
"""Letters that a picture is told in."""
LONGEST = 32767
"""Bytes that a text may have in PDF/A."""
_UNSEEN = dict.fromkeys(map(ord, "\u061c\u200b\u200e\u200f\u2066\u2067\u2068\u2069"))


class _Raw(PDFObject):
    """An object that is written as it is."""

    __RefOnly__ = 1

    def __init__(self) -> None:
        self.body = b""

    def format(self, document: PDFDocument) -> bytes:
        return self.body


def put_structure(document: PDFDocument, structure: Structure) -> None:
    """Add the structure to a document whose pages are all drawn."""
    _Tree(document, structure).put()


class _Tree:
    def __init__(self, document: Any, structure: Structure) -> None:
        self._document, self._structure = document, structure
        self._objects: dict[int, _Raw] = {}
        self._numbers: dict[int, int] = {}
        self._notes: list[int] = []

    def put(self) -> None:
        tags = list(_all(self._structure.root))
        top = self._new()
        for tag in tags:
            self._numbers[id(tag)] = self._new()
        self._write(tags[0], top)
        pages, links = self._structure.owners, self._structure.links
        kept = [b"%d [%s]" % (at, b" ".join(map(self._owner, owners))) for at, owners in enumerate(pages)]
        for key, (note, tag) in enumerate(links, len(pages)):
            note.otherkw["StructParent"] = key
            kept.append(b"%d %s" % (key, self._owner(tag)))
        catalog = self._document.Catalog
        self._objects[top].body = (
            b"<</Type /StructTreeRoot /K %d 0 R /ParentTree <</Nums [%s]>> /ParentTreeNextKey %d%s>>"
            % (self._numbers[id(tags[0])], b" ".join(kept), len(kept), self._identifiers())
        )
        catalog.StructTreeRoot = self._objects[top]
        catalog.MarkInfo = PDFDictionary({"Marked": "true"})

    def _new(self) -> int:
        made = _Raw()
        self._document.Reference(made)
        number = int(self._document.objectcounter)
        self._objects[number] = made
        return number

    def _owner(self, tag: Tag) -> bytes:
        return b"%d 0 R" % self._numbers[id(tag)]

    def _write(self, tag: Tag, parent: int) -> None:
        number = self._numbers[id(tag)]
        pages = [kid[0] for kid in tag.kids if isinstance(kid, tuple)]
        page = pages[0] if pages else 0
        kids = [self._kid(kid, page) for kid in tag.kids]
        parts = [b"/S /%s /P %d 0 R" % (tag.role.encode(), parent)]
        if kids:
            parts.append(b"/K " + (kids[0] if len(kids) == 1 else b"[%s]" % b" ".join(kids)))
        if page:
            parts.append(b"/Pg " + self._page(page))
        parts += self._said(tag, number)
        self._objects[number].body = b"<<%s>>" % b" ".join(parts)
        for kid in tag.kids:
            if isinstance(kid, Tag):
                self._write(kid, number)

    def _kid(self, kid: Tag | Content | Link, page: int) -> bytes:
        if isinstance(kid, Tag):
            return self._owner(kid)
        if isinstance(kid, Link):
            note = self._document.refAnnotation(kid.name).format(self._document)
            return b"<</Type /OBJR /Obj %s /Pg %s>>" % (note, self._page(kid.page))
        if kid[0] == page:
            return b"%d" % kid[1]
        return b"<</Type /MCR /Pg %s /MCID %d>>" % (self._page(kid[0]), kid[1])

    def _page(self, page: int) -> bytes:
        return b"%d 0 R" % self._document.idToObjectNumberAndVersion[f"Page{page}"][0]

    def _said(self, tag: Tag, number: int) -> Iterator[bytes]:
        """Yield what an element says of itself; text that turns about is given as it is read."""
        if tag.alt:
            yield b"/Alt " + string(tag.alt[:MOST_TOLD])
        if tag.name:
            yield b"/T " + string(tag.name)
        if tag.language:
            yield b"/Lang " + string(tag.language)
        if tag.entries:
            yield tag.entries.encode()
        paragraphs = [one for text in tag.said for one in text]
        if any(max(one.resolved.levels, default=0) for one in paragraphs):
            text = string("\n".join(one.text for one in paragraphs).translate(_UNSEEN))
            if len(text) < LONGEST:
                yield b"/ActualText " + text
        if tag.role == "Note":
            yield b"/ID (note-%06d)" % number
            self._notes.append(number)

    def _identifiers(self) -> bytes:
        if not self._notes:
            return b""
        named = b" ".join(b"(note-%06d) %d 0 R" % (number, number) for number in self._notes)
        return b" /IDTree <</Names [%s]>>" % named


def _all(tag: Tag) -> Iterator[Tag]:
    yield tag
    for kid in tag.kids:
        if isinstance(kid, Tag):
            yield from _all(kid)


def string(text: str) -> bytes:
    """Return a text as PDF writes it, in UTF-16 unless printed ASCII does."""
    coded = text.encode() if text.isascii() and text.isprintable() else b"\xfe\xff" + text.encode("utf-16-be")
    for sign in (b"\\", b"(", b")"):
        coded = coded.replace(sign, b"\\" + sign)
    return b"(" + coded.replace(b"\r", b"\\r") + b")"
