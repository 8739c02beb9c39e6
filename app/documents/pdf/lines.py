"""A text broken into lines that fit a width, each line as pieces in the order they are drawn.

Levels are resolved once per paragraph; lines are broken over words in the order of reading, and each line
is then put into visual order. A piece has one direction, one typeface and one look.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from app.documents.pdf.bidi import Resolved, line_levels, resolve, visual_order
from app.documents.pdf.fonts import clean, families
from app.documents.pdf.shaping import Shaped, scale, shape

# A word and the blanks after it; it may end after a hyphen, dash or slash, and at a zero-width space.
# An article stays with its name: no line ends in "al-".
_WORD = re.compile(r"[^ \u200b]*?(?:(?<=[^ ])(?<!\b[Aa]l)[-–—/](?=[^\s\d/])|[ \u200b]+|$)|[^ \u200b]+")
_PIECE = re.compile(r" +|[^ ]+")


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text with one look: bold or not, and the role of its colour ("" takes the style's).

    `mark` "under" underlines it, "through" strikes it out.
    """

    text: str
    bold: bool = False
    role: str = ""
    mark: str = ""


Text = str | Sequence[Span]
Manner = tuple[bool, str, str]


@dataclass(frozen=True, slots=True)
class Look:
    """What one character looks like."""

    family: str
    bold: bool
    role: str
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """Shaped glyphs of one look; `width` in points; `blank` when it may be stretched."""

    shaped: Shaped
    look: Look
    width: float
    blank: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One line in visual order. `last` marks the end of a paragraph, which is never stretched."""

    pieces: tuple[Piece, ...]
    width: float
    last: bool


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph's characters, levels and looks; `plain` when it is of one look and runs one way only."""

    text: str
    resolved: Resolved
    looks: tuple[Look, ...]
    plain: bool = False


def prepare(text: Text, bold: bool, base: int | None) -> tuple[Paragraph, ...]:
    """Return the paragraphs of a text (split at line ends), cleaned and with levels.

    `base` 0 or 1 is the direction of the document: a paragraph follows it unless it has letters of the
    other direction only. None takes each paragraph's first strong character.
    """
    spans = (Span(text, bold),) if isinstance(text, str) else tuple(text)
    chars: list[tuple[str, Manner]] = []
    for span in spans:
        manner = (span.bold or bold, span.role, span.mark)
        chars += [(char, manner) for char in clean(span.text)]
    paragraphs, start = [], 0
    for end in [i for i, entry in enumerate(chars) if entry[0] == "\n"] + [len(chars)]:
        paragraphs.append(_paragraph(chars[start:end], base))
        start = end + 1
    return tuple(paragraphs)


def _paragraph(chars: Sequence[tuple[str, Manner]], base: int | None) -> Paragraph:
    text = "".join(char for char, _ in chars)
    looks = tuple(_look(family, manner) for family, (_, manner) in zip(families(text), chars, strict=True))
    resolved = resolve(text, base)
    if base is not None and _is_foreign(resolved.classes, base):
        resolved = resolve(text, 1 - base)
    plain = len(set(map(id, looks))) == 1 and len({resolved.base, *resolved.levels}) == 1
    return Paragraph(text, resolved, looks, plain)


@lru_cache(maxsize=256)
def _look(family: str, manner: Manner) -> Look:
    return Look(family, *manner)


def _is_foreign(classes: Sequence[str], base: int) -> bool:
    """Whether all letters run against the base direction."""
    strong = {name != "L" for name in classes if name in ("L", "R", "AL")}
    return strong == {base == 0}


def break_lines(paragraph: Paragraph, size: float, room: float) -> Iterator[Line]:
    """Yield the lines of a paragraph that fit into `room` points at a nominal size.

    A word longer than a line is broken between letters.
    """
    start = end = 0
    used = 0.0
    for word_start, word_end in _words(paragraph, size, room):
        body_end = word_start + len(paragraph.text[word_start:word_end].rstrip(" \u200b"))
        width = _width(paragraph, word_start, body_end, size)
        if used + width > room and end > start:
            yield _line(paragraph, start, end, size, last=False)
            start, used = word_start, 0.0
        used += width + _width(paragraph, body_end, word_end, size)
        end = word_end
    yield _line(paragraph, start, end, size, last=True)


