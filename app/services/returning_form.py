"""Workbooks that come back: records as rows to be changed in Excel, and empty rows for new ones.

Each row carries, hidden, the id of its record and what every cell held when the workbook was made, so that
what somebody changed in it can be told from what was changed here since. `returning_taking` reads them.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from app.documents.form_content import FormBook, FormColumn, FormSheet
from app.documents.workbook.cells import written
from app.documents.workbook_content import Kind, Properties
from app.models.codes import CODE_LISTS
from app.models.kinds.area import Area
from app.models.record import Record, Shape
from app.models.registry import Description, describe
from app.services.desk import Desk
from app.services.papers.scribe import Scribe
from app.services.returning_cells import KINDS_OF_CELLS, Labels, cell_text

ID, KEY, WAS = range(3)
"""The hidden columns; those that people see follow."""
HIDDEN = 3
YES_NO = "yes_no"
_REFERENCES = (Shape.REFERENCE, Shape.REFERENCES)
_WIDTHS: dict[Shape, float] = {
    Shape.LINE: 30, Shape.TEXT: 44, Shape.CODE: 20, Shape.CODES: 24, Shape.DATE: 13, Shape.DECIMAL: 12,
    Shape.WHOLE: 11, Shape.YES_NO: 9, Shape.REFERENCE: 26, Shape.REFERENCES: 28, Shape.KEY: 14,
}  # fmt: skip
_CODE_WIDTH = 10.0


@dataclass(frozen=True, slots=True)
class RowKind:
    """What a sheet holds: records of a kind, fields that stay as they are, fields that people write in.

    In the `spare` rows, which become new records, `begun` fields are written too, though they stay as they
    are in the others. `freeze` is how many columns stay in view.
    """

    kind: type[Record]
    fixed: tuple[str, ...]
    written: tuple[str, ...]
    begun: tuple[str, ...] = ()
    spare: int = 0
    freeze: int = 1

    @property
    def description(self) -> Description:
        """The description of the kind."""
        return describe(self.kind.about.name)


@dataclass(frozen=True, slots=True)
class Row:
    """A row: the record as it is (None for one that is not here yet), its id, and what it begins with."""

    id: str
    record: Record | None
    key: Mapping[str, str] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Frame:
    """What a workbook is: its format, the codes of its title and of how to fill it, language and labels."""

    format: str
    title: str
    how: str
    scribe: Scribe
    labels: Labels


def returning_book(desk: Desk, frame: Frame, parts: Sequence[tuple[RowKind, Sequence[Row]]]) -> FormBook:
    """Return what goes into a workbook that comes back, with a sheet for each part."""
    words, scribe = frame.scribe.words, frame.scribe
    area = scribe.name(desk.find(Area, desk.area))
    note = words.say("sync.training") if desk.training else ""
    title = words.say(frame.title, area=area, day=words.date(desk.today))
    heading = " · ".join(filter(None, (title, note)))
    sheets = tuple(_sheet(frame, kind, rows, heading) for kind, rows in parts)
    lists = _lists(frame, [kind for kind, _ in parts])
    marks = {
        "format": frame.format,
        "area": desk.area,
        "area_name": area,
        "language": words.language,
        "made_on": desk.today,
        "lists": json.dumps(list(lists)),
        "sheets": json.dumps(
            [
                {"sheet": sheet.title, "kind": kind.kind.about.name, "first_row": sheet.first_row}
                | {"fields": [*kind.fixed, *kind.written]}
                for sheet, (kind, _) in zip(sheets, parts, strict=True)
            ]
        ),
    }
    about = Properties(subject=area, language=words.language, created=desk.clock.now())
    return FormBook(title, sheets, lists, marks, words.right_to_left, about)


def _sheet(frame: Frame, kind: RowKind, rows: Sequence[Row], heading: str) -> FormSheet:
    words, name = frame.scribe.words, kind.kind.about.name
    explained = (words.say(frame.how), words.say("returning.how"))
    return FormSheet(
        words.say(f"kind.{name}.many"),
        heading,
        explained,
        columns=(*(FormColumn("", 0) for _ in range(HIDDEN)), *_columns(frame, kind)),
        rows=[_cells(frame, kind, row) for row in rows],
        spare=kind.spare,
        spare_choices={words.field(name, one): _list_name(kind, one) for one in kind.begun},
        freeze=HIDDEN + kind.freeze,
    )


def _columns(frame: Frame, kind: RowKind) -> list[FormColumn]:
    made = []
    for name in (*kind.fixed, *kind.written):
        rule = kind.description.fields[name].rule
        made.append(
            FormColumn(
                frame.scribe.words.field(kind.kind.about.name, name),
                _CODE_WIDTH if name == "code" else _WIDTHS[rule.shape],
                fill=name in kind.written,
                choices=_list_name(kind, name) if name in kind.written else "",
                free=rule.many or rule.shape in _REFERENCES,
                kind=KINDS_OF_CELLS.get(rule.shape, "text"),
            )
        )
    return made


def _list_name(kind: RowKind, name: str) -> str:
    rule = kind.description.fields[name].rule
    return rule.code_list or rule.target or (YES_NO if rule.shape is Shape.YES_NO else "")


def _lists(frame: Frame, kinds: Sequence[RowKind]) -> dict[str, tuple[str, ...]]:
    """Return what drop-downs offer; beside the labels of records stand their ids, to know them again."""
    words, lists = frame.scribe.words, dict[str, tuple[str, ...]]()
    for kind in kinds:
        for name in (*kind.fixed, *kind.written):
            rule = kind.description.fields[name].rule
            if rule.code_list:
                codes = CODE_LISTS[rule.code_list]
                lists[rule.code_list] = tuple(words.code(rule.code_list, code) for code in codes)
            elif rule.target:
                lists[rule.target] = tuple(frame.labels.of(rule.target).values())
                lists[f"{rule.target}.id"] = tuple(frame.labels.of(rule.target))
            elif rule.shape is Shape.YES_NO:
                lists[YES_NO] = (words.say("imports.yes"), words.say("imports.no"))
    return lists


def _cells(frame: Frame, kind: RowKind, row: Row) -> tuple[str, ...]:
    texts = [text_in(frame, kind, row, name) for name in (*kind.fixed, *kind.written)]
    kinds = [KINDS_OF_CELLS.get(kind.description.fields[name].rule.shape, "text")
             for name in (*kind.fixed, *kind.written)]  # fmt: skip
    was = " ".join(hashed(as_read(text, sort)) for text, sort in zip(texts, kinds, strict=True))
    return (row.id, json.dumps(row.key) if row.key else "", was, *texts)


def text_in(frame: Frame, kind: RowKind, row: Row, name: str) -> str:
    """Return what a row holds in the column of a field."""
    found = kind.description.fields[name]
    value = getattr(row.record, name) if row.record is not None else row.key.get(name)
    return cell_text(frame.scribe, frame.labels, found, value)


def as_read(text: str, kind: Kind) -> str:
    """Return a cell's text as it is read from the file when nobody touches it."""
    from app.documents.workbook.xlsx_rows import as_text

    return as_text(written(text, kind).value)


def hashed(text: str) -> str:
    """Return a short hash of a cell's text; blanks at ends of lines are no difference."""
    plain = "\n".join(line.strip() for line in text.split("\n"))
    return hashlib.sha256(plain.encode()).hexdigest()[:10]
