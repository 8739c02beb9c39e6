"""Activities out of a spreadsheet's cells as they lie on the clipboard, and changes to several at once."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from io import StringIO

from app.foundation.errors import UserError
from app.models.book import Book
from app.models.folding import fold
from app.models.kinds.area import Location
from app.models.kinds.people import Organisation
from app.models.kinds.plan import Activity, Target
from app.models.record import Record
from app.process import facts
from app.services.desk import Desk
from app.services.importing_values import code_for
from app.services.typed_values import typed_day, typed_number
from app.words.catalogue import Words
from app.words.languages import LANGUAGES

COLUMNS = (
    *("code", "title", "objective", "locations", "groups", "lead", "government_counterpart", "status"),
    *("starts", "ends", "value", "unit"),
)
"""The order of columns where no row of headers says otherwise."""
BY_HEADER = ("description", "partners", "origin", "modality", "budget", "currency", "donor")
"""Columns that are read where a row of headers names them."""
MOST_ROWS = 500
_LISTS = {
    "objective": "so",
    "status": "activity_status",
    "unit": "unit",
    "origin": "activity_origin",
    "modality": "activity_modality",
}
_TEXTS = ("title", "code", "description", "currency", "donor")
_ALSO: dict[str, tuple[str, ...]] = {
    "title": ("activity", "activities", "title", "activity title", "النشاط", "الأنشطة", "العنوان"),
    "objective": ("objective", "so", "specific objective", "sector", "الهدف", "الهدف المحدد"),
    "locations": ("location", "locations", "where", "village", "الموقع", "المواقع", "المكان"),
    "groups": ("for", "group", "groups", "beneficiaries", "target group", "الفئة", "الفئات", "لمن"),
    "lead": ("lead", "lead organisation", "organisation", "agency", "الجهة القائدة", "المنظمة"),
    "government_counterpart": ("government", "counterpart", "government counterpart", "الجهة الحكومية"),
    "starts": ("start", "starts", "start date", "from", "البداية", "تاريخ البدء"),
    "ends": ("end", "ends", "end date", "to", "until", "النهاية", "تاريخ الانتهاء"),
    "value": ("target", "target value", "value", "quantity", "الهدف الرقمي", "العدد", "القيمة"),
    "unit": ("unit", "units", "الوحدة"),
    "status": ("status", "الحالة"),
    "code": ("code", "no", "nr", "#", "الرمز", "رقم"),
    "description": ("description", "details", "الوصف"),
    "partners": ("partners", "partner", "implementing partners", "implemented by", "الشركاء"),
    "origin": ("existing or new", "origin", "new", "قائم أم جديد"),
    "modality": ("modality", "الطريقة"),
    "budget": ("budget", "cost", "amount", "الموازنة", "الميزانية", "الكلفة"),
    "currency": ("currency", "العملة"),
    "donor": ("donor", "funding", "source of funds", "المانح", "مصدر التمويل"),
}
_PARTS = re.compile(r"[;؛\n|/]+|,(?!\d)|،")
_OBJECTIVE = re.compile(r"\bSO ?([1-8])\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PastedRow:
    """An activity as it would be added. `unread` are columns (by field) whose cell nobody can read."""

    number: int
    title: str
    values: Mapping[str, object]
    target: Mapping[str, object]
    unread: tuple[tuple[str, str], ...] = ()


def read_rows(desk: Desk, text: str, language: str) -> tuple[PastedRow, ...]:
    """Return the activities that a pasted table holds, by its headers or in the usual order of COLUMNS.

    Raises UserError `nothing_to_paste`, `too_many_rows` (most).
    """
    rows = csv.reader(StringIO(text.strip("\n\r")), delimiter="\t")
    cells = [row for row in rows if any(map(str.strip, row))]
    if not cells:
        raise UserError("nothing_to_paste")
    headed = _columns_of(cells[0])
    listed = cells[1:] if headed else cells
    columns = headed or dict(enumerate(COLUMNS if len(cells[0]) > 1 else ("title",)))
    if len(listed) > MOST_ROWS:
        raise UserError("too_many_rows", most=MOST_ROWS)
    names = _Names(desk.book())
    found = tuple(_row(number, row, columns, names, language) for number, row in enumerate(listed, 1))
    if not any(row.title for row in found):
        raise UserError("nothing_to_paste")
    return tuple(row for row in found if row.title)


def add_rows(desk: Desk, rows: Sequence[PastedRow]) -> tuple[str, ...]:
    """Add the activities with their targets as one undo step and return their ids. Raises UserError."""
    with desk.write("activity.add") as unit:
        made = []
        for row in rows:
            made.append(unit.add(Activity, **{"status": "proposed", "origin": "new", **row.values}))
            if row.target:
                unit.add(Target, activity=made[-1], **{"unit": "other", **row.target})
        return tuple(made)


def change_all(desk: Desk, activities: Sequence[str], field: str, value: object) -> int:
    """Give several activities one value of a field, as one undo step; sets take it in beside what they hold.

    Returns how many changed. Raises UserError `value_…`.
    """
    changed = 0
    with desk.write("activity.edit") as unit:
        for one in _found(desk, activities):
            held = getattr(one, field)
            wanted = tuple(sorted({*held, *value})) if isinstance(value, tuple) else value
            if wanted != (tuple(sorted(held)) if isinstance(value, tuple) else held):
                unit.set(Activity, one.id, **{field: wanted})
                changed += 1
    return changed


def shift_all(desk: Desk, activities: Sequence[str], days: int) -> int:
    """Move start and end of several activities by days, as one undo step. Returns how many moved."""
    moved = 0
    with desk.write("activity.edit") as unit:
        for one in _found(desk, activities):
            dates = {name: _moved(getattr(one, name), days) for name in ("starts", "ends")}
            told = {name: day for name, day in dates.items() if day is not None}
            if told and days:
                unit.set(Activity, one.id, **told)
                moved += 1
    return moved


def _found(desk: Desk, activities: Sequence[str]) -> Iterator[Activity]:
    return (one for one in (desk.find(Activity, key) for key in activities) if one is not None)


def _moved(day: str | None, days: int) -> str | None:
    found = facts.day(day)
    return (found + timedelta(days=days)).isoformat() if found is not None else None


class _Names:
    """Organisations and locations by their folded names in every language."""

    def __init__(self, book: Book) -> None:
        self.offices = _by_name(book.of(Organisation), "acronym")
        self.places = _by_name(book.of(Location), "")


def _by_name(records: Sequence[Record], also: str) -> dict[str, str]:
    fields = [f"name_{language}" for language in LANGUAGES] + ([also] if also else [])
    pairs = ((getattr(one, name, None), one.id) for one in records for name in fields)
    return {fold(str(text)): key for text, key in pairs if text}


def _columns_of(cells: Sequence[str]) -> dict[int, str]:
    """Return column → field when a row is one of headers: at least a title and one more."""
    found: dict[int, str] = {}
    for number, cell in enumerate(cells):
        name = _labels().get(fold(cell), "")
        if name and name not in found.values():
            found[number] = name
    return found if "title" in found.values() and len(found) > 1 else {}


@cache
def _labels() -> dict[str, str]:
    own: dict[str, str] = {}
    for language in LANGUAGES:
        words = Words(language)
        own |= {
            fold(words.field("activity", name)): name
            for name in (*COLUMNS, *BY_HEADER)
            if name not in ("value", "unit")
        }
        own[fold(words.kind("activity"))] = "title"
    return own | {fold(text): name for name, texts in _ALSO.items() for text in texts}


def _row(
    number: int, cells: Sequence[str], columns: Mapping[int, str], names: _Names, language: str
) -> PastedRow:
    values: dict[str, object] = {}
    target: dict[str, object] = {}
    unread: list[tuple[str, str]] = []
    for place, name in columns.items():
        text = " ".join(cells[place].split()) if place < len(cells) else ""
        if not text:
            continue
        value = text if name in _TEXTS else _value(name, text, names)
        if value is None:
            unread.append((name, text[:60]))
        elif name in ("value", "unit"):
            target[name] = value
        else:
            values[_field(name, language)] = value
    if "value" not in target:
        target = {}
    return PastedRow(number, str(values.get(f"title_{language}", "")), values, target, tuple(unread))


def _field(column: str, language: str) -> str:
    """Return the field of an activity that a column fills."""
    return f"{column}_{language}" if column in ("title", "description") else column


def _value(name: str, text: str, names: _Names) -> object:
    if name in ("starts", "ends"):
        return typed_day(text)
    if name in ("value", "budget"):
        return typed_number(text)
    if name in ("lead", "government_counterpart"):
        return names.offices.get(fold(text))
    if name in ("locations", "partners"):
        known = names.places if name == "locations" else names.offices
        found = [known.get(fold(part)) for part in _split(text)]
        return None if None in found or not found else tuple(found)
    if name == "groups":
        codes = [code_for("population_group", part) for part in _split(text)]
        return None if None in codes or not codes else tuple(codes)
    if name == "objective" and (match := _OBJECTIVE.search(text)):
        return f"SO{match[1]}"
    return code_for(_LISTS[name], text)


def _split(text: str) -> Iterator[str]:
    return (part.strip() for part in _PARTS.split(text) if part.strip())
