"""Finding anything that is written in this file, whatever letters it was written in.

Every record that shows is folded once and again only when it changes, so that a search is a walk over texts
in memory: some milliseconds for ten thousand records. Arabic and Kurdish letter variants, Latin case and
marks, digits of other scripts make no difference; all words of the search must be there, in any order.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from weakref import WeakKeyDictionary

from app.models.book import Book
from app.models.folding import fold
from app.models.kinds.area import Location, Task
from app.models.kinds.meetings import Attachment
from app.models.record import Record, Shape
from app.models.registry import KINDS, describe
from app.process.terms import Term
from app.services.desk import Desk
from app.services.place_names import place_options
from app.services.views.said import NAMELESS, Label, Name, name_in, name_of
from app.storage.history import record_history
from app.words.catalogue import Words

NOT_SEARCHED = frozenset(
    {
        *(
            "step",
            "steward",
            "invitation",
            "comparison",
            "revocation",
            "group_cut",
            "country_cut",
            "issuer_certificate",
        ),
        *("distinction", "decision_reason", "attendance_count", "place", "place_alias", "backstopping"),
    }
)
"""Kinds with no words of their own, or of the machinery of trust."""
FIRST = (
    *("activity", "stakeholder", "organisation", "member", "location", "meeting", "decision", "commitment"),
    *("action_point", "issue", "consultation", "task", "source", "indicator", "paragraph", "attachment"),
)
"""The order of the groups where nothing else decides."""
EACH, MOST = 6, 40
WORDS_BEFORE, WORDS_AFTER = 4, 8
_WHERE = ("meeting", "location", "section", "stakeholder", "organisation", "activity", "indicator", "member")
_NAMING = ("name_", "title_", "person_name")
_UNWRITTEN = frozenset(
    {"sign_key", "age_key", "certificate", "sha256", "content_hash", "subject_kind", "subject"}
)


@dataclass(frozen=True, slots=True)
class Found:
    """One thing found: kind and id, what it is called, its code, where it belongs.

    `said` is the passage that was found when the words are not in the name; `goes_to` is the record to
    show when it is another one (a file is shown with what it hangs on).
    """

    kind: str
    id: str
    title: Label
    code: str = ""
    where: Label = NAMELESS
    said: str = ""
    goes_to: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True)
class FoundGroup:
    """What was found of a kind, the best first, and how many there are in all."""

    kind: str
    total: int
    found: tuple[Found, ...]


@dataclass(frozen=True, slots=True)
class _Entry:
    record: Record
    stored: tuple[Record, ...]
    title: str
    code: str
    whole: str


_indexes: WeakKeyDictionary[Desk, dict[str, _Entry]] = WeakKeyDictionary()


def find_everywhere(desk: Desk, text: str, most: int = MOST, each: int = EACH) -> tuple[FoundGroup, ...]:
    """Return what contains all words of a text, by kind, the kinds with the best matches first."""
    wanted = fold(text).split()
    if not wanted:
        return ()
    book = desk.book()
    hits: dict[str, list[tuple[int, str, _Entry]]] = {}
    for entry in _index(desk, book).values():
        if all(word in entry.whole for word in wanted):
            kind = type(entry.record).about.name
            hits.setdefault(kind, []).append((_rank(entry, wanted), entry.title, entry))
    groups = sorted(hits.items(), key=_order)
    return tuple(_groups(book, groups, wanted, most, each))


def make_ready(desk: Desk) -> None:
    """Fold what has changed since the last search, so that the next one does not have to."""
    _index(desk, desk.book())


def found_record(desk: Desk, kind: str, record_id: str) -> Found | None:
    """Return a record as a search shows it, None when it is not here: for places visited lately."""
    record = desk.book().get(KINDS[kind], record_id) if kind in KINDS else None
    return _found(desk.book(), record, "") if record is not None else None


def _order(group: tuple[str, list[tuple[int, str, _Entry]]]) -> tuple[int, int]:
    kind, hits = group
    return min(rank for rank, _, _ in hits), FIRST.index(kind) if kind in FIRST else len(FIRST)


def _groups(
    book: Book, groups: Sequence[tuple[str, list[tuple[int, str, _Entry]]]], wanted: list[str],
    most: int, each: int,
) -> Iterator[FoundGroup]:  # fmt: skip
    room = most
    for kind, hits in groups:
        best = sorted(hits, key=lambda hit: (hit[0], hit[1], hit[2].record.id))[: min(each, room)]
        if best:
            found = tuple(_found(book, entry.record, _passage(entry, wanted)) for _, _, entry in best)
            yield FoundGroup(kind, len(hits), found)
        room -= len(best)


def _rank(entry: _Entry, wanted: list[str]) -> int:
    """Return how well an entry fits: code, beginning of the name, of a word in it, within it, elsewhere."""
    whole = " ".join(wanted)
    if entry.code == whole:
        return 0
    if entry.title.startswith(whole):
        return 1
    if not all(word in entry.title for word in wanted):
        return 4
    words = entry.title.split()
    return 2 if all(any(one.startswith(word) for one in words) for word in wanted) else 3


# -- what is searched


def _index(desk: Desk, book: Book) -> dict[str, _Entry]:
    """Return the folded texts of all records; only those that changed are folded again."""
    held = _indexes.get(desk, {})
    fresh = {entry.record.id: entry for entry in _entries(desk, book, held)}
    _indexes[desk] = fresh
    return fresh


def _entries(desk: Desk, book: Book, held: dict[str, _Entry]) -> Iterator[_Entry]:
    places = {one.pcode: one.folded for one in place_options(book)}
    for name, kind in KINDS.items():
        if name in NOT_SEARCHED:
            continue
        for record in book.of(kind):
            stored = book.stored(record)
            known = held.get(record.id)
            if known is not None and known.record == record and known.stored == stored:
                yield known
            else:
                former = _former_names(desk, stored) if len(stored) > 1 else ()
                yield _entry(record, stored, places, former)


def _former_names(desk: Desk, stored: Sequence[Record]) -> tuple[str, ...]:
    """Return what merged records were called before one name was decided for all of them."""
    with desk.workspace.read() as connection:
        events = record_history(connection, *(one.id for one in stored))
    named = (event for event in events if event.field.startswith(_NAMING))
    return tuple({str(value) for event in named for value in (*event.old, event.new) if value})


def _entry(
    record: Record, stored: tuple[Record, ...], places: dict[str, str], former: Sequence[str] = ()
) -> _Entry:
    title = fold(" ".join(_spellings(_title(record))))
    held = {id(one): one for one in (record, *stored)}.values()
    written = [*former, *(text for one in held for _, text in _texts(one))]
    # Latin letters alone are folded much faster than mixed ones.
    plain = fold(" ".join(text for text in written if text.isascii()))
    other = fold(" ".join(text for text in written if not text.isascii()))
    parts = [title, plain, other]
    if isinstance(record, Location):
        above = (record.sub_district or "")[:-3]
        parts += (places.get(pcode or "", "") for pcode in (record.sub_district, above))
    code = fold(str(getattr(record, "code", None) or ""))
    return _Entry(record, stored, title, code, " \n".join(parts))


def _texts(record: Record) -> Iterator[tuple[str, str]]:
    for name in _written(type(record)):
        value = getattr(record, name)
        if isinstance(value, str) and value:
            yield name, value


@cache
def _written(kind: type[Record]) -> tuple[str, ...]:
    """Return the fields of a kind in which people write words, dates and numbers aside."""
    fields = describe(kind.about.name).fields
    shapes = (Shape.LINE, Shape.TEXT)
    return tuple(n for n, one in fields.items() if one.rule.shape in shapes and n not in _UNWRITTEN)


def _title(record: Record) -> Label:
    if isinstance(record, Task) and record.template and not name_in(record, "title"):
        return Term(f"step.{record.step_id}.task.{record.template}")
    return name_of(record)


def _spellings(label: Label) -> Iterator[str]:
    if isinstance(label, Term):
        yield from (_words(language).say(label.code) for language in ("en", "ar"))
    else:
        yield from (text for text in (label.en, label.ar, label.ckb, label.fr, label.plain) if text)


@cache
def _words(language: str) -> Words:
    return Words(language)


# -- what is shown of it


def _found(book: Book, record: Record, said: str) -> Found:
    kind = type(record).about.name
    title, goes_to = _title(record) or _known_by(book, record), ("", "")
    if isinstance(record, Attachment):
        goes_to = (record.subject_kind or "", book.stands(record.subject or ""))
    if not title:
        title = next((Name(plain=text) for _, text in _texts(record)), NAMELESS)
    return Found(
        kind, record.id, title, str(getattr(record, "code", None) or ""), _where(book, record), said, goes_to
    )


def _known_by(book: Book, record: Record) -> Label:
    """Return the name of the record that one without a name of its own is listed by."""
    held = getattr(record, type(record).about.title, None)
    return name_of(book.get(Record, held)) if isinstance(held, str) else NAMELESS


def _where(book: Book, record: Record) -> Label:
    """Return the name of what a record belongs to: its owner, else its meeting, place, section …"""
    if isinstance(record, Attachment):
        return name_of(book.get(Record, record.subject))
    fields = describe(type(record).about.name).fields
    owners = [name for name, one in fields.items() if one.rule.owner]
    for name in (*owners, *(one for one in _WHERE if one in fields)):
        held = getattr(record, name, None)
        above = book.get(Record, held) if isinstance(held, str) else None
        if above is not None and name_of(above) not in (NAMELESS, name_of(record)):
            return name_of(above)
    return NAMELESS


def _passage(entry: _Entry, wanted: list[str]) -> str:
    """Return the words around what was found, "" when all of it is in the name or the code."""
    missing = [word for word in wanted if word not in entry.title and word not in entry.code]
    if not missing:
        return ""
    for one in {id(held): held for held in (entry.record, *entry.stored)}.values():
        for _, text in _texts(one):
            if missing[0] in fold(text):
                return _around(text, missing[0])
    return ""


def _around(text: str, wanted: str) -> str:
    words = text.split()
    at = next((place for place, word in enumerate(words) if wanted in fold(word)), 0)
    first, last = max(0, at - WORDS_BEFORE), at + WORDS_AFTER
    shown = " ".join(words[first:last])
    return f"{'… ' if first else ''}{shown}{' …' if last < len(words) else ''}"
