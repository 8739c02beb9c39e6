"""Whether a text that leaves the group names a person: an input is kept by group, never by name.

Found are full names that the workspace knows (members, contacts, people on an attendance list), a form of
address followed by a name, and telephone numbers. What is found is shown to the person; nothing is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from app.models.book import Book
from app.models.folding import digits, fold
from app.models.kinds.inside import Contact, NamedAttendance, Nomination
from app.models.kinds.people import Member, Person
from app.models.record import Record

_LATIN = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Mme)\b\.?\s+[A-Z][\w'’-]+(?:\s+[A-Z][\w'’-]+)?")
_ARABIC = re.compile(
    r"(?:^|\s)((?:السيد|السيدة|الأستاذ|الأستاذة|الحاج|الحاجة|کاک|كاك)\s+(?!ال|في\b|من\b|على\b)\w{3,})"
)
_PHONE = re.compile(r"\+?\d(?:[\s\-/]?\d){8,}")
_LANGUAGES = ("en", "ar", "ckb", "fr")
_FEWEST_WORDS = 2
_ROUND = '.,;:!?()«»“”"،؛؟'


def known_names(book: Book) -> frozenset[str]:
    """Return the full names of people in the workspace, folded; single words are no full names."""
    folded = (fold(name) for name in _written(book) if name)
    return frozenset(name for name in folded if len(name.split()) >= _FEWEST_WORDS)


@lru_cache(maxsize=4096)
def named_person(text: str, known: frozenset[str]) -> str:
    """Return the piece of a text that names a person or gives a telephone number, "" for none."""
    spoken = _LATIN.search(text)
    if spoken:
        return spoken.group().strip()
    spoken = _ARABIC.search(text)
    if spoken:
        return spoken.group(1)
    number = _PHONE.search(digits(text))
    if number:
        return text[number.start() : number.end()]
    return _known_in(text, known)


def _known_in(text: str, known: Iterable[str]) -> str:
    folded = f" {_spaced(fold(text))} "
    found = next((name for name in known if f" {name} " in folded), "")
    return _as_written(text, found) if found else ""


def _spaced(text: str) -> str:
    return " ".join(re.sub(r"[^\w\s]", " ", text).split())


def _as_written(text: str, folded: str) -> str:
    """Return a folded name as it stands in the text, with its own letters and marks."""
    words, count = list(re.finditer(r"\S+", text)), len(folded.split())
    for start in range(len(words) - count + 1):
        piece = text[words[start].start() : words[start + count - 1].end()].strip(_ROUND)
        if _spaced(fold(piece)) == folded:
            return piece
    return folded


def _written(book: Book) -> Iterator[str]:
    yield from (one.person_name or "" for one in book.of(Contact))
    yield from (one.person_name or "" for one in book.of(NamedAttendance))
    yield from (one.candidate or "" for one in book.of(Nomination))
    people: tuple[Record, ...] = (*book.of(Member), *book.of(Person))
    for one in people:
        yield from (str(getattr(one, f"name_{language}", None) or "") for language in _LANGUAGES)
