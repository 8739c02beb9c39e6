"""What a command prints: sentences of the catalogues, or JSON when that was asked for."""

from __future__ import annotations

import json
import os
import sys
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec

from app.words.catalogue import Words
from app.words.languages import FALLBACK, LANGUAGES

_ALSO = {"ku": "ckb"}


def language_here(environment: Mapping[str, str] | None = None) -> str:
    """Return the language of this computer's user as far as Masar speaks it, else English."""
    named = environment if environment is not None else os.environ
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if named.get(variable):
            code = named[variable].split("_")[0].split(".")[0].lower()
            code = _ALSO.get(code, code)
            return code if code in LANGUAGES else FALLBACK
    return FALLBACK


class Console:
    """Where a command speaks: sentences in one language, or JSON on standard output."""

    def __init__(self, language: str, *, as_json: bool) -> None:
        self.words = Words(language)
        self.as_json = as_json

    def say(self, code: str, /, **params: object) -> None:
        """Print a sentence."""
        print(self.words.say(code, **params))

    def note(self, sentence: str) -> None:
        """Print something that is not the result: it goes to standard error."""
        print(sentence, file=sys.stderr)

    def answer(self, data: object, code: str, /, **params: object) -> None:
        """Print the result: as JSON, or as the sentence of a code."""
        if self.as_json:
            self.show(data)
        else:
            self.say(code, **params)

    def show(self, data: object) -> None:
        """Print JSON."""
        print(json.dumps(msgspec.to_builtins(data, str_keys=True), ensure_ascii=False, indent=2))

    def table(self, rows: Iterable[Sequence[object]]) -> None:
        """Print rows with their cells one under the other."""
        cells = [[str(cell) for cell in row] for row in rows]
        widths = [max(map(_width, column)) for column in zip(*cells, strict=True)]
        for row in cells:
            padded = (cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True))
            print("  ".join(padded).rstrip())


def _width(text: str) -> int:
    """Return how many columns a text takes: marks and isolates take none."""
    return sum(not (unicodedata.combining(sign) or unicodedata.category(sign) == "Cf") for sign in text)


def as_data(record: msgspec.Struct) -> dict[str, Any]:
    """Return a record as JSON shapes: every field, those without a value as null or an empty list."""
    data: dict[str, Any] = msgspec.to_builtins(record)
    return data
