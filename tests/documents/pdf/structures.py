"""Reads the structure of a PDF as programs for people who do not see do: elements, texts, ornament."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from pyhanko.pdf_utils.reader import PdfFileReader

TOKEN = re.compile(
    rb"\((?:[^\\()]|\\.)*\)|<<|>>|<[0-9A-Fa-f]*>|[\[\]]|/[^\s()<>\[\]/]*|[^\s()<>\[\]/]+", re.DOTALL
)
ESCAPED = re.compile(rb"\\([0-7]{3}|.)", re.DOTALL)
SIGNS = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
PAINTING = {b"Tj", b"TJ", b"f", b"f*", b"F", b"S", b"s", b"B", b"B*", b"b", b"b*", b"Do", b"sh"}


@dataclass
class Element:
    """An element: role, dictionary, elements and marked content (page counted from 0, number) in order."""

    role: str
    entries: Any
    kids: list[Element | tuple[int, int]] = field(default_factory=list)

    def all(self) -> Iterator[Element]:
        yield self
        for kid in self.kids:
            if isinstance(kid, Element):
                yield from kid.all()

    def of(self, *roles: str) -> list[Element]:
        return [one for one in self.all() if one.role in roles]

    def attribute(self, name: str) -> Any:
        return self.entries["/A"].get(name) if "/A" in self.entries else None


@dataclass
class Mark:
    """A stretch of a page: tag, number (-1 for ornament), the text it shows and how often it paints."""

    tag: str
    number: int
    text: str = ""
    painted: int = 0


class Structured:
    """A document with a structure."""

    def __init__(self, pdf: bytes) -> None:
        self.reader = PdfFileReader(io.BytesIO(pdf))
        self.root = self.reader.root
        self.pages = [page.get_object() for page in self.root["/Pages"]["/Kids"]]
        self._numbers = {kid.reference.idnum: at for at, kid in enumerate(self.root["/Pages"]["/Kids"])}
        self.tree = self._element(self.root["/StructTreeRoot"]["/K"])
        walked = [_Walk(self.reader, page) for page in self.pages]
        self.marks = [walk.marks for walk in walked]
        self.unclaimed = [walk.unclaimed for walk in walked]

    def _element(self, held: Any, page: int = 0) -> Element:
        made = Element(str(held["/S"]), held)
        page = self._page(held, page)
        kids = held.get("/K", [])
        for kid in kids if isinstance(kids, list) else [kids]:
            kid = kid.get_object()
            if isinstance(kid, int):
                made.kids.append((page, int(kid)))
            elif "/MCID" in kid:
                made.kids.append((self._page(kid, page), int(kid["/MCID"])))
            elif "/S" in kid:
                made.kids.append(self._element(kid, page))
        return made

    def _page(self, held: Any, page: int) -> int:
        return self._numbers[held.raw_get("/Pg").reference.idnum] if "/Pg" in held else page

    @cached_property
    def shown(self) -> dict[tuple[int, int], Mark]:
        """Marked content by page and number."""
        return {
            (at, mark.number): mark
            for at, marks in enumerate(self.marks)
            for mark in marks
            if mark.number >= 0
        }

    def said(self, element: Element) -> str:
        """Return what is read of an element: text given for it, else that of its content and elements."""
        for key in ("/ActualText", "/Alt"):
            if key in element.entries:
                return str(element.entries[key])
        parts = [self.said(kid) if isinstance(kid, Element) else self.shown[kid].text for kid in element.kids]
        return " ".join(part for part in parts if part)

    def read(self) -> list[tuple[str, str]]:
        """Return role and text of every element that has content of its own, in the order of reading."""
        return [
            (one.role, self.said(one))
            for one in self.tree.all()
            if any(isinstance(kid, tuple) for kid in one.kids)
        ]


class _Walk:
    """The content of one page, operator by operator."""

    def __init__(self, reader: PdfFileReader, page: Any) -> None:
        self.marks: list[Mark] = []
        self.unclaimed: list[bytes] = []
        fonts = page["/Resources"]["/Font"]
        self._letters = {name: _letters(fonts[name]) for name in fonts}
        self._font, depth = "", [0]
        open_marks: list[Mark] = []
        held: list[bytes] = []
        for token in TOKEN.findall(page["/Contents"].data):
            if token[:1] in b"(<>[]/" or re.fullmatch(rb"[-+.\d]+", token):
                held.append(token)
                continue
            if token in (b"BMC", b"BDC"):
                assert not open_marks, "marked content inside marked content"
                number = re.search(rb"/MCID (\d+)", b" ".join(held))
                open_marks.append(Mark(held[0].decode()[1:], int(number[1]) if number else -1))
                self.marks.append(open_marks[-1])
                depth.append(0)
            elif token == b"EMC":
                open_marks.pop()
                assert depth.pop() == 0, "a state is kept in one mark and restored in another"
            elif token in (b"q", b"Q"):
                depth[-1] += 1 if token == b"q" else -1
            elif token == b"Tf":
                self._font = held[-2].decode()
            if token in PAINTING:
                self._paint(token, held, open_marks)
            held = []
        assert not open_marks

    def _paint(self, token: bytes, held: list[bytes], marks: list[Mark]) -> None:
        if not marks:
            self.unclaimed.append(token)
            return
        marks[-1].painted += 1
        if token in (b"Tj", b"TJ"):
            codes = b"".join(_unescaped(one) for one in held if one[:1] == b"(")
            marks[-1].text += "".join(self._letters[self._font].get(code, "") for code in codes)


def _unescaped(text: bytes) -> bytes:
    def sign(found: re.Match[bytes]) -> bytes:
        return bytes([int(found[1], 8)]) if len(found[1]) == 3 else SIGNS.get(found[1], found[1])

    return ESCAPED.sub(sign, text[1:-1])


def _letters(font: Any) -> dict[int, str]:
    listed = re.findall(rb"<([0-9A-F]{2})> <((?:[0-9A-F]{4})*)>\n", font["/ToUnicode"].data + b"\n")
    return {int(code, 16): bytes.fromhex(letters.decode()).decode("utf-16-be") for code, letters in listed}
