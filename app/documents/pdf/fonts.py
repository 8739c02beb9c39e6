"""The four typefaces of all documents, which characters each covers, and text made safe to set.

Noto Naskh Arabic has no Latin letters and no brackets, percent sign, hyphen or slash; Noto Sans has no
Arabic. A text is therefore cut into pieces by coverage.
"""

from __future__ import annotations

import threading
import unicodedata
from functools import lru_cache

from reportlab.pdfbase import pdfdoc, pdfmetrics
from reportlab.pdfbase.ttfonts import SUBSETN, TTFont

from app.foundation.paths import resources

SANS, NASKH = "MasarSans", "MasarNaskh"
REPLACEMENT = "\ufffd"
_FILES = {
    (SANS, False): "NotoSans-Regular",
    (SANS, True): "NotoSans-Bold",
    (NASKH, False): "NotoNaskhArabic-Regular",
    (NASKH, True): "NotoNaskhArabic-Bold",
}
_OVERRIDES = frozenset("\u202a\u202b\u202c\u202d\u202e")
_JOINERS = frozenset("\u200c\u200d")
_DIRECTION_MARKS = frozenset("\u061c\u200e\u200f\u2066\u2067\u2068\u2069")
_LINE_ENDS = str.maketrans("\r\v\x85\u2028\u2029\t", "\n\n\n\n\n ")
_loading = threading.Lock()


class TextFont(TTFont):
    """A TrueType font that tells PDF readers which letters a joined or ligated glyph stands for.

    `meanings` maps a glyph's code in this font to the letters it was shaped from; without it a reader
    that searches or copies would find private code points.
    """

    def __init__(self, name: str, path: str) -> None:
        super().__init__(name, path)
        self.meanings: dict[int, str] = {}

    def addObjects(self, doc: pdfdoc.PDFDocument) -> None:
        subsets = [list(subset) for subset in self.state[doc].subsets]
        super().addObjects(doc)
        for number, subset in enumerate(subsets):
            name = (SUBSETN(number) + b"+" + self.face.name + self.face.subfontNameX).decode("ascii")
            doc.idToObject["toUnicodeCMap:" + name].content = self._reading(name, subset)  # type: ignore[attr-defined]

    def _reading(self, name: str, subset: list[int]) -> str:
        """Return the ToUnicode map of one subset: at most 100 lines per section, as PDF asks."""
        # Nothing is drawn with code 0, and readers may be told of no letter U+0000.
        lines = [f"<{i:02X}> <{self._letters(code)}>" for i, code in enumerate(subset) if code]
        sections = [lines[at : at + 100] for at in range(0, len(lines), 100)]
        body = "\n".join(f"{len(part)} beginbfchar\n" + "\n".join(part) + "\nendbfchar" for part in sections)
        return (
            "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
            f"/CIDSystemInfo << /Registry ({name}) /Ordering ({name}) /Supplement 0 >> def\n"
            f"/CMapName /{name} def\n/CMapType 2 def\n"
            f"1 begincodespacerange\n<00> <{len(subset) - 1:02X}>\nendcodespacerange\n{body}\n"
            "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend"
        )

    def _letters(self, code: int) -> str:
        letters = self.meanings.get(code) or unicodedata.normalize("NFKC", chr(code))
        return letters.encode("utf-16-be").hex().upper()


def font(family: str, bold: bool) -> TextFont:
    """Return a registered typeface. Raises the font library's error when the shipped file is missing."""
    # A second one under the same name would not know the glyphs that the first has given codes.
    return _loaded(family, bold)


@lru_cache(maxsize=8)
def _loaded(family: str, bold: bool) -> TextFont:
    with _loading:
        name = family + ("-Bold" if bold else "")
        path = resources() / "fonts" / f"{_FILES[family, bold]}.ttf"
        face = TextFont(name, str(path))
        pdfmetrics.registerFont(face)
        return face


def forget(document: pdfdoc.PDFDocument) -> None:
    """Drop what the typefaces remember about a document that was not finished."""
    for family, bold in _FILES:
        font(family, bold).state.pop(document, None)


@lru_cache(maxsize=8)
def coverage(family: str) -> frozenset[int]:
    """Return the code points that both weights of a family have glyphs for, before any shaping."""
    return frozenset(_own_codes(family, False)) & frozenset(_own_codes(family, True))


def _own_codes(family: str, bold: bool) -> set[int]:
    face = font(family, bold).face
    return {code for code in face.charToGlyph if not 0xE000 <= code <= 0xF8FF}


@lru_cache(maxsize=8192)
def family_of(char: str) -> str:
    """Return the family that sets a character, "" when it takes whatever stands beside it."""
    if char.isspace() or char in _JOINERS or char in _DIRECTION_MARKS:
        return ""
    category = unicodedata.category(char)
    order = (NASKH, SANS) if category == "Mn" or "ARABIC" in unicodedata.name(char, "") else (SANS, NASKH)
    covering = [family for family in order if ord(char) in coverage(family)]
    if category[0] in "MP" and len(covering) == 2:
        return ""
    return covering[0] if covering else SANS


def families(text: str) -> list[str]:
    """Return the family of each character of a clean text.

    Blanks, and signs that both families have, follow the character before them.
    """
    found: list[str] = []
    for char in text:
        family = family_of(char)
        found.append(family or (found[-1] if found else ""))
    first = next((family for family in found if family), SANS)
    return [family or first for family in found]


@lru_cache(maxsize=4096)
def clean(text: str) -> str:
    """Return a text that can be set: one form per letter, no control characters, nothing without a glyph.

    Overrides and embeddings (RLO and the like) are dropped, for they can make a line read otherwise than
    it was typed; isolates and marks stay. What neither typeface can draw becomes the sign U+FFFD.
    """
    text = text.replace("\r\n", "\n").translate(_LINE_ENDS)
    composed = unicodedata.normalize("NFC", "".join(char for char in text if _settable(char)))
    kept: list[str] = []
    for sign in map(_settable, composed):
        if sign and not (kept[-1:] == [REPLACEMENT] and (sign == REPLACEMENT or sign in _JOINERS)):
            kept.append(sign)
    return "".join(kept)


@lru_cache(maxsize=8192)
def _settable(char: str) -> str:
    if char in "\n\u200b" or char in _JOINERS or char in _DIRECTION_MARKS:
        return char
    category = unicodedata.category(char)
    if char in _OVERRIDES or category in ("Cc", "Cf", "Cs") or 0xFE00 <= ord(char) <= 0xFE0F:
        return ""
    if category == "Zs":
        return char if char in " \u00a0" else "\u00a0" if char in "\u202f\u2007" else " "
    covered = ord(char) in coverage(SANS) or ord(char) in coverage(NASKH)
    return char if covered else "" if category in ("Mn", "Sk") else REPLACEMENT
