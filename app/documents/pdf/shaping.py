"""Pieces of text in one typeface and one direction, shaped by HarfBuzz.

reportlab's own `shapeStr` guesses the direction from the letters, so a piece of punctuation inside a
right-to-left sentence would come out reversed; here the direction is given, and HarfBuzz mirrors
brackets itself.
"""

from __future__ import annotations

import threading
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Any

import uharfbuzz
from reportlab.pdfbase.ttfonts import ShapeData

from app.documents.pdf.fonts import NASKH, font

_FEATURES = {"kern": True, "liga": True}
_INVISIBLE = dict.fromkeys(map(ord, "\u061c\u200b\u200e\u200f\u2066\u2067\u2068\u2069"))
_naming = threading.Lock()
# There are private codes for some six thousand; typed letters in real texts need a few hundred.
MOST_MEANINGS = 5000
# Naskh letters look smaller than Latin ones of the same size.
NASKH_SCALE = 1.14


@dataclass(frozen=True, slots=True)
class Shaped:
    """Glyphs in visual order with their places; `advance` in thousandths of the size as set.

    `steps` is how far each glyph is followed closer than by its own width, in thousandths; None where glyphs
    stand elsewhere than on the line, one after the other.
    """

    glyphs: str
    places: tuple[ShapeData, ...]
    advance: float
    steps: tuple[int, ...] | None = None


def scale(family: str) -> float:
    """Return the factor on the nominal size that a family is set with."""
    return NASKH_SCALE if family == NASKH else 1.0


@lru_cache(maxsize=32768)
def shape(text: str, family: str, bold: bool, rtl: bool) -> Shaped:
    """Return a clean text of one direction as glyphs. Direction marks take no room."""
    text = text.translate(_INVISIBLE)
    if not text:
        return Shaped("", (), 0.0, ())
    face: Any = font(family, bold)
    hb_font = _hb_font(family, bold)
    buffer = uharfbuzz.Buffer()
    buffer.cluster_level = uharfbuzz.BufferClusterLevel.MONOTONE_CHARACTERS
    buffer.add_str(text)
    buffer.guess_segment_properties()
    buffer.direction = "rtl" if rtl else "ltr"
    uharfbuzz.shape(hb_font, buffer, _FEATURES)
    infos, positions = buffer.glyph_infos, buffer.glyph_positions
    starts = [*sorted({info.cluster for info in infos}), len(text)]
    ends = dict(pairwise(starts))
    glyphs, places, advance = [], [], 0.0
    for info, position in zip(infos, positions, strict=True):
        letters = text[info.cluster : ends[info.cluster]]
        code = _code(face, hb_font, info.codepoint, letters)
        wide = face.pdfScale(position.x_advance)
        offsets = face.pdfScale(position.x_offset), face.pdfScale(position.y_offset)
        glyphs.append(chr(code))
        places.append(ShapeData(info.cluster, wide, 0, *offsets, face.face.charWidths[code]))
        advance += wide
    moved = any(place.x_offset or place.y_offset for place in places)
    steps = None if moved else tuple(round(place.width - place.x_advance) for place in places)
    return Shaped("".join(glyphs), tuple(places), advance * scale(family), steps)


def width(text: str, family: str, bold: bool, rtl: bool, size: float) -> float:
    """Return the width of a piece in points at a nominal size."""
    return shape(text, family, bold, rtl).advance * size / 1000


@lru_cache(maxsize=8)
def _hb_font(family: str, bold: bool) -> uharfbuzz.Font:
    return font(family, bold).hbFont()


def _code(face: Any, hb_font: uharfbuzz.Font, glyph: int, letters: str) -> int:
    """Return the code under which reportlab knows a glyph, one for each meaning that the glyph has.

    Letters share forms: the end of ه is that of ە, the beginning of ك that of ک. A mirrored bracket keeps
    its own meaning, which readers turn about.
    """
    if len(letters) == 1 and face.face.charToGlyph.get(ord(letters)) == glyph:
        return ord(letters)
    codes = face.face.glyphToChar.get(glyph)
    if codes and (not letters or unicodedata.mirrored(letters[0]) or len(face.meanings) > MOST_MEANINGS):
        return int(codes[0])
    with _naming:
        # The advance is the typeface's own, as it stands in the file.
        advance = hb_font.get_glyph_h_advance(glyph)
        code: int = face.hbAddPrivate(f"{hb_font.glyph_to_string(glyph)} {letters}", glyph, advance)
    face.meanings[code] = letters
    return code
