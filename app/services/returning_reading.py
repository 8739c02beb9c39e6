"""The rows of a workbook that came back, laid beside the records as they are now."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from app.documents.workbook.cells import CUT_MARK, clean
from app.foundation.errors import UserError
from app.models.kinds.plan import Activity, Target
from app.models.record import Record, Shape
from app.models.registry import Field, describe
from app.models.values import clean as kept
from app.models.values import problems_of_value
from app.services import measurement_sheet, plan_workbook
from app.services.desk import Desk
from app.services.importing_problems import RowProblem
from app.services.papers.scribe import Scribe
from app.services.returned import Difference, NewRow, Returned
from app.services.returning_cells import (
    KINDS_OF_CELLS,
    NAMED,
    Labels,
    cell_text,
    cell_value,
    label_of,
    names_here,
)
from app.services.returning_form import HIDDEN, ID, KEY, WAS, RowKind, as_read, hashed
from app.words.catalogue import Words

if TYPE_CHECKING:
    from app.documents.workbook.filled import FilledForm

SHEETS: dict[str, tuple[RowKind, ...]] = {
    plan_workbook.FORMAT: plan_workbook.SHEETS,
    measurement_sheet.FORMAT: measurement_sheet.SHEETS,
}
BEGUN: dict[str, dict[str, object]] = {"activity": {"status": "proposed", "origin": "new"}}
"""What a new record of a kind holds unless its row says otherwise."""
_SHOWN = 80


@dataclass(frozen=True, slots=True)
class _Line:
    """A row of a sheet: its number, the cells, and the sheet it stands in."""

    sheet: str
    kind: RowKind
    fields: tuple[str, ...]
    number: int
    cells: tuple[str, ...]

    @property
    def texts(self) -> dict[str, str]:
        """Return field → text."""
        return dict(zip(self.fields, self.cells[HIDDEN:], strict=True))

    @property
    def begun(self) -> dict[str, str]:
        """Return field → text of those that a new row holds, empty ones left out."""
        taken = (*self.kind.begun, *self.kind.written)
        return {name: text for name, text in self.texts.items() if text and name in taken}


class Reading:
    """One workbook, read against the records that are here."""

    def __init__(self, desk: Desk, form: FilledForm, file: str) -> None:
        self.desk, self.form, self.file = desk, form, file
        self.scribe = Scribe(desk.book(), Words(form.marks.get("language") or "en", isolating=False))
        self.kinds = {kind.kind.about.name: kind for kind in SHEETS[form.marks["format"]]}
        self.labels = self._labels()
        self.differences: list[Difference] = []
        self.added: list[NewRow] = []
        self.problems: list[RowProblem] = []
        self.known = 0
        self._begun: dict[str, int] = {}

    def returned(self) -> Returned:
        """Return what the workbook brings. Raises UserError `returning_workbook_altered`."""
        seen: set[str] = set()
        for line in self._lines():
            key = f"{line.kind.kind.about.name}/{line.cells[ID]}"
            if line.cells[ID] and key in seen:
                self._problem(line, "row_twice")
            elif line.cells[ID]:
                seen.add(key)
                self._row(line)
            elif line.begun:
                self._new(line, dict(line.begun), {})
        return Returned(
            self.file,
            self.form.marks.get("made_on", ""),
            tuple(self.differences),
            tuple(self.added),
            self.known,
            tuple(self.problems),
        )

    # -- the file

    def _altered(self) -> UserError:
        return UserError("returning_workbook_altered", file=self.file)

    def _mark(self, name: str) -> Any:
        try:
            return json.loads(self.form.marks.get(name, ""))
        except ValueError as error:
            raise self._altered() from error

    def _lines(self) -> Iterator[_Line]:
        for told in self._mark("sheets"):
            try:
                title, first = str(told["sheet"]), int(told["first_row"])
                kind, fields = self.kinds[told["kind"]], tuple(told["fields"])
                rows = self.form.sheets[title]
            except (KeyError, TypeError, ValueError) as error:
                raise self._altered() from error
            if first < 1 or not set(fields) <= {*kind.fixed, *kind.written}:
                raise self._altered()
            width = HIDDEN + len(fields)
            for number, row in enumerate(rows[first - 1 :], first):
                if any(row):
                    yield _Line(title, kind, fields, number, (*row, *[""] * width)[:width])

    def _labels(self) -> Labels:
        """Return what the workbook calls records, and what else they are called here."""
        columns = dict(zip(self._mark("lists"), self.form.lists, strict=False))
        listed = {
            kind: dict(zip(columns.get(f"{kind}.id", ()), columns.get(kind, ()), strict=False))
            for kind in NAMED
        }
        labels = Labels(listed)
        for kind in NAMED:
            labels.also(kind, names_here(self.desk.book(), kind))
        return labels

    # -- rows of records that were here

    def _row(self, line: _Line) -> None:
        record = self.desk.find(line.kind.kind, line.cells[ID])
        was = line.cells[WAS].split()
        if len(was) != len(line.fields):
            raise self._altered()
        touched = [
            name for name, old in zip(line.fields, was, strict=True) if hashed(line.texts[name]) != old
        ]
        key = self._key(line)
        if record is None and key and touched:
            self._new(line, {name: line.texts[name] for name in touched if name in line.kind.written}, key)
        elif record is None and touched:
            self._problem(line, "row_gone")
        elif record is not None:
            for name in touched:
                self._touched(line, record, name, was[line.fields.index(name)])

    def _key(self, line: _Line) -> dict[str, str]:
        """Return the fields that tell a record that is not here yet, {} where there are none."""
        if not line.cells[KEY]:
            return {}
        try:
            key = json.loads(line.cells[KEY])
        except ValueError as error:
            raise self._altered() from error
        wanted = set(line.kind.description.kind.natural_key)
        if (
            not isinstance(key, dict)
            or set(key) != wanted
            or not all(isinstance(k, str) for k in key.values())
        ):
            raise self._altered()
        return key

    def _touched(self, line: _Line, record: Record, name: str, was: str) -> None:
        found, text, now = line.kind.description.fields[name], line.texts[name], getattr(record, name)
        if name not in line.kind.written:
            self._problem(line, "cell_locked", name)
            return
        here = cell_text(self.scribe, self.labels, found, now)
        if clean(here) != here and clean(here).endswith(CUT_MARK):
            self._problem(line, "cell_cut", name)
            return
        value = self._value(line, found, text, now)
        if value is _UNREADABLE or _same(found, value, now):
            return
        later = hashed(as_read(here, KINDS_OF_CELLS.get(found.rule.shape, "text"))) != was
        about = label_of(self.scribe, record)
        kind = line.kind.kind.about.name
        self.differences.append(
            Difference(line.sheet, line.number, kind, record.id, about, name, here, text, value, later)
        )

    def _value(self, line: _Line, found: Field, text: str, now: object = None) -> object:
        """Return the value of a cell, None for an empty one; notes what cannot be read or held."""
        if not text:
            if found.rule.required:
                self._problem(line, "cell_required", found.name)
                return _UNREADABLE
            return self._hidden(found, now) if found.rule.many else None
        value = cell_value(self.labels, found, text)
        description = line.kind.description
        parts = value if isinstance(value, tuple) else (value,)
        if value is None or any(True for part in parts for _ in problems_of_value(description, found, part)):
            self._problem(line, "cell_unreadable", found.name, text)
            return _UNREADABLE
        return tuple(sorted({*parts, *self._hidden(found, now)})) if found.rule.many else value

    def _hidden(self, found: Field, now: object) -> tuple[str, ...]:
        """Return what a set holds that the workbook did not name, such as places that must not leave."""
        if found.rule.shape is not Shape.REFERENCES or not isinstance(now, tuple):
            return ()
        return tuple(one for one in now if not self.labels.label(found.rule.target, one))

    # -- new rows

    def _new(self, line: _Line, texts: Mapping[str, str], key: Mapping[str, str]) -> None:
        name = line.kind.kind.about.name
        values: dict[str, object] = dict(key)
        rows: dict[str, tuple[str, int]] = {}
        for field, text in texts.items():
            found = line.kind.description.fields[field]
            if not text:
                continue
            if (other := self._begun_row(found, text)) is not None:
                rows[field] = (found.rule.target, other)
                continue
            value = self._value(line, found, text)
            if value is not _UNREADABLE:
                values[field] = value
        if self._lacks(line, {*values, *rows}):
            return
        if not rows and is_held(self.desk, line.kind.kind, values):
            self.known += 1
            return
        self._note_titles(name, values, line.number)
        self._aim(line, values, rows)
        about = self._about(line, values)
        begun = {field: value for field, value in BEGUN.get(name, {}).items() if field not in values}
        self.added.append(NewRow(line.sheet, line.number, name, about, {**begun, **values}, rows))

    def _begun_row(self, found: Field, text: str) -> int | None:
        """Return the row of the new activity that a cell names, None where it names none."""
        if found.rule.target != "activity" or found.rule.many or self.labels.record("activity", text):
            return None
        return self._begun.get(" ".join(text.split()).casefold())

    def _note_titles(self, name: str, values: Mapping[str, object], row: int) -> None:
        if name == "activity":
            titles = (str(value) for field, value in values.items() if field.startswith("title_"))
            self._begun |= {" ".join(title.split()).casefold(): row for title in titles}

    def _lacks(self, line: _Line, given: set[str]) -> bool:
        """Note what a new row lacks, and return whether there is such a thing."""
        needed = [field.name for field in line.kind.description.fields.values() if field.rule.required]
        lacking = [name for name in needed if name not in given]
        if line.kind.kind is Activity and not any(name.startswith("title_") for name in given):
            lacking.append("title")
        for name in lacking[:1]:
            self._problem(line, "row_lacks", name)
        return bool(lacking)

    def _aim(self, line: _Line, values: dict[str, object], rows: dict[str, tuple[str, int]]) -> None:
        """A report that names no target is about the only one that its activity has."""
        if "target" not in line.fields or "target" in values:
            return
        held = self.desk.records(Target, activity=values.get("activity"))
        begun = [one for one in self.added if one.kind == "target" and one.rows == rows]
        if "activity" in values and len(held) == 1:
            values["target"] = held[0].id
        elif rows and len(begun) == 1:
            rows["target"] = ("target", begun[0].row)

    def _about(self, line: _Line, values: Mapping[str, object]) -> str:
        if line.kind.kind is Activity:
            titles = [str(value) for name, value in values.items() if name.startswith("title_")]
            return titles[0]
        owner = line.kind.description.owner
        record = self.desk.find(Record, str(values.get(owner.name, ""))) if owner else None
        return label_of(self.scribe, record) if record is not None else line.texts.get("activity", "")

    def _problem(self, line: _Line, code: str, column: str = "", text: str = "") -> None:
        said = {name: part for name, part in (("column", column), ("value", text[:_SHOWN])) if part}
        kind = line.kind.kind.about.name
        self.problems.append(RowProblem(line.number, code, said, kind, line.sheet))


class _Unreadable:
    """Stands for a cell that could not be read; what is wrong with it was noted."""


_UNREADABLE = _Unreadable()


def _same(found: Field, value: object, now: object) -> bool:
    if found.rule.many:
        return set(_parts(value)) == set(_parts(now))
    if isinstance(value, str):
        value = kept(found.rule, value)
    if found.rule.shape is Shape.DECIMAL and isinstance(value, str) and isinstance(now, str):
        return _plain(value) == _plain(now)
    return value == now


def _parts(value: object) -> Sequence[str]:
    return value if isinstance(value, tuple) else ()


def _plain(number: str) -> str:
    return number.rstrip("0").rstrip(".") if "." in number else number


def is_held(desk: Desk, kind: type[Record], values: Mapping[str, object]) -> bool:
    """Whether a record that is here says all that a new row says, so that the row was taken before."""
    rules = describe(kind.about.name).fields
    return any(
        all(_same(rules[name], value, getattr(one, name)) for name, value in values.items())
        for one in desk.records(kind)
    )
