"""What a sentence of the process is made of: a code, and parameters that any language can say."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec


class Term(msgspec.Struct, frozen=True):
    """A word of the catalogues, such as `code.so.SO2`."""

    code: str


class NameOf(msgspec.Struct, frozen=True):
    """The name of a record, in the reader's language."""

    record: str


class On(msgspec.Struct, frozen=True):
    """A calendar day as ISO text."""

    day: str


Param = str | int | float | bool | None | Term | NameOf | On | tuple["Param", ...]
Params = Mapping[str, Param]


def names_of(records: tuple[str, ...]) -> tuple[Param, ...]:
    """Return record ids as names to be said."""
    return tuple(NameOf(record) for record in records)


def term(code_list: str, value: str | None) -> Term | None:
    """Return the word of a code in a code list; None for no value."""
    return Term(f"code.{code_list}.{value}") if value else None
