"""The history of a record: who did what when, field by field, newest first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from app.models.book import Book
from app.models.kinds.plan import Paragraph
from app.models.record import Record, Shape
from app.models.registry import KINDS, describe
from app.models.values import Value
from app.services.conflicts import reasons_of
from app.services.desk import Desk
from app.services.forgetting import ACTION, forgotten
from app.services.views.people_names import WhoEntry, who_is
from app.services.views.said import Label, name_of
from app.storage.decisions import DECIDE
from app.storage.history import Event

MOST = 30
ALIVE = "alive"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One change of one field; `element` is what was put into a set, or taken out when `new` is False."""

    field: str
    element: str
    old: tuple[Value, ...]
    new: Value


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One action on the record: `added` and `removed` say that it began (or brought back) or ended it.

    `names` gives the records that values refer to; `reason` is why a conflict was decided so. `forgotten`
    names fields removed for good, "" the record itself.
    """

    who: WhoEntry
    moment: str
    kind: str
    action: str
    changes: tuple[FieldChange, ...]
    added: bool = False
    removed: bool = False
    names: Mapping[str, Label] = field(default_factory=dict, hash=False)
    reason: str = ""
    forgotten: tuple[str, ...] = ()
    not_counted: bool = False


def history_of(desk: Desk, record_id: str, most: int = MOST) -> tuple[HistoryEntry, ...]:
    """Return what happened to a record, newest first; what was taken back is left out.

    What a revoked device wrote beyond its cut is told with `not_counted`.

    Of what was removed for good only that is told, and first: by whom and when, not what it was.
    """
    book, own = desk.book(), desk.writer.sign_key if desk.writer else ""
    groups: dict[str, list[Event]] = {}
    for event in desk.history(record_id):
        if _is_told(event):
            groups.setdefault(event.action_id, []).append(event)
    first, why = next(iter(groups), ""), _reasons(desk, groups)
    told = [
        _entry(book, own, events, began=action == first, reason=why.get(action, ""))
        for action, events in groups.items()
    ]
    return (*_forgotten(desk, book, own, record_id), *told[::-1][:most])


def section_history(desk: Desk, section: str) -> tuple[HistoryEntry, ...]:
    """Return what happened to a section of the plan and its paragraphs, newest first, also those removed."""
    gone = {one.id: one.text for one in desk.removed(Paragraph) if one.section == section}
    alive = (one.id for one in desk.records(Paragraph, section=section))
    found = [
        _about_text(entry, gone.get(record))
        for record in (section, *alive, *gone)
        for entry in history_of(desk, record)
    ]
    return tuple(sorted(found, key=lambda entry: entry.moment, reverse=True)[:MOST])


def _about_text(entry: HistoryEntry, last: str | None) -> HistoryEntry:
    """Return what happened to a paragraph with the text that it began with, or ended with."""
    if entry.kind != Paragraph.about.name or entry.forgotten or not (entry.added or entry.removed):
        return entry
    if entry.removed:
        return replace(entry, changes=(FieldChange("text", "", (last,), None),))
    return replace(entry, added=False, changes=tuple(one for one in entry.changes if one.field == "text"))


def _forgotten(desk: Desk, book: Book, own: str, record_id: str) -> list[HistoryEntry]:
    found: dict[tuple[str, str], list[str]] = {}
    kinds: dict[tuple[str, str], str] = {}
    for forget in forgotten(desk, record_id):
        found.setdefault((forget.sign_key, forget.written), []).append(forget.field)
        kinds[forget.sign_key, forget.written] = forget.kind if forget.kind in KINDS else ""
    return [
        HistoryEntry(who_is(book, key, own), at, kinds[key, at], ACTION, (), forgotten=tuple(fields))
        for (key, at), fields in reversed(found.items())
        if kinds[key, at]
    ]


def _reasons(desk: Desk, groups: Mapping[str, list[Event]]) -> dict[str, str]:
    decided = [action for action, events in groups.items() if events[0].action == DECIDE]
    return reasons_of(desk, decided) if decided else {}


def _is_told(event: Event) -> bool:
    if event.kind not in KINDS or not (event.in_force or event.beyond) or event.removed:
        return False
    field = describe(event.kind).fields.get(event.field)
    orders = event.field == "position" and field is not None and field.rule.shape is Shape.KEY
    return event.field == ALIVE or (field is not None and not orders)


def _entry(book: Book, own: str, events: list[Event], *, began: bool, reason: str) -> HistoryEntry:
    first = events[0]
    names: dict[str, Label] = {}
    for event in events:
        names |= _names(book, event.kind, event.field, (*event.old, event.new, event.element))
    ends = [event for event in events if event.field == ALIVE]
    changes = (FieldChange(e.field, e.element, e.old, e.new) for e in events if e.field != ALIVE)
    return HistoryEntry(
        who_is(book, first.sign_key, own), first.written, first.kind, first.action, tuple(changes),
        began or any(end.new is True for end in ends), any(end.new is False for end in ends), names, reason,
        not_counted=first.beyond,
    )  # fmt: skip


def _names(book: Book, kind: str, name: str, values: Iterable[Value]) -> dict[str, Label]:
    described = describe(kind).fields.get(name)
    if described is None or described.rule.shape not in (Shape.REFERENCE, Shape.REFERENCES):
        return {}
    return {value: name_of(book.get(Record, value)) for value in values if isinstance(value, str) and value}
