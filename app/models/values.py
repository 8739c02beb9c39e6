"""Rules of values: what a person may enter, and what is merely noted about a value that came from
elsewhere."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from app.foundation.clock import read_stamp
from app.foundation.errors import UserError
from app.models.codes import CODE_LISTS
from app.models.record import Merge, Record, Rule, Shape
from app.models.registry import Description, Field, describe

Value = str | int | bool | None

_CODE_SHAPES = (Shape.CODE, Shape.CODES)
_DAY_SHAPES = (Shape.DATE, Shape.MOMENT)
_NUMBER_SHAPES = (Shape.DECIMAL, Shape.WHOLE)
_HIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e]")
"""Control characters, and those that turn the order of letters over: a name must read as it is stored."""
_TIME = re.compile(r"([01]?[0-9]|2[0-3])[:.]([0-5][0-9])")


@dataclass(frozen=True, slots=True)
class Problem:
    """A value that breaks a rule: which field, which rule, and the rule's parameter if it has one."""

    kind: str
    field: str
    rule: str
    value: str
    bound: str = ""


def clean(rule: Rule, value: Value) -> Value:
    """Return the value as it is stored: text in NFC and trimmed, empty text as nothing."""
    if not isinstance(value, str):
        return value
    text = _HIDDEN.sub("", unicodedata.normalize("NFC", value)).strip()
    if rule.shape is Shape.LINE:
        text = " ".join(text.split())
    if rule.time_of_day:
        text = read_time(text) or text
    return text or None


def same(one: Value, other: Value) -> bool:
    """Whether two values count as one: equal after NFC and trimming."""
    return _plain(one) == _plain(other) and type(_plain(one)) is type(_plain(other))


def _plain(value: Value) -> Value:
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value).strip() or None
    return value


def check_entry(kind: str, values: dict[str, object], *, adding: bool) -> None:
    """Validate a person's own entry. Raises UserError `value_<rule>` naming kind, field and value.

    `values` maps field names to a single value, or to an iterable of elements for a set field.
    """
    description = describe(kind)
    for name, value in values.items():
        field = description.fields.get(name)
        if field is None:
            raise UserError("unknown_field", kind=kind, field=name)
        _check_field(description, field, value, adding=adding)
    if adding:
        _check_required(description, values)


def _check_required(description: Description, values: dict[str, object]) -> None:
    for field in description.fields.values():
        if field.rule.required and values.get(field.name) in (None, "", ()):
            raise UserError("value_required", kind=description.kind.name, field=field.name)
    if not any(value not in (None, "", ()) for value in values.values()):
        raise UserError("record_empty", kind=description.kind.name)


def _check_field(description: Description, field: Field, value: object, *, adding: bool) -> None:
    if field.rule.merge is Merge.ONCE and not adding:
        raise UserError("value_fixed", kind=description.kind.name, field=field.name)
    if value is None and field.rule.required:
        raise UserError("value_required", kind=description.kind.name, field=field.name)
    elements = _elements(description, field, value)
    for element in elements:
        if element is not None and not fits_json_type(field, element):
            raise UserError("value_wrong_shape", kind=description.kind.name, field=field.name)
        for problem in problems_of_value(description, field, element):
            raise UserError(
                f"value_{problem.rule}",
                kind=problem.kind,
                field=problem.field,
                value=problem.value,
                bound=problem.bound,
            )


def _elements(description: Description, field: Field, value: object) -> tuple[object, ...]:
    if not field.rule.many:
        return (value,)
    if not isinstance(value, (tuple, list, set, frozenset)):
        raise UserError("value_wrong_shape", kind=description.kind.name, field=field.name)
    return tuple(value)


def fits_json_type(field: Field, value: object) -> bool:
    """Whether a value has the JSON type of the field; anything else is malformed and refused."""
    if value is None:
        return True
    if field.rule.many:
        return isinstance(value, str)
    if field.json_type is int:
        return isinstance(value, int) and not isinstance(value, bool)
    return isinstance(value, field.json_type)


def problems_of_value(description: Description, field: Field, value: object) -> Iterator[Problem]:
    """Yield the rules that one value (or one element of a set) breaks. The JSON type is taken as right."""
    if value is None or value == "":
        return
    kind, rule, shape = description.kind.name, field.rule, field.rule.shape
    if rule.code_list and shape in _CODE_SHAPES and value not in CODE_LISTS[rule.code_list]:
        yield Problem(kind, field.name, "not_in_list", _shown(value))
    elif rule.time_of_day and read_time(str(value)) is None:
        yield Problem(kind, field.name, "not_a_time", _shown(value))
    elif rule.limit and isinstance(value, str) and len(value) > rule.limit:
        yield Problem(kind, field.name, "too_long", _shown(value), str(rule.limit))
    elif shape in _DAY_SHAPES and not _names_a_day(shape, str(value)):
        yield Problem(kind, field.name, "not_a_date", _shown(value))
    elif shape in _NUMBER_SHAPES:
        yield from _number_problems(kind, field, value, _shown(value))


def _number_problems(kind: str, field: Field, value: object, shown: str) -> Iterator[Problem]:
    number = read_number(str(value))
    if number is None:
        yield Problem(kind, field.name, "not_a_number", shown)
        return
    if field.rule.low is not None and number < field.rule.low:
        yield Problem(kind, field.name, "below", shown, str(field.rule.low))
    if field.rule.high is not None and number > field.rule.high:
        yield Problem(kind, field.name, "above", shown, str(field.rule.high))
    if field.rule.shape is Shape.WHOLE and abs(number) > 10**12:
        yield Problem(kind, field.name, "above", shown, str(10**12))


def problems(record: Record) -> Iterator[Problem]:
    """Yield every rule of a field that the stored record breaks (values that came from elsewhere)."""
    description = describe(record.about.name)
    for field in description.fields.values():
        value = getattr(record, field.name)
        if value is None or value == "":
            if field.rule.required:
                yield Problem(record.about.name, field.name, "required", "")
            continue
        for element in value if field.rule.many else (value,):
            yield from problems_of_value(description, field, element)


def read_day(value: str | None) -> date | None:
    """Return the day that ISO text names, or None when it names none."""
    if value is None or len(value) != 10:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


def read_time(value: str) -> str | None:
    """Return the time of day that text in any digits names ("9:30", "09.30"), as HH:MM; None for none."""
    found = _TIME.fullmatch("".join(_western(sign) for sign in value.strip()))
    return f"{int(found[1]):02}:{found[2]}" if found else None


def _western(sign: str) -> str:
    return str(unicodedata.decimal(sign, sign))


def read_number(value: str | None) -> Decimal | None:
    """Return the finite number that text with a point names, or None."""
    try:
        number = (
            Decimal(value) if value is not None and re.fullmatch(r"-?\d{1,30}(\.\d{1,10})?", value) else None
        )
    except InvalidOperation:
        return None
    return number


def _shown(value: object) -> str:
    return str(value)[:80]


def _names_a_day(shape: Shape, value: str) -> bool:
    return read_day(value) is not None if shape is Shape.DATE else _is_moment(value)


def _is_moment(value: str) -> bool:
    try:
        read_stamp(value)
    except ValueError:
        return False
    return True
