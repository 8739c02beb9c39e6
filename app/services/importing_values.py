"""The cells of a row as values of fields: codes also by their word in any language."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from app.models.codes import CODE_LISTS
from app.models.folding import digits, fold
from app.models.record import Shape
from app.models.registry import Field, describe
from app.models.values import problems_of_value
from app.services.gazetteer import level_of, places
from app.services.importing_guesses import kind_of
from app.services.importing_problems import RowProblem
from app.services.typed_values import typed_day, typed_number, typed_whole
from app.words.catalogue import Words
from app.words.languages import LANGUAGES

Values = dict[str, Any]
_YES = frozenset(fold(word) for word in ("yes", "y", "true", "1", "x", "نعم", "بەڵێ", "oui"))
_NO = frozenset(fold(word) for word in ("no", "n", "false", "0", "لا", "كلا", "نەخێر", "non"))
_SEPARATORS = re.compile(r"[,;،؛/|]+")
_ARABIC = re.compile("[\u0600-\u06ff]")


def read_row(number: int, cells: Mapping[str, str]) -> tuple[Values, list[RowProblem]]:
    """Return the values of a row and what could not be read of it; an unreadable cell stays empty."""
    values: Values = {}
    problems: list[RowProblem] = []
    for name, cell in cells.items():
        text = cell.strip()
        if not text:
            continue
        wanted = _named(text) if name == "name" else name
        kind = kind_of(wanted)
        value = read_cell(describe(kind).fields[wanted], text)
        if value is None or _breaks(kind, wanted, value):
            problems.append(RowProblem(number, "value", {"column": wanted, "value": text[:80]}, kind))
        else:
            values.setdefault(wanted, value)
    if not values.get("person_name") and (values.get("phone") or values.get("email")):
        problems.append(RowProblem(number, "contact_without_name"))
    return values, problems


def _named(text: str) -> str:
    return "name_ar" if _ARABIC.search(text) else "name_en"


def _breaks(kind: str, name: str, value: object) -> bool:
    description = describe(kind)
    parts = value if isinstance(value, tuple) else (value,)
    return any(True for part in parts for _ in problems_of_value(description, description.fields[name], part))


def read_cell(field: Field, text: str) -> object:
    """Return the value of a cell for a field, None when it is none that the field can hold."""
    shape = field.rule.shape
    if shape is Shape.CODE:
        return code_for(field.rule.code_list, text)
    if shape is Shape.CODES:
        return several(text, lambda part: code_for(field.rule.code_list, part))
    if shape is Shape.DATE:
        return typed_day(text)
    if shape is Shape.WHOLE:
        return typed_whole(text)
    if shape is Shape.YES_NO:
        return True if fold(text) in _YES else False if fold(text) in _NO else None
    if shape is Shape.DECIMAL:
        return typed_number(text)
    return " ".join(text.split()) if shape is Shape.LINE else text


def several(text: str, found: Callable[[str], str | None]) -> tuple[str, ...] | None:
    """Return what each line names, None when one names nothing.

    A line that is no name by itself is cut at commas, semicolons and bars.
    """
    made: dict[str, None] = {}
    for line in filter(None, map(str.strip, text.split("\n"))):
        for part in (line,) if found(line) else filter(None, map(str.strip, _SEPARATORS.split(line))):
            value = found(part)
            if value is None:
                return None
            made[value] = None
    return tuple(made)


def code_for(code_list: str, text: str) -> str | None:
    """Return the code that a text names: the code itself, or its word in any language; None for neither.

    Without a list the codes are p-codes; a name that several units bear means the largest.
    """
    if not code_list:
        pcode = digits(text).upper()
        return pcode if level_of(pcode) else _pcodes().get(fold(text))
    return _codes(code_list).get(fold(text))


@cache
def _codes(code_list: str) -> dict[str, str]:
    found = {fold(code): code for code in CODE_LISTS[code_list]}
    for language in LANGUAGES:
        words = Words(language)
        for code in CODE_LISTS[code_list]:
            if words.has(f"code.{code_list}.{code}"):
                found.setdefault(fold(words.code(code_list, code)), code)
    return found


@cache
def _pcodes() -> dict[str, str]:
    """Return folded name → p-code of all units, larger ones first."""
    found: dict[str, str] = {}
    for one in sorted(places(), key=lambda one: (len(one.pcode), one.pcode)):
        for name in (one.name_en, one.name_ar, one.name_ckb, *one.aliases):
            if name:
                found.setdefault(fold(name), one.pcode)
    return found
