"""A sentence to be: a code of the catalogues with its parameters, put into words by whoever shows it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

Param = str | int | float | bool | Decimal | date | datetime | tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class Said:
    """A message code and its named parameters; `codes` names those that are themselves codes."""

    code: str
    params: tuple[tuple[str, Param], ...] = ()
    codes: tuple[tuple[str, str], ...] = ()


NOTHING = Said("")


def said(code: str, **params: Param) -> Said:
    """Return a sentence to be."""
    return Said(code, tuple(params.items()))


def with_codes(sentence: Said, **codes: str) -> Said:
    """Return the sentence with further parameters that are message codes, to be said before they go in."""
    return Said(sentence.code, sentence.params, tuple(codes.items()))


def plain(text: str) -> Said:
    """Return a person's own words as a sentence that stays as it is in every language."""
    return Said("words.as_it_is", (("text", text),))
