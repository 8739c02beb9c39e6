"""What is to decide: values that people entered apart, side by side, with who wrote them and when."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from dataclasses import field as made_by
from functools import cache

from app.models.book import Book
from app.models.record import Record, Shape
from app.models.registry import KINDS, describe
from app.models.values import Value, same
from app.services.conflicts import Choice, Open, conflict_list, elsewhere, is_text, may_decide, to_decide
from app.services.desk import Desk
from app.services.views.people_names import WhoEntry, who_is
from app.services.views.said import NAMELESS, Label, Name, name_in, name_of
from app.services.views.word_difference import Piece, changed, differing
from app.storage.conflicts import Edited
from app.storage.records import read_records


@dataclass(frozen=True, slots=True)
class EditedEntry:
    """A field that somebody edited of a record that somebody else removed."""

    kind: str
    field: str
    element: str
    value: Value


@dataclass(frozen=True, slots=True)
class ChoiceEntry:
    """One of the values: who wrote it and when, what it was `before`; `pieces` says what was put in
    and taken out of a text.

    `place` is its number when it is chosen, `mine` is that the reader wrote it. Of a removal the value
    False says removed, True edited, with what was edited. `decided` says that the value is a decision that
    somebody else took differently, and `reason` why.
    """

    place: int
    value: Value
    who: WhoEntry
    moment: str
    mine: bool
    pieces: tuple[Piece, ...] = ()
    before: tuple[Value, ...] = ()
    decided: bool = False
    reason: str = ""
    edited: tuple[EditedEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class ConflictEntry:
    """One field of one record to decide; `part` says that the record belongs to the one in the title, and
    `own` is its own name then, as the unit of a target.

    `before` are the values all of them replaced; `names` the records that values refer to; `seen` is what
    the services decide by. `allowed` is False for what only headquarters decides.
    """

    id: str
    record: str
    kind: str
    field: str
    code: str
    title: Label
    part: bool
    choices: tuple[ChoiceEntry, ...]
    before: tuple[Value, ...] = ()
    names: Mapping[str, Label] = made_by(default_factory=dict, hash=False)
    seen: Open | None = None
    allowed: bool = True
    own: Label = NAMELESS

    @property
    def about_removal(self) -> bool:
        """Whether one person removed what another edited."""
        return self.field == "alive"


@dataclass(frozen=True, slots=True)
class RecordConflicts:
    """A record with something to decide, in short: its name and the names of the fields in order.

    `removal` tells who removed it and who edited it, if that is to decide; `code`, `title`, `part` and `own`
    as in a `ConflictEntry`.
    """

    id: str
    kind: str
    code: str
    title: Label
    part: bool
    fields: tuple[str, ...]
    removal: ConflictEntry | None = None
    own: Label = NAMELESS


@dataclass(frozen=True, slots=True)
class AreaCount:
    """Another area of this file, and how much is to decide there."""

    area: str
    name: Name
    count: int


def conflicts_of(desk: Desk, record: str = "") -> tuple[ConflictEntry, ...]:
    """Return everything to decide with all values, records by code and name; or what is about one record."""
    told = Told(desk)
    made = [told.entry(one) for one in conflict_list(desk, record)]
    return tuple(sorted(made, key=_order))


def record_conflicts(desk: Desk, record: str) -> tuple[ConflictEntry, ...]:
    """Return what is to decide about a record, with what each author put into texts and took out."""
    return with_pieces(conflicts_of(desk, record))


def records_to_decide(desk: Desk) -> tuple[RecordConflicts, ...]:
    """Return the records about which something is to decide, by code and name, without the values."""
    listed, removals = to_decide(desk)
    told, groups = Told(desk), dict[tuple[str, str], list[str]]()
    for one in listed:
        groups.setdefault((one.record, one.kind), []).append(one.field)
    gone = {one.record: told.entry(one) for one in removals}
    made = [told.short(record, kind, names, gone.get(record)) for (record, kind), names in groups.items()]
    return tuple(sorted(made, key=lambda one: (one.code or "~", one.id)))


def front_record(records: Sequence[RecordConflicts], chosen: str, place: int) -> RecordConflicts | None:
    """Return the record that was chosen, or the one that took its place in the list; None for no records."""
    there = next((one for one in records if one.id == chosen), None)
    return there or (records[min(place, len(records) - 1)] if records else None)


def other_areas(desk: Desk) -> tuple[AreaCount, ...]:
    """Return the other areas of this file in which something is to decide."""
    counts = elsewhere(desk)
    if not counts:
        return ()
    areas = {area.id: name_in(area, "name") for area in desk.areas()}
    return tuple(AreaCount(area, areas.get(area, Name()), count) for area, count in sorted(counts.items()))


def with_pieces(entries: Sequence[ConflictEntry]) -> tuple[ConflictEntry, ...]:
    """Return conflicts with the words marked that each author put in or took out; long texts take a moment.

    Where it is not known what a text was before, the words are marked that the other texts do not share.
    """
    return tuple(_marked(one) for one in entries)


def _marked(entry: ConflictEntry) -> ConflictEntry:
    if entry.seen is None or not is_text(entry.seen):
        return entry
    choices = tuple(_with_pieces(entry, one) for one in entry.choices)
    return replace(entry, choices=choices)


def _with_pieces(entry: ConflictEntry, one: ChoiceEntry) -> ChoiceEntry:
    if not isinstance(one.value, str):
        return one
    before = next((value for value in one.before if isinstance(value, str)), None)
    if before is not None and not one.decided:
        return replace(one, pieces=changed(before, one.value))
    others = [str(other.value or "") for other in entry.choices if other is not one]
    return replace(one, pieces=differing(one.value, others))


def _order(entry: ConflictEntry) -> tuple[str, str, int]:
    return (entry.code or "~", entry.record, _places(entry.kind).get(entry.field, -1))


@cache
def _places(kind: str) -> Mapping[str, int]:
    return {name: place for place, name in enumerate(describe(kind).fields if kind in KINDS else ())}


class Told:
    """Puts conflicts into words of the workspace; knows each person and record once."""

    def __init__(self, desk: Desk) -> None:
        self._desk, self._book = desk, desk.book()
        self.own = desk.writer.sign_key if desk.writer else ""
        self._people: dict[str, WhoEntry] = {}

    def entry(self, found: Open) -> ConflictEntry:
        """Return one conflict for the page."""
        record = self.record(found.kind, found.record)
        about = owner_of(self._book, record)
        values = [value for one in found.choices for value in (one.value, *one.before)]
        before = tuple(dict.fromkeys(value for one in found.choices for value in one.before))
        choices = tuple(self._choice(one, place) for place, one in enumerate(found.choices))
        return ConflictEntry(
            found.id,
            found.record,
            found.kind,
            found.field,
            str(getattr(about, "code", None) or ""),
            name_of(about),
            about is not record,
            choices,
            before,
            names_in(self._book, found.kind, found.field, values) | self._edited_names(found.choices),
            found,
            may_decide(self._desk, found),
            name_of(record) if about is not record else NAMELESS,
        )

    def short(
        self, record_id: str, kind: str, names: Iterable[str], removal: ConflictEntry | None
    ) -> RecordConflicts:
        """Return a record with something to decide in short."""
        record = self.record(kind, record_id)
        about, places = owner_of(self._book, record), _places(kind)
        fields = tuple(sorted(names, key=lambda name: places.get(name, -1)))
        code = str(getattr(about, "code", None) or "")
        own = name_of(record) if about is not record else NAMELESS
        return RecordConflicts(
            record_id, kind, code, name_of(about), about is not record, fields, removal, own
        )

    def who(self, key: str) -> WhoEntry:
        """Return a person by signing key."""
        if key not in self._people:
            self._people[key] = who_is(self._book, key, self.own)
        return self._people[key]

    def record(self, kind: str, record_id: str) -> Record | None:
        """Return a record, also one that is removed."""
        found = self._book.get(Record, record_id)
        if found is not None or kind not in KINDS:
            return found
        with self._desk.workspace.read() as connection:
            for removed in (False, True):
                rows = read_records(connection, KINDS[kind], only=(record_id,), removed=removed)
                if rows:
                    return rows[0]
        return None

    def _choice(self, one: Choice, place: int) -> ChoiceEntry:
        return ChoiceEntry(
            place,
            one.value,
            self.who(one.sign_key),
            one.written,
            one.mine,
            (),
            tuple(value for value in one.before if not same(value, one.value)),
            one.decided,
            one.reason,
            tuple(_edited(edit) for edit in one.edited if _is_told(edit)),
        )

    def _edited_names(self, choices: Iterable[Choice]) -> dict[str, Label]:
        found: dict[str, Label] = {}
        for edit in (edit for one in choices for edit in one.edited):
            found |= names_in(self._book, edit.kind, edit.field, (edit.value, edit.element))
        return found


def _edited(edit: Edited) -> EditedEntry:
    return EditedEntry(edit.kind, edit.field, edit.element, edit.value)


def _is_told(edit: Edited) -> bool:
    field = describe(edit.kind).fields.get(edit.field) if edit.kind in KINDS else None
    return field is not None and field.rule.shape is not Shape.KEY and not field.rule.owner


def owner_of(book: Book, record: Record | None) -> Record | None:
    """Return the record that a part such as a target belongs to, else the record itself."""
    owner = describe(type(record).about.name).owner if record is not None else None
    if record is None or owner is None or describe(type(record).about.name).kind.code_prefix:
        return record
    return book.get(Record, getattr(record, owner.name)) or record


def names_in(book: Book, kind: str, field: str, values: Iterable[Value]) -> dict[str, Label]:
    """Return the names of the records that values of a field refer to, by id."""
    described = describe(kind).fields.get(field) if kind in KINDS else None
    if described is None or described.rule.shape not in (Shape.REFERENCE, Shape.REFERENCES):
        return {}
    return {value: _named(book, value) for value in values if isinstance(value, str) and value}


def _named(book: Book, record_id: str) -> Label:
    return name_of(book.get(Record, record_id)) or Name(plain="…")


def records_to_refer(desk: Desk, kind: str) -> tuple[tuple[str, Label], ...]:
    """Return (id, name) of every record of a kind that a reference can name."""
    return tuple((one.id, name_of(one)) for one in desk.records(KINDS[kind]))
