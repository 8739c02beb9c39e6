"""Values of records as cells of a workbook that comes back, and such cells as values again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from app.documents.workbook_content import Kind
from app.models.book import Book
from app.models.folding import fold
from app.models.kinds.area import Location, Source
from app.models.kinds.people import Organisation
from app.models.kinds.plan import Activity, Indicator, Target
from app.models.record import Record, Shape
from app.models.registry import Field
from app.services.importing_values import read_cell, several
from app.services.papers.scribe import Scribe
from app.services.place_names import place_in
from app.words.languages import LANGUAGES

LONGEST_LABEL = 200
KINDS_OF_CELLS: dict[Shape, Kind] = {
    Shape.DATE: "date", Shape.WHOLE: "number", Shape.DECIMAL: "number",
}  # fmt: skip
"""Which fields stand in cells of numbers and dates; all others are text."""
NAMED: dict[str, type[Record]] = {
    "organisation": Organisation, "location": Location, "activity": Activity, "target": Target,
    "indicator": Indicator, "source": Source,
}  # fmt: skip


class Labels:
    """What records are called in one workbook: a label each, unlike all others of the kind."""

    def __init__(self, listed: Mapping[str, Mapping[str, str]]) -> None:
        """Take kind → record id → label."""
        self._labels = {kind: dict(labels) for kind, labels in listed.items()}
        self._records = {
            kind: {fold(label): key for key, label in labels.items()} for kind, labels in listed.items()
        }

    def of(self, kind: str) -> Mapping[str, str]:
        """Return record id → label of all that the workbook names of a kind."""
        return self._labels.get(kind, {})

    def label(self, kind: str, record: str) -> str:
        """Return what a record is called in the workbook, "" when it is not named there."""
        return self.of(kind).get(record, "")

    def record(self, kind: str, text: str) -> str | None:
        """Return the id of the record that a text names, None for none."""
        return self._records.get(kind, {}).get(fold(text))

    def also(self, kind: str, pairs: Iterable[tuple[str, str]]) -> None:
        """Understand further names (text, record id) where no label is the same."""
        records = self._records.setdefault(kind, {})
        for text, key in pairs:
            if text:
                records.setdefault(fold(text), key)


def labels_of(scribe: Scribe, kinds: Iterable[str]) -> Labels:
    """Return the labels of all records of some kinds in the scribe's language."""
    return Labels({kind: _unlike(scribe, scribe.book.of(NAMED[kind])) for kind in kinds})


def _unlike(scribe: Scribe, records: Sequence[Record]) -> dict[str, str]:
    made: dict[str, str] = {}
    taken: set[str] = set()
    for one in sorted(records, key=lambda one: (getattr(one, "code", None) or "~", one.id)):
        wanted = label = label_of(scribe, one)[:LONGEST_LABEL] or one.id
        again = 1
        while fold(label) in taken:
            again += 1
            label = f"{wanted} ({again})"
        taken.add(fold(label))
        made[one.id] = label
    return dict(sorted(made.items(), key=lambda pair: pair[1].casefold()))


def label_of(scribe: Scribe, one: Record) -> str:
    """Return what tells a record from others in one line: "A-003 · Training of district staff"."""
    if isinstance(one, Target):
        activity = scribe.book.get(Activity, one.activity)
        unit = one.unit_text or scribe.code("unit", one.unit)
        parts: tuple[str | None, ...] = (activity.code if activity else "", f"{one.value or ''} {unit}")
    else:
        named = scribe.name(one, "title" if one.about.title == "title" else "name")
        parts = (getattr(one, "code", None), named)
    return " ".join(" · ".join(text for text in parts if text).split())


def names_here(book: Book, kind: str) -> list[tuple[str, str]]:
    """Return what people call the records of a kind that are here: names in every language, acronym, code."""
    fields = [f"{name}_{language}" for name in ("name", "title") for language in LANGUAGES]
    return [
        (str(getattr(one, field, None) or ""), one.id)
        for one in book.of(NAMED[kind])
        for field in ("code", *fields, "acronym")
    ]


def cell_text(scribe: Scribe, labels: Labels, field: Field, value: object) -> str:
    """Return a value as it stands in a workbook; sets have a line for each element."""
    if value in (None, "", ()):
        return ""
    if field.rule.many:
        lines = [_one(scribe, labels, field, str(one)) for one in value]  # type: ignore[attr-defined]
        return "\n".join(sorted(filter(None, lines)))
    if isinstance(value, bool):
        return scribe.words.say("imports.yes" if value else "imports.no")
    return _one(scribe, labels, field, str(value))


def _one(scribe: Scribe, labels: Labels, field: Field, value: str) -> str:
    if field.rule.shape in (Shape.CODE, Shape.CODES):
        return scribe.words.code(field.rule.code_list, value) if field.rule.code_list else value
    if field.rule.shape in (Shape.REFERENCE, Shape.REFERENCES):
        return labels.label(field.rule.target, value)
    if field.name == "place":
        found = place_in(scribe.book, value)
        return f"{scribe.words.pick(found, 'name')} ({value})" if found else value
    return value


def cell_value(labels: Labels, field: Field, text: str) -> object:
    """Return the value that a cell means for a field, None when it is none that the field can hold."""
    rule = field.rule
    if rule.shape is Shape.REFERENCE:
        return labels.record(rule.target, text)
    if rule.shape is Shape.REFERENCES:
        return several(text, lambda part: labels.record(rule.target, part))
    return read_cell(field, text)
