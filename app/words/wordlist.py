"""Lists of 256 short concrete nouns per language; the same line means the same thing in every language.

State words and package words are numbers 0 to 255 shown as nouns, so that people can compare them by phone.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from app.foundation.errors import UserError
from app.foundation.paths import resources
from app.words.languages import LANGUAGES

SIZE = 256
_RUN = re.compile(r"[^\W\d_]+")
# Letters that Arabic and Kurdish keyboards write in several ways, and letters often typed without marks.
_SAME = str.maketrans(
    {"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ؤ": "و", "ئ": "ي", "ى": "ي", "ی": "ي", "ێ": "ي", "ې": "ي"}
    | {"ک": "ك", "ة": "ه", "ە": "ه", "ھ": "ه", "ڕ": "ر", "ڵ": "ل", "ۆ": "و", "œ": "oe", "æ": "ae"}
    | {"ء": "", "ـ": "", "\u200c": ""}
)


def fold(text: str) -> str:
    """Return text in one spelling: lower case, no accents or vowel marks, one form per Arabic letter."""
    base = unicodedata.normalize("NFC", text).lower().translate(_SAME)
    parts = unicodedata.normalize("NFKD", base)
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


@lru_cache(maxsize=8)
def wordlist(language: str) -> tuple[str, ...]:
    """Return the 256 nouns of a language."""
    return tuple((resources() / "wordlists" / f"{language}.txt").read_text("utf-8").split())


def word(language: str, index: int) -> str:
    """Return the noun for a number from 0 to 255."""
    return wordlist(language)[index]


def words(language: str, numbers: Iterable[int]) -> str:
    """Return the nouns for numbers, separated by hyphens: "river-copper-garden-lamp"."""
    return "-".join(word(language, number) for number in numbers)


def indexes(text: str) -> tuple[int, ...]:
    """Return the numbers of the nouns in `text`, of any language, with any signs between them.

    Raises UserError `unknown_word` with the parameter `word`.
    """
    return tuple(_index(found) for found in _RUN.findall(fold(text)))


def _index(folded: str) -> int:
    number = _numbers().get(folded)
    if number is None:
        raise UserError("unknown_word", word=folded)
    return number


@lru_cache(maxsize=1)
def _numbers() -> dict[str, int]:
    return {fold(noun): n for language in LANGUAGES for n, noun in enumerate(wordlist(language))}
