"""What the group page says: fields by kind, options, and states as chips."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from app.models.codes import CODE_LISTS
from app.models.record import Shape
from app.services.views.group_lists import Listed, NominationEntry
from app.services.views.group_members import MemberEntry
from app.services.views.records import rule_of
from app.services.views.said import Name
from app.ui.kit.form import FieldSpec
from app.ui.kit.inputs import Options
from app.ui.kit.rows import Cell
from app.ui.language import label_text, say, words
from app.ui.process_here import codes_here

LANGUAGES = ("en", "ar", "ckb")
_SORTS = {
    Shape.LINE: "line",
    Shape.TEXT: "text",
    Shape.CODE: "choice",
    Shape.CODES: "set",
    Shape.DATE: "date",
    Shape.DECIMAL: "number",
    Shape.WHOLE: "whole",
    Shape.YES_NO: "yes_no",
    Shape.REFERENCE: "reference",
    Shape.REFERENCES: "pick_many",
}
_HALF = frozenset({"number", "whole", "yes_no"})
DECISIONS = {"open": "accent", "accepted": "good", "declined": "neutral"}
STATES = {"planned": "neutral", "ongoing": "accent", "late": "attention", "done": "good"}


def specs(
    kind: str,
    names: Sequence[str],
    records: Mapping[str, Options] | None = None,
    halves: Iterable[str] = (),
) -> tuple[FieldSpec, ...]:
    """Return the fields of a form by their names; `name/` and `title/` stand for one per language.

    `records` are the options of fields that refer to records or places; `halves` share a line.
    """
    beside, given = frozenset(halves), records or {}
    flat = (
        name
        for one in names
        for name in ([f"{one[:-1]}_{code}" for code in LANGUAGES] if one.endswith("/") else [one])
    )
    return tuple(_spec(kind, name, given.get(name), name in beside) for name in flat)


def _spec(kind: str, name: str, options: Options | None, half: bool) -> FieldSpec:
    rule = rule_of(kind, name)
    sort = _SORTS[rule.shape] if options is None or rule.target else "reference"
    if options is None:
        options = code_options(rule.code_list) if rule.code_list else ()
    wide = sort == "date" and words().right_to_left
    half = (half and not wide) or sort in _HALF
    return FieldSpec(name, words().field(kind, name), sort, options, half)


def code_options(code_list: str) -> Options:
    """Return (value, text) of a code list."""
    return tuple((value, words().code(code_list, value)) for value in codes_here(code_list))


def record_options(choices: Iterable[tuple[str, Name]]) -> Options:
    """Return (id, name) of records in the language in force, by name."""
    named = ((record_id, label_text(name)) for record_id, name in choices)
    return tuple(sorted((pair for pair in named if pair[1]), key=lambda pair: pair[1].casefold()))


def called(entry: Listed | MemberEntry) -> str:
    """Return what a record is called."""
    return label_text(entry.name) or say("records.untitled")


def day_text(day: str) -> str:
    """Return a day as lists show it, "" for none."""
    return words().date(day, "day_month") if day else ""


def joined(parts: Iterable[str]) -> str:
    """Return short texts beside each other, parted by a dot."""
    return say("group.separator").strip("|").join(part for part in parts if part)


def names_text(names: Iterable[Name]) -> str:
    """Return several names as one text."""
    return words().join([label_text(one) for one in names])


def decision_cell(one: NominationEntry) -> Cell:
    """Return the decision on a nomination as a chip."""
    return Cell(words().code("nomination_decision", one.decision), tone=DECISIONS[one.decision])


def criteria_text(one: NominationEntry) -> str:
    """Return how many of the criteria are noted."""
    total = len(CODE_LISTS["nomination_criterion"])
    return say("group.criteria_noted", number=len(set(one.criteria)), total=total)
