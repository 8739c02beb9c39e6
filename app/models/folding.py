"""Folding of text for search: what people type finds what was written, in Arabic and Latin letters.

Full-text search alone does not fold ي/ی, ك/ک, أ/ا, ة/ه or the lengthening stroke. Kurdish letters that an
Arabic keyboard lacks (پ چ ژ ڤ گ) are one with those that people type in their place.
"""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache

_LETTERS = str.maketrans(
    {
        "أ": "ا",
        "إ": "ا",
        "آ": "ا",
        "ٱ": "ا",
        "ى": "ي",
        "ی": "ي",
        "ې": "ي",
        "ک": "ك",
        "ڪ": "ك",
        "ة": "ه",
        "ھ": "ه",
        "ە": "ه",
        "گ": "ك",
        "پ": "ب",
        "چ": "ج",
        "ژ": "ز",
        "ڤ": "ف",
        "ێ": "ي",
        "ۆ": "و",
        "ڵ": "ل",
        "ڕ": "ر",
        "ـ": None,
        "ı": "i",
    }
)
_DROPPED = "'’‘ʼʾʿ`´-‐‑‒–—ءˈ\u200c\u200d\u200e\u200f\u2066\u2067\u2068\u2069"
_REMOVED = str.maketrans(dict.fromkeys(_DROPPED))
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")


def digits(text: str) -> str:
    """Return the text with Arabic-Indic and Persian digits as 0 to 9."""
    return text.translate(_DIGITS)


@lru_cache(maxsize=4_096)
def fold(text: str) -> str:
    """Return the text as it is compared in searches: lower case, without marks, one form per letter.

    Pages fold the same names again whenever they read, so answers are kept.

    Apostrophes and hyphens fall out, so that Ba'aj, Ba’aj and Baaj are one; runs of spaces become one.
    Folding twice changes nothing more.
    """
    if text.isascii():
        return " ".join(text.casefold().translate(_REMOVED).split())
    plain = digits(text).translate(_LETTERS).casefold()
    bare = unicodedata.normalize("NFKD", plain).translate(_marks())
    folded = digits(bare.translate(_LETTERS).casefold()).translate(_REMOVED)
    return " ".join(unicodedata.normalize("NFC", folded).split())


@cache
def _marks() -> dict[int, None]:
    """Return every sign that is set over or under a letter, for taking them out at once."""
    signs = (*range(0x300, 0x10000), *range(0x10000, 0x1F000))
    return {sign: None for sign in signs if unicodedata.combining(chr(sign))}
