"""What changed between two contents of a plan, in words: texts word by word, records field by field.

Pure: two sets of records and a language in, one frozen value out. The screen, the command line and the PDF
show the same value.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from app.models.codes import CODE_LISTS
from app.models.record import Record, Rule, Shape
from app.models.registry import describe
from app.models.values import Value
from app.services.papers.content import OF_NEIGHBOURS, PRINTED
from app.services.papers.scribe import LANGUAGES, Scribe
from app.services.views.word_difference import Piece, sides
from app.words.catalogue import Words

Sort = Literal["added", "changed", "removed"]
SORTS: tuple[Sort, ...] = ("added", "changed", "removed")
ORDER = (
    *("section", "activity", "indicator", "location", "commitment", "risk", "lesson", "issue", "decision"),
    *("meeting", "framework_answer", "plan", "area", "area_decision", "group", "member", "organisation"),
    "source",
)
_NOT_TOLD = frozenset({"position", "sensitivity", "same_as", "template", "version", "sign_key"})
_PLACES = frozenset({"governorate", "district", "sub_district", "districts", "sub_districts", "place"})
_SECTIONS = CODE_LISTS["section_key"]


@dataclass(frozen=True, slots=True)
class FieldDifference:
    """One field before and after, each in pieces: what both have, and what only this side has."""

    field: str
    label: str
    old: tuple[Piece, ...]
    new: tuple[Piece, ...]

    @property
    def before(self) -> str:
        """The field as it was, "" for empty."""
        return "".join(piece.text for piece in self.old)

    @property
    def after(self) -> str:
        """The field as it is, "" for empty."""
        return "".join(piece.text for piece in self.new)


@dataclass(frozen=True, slots=True)
class RecordDifference:
    """A record that was added, changed or removed, with those that belong to it (targets, paragraphs)."""

    kind: str
    id: str
    code: str
    title: str
    sort: Sort
    fields: tuple[FieldDifference, ...] = ()
    parts: tuple[RecordDifference, ...] = ()


@dataclass(frozen=True, slots=True)
class Chapter:
    """The differences of one kind of record under its name in the plural."""

    kind: str
    title: str
    records: tuple[RecordDifference, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """All that differs, in the language of the words it was made with."""

    language: str
    chapters: tuple[Chapter, ...] = ()

    def count(self, sort: Sort) -> int:
        """Return how many records were added, changed or removed."""
        return sum(one.sort == sort for chapter in self.chapters for one in chapter.records)


def difference(before: Scribe, after: Scribe) -> Difference:
    """Return what differs between two contents; both scribes write the same language."""
    found = _Comparing(before, after).records()
    chapters: dict[str, list[RecordDifference]] = {kind: [] for kind in ORDER}
    for one in found:
        chapters.setdefault(one.kind, []).append(one)
    words = after.words
    return Difference(
        words.language,
        tuple(
            Chapter(kind, words.say(f"kind.{kind}.many"), tuple(listed))
            for kind, listed in chapters.items()
            if listed
        ),
    )


class _Comparing:
    """The records of both contents by id, and who belongs to whom."""

    def __init__(self, before: Scribe, after: Scribe) -> None:
        self.before, self.after, self.words = before, after, after.words
        self.old, self.new = _by_id(before), _by_id(after)
        self.children: dict[str, list[str]] = {}
        order = dict.fromkeys((*self.new, *self.old))
        self.tops: list[str] = []
        for record_id in order:
            owner = self._owner(record_id)
            (self.children.setdefault(owner, []) if owner else self.tops).append(record_id)

    def records(self) -> Iterator[RecordDifference]:
        """Yield what differs, records of a kind by code, sections in the order of the plan."""
        for record_id in sorted(self.tops, key=self._place):
            found = self._record(record_id)
            if found is not None:
                yield found

    def _owner(self, record_id: str) -> str:
        record = self._any(record_id)
        field = describe(record.about.name).owner
        owner = str(getattr(record, field.name) or "") if field is not None else ""
        # A plan owns all its sections: they stand by themselves.
        known = owner in self.new or owner in self.old
        return owner if known and field is not None and field.rule.target != "plan" else ""

    def _any(self, record_id: str) -> Record:
        return self.new[record_id] if record_id in self.new else self.old[record_id]

    def _place(self, record_id: str) -> tuple[int, str, str]:
        record = self._any(record_id)
        key = getattr(record, "key", None)
        place = _SECTIONS.index(key) if record.about.name == "section" and key in _SECTIONS else 0
        return place, getattr(record, "code", None) or "~", record_id

    def _record(self, record_id: str) -> RecordDifference | None:
        old, new = self.old.get(record_id), self.new.get(record_id)
        record = self._any(record_id)
        sort: Sort = "added" if old is None else "removed" if new is None else "changed"
        fields = tuple(self._fields(old, new))
        parts = tuple(filter(None, map(self._record, self.children.get(record_id, ()))))
        if sort == "changed" and not fields and not parts:
            return None
        scribe = self.before if new is None else self.after
        kind = record.about.name
        code = str(getattr(record, "code", None) or "") if record.about.title != "code" else ""
        return RecordDifference(kind, record_id, code, title_of(scribe, record), sort, fields, parts)

    def _fields(self, old: Record | None, new: Record | None) -> Iterator[FieldDifference]:
        record = new or old
        if record is None:
            return
        kind = record.about.name
        for name, field in describe(kind).fields.items():
            if name in _NOT_TOLD or field.rule.owner or name == "code":
                continue
            was, now = getattr(old, name, None), getattr(new, name, None)
            alone = old is None or new is None
            if (was or None) != (now or None) and not (alone and self._is_aside(record, name)):
                yield self._field(kind, name, field.rule, was, now)

    def _is_aside(self, record: Record, name: str) -> bool:
        """Whether a field of a whole new or removed record says what its title or language said already."""
        base, _, language = name.rpartition("_")
        if base and language in LANGUAGES:
            return base == record.about.title or language != self.words.language
        return (name == record.about.title and name != "text") or record.about.name == "section"

    def _field(self, kind: str, name: str, rule: Rule, was: Value, now: Value) -> FieldDifference:
        label = self.words.field(kind, name)
        if rule.many:
            before, after = _elements(self.before, rule, name, was), _elements(self.after, rule, name, now)
            return FieldDifference(
                name, label, _set(self.words, before, after, gone=True), _set(self.words, after, before)
            )
        told_was, told_now = said(self.before, rule, name, was), said(self.after, rule, name, now)
        if rule.shape not in (Shape.TEXT, Shape.LINE) or not (told_was and told_now):
            return FieldDifference(name, label, _whole(told_was, gone=True), _whole(told_now))
        return FieldDifference(name, label, *sides(told_was, told_now))


def _whole(text: str, *, gone: bool = False) -> tuple[Piece, ...]:
    return (Piece(text, same=False, gone=gone),) if text else ()


def _by_id(scribe: Scribe) -> dict[str, Record]:
    return {one.id: one for kind in (*PRINTED, *OF_NEIGHBOURS) for one in scribe.book.of(kind)}


def title_of(scribe: Scribe, record: Record) -> str:
    """Return what a record is called: its title in the scribe's language, or the word of its code."""
    title = record.about.title
    field = describe(record.about.name).fields.get(title)
    if record.about.name == "paragraph":
        return scribe.code("language", getattr(record, "language", None))
    if field is None:
        return scribe.name(record, title)
    return said(scribe, field.rule, title, getattr(record, title))


