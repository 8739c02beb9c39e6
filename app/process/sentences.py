"""Reasons, findings and next actions in words: codes and parameters become sentences of one language."""

from __future__ import annotations

from app.models.book import Book
from app.models.kinds.area import Task
from app.models.record import Record, Shape
from app.models.registry import describe
from app.process import facts
from app.process.checks.finding import Finding
from app.process.reasons import Reason
from app.process.terms import NameOf, On, Param, Params, Term
from app.words.catalogue import Words

SHOWN, LONGEST = 4, 110


def said(words: Words, book: Book, code: str, params: Params) -> str:
    """Return the sentence of a code, with names, days and terms of its parameters in words."""
    return words.say(code, **{name: _value(words, book, value) for name, value in params.items()})


def of_finding(words: Words, book: Book, finding: Finding) -> str:
    """Return what a finding says."""
    return said(words, book, finding.code, finding.params)


def rule_of(words: Words, book: Book, reason: Reason) -> str:
    """Return the rule of a reason as a statement: "The authority agreed to start"."""
    return said(words, book, reason.code, reason.params)


def detail_of(words: Words, book: Book, reason: Reason) -> str:
    """Return how the rule stands here: "Letter of 3 Feb 2026"."""
    return said(words, book, reason.detail, reason.params)


def label(words: Words, book: Book, record: Record | None) -> str:
    """Return the name of a record in the reader's language, else its code, else the name of its kind."""
    if record is None:
        return words.say("process.not_here")
    title = record.about.title
    if isinstance(record, Task) and record.template and not facts.says(record, "title"):
        return words.say(f"step.{record.step_id}.task.{record.template}")
    own = words.pick(record, title) or _single(words, book, record, title)
    return _short(own) or getattr(record, "code", None) or words.kind(record.about.name)


def _short(text: str) -> str:
    """Return a name that a sentence can hold: longer texts end with an ellipsis after a whole word."""
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else line[:LONGEST].rsplit(" ", 1)[0] + "…"


def _single(words: Words, book: Book, record: Record, title: str) -> str:
    value = getattr(record, title, None)
    field = describe(record.about.name).fields.get(title)
    if not value or field is None:
        return ""
    if field.rule.shape is Shape.CODE:
        return words.code(field.rule.code_list, str(value))
    if field.rule.shape is Shape.REFERENCE:
        return label(words, book, book.get(Record, str(value)))
    return words.date(str(value)) if field.rule.shape is Shape.DATE else str(value)


def _value(words: Words, book: Book, value: Param) -> object:
    if isinstance(value, Term):
        return words.say(value.code)
    if isinstance(value, NameOf):
        return label(words, book, book.get(Record, value.record))
    if isinstance(value, On):
        return words.date(value.day) if facts.day(value.day) else value.day
    if isinstance(value, tuple):
        return _list(words, book, value)
    return value


def _list(words: Words, book: Book, values: tuple[Param, ...]) -> object:
    shown = tuple(_value(words, book, value) for value in values[:SHOWN])
    if len(values) <= SHOWN:
        return shown
    return words.say("process.and_more", names=shown, count=len(values) - SHOWN)
