"""What the conflict desk says of records, values, people and decisions."""

from __future__ import annotations

from dataclasses import dataclass

from app.models.registry import describe
from app.models.values import Value
from app.services.views.exchange_conflicts import ChoiceEntry, ConflictEntry, EditedEntry, RecordConflicts
from app.services.views.exchange_decided import DecidedEntry, DecisionEntry
from app.ui.language import label_text, say, words
from app.ui.pages.exchange_words import (
    conflict_line,
    conflict_part,
    conflict_title,
    listed,
    name_of_who,
    outcome_words,
    part_text,
    parts,
    value_words,
    when,
)
from app.ui.record_words import value_text_of_one

SHORT = 60
MOST_EDITED = 4


@dataclass(frozen=True, slots=True)
class ListText:
    """A row of a list: its title, the quiet line beneath, and a number at the end when there are several."""

    title: str
    line: str
    count: int = 1


def record_text(record: RecordConflicts) -> ListText:
    """Return a record of the list: its name, and which of its fields are to decide."""
    title = conflict_title(record)
    if record.removal is not None and len(record.fields) == 1:
        return ListText(title, conflict_line(record.removal))
    fields = listed([field_name(record.kind, name) for name in record.fields])
    return ListText(title, parts(part_text(record) if record.part else "", fields), len(record.fields))


def decision_text(decision: DecisionEntry, now: str) -> ListText:
    """Return a decision of the list: what it was about, who took it and when."""
    first = decision.fields[0].conflict
    under = parts(_field_name(first), name_of_who(decision.who), when(decision.moment, now))
    return ListText(conflict_title(first), under, decision.count)


def field_name(kind: str, field: str) -> str:
    """Return the name of a field, or that its record was removed and edited."""
    return say("exchange.removal") if field == "alive" else words().field(kind, field)


def _field_name(conflict: ConflictEntry) -> str:
    return field_name(conflict.kind, conflict.field)


def _part_name(conflict: ConflictEntry) -> str:
    return _field_name(conflict) if conflict.about_removal else conflict_part(conflict)


def block_title(conflict: ConflictEntry) -> str:
    """Return the heading over the values of one field."""
    return _field_name(conflict)


def was_text(conflict: ConflictEntry) -> str:
    """Return what all values replaced, when they replaced the same and it is short."""
    found = {_before(one) for one in conflict.choices if not one.decided}
    return _was(conflict, found.pop()) if len(found) == 1 else ""


def own_was_text(conflict: ConflictEntry, choice: ChoiceEntry) -> str:
    """Return what one value replaced, when others replaced something else."""
    return "" if was_text(conflict) else _was(conflict, _before(choice))


def _before(choice: ChoiceEntry) -> Value:
    return next((value for value in choice.before if value is not None), None)


def _was(conflict: ConflictEntry, value: Value) -> str:
    text = "" if value is None else value_words(conflict, value)
    return say("exchange.was", value=text) if 0 < len(text) <= SHORT else ""


def place_and_value(conflict: ConflictEntry, value: Value) -> str:
    """Return where a value would be kept, and the value in short."""
    return say("exchange.several_line", where=_where(conflict), value=_short(outcome_words(conflict, value)))


def _where(conflict: ConflictEntry) -> str:
    return parts(conflict_title(conflict), _part_name(conflict))


def _short(text: str) -> str:
    return f"{text[:SHORT].rstrip()}…" if len(text) > SHORT else text


def edited_lines(conflict: ConflictEntry, choice: ChoiceEntry) -> list[str]:
    """Return what somebody edited of a record that was removed, a line per field."""
    told = [_edited_line(conflict, one) for one in choice.edited[:MOST_EDITED]]
    rest = len(choice.edited) - MOST_EDITED
    return [*told, say("plan.history.more", count=rest)] if rest > 0 else told


def _edited_line(conflict: ConflictEntry, one: EditedEntry) -> str:
    field = words().field(one.kind, one.field)
    if one.kind != conflict.kind:
        field = parts(words().kind(one.kind), field)
    rule = describe(one.kind).fields[one.field].rule
    names = {record: label_text(name) or "…" for record, name in conflict.names.items()}
    if one.element:
        code = "plan.history.put_in" if one.value else "plan.history.taken_out"
        return say(code, field=field, value=value_text_of_one(rule, one.element, names))
    text = say("exchange.empty_value") if one.value is None else value_text_of_one(rule, one.value, names)
    return say("plan.history.set", field=field, new=_short(text))


def decided_text(choice: ChoiceEntry) -> str:
    """Return that a value is a decision, and why it was taken."""
    if not choice.decided:
        return ""
    return say("exchange.decided_why", reason=choice.reason) if choice.reason else say("exchange.decided_so")


def decided_head(decision: DecisionEntry, now: str) -> str:
    """Return who decided and when: "Decided by Nadia, yesterday 17:20"."""
    at = when(decision.moment, now)
    if decision.who.me:
        return say("exchange.decided_by_you", when=at)
    return say("exchange.decided_by", name=name_of_who(decision.who), when=at)


def decided_field(entry: DecidedEntry) -> str:
    """Return the heading over a decided field: the record, its kind and the field."""
    conflict = entry.conflict
    return parts(conflict_title(conflict), _part_name(conflict))


def alike(conflict: ConflictEntry) -> bool:
    """Whether two of the values read the same although they are not: two records of one name."""
    if conflict.about_removal:
        return False
    said = [value_words(conflict, one.value) for one in conflict.choices]
    return len(set(said)) < len(said)
