"""The structure of a document: what is a heading, a list, a table, a picture, and in which order it is read.

Flowables say what they draw while they draw it. What nobody claims is ornament: rules, grounds, signs of
lists, and all that stands on every page. Roles and properties are those of ISO 32000-1, 14.7 and 14.8.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from typing import Any

from reportlab.pdfbase.pdfdoc import LinkAnnotation, PDFName
from reportlab.pdfgen.canvas import Canvas

from app.documents.pdf.lines import Paragraph

ORNAMENT, END = "/Artifact BMC", "EMC"
RUNNING_HEAD = "/Artifact <</Type /Pagination /Subtype /Header>> BDC"
RUNNING_FOOT = "/Artifact <</Type /Pagination /Subtype /Footer>> BDC"
WATERMARK = "/Artifact <</Type /Pagination /Subtype /Watermark>> BDC"
# The flag of annotations that are printed with their page; documents to be kept have no others.
PRINTED = 4
_HEADINGS = ("H1", "H2", "H3", "H4", "H5", "H6")


class Tag:
    """An element of the structure, as it grows: parts of a text on later pages go on in the same element.

    `alt` says what a picture shows; `entries` is further text of its dictionary, such as attributes; `name`
    tells it from others of its sort.
    """

    __slots__ = ("alt", "entries", "kids", "language", "name", "placed", "role", "said")

    def __init__(
        self, role: str, alt: str = "", entries: str = "", language: str = "", name: str = ""
    ) -> None:
        self.role, self.alt, self.entries, self.language, self.name = role, alt, entries, language, name
        self.kids: list[Tag | Content | Link] = []
        self.said: list[Sequence[Paragraph]] = []
        self.placed = False

    def add(self, kid: Tag) -> None:
        """Put an element at the end of this one, unless it stands somewhere already."""
        if not kid.placed:
            self.kids.append(kid)
            kid.placed = True

    def say(self, text: Sequence[Paragraph]) -> None:
        """Note a text as it is read; its parts on several pages say it once."""
        if not any(one is text for one in self.said):
            self.said.append(text)


Content = tuple[int, int]
"""Marked content: page counted from 1, and its number on the page."""


class Link(LinkAnnotation):
    """A link to a place of the same document, with a place in the structure."""

    permitted = (*LinkAnnotation.permitted, "StructParent")
    page = 0
    name = ""


class TableTag(Tag):
    """A table with its rows; a row that is broken goes on in the same cells."""

    __slots__ = ("_broken",)

    def __init__(self) -> None:
        super().__init__("Table")
        self._broken: list[Tag] = []

    def row(self, cells: Sequence[Tag], broken: bool = False) -> Sequence[Tag]:
        """Return the cells to draw in: those of a new row, or those of the row that was broken before."""
        cells = self._broken or cells
        if not self._broken:
            row = Tag("TR")
            self.add(row)
            for cell in cells:
                row.add(cell)
        self._broken = list(cells) if broken else []
        return cells


def head_cell(span: int = 1, scope: str = "Column") -> Tag:
    """Return a cell that says what stands under it or, with scope "Row", beside it."""
    wide = f" /ColSpan {span}" if span > 1 else ""
    return Tag("TH", entries=f"/A <</O /Table /Scope /{scope}{wide}>>")


def figure(canvas: Canvas, alt: str, rect: tuple[float, float, float, float]) -> Tag:
    """Return the element of a picture in a rectangle, with what it shows in words."""
    edges = " ".join(f"{edge:.1f}" for edge in canvas._absRect(rect, 1))  # type: ignore[attr-defined]
    return Tag("Figure", alt, f"/A <</O /Layout /BBox [{edges}]>>")


class Structure:
    """The elements of a document that is being drawn, and which of them each marked content belongs to."""

    def __init__(self) -> None:
        self.root = Tag("Document")
        self.owners: list[list[Tag]] = []
        self.links: list[tuple[Link, Tag]] = []
        self.open: list[Tag | None] = [self.root]
        self._level = 0

    def place(self, tag: Tag) -> None:
        """Put an element where things are drawn now. No level of headings is left out."""
        parent = self.open[-1]
        if parent is None or tag.placed:
            return
        if tag.role in _HEADINGS:
            self._level = min(_HEADINGS.index(tag.role), self._level) + 1
            tag.role = _HEADINGS[self._level - 1]
        parent.add(tag)

    def mark(self, tag: Tag, page: int) -> str:
        """Return the operator that begins content of an element."""
        self.owners += [[] for _ in range(page - len(self.owners))]
        owners = self.owners[page - 1]
        tag.kids.append((page, len(owners)))
        owners.append(tag)
        return f"/{tag.role} <</MCID {len(owners) - 1}>> BDC"


class TaggedCanvas(Canvas):
    """A canvas on which all is ornament that is not claimed as content of an element.

    Ornament ends before the state is kept or restored, so that both are nested.
    """

    def __init__(self, *args: Any, **named: Any) -> None:
        self.claimed = False
        super().__init__(*args, **named)
        self.structure = Structure()

    def saveState(self) -> None:
        self._between(super().saveState)

    def restoreState(self) -> None:
        self._between(super().restoreState)

    def _between(self, act: Callable[[], None]) -> None:
        if self.claimed or self._formData:  # type: ignore[attr-defined]
            act()
            return
        self.turn_to("")
        act()
        self._code.append(ORNAMENT)  # type: ignore[attr-defined]

    def turn_to(self, begin: str) -> None:
        """End what is open, and begin other marked content. Ornament with nothing in it is left out."""
        code: list[str] = self._code  # type: ignore[attr-defined]
        if code[-1:] == [ORNAMENT]:
            code.pop()
        else:
            code.append(END)
        if begin:
            code.append(begin)

    @contextmanager
    def marked(self, begin: str) -> Iterator[None]:
        """Have what is drawn be the content that `begin` begins."""
        self.turn_to(begin)
        self.claimed = True
        yield
        self.claimed = False
        self.turn_to(ORNAMENT)

    def showPage(self) -> None:
        code: list[str] = self._code  # type: ignore[attr-defined]
        if code[:1] == [END]:
            del code[0]
        else:
            code.insert(0, ORNAMENT)
        self.turn_to("")
        number = self.getPageNumber()
        super().showPage()
        page = self._doc.Pages.pages[-1]  # type: ignore[attr-defined]
        page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
        page.StructParents, page.Tabs = number - 1, PDFName("S")


def _tagged(canvas: Canvas) -> TaggedCanvas | None:
    """Return a canvas that has a structure and is not in the midst of ornament."""
    return canvas if isinstance(canvas, TaggedCanvas) and canvas.structure.open[-1] is not None else None


@contextmanager
def inside(canvas: Canvas, tag: Tag) -> Iterator[None]:
    """Have what is drawn stand in an element, which follows what was drawn before."""
    tagged = _tagged(canvas)
    if tagged is None:
        yield
        return
    tagged.structure.place(tag)
    tagged.structure.open.append(tag)
    yield
    tagged.structure.open.pop()


def group(canvas: Canvas, role: str, entries: str = "") -> Tag:
    """Return the list that was drawn last, to go on in it; a new one where something else was drawn since."""
    tagged = _tagged(canvas)
    parent = tagged.structure.open[-1] if tagged is not None else None
    last = parent.kids[-1] if parent is not None and parent.kids else None
    if isinstance(last, Tag) and (last.role, last.entries) == (role, entries):
        return last
    return Tag(role, entries=entries)


@contextmanager
def content(canvas: Canvas, tag: Tag) -> Iterator[None]:
    """Have what is drawn be content of an element, which follows what was drawn before."""
    tagged = _tagged(canvas)
    if tagged is None or tagged.claimed:
        yield
        return
    tagged.structure.place(tag)
    with tagged.marked(tagged.structure.mark(tag, tagged.getPageNumber())):
        yield


@contextmanager
def ornament(canvas: Canvas, begin: str = "") -> Iterator[None]:
    """Have nothing that is drawn be content; `begin` says what sort of ornament it is."""
    tagged = _tagged(canvas)
    if tagged is None:
        yield
        return
    tagged.structure.open.append(None)
    with tagged.marked(begin) if begin else nullcontext():
        yield
    tagged.structure.open.pop()


@contextmanager
def link(canvas: Canvas, to: str, said: str, rect: tuple[float, float, float, float]) -> Iterator[None]:
    """Have what is drawn be content of a link over `rect` to a bookmark; `said` is what readers say of it."""
    any_canvas: Any = canvas
    place = any_canvas._absRect(rect, 1)
    note = Link(place, said, any_canvas._bookmarkReference(to), Border="[0 0 0]", F=PRINTED)
    any_canvas._addAnnotation(note)
    note.page, note.name = canvas.getPageNumber(), f"NUMBER{any_canvas._annotationCount}"
    tag, tagged = Tag("Link"), _tagged(canvas)
    with content(canvas, tag):
        yield
    if tagged is not None:
        tag.kids.append(note)
        tagged.structure.links.append((note, tag))
