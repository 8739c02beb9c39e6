"""A unit of work: changes gathered in memory, checked as they are entered, written all at once."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Protocol, TypeVar

from app.foundation.errors import UserError
from app.models.book import Book
from app.models.ids import Ids, natural_id
from app.models.kinds.area import Area
from app.models.kinds.country import HEADQUARTERS_KINDS, Place
from app.models.merging import SAME_AS, written_to_all
from app.models.order_keys import between
from app.models.record import Home, Merge, Record, Shape
from app.models.registry import Description, describe, space_of
from app.models.values import Value, check_entry, clean, same
from app.services.changed import Changed
from app.services.gazetteer import is_place
from app.storage.appending import Write

R = TypeVar("R", bound=Record)

CODE = "code"
POSITION = "position"


class Reading(Protocol):
    """What a unit needs to know of what stands now."""

    ids: Ids

    def book(self) -> Book: ...

    def find(self, kind: type[R], record_id: str | None) -> R | None: ...

    def removed(self, kind: type[R]) -> list[R]: ...

    def open_conflicts(self) -> frozenset[tuple[str, str]]: ...

    def may_guide(self) -> bool: ...

    def areas(self) -> list[Area]: ...


class Unit:
    """What one action changes. At most one value per register; a later entry replaces an earlier one."""

    def __init__(self, desk: Reading, area: str) -> None:
        self._desk = desk
        self._area = area
        self._pending: dict[str, dict[tuple[str, str, str], Write]] = defaultdict(dict)
        self._added: dict[str, dict[str, object]] = {}
        self._kinds: dict[str, str] = {}
        self._codes: dict[str, int] = {}
        self._positions: dict[str, str] = {}

    @property
    def empty(self) -> bool:
        """Whether nothing was changed."""
        return not any(self._pending.values())

    def by_space(self) -> dict[str, list[Write]]:
        """Return the writes of each space, group before network before country."""
        return {space: list(writes.values()) for space, writes in sorted(self._pending.items()) if writes}

    def changed(self) -> Changed:
        """Return the kinds and ids touched."""
        writes = [write for part in self._pending.values() for write in part.values()]
        return Changed(frozenset(write.kind for write in writes), frozenset(write.record for write in writes))

    def add(self, kind: type[Record], record_id: str = "", /, **values: object) -> str:
        """Add a record and return its id. Adding one with a natural key that is here already edits it.

        Raises UserError `value_<rule>`, `unknown_field`, `record_empty`, `headquarters_only`.
        """
        name = kind.about.name
        description = describe(name)
        values = {field: value for field, value in values.items() if value not in (None, "", ())}
        self._check_author(kind)
        check_entry(name, values, adding=True)
        self._check_areas(values)
        self._complete(description, values)
        owner_space = self._owner_space(description, values)
        space = space_of(name, self._area, owner_space)
        key = description.kind.natural_key
        if key:
            record_id = natural_id(space, name, tuple(str(values.get(field, "")) for field in key))
            if self._exists(kind, record_id):
                self._revive(kind, record_id, space)
                return self._edit(
                    kind, record_id, {f: v for f, v in values.items() if not _fixed(description, f)}
                )
        record_id = record_id or self._desk.ids.record()
        self._added[record_id] = values
        self._kinds[record_id] = name
        for field, value in values.items():
            self._put(space, description, record_id, field, value, None)
        return record_id

    def set(self, kind: type[Record], record_id: str, /, **values: object) -> str:
        """Set fields of a record that is here; None or "" clears. Raises UserError, also `unknown_record`."""
        self._check_author(kind)
        check_entry(kind.about.name, values, adding=False)
        self._check_areas(values)
        return self._edit(kind, record_id, values)

    def _check_author(self, kind: type[Record]) -> None:
        """Refuse what would count nowhere: a record of headquarters by somebody not confirmed as that."""
        name = kind.about.name
        if name in HEADQUARTERS_KINDS and not self._desk.may_guide():
            raise UserError("headquarters_only", kind=name)

    def _check_areas(self, values: Mapping[str, object]) -> None:
        """Refuse what is meant for an area nobody knows: none of this file, and no place of Iraq."""
        wanted = values.get("areas")
        if not isinstance(wanted, (tuple, list, set, frozenset)) or not wanted:
            return
        here = {known for area in self._desk.areas() for known in (area.id, area.code)}
        for one in map(str, wanted):
            if one not in here and not is_place(one) and not self._desk.book().where(Place, pcode=one):
                raise UserError("unknown_area", area=one[:80])

    def _edit(self, kind: type[Record], record_id: str, values: dict[str, object]) -> str:
        description = describe(kind.about.name)
        if record_id in self._added:
            return self._edit_added(description, record_id, values)
        record = self._desk.find(kind, record_id) or self._brought_back(kind, record_id)
        if record is None:
            raise UserError("unknown_record", kind=kind.about.name, id=record_id)
        for field, value in values.items():
            self._put_in_set(record, description, field, value)
        return record.id

    def _put_in_set(self, shown: Record, description: Description, name: str, value: object) -> None:
        """Write a value to every record behind the one that shows, so that none keeps another one.

        A gap that the others fill with this very value stays a gap.
        """
        book, now, rule = self._desk.book(), getattr(shown, name), description.fields[name].rule
        stored = book.stored(shown)
        if rule.many:
            self._put_elements(shown, stored, description, name, value)
            return
        entered = clean(rule, value)  # type: ignore[arg-type]
        for one in stored if written_to_all(description.kind.name, name) else stored[:1]:
            held = getattr(one, name)
            held = book.stands(held) if isinstance(held, str) else held
            filled = one is not stored[0] and held is None and same(entered, now)
            self._put(one.space, description, one.id, name, held if filled else value, held)

    def _put_elements(
        self, shown: Record, stored: tuple[Record, ...], description: Description, name: str, value: object
    ) -> None:
        """Take what is not wanted any more out of every record behind the one shown; add to the first."""
        book, rule = self._desk.book(), description.fields[name].rule
        wanted = {str(clean(rule, str(element))) for element in value or ()}  # type: ignore[attr-defined]
        missing = wanted - set(getattr(shown, name))
        for number, one in enumerate(stored):
            held = getattr(one, name)
            kept = {
                element
                for element in held
                if element in wanted or (name != SAME_AS and book.stands(element) in wanted)
            }
            self._put(one.space, description, one.id, name, kept if number else kept | missing, held)

    def _edit_added(self, description: Description, record_id: str, values: dict[str, object]) -> str:
        space = next(
            space for space, writes in self._pending.items() if any(r == record_id for r, _, _ in writes)
        )
        for field, value in values.items():
            self._put(space, description, record_id, field, value, None)
        return record_id

    def remove(self, kind: type[Record], record_id: str) -> None:
        """Remove a record. What it owns stays and shows again if it is brought back.

        The area itself stays: everything hangs on it. Raises UserError `area_stays`, `unknown_record`,
        `headquarters_only`.
        """
        self._check_author(kind)
        if kind is Area:
            raise UserError("area_stays")
        record = self._desk.find(kind, record_id)
        if record is None:
            raise UserError("unknown_record", kind=kind.about.name, id=record_id)
        for one in self._desk.book().stored(record):
            write = Write(kind.about.name, one.id, "alive", "", False)
            self._pending[one.space][write.register] = write

    def restore(self, kind: type[Record], record_id: str) -> None:
        """Bring a removed record back, with those it was merged with."""
        self._check_author(kind)
        removed = Book(self._desk.removed(kind))
        record = removed.get(kind, record_id)
        if record is None:
            raise UserError("unknown_record", kind=kind.about.name, id=record_id)
        for one in removed.stored(record):
            write = Write(kind.about.name, one.id, "alive", "", True)
            self._pending[one.space][write.register] = write

    def _revive(self, kind: type[Record], record_id: str, space: str) -> None:
        if self._desk.find(kind, record_id) is None and record_id not in self._added:
            write = Write(kind.about.name, record_id, "alive", "", True)
            self._pending[space][write.register] = write

    def _brought_back(self, kind: type[R], record_id: str) -> R | None:
        """Return a removed record that this very unit brings back."""
        if not any((record_id, "alive", "") in writes for writes in self._pending.values()):
            return None
        return next((record for record in self._desk.removed(kind) if record.id == record_id), None)

    def decide(self, kind: type[Record], record_id: str, space: str, field: str, value: Value) -> None:
        """Write a value that replaces all current ones, even if it equals the one shown."""
        self._check_author(kind)
        write = Write(kind.about.name, record_id, field, "", value)
        self._pending[space][write.register] = write

    def _exists(self, kind: type[Record], record_id: str) -> bool:
        if record_id in self._added or self._desk.find(kind, record_id) is not None:
            return True
        return any(record.id == record_id for record in self._desk.removed(kind))

    def _owner_space(self, description: Description, values: dict[str, object]) -> str:
        if description.kind.home is not Home.OWNER:
            return ""
        subject_kind = str(values.get("subject_kind") or "")
        return space_of(subject_kind, self._area) if subject_kind else f"area/{self._area}/network"

    def _complete(self, description: Description, values: dict[str, object]) -> None:
        """Give the next free code and the last place in the order, where the kind has them."""
        if description.kind.code_prefix and not values.get(CODE):
            values[CODE] = self.next_code(description.record)
        place = description.fields.get(POSITION)
        if place is not None and place.rule.shape is Shape.KEY and not values.get(POSITION):
            values[POSITION] = self._last_position(description)

    def next_code(self, record: type[Record]) -> str:
        """Return the next free code of a kind that has codes, such as A-008; each call gives another one."""
        kind, prefix = record.about.name, record.about.code_prefix
        if kind not in self._codes:
            numbers = (
                re.fullmatch(rf"{prefix}-(\d+)", getattr(one, CODE) or "")
                for one in self._desk.book().every(record)
            )
            self._codes[kind] = max((int(found[1]) for found in numbers if found), default=0)
        self._codes[kind] += 1
        return f"{prefix}-{self._codes[kind]:03d}"

    def _last_position(self, description: Description) -> str:
        kind = description.kind.name
        if kind not in self._positions:
            keys: Iterable[str] = (
                getattr(record, POSITION) or "" for record in self._desk.book().of(description.record)
            )
            self._positions[kind] = max(keys, default="")
        self._positions[kind] = between(self._positions[kind], "")
        return self._positions[kind]

    def _put(
        self, space: str, description: Description, record_id: str, name: str, value: object, now: object
    ) -> None:
        field = description.fields[name]
        kind = description.kind.name
        if field.rule.merge is Merge.SET:
            wanted = {str(clean(field.rule, str(element))) for element in value or ()}  # type: ignore[attr-defined]
            present = set(now or ())  # type: ignore[call-overload]
            for element in sorted(wanted ^ present):
                write = Write(kind, record_id, name, element, element in wanted)
                self._pending[space][write.register] = write
            return
        cleaned = clean(field.rule, value)  # type: ignore[arg-type]
        register = (record_id, name, "")
        if same(cleaned, now) and not self._in_conflict(record_id, name):  # type: ignore[arg-type]
            self._pending[space].pop(register, None)
            return
        self._pending[space][register] = Write(kind, record_id, name, "", cleaned)

    def _in_conflict(self, record_id: str, field: str) -> bool:
        return (record_id, field) in self._desk.open_conflicts()


def _fixed(description: Description, field: str) -> bool:
    return description.fields[field].rule.merge is Merge.ONCE
