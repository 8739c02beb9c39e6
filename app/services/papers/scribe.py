"""Chooses texts of records in one language, and numbers the sources as they are cited."""

from __future__ import annotations

from collections.abc import Iterable

from app.models.book import Book
from app.models.kinds.area import Location, Source
from app.models.kinds.people import Organisation
from app.models.record import Record
from app.services.gazetteer import find_place
from app.words.catalogue import Words

LANGUAGES = ("en", "ar", "ckb", "fr")


class Scribe:
    """One document's language and its list of sources, in the order in which they are first cited."""

    def __init__(self, book: Book, words: Words) -> None:
        self.book = book
        self.words = words
        self._cited: dict[str, int] = {}

    def name(self, record: Record | None, field: str = "name") -> str:
        """Return a record's text in the document's language, or in the next one it has."""
        return self.words.pick(record, field) if record is not None else ""

    def organisation(self, record_id: str | None) -> str:
        """Return an organisation's name."""
        return self.name(self.book.get(Organisation, record_id))

    def organisations(self, ids: Iterable[str]) -> str:
        """Return organisations' names as a list in words."""
        names = [name for name in (self.organisation(record_id) for record_id in ids) if name]
        return self.words.join(names) if names else ""

    def places(self, ids: Iterable[str], most: int = 3) -> str:
        """Return locations' names; from the fourth on only how many more."""
        names = [self.name(self.book.get(Location, record_id)) for record_id in ids]
        names = sorted(name for name in names if name)
        shown = self.words.join(names[:most]) if names else ""
        return shown + (f" +{len(names) - most}" if len(names) > most else "")

    def place(self, pcode: str | None) -> str:
        """Return the name of a governorate, district or sub-district."""
        found = find_place(pcode or "")
        if found is None:
            return pcode or ""
        return self.words.pick(found, "name")

    def code(self, code_list: str, value: str | None) -> str:
        """Return a code in words, "" for none."""
        return self.words.code(code_list, value) if value else ""

    def codes(self, code_list: str, values: Iterable[str]) -> str:
        """Return codes in words as a list."""
        said = [self.words.code(code_list, value) for value in values]
        return self.words.join(said) if said else ""

    def day(self, value: str | None) -> str:
        """Return a date in words, "" for none."""
        return self.words.date(value) if value else ""

    def amount(self, value: str | int | None) -> str:
        """Return a number with its separators, "" for none."""
        return self.words.number(value) if value not in (None, "") else ""

    def cite(self, *source_ids: str | None) -> tuple[int, ...]:
        """Return the numbers of the sources named, new ones added to the list."""
        known = [source for source in source_ids if source and self.book.get(Source, source) is not None]
        for source in known:
            self._cited.setdefault(source, len(self._cited) + 1)
        return tuple(sorted({self._cited[source] for source in known}))

    def sources(self) -> list[tuple[int, Source]]:
        """Return the cited sources with their numbers."""
        found = ((number, self.book.get(Source, source)) for source, number in self._cited.items())
        return [(number, source) for number, source in found if source is not None]