def said(scribe: Scribe, rule: Rule, name: str, value: Value) -> str:
    """Return one value in words: a code's text, a date, a number, a record's name; "" for none."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return scribe.words.say("fields.yes" if value else "fields.no")
    if rule.shape in (Shape.REFERENCE, Shape.REFERENCES):
        return _referred(scribe, str(value))
    if rule.code_list:
        return scribe.code(rule.code_list, str(value))
    if rule.shape in (Shape.DATE, Shape.MOMENT):
        tell = scribe.words.date if rule.shape is Shape.DATE else scribe.words.moment
        return tell(str(value))
    if rule.shape in (Shape.DECIMAL, Shape.WHOLE):
        return scribe.words.number(value)
    return scribe.place(str(value)) if name in _PLACES else str(value)


def _referred(scribe: Scribe, record_id: str) -> str:
    record = scribe.book.get(Record, record_id)
    if record is None:
        return "–"
    code = str(getattr(record, "code", None) or "")
    return code if code and record.about.name == "issue" else title_of(scribe, record) or code or "–"


def _elements(scribe: Scribe, rule: Rule, name: str, value: object) -> list[str]:
    elements: Iterable[str] = value if isinstance(value, tuple) else ()
    return [said(scribe, rule, name, one) for one in elements]


def _set(words: Words, own: list[str], other: list[str], *, gone: bool = False) -> tuple[Piece, ...]:
    """Return a set element by element; only the elements that the other side lacks are marked."""
    mark, made = Piece(words.say("words.list_separator").strip("|"), same=True), list[Piece]()
    for text in own:
        made += [mark] if made else []
        made.append(Piece(text, text in other, gone and text not in other))
    return tuple(made)
