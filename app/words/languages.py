"""What differs between the four languages before any sentence: direction, plurals, separators, months.

Plural rules and their order are those of the Unicode CLDR: zero, one, two, few, many, other.
"""

from __future__ import annotations

from collections.abc import Callable

import msgspec

LANGUAGES = ("en", "ar", "ckb", "fr")
FALLBACK = "en"


def _one_or_other(count: int) -> int:
    return 0 if count == 1 else 1


def _french(count: int) -> int:
    return 0 if count in (0, 1) else 1


def _arabic(count: int) -> int:
    if count in (0, 1, 2):
        return count
    rest = count % 100
    if 3 <= rest <= 10:
        return 3
    return 4 if rest >= 11 else 5


class Language(msgspec.Struct, frozen=True):
    """Facts about one language: its Babel locale, direction, plural forms, number signs, first of a month."""

    code: str
    locale: str
    right_to_left: bool
    forms: int
    plural_header: str
    plural: Callable[[int], int]
    group: str
    point: str
    percent: str
    first: str = "1"


_ARABIC_HEADER = (
    "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5);"
)
_TWO_FORMS = "nplurals=2; plural=(n != 1);"

_KNOWN = {
    "en": Language("en", "en", False, 2, _TWO_FORMS, _one_or_other, ",", ".", "%"),
    "ar": Language("ar", "ar_IQ", True, 6, _ARABIC_HEADER, _arabic, ",", ".", "%"),
    "ckb": Language("ckb", "ckb", True, 2, _TWO_FORMS, _one_or_other, ",", ".", "%"),
    "fr": Language(
        "fr", "fr", False, 2, "nplurals=2; plural=(n > 1);", _french, "\u202f", ",", "\u202f%", "1er"
    ),
}


def language(code: str) -> Language:
    """Return the facts about a language; an unknown code gives English."""
    return _KNOWN.get(code, _KNOWN[FALLBACK])


def form_of(spoken: Language, count: float) -> int:
    """Return the plural form for `count`; what is not whole takes the last form ("other")."""
    whole = int(count)
    if whole != count:
        return spoken.forms - 1
    return spoken.plural(abs(whole))
