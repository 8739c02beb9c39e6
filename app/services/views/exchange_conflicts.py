"""What two people changed apart, as the desk shows it: the record, the values side by side, who and when."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from dataclasses import field as made_by

from app.models.book import Book
from app.models.record import Record, Shape
from app.models.registry import KINDS, describe
from app.models.values import Value
from app.services.conflicts import Choice, Open, conflict_list, is_text, record_of
from app.services.desk import Desk
from app.services.views.people_names import WhoEntry, who_is
from app.services.views.said import Label, Name, name_of
from app.services.views.word_difference import Piece, differing


@dataclass(frozen=True, slots=True)
class ChoiceEntry:
    """One of the values: who wrote it and when; `pieces` marks the words that the others do not share.

    `place` is its number when it is chosen, `mine` is that the reader wrote it. Of a removal the value
    False says removed, True edited.
    """

    place: int
    value: Value
    who: WhoEntry
    moment: str
    mine: bool
    pieces: tuple[Piece, ...] = ()


@dataclass(frozen=True, slots=True)
class ConflictEntry:
    """One field of one record to decide; `part` is the kind when the record belongs to the one in the title.

    `before` are the values all of them replaced; `names` the records that values refer to.
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

    @property
    def about_removal(self) -> bool:
        """Whether one person removed what another edited."""
        return self.field == "alive"


def conflicts_of(desk: Desk) -> tuple[ConflictEntry, ...]:
    """Return everything to decide, records with several fields together."""
    book, own = desk.book(), desk.writer.sign_key if desk.writer else ""
    made = [_entry(desk, book, own, one) for one in conflict_list(desk)]
    return tuple(sorted(made, key=lambda one: (one.code or "~", one.record, one.field)))


def _entry(desk: Desk, book: Book, own: str, found: Open) -> ConflictEntry:
    record = book.get(Record, found.record) or record_of(desk, found)
    about = _owner(book, record)
    before = tuple(dict.fromkeys(value for one in found.choices for value in one.before))
    values = [*(one.value for one in found.choices), *before]
    return ConflictEntry(
        found.id,
        found.record,
        found.kind,
        found.field,
        str(getattr(about, "code", None) or ""),
        name_of(about),
        about is not record,
        tuple(_choice(book, own, found, place) for place in _told(found)),
        before,
        _names(book, found, values),
    )


def _owner(book: Book, record: Record | None) -> Record | None:
    """Return the record that a part such as a target belongs to, else the record itself."""
    owner = describe(type(record).about.name).owner if record is not None else None
    if record is None or owner is None or describe(type(record).about.name).kind.code_prefix:
        return record
    return book.get(Record, getattr(record, owner.name)) or record


def _told(found: Open) -> list[int]:
    """Return the places of the choices to show: of a removal, who removed, and others who edited since."""
    removers = {one.sign_key for one in found.choices if one.value is False}
    return [
        place
        for place, one in enumerate(found.choices)
        if not found.about_removal or one.value is False or one.sign_key not in removers
    ]


def _choice(book: Book, own: str, found: Open, place: int) -> ChoiceEntry:
    one: Choice = found.choices[place]
    pieces: tuple[Piece, ...] = ()
    if is_text(found) and isinstance(one.value, str):
        others = [str(other.value or "") for other in found.choices if other is not one]
        pieces = differing(one.value, others)
    return ChoiceEntry(place, one.value, who_is(book, one.sign_key, own), one.written, one.mine, pieces)


def _names(book: Book, found: Open, values: Iterable[Value]) -> dict[str, Label]:
    described = describe(found.kind).fields.get(found.field) if found.kind in KINDS else None
    if described is None or described.rule.shape is not Shape.REFERENCE:
        return {}
    return {value: _named(book, value) for value in values if isinstance(value, str)}


def _named(book: Book, record_id: str) -> Label:
    return name_of(book.get(Record, record_id)) or Name(plain="…")