def longest_word(paragraph: Paragraph, size: float) -> float:
    """Return the width of the widest word: the narrowest column that breaks nothing."""
    spans = (match.span() for match in _WORD.finditer(paragraph.text))
    return max((_width(paragraph, start, end, size) for start, end in spans), default=0.0)


def natural_width(paragraph: Paragraph, size: float) -> float:
    """Return the width of the whole paragraph on one line."""
    return _width(paragraph, 0, len(paragraph.text), size)


def _words(paragraph: Paragraph, size: float, room: float) -> Iterator[tuple[int, int]]:
    for match in _WORD.finditer(paragraph.text):
        start, end = match.span()
        if start == end:
            continue
        if _width(paragraph, start, end, size) <= room:
            yield start, end
        else:
            yield from _parts(paragraph, start, end, size, room)


def _parts(paragraph: Paragraph, start: int, end: int, size: float, room: float) -> Iterator[tuple[int, int]]:
    """Cut a word that is too long for a line."""
    while start < end:
        cut = _fitting(paragraph, start, end, size, room)
        yield start, cut
        start = cut


def _fitting(paragraph: Paragraph, start: int, end: int, size: float, room: float) -> int:
    """Return where to cut so that the first part fits; marks stay with their letter, one letter is least."""
    used, cut = 0.0, start
    while cut < end and used <= room:
        used += _width(paragraph, cut, cut + 1, size)
        cut += 1
    # Joined letters may be wider than the same letters alone.
    while cut > start + 1 and (
        _width(paragraph, start, cut, size) > room or (cut < end and paragraph.resolved.classes[cut] == "NSM")
    ):
        cut -= 1
    return cut


def _width(paragraph: Paragraph, start: int, end: int, size: float) -> float:
    levels = paragraph.resolved.levels
    total = 0.0
    for at, to in _uniform(paragraph, levels, start, end):
        look = paragraph.looks[at]
        for match in _PIECE.finditer(paragraph.text, at, to):
            total += shape(match.group(), look.family, look.bold, levels[at] % 2 == 1).advance
    return total * size / 1000


def _uniform(
    paragraph: Paragraph, levels: Sequence[int], start: int, end: int, origin: int = 0
) -> Iterator[tuple[int, int]]:
    """Yield the ranges of one level and look between two places; `levels` begins at `origin`."""
    at, looks = start, paragraph.looks
    if paragraph.plain and end > start:
        yield start, end
        return
    for i in range(start + 1, end + 1):
        if i == end or levels[i - origin] != levels[at - origin] or looks[i] is not looks[at]:
            yield at, i
            at = i


def _line(paragraph: Paragraph, start: int, end: int, size: float, last: bool) -> Line:
    stretch = paragraph.text[start:end]
    end = start + len(stretch.rstrip(" \u200b"))
    levels = line_levels(paragraph.resolved, start, end)
    runs = list(_uniform(paragraph, levels, start, end, start))
    order = visual_order([levels[at - start] for at, _ in runs])
    pieces: list[Piece] = []
    for at, to in (runs[i] for i in order):
        pieces += _pieces(paragraph.text[at:to], paragraph.looks[at], levels[at - start] % 2 == 1, size)
    if not last and stretch.endswith(" ") and pieces and not any(levels):
        # Those who hear a text must hear where a word ends; what turns about is given to them apart.
        look = pieces[-1].look
        pieces.append(Piece(shape(" ", look.family, look.bold, False), look, 0.0, False))
    return Line(tuple(pieces), sum(piece.width for piece in pieces), last)


def _pieces(text: str, look: Look, rtl: bool, size: float) -> list[Piece]:
    pieces = []
    for part in _PIECE.findall(text):
        shaped = shape(part, look.family, look.bold, rtl)
        pieces.append(Piece(shaped, look, shaped.advance * size / 1000, part[0] == " "))
    return pieces[::-1] if rtl else pieces


def drawn_size(look: Look, size: float) -> float:
    """Return the size a look is drawn at, given the nominal one."""
    return size * scale(look.family)


@lru_cache(maxsize=4096)
def single_line(text: str, bold: bool, size: float, base: int | None) -> Line:
    """Return a short text as one line, whatever its length: for labels in pictures, headers and footers."""
    paragraph = prepare(text.replace("\n", " "), bold, base)[0]
    return _line(paragraph, 0, len(paragraph.text), size, last=True)
