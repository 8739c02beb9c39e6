"""One value for a document in two languages: texts that differ stand in it one after the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, is_dataclass, replace
from itertools import zip_longest
from typing import Any, TypeVar

from app.documents.plan_content import Part
from app.drawing.shapes import Picture

BESIDE = "\u2028"
"""Stands between a text and the same in the second language; set as it is, it begins a new line."""
RIGHT_TO_LEFT_ISOLATE, LEFT_TO_RIGHT_ISOLATE, POP_ISOLATE = "\u2067", "\u2066", "\u2069"
_MARKS = dict.fromkeys(map(ord, "\u2066\u2067\u2068\u2069\u200e\u200f"))
_OWN = frozenset({"language"})
Content = TypeVar("Content")


def beside(first: Content, second: Content, rtl: bool) -> Content:
    """Return a content whose texts hold both languages; pictures, and what is the same, once.

    Paragraphs stand beside each other in the order in which they were written, heading by heading. `rtl` is
    the direction of the second language.
    """
    made: Content = _Merging(rtl).of(first, second)
    return made


def both(first: str, second: str, rtl: bool) -> str:
    """Return two texts as one, the second in its own direction; one where one suffices."""
    if not first or not second or first.translate(_MARKS) == second.translate(_MARKS):
        return first or second
    begin = RIGHT_TO_LEFT_ISOLATE if rtl else LEFT_TO_RIGHT_ISOLATE
    lines = (f"{begin}{line}{POP_ISOLATE}" for line in _one(second).split("\n"))
    return _one(first) + BESIDE + "\n".join(lines)


def halves(text: str) -> tuple[str, str]:
    """Return a text in the first and in the second language; twice the same where it is one for both."""
    one, mark, other = text.partition(BESIDE)
    return (one, other) if mark else (text, text)


class _Merging:
    """Joins two contents of one shape."""

    def __init__(self, rtl: bool) -> None:
        self._rtl = rtl

    def of(self, first: Any, second: Any) -> Any:
        """Return one value for two."""
        if first == second or isinstance(first, Picture):
            return first
        if isinstance(first, str):
            return both(first, second, self._rtl)
        if isinstance(first, tuple) and isinstance(second, tuple):
            return self._rows(first, second)
        if is_dataclass(first) and not isinstance(first, type) and type(first) is type(second):
            named = [field.name for field in fields(first) if field.name not in _OWN]
            return replace(
                first, **{name: self.of(getattr(first, name), getattr(second, name)) for name in named}
            )
        return first if first is not None else second

    def _rows(self, first: tuple[Any, ...], second: tuple[Any, ...]) -> tuple[Any, ...]:
        if isinstance(next(iter(first + second), None), Part):
            return self._paragraphs(first, second)
        pairs = zip_longest(first, second)
        return tuple((one or other) if one is None or other is None else self.of(one, other)
                     for one, other in pairs)  # fmt: skip

    def _paragraphs(self, first: Sequence[Part], second: Sequence[Part]) -> tuple[Part, ...]:
        under = _by_heading(first), _by_heading(second)
        if len(under[0]) != len(under[1]):
            under = [list(first)], [list(second)]
        pairs = (pair for texts in zip(*under, strict=True) for pair in zip_longest(*texts))
        return tuple(self._paragraph(one, other) for one, other in pairs)

    def _paragraph(self, one: Part | None, other: Part | None) -> Part:
        """Return two paragraphs as one; where one is missing its column stays empty."""
        present = [part for part in (one, other) if part is not None]
        sources = tuple(sorted({source for part in present for source in part.sources}))
        if len(present) == 2:
            text = both(present[0].text, present[1].text, self._rtl)
        else:
            text = f"{_one(one.text) if one else ''}{BESIDE}{_one(other.text) if other else ''}"
        return Part(present[0].kind, text, sources)


def _by_heading(parts: Sequence[Part]) -> list[list[Part]]:
    found: list[list[Part]] = [[]]
    for part in parts:
        if part.kind == "heading":
            found.append([])
        found[-1].append(part)
    return found


def _one(text: str) -> str:
    return text.replace(BESIDE, "\n")
