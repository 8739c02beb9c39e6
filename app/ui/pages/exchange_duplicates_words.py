"""What the duplicates view says: records, reasons and values in words."""

from __future__ import annotations

from collections.abc import Mapping

from app.models.registry import describe
from app.models.values import Value
from app.services.likeness import LANGUAGES, Reason
from app.services.views.duplicates import MergeField, SideEntry
from app.services.views.said import NAMELESS, Label, Name
from app.ui.language import label_text, say, words
from app.ui.pages.exchange_words import parts
from app.ui.record_words import value_text_of_one


def name_text(name: Label) -> str:
    """Return a record's name, or that it has none."""
    return label_text(name) or say("records.untitled")


def telling_text(side: SideEntry) -> str:
    """Return what tells a record from one of the same name: "WO · Local NGO"."""
    return parts(*(field_value(side.kind, name, value, side.names) for name, value in side.telling))


def field_value(kind: str, name: str, value: Value, names: Mapping[str, Label]) -> str:
    """Return a value of a field in words."""
    if value is None:
        return say("exchange.empty_value")
    known = {record: label_text(label) or "…" for record, label in names.items()}
    return value_text_of_one(describe(kind).fields[name].rule, value, known)


def field_title(field: MergeField) -> str:
    """Return what a field is called, with the kind when it is of a record that comes along."""
    title = words().field(field.kind, field.field)
    return parts(words().kind(field.kind), title) if field.part else title


def reason_text(reason: Reason, first: Label = NAMELESS, second: Label = NAMELESS) -> str:
    """Return a reason in words: "same phone number: 0770 123 4567".

    Of names in another language than that of the window, in which both are read, it says the language.
    """
    code = f"duplicates.reason.{reason.code}"
    if not reason.value:
        return say(f"{code}.plain")
    percent = words().hundredths(reason.percent)
    if language := _other_language(reason, first, second):
        return say(f"{code}.elsewhere", language=words().code("language", language), percent=percent)
    value = reason.value.replace(" ", "\u00a0") if reason.code == "same_phone" else reason.value
    return say(code, value=value, other=reason.other, percent=percent)


def _other_language(reason: Reason, first: Label, second: Label) -> str:
    """Return the language of the names that a reason speaks of, "" when the window shows those names."""
    if not reason.other or not isinstance(first, Name) or not isinstance(second, Name):
        return ""
    pairs = {language: (getattr(first, language), getattr(second, language)) for language in LANGUAGES}
    if not all(pairs[words().language]):
        return ""
    found = [one for one, pair in pairs.items() if sorted(pair) == sorted((reason.value, reason.other))]
    return found[0] if found and words().language not in found else ""
