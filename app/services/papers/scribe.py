"""Chooses texts of records in one language, and numbers the sources as they are cited."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from app.models.book import Book
from app.models.kinds.area import Area, Location, Source
from app.models.kinds.people import Group, Member, Organisation
from app.models.record import Record
from app.services.place_names import place_in
from app.words.catalogue import FIRST_STRONG_ISOLATE, POP_ISOLATE, RIGHT_TO_LEFT_MARK, Words

LANGUAGES = ("en", "ar", "ckb", "fr")


class Scribe:
    """One document's language and its list of sources, in the order in which they are first cited."""

    def __init__(self, book: Book, words: Words) -> None:
        self.book = book
        self.words = words
        self._cited: dict[str, int] = {}

    def beside(self, words: Words) -> Scribe:
        """Return a scribe of the same document in another language, with the same numbers of sources."""
        other = Scribe(self.book, words)
        other._cited = self._cited
        return other

    def name(self, record: Record | None, field: str = "name") -> str:
        """Return a record's text in the document's language, or in the next one it has."""
        return self.words.pick(record, field) if record is not None else ""

    def group_name(self, area: Area | None) -> str:
        """Return what the group is called. One that bears only the area's name is called the group of it."""
        name, place = self.name(next(iter(self.book.of(Group)), None)), self.name(area)
        return name if name not in ("", place) else self.words.say("papers.group_of_area", area=place)

    def organisation(self, record_id: str | None) -> str:
        """Return an organisation's name."""
        return self.name(self.book.get(Organisation, record_id))

    def known(self, text: str | None) -> str:
        """Return names written as plain text ("Dalia Haddad, Omar Saleh") in this document's language.

        A name that no member or organisation bears stays as it was written.
        """
        whole = (text or "").strip(" ,")
        if not whole or whole in self._bearers:
            return self._borne(whole)
        names = [self._borne(part.strip()) for part in whole.split(",") if part.strip()]
        return self.words.join(names) if len(names) > 1 else names[0]

    def _borne(self, name: str) -> str:
        if name not in self._bearers and " " in name:
            longer = {id(r): r for known, r in self._bearers.items() if known.startswith(f"{name} ")}
            return self.name(next(iter(longer.values()))) if len(longer) == 1 else name
        return self.name(self._bearers[name]) if name in self._bearers else name

    @cached_property
    def _bearers(self) -> dict[str, Record]:
        """Members and organisations by each of their names."""
        records = (*self.book.of(Organisation), *self.book.of(Member))
        named = (
            (getattr(record, f"name_{language}"), record) for record in records for language in LANGUAGES
        )
        return {name: record for name, record in named if name}

    def organisations(self, ids: Iterable[str]) -> str:
        """Return organisations' names as a list in words."""
        names = [name for name in (self.organisation(record_id) for record_id in ids) if name]
        return self.words.join(names) if names else ""

    def places(self, ids: Iterable[str], most: int = 3) -> str:
        """Return locations' names; when there are more than `most`, how many more."""
        names = [self.name(self.book.get(Location, record_id)) for record_id in ids]
        names = sorted(name for name in names if name)
        if len(names) <= most + 1:
            return self.words.join(names) if names else ""
        further = self.words.say("papers.further", count=len(names) - most)
        return self.words.join([*names[:most], further])

    def place(self, pcode: str | None) -> str:
        """Return the name of a governorate, district or sub-district."""
        found = place_in(self.book, pcode)
        return self.words.pick(found, "name") if found is not None else pcode or ""

    def code(self, code_list: str, value: str | None) -> str:
        """Return a code in words, "" for none."""
        return self.words.code(code_list, value) if value else ""

    def inside(self, code_list: str, value: str | None) -> str:
        """Return a code in words as it stands within a sentence: "sessions", but "IDPs in camps"."""
        return _lowered(self.code(code_list, value))

    def codes(self, code_list: str, values: Iterable[str]) -> str:
        """Return codes in words as a list."""
        said = [self.words.code(code_list, value) for value in values]
        return self.words.join([*said[:1], *map(_lowered, said[1:])]) if said else ""

    def day(self, value: str | None) -> str:
        """Return a date in words, "" for none."""
        return self.words.date(value) if value else ""

    def line(self, *texts: str) -> str:
        """Return texts joined by a middle dot, each in its own direction; empty ones are left out."""
        if not self.words.isolating:
            return " · ".join(text for text in texts if text)
        return RIGHT_TO_LEFT_MARK + " · ".join(isolated(text) for text in texts if text)

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


def isolated(text: str) -> str:
    """Return a text that keeps its own direction in a right-to-left line: figures and signs run to the right.

    A sentence that begins with an isolated name would be taken for such; it runs as the line does.
    """
    mark = RIGHT_TO_LEFT_MARK if text.startswith(FIRST_STRONG_ISOLATE) else ""
    return f"{FIRST_STRONG_ISOLATE}{mark}{text}{POP_ISOLATE}"


def _lowered(text: str) -> str:
    """Return a text without the capital that begins it, unless that belongs to an abbreviation."""
    return text[:1].lower() + text[1:] if text[1:2].islower() else text
