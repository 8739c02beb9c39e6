"""A sentence to be: a code of the catalogues with its parameters, put into words by whoever shows it.

Names of records travel in all their languages, so that a page can change its language without reading.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache

import msgspec

from app.models.record import Record, Shape
from app.models.registry import describe
from app.process.terms import NameOf, On, Param, Params, Term


class Name(msgspec.Struct, frozen=True):
    """A person's own words in up to four languages; `plain` is a text that is the same in all."""

    en: str = ""
    ar: str = ""
    ckb: str = ""
    fr: str = ""
    plain: str = ""

    def __bool__(self) -> bool:
        return any((self.en, self.ar, self.ckb, self.fr, self.plain))

    def read(self, language: str) -> str:
        """Return the text in a language, else in another it has, "" for none."""
        order = dict.fromkeys((language, *_LANGUAGES))
        return next((text for text in (str(getattr(self, one)) for one in order) if text), self.plain)


_LANGUAGES = ("en", "ar", "ckb", "fr")
SaidParam = str | int | float | bool | None | Term | On | Name | tuple["SaidParam", ...]
Label = Name | Term
FindRecord = Callable[[str], Record | None]


@dataclass(frozen=True, slots=True)
class Said:
    """A message code and its named parameters."""

    code: str
    params: Mapping[str, SaidParam] = field(default_factory=dict, hash=False)


NOTHING = Said("")
NAMELESS = Name()


def said(code: str, **params: SaidParam) -> Said:
    """Return a sentence to be."""
    return Said(code, params)


def name_in(record: Record | None, base: str) -> Name:
    """Return the texts `<base>_en` … of a record, empty for no record."""
    if record is None:
        return NAMELESS
    texts = [getattr(record, name) if name else "" for name in _texts_of(type(record), base)]
    return Name(*[str(text or "") for text in texts])


@cache
def _texts_of(kind: type[Record], base: str) -> tuple[str, ...]:
    """Return the fields of a kind with a text in each language and in any, "" for those it does not have."""
    names = (*(f"{base}_{language}" for language in _LANGUAGES), base)
    return tuple(name if hasattr(kind, name) else "" for name in names)


def name_of(record: Record | None) -> Label:
    """Return what a record is called in a list: its name in all languages, or the word of its code.

    One that is known only by another record has no name of its own.
    """
    if record is None:
        return Name()
    title = type(record).about.title
    described = describe(type(record).about.name).fields.get(title)
    value = getattr(record, title, None)
    if described is not None and described.rule.shape is Shape.CODE and value:
        return Term(f"code.{described.rule.code_list}.{value}")
    if described is not None and described.rule.shape is Shape.REFERENCE:
        return Name()
    return name_in(record, title)


def from_process(code: str, params: Params, find: FindRecord) -> Said:
    """Return a sentence of the process with its records' names put in by `find(id)`."""
    return Said(code, {name: _param(value, find) for name, value in params.items()})


def _param(value: Param, find: FindRecord) -> SaidParam:
    if isinstance(value, NameOf):
        return name_of(find(value.record))
    if isinstance(value, tuple):
        return tuple(_param(one, find) for one in value)
    return value
