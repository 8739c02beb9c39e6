"""Values of records in words of the language in force, by the description of their kind."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from app.models.codes import CODE_LISTS
from app.models.kinds.country import HEADQUARTERS_KINDS
from app.models.record import Rule, Shape
from app.models.registry import describe
from app.services.views.records import RecordRow, RecordsView, Value
from app.ui.kit.form import FieldSpec
from app.ui.kit.rows import Cell
from app.ui.language import label_text, say, words
from app.ui.pages.area_places import place_pick
from app.ui.process_here import codes_here

_HIDDEN = frozenset({"position", "sensitivity", "sign_key", "age_key", "certificate", "same_as", "template"})
_LANGUAGES = ("en", "ar", "ckb", "fr")
_SORTS = {
    Shape.LINE: "line",
    Shape.TEXT: "text",
    Shape.CODE: "choice",
    Shape.CODES: "set",
    Shape.DATE: "date",
    Shape.MOMENT: "line",
    Shape.DECIMAL: "number",
    Shape.WHOLE: "whole",
    Shape.YES_NO: "yes_no",
    Shape.REFERENCE: "reference",
    Shape.REFERENCES: "set",
    Shape.KEY: "line",
}
_IN_A_COLUMN = (Shape.CODE, Shape.DATE, Shape.REFERENCE, Shape.DECIMAL, Shape.WHOLE, Shape.YES_NO)
_TONES = {
    **dict.fromkeys(
        (
            *("met", "fulfilled", "done", "accepted", "selected", "endorse", "adopted", "signed"),
            *("reached", "on_track"),
        ),
        "good",
    ),
    **dict.fromkeys(("partly", "postponed", "must", "idea", "medium", "hesitant", "at_risk"), "attention"),
    **dict.fromkeys(
        ("not_met", "overdue", "withdrawn", "not_selected", "decline", "high", "rejected"), "wrong"
    ),
    **dict.fromkeys(("focal_point", "open", "in_progress", "confirmed_in_writing"), "accent"),
}
_CHIPS = frozenset(
    {"status", "assessment", "role", "decision", "type", "severity", "category", "effect", "priority"}
)

_COLUMNS: dict[str, tuple[str, ...]] = {
    "location": ("role", "type", "sub_district", "priority_rank"),
    "selection_criterion": ("assessment", "assessed_by", "assessed_on"),
    "area_decision": ("decided_by", "decided_on"),
    "source": ("publisher", "published_on", "method"),
    "member": ("role", "organisation", "represents", "spectrum"),
    "nomination": ("channel", "decision"),
    "organisation": ("acronym", "type", "scope"),
    "issue": ("raised_by", "location", "objective", "effect"),
    "comment": ("type", "organisation", "status"),
    "indicator": ("iasc", "type", "unit", "frequency"),
    "commitment": ("organisation", "due", "status"),
    "lesson": ("type",),
    "milestone": ("track", "activity", "due", "status"),
}
_SHORT = 16
_CHIPS_AT_MOST = 8
_USUAL = {("member", "role"): "member", ("location", "role"): "return"}

Names = Mapping[str, str]


def title_of(row: RecordRow, names: Names | None = None) -> str:
    """Return what a record is called in a list."""
    title = describe(row.kind).kind.title
    text = _in_languages(row, title) or _own_title(row, title, names or {})
    return text or say("records.untitled")


def texts_of(row: RecordRow) -> list[str]:
    """Return what was typed into a record, in all its languages."""
    fields = describe(row.kind).fields
    typed = (Shape.LINE, Shape.TEXT)
    return [str(value) for name, value in row.values.items() if value and fields[name].rule.shape in typed]


def names_of(view: RecordsView) -> dict[str, str]:
    """Return the names of all records of a view, by id, and of the places they can name, by p-code."""
    everything = (row for rows in (view.rows, *view.others.values()) for row in rows)
    titles = {row.id: title_of(row) for row in everything}
    return titles | {one.pcode: label_text(one.name) for one in view.places}


def value_text(rule: Rule, value: Value, names: Names) -> str:
    """Return a value in words: a code's text, a date, a number, a record's name."""
    if value is None or value == ():
        return ""
    if isinstance(value, tuple):
        return words().join([value_text_of_one(rule, one, names) for one in value])
    return value_text_of_one(rule, value, names)


def value_text_of_one(rule: Rule, value: str | int | bool, names: Names) -> str:
    """Return one element in words."""
    if isinstance(value, bool):
        return say("fields.yes" if value else "fields.no")
    if rule.shape in (Shape.REFERENCE, Shape.REFERENCES):
        return names.get(str(value), "")
    if rule.code_list:
        return words().code(rule.code_list, str(value))
    if rule.shape is Shape.DATE:
        return words().date(str(value))
    if rule.shape is Shape.MOMENT:
        return words().moment(str(value))
    return words().number(value) if rule.shape in (Shape.DECIMAL, Shape.WHOLE) else str(value)


def cell_of(row: RecordRow, name: str, names: Names) -> Cell:
    """Return a field as a table cell, states as chips."""
    rule, value = describe(row.kind).fields[name].rule, row.values.get(name)
    text = names.get(str(value), "") if name in _PLACES else ""
    text = text or value_text(rule, value, names)
    if rule.shape is Shape.CODE and name in _CHIPS and text:
        return Cell(text, tone=_TONES.get(str(value), "neutral"))
    return Cell(text, quiet=rule.shape is Shape.DATE)


_PLACES = frozenset({"governorate", "district", "sub_district", "place"})


def column_fields(kind: str, most: int = 4) -> list[str]:
    """Return the fields worth a column in a list: short ones, in the kind's order, without the title."""
    described = describe(kind)
    if kind in _COLUMNS:
        return [name for name in _COLUMNS[kind] if name in described.fields]
    short = [
        name
        for name, one in described.fields.items()
        if one.rule.shape in _IN_A_COLUMN and name not in _HIDDEN and name != described.kind.title
    ]
    return short[:most]


def form_specs(kind: str, view: RecordsView, names: Names) -> list[FieldSpec]:
    """Return a field for each thing a person may say of a record of this kind."""
    described = describe(kind)
    shown = [
        name for name in described.fields if name not in _HIDDEN and _is_sayable(described.fields[name].rule)
    ]
    return [_spec(kind, name, described.fields[name].rule, view, names) for name in shown]


def options_of(rule: Rule, view: RecordsView, names: Names) -> tuple[tuple[str, str], ...]:
    """Return (value, text) of everything a field can hold."""
    if rule.target:
        found = ((row.id, names.get(row.id, "")) for row in view.others.get(rule.target, ()))
        return tuple(sorted(found, key=lambda pair: pair[1].casefold()))
    codes = codes_here(rule.code_list) if rule.code_list else ()
    return tuple((value, words().code(rule.code_list, value)) for value in codes)


def first_values(kind: str, rows: Iterable[RecordRow] = ()) -> dict[str, Value]:
    """Return what a new record must hold before anything is typed: the codes it must have.

    `rows` are the records there are: of a code that names its record, the first one that is still free
    is taken.
    """
    described, made = describe(kind), dict[str, Value]()
    for name, one in described.fields.items():
        if one.rule.required and one.rule.shape is Shape.CODE:
            taken = {row.values.get(name) for row in rows} if name in described.kind.natural_key else set()
            made[name] = _first_code(kind, name, CODE_LISTS[one.rule.code_list], taken)
    return made


def asked_first(kind: str) -> str:
    """Return the field that must be asked for, since nothing else makes a record of the kind; "" for none."""
    described = describe(kind)
    texts = (Shape.LINE, Shape.TEXT)
    needed = (name for name, one in described.fields.items() if one.rule.required and one.rule.shape in texts)
    title = f"{described.kind.title}_{words().language}"
    otherwise = title if title in described.fields and not first_values(kind) else ""
    return next(needed, otherwise)


def _first_code(kind: str, name: str, codes: Sequence[str], taken: set[Value]) -> str:
    usual = _USUAL.get((kind, name), codes[0])
    return next((code for code in (usual, *codes) if code not in taken), usual)


def can_be_added(kind: str) -> bool:
    """Return whether a record of this kind can stand on its own: nothing required that only others give.

    What headquarters gives to all areas is not added in a list.
    """
    if kind in HEADQUARTERS_KINDS:
        return False
    fields = describe(kind).fields.values()
    blocked = (Shape.KEY, Shape.REFERENCE, Shape.DATE, Shape.DECIMAL, Shape.WHOLE)
    return not any(one.rule.required and one.rule.shape in blocked for one in fields)


def _spec(kind: str, name: str, rule: Rule, view: RecordsView, names: Names) -> FieldSpec:
    if pick := place_pick(kind, name, view.places):
        return FieldSpec(name, words().field(kind, name), make=pick)
    sort = _SORTS[rule.shape]
    if rule.shape is Shape.CODES and not rule.code_list:
        sort = "line"
    options = options_of(rule, view, names)
    if rule.shape is Shape.REFERENCES and len(options) > _CHIPS_AT_MOST:
        sort = "pick_many"
    is_short = sort == "choice" and all(len(text) <= _SHORT for _, text in options)
    half = is_short or sort in ("number", "whole", "yes_no") or (sort == "date" and _short_days())
    read_only = rule.owner or rule.shape is Shape.KEY or (rule.shape is Shape.CODES and not rule.code_list)
    return FieldSpec(name, words().field(kind, name), sort, options, half, "", read_only)


def _short_days() -> bool:
    """Return whether a day fits into half a panel: the Iraqi months have long names."""
    return not words().right_to_left


def _is_sayable(rule: Rule) -> bool:
    return rule.shape not in (Shape.KEY, Shape.MOMENT)


def _own_title(row: RecordRow, title: str, names: Names) -> str:
    field = describe(row.kind).fields.get(title)
    return value_text(field.rule, row.values.get(title), names) if field else ""


def _in_languages(row: RecordRow, title: str) -> str:
    order: Iterable[str] = dict.fromkeys((words().language, *_LANGUAGES))
    texts = (row.values.get(f"{title}_{language}") for language in order)
    return next((str(text) for text in texts if text), "")
